"""One fault at a time, as changes of a clean document: what each rule must catch, and it alone."""

from typing import Any

from tests.rules.documents import PCP, PRACTICE

Plant = tuple[str, str, tuple[tuple[str, object], ...]]
_STAGES = "initiative.stages"


def _sv(said: str) -> dict[str, str]:
    return {"sv": said}


def _en(said: str) -> dict[str, str]:
    return {"en": said}


def _plant(code: str, base: str, *changes: tuple[str, object]) -> Plant:
    return code, base, changes


def _stage(key: str, field: str, value: object) -> tuple[str, object]:
    return f"{_STAGES}.{key}.{field}", value


def _person(key: str, organisation: str) -> tuple[str, object]:
    return "initiative.people+", {"key": key, "name": key.capitalize(), "organisation": organisation}


def _role(person: str, role: str) -> tuple[str, object]:
    return "initiative.members+", {"person": person, "role": role, "since": "2022-01-01T08:00:00Z"}


def _grown(base: dict[str, Any], **more: object) -> dict[str, Any]:
    return base | more


_SLOT = {"key": "tid-3", "stage": "dialog", "starts": "2022-09-12T10:00:00Z", "minutes": 60, "place": _sv("På nätet")}
_CONTACT = {
    "key": "samtal", "stage": "koncept", "kind": "phone", "at": "2022-03-10T09:00:00Z", "participation": "rum",
    "told": _sv("Natten har bara en person i tjänst."),
}  # fmt: skip
_MONEY = {
    "key": "extra", "at": "2022-07-01T08:00:00Z", "state": "committed", "amount": "10000.00 SEK", "stage": "anvandning",
    "participation": "vinterspegel", "payer": "amala",
}  # fmt: skip
_ADOPTION = {
    "key": "norrhaga", "organisation": "norrhaga", "supplier": "vinterspegel", "since": "2024-10-01", "how": "call_off",
}  # fmt: skip
_CHECK = {"told_by": "amala", "in_use": True}
_FIRST = _ADOPTION | {
    "key": "amala", "organisation": "amala", "since": "2022-06-20", "how": "option",
    "checks": [_CHECK | {"at": "2024-11-18T08:00:00Z"}],
}  # fmt: skip
_CURIOUS = {"organisation": "norrmark", "strength": "interested", "at": "2021-11-02T09:00:00Z"}
_LONG = "Vi har arbetat med samma sak i tio år och vet precis hur det ska gå till när morgonen är som svårast för alla."

_REWORDED = {
    "field": "guidance", "criterion": "i-vardag", "said_before": _sv("Ryms på en dag."),
    "said_after": _sv("Ryms på ett arbetspass."),
}  # fmt: skip
_DEAR = {
    f"economics.u-vinterspegel-2.points.{i}.{name}": value
    for i in range(4) for name, value in (("revenue", "1000000.00 SEK"), ("load", "9000.00 SEK"))
}  # fmt: skip

_FAVOURED = (
    *((f"assessments.{i}.marks.0.value", 1) for i in (15, 18, 62)),
    *((f"assessments.43.marks.{i}.value", 2) for i in (2, 5)),
    *((f"assessments.60.marks.{i}.value", 2) for i in (2, 6, 8)),
)
"""One assessor puts the same supplier first in all three stages; no other assessor does."""

