"""Changes for real: asked for inside and outside the frame, decided once, by another person, with letters."""

from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import dialogue
from vakna.core import changes, next_actions, people, visibility
from vakna.core import vocabulary as v
from vakna.core.initiative import Change, Key, Picture
from vakna.core.refusal import NotAllowed, Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _ask(built: Built, by: str = "petra", key: str = "c1", **given: Any) -> int:
    values: dict[str, Any] = {
        "stage": Key("concept"), "other_circle": False, "other_object": False, "other_value": False, **given,
    }  # fmt: skip
    one = Change(
        key=Key(key), number=0, at=built.at, by=Key("nils"), what=said("Två boenden till."), why=said("Fler vill."),
        scalability=v.Effect.EASES, scalability_why=said("Fler slag av boenden."), **values,
    )  # fmt: skip
    return dialogue.request_change(by=by, at=built.at, initiative=built.key, change=one)


def _decide(built: Built, by: str = "ulla", *, accepted: bool = True) -> None:
    dialogue.decide_change(
        by=by, at=built.at, initiative=built.key, change="c1", accepted=accepted, reason=said("Därför.")
    )


def _code(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act(*given, **named)
    return refused.value.problems[0].code


def _seen(built: Built, who: str | None) -> Picture:
    whole = pictures.take(built.key)
    return visibility.seen_by(whole, people.actor_in(whole, who, built.at), at=built.at)


def _to_do(built: Built, who: str) -> list[str]:
    whole = pictures.take(built.key)
    found = next_actions.next_actions(whole, people.actor_in(whole, who, built.at), built.at)
    return [one.code for one in found if one.code.endswith("-change")]


def test_asked_change_is_numbered_told_to_the_procurer_and_waits_for_another_person() -> None:
    built = an_initiative(until="concept open")

    numbers = [_ask(built), _ask(built, key="c2", by="ulla")]

    (first, second) = pictures.take(built.key).changes
    assert (numbers, first.number, first.by, second.by) == ([1, 2], 1, "petra", "ulla")
    assert m.Letter.objects.filter(to="ulla@cast.example", subject__startswith="Ändring 1").count() == 1
    assert m.Letter.objects.filter(to="ulla@cast.example", subject__startswith="Ändring 2").count() == 0
    assert [_to_do(built, who) for who in ("ulla", "petra", "colin")] == [["decide-change"], ["decide-change"], []]


def test_change_outside_the_frame_is_said_in_the_letter_and_can_only_be_declined() -> None:
    built = an_initiative(until="concept open")
    _ask(built, other_object=True)

    refused = _code(_decide, built)
    to_do = _to_do(built, "ulla")
    _decide(built, accepted=False)

    assert (refused, to_do) == ("change-outside-frame", ["decline-change"])
    assert m.Letter.objects.filter(to="ulla@cast.example", subject__startswith="Utanför ramen").count() == 1
    assert m.Change.objects.get().state == v.ChangeState.DECLINED


def test_change_is_decided_once_and_not_by_the_one_who_asked() -> None:
    built = an_initiative(until="concept open")
    _ask(built)

    own = _code(_decide, built, by="petra")
    _decide(built, by="beata")

    (one,) = pictures.take(built.key).changes
    assert (own, _code(_decide, built)) == ("change-own", "change-decided")
    assert (one.state, one.decided_by, one.reason) == (v.ChangeState.ACCEPTED, "beata", said("Därför."))
    assert m.Letter.objects.filter(to="petra@cast.example", subject__startswith="Ändring 1 är godtagen").count() == 1


def test_change_of_a_stage_that_is_not_published_or_is_decided_is_refused() -> None:
    built = an_initiative(until="concept open")

    found = [_code(_ask, built, stage=Key(stage)) for stage in ("prototype", "call", "saknas")]

    assert found == ["change-stage", "change-stage", "no-such-stage"]


@pytest.mark.parametrize("who", ["inga", "colin", "person-s1", "asta"])
def test_who_does_not_decide_is_refused(who: str) -> None:
    built = an_initiative(until="concept open")
    _ask(built)

    with pytest.raises(NotAllowed):
        _decide(built, by=who)


def test_asked_change_is_the_teams_own_and_the_texts_stay_out_of_the_open_log() -> None:
    built = an_initiative(until="concept open")
    _ask(built)

    before = [len(_seen(built, who).changes) for who in ("colin", "person-s1", None)]
    _decide(built)
    after = [[one.what for one in _seen(built, who).changes] for who in ("person-s1", None)]

    assert before == [1, 0, 0]
    assert after == [[said("Två boenden till.")], []]
    facts = [entry.facts for entry in m.Entry.objects.filter(subject="change").order_by("sequence")]
    assert facts == [
        {"number": 1, "stage": "concept", "outside": False}, {"number": 1, "state": "accepted"},
    ]  # fmt: skip
    assert changes.to_decide(_seen(built, "ulla"), people.actor_in(pictures.take(built.key), "ulla", built.at)) == ()
