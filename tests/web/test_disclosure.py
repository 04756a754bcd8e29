"""Requests for public records on the web: who may ask and when, who tries them, and what each sees."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from tests import cast
from tests.cast import Built, said
from tests.web.filling import filled, sent
from tests.web.visitor import browser, queries, reads
from vakna.actions import documents, oversight, people, selection
from vakna.core import document
from vakna.core.initiative import Answer, Key
from vakna.core.refusal import Conflict, NotAllowed
from vakna.core.vocabulary import Release
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

GROUND = said("OSL 31 kap. 16 §")


def _act(built: Built, by: str | None = "jorun") -> dict[str, Any]:
    return {"by": by, "at": built.at, "initiative": built.key}


def _rfi(count: int = 3, **mark: Any) -> Built:
    built = cast.an_initiative(until="rfi open")
    for one in cast.SUPPLIERS[:count]:
        first = Answer(topic=Key("q1"), said=said(f"Svaret från {one}."), **mark)
        answers = (first, Answer(topic=Key("q2"), said=said("Vet inte.")))
        selection.hand_in(**_act(built, f"person-{one}"), stage="rfi", answers=answers, key=f"rfi-{one}")
    return built


def _asked(built: Built, stage: str = "rfi", **given: Any) -> str:
    return oversight.record_request(**_act(built, None), stage=stage, key="begaran", **given)


def _one() -> Any:
    return pictures.take("prov", {"openness"}).disclosures[-1]


def _where(route: str = "disclosure", *args: object) -> str:
    return reverse(route, args=["prov", "begaran", *args])


def _stage(stage: str) -> str:
    return reverse("request_records", args=["prov", stage])


def _decide(built: Built, decision: Release = Release.RELEASE) -> None:
    ground = None if decision is Release.RELEASE else GROUND
    items = [replace(one, decision=decision, ground=ground) for one in _one().items]
    oversight.decide_disclosure(**_act(built), disclosure="begaran", items=items)


def test_everything_in_a_stage_is_asked_for_in_one_press_by_anybody() -> None:
    _rfi(2)
    answer = sent(browser(), _stage("rfi"))
    one = _one()

    assert answer.status_code == 302
    assert (one.number, one.asks, one.asked_by, len(one.items)) == (1, None, None, 4)
    assert {item.decision for item in one.items} == {None}
    assert sorted(m.Letter.objects.filter(subject__contains="allmän handling").values_list("to", flat=True)) == [
        "jorun@cast.example", "ulla@cast.example",
    ]  # fmt: skip


def test_same_request_posted_twice_is_one() -> None:
    _rfi(1)
    nobody = browser()
    form = filled(nobody, _stage("rfi"))
    codes = [nobody.post(_stage("rfi"), form).status_code for _ in range(2)]

    assert (codes, m.Disclosure.objects.count()) == ([302, 302], 1)


def test_papers_of_some_suppliers_alone_can_be_asked_for() -> None:
    _rfi(3)
    mine = m.Participation.objects.get(organisation__key="org-s2").key
    sent(browser(), _stage("rfi"), only=[mine], asks="Bara det här.")

    assert {item.participation for item in _one().items} == {mine}
    assert sorted(m.Letter.objects.filter(subject__contains="Någon har begärt").values_list("to", flat=True)) == [
        "person-s2@cast.example"
    ]


@pytest.mark.parametrize("until", ["call open", "opened"])
def test_tenders_cannot_be_asked_for_before_the_award_is_told(until: str) -> None:
    built = cast.an_initiative(until=until)
    page = reads(reverse("disclosures", args=["prov"]))

    for who in (None, "ulla"):
        assert browser(who).get(_stage("call")).status_code == 409
    with pytest.raises(Conflict) as refused:
        _asked(built, "call")
    assert refused.value.code == "records-sealed"
    assert "absolut sekretess" in page
    assert _stage("call") not in page


def test_opened_tenders_can_be_asked_for_after_the_award_and_each_reading_is_put_on_record() -> None:
    built = cast.an_initiative(until="awarded")
    _asked(built, "call")
    lawyer, words = browser("jorun"), "Vi gick med dem en dag (call)."
    before = lawyer.get(_where()).content.decode()
    blocked = lawyer.post(_where(), {"do": "decide", "i0-here": "1", "i0-decision": "release"}).status_code
    entries = m.Entry.objects.filter(act="selection.read").count()
    read = sent(lawyer, _where(), do="read")
    after = lawyer.get(_where()).content.decode()

    assert (words in before, blocked, read.status_code, words in after) == (False, 409, 302, True)
    assert m.Entry.objects.filter(act="selection.read").count() == entries + 3


def test_nothing_can_be_asked_for_where_nothing_is_handed_in_or_planned() -> None:
    built = cast.an_initiative(until="rfi open")

    for stage, code in (("rfi", "nothing-handed-in-yet"), ("concept", "stage-not-published")):
        with pytest.raises(Conflict) as refused:
            _asked(built, stage)
        assert refused.value.code == code
    assert sent(browser(), _stage("rfi")).status_code == 409


def test_marked_items_have_nothing_chosen_and_unmarked_ones_stand_at_release() -> None:
    built = _rfi(1, ground=said("Priset."), damage=said("Marginalen."))
    _asked(built)
    form = filled(browser("jorun"), _where(), **{"i0-ground": ""})
    page = reads(_where(), "jorun")

    assert [form.get(f"i{number}-decision") for number in (0, 1)] == [None, "release"]
    wanted = ("Priset.", "Marginalen.", "Svaret från s1.", "ingen juridisk rådgivning", "skyndsamt")
    assert [words for words in wanted if words not in page] == []


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"decision": "withhold"}, "ground", "rätt att få veta varför"),
        ({"decision": "mask", "ground": "OSL"}, "words", "Inga ord är valda"),
        ({"decision": "mask", "ground": "OSL", "words": "finns inte"}, "words", "Det här står inte i svaret"),
        ({"decision": "mask", "words": "Svaret"}, "ground", "rätt att få veta varför"),
    ],
)
def test_decision_that_is_not_whole_is_refused_beside_its_item_with_nothing_lost(
    given: dict[str, str], field: str, says: str
) -> None:
    built = _rfi(1, ground=said("Priset."), damage=said("Marginalen."))
    _asked(built)
    lawyer = browser("jorun")
    typed = {"i0-ground": "", **{f"i0-{name}": words for name, words in given.items()}}
    answer = sent(lawyer, _where(), do="decide", **typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert says in page
    assert f'id="id_i0-{field}_error"' in page
    assert [one.decision for one in _one().items] == [None, None]
    assert all(words in page for words in given.values())


def test_items_are_decided_some_at_a_time_and_told_when_the_last_is_decided() -> None:
    built = _rfi(2)
    _asked(built)
    lawyer = browser("jorun")
    first = sent(lawyer, _where(), do="decide", **{f"i{n}-decision": "" for n in (1, 2, 3)})
    half = _one()
    second = sent(lawyer, _where(), do="unmarked")
    whole = _one()

    assert (first.status_code, second.status_code) == (302, 302)
    assert [one.decision for one in half.items] == [Release.RELEASE, None, None, None]
    assert (half.decided_at, whole.decided_by) == (None, "jorun")
    assert m.Letter.objects.filter(subject__startswith="Beslut om det någon har begärt ut").count() == 2


def test_only_procurer_and_lawyer_decide_and_give_out() -> None:
    built = _rfi(1)
    _asked(built)

    for who in ("petra", "asta", "beata", "colin", "rut", "oskar", "person-s1", None):
        with pytest.raises(NotAllowed):
            oversight.decide_disclosure(**_act(built, who), disclosure="begaran", items=_one().items)
        with pytest.raises(NotAllowed):
            oversight.give_out(**_act(built, who), disclosure="begaran", given_to=GROUND)
    assert [browser(who).get(_where()).status_code for who in ("ulla", "rut", "asta", "person-s1")] == [200] * 4


def test_person_with_a_tie_does_not_decide_on_its_suppliers_papers() -> None:
    built = _rfi(2)
    _asked(built)
    people.declare_tie(**_act(built), organisation="org-s1", nature=said("Syskon."))

    with pytest.raises(NotAllowed) as refused:
        _decide(built)
    assert refused.value.code == "tied-to-records"


def test_copy_is_there_when_all_is_decided_and_giving_out_is_logged_once() -> None:
    built = _rfi(1)
    _asked(built)
    lawyer = browser("jorun")
    early = [lawyer.get(_where(route)).status_code for route in ("disclosure_pdf", "disclosure_docx")]
    with pytest.raises(Conflict):
        oversight.give_out(**_act(built), disclosure="begaran", given_to=said("Någon"))
    _decide(built)
    kinds = [lawyer.get(_where(route))["Content-Type"] for route in ("disclosure_pdf", "disclosure_docx")]
    given = sent(lawyer, _where(), to=_where("give_out"), given_to="Den som frågade, med e-post")
    again = lawyer.post(_where("give_out"), {"given_to": "Någon annan", "once": "b"})
    others = [browser(who).get(_where("disclosure_pdf")).status_code for who in (None, "rut", "person-s1")]

    assert early == [409, 409]
    assert kinds[0] == "application/pdf"
    assert (given.status_code, again.status_code, others) == (302, 409, [403, 403, 403])
    assert _one().given_to == said("Den som frågade, med e-post")
    assert browser("jorun").post(_where("give_out"), {"given_to": " "}).status_code == 422


def test_given_copy_keeps_html_as_words_and_shows_nothing_of_what_is_kept_back() -> None:
    built = cast.an_initiative(until="rfi open")
    answers = (Answer(topic=Key("q1"), said=said("<script>alert(1)</script> =HYPERLINK(1) {tal}")),)
    selection.hand_in(**_act(built, "person-s1"), stage="rfi", answers=answers)
    _asked(built)
    page = reads(_where(), "jorun")
    _decide(built)
    copy = browser("jorun").get(_where("disclosure_docx")).content

    assert "<script>alert" not in page
    assert copy.startswith(b"PK")


def test_list_tells_team_and_auditor_how_each_request_stands_and_others_how_to_ask() -> None:
    built = _rfi(2)
    _asked(built)
    where = reverse("disclosures", args=["prov"])
    seen = {who: "Begäran 1" in reads(where, who) for who in ("ulla", "rut", "person-s1", "person-s3", "colin", None)}
    waiting = reads(where, "rut")
    _decide(built)

    assert seen == {"ulla": True, "rut": True, "person-s1": True, "person-s3": False, "colin": False, None: False}
    assert "0 av 4 prövade" in waiting
    assert "Beslutad, 4 av 4" in reads(where, "rut")
    assert _stage("rfi") in reads(where)


@pytest.mark.parametrize("who", ["ulla", "rut"])
def test_pages_cost_the_same_number_of_queries_for_any_number_of_suppliers(who: str) -> None:
    few, many = (_counted(count, who) for count in (3, 50))

    assert few == many
    assert max(few) <= 20


def _counted(suppliers: int, who: str) -> list[int]:
    key = f"prov-{suppliers}"
    built = cast.an_initiative(until="concept closed", suppliers=suppliers, key=key, brought_in=True)
    oversight.record_request(by=None, at=built.at, initiative=key, stage="concept", key="begaran")
    assert len(pictures.take(key, {"openness"}).disclosures[0].items) == 2 * suppliers
    addresses = [
        reverse("disclosure", args=[key, "begaran"]), reverse("disclosures", args=[key]),
        reverse("request_records", args=[key, "concept"]),
    ]  # fmt: skip
    if who == "rut":
        addresses.pop()
    return [queries(address, who) for address in addresses]


def test_request_goes_out_and_comes_in_with_the_document() -> None:
    built = _rfi(1)
    _asked(built, asks=said("Allt."), asked_by=said("Någon"), diary_number="KS 1")
    _decide(built, Release.WITHHOLD)
    data = document.dump(pictures.take("prov"))
    data["initiative"]["key"] = "prov-in"
    documents.bring_in(by=None, at=built.at, data=data)

    assert pictures.take("prov-in", {"openness"}).disclosures == pictures.take("prov", {"openness"}).disclosures


def test_items_lie_ten_to_a_page_with_the_marked_ones_first() -> None:
    built = cast.an_initiative(until="concept closed", suppliers=12, brought_in=True)
    oversight.record_request(by=None, at=built.at, initiative=built.key, stage="concept", key="begaran")
    page = reads(_where(), "jorun")

    assert len(re.findall(r'name="i\d+-here"', page)) == 10
    assert "24 handlingar av 24 är kvar att pröva" in page
    assert len(re.findall(r'name="i\d+-here"', reads(_where() + "?page=3", "jorun"))) == 4