PRINCIPLES: tuple[Plant, ...] = (
    _plant("ND01", PRACTICE, _stage("rfi", "target_group", _sv("Bara lokala företag får svara."))),
    _plant("ND01", PRACTICE, _stage("rfi", "target_group", _en("Only regional suppliers may answer."))),
    _plant("ND01", PRACTICE, _stage("inbjudan", "purpose", _sv("Leverantören måste ha kontor i kommunen."))),
    _plant("ND02", PRACTICE, _stage("rfi", "target_group", _sv("Endast startups får svara."))),
    _plant("ND02", PCP, _stage("dialog", "target_group", _en("This is reserved for SMEs."))),
    _plant("ND03", PRACTICE, _stage("rfi", "target_group", _sv("Enbart medlemmar i klustret får svara."))),
    _plant("ND03", PCP, _stage("utlysning", "purpose", _en("The tenderer must be a member of the cluster."))),
    _plant("ND04", PRACTICE, ("initiative.funding_sources.utveckling.region", "Norrmark")),
    _plant("ND04", PRACTICE, ("initiative.funding_sources.utveckling.target_group", _sv("Små och medelstora företag"))),
    _plant("ND05", PRACTICE, _stage("rfi", "next_steps", _sv("Svaret måste vara skrivet på svenska."))),
    _plant("ND06", PRACTICE, _stage("rfi", "next_steps", _sv("Den som svarar ska ange organisationsnummer."))),
    _plant("ND07", PRACTICE, ("reaches.r-webb.open_to_all", False), ("reaches.r-brev.open_to_all", False)),
    _plant("ET01", PRACTICE, ("contacts+", _grown(_CONTACT, stage="spridning", participation="rfi-rum"))),
    _plant("ET02", PRACTICE, ("contacts+", _CONTACT)),
    _plant("ET03", PRACTICE, ("broadcasts.info-2.available_at", "2022-03-24T09:30:00Z")),
    _plant("ET04", PCP, ("slots+", _SLOT)),
    _plant("ET05", PRACTICE, ("requirements.3.wording", _sv("Fungerar på glasögon av märket Klarsyn."))),
    _plant("ET06", PRACTICE, ("requirements.3.wording", _sv("Fungerar som hos Vinterspegel AB."))),
    _plant("ET07", PRACTICE, _role("amina-yusuf", "lawyer")),
    _plant("ET08", PCP, ("involvements.forarbete.levelled_at", None)),
    _plant("ET09", PRACTICE, ("ties.0.person", "eva-brandt")),
    _plant(
        "ET10", PRACTICE,
        ("submissions.prototyp-toinen-1.answers.0.said", _sv(_LONG)),
        ("submissions.prototyp-rum-1.answers.0.said", _sv(_LONG)),
    ),
    _plant("ET11", PRACTICE, ("submissions.prototyp-toinen-1.received_at", "2022-06-02T09:00:00Z")),
    _plant(
        "ET10", PRACTICE, ("assessments.63.price", "50000.00 SEK"), ("assessments.64.price", "50000.00 SEK"),
    ),
    _plant("ET12", PCP, ("contacts.telefon.told", _sv("Filen får vara hur stor som helst."))),
    _plant("ET13", PRACTICE, *_FAVOURED),
    _plant("TR14", PRACTICE, _stage("inbjudan", "corrections.0.fields", [_REWORDED])),
    _plant(
        "TR14", PRACTICE, _stage("inbjudan", "corrections.0.fields", [_REWORDED]),
        _stage("inbjudan", "corrections.0.at", "2022-01-12T08:30:00Z"),
    ),
    _plant("TR13", PRACTICE, ("questions.fraga-rfi-4.asked_at", "2021-10-09T07:45:00Z")),
    _plant("TR01", PCP, _stage("fas-1", "criteria", [])),
    _plant("TR02", PRACTICE, _stage("anvandning", "places", None)),
    _plant("TR03", PRACTICE, _stage("anvandning", "pay", None)),
    _plant("TR04", PRACTICE, _stage("anvandning", "decision_due", None)),
    _plant("TR05", PRACTICE, _stage("spridning", "published_at", "2022-12-17T07:00:00Z")),
    _plant("TR06", PRACTICE, _stage("inbjudan", "corrections.0.at", "2022-01-12T08:30:00Z")),
    _plant("TR07", PRACTICE, ("decisions.anvandning.reason", "not published")),
    _plant(
        "TR08", PRACTICE, _stage("spridning", "gate", "dialogue"),
        _stage("spridning", "decision_due", "2024-12-01T14:00:00Z"),
    ),
    _plant("TR09", PRACTICE, _stage("rfi", "decision_due", "2021-11-10T15:00:00Z")),
    _plant("TR10", PRACTICE, ("questions.fraga-rfi-1.answer", None), ("questions.fraga-rfi-1.answered_at", None)),
    _plant("TR11", PRACTICE, ("questions.fraga-rfi-1.answered_at", "2021-10-14T07:00:00Z")),
    _plant("TR12", PRACTICE, _stage("spridning", "success", None)),
    _plant("PR01", PCP, _stage("utlysning", "deliverables", [_sv(f"Bilaga {i}") for i in range(9)])),
    _plant("PR02", PRACTICE, _stage("inbjudan", "deliverables.1", _sv("Årsredovisning för tre år."))),
    _plant("PR03", PRACTICE, _stage("inbjudan", "deliverables.1", _en("Three references from similar work."))),
    _plant("PR04", PRACTICE, _stage("inbjudan", "deliverables.1", _sv("En bankgaranti."))),
    _plant("PR05", PCP, _stage("dialog", "opens_at", "2022-09-20T10:00:00Z")),
    _plant("PR06", PRACTICE, _stage("koncept", "pay", "0.00 SEK")),
    _plant("MR01", PRACTICE, ("requirements.3.wording", _sv("Leverantören är certifierad enligt ISO 9001."))),
    _plant("MR02", PCP, _stage("fas-1", "deliverables.0", _en("A report signed with BankID."))),
)  # fmt: skip

