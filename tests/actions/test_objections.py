"""Objections for real: filed by the team, answered by whoever may, open to all once answered; house rules waived."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import oversight
from vakna.core import people, visibility
from vakna.core.initiative import Key, Objection, Picture, Waiver
from vakna.core.refusal import NotAllowed, Refusal
from vakna.core.vocabulary import Law, Layer
from vakna.records import models as m
from vakna.records import objections as records
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _objection(at: datetime, key: str = "o1", **changes: Any) -> Objection:
    values: dict[str, Any] = {"layer": Layer.LAW, "law": Law.LOU, "owner": Key("jorun"), **changes}
    return Objection(key=Key(key), number=0, at=at, claim=said("Vi får inte prata med leverantörer."), **values)


def _filed(by: str = "colin", **changes: Any) -> Built:
    built = an_initiative(until="rfi open")
    oversight.file_objection(by=by, at=built.at, initiative=built.key, objection=_objection(built.at, **changes))
    return built


def _answer(built: Built, by: str = "jorun", **changes: Any) -> None:
    values: dict[str, Any] = {
        "objection": "o1", "rule_says": said("Dialog får föras."), "source": "LOU 4 kap. 8 §",
        "checked": date(2026, 5, 4), "answer": said("Det går, öppet för alla."), "turned_out": Layer.INTERPRETATION,
        "at": built.at, **changes,
    }  # fmt: skip
    oversight.answer_objection(by=by, initiative=built.key, **values)


def _seen(built: Built, who: str | None) -> Picture:
    whole = pictures.take(built.key)
    return visibility.seen_by(whole, people.actor_in(whole, who, built.at), at=built.at)


def _code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].code


def test_filed_objection_is_the_teams_own_until_it_is_answered() -> None:
    built = _filed()

    before = [len(_seen(built, who).objections) for who in ("ulla", "colin", "person-s1", None)]
    _answer(built)
    (one,) = _seen(built, None).objections

    assert before == [1, 1, 0, 0]
    assert (one.number, one.layer, one.turned_out, one.by, one.owner) == (
        1, Layer.LAW, Layer.INTERPRETATION, None, None,
    )  # fmt: skip


def test_owner_gets_a_letter_and_nobody_else() -> None:
    _filed()

    assert list(m.Letter.objects.filter(subject__startswith="Invändning").values_list("to", flat=True)) == [
        "jorun@cast.example"
    ]


def test_entry_of_a_filed_objection_tells_outsiders_nothing_of_it() -> None:
    _filed()

    entry = m.Entry.objects.get(act="oversight.file_objection")

    assert (entry.facts, set(entry.commitments)) == ({"number": 1}, {"objection"})


@pytest.mark.parametrize("by", ["oskar", "rut", "person-s1", "stranger", "folke"])
def test_only_the_team_files(by: str) -> None:
    with pytest.raises(NotAllowed):
        _filed(by=by)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"law": None}, "objection-without-law"),
        ({"layer": Layer.PRINCIPLE}, "objection-without-principle"),
        ({"owner": Key("colin")}, "objection-owner"),
        ({"owner": Key("stranger")}, "objection-owner"),
    ],
)
def test_objection_that_nobody_could_answer_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        _filed(**changes)

    assert (_code(refused), m.Objection.objects.count()) == (code, 0)


def test_numbers_follow_each_other() -> None:
    built = _filed()

    number = oversight.file_objection(
        by="ulla", at=built.at, initiative=built.key, objection=_objection(built.at, key="o2")
    )

    assert number == 2


@pytest.mark.parametrize(
    ("by", "changes", "code"),
    [
        ("nils", {}, "objection-not-yours"),
        ("colin", {}, "may-not"),
        ("jorun", {"objection": "saknas"}, "no-such-objection"),
        ("jorun", {"source": "  "}, "objection-without-source"),
        ("jorun", {"checked": date(2999, 1, 1)}, "objection-checked-ahead"),
    ],
)
def test_answer_is_refused(by: str, changes: dict[str, Any], code: str) -> None:
    built = _filed()

    with pytest.raises(Refusal) as refused:
        _answer(built, by, **changes)

    assert (_code(refused), m.Objection.objects.get().answer) == (code, None)


def test_owner_who_is_neither_procurer_nor_lawyer_answers_its_own() -> None:
    built = _filed(owner=Key("nils"))

    _answer(built, "nils")

    assert m.Objection.objects.get().answered_at == built.at


def test_answer_given_anew_replaces_the_old_and_the_log_keeps_both() -> None:
    built = _filed()
    _answer(built)

    _answer(built, answer=said("Det går fortfarande."), at=built.at + timedelta(days=400))

    told = m.Entry.objects.filter(act="oversight.answer_objection").order_by("sequence")
    assert m.Objection.objects.get().answer == said("Det går fortfarande.")
    assert [one.facts["answer"] for one in told] == [{"sv": "Det går, öppet för alla."}, {"sv": "Det går fortfarande."}]


def _waiver(at: datetime, **changes: Any) -> Waiver:
    values: dict[str, Any] = {"until": at.date() + timedelta(days=20), **changes}
    return Waiver(
        key=Key("w1"), at=at, rule=said("RFI först efter beslut."), owner=said("Ekonomi"), granted_by=said("Chefen"),
        reference="KS 2026/1", **values,
    )  # fmt: skip


def test_waiver_stands_openly_with_who_and_until_when() -> None:
    built = _filed()

    oversight.grant_waiver(by="ulla", at=built.at, initiative=built.key, waiver=_waiver(built.at, objection=Key("o1")))
    _answer(built)

    assert _seen(built, None).waivers == (_waiver(built.at, objection=Key("o1")),)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"until": date(2020, 1, 1)}, "waiver-over"), ({"objection": Key("saknas")}, "no-such-objection")],
)
def test_waiver_that_cannot_hold_is_refused(changes: dict[str, Any], code: str) -> None:
    built = an_initiative(until="rfi open")

    with pytest.raises(Refusal) as refused:
        oversight.grant_waiver(by="ulla", at=built.at, initiative=built.key, waiver=_waiver(built.at, **changes))

    assert (_code(refused), m.Waiver.objects.count()) == (code, 0)


def _practice(key: str) -> Built:
    built = an_initiative(until="rfi open", key=key, sandbox=True)
    oversight.file_objection(by="ulla", at=built.at, initiative=key, objection=_objection(built.at))
    _answer(built)
    return built


def test_practice_is_told_only_within_itself_and_in_a_demo_and_once() -> None:
    _answer(_filed())
    _practice("ovning-a")
    _practice("ovning-b")

    real = [one.initiative for one in records.answered()]
    within = sorted(one.initiative for one in records.answered(within="ovning-a"))
    demo = records.answered(sandboxes=True)

    assert (real, within) == (["prov"], ["ovning-a", "prov"])
    assert sorted(one.sandbox for one in demo) == [False, True]
    assert {(one.objection.by, one.objection.owner) for one in demo} == {(None, None)}


def test_unanswered_is_told_to_nobody_outside() -> None:
    _filed()

    assert records.answered(sandboxes=True) == []
