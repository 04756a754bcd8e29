"""Notices in eForms (UBL), read by local names alone: more than half of the real ones break the schema's order.

Field names are those of the eForms regulation (BT numbers; OP-TED/eForms-SDK). Contact points and persons are not read.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from vakna.core.organisations import is_personal

from ..tables import AWARD, ESTIMATE, HIDDEN, Of, Sheet, cpv_code, iso_day, number, register_number

SOURCE = "eforms"
_ROOTS = {"ContractNotice", "ContractAwardNotice", "PriorInformationNotice"}
_NO_FRAMEWORK = {"none", ""}
Node = ET.Element


def take(content: bytes, sheet: Sheet, file: str) -> None:
    """Take one notice."""
    try:
        # Expat has no external entities here, and since 2.4.1 it stops entities that grow without bound.
        root = ET.fromstring(content)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError):
        sheet.outcome.lost["not-xml"] += 1
        return
    if _local(root) not in _ROOTS:
        sheet.outcome.lost["not-a-notice"] += 1
        return
    sheet.outcome.read += 1
    _notice(root, sheet, file)


def _notice(root: Node, sheet: Sheet, file: str) -> None:
    """Key is the procedure (BT-04), else the notice's own id (BT-701): a planning notice has no procedure yet."""
    key = _text(root, "ContractFolderID") or _child(root, "ID")
    if not key:
        sheet.outcome.lost["no-key"] += 1
        return
    organisations = {_text(one, "PartyIdentification", "ID"): one for one in _all(root, "Company")}
    persons = _persons(root)
    buyers = [_text(one, "Party", "PartyIdentification", "ID") for one in _children(root, "ContractingParty")]
    cpv, day = _cpv(root), iso_day(_child(root, "IssueDate"))
    who = [_organisation(organisations[one]) for one in dict.fromkeys(buyers) if one in organisations]
    for code, missing in (("no-cpv", cpv is None), ("no-date", day is None), ("no-buyer", not who)):
        if missing:
            sheet.outcome.lacks[code] += 1
    ceiling = _is_framework(root)
    for buyer, name, region in who or [(None, None, None)]:
        of = Of(source=SOURCE, file=file, key=key, day=day, cpv=cpv, buyer=buyer)
        title = _title(root)
        sheet.put("procurements", of, name, None, region, title, ceiling, len(who) > 1 or None, _innovation(root))
    of = Of(source=SOURCE, file=file, key=key, day=day, cpv=cpv, buyer=who[0][0] if who else None)
    _sums(root, of, sheet, ceiling=ceiling)
    _lots(root, of, sheet)
    _suppliers(root, organisations, persons, of, sheet)


def _organisation(company: Node) -> tuple[str | None, str | None, str | None]:
    """Give number (BT-501), name (BT-500) and NUTS code (BT-507) of an organisation."""
    name = _text(company, "PartyName", "Name")
    number_ = register_number(_text(company, "PartyLegalEntity", "CompanyID")) or name
    return number_, name, _text(company, "PostalAddress", "CountrySubentityCode")


def _cpv(root: Node) -> str | None:
    """Give the main classification (BT-262) of the procedure, else of the first lot that has one."""
    codes = (_text(one, "ItemClassificationCode") for one in _all(root, "MainCommodityClassification"))
    return next((code for code in map(cpv_code, codes) if code), None)


def _title(root: Node) -> str | None:
    project = next(_children(root, "ProcurementProject"), None)
    return _text(project, "Name") if project is not None else None


def _is_framework(root: Node) -> bool:
    """Say whether a framework agreement is set up (BT-765)."""
    return any(
        one.get("listName") == "framework-agreement" and (one.text or "").strip() not in _NO_FRAMEWORK
        for one in _all(root, "ContractingSystemTypeCode")
    )


def _innovation(root: Node) -> bool | None:
    """Say whether the notice marks innovation (BT-06, BT-776)."""
    types = [one for one in _all(root, "ProcurementTypeCode") if one.get("listName")]
    named = [(one.get("listName"), (one.text or "").strip()) for one in types]
    if not named:
        return None
    return any(kind == "innovative-acquisition" or value == "inn-pur" for kind, value in named)


