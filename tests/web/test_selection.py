"""What came in, opening, assessment, consensus, gate and decision: who sees what when, and what is refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.visitor import browser, queries, reads
from vakna.core import stages, words
from vakna.core import vocabulary as v
from vakna.core.assessment import consensus, individual
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov"
CONCEPT = f"{OF}/stages/concept"
MOTIVE = "Det syns inte i underlaget."
PASSES = {f"mark_{one.key}": "2" for one in cast.CRITERIA}


def gate_form(who: str = "ulla", page: str = f"{CONCEPT}/gate/") -> dict[str, Any]:
    """Give what the gate's form would send back with every reason confirmed."""
    form = browser(who).get(page).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, "")}
    return sent | {name: "on" for name in form.fields if name.startswith("read_")}


def entries(act: str) -> int:
    return m.Entry.objects.filter(journal="initiative/prov", act=act).count()


@pytest.mark.parametrize("stage", ["call", "concept"])
@pytest.mark.parametrize("until", ["call open", "opened", "concept closed", "assessed", "in use"])
def test_page_has_one_heading_when_the_buyer_looks(until: str, stage: str) -> None:
    cast.an_initiative(until=until)

    for page in ("submissions/", "assessments/", "gate/"):
        for language in ("sv", "en"):
            assert reads(f"/{language}/initiatives/prov/stages/{stage}/{page}", "ulla").count("<h1>") == 1


@pytest.mark.parametrize("person", [None, "stranger", "person-s1", "colin", "inga", "folke", "oskar"])
def test_page_is_refused_when_one_may_not_read_what_is_handed_in(person: str | None) -> None:
    cast.an_initiative(until="assessed")
    asked = browser(person)

    pages = ("submissions/", "assessments/", "assess/s1/", "consensus/s1/", "gate/", "decide/")
    assert [asked.get(f"{CONCEPT}/{page}").status_code for page in pages] == [403] * 6
    assert asked.get(f"{OF}/submissions/concept-s1/").status_code in (403, 404)


def test_page_is_not_found_when_what_it_is_about_does_not_exist() -> None:
    cast.an_initiative(until="assessed")

    pages = {
        "stages/nej/gate/": "ulla", "stages/concept/assess/nej/": "asta", "submissions/nej/": "ulla",
        "stages/concept/consensus/nej/": "petra", "submissions/concept-s1/files/1/": "ulla",
    }  # fmt: skip
    for page, who in pages.items():
        assert browser(who).get(f"{OF}/{page}").status_code == 404


def test_nothing_is_told_of_what_is_sealed_before_the_opening() -> None:
    cast.an_initiative(until="call open")
    page = reads(f"{OF}/stages/call/submissions/", "ulla")
    cast.an_initiative(until="opened", key="oppnat")
    m.Stage.objects.filter(initiative__key="oppnat", key="call").update(opening=None, state=v.StageState.OPEN)

    same = reads("/sv/initiatives/oppnat/stages/call/submissions/", "ulla")

    assert "Förseglat" in page
    assert "Alvina" not in same
    assert "s1" not in same


def test_sealed_tender_opens_when_two_persons_have_asked() -> None:
    cast.an_initiative(until="opened")
    m.Stage.objects.filter(initiative__key="prov", key="call").update(
        opening=None, state=v.StageState.OPEN, opening_asked_by=None
    )
    page = f"{OF}/stages/call/opening/"

    first = browser("ulla").post(page)
    again = browser("ulla").post(page)
    waits = browser("ulla").get(page).context["state"]
    second = browser("jorun").post(page)

    assert [first.status_code, again.status_code, second.status_code] == [302, 403, 302]
    assert (waits["code"], waits["may"]) == ("second", False)
    opening = pictures.take("prov").stage("call").opening
    assert opening is not None
    assert (opening.first, opening.second, opening.size) == ("ulla", "jorun", 3)


def test_page_says_from_when_tenders_can_be_opened() -> None:
    built = cast.an_initiative(until="call open")
    opens = stages.opens_from(pictures.take(built.key).stage("call"))

    page = reads(reverse("opening", args=[built.key, "call"]), "ulla")

    assert f"Det går från {words.instant('sv', opens)}" in page


