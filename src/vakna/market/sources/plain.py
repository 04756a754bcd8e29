"""Plain CSV with a map of its columns, for lists that follow no standard.

The map is TOML: `source` names where it comes from, `table` which of the four tables a row belongs to, `[columns]`
which head of the file fills which of the table's columns. A row without a key is lost, and said so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vakna.core.organisations import is_personal
from vakna.core.refusal import BadInput

from ..tables import FLAG, NUMBER, TABLES, WHOLE, Of, Sheet, cpv_code, iso_day, number, register_number

_SHARED = {"key", "day", "cpv", "buyer"}
_YES, _NO = {"true", "yes", "ja", "1"}, {"false", "no", "nej", "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """Which column of a file is what."""

    source: str
    table: str
    columns: Mapping[str, str]


def read_map(text: str, *, path: str) -> ColumnMap:
    """Read a map. Refuses (`BadInput`) one that is no TOML, or names what no table has."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadInput("not-readable", path=path, given=str(fault)) from None
    table, columns = str(data.get("table")), data.get("columns")
    if table not in TABLES or not isinstance(columns, dict) or "key" not in columns:
        raise BadInput("market-map-incomplete", path=path, tables=", ".join(TABLES))
    known = {name for name, _ in TABLES[table]} - {"source", "file"}
    if unknown := sorted(set(columns) - known):
        raise BadInput("market-map-column", path=path, given=", ".join(unknown), columns=", ".join(sorted(known)))
    return ColumnMap(source=str(data.get("source") or "csv"), table=table, columns=columns)


def take(row: Mapping[str, str], sheet: Sheet, file: str, how: ColumnMap) -> None:
    """Take one row by the map."""
    sheet.outcome.read += 1
    given = {column: (row.get(head) or "").strip() for column, head in how.columns.items()}
    if not given["key"]:
        sheet.outcome.lost["no-key"] += 1
        return
    buyer = register_number(given.get("buyer"))
    if is_personal(buyer, "SE"):
        sheet.outcome.lacks["personal-number"] += 1
        buyer = None
    of = Of(
        source=how.source, file=file, key=given["key"], day=iso_day(given.get("day")), cpv=cpv_code(given.get("cpv")),
        buyer=buyer,
    )  # fmt: skip
    own = [(name, kind) for name, kind in TABLES[how.table] if name not in {*_SHARED, "source", "file"}]
    cells = [_cell(given.get(name, ""), kind, _USUAL.get(name)) for name, kind in own]
    if how.table in _ESSENTIAL and cells[[name for name, _ in own].index(_ESSENTIAL[how.table])] is None:
        sheet.outcome.lost[_LOST[how.table]] += 1
        return
    sheet.put(how.table, of, *cells)


def _cell(given: str, kind: str, usual: Any) -> Any:
    if not given:
        return usual
    if kind == FLAG:
        return True if given.lower() in _YES else False if given.lower() in _NO else None
    if kind in {NUMBER, WHOLE}:
        read = number(given)
        return int(read) if read is not None and kind == WHOLE else read
    return given


_USUAL: Mapping[str, Any] = {"basis": "award", "currency": "SEK", "ceiling": False, "part": "", "lot": ""}
"""What a cell is where the file has no column for it."""

_ESSENTIAL = {"sums": "amount", "lots": "tenders", "suppliers": "supplier"}
"""Without what a row says nothing."""

_LOST = {"sums": "no-sum", "lots": "no-tenders", "suppliers": "no-supplier"}