def _sums(root: Node, of: Of, sheet: Sheet, *, ceiling: bool) -> None:
    """Note the result's value (BT-161), the maximum of frameworks (BT-118) as ceiling, and the estimate (BT-27)."""
    for result in _all(root, "NoticeResult"):
        for name, is_ceiling in (("TotalAmount", ceiling), ("OverallMaximumFrameworkContractsAmount", True)):
            _sum(next(_children(result, name), None), name, AWARD, of, sheet, ceiling=is_ceiling)
    project = next(_children(root, "ProcurementProject"), None)
    estimate = next(_all(project, "EstimatedOverallContractAmount"), None) if project is not None else None
    _sum(estimate, "", ESTIMATE, of, sheet, ceiling=ceiling)


def _sum(node: Node | None, part: str, basis: str, of: Of, sheet: Sheet, *, ceiling: bool) -> None:
    if node is None:
        return
    amount, currency = number((node.text or "").strip()), node.get("currencyID")
    if amount is None or not currency:
        sheet.outcome.lost["no-sum" if amount is None else "no-currency"] += 1
    elif amount < 0:
        sheet.outcome.lost["negative-sum"] += 1
    else:
        sheet.put("sums", of, part, basis, amount, currency, ceiling)


def _lots(root: Node, of: Of, sheet: Sheet) -> None:
    """Count the tenders received for each lot (BT-759 of the type `tenders`)."""
    for result in _all(root, "LotResult"):
        lot = _text(result, "TenderLot", "ID") or ""
        for one in _children(result, "ReceivedSubmissionsStatistics"):
            count = number(_text(one, "StatisticsNumeric"))
            if _text(one, "StatisticsCode") == "tenders" and count is not None:
                sheet.put("lots", of, lot, int(count))


def _persons(root: Node) -> set[Node]:
    """Give the companies that are single persons: said to be (BT-633), or with a Swedish personal number as theirs."""
    said = [one for one in _all(root, "Organization") if _text(one, "NaturalPersonIndicator") == "true"]
    swedish = [one for one in _all(root, "Company") if _text(one, "Country", "IdentificationCode") == "SWE"]
    numbered = (one for one in swedish if is_personal(_text(one, "PartyLegalEntity", "CompanyID"), "SE"))
    return {*numbered, *(company for one in said for company in _all(one, "Company"))}


def _suppliers(root: Node, organisations: dict[str | None, Node], persons: set[Node], of: Of, sheet: Sheet) -> None:
    """Note who got the contracts: the parties behind the tenders that a lot's result names. Persons are not named."""
    results = list(_all(root, "NoticeResult"))
    parties = {_child(one, "ID"): one for it in results for one in _children(it, "TenderingParty")}
    tenders = {_child(one, "ID"): one for it in results for one in _children(it, "LotTender")}
    for contract in (one for it in results for one in _children(it, "SettledContract")):
        for tender in (tenders.get(_child(one, "ID")) for one in _children(contract, "LotTender")):
            if tender is None:
                continue
            party = parties.get(_text(tender, "TenderingParty", "ID"))
            for one in _children(party, "Tenderer") if party is not None else ():
                company = organisations.get(_child(one, "ID"))
                if company is not None:
                    supplier, name, _ = _organisation(company)
                    if company in persons:
                        sheet.outcome.lacks["person-hidden"] += 1
                        supplier = name = HIDDEN
                    size = _text(company, "CompanySizeCode")
                    sheet.put("suppliers", of, _text(tender, "TenderLot", "ID") or "", supplier, name, size)


def _local(node: Node) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _children(node: Node, name: str) -> Iterator[Node]:
    return (one for one in node if _local(one) == name)


def _all(node: Node, name: str) -> Iterator[Node]:
    return (one for one in node.iter() if _local(one) == name)


def _child(node: Node, name: str) -> str | None:
    found = next(_children(node, name), None)
    return (found.text or "").strip() or None if found is not None else None


def _text(node: Node | None, *names: str) -> str | None:
    """Give the text of the first element below that bears the last name, looked for name by name."""
    for name in names:
        node = next(_all(node, name), None) if node is not None else None
    return ((node.text or "").strip() or None) if node is not None else None
