"""Open Contracting Data Standard, 1.0 and 1.1, as publishers really write it: every value may be of any type.

Source of the shapes met: shared open data of nine publishers; `open-contracting/standard` 1.1.5 for what is meant.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Raw

from vakna.core.organisations import is_personal

from ..tables import AWARD, CONTRACT, ESTIMATE, HIDDEN, Of, Sheet, cpv_code, iso_day, number, register_number
from .ocds_shape import Classification, Holder, Id, LotReference, Party, Release, Tender, Value, decode, fit

SOURCE = "ocds"
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTS = ("validBids", "bids")
_Parties = Mapping[Id, Party]
_NOBODY, _NO_TENDER = Party(), Tender()


def take_raw(element: Raw, sheet: Sheet, file: str) -> None:
    """Take an element that is not decoded yet: at once where it fits, else as the object that it is."""
    release = decode(element)
    if release is not None:
        sheet.outcome.read += 1
        _release(release, sheet, file)
        return
    content = bytes(element)
    if content[:1] not in (b"{", b"["):
        sheet.outcome.lost["not-json"] += 1
        return
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        sheet.outcome.lost["not-json"] += 1
    else:
        take(read, sheet, file)


def take(element: Any, sheet: Sheet, file: str) -> None:
    """Take every release of an element: a release, a record, or a package of either."""
    for release in releases(element, sheet):
        sheet.outcome.read += 1
        key = release.get("ocid")
        if isinstance(key, str) and key:
            _release(fit(release), sheet, file)
        else:
            sheet.outcome.lost["no-ocid"] += 1


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


def _release(release: Release, sheet: Sheet, file: str) -> None:
    key = release.ocid
    parties: _Parties = {one.id: one for one in release.parties or () if one.id is not None}
    tender = release.tender or _NO_TENDER
    cpv, day, buyers = _cpv(release, tender, sheet), iso_day(release.date), _buyers(release, tender, parties)
    if day is None:
        sheet.outcome.lacks["no-date"] += 1
    if not buyers:
        sheet.outcome.lacks["no-buyer"] += 1
    framework = _framework(tender)
    title, joint, innovation = _text(tender.title), True if len(buyers) > 1 else None, _innovation(tender)
    for number_, name, region in buyers or ((None, None, None),):
        of = Of(SOURCE, file, key, day, cpv, number_)
        sheet.put("procurements", of, name, None, region, title, framework, joint, innovation)
    of = Of(SOURCE, file, key, day, cpv, buyers[0][0] if buyers else None)
    _sums(release, tender, of, sheet, ceiling=bool(framework))
    _lots(release, tender, of, sheet)
    _suppliers(release, parties, of, sheet)


def _buyers(release: Release, tender: Tender, parties: _Parties) -> list[tuple[str, str | None, str | None]]:
    """Give number, name and region of each buyer: by role, else the release's own buyer or procuring entity."""
    found = [one for one in parties.values() if one.roles and "buyer" in one.roles]
    if found:
        pairs = [(one, one) for one in found]
    else:
        named = next((one for one in (release.buyer, tender.procuring_entity) if one and one != _NOBODY), None)
        pairs = [(parties.get(named.id, named), named)] if named else []
    rows: dict[str, tuple[str, str | None, str | None]] = {}
    for whole, said in pairs:
        if key := _number_of(whole, said):
            address = whole.address or said.address
            rows[key] = key, _text(whole.name or said.name), _text(address.region) if address else None
    return list(rows.values())


def _number_of(whole: Party, said: Party) -> str | None:
    """Give the number of a party, told whole or where it is named: its identifier's, else its own id, else its name."""
    identifier = whole.identifier or said.identifier
    return register_number((identifier and identifier.id) or whole.id or said.id or whole.name or said.name)


def _is_person(whole: Party, said: Party, number_: str) -> bool:
    """Say whether a number from a Swedish register is a person's: a sole trader has no other."""
    identifier = whole.identifier or said.identifier
    swedish = identifier is not None and (identifier.scheme or "").upper().startswith("SE-")
    return swedish and is_personal(number_, "SE")


