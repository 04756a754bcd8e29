"""Reads reference lists from a folder: CPV, NUTS, registers of public bodies, the global goals.

A list is known by its column heads, not by its file's name, and only the columns that the house uses are kept. No
contact to a person is among them.
"""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vakna.core.refusal import BadInput, NotFound

LISTS: Mapping[str, tuple[str, ...]] = {
    "cpv": ("code", "check_digit", "en", "sv"),
    "nuts": ("code", "level", "country", "name_en", "name_sv"),
    "municipalities": ("lau_code", "name", "county_code", "county", "nuts3", "org_nr", "population"),
    "regions": ("county_code", "county", "nuts3", "region", "org_nr", "population"),
    "agencies": ("org_nr", "name", "name_en", "group"),
    "goals": ("goal", "short_en", "short_sv", "title_en"),
}
"""Each list by its name, and the columns that make it known; the first is what a row needs."""

_TOLD_APART = {"agencies": ("org_nr", "name")}
"""What tells the rows of a list apart where the first column does not: bodies within an agency share its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """One list as it was read. `dropped` are the rows without a key, and those said twice."""

    name: str
    source: str
    sha256: str
    rows: tuple[Mapping[str, str], ...]
    dropped: int


def read(folder: Path) -> tuple[list[ReferenceList], list[str]]:
    """Read every list of a folder, and name the tables that are none. Refuses a folder without any."""
    if not folder.is_dir():
        raise BadInput("file-unreadable", path=str(folder), reason="")
    found: dict[str, ReferenceList] = {}
    strange = []
    for path in sorted(one for one in folder.rglob("*") if one.name.lower().endswith((".csv", ".csv.gz"))):
        one = _read(path, str(path.relative_to(folder)))
        if one is None:
            strange.append(str(path.relative_to(folder)))
        else:
            found[one.name] = one
    if not found:
        raise NotFound("reference-none", path=str(folder), lists=", ".join(LISTS))
    return list(found.values()), strange


def _read(path: Path, source: str) -> ReferenceList | None:
    content = path.read_bytes()
    if path.suffix.lower() == ".gz":
        content = gzip.decompress(content)
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")), restval="")
    heads = set(rows.fieldnames or ())
    name = next((one for one, columns in LISTS.items() if heads >= set(columns)), None)
    if name is None:
        return None
    kept, dropped = {}, 0
    for key, row in _keyed(name, rows):
        if key is None or key in kept:
            dropped += 1
        else:
            kept[key] = row
    digest = hashlib.sha256(content).hexdigest()
    return ReferenceList(name=name, source=source, sha256=digest, rows=tuple(kept.values()), dropped=dropped)


def _keyed(name: str, rows: "csv.DictReader[str]") -> Iterator[tuple[tuple[str, ...] | None, Mapping[str, str]]]:
    columns = LISTS[name]
    for row in rows:
        given = {column: (row[column] or "").strip() for column in columns}
        key = tuple(given[one] for one in _TOLD_APART.get(name, columns[:1]))
        yield (key if any(key) else None), given
