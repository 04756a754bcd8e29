"""What the shell says, in the reader's language, and how a refusal becomes lines. Decides nothing."""

import os
import sys
from itertools import pairwise
from pathlib import Path

from vakna.core import words
from vakna.core.refusal import Refusal

_SENTENCES = words.Sentences.of(Path(__file__).parent / "texts")
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def say(lang: str, code: str, /, **values: object) -> str:
    """Give one of the shell's sentences."""
    return _SENTENCES.say(lang, code, **values)


def tell(lang: str, code: str, /, **values: object) -> None:
    """Print one of the shell's sentences, at once: whoever waits for a server reads it before the server runs."""
    print(say(lang, code, **values), flush=True)


def complain(lang: str, refusal: Refusal) -> None:
    """Print everything that is wrong, each with its place, the reason and what to do, where errors go."""
    for problem in refusal.problems:
        says, hint = words.explain(lang, problem)
        place = f"{problem.path}: " if problem.path else ""
        print(f"{place}{says}\n    {hint}", file=sys.stderr)


def language(arguments: list[str]) -> str:
    """Choose the language before anything is read: `--lang`, else the shell's own, else Swedish."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    asked += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    if asked and asked[-1] in words.LANGUAGES:
        return asked[-1]
    spoken = next((os.environ[name] for name in _LOCALES if os.environ.get(name)), "")
    return "en" if spoken.startswith("en") else "sv"
