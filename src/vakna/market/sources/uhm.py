"""The Swedish national procurement statistics as Upphandlingsmyndigheten publishes them: four tables with one key.

Source: open data of Upphandlingsmyndigheten (CC0), one row per procurement, lot or contracted tender. Known dirt: the
code 00000000, sums of 0 and of billions, mistyped organisation numbers, true/false cells that are empty.
"""

from collections.abc import Callable, Mapping

from vakna.core.organisations import is_personal

from ..tables import AWARD, HIDDEN, Of, Sheet, cpv_code, iso_day, number, register_number

SOURCE = "uhm"
KEY = "Upphandlings-ID"
_LOT = "Anbudsområdes-ID"
_SOLE_TRADERS = "Fysiska personer"
Cells = Mapping[str, str]


def understands(head: list[str]) -> bool:
    """Say whether these column heads are those of the statistics, one row a procurement or finer."""
    return KEY in head and any(one in head for one in _TAKES)


def take(row: Cells, sheet: Sheet, file: str) -> None:
    """Take one row."""
    sheet.outcome.read += 1
    key = row.get(KEY, "").strip()
    if not key:
        sheet.outcome.lost["no-key"] += 1
        return
    of = Of(
        source=SOURCE, file=file, key=key, day=iso_day(row.get("Publiceringsdatum")),
        cpv=cpv_code(row.get("Huvudsaklig CPV-kod")), buyer=_buyer(row, sheet),
    )  # fmt: skip
    if of.cpv is None:
        sheet.outcome.lacks["no-cpv"] += 1
    for column, taker in _TAKES.items():
        if column in row:
            taker(row, of, sheet, row[column])


def _buyer(row: Cells, sheet: Sheet) -> str | None:
    given = register_number(row.get("Organisationsnummer för köpare"))
    if given and is_personal(given, "SE"):
        sheet.outcome.lacks["personal-number"] += 1
        return HIDDEN
    if given and not _is_right(given):
        sheet.outcome.lacks["odd-number"] += 1
    return given


def _is_right(given: str) -> bool:
    """Check the last digit of an organisation number (Luhn)."""
    if len(given) != 10 or not given.isdigit():
        return False
    doubled = (int(one) * (2 if place % 2 == 0 else 1) for place, one in enumerate(given))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _procurement(row: Cells, of: Of, sheet: Sheet, _: str) -> None:
    sheet.put(
        "procurements", of, HIDDEN if of.buyer == HIDDEN else row.get("Namn för köpare") or None,
        row.get("Delsektor för köpare") or None, None,
        row.get("Upphandlingens titel") or None, row.get("Typ av avtal") == "Ramavtal",
        _flag(row.get("Samordnad upphandling")), _flag(row.get("Innovationsupphandling")),
    )  # fmt: skip


def _sum(row: Cells, of: Of, sheet: Sheet, given: str) -> None:
    amount = number(given)
    if amount is None or amount < 0:
        sheet.outcome.lost["no-sum" if amount is None else "negative-sum"] += 1
        return
    if amount == 0:
        sheet.outcome.lacks["zero-sum"] += 1
    sheet.put("sums", of, of.buyer or "", AWARD, amount, "SEK", row.get("Typ av avtal") == "Ramavtal")


def _lot(row: Cells, of: Of, sheet: Sheet, given: str) -> None:
    tenders = number(given)
    if tenders is None:
        sheet.outcome.lost["no-tenders"] += 1
        return
    sheet.put("lots", of, row.get(_LOT, ""), int(tenders))


def _supplier(row: Cells, of: Of, sheet: Sheet, _: str) -> None:
    """Note a supplier. A sole trader's name is a person's: the statistics hide it, and so do we."""
    name = row.get("Namn för leverantör", "").strip()
    if not name:
        sheet.outcome.lost["no-supplier"] += 1
        return
    if row.get("Juridisk form för leverantör") == _SOLE_TRADERS:
        sheet.outcome.lacks["person-hidden"] += 1
        name = HIDDEN
    sheet.put("suppliers", of, row.get(_LOT, ""), name, name, row.get("Företagsstorlek för leverantör") or None)


def _flag(given: str | None) -> bool | None:
    return {"true": True, "false": False}.get((given or "").lower())


_TAKES: Mapping[str, Callable[[Cells, Of, Sheet, str], None]] = {
    "Antal upphandlingar, Summa": _procurement,
    "Kontrakterat värde, Summa": _sum,
    "Antal anbud, Summa": _lot,
    "Antal kontrakterade anbud*, Summa": _supplier,
}
"""What a file is about is told by its last column."""