def test_opening_is_refused_when_it_is_too_early_or_by_somebody_who_may_not() -> None:
    cast.an_initiative(until="call open")
    page = f"{OF}/stages/call/opening/"

    assert [browser(who).post(page).status_code for who in ("ulla", "beata", "stranger")] == [409, 403, 403]
    assert browser("oskar").get(f"{CONCEPT}/opening/").status_code == 409, "not a sealed stage"


def test_reading_what_was_sealed_is_written_before_it_is_shown() -> None:
    cast.an_initiative(until="opened")
    asked, page = browser("asta"), f"{OF}/submissions/call-s1/"

    cover = asked.get(page).content.decode()
    asked.post(page)
    content = asked.get(page).content.decode()

    assert "Tio kommuner" not in cover
    assert "Tio kommuner" in content
    assert entries("selection.read") == 1
    assert "Tio kommuner" not in browser("asta").get(page).content.decode(), "another session reads anew"


def test_working_material_is_read_without_an_entry() -> None:
    cast.an_initiative(until="concept open")
    cast.an_initiative(until="concept closed", key="stangt")

    assert "Tio kommuner" in reads("/sv/initiatives/stangt/submissions/concept-s1/", "ulla")
    assert m.Entry.objects.filter(act="selection.read").count() == 0


def test_assessment_is_handed_in_when_every_criterion_is_marked() -> None:
    cast.an_initiative(until="concept closed")
    sent = PASSES | {"mark_fit": "0", "motive_fit": MOTIVE}

    answer = browser("asta").post(f"{CONCEPT}/assess/s1/", sent)

    (written,) = individual(pictures.take("prov", {"marks"}), "concept", "s1")
    assert (answer.status_code, written.by) == (302, "asta")
    assert [(one.criterion, one.value) for one in written.marks] == [
        ("fit", 0), ("market", 2), ("scale", 2), ("team", 2),
    ]  # fmt: skip
    assert written.marks[0].motive == cast.said(MOTIVE)
    assert browser("asta").get(f"{CONCEPT}/assess/s1/").context["locked"] is True


