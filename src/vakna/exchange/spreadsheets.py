"""Tables for other people's spreadsheets. What somebody typed is never run there as a formula."""

import csv as _csv
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO

BOM = "\ufeff"
"""Spreadsheets take a file that begins with it to be UTF-8."""

MEDIA_TYPE = "text/csv; charset=utf-8"

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
# The wide forms that spreadsheets in East Asian settings read as the same signs.
_WIDE = ("\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as a table with `;` between cells, as Swedish and most European spreadsheets read it.

    Every word is neutralised (`neutral`); numbers are written as they are, None as an empty cell. Rows end with CRLF.
    """
    out = StringIO()
    out.write(BOM)
    _csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([_cell(one) for one in row] for row in rows)
    return out.getvalue()


def neutral(text: str) -> str:
    """Give words that no spreadsheet reads as a formula: what begins like one, also after spaces, gets a `'` first."""
    bare = "".join(sign for sign in text if sign in "\t\r\n" or unicodedata.category(sign) not in ("Cc", "Cf"))
    return f"'{bare}" if bare.lstrip(" \u00a0").startswith(_RUNS + _WIDE) else bare


def _cell(value: object) -> object:
    if value is None:
        return ""
    return value if isinstance(value, int) and not isinstance(value, bool) else neutral(str(value))
