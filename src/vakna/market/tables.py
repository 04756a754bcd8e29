"""The four tables that every source is turned into, and the sheet that collects their rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from .report import Outcome

TEXT, FLAG, WHOLE, NUMBER = "string", "bool", "int32", "double"

_WHO = (("source", TEXT), ("file", TEXT), ("key", TEXT), ("day", TEXT), ("cpv", TEXT), ("buyer", TEXT))

TABLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "procurements": (
        *_WHO,
        ("buyer_name", TEXT), ("sector", TEXT), ("region", TEXT), ("title", TEXT), ("framework", FLAG),
        ("joint", FLAG), ("innovation", FLAG),
    ),
    "sums": (*_WHO, ("part", TEXT), ("basis", TEXT), ("amount", NUMBER), ("currency", TEXT), ("ceiling", FLAG)),
    "lots": (*_WHO, ("lot", TEXT), ("tenders", WHOLE)),
    "suppliers": (*_WHO, ("lot", TEXT), ("supplier", TEXT), ("supplier_name", TEXT), ("size", TEXT)),
}  # fmt: skip
"""Every table's columns. `key` names one procurement within its source; `day` is ISO; `cpv` has eight digits, or None.

`basis` is what a sum rests on: award, contract or estimate. `ceiling` tells that it is what a framework may come to at
most. `lot` is empty where the source counts per procurement. Nothing about persons is a column.
"""

HIDDEN = "Personuppgift"
"""What stands where a source would name a person: the word by which the Swedish statistics hide one."""

AWARD, CONTRACT, ESTIMATE = "award", "contract", "estimate"


class Of(NamedTuple):
    """What all rows of one procurement share, in the order of the columns."""

    source: str
    file: str
    key: str
    day: str | None = None
    cpv: str | None = None
    buyer: str | None = None


@dataclass(slots=True)
class Sheet:
    """Rows that wait to be written, by table, and the outcome so far of the file they come from."""

    outcome: Outcome = field(default_factory=Outcome)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def put(self, table: str, of: Of, *cells: Any) -> None:
        """Add a row: what it shares with others of its procurement, and its own cells in the order of the columns."""
        self.rows[table].append((*of, *cells))
        self.outcome.kept[table] += 1

    def take(self, other: "Sheet") -> None:
        """Add another sheet's rows and what came of reading it."""
        self.outcome.add(other.outcome)
        for name, rows in other.rows.items():
            self.rows[name].extend(rows)


def write(table: str, rows: Iterable[tuple[Any, ...]], to: Path) -> None:
    """Write rows as Parquet, whole or not at all: a file under another name takes the right one when it is ready."""
    import pyarrow as pa  # slow import
    import pyarrow.parquet as pq  # slow import

    names = [name for name, _ in TABLES[table]]
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in TABLES[table]])
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [pa.array(column, type=one.type) for column, one in zip(columns, schema, strict=True)]
    begun = to.with_suffix(".begun")
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), begun, compression="zstd")
    begun.replace(to)


def iso_day(given: object) -> str | None:
    """Read the day that a text begins with, or nothing."""
    if not isinstance(given, str):
        return None
    try:
        return date.fromisoformat(given[:10]).isoformat()
    except ValueError:
        return None


def cpv_code(given: object) -> str | None:
    """Read a CPV code: eight digits, with or without its check digit. 00000000 is how sources say unknown."""
    digits = str(given)[:8] if given is not None else ""
    rest = str(given)[8:9]
    if len(digits) != 8 or not digits.isdigit() or rest.isdigit() or digits == "00000000":
        return None
    return digits


def number(given: object) -> float | None:
    """Read a number of the world: also a text with a decimal comma or spaces.

    A truth value is none, nor what is not finite or has sixteen digits. A comma before three digits may be a thousand
    or a decimal (321,311 has been read as 321 million): such a text is not read at all.
    """
    if isinstance(given, bool) or given is None:
        return None
    if not isinstance(given, int | float):
        text = str(given).replace("\u00a0", "").replace(" ", "")
        if _AMBIGUOUS.search(text):
            return None
        given = text.replace(",", ".")
    try:
        read = float(given)
    except (ValueError, OverflowError):
        return None
    return read if isfinite(read) and abs(read) < _TOO_MUCH else None


_AMBIGUOUS = re.compile(r",\d{3}(?:\D|$)")
_TOO_MUCH = 1e15


def register_number(given: object) -> str | None:
    """Give an organisation's number in one form: a Swedish one without its hyphen, any other as it came."""
    text = str(given).strip() if given is not None else ""
    bare = text.replace("-", "")
    return (bare if len(bare) == 10 and bare.isdigit() else text) or None