def test_assessment_says_each_fault_at_its_field_when_it_is_not_complete() -> None:
    cast.an_initiative(until="concept closed")

    answer = browser("asta").post(f"{CONCEPT}/assess/s1/", {"mark_fit": "0", "mark_market": "2", "mark_scale": "1"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["motive_fit", "motive_scale", "mark_team"]
    assert individual(pictures.take("prov", {"marks"}), "concept", "s1") == ()


def test_draft_of_an_assessment_is_kept_for_its_owner_alone() -> None:
    cast.an_initiative(until="concept closed")

    answer = browser("asta").post(f"{CONCEPT}/assess/s1/", {"mark_fit": "1", "motive_fit": "Halvvägs.", "save": "1"})
    mine = browser("asta").get(f"{CONCEPT}/assess/s1/").context["form"]
    others = browser("axel").get(f"{CONCEPT}/assess/s1/").context["form"]

    assert answer.status_code == 302
    assert (mine["mark_fit"].value(), mine["motive_fit"].value()) == ("1", "Halvvägs.")
    assert others["mark_fit"].value() is None
    assert entries("assessment.hand_in") == 6, "the call's only"


def test_assessor_with_a_tie_is_refused() -> None:
    cast.an_initiative(until="concept closed")
    browser("asta").post(f"{OF}/team/tie/", {"organisation": "org-s1", "nature": "Min bror arbetar där."})

    assert browser("asta").get(f"{CONCEPT}/assess/s1/").status_code == 403
    assert browser("asta").get(f"{CONCEPT}/assessments/").context["count"] == 2


def test_assessor_sees_no_other_marks_before_its_own_are_handed_in() -> None:
    cast.an_initiative(until="concept closed")
    browser("asta").post(f"{CONCEPT}/assess/s1/", PASSES | {"mark_fit": "0", "motive_fit": MOTIVE})

    before = reads(f"{CONCEPT}/consensus/s1/", "axel")
    browser("axel").post(f"{CONCEPT}/assess/s1/", PASSES)
    after = reads(f"{CONCEPT}/consensus/s1/", "axel")

    assert (MOTIVE in before, MOTIVE in after) == (False, True)


def test_consensus_waits_until_everybody_has_handed_in() -> None:
    cast.an_initiative(until="concept closed")
    browser("asta").post(f"{CONCEPT}/assess/s1/", PASSES)

    early = browser("petra").post(f"{CONCEPT}/consensus/s1/", PASSES)
    browser("axel").post(f"{CONCEPT}/assess/s1/", PASSES | {"mark_fit": "1", "motive_fit": MOTIVE})
    page = browser("petra").get(f"{CONCEPT}/consensus/s1/").context
    late = browser("petra").post(f"{CONCEPT}/consensus/s1/", PASSES)

    assert (early.status_code, late.status_code) == (409, 302)
    assert page["apart"] == 1
    assert (page["form"]["mark_fit"].value(), page["form"]["mark_team"].value()) == (None, 2)
    agreed = consensus(pictures.take("prov", {"marks"}), "concept", "s1")
    assert agreed is not None
    assert agreed.marks == cast.marks()


def test_consensus_is_refused_when_somebody_else_than_the_leader_writes() -> None:
    cast.an_initiative(until="assessed")

    assert browser("asta").post(f"{CONCEPT}/consensus/s1/", PASSES).status_code == 403


def test_gate_suggests_what_the_published_rule_gives() -> None:
    cast.an_initiative(until="assessed")

    form = browser("ulla").get(f"{CONCEPT}/gate/").context["form"]

    assert {one: form[f"verdict_{one}"].value() for one in cast.SUPPLIERS} == {
        "s1": v.Verdict.CONTINUES, "s2": v.Verdict.CONTINUES, "s3": v.Verdict.ENDED,
    }  # fmt: skip
    assert form["reason_s3"].value() == f"Kriterium 1, Träffar behovet: {MOTIVE}"


def test_proposal_is_laid_with_a_reason_to_each() -> None:
    cast.an_initiative(until="assessed")
    sent = gate_form() | {"outcome": "go_on", "reason": "Två klarar allt.", "reason_s3": "Tack. Kriterium 1 gick inte."}

    answer = browser("ulla").post(f"{CONCEPT}/gate/", sent)

    proposal = pictures.take("prov", {"gates"}).proposals[-1]
    assert (answer.status_code, proposal.version, proposal.by) == (302, 1, "ulla")
    assert {one.participation: (one.verdict, one.eligible, one.paid) for one in proposal.outcomes} == {
        "s1": (v.Verdict.CONTINUES, True, True), "s2": (v.Verdict.CONTINUES, True, True),
        "s3": (v.Verdict.ENDED, False, True),
    }  # fmt: skip
    assert proposal.outcomes[2].reason.said("sv") == "Tack. Kriterium 1 gick inte."  # type: ignore[union-attr]


def test_proposal_asks_for_the_confirmation_of_each_reason() -> None:
    cast.an_initiative(until="assessed")
    sent = gate_form() | {"reason": "Två klarar allt."}
    del sent["read_s3"]

    answer = browser("ulla").post(f"{CONCEPT}/gate/", sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["read_s3"])
    assert [one.name for one in answer.context["unread"]] == ["Celsing s3"]


def test_proposal_is_refused_at_its_field_when_an_ineligible_supplier_would_continue() -> None:
    cast.an_initiative(until="assessed")
    sent = gate_form() | {"reason": "Alla går vidare.", "verdict_s3": "continues"}

    answer = browser("ulla").post(f"{CONCEPT}/gate/", sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["verdict_s3"]
    assert pictures.take("prov", {"gates"}).proposals[-1].stage == "call"


def test_gate_takes_no_proposal_when_a_consensus_is_missing() -> None:
    cast.an_initiative(until="concept closed")

    page = browser("ulla").get(f"{CONCEPT}/gate/").context

    assert (page["waiting"], page["may"]) == (3, False)


def test_draft_of_a_proposal_is_kept() -> None:
    cast.an_initiative(until="assessed")
    sent = gate_form() | {"reason": "Nästan klart.", "save": "1"}

    browser("ulla").post(f"{CONCEPT}/gate/", sent)

    assert browser("ulla").get(f"{CONCEPT}/gate/").context["form"]["reason"].value() == "Nästan klart."
    assert entries("gates.propose") == 3, "need, RFI and call only"


def test_dialogue_gate_is_proposed_without_suppliers() -> None:
    cast.an_initiative(until="rfi open")
    m.Stage.objects.filter(initiative__key="prov", key="rfi").update(state=v.StageState.CLOSED)

    answer = browser("petra").post(f"{OF}/stages/rfi/gate/", {"outcome": "stop", "reason": "Det finns att köpa."})

    proposal = pictures.take("prov", {"gates"}).proposals[-1]
    assert (answer.status_code, proposal.stage, proposal.outcome) == (302, "rfi", v.GateOutcome.STOP)


def decision(version: str = "1") -> dict[str, str]:
    return {"version": version, "mandate": "delegation", "reference": "4.7", "commit": "on"}


def test_decision_is_taken_and_commits_the_coming_pay() -> None:
    cast.an_initiative(until="proposed")

    answer = browser("beata").post(f"{CONCEPT}/decide/", decision())

    picture = pictures.take("prov", {"gates", "money"})
    committed = [one for one in picture.money if one.stage == "prototype"]
    assert answer.status_code == 302
    assert [(one.participation, str(one.amount)) for one in committed] == [
        ("s1", "50000.00 SEK"),
        ("s2", "50000.00 SEK"),
    ]
    assert picture.participation("s3").state is v.ParticipationState.ENDED
    assert (picture.decisions[-1].reference, picture.decisions[-1].by) == ("4.7", "beata")
    assert "Beslutat efter Koncept" in reads(f"{CONCEPT}/gate/", "ulla")


def test_decision_on_a_stale_version_is_refused_and_the_new_one_shown() -> None:
    cast.an_initiative(until="proposed")
    asked = Client()
    asked.force_login(cast.person("beata"))
    asked.get(f"{CONCEPT}/decide/")
    browser("ulla").post(f"{CONCEPT}/gate/", gate_form() | {"reason": "Version två."})

    answer = asked.post(f"{CONCEPT}/decide/", decision("1"))

    assert answer.status_code == 409
    assert answer.context["form"]["version"].value() == 2
    assert "Version två." in answer.content.decode()
    assert asked.post(f"{CONCEPT}/decide/", decision("2")).status_code == 302


def test_decision_is_refused_when_there_is_no_right_or_no_reference() -> None:
    cast.an_initiative(until="proposed")

    assert browser("ulla").post(f"{CONCEPT}/decide/", decision()).status_code == 403
    bare = browser("beata").post(f"{CONCEPT}/decide/", decision() | {"reference": ""})
    assert (bare.status_code, list(bare.context["form"].errors)) == (422, ["reference"])


def test_decision_that_would_pass_a_ceiling_decides_nothing() -> None:
    cast.an_initiative(until="proposed")
    m.Stage.objects.filter(initiative__key="prov", key="prototype").update(ceiling=cast.kr(60_000))

    answer = browser("beata").post(f"{CONCEPT}/decide/", decision())

    assert answer.status_code == 409
    assert "10\u00a0000\u00a0kr" in answer.content.decode(), "what is left"
    assert [one.stage for one in pictures.take("prov", {"gates"}).decisions] == ["need", "rfi", "call"]


def test_long_list_is_paged_and_the_draft_carries_the_other_pages() -> None:
    cast.an_initiative(until="assessed", suppliers=60)
    first = gate_form() | {"reason": "Två klarar allt.", "page": "2"}

    onward = browser("ulla").post(f"{CONCEPT}/gate/", first)
    second = browser("ulla").get(onward.headers["location"]).context
    sent = {name: value for name, value in first.items() if name != "page"}
    answer = browser("ulla").post(f"{CONCEPT}/gate/?page=2", sent)

    assert (len(second["rows"]), second["page"].paginator.count) == (10, 60)
    assert answer.status_code == 302
    assert len(pictures.take("prov", {"gates"}).proposals[-1].outcomes) == 60


def test_queries_are_as_many_when_there_are_fifty_suppliers() -> None:
    cast.an_initiative(until="proposed", key="fa")
    cast.an_initiative(until="proposed", suppliers=50)

    pages = [("submissions/", "ulla"), ("assessments/", "asta"), ("assessments/", "petra"), ("assess/s1/", "asta"),
             ("consensus/s1/", "petra"), ("gate/", "ulla"), ("decide/", "beata")]  # fmt: skip
    for page, person in pages:
        few = queries(f"/sv/initiatives/fa/stages/concept/{page}", person)
        many = queries(f"{CONCEPT}/{page}", person)
        assert (page, few) == (page, many)
        assert many <= 20, page
    assert queries(f"{OF}/submissions/concept-s1/", "ulla") <= 20
