"""Open Contracting Data Standard, 1.0 and 1.1, as publishers really write it: every value may be of any type.

Source of the shapes met: shared open data of nine publishers; `open-contracting/standard` 1.1.5 for what is meant.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ..tables import AWARD, CONTRACT, ESTIMATE, Of, Sheet, cpv_code, iso_day, number, register_number

SOURCE = "ocds"
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTS = ("validBids", "bids")
_Parties = Mapping[Any, Mapping[str, Any]]


def take(element: Any, sheet: Sheet, file: str) -> None:
    """Take every release of an element: a release, a record, or a package of either."""
    for release in releases(element, sheet):
        sheet.outcome.read += 1
        try:
            _release(release, sheet, file)
        except (AttributeError, TypeError, ValueError):
            sheet.outcome.lost["unreadable-release"] += 1


def releases(element: Any, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Unfold packages and records. A record whose releases are links alone is told of as lost."""
    if isinstance(element, list):
        for one in element:
            yield from releases(one, sheet)
    elif not isinstance(element, dict):
        sheet.outcome.lost["not-an-object"] += 1
    elif "ocid" in element and not isinstance(element.get("releases"), list) and "compiledRelease" not in element:
        yield element
    elif isinstance(element.get("records"), list):
        yield from releases(element["records"], sheet)
    elif "compiledRelease" in element or "releases" in element:
        yield from _of_record(element, sheet)
    else:
        sheet.outcome.lost["no-ocid"] += 1


