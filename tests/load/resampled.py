"""A large file of OCDS-like releases, made by drawing the real dirty ones again and again under new ids.

What a publisher got wrong stays wrong: shapes, types, missing parts. Only the ids of process and release are new, so
that each is a procurement of its own; every tenth keeps its process, as a later release does.
"""

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vakna.market.sources import ocds
from vakna.market.tables import Sheet

_SAME = 10


def real_releases(folder: Path) -> list[dict[str, Any]]:
    """Read every release that the publishers' archives hold."""
    return [one for path in sorted(folder.glob("*.zip")) if "fictional" not in path.name for one in _of(path)]


def _of(path: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                try:
                    element = json.loads(archive.read(name).decode("utf-8", "replace"))
                except ValueError:
                    continue
                yield from ocds.releases(element, Sheet())


def write(to: Path, releases: list[dict[str, Any]], *, count: int, largest: int, seed: int = 1) -> None:
    """Write a package of `count` releases, drawn from those that are at most `largest` bytes.

    The long tail (some are 200 kB of versions) is left out: it would fill the disk and change no figure much.
    """
    drawn = random.Random(seed)  # noqa: S311  a draw, no secret
    texts = [text for one in releases if len(text := _text(one)) <= largest]
    with to.open("w", encoding="utf-8") as file:
        file.write('{"uri": "https://data.example", "version": "1.1", "releases": [')
        for number in range(count):
            text = drawn.choice(texts).replace("@process@", str(number - (number % _SAME == 1)))
            file.write((",\n" if number else "\n") + text.replace("@release@", str(number)))
        file.write("\n]}\n")


def _text(release: dict[str, Any]) -> str:
    return json.dumps({**release, "ocid": "ocds-@process@", "id": "r-@release@"}, ensure_ascii=False)
