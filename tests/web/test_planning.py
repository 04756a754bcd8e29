"""Need, team, plan, stages as data, procurements and contracts: who sees them, who may write, and what is refused."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BooleanField, MultipleChoiceField
from django.test import Client

from tests import cast
from tests.web.visitor import browser, queries, reads
from vakna.core import needs
from vakna.core import vocabulary as v
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov"
DA = {"template": "demand-acceleration"}
PAGES = ("need/", "team/", "plan/", "contracts/", "procurements/u1/")
NEED = {
    "statement": "Vi hör inte vad de säger.",
    "purpose": "Alla ska bli hörda.",
    "users": "Boende",
    "now": "Vi gissar.",
    "wanted": "Vi vet.",
}


def stage_row(key: str) -> m.Stage:
    return m.Stage.objects.get(initiative__key="prov", key=key)


def shown(page: str, person: str) -> dict[str, Any]:
    """Give what a form would send back unchanged."""
    form = browser(person).get(page).context["form"]
    sent = {field.name: _sent(field) for field in form}
    return {name: value for name, value in sent.items() if value not in (None, "", [])}


def _sent(field: Any) -> Any:
    if isinstance(field.field, BooleanField):
        return "on" if field.value() else None
    written = field.field.widget.format_value(field.value())
    chosen_one = isinstance(written, list) and not isinstance(field.field, MultipleChoiceField)
    return (written or [None])[0] if chosen_one else written


@pytest.mark.parametrize("until", ["planned", "opened", "in use"])
def test_page_has_one_heading_when_a_member_looks(until: str) -> None:
    cast.an_initiative(until=until)

    for page in PAGES:
        for language in ("sv", "en"):
            assert reads(f"/{language}/initiatives/prov/{page}", "ulla").count("<h1>") == 1
        assert browser("oskar").get(f"{OF}/{page}").status_code == 200


def test_plan_is_the_teams_when_others_ask() -> None:
    cast.an_initiative(until="planned")

    for page in ("team/", "plan/", "contracts/", "procurements/u1/"):
        assert [browser(who).get(f"{OF}/{page}").status_code for who in (None, "stranger")] == [403, 403]
    assert browser().get(f"{OF}/need/").status_code == 200


@pytest.mark.parametrize(
    "page",
    ["plan/ceilings/", "plan/new-stage/", "plan/end/", "team/join/", "need/revise/", "new-procurement/",
     "procurements/u1/notice/", "stages/concept/edit/", "stages/concept/criteria/", "stages/concept/publish/",
     "stages/concept/skip/", "stages/concept/correct/"],
)  # fmt: skip
def test_page_that_changes_is_refused_when_an_observer_asks(page: str) -> None:
    cast.an_initiative(until="planned")

    assert browser("oskar").get(f"{OF}/{page}").status_code == 403
    assert browser("oskar").post(f"{OF}/{page}").status_code == 403


def test_page_is_not_found_when_what_it_is_about_does_not_exist() -> None:
    cast.an_initiative(until="planned")
    asked = browser("ulla")

    missing = ("stages/nej/edit/", "stages/nej/publish/", "procurements/nej/", "contracts/nej/file/")
    assert [asked.get(f"{OF}/{page}").status_code for page in missing] == [404, 404, 404, 404]
    assert asked.get("/sv/initiatives/nej/plan/").status_code == 404


def test_initiative_starts_when_a_need_is_written() -> None:
    given = {"title": "Höra dem", "summary": "Om att lyssna.", **DA, **NEED}

    answer = browser("nils").post("/sv/new-initiative/", given)

    picture = pictures.take("hora-dem")
    assert (answer.status_code, answer.headers["location"]) == (302, "/sv/initiatives/hora-dem/plan/")
    assert picture.terms.needs[0].statement.by_language == {"sv": NEED["statement"]}
    assert [one.instrument for one in picture.terms.stages][:3] == [
        v.Instrument.NEED_WORK, v.Instrument.RFI, v.Instrument.OPEN_CALL,
    ]  # fmt: skip
    assert [(one.person, one.role) for one in picture.terms.members] == [("nils", v.Role.NEED_OWNER)]


def test_initiative_starts_as_a_market_dialogue_programme_when_that_template_is_chosen() -> None:
    given = {"title": "Höra dem", "summary": "Om att lyssna.", "template": "market-dialogue", **NEED}

    answer = browser("nils").post("/sv/new-initiative/", given)

    assert answer.headers["location"] == "/sv/initiatives/hora-dem/need/"
    stages = pictures.take("hora-dem").terms.stages
    assert [(one.instrument, one.procurement) for one in stages] == [
        (v.Instrument.NEED_WORK, None), (v.Instrument.MARKET_DIALOGUE, None), (v.Instrument.RFI, None),
    ]  # fmt: skip


def test_further_buyer_and_its_need_stand_beside_the_first_when_they_are_added() -> None:
    cast.an_initiative(until="planned")
    asked = browser("nils")

    asked.post(f"{OF}/need/add-buyer/", {"email": "stranger@cast.example"})
    answer = asked.post(f"{OF}/need/add/", {"owner": "granby", **NEED})
    unread = asked.post(f"{OF}/need/add/", {"owner": "org-s1", **NEED})

    terms = pictures.take("prov").terms
    assert (answer.status_code, unread.status_code) == (302, 422)
    assert terms.buyers == ("bjorkhult", "granby")
    assert [(one.key, one.owner, one.by) for one in needs.current(terms)] == [
        ("behov", "bjorkhult", None), ("behov-2", "granby", "nils"),
    ]  # fmt: skip
    page = browser().get(f"{OF}/need/").content.decode()
    assert [name in page for name in ("Granby kommun", NEED["statement"], "2 behov i samma dialog")] == [True] * 3
    assert browser("stranger").get(f"{OF}/need/revise/?need=behov-2").status_code == 200
    assert browser("stranger").get(f"{OF}/need/revise/?need=saknas").status_code == 404


def test_nobody_is_added_as_buyer_when_the_address_is_unknown_or_a_buyers_own() -> None:
    cast.an_initiative(until="planned")
    asked = browser("nils")

    answers = [asked.post(f"{OF}/need/add-buyer/", {"email": f"{who}@cast.example"}) for who in ("ingen", "ulla")]

    assert [one.status_code for one in answers] == [404, 409]
    assert pictures.take("prov").terms.buyers == ("bjorkhult",)


def test_initiative_gets_another_key_when_the_title_is_taken() -> None:
    for _ in range(2):
        browser("nils").post("/sv/new-initiative/", {"title": "Höra dem", "summary": "Om att lyssna.", **DA, **NEED})

    assert sorted(m.Initiative.objects.values_list("key", flat=True)) == ["hora-dem", "hora-dem-2"]


def test_start_is_refused_when_the_account_may_not() -> None:
    assert browser("ulla").get("/sv/new-initiative/").status_code == 403
    assert browser().get("/sv/new-initiative/").status_code == 403


def test_form_keeps_what_was_typed_when_a_field_is_empty() -> None:
    answer = browser("nils").post("/sv/new-initiative/", {"title": "Höra dem", **DA, **NEED, "now": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "summary": ["Fyll i: Sammanfattning"], "now": ["Fyll i: Hur är det i dag?"],
    }  # fmt: skip
    assert NEED["wanted"] in answer.content.decode()
    assert m.Initiative.objects.count() == 0


def test_need_gets_a_new_version_when_it_is_revised() -> None:
    cast.an_initiative(until="rfi open")
    new = {"now": "Vi vet lite mer.", "why": "Vi har frågat fler.", "version": "2"}
    sent = shown(f"{OF}/need/revise/", "nils") | new

    browser("nils").post(f"{OF}/need/revise/", sent)

    first, second = pictures.take("prov").terms.needs
    assert (second.version, second.by, second.why) == (2, "nils", cast.said("Vi har frågat fler."))
    assert second.now.by_language == {"sv": "Vi vet lite mer."}
    assert second.statement == first.statement, "what is not changed keeps both languages"


def test_revision_is_refused_when_somebody_else_was_first() -> None:
    cast.an_initiative(until="rfi open")
    sent = shown(f"{OF}/need/revise/", "nils") | {"why": "Vi har frågat fler.", "version": "2"}
    browser("nils").post(f"{OF}/need/revise/", sent)

    late = browser("petra").post(f"{OF}/need/revise/", sent)

    assert late.status_code == 409
    assert len(pictures.take("prov").terms.needs) == 2


def test_member_joins_and_leaves_when_the_form_says_so() -> None:
    cast.an_initiative(until="planned")
    asked = browser("nils")

    asked.post(f"{OF}/team/join/", {"email": "STRANGER@cast.example", "role": "assessor"})
    asked.post(f"{OF}/team/leave/", {"person": "stranger", "role": "assessor"})

    row = m.Member.objects.get(initiative__key="prov", person__key="stranger")
    assert (row.role, row.until is not None) == (v.Role.ASSESSOR, True)


def test_join_says_so_when_nobody_has_the_address() -> None:
    cast.an_initiative(until="planned")

    answer = browser("nils").post(f"{OF}/team/join/", {"email": "ingen@cast.example", "role": "assessor"})

    assert answer.status_code == 404
    assert list(answer.context["form"].errors) == ["email"]


def test_leave_is_refused_when_it_is_somebody_elses_and_one_may_not() -> None:
    cast.an_initiative(until="planned")

    answer = browser("asta").post(f"{OF}/team/leave/", {"person": "axel", "role": "assessor"})

    assert answer.status_code == 403
    assert browser("asta").get(f"{OF}/team/leave/").status_code == 405
    assert m.Member.objects.filter(person__key="axel", until__isnull=True).count() == 1


def test_tie_is_declared_when_a_supplier_is_chosen() -> None:
    cast.an_initiative(until="opened")

    browser("asta").post(f"{OF}/team/tie/", {"organisation": "org-s1", "nature": "Min bror arbetar där."})

    assert [(one.person, one.organisation) for one in pictures.take("prov", {"marks"}).ties] == [("asta", "org-s1")]


def test_stage_is_written_when_the_form_is_sent() -> None:
    cast.an_initiative(until="planned")
    page = f"{OF}/stages/concept/edit/"
    sent = shown(page, "ulla") | {
        "pay": "30 000,50", "ceiling": "90 001,50 kr", "deadline": "2030-07-01T16:00",
        "deliverables": "En film\nEn sida",
    }  # fmt: skip

    answer = browser("ulla").post(page, sent)

    stage = pictures.take("prov").stage("concept")
    assert answer.status_code == 302
    assert (str(stage.pay), str(stage.ceiling)) == ("30000.50 SEK", "90001.50 SEK")
    assert str(stage.deadline) == "2030-07-01 14:00:00+00:00", "Swedish summer time"
    assert [one.said("sv") for one in stage.deliverables] == ["En film", "En sida"]
    assert stage.name.by_language == {"sv": "Koncept", "en": "Concept"}
    assert stage.criteria == cast.CRITERIA
    assert stage.more_than_places == (v.PlacesRule.MORE_PLACES, v.PlacesRule.POINTS)


@pytest.mark.parametrize("written", ["321,311.475", "25.000", "-5", "mycket"])
def test_sum_is_refused_when_it_cannot_be_read_in_one_way(written: str) -> None:
    cast.an_initiative(until="planned")
    page = f"{OF}/stages/concept/edit/"

    answer = browser("ulla").post(page, shown(page, "ulla") | {"pay": written})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["pay"]
    assert str(pictures.take("prov").stage("concept").pay) == "25000.00 SEK"


def test_stage_cannot_be_written_when_it_is_published() -> None:
    cast.an_initiative(until="call open")
    page = f"{OF}/stages/call/edit/"

    answer = browser("ulla").post(page, shown(page, "ulla") | {"name": "Något annat"})

    assert answer.status_code == 409
    assert stage_row("call").name.said("sv") == "Inbjudan"


def test_criteria_are_written_when_the_form_is_sent() -> None:
    cast.an_initiative(until="planned")
    page = f"{OF}/stages/concept/criteria/"
    sent = shown(page, "ulla") | {"title_1": "", "title_4": "Håller det?", "kind_4": "option_ground", "stop_4": "on"}

    browser("ulla").post(page, sent)

    criteria = pictures.take("prov").stage("concept").criteria
    assert [(one.number, one.title.said("sv"), one.stop) for one in criteria] == [
        (1, "Träffar behovet", True), (2, "Går att sprida till många", True), (3, "Rätt kunskap finns", False),
        (4, "Håller det?", True),
    ]  # fmt: skip


def test_stage_is_added_when_a_further_round_is_wanted() -> None:
    cast.an_initiative(until="planned")
    sent = {
        "name": "Runda två",
        "after": "spread",
        "instrument": "contract_stage",
        "gate": "option",
        "regime": "open_working",
    }

    answer = browser("ulla").post(f"{OF}/plan/new-stage/", sent)

    added = pictures.take("prov").terms.stages[-1]
    assert (added.number, added.gate, added.state) == (8, v.GateKind.OPTION, v.StageState.PLANNED)
    assert answer.headers["location"] == f"{OF}/stages/{added.key}/edit/"


def test_publishing_says_what_is_missing_with_the_way_to_each_field() -> None:
    cast.an_initiative(until="planned")
    m.Stage.objects.filter(initiative__key="prov", key="call").update(
        success=None, deadline=None, more_than_places=(), criteria=(), rights=None, places=3
    )
    answer = browser("ulla").get(f"{OF}/stages/call/publish/")

    edit = f"{OF}/stages/call/edit/"
    assert [one["url"] for one in answer.context["missing"]] == [
        f"{edit}#id_success", f"{edit}#id_deadline", f"{OF}/stages/call/criteria/", f"{edit}#id_rights_use",
        f"{edit}#id_more_1",
    ]  # fmt: skip
    assert browser("ulla").post(f"{OF}/stages/call/publish/").status_code == 422
    assert stage_row("call").state == v.StageState.PLANNED


def test_stage_opens_when_it_is_published() -> None:
    cast.an_initiative(until="planned")

    answer = browser("ulla").post(f"{OF}/stages/rfi/publish/")

    assert (answer.status_code, stage_row("rfi").state) == (302, v.StageState.OPEN)


def _correction(client: Client, **typed: str) -> dict[str, Any]:
    """Give what the form that corrects the call sends: what stands in it, with what is typed."""
    form = client.get(f"{OF}/stages/call/correct/").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)} | typed


def test_same_form_posted_twice_does_one_thing() -> None:
    cast.an_initiative(until="call open")
    sent = _correction(browser("ulla"), what="Bilaga 2 gäller.", why="Fel bilaga.", once="samma")

    answers = [browser("ulla").post(f"{OF}/stages/call/correct/", sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert len(stage_row("call").corrections) == 1


def test_correction_is_refused_when_it_moves_the_deadline_earlier() -> None:
    cast.an_initiative(until="call open")
    sent = _correction(browser("ulla"), what="Tidigare.", why="Bråttom.", deadline="2020-01-01T10:00")

    answer = browser("ulla").post(f"{OF}/stages/call/correct/", sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["deadline"]
    assert answer.context["form"]["what"].value() == "Tidigare."


def test_stage_closes_only_when_its_deadline_has_passed() -> None:
    cast.an_initiative(until="concept open")

    assert browser("petra").post(f"{OF}/stages/concept/close/").status_code == 409
    assert stage_row("concept").state == v.StageState.OPEN


def test_stage_is_skipped_with_its_reason() -> None:
    cast.an_initiative(until="planned")

    browser("ulla").post(f"{OF}/stages/prototype/skip/", {"reason": "Lösningen finns redan."})

    row = stage_row("prototype")
    assert (row.state, row.skipped_because.said("sv")) == (v.StageState.SKIPPED, "Lösningen finns redan.")


def test_ceilings_are_set_until_a_stage_that_pays_is_published() -> None:
    cast.an_initiative(until="planned")
    page, sent = f"{OF}/plan/ceilings/", {"ceiling": "400 000", "supplier_ceiling": ""}

    browser("ulla").post(page, sent)
    terms = pictures.take("prov").terms

    assert (str(terms.ceiling), terms.supplier_ceiling) == ("400000.00 SEK", None)


def test_ceilings_are_refused_when_a_stage_that_pays_is_published() -> None:
    cast.an_initiative(until="concept open")

    answer = browser("ulla").post(f"{OF}/plan/ceilings/", {"ceiling": "900 000", "supplier_ceiling": ""})

    assert answer.status_code == 409
    assert str(pictures.take("prov").terms.ceiling) == "250000.00 SEK"


def test_procurement_takes_the_chosen_stages_and_leaves_the_others() -> None:
    cast.an_initiative(until="planned")
    page = f"{OF}/procurements/u1/"

    browser("ulla").post(page, shown(page, "ulla") | {"stages": ["call", "concept"], "total_value": "250 000"})

    under = {one.key: one.procurement for one in pictures.take("prov").terms.stages}
    assert under == {
        "need": None, "rfi": None, "call": "u1", "concept": "u1", "prototype": None, "use": None, "spread": None,
    }  # fmt: skip


def test_procurement_is_fixed_when_its_notice_is_recorded() -> None:
    cast.an_initiative(until="planned")
    notice = {"number": "A-1", "published": "2026-01-02", "database": "Databasen", "address": ""}
    browser("ulla").post(f"{OF}/procurements/u1/notice/", notice)

    answer = browser("ulla").post(f"{OF}/procurements/u1/", shown(f"{OF}/procurements/u1/", "ulla"))

    assert pictures.take("prov").terms.procurements[0].notice.number == "A-1"  # type: ignore[union-attr]
    assert answer.status_code == 409


def test_contract_is_recorded_with_the_hash_of_its_file() -> None:
    cast.an_initiative(until="concept open")
    file = SimpleUploadedFile("avtal å.pdf", b"%PDF-1.7 underskrivet", content_type="application/pdf")
    sent = {"participation": "s1", "stage": "prototype", "signed": "2026-11-01", "pay": "50 000", "file": file}

    answer = browser("ulla").post(f"{OF}/contracts/", sent)
    written = pictures.take("prov", {"money"}).contracts[-1]
    fetched = browser("ulla").get(f"{OF}/contracts/{written.key}/file/")

    assert answer.status_code == 302
    assert (written.file_name, str(written.pay)) == ("avtal å.pdf", "50000.00 SEK")
    assert b"".join(fetched) == b"%PDF-1.7 underskrivet"
    assert browser("stranger").get(f"{OF}/contracts/{written.key}/file/").status_code == 404


def test_contract_is_refused_during_the_standstill_and_no_file_is_kept() -> None:
    cast.an_initiative(until="awarded")
    today = pictures.take("prov").terms.procurements[0].award.sent.date()  # type: ignore[union-attr]
    file = SimpleUploadedFile("avtal.pdf", b"%PDF-1.7 too early")
    sent = {"participation": "s1", "stage": "concept", "signed": str(today), "pay": "25 000", "file": file}

    answer = browser("ulla").post(f"{OF}/contracts/", sent)

    assert answer.status_code == 409
    assert m.StoredFile.objects.count() == 0


def test_initiative_ends_with_its_reason_when_the_decider_says_so() -> None:
    cast.an_initiative(until="rfi open")

    typed = {"state": "ended_no_procurement", "reason": "Det finns redan att köpa."}
    unanswered = browser("beata").post(f"{OF}/plan/end/", typed)
    browser("beata").post(f"{OF}/plan/end/", {**typed, "spread": "Andra köper det som finns."})

    terms = pictures.take("prov").terms
    assert unanswered.status_code == 422
    assert terms.spread_answer is not None
    assert terms.state is v.InitiativeState.ENDED_NO_PROCUREMENT
    assert terms.state_reason is not None
    assert terms.state_reason.said("sv") == "Det finns redan att köpa."


def test_queries_are_as_many_when_there_are_fifty_suppliers() -> None:
    cast.an_initiative(until="concept open", key="fa")
    cast.an_initiative(until="concept open", suppliers=50)

    for page in (*PAGES, "team/tie/", "stages/prototype/edit/"):
        few, many = queries(f"/sv/initiatives/fa/{page}", "ulla"), queries(f"{OF}/{page}", "ulla")
        assert (page, few) == (page, many)
        assert many <= 20