def _of_record(record: dict[str, Any], sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Give what a record or package holds: its releases whole where they are, else what was compiled of them."""
    inside = [one for one in _list(record.get("releases")) if isinstance(one, dict) and "ocid" in one]
    compiled = record.get("compiledRelease")
    if isinstance(compiled, dict):
        yield {"ocid": record.get("ocid"), **compiled}
    elif inside:
        yield from inside
    elif record.get("releases"):
        sheet.outcome.lost["linked-releases"] += len(_list(record["releases"])) or 1
    else:
        sheet.outcome.lost["empty-package"] += 1


def _release(release: dict[str, Any], sheet: Sheet, file: str) -> None:
    key = release.get("ocid")
    if not isinstance(key, str) or not key:
        sheet.outcome.lost["no-ocid"] += 1
        return
    parties, tender = _parties(release), _dict(release.get("tender"))
    cpv, day, buyers = _cpv(release, tender, sheet), iso_day(release.get("date")), _buyers(release, parties)
    if day is None:
        sheet.outcome.lacks["no-date"] += 1
    if not buyers:
        sheet.outcome.lacks["no-buyer"] += 1
    framework = _framework(tender)
    for number_, name, region in buyers or [(None, None, None)]:
        of = Of(source=SOURCE, file=file, key=key, day=day, cpv=cpv, buyer=number_)
        joint = True if len(buyers) > 1 else None
        title = _text(tender.get("title"))
        sheet.put("procurements", of, name, None, region, title, framework, joint, _innovation(tender))
    of = Of(source=SOURCE, file=file, key=key, day=day, cpv=cpv, buyer=buyers[0][0] if buyers else None)
    _sums(release, tender, of, sheet, ceiling=bool(framework))
    _lots(release, tender, of, sheet)
    _suppliers(release, parties, of, sheet)


def _parties(release: dict[str, Any]) -> _Parties:
    return {one.get("id"): one for one in _dicts(release.get("parties")) if isinstance(one.get("id"), str | int)}


def _buyers(release: dict[str, Any], parties: _Parties) -> list[tuple[str | None, str | None, str | None]]:
    """Give number, name and region of each buyer: by role, else the release's own buyer or procuring entity."""
    found = [one for one in parties.values() if "buyer" in _list(one.get("roles"))]
    if not found:
        named = _dict(release.get("buyer")) or _dict(_dict(release.get("tender")).get("procuringEntity"))
        found = [{**named, **parties.get(_hashable(named.get("id")), {})}] if named else []
    rows = {_number_of(one): _text(one.get("name")) for one in found}
    regions = {_number_of(one): _text(_dict(one.get("address")).get("region")) for one in found}
    return [(key, name, regions[key]) for key, name in rows.items() if key]


def _number_of(party: Mapping[str, Any]) -> str | None:
    """Give the number of a party: its identifier's, else its own id, else its name."""
    given = _dict(party.get("identifier")).get("id") or party.get("id") or party.get("name")
    return register_number(given) if isinstance(given, str | int) else None


def _cpv(release: dict[str, Any], tender: dict[str, Any], sheet: Sheet) -> str | None:
    """Give the code that most items bear; another scheme than CPV is counted as lacking."""
    codes: Counter[str] = Counter()
    other = False
    for one in _classified(release, tender):
        is_cpv = "CPV" in str(one.get("scheme")).upper()
        code = cpv_code(one.get("id")) if is_cpv else None
        if code:
            codes[code] += 1
        other = other or (not is_cpv and one.get("id") is not None)
    if codes:
        return codes.most_common(1)[0][0]
    sheet.outcome.lacks["other-scheme" if other else "no-cpv"] += 1
    return None


def _classified(release: dict[str, Any], tender: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield _dict(tender.get("classification"))
    for holder in (tender, *_dicts(release.get("awards")), *_dicts(release.get("contracts"))):
        for item in _dicts(holder.get("items")):
            yield _dict(item.get("classification"))
            yield from _dicts(item.get("additionalClassifications"))


def _framework(tender: dict[str, Any]) -> bool | None:
    techniques = _dict(tender.get("techniques"))
    said = techniques.get("hasFrameworkAgreement")
    return said if isinstance(said, bool) else (True if techniques.get("frameworkAgreement") else None)


def _innovation(tender: dict[str, Any]) -> bool | None:
    goals = [str(_dict(one).get("goal")) for one in _list(tender.get("sustainability"))]
    return any("innovati" in one.lower() for one in goals) if goals else None


def _sums(release: dict[str, Any], tender: dict[str, Any], of: Of, sheet: Sheet, *, ceiling: bool) -> None:
    """Note what was awarded, contracted and estimated; which of them counts is settled over all releases."""
    for basis, holders in ((AWARD, release.get("awards")), (CONTRACT, release.get("contracts"))):
        for place, one in enumerate(_dicts(holders)):
            _sum(one.get("value"), str(one.get("id") or place), basis, of, sheet, ceiling=ceiling)
    _sum(tender.get("value"), "", ESTIMATE, of, sheet, ceiling=ceiling)


def _sum(value: Any, part: str, basis: str, of: Of, sheet: Sheet, *, ceiling: bool) -> None:
    given = _dict(value)
    amount, currency = number(given.get("amount")), _text(given.get("currency"))
    if amount is None:
        if given.get("amount") not in (None, ""):
            sheet.outcome.lost["no-sum"] += 1
        return
    if amount < 0:
        sheet.outcome.lost["negative-sum"] += 1
    elif currency is None or not _CURRENCY.fullmatch(currency.upper()):
        sheet.outcome.lost["no-currency"] += 1
    else:
        sheet.put("sums", of, part, basis, amount, currency.upper(), ceiling)


def _lots(release: dict[str, Any], tender: dict[str, Any], of: Of, sheet: Sheet) -> None:
    """Count tenders: by lot from the bids extension, else for the whole as the tender says or lists tenderers."""
    bids = _dict(release.get("bids"))
    measured = {
        (str(one.get("relatedLot") or ""), one.get("measure")): number(one.get("value"))
        for one in _dicts(bids.get("statistics"))
        if one.get("measure") in _COUNTS
    }
    counts = {lot: count for (lot, _), count in sorted(measured.items(), reverse=True) if count is not None}
    if not counts:
        whole = number(tender.get("numberOfTenderers"))
        listed = len(_list(tender.get("tenderers"))) or len(_list(bids.get("details")))
        counts = {"": whole if whole is not None else float(listed)} if whole is not None or listed else {}
    for lot, count in counts.items():
        if 0 <= count < 1_000_000:
            sheet.put("lots", of, lot, int(count))


def _suppliers(release: dict[str, Any], parties: _Parties, of: Of, sheet: Sheet) -> None:
    for holder in (*_dicts(release.get("awards")), *_dicts(release.get("contracts"))):
        for one in _dicts(holder.get("suppliers")):
            party = {**one, **parties.get(_hashable(one.get("id")), {})}
            lots = [str(it) for it in _list(holder.get("relatedLots"))] or [""]
            if supplier := _number_of(party):
                name = _text(party.get("name"))
                size = _text(_dict(party.get("details")).get("scale"))
                for lot in lots:
                    sheet.put("suppliers", of, lot, supplier, name, size)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    return text or None


def _hashable(value: Any) -> Any:
    return value if isinstance(value, str | int) else None