LOGIC: tuple[Plant, ...] = (
    _plant("AL01", PRACTICE, _stage("koncept", "ceiling", None)),
    _plant("AL02", PRACTICE, _stage("koncept", "ceiling", "150000.00 SEK")),
    _plant("AL03", PRACTICE, ("initiative.supplier_ceiling", "70000.00 SEK")),
    _plant("AL04", PRACTICE, ("money.0.at", "2021-09-16T08:00:00Z")),
    _plant("AL05", PCP, ("assumptions.larm.state", "open")),
    _plant("AL06", PCP, _stage("fas-2", "pay", "150000.00 SEK")),
    _plant("AL07", PRACTICE, _stage("koncept", "gate", "none")),
    _plant("AL08", PRACTICE, ("initiative.ceiling", "390000.00 SEK")),
    _plant("AL09", PRACTICE, ("experiments.e-dagen-efter.cap", None)),
    _plant(
        "AL10", PRACTICE, ("ceiling_changes.0.before", None), ("ceiling_changes.0.decided_at", "2022-03-01T09:00:00Z")
    ),
    _plant("SC01", PCP, _stage("fas-1", "criteria.1.group", "other")),
    _plant("SC02", PCP, _stage("fas-1", "criteria.2.group", "other")),
    _plant("SC03", PCP, _stage("fas-1", "criteria.3.group", "other")),
    _plant("SC04", PCP, _stage("fas-1", "criteria.4.group", "other")),
    _plant("SC05", PRACTICE, ("initiative.rights.owner", "buyer")),
    _plant("SC06", PCP, ("followers", [])),
    _plant("SC07", PCP, ("followers.0.strength", "interested")),
    _plant("SC08", PRACTICE, ("counts", []), ("adoptions", [_FIRST])),
    _plant("SC09", PRACTICE, ("initiative.further_development", None)),
    _plant("SC10", PRACTICE, ("initiative.rights.use", _sv("Kommunen har ensamrätt till resultatet."))),
    _plant("SC10", PRACTICE, ("contracts.avtal-rum.use_right", _en("The buyer has an exclusive licence."))),
    _plant("SC11", PRACTICE, ("initiative.rights.use", None), _stage("koncept", "rights", None)),
    _plant("SC12", PCP, _stage("inforande", "instrument", "contract_stage"), _stage("inforande", "state", "planned")),
    _plant("SC13", PRACTICE, _stage("prototyp", "criteria.p-star-sig.group", "market")),
    _plant("SC13", PCP, _stage("inforande", "criteria.k-star-sig.group", "other")),
    _plant(
        "SC14", PRACTICE, ("followers", [_CURIOUS]), ("adoptions", [_FIRST]), ("initiative.further_users", None),
    ),
    _plant("SC15", PRACTICE, *_DEAR.items()),
    _plant("VL01", PCP, _stage("fas-0", "skipped_because", None)),
    _plant(
        "VL02", PRACTICE, *(_stage(key, "phases", []) for key in ("behov", "rfi", "inbjudan", "koncept")),
        _stage("prototyp", "phases", ["product_market_fit"]),
    ),
    _plant("VL03", PCP, _stage("fas-1", "criteria.0.title", _sv("Är lönsam"))),
    _plant("VL04", PRACTICE, _stage("koncept", "tests", ["a-kansla"]), _stage("prototyp", "tests", [])),
    _plant("VL05", PRACTICE, ("assumptions.a-lost.state", "open")),
    _plant("VL06", PRACTICE, ("money.koncept-vinterspegel-committed.at", "2022-01-24T14:00:00Z")),
    _plant("VL07", PRACTICE, ("experiments.e-dagen-efter.result", None)),
    _plant("VL08", PRACTICE, _stage("behov", "criteria.0.kind", "award")),
    _plant("LS01", PRACTICE, ("requirements.0.binding", True), ("requirements.0.at", "2021-08-17T09:00:00Z")),
    _plant("LS02", PRACTICE, ("requirements.3.because", [])),
    _plant("LS03", PRACTICE, ("changes.andring-fler-arbetspass.other_object", True)),
    _plant("LS04", PRACTICE, ("initiative.needs.1.because", []), ("initiative.needs.1.why", None)),
    _plant("LS05", PCP, ("insights.ide-tystlud.approval.approved", False)),
    _plant("LS06", PRACTICE, ("changes.andring-fler-arbetspass.scalability", "hinders")),
)  # fmt: skip

