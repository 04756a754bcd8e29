"""Every sentence that a page can say: core's and the pages' own, by code. A page holds no words of its own."""

from pathlib import Path

from vakna import core
from vakna.core.words import Sentences

PAGES = Sentences.of(Path(core.__file__).parent / "texts", Path(__file__).parent / "texts")