def _cpv(release: Release, tender: Tender, sheet: Sheet) -> str | None:
    """Give the code that most items bear; another scheme than CPV is counted as lacking."""
    codes: dict[str, int] = {}
    other = False
    for one in _classified(release, tender):
        if one.scheme and "CPV" in one.scheme.upper():
            if code := cpv_code(one.id):
                codes[code] = codes.get(code, 0) + 1
        elif one.id is not None:
            other = True
    if codes:
        return max(codes, key=codes.__getitem__)
    sheet.outcome.lacks["other-scheme" if other else "no-cpv"] += 1
    return None


def _classified(release: Release, tender: Tender) -> Iterator[Classification]:
    if tender.classification:
        yield tender.classification
    for holder in (tender, *(release.awards or ()), *(release.contracts or ())):
        for item in holder.items or ():
            if item.classification:
                yield item.classification
            if item.additional_classifications:
                yield from item.additional_classifications


def _framework(tender: Tender) -> bool | None:
    told = tender.techniques
    if told is None:
        return None
    return True if told.has_framework_agreement is None and told.framework_agreement else told.has_framework_agreement


def _innovation(tender: Tender) -> bool | None:
    goals = tender.sustainability
    return any(one.goal and "innovati" in one.goal.lower() for one in goals) if goals else None


def _sums(release: Release, tender: Tender, of: Of, sheet: Sheet, *, ceiling: bool) -> None:
    """Note what was awarded, contracted and estimated; which of them counts is settled over all releases."""
    for basis, holders in ((AWARD, release.awards), (CONTRACT, release.contracts)):
        for place, one in enumerate(holders or ()):
            if one.value:
                _sum(one.value, str(one.id or place), basis, of, sheet, ceiling=ceiling)
    if tender.value:
        _sum(tender.value, "", ESTIMATE, of, sheet, ceiling=ceiling)


def _sum(value: Value, part: str, basis: str, of: Of, sheet: Sheet, *, ceiling: bool) -> None:
    amount, currency = number(value.amount), _text(value.currency)
    if amount is None:
        if value.amount not in (None, ""):
            sheet.outcome.lost["no-sum"] += 1
    elif amount < 0:
        sheet.outcome.lost["negative-sum"] += 1
    elif currency is None or not _CURRENCY.fullmatch(currency.upper()):
        sheet.outcome.lost["no-currency"] += 1
    else:
        sheet.put("sums", of, part, basis, amount, currency.upper(), ceiling)


def _lots(release: Release, tender: Tender, of: Of, sheet: Sheet) -> None:
    """Count tenders: by lot from the bids extension, else for the whole as the tender says or lists tenderers."""
    counts = _counted_by_lot(release) or _counted_as_a_whole(release, tender)
    for lot, count in counts.items():
        if 0 <= count < 1_000_000:
            sheet.put("lots", of, lot, int(count))


def _counted_by_lot(release: Release) -> dict[str, float]:
    if not release.bids or not release.bids.statistics:
        return {}
    told = [one for one in release.bids.statistics if one.measure in _COUNTS]
    measured = {(str(one.related_lot or ""), str(one.measure)): number(one.value) for one in told}
    return {lot: count for (lot, _), count in sorted(measured.items(), reverse=True) if count is not None}


def _counted_as_a_whole(release: Release, tender: Tender) -> dict[str, float]:
    whole = number(tender.number_of_tenderers)
    if whole is not None:
        return {"": whole}
    listed = len(tender.tenderers or ()) or (len(release.bids.details or ()) if release.bids else 0)
    return {"": float(listed)} if listed else {}


def _suppliers(release: Release, parties: _Parties, of: Of, sheet: Sheet) -> None:
    for holder in (*(release.awards or ()), *(release.contracts or ())):
        for said in _named(holder):
            whole = parties.get(said.id, said)
            if supplier := _number_of(whole, said):
                details, name = whole.details or said.details, _text(whole.name or said.name)
                size = _text(details.scale) if details else None
                if _is_person(whole, said, supplier):
                    sheet.outcome.lacks["person-hidden"] += 1
                    supplier = name = HIDDEN
                for lot in _lots_of(holder):
                    sheet.put("suppliers", of, lot, supplier, name, size)


def _named(holder: Holder) -> Sequence[Party]:
    return (holder.suppliers,) if isinstance(holder.suppliers, Party) else holder.suppliers or ()


def _lots_of(holder: Holder) -> list[str]:
    told = (one.lot_id or one.id if isinstance(one, LotReference) else one for one in holder.related_lots or ())
    return [str(one) for one in told if one is not None] or [""]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: str | None) -> str | None:
    return (value.strip() or None) if value else None