FRAME: tuple[Plant, ...] = (
    _plant("NE01", PCP, _person("kim", "stodet"), _role("kim", "assessor")),
    _plant("NE02", PRACTICE, _person("pia", "coachlaget-2"), ("initiative.organisations+", {
        "key": "coachlaget-2", "name": "Coachlaget Sydmark", "kind": "company"}),
        _role("pia", "assessor"), _person("per", "coachlaget-2"), _role("per", "coach")),
    _plant("NE03", PRACTICE, ("initiative.people.birgitta-falk.organisation", "motesplats")),
    _plant("NE04", PCP, ("participations.d-tystlud.consortium", ["stodet"])),
    _plant("NE05", PCP, ("initiative.intermediaries", ["soder"])),
    _plant("NE06", PRACTICE, ("assessments.inbjudan-kvarnback-eva.at", "2022-01-16T12:00:00Z")),
    _plant("NE07", PRACTICE, ("initiative.neutrality", None)),
    _plant("NE08", PRACTICE, ("initiative.neutrality.rfi", None)),
    _plant("NE09", PRACTICE, ("initiative.neutrality.rfi.limited", True)),
    _plant("NE10", PRACTICE, ("initiative.mandates", None)),
    _plant("FR01", PCP, ("initiative.procurements.kop.option_value", None)),
    _plant("FR02", PRACTICE, ("initiative.procurements.upphandling.total_value", "175000.00 SEK")),
    _plant("FR03", PCP, ("initiative.procurements.direkt.same_kind_this_year", "700000.00 SEK")),
    _plant("FR04", PRACTICE, ("initiative.procurements.upphandling.option_frame", _sv("Avtalet kan förlängas."))),
    _plant("FR05", PRACTICE, ("contracts.avtal-rum.option_clause", None)),
    _plant("FR06", PRACTICE, ("initiative.procurements.upphandling.award.standstill_ends", "2022-02-03")),
    _plant("FR07", PRACTICE, ("contracts.avtal-rum.signed", "2022-02-04")),
    _plant("FR08", PCP, _stage("inforande", "procurement", None)),
    _plant("FR09", PCP, _stage("utlysning", "criteria.3.link_to_purchase", None)),
    _plant("FR10", PRACTICE, ("initiative.procurements.upphandling.notice", None)),
    _plant("FR11", PRACTICE, ("adoptions+", _ADOPTION)),
    _plant("FR12", PRACTICE, ("decisions.rfi.reference", " ")),
    _plant("FR13", PRACTICE, _stage("prototyp", "fewer_than_places", None)),
    _plant("FR14", PCP, _stage("fas-1", "more_than_places", ["lot", "points"])),
    _plant("FR15", PRACTICE, _stage("inbjudan", "opening.at", "2022-01-14T14:00:00Z")),
    _plant("FR15", PRACTICE, _stage("inbjudan", "opening.second", "maja-lindqvist")),
    _plant("FR16", PRACTICE, ("proposals.0.by", "birgitta-falk")),
    _plant("FR17", PRACTICE, ("initiative.procurements.upphandling.record", None)),
    _plant("FR18", PRACTICE, ("initiative.procurements.upphandling.total_value", "2500000.00 SEK")),
    _plant("PG01", PRACTICE, _stage("anvandning", "state", "published")),
    _plant(
        "PG02", PRACTICE, _stage("koncept", "state", "closed"),
        _stage("koncept", "decision_due", "2026-04-01T10:00:00Z"),
        ("initiative.funding_sources.utveckling.ends", "2026-12-31"),
    ),
    _plant("PG03", PRACTICE, ("initiative.funding_sources.utveckling.ends", "2022-12-01")),
    _plant("PG04", PRACTICE, ("adoptions.amala.checks", [_grown(_CHECK, at="2023-10-01T08:00:00Z")])),
    _plant("PG05", PRACTICE, ("initiative.adoption_routes", None)),
    _plant("PG06", PCP, ("initiative.adoption_routes.0.decide_by", "2023-12-01")),
    _plant("DM01", PCP, ("initiative.needs.0.statement", _sv("Avdelningen behöver en app."))),
    _plant("DM01", PCP, ("initiative.needs.0.statement", _en("The ward needs a digital platform."))),
    _plant("DM02", PCP, ("initiative.needs.0.shared_by", None), ("initiative.buyers", ["norr"]), ("followers", [])),
    _plant("DM03", PCP, ("initiative.goals", [])),
    _plant("DM04", PCP, ("initiative.goals.somn.base_value", None)),
    _plant("DM05", PCP, ("initiative.needs.0.unmet", None)),
    _plant("DM06", PCP, ("initiative.needs.0.market", None)),
)  # fmt: skip

PLANTS = PRINCIPLES + LOGIC + FRAME
