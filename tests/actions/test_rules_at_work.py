"""Rules at work inside acts: a block stops, a warning asks for a reason that stays in public, a note passes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, outcomes, said
from vakna.actions import dialogue, gates, initiatives, oversight
from vakna.core import people, visibility
from vakna.core import vocabulary as v
from vakna.core.initiative import ALL_PARTS, Assumption, Contact, Key, Picture, Suppression, Text
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.records import models as m
from vakna.records import pictures
from vakna.rules.at_work import RulesAsk
from vakna.rules.finding import Result
from vakna.rules.registry import VERSION

pytestmark = pytest.mark.django_db

_WHY = said("Språket är arbetsspråket i boendet.", "It is the language of the home.")


def _seen(built: Built, who: str | None) -> Picture:
    picture = pictures.take(built.key, ALL_PARTS)
    return visibility.seen_by(picture, people.actor_in(picture, who, built.at), at=built.at)


def _plan(built: Built, **changes: Any) -> None:
    stage = replace(pictures.take(built.key, ()).stage("rfi"), **changes)
    initiatives.plan_stage(by="ulla", at=built.at, initiative=built.key, stage=stage)


def _publish(built: Built, reasons: dict[str, Text] | None = None) -> None:
    initiatives.publish_stage(by="ulla", at=built.at, initiative=built.key, stage="rfi", reasons=reasons or {})


def _asks(act: Any) -> RulesAsk:
    with pytest.raises(RulesAsk) as refused:
        act()
    return refused.value


def _codes(ask: RulesAsk) -> list[str]:
    return [one.rule.code for one in ask.found]


def test_publishing_what_a_rule_stops_changes_nothing_whatever_reason_is_given() -> None:
    built = an_initiative(until="planned")
    _plan(built, target_group=said("Bara lokala företag får svara."))
    entries = m.Entry.objects.count()

    ask = _asks(lambda: _publish(built))
    again = _asks(lambda: _publish(built, {one.name: _WHY for one in ask.found}))

    (problem,) = again.problems
    assert (problem.code, dict(problem.values)["code"]) == ("rule-blocks", "ND01")
    assert "Bara lokala företag" in dict(problem.values)["fault"].said("sv")  # type: ignore[attr-defined]
    assert dict(problem.values)["where"].said("sv") == "RFI"  # type: ignore[attr-defined]
    assert m.Stage.objects.get(key="rfi").state == v.StageState.PLANNED
    assert (m.Entry.objects.count(), m.Suppression.objects.count()) == (entries, 0)


def test_publishing_asks_for_each_reason_and_keeps_it_in_public_with_name_and_instant() -> None:
    built = an_initiative(until="planned")
    _plan(built, next_steps=said("Svaret måste vara skrivet på svenska."), deadline=built.at + timedelta(days=9))

    ask = _asks(lambda: _publish(built))
    first, second = ask.found
    half = _asks(lambda: _publish(built, {first.name: _WHY}))
    _publish(built, {one.name: _WHY for one in ask.found})

    assert _codes(ask) == ["ND05", "PR05"]
    assert [one.path for one in half.problems] == [second.name]
    kept = _seen(built, None).suppressions
    assert [(one.code, one.where, one.stage) for one in kept] == [
        ("ND05", "initiative.stages[rfi].next_steps", "rfi"), ("PR05", "initiative.stages[rfi].deadline", "rfi"),
    ]  # fmt: skip
    assert {(one.reason, one.signed, one.at, one.by) for one in kept} == {(_WHY, "Ulla Upphandlare", built.at, None)}
    assert m.ProtectedPart.objects.filter(name="let_stand").count() == 1


def test_information_to_all_is_read_by_the_rules_and_a_finding_that_stands_is_not_asked_about_again() -> None:
    built = an_initiative(until="rfi open")
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": built.key, "stage": "rfi"}

    def tell(text: str, **more: Any) -> int:
        return dialogue.broadcast(**shared, subject=said("Nytt"), body=said(text), **more)

    stop = _asks(lambda: tell("Endast startups får svara."))
    ask = _asks(lambda: tell("Svaret måste vara skrivet på svenska."))
    tell("Svaret måste vara skrivet på svenska.", reasons={one.name: _WHY for one in ask.found})
    tell("Tack för frågorna.")

    assert (_codes(stop), _codes(ask)) == (["ND02"], ["ND05"])
    assert [one.where for one in _seen(built, None).suppressions] == ["broadcasts[0].body"]


def test_what_was_told_to_one_while_tendering_asks_for_a_reason() -> None:
    built = an_initiative(until="call open")
    contact = Contact(
        key=Key("samtal"), stage=Key("call"), kind=v.ContactKind.PHONE, at=built.at,
        told=said("Lådan ligger i hallen."),
    )  # fmt: skip

    def note(**more: Any) -> str:
        return dialogue.record_contact(by="ulla", at=built.at, initiative=built.key, contact=contact, **more)

    ask = _asks(note)
    note(reasons={one.name: _WHY for one in ask.found})

    assert _codes(ask) == ["ET12"]
    assert m.Contact.objects.filter(key="samtal").count() == 1


def test_a_late_proposal_asks_why_and_the_reason_is_public() -> None:
    built = an_initiative(until="assessed")
    late = built.at + timedelta(days=30)
    given = outcomes(go_on=built.suppliers[:2], end=built.suppliers[2:])

    def propose(**more: Any) -> int:
        return gates.propose(
            by="ulla", at=late, initiative=built.key, stage="concept", outcome=v.GateOutcome.GO_ON, reason=_WHY,
            outcomes=given, **more,
        )  # fmt: skip

    ask = _asks(propose)
    propose(reasons={one.name: _WHY for one in ask.found})

    assert _codes(ask) == ["TR08"]
    assert [(one.code, one.at) for one in _seen(built, None).suppressions] == [("TR08", late)]


def _let(**changes: Any) -> Suppression:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    let = Suppression(
        key=Key("x1"), at=at, code="DM03", where="initiative.goals", stage=Key("rfi"), reason=_WHY, signed="",
    )  # fmt: skip
    return replace(let, **changes)


def _stand(built: Built, by: str, let: Suppression) -> None:
    oversight.let_stand(by=by, at=built.at, initiative=built.key, suppression=let)


def test_finding_that_somebody_lets_stand_passes_with_the_name_of_who_did() -> None:
    built = an_initiative(until="rfi open")
    before, _ = oversight.judge(initiative=built.key, at=built.at)
    goal = next(look.place for one in before.failed() if one.rule.code == "DM03" for look in one.findings)

    _stand(built, "ulla", _let(where=goal.where, stage=goal.stage, by=Key("asta"), signed="Någon annan"))
    after, outside = oversight.judge(initiative=built.key, at=built.at)

    (answer,) = [one for one in after.answers if one.rule.code == "DM03"]
    ((_, by),) = answer.suppressed
    assert (answer.result, by.by, by.reason, by.at) == (Result.PASSED, "Ulla Upphandlare", _WHY, built.at)
    assert "DM03" in {one.rule.code for one in outside.answers if one.suppressed}


@pytest.mark.parametrize(
    ("by", "changes", "kind", "code"),
    [
        ("ulla", {"code": "ZZ99"}, NotFound, "no-such-rule"),
        ("ulla", {"where": " "}, BadInput, "suppression-where"),
        ("asta", {}, NotAllowed, "may-not"),
    ],
)
def test_suppression_without_what_it_needs_is_refused(by: str, changes: Any, kind: Any, code: str) -> None:
    built = an_initiative(until="rfi open")

    with pytest.raises(kind) as refused:
        _stand(built, by, _let(**changes))

    assert (refused.value.code, m.Suppression.objects.count()) == (code, 0)


def test_the_same_finding_is_let_stand_once() -> None:
    built = an_initiative(until="rfi open")
    _stand(built, "ulla", _let())

    with pytest.raises(Conflict) as refused:
        _stand(built, "jorun", _let(key=Key("x2")))

    assert refused.value.code == "suppression-twice"


def test_word_that_is_taken_back_stays_to_be_read_and_the_finding_stands_again() -> None:
    built = an_initiative(until="rfi open")
    before, _ = oversight.judge(initiative=built.key, at=built.at)
    goal = next(look.place for one in before.failed() if one.rule.code == "DM03" for look in one.findings)
    _stand(built, "ulla", _let(where=goal.where, stage=goal.stage))
    later, why = built.at + timedelta(days=1), said("Målet ska finnas.", "There shall be a goal.")

    oversight.take_back(by="jorun", at=later, initiative=built.key, suppression="x1", because=why)

    whole, outside = oversight.judge(initiative=built.key, at=later)
    assert [("DM03" in {one.rule.code for one in it.failed()}) for it in (whole, outside)] == [True, True]
    for report in (whole, outside):
        (back,) = report.taken_back
        assert (back.code, back.reason, back.by) == ("DM03", _WHY, "Ulla Upphandlare")
        assert (back.taken_back_by, back.taken_back_at, back.taken_back_because) == ("Jorun Jurist", later, why)
    assert m.Entry.objects.filter(act="oversight.take_back").count() == 1
    _stand(built, "ulla", _let(key=Key("x2"), where=goal.where, stage=goal.stage))
    assert len(_seen(built, None).suppressions) == 2


def test_only_what_stands_is_taken_back_and_by_those_who_may() -> None:
    built = an_initiative(until="rfi open")
    _stand(built, "ulla", _let())

    def take_back(by: str = "ulla", key: str = "x1") -> None:
        oversight.take_back(by=by, at=built.at, initiative=built.key, suppression=key, because=_WHY)

    with pytest.raises(NotFound, match="no-such-suppression"):
        take_back(key="x9")
    with pytest.raises(NotAllowed, match="may-not"):
        take_back(by="asta")
    take_back()
    with pytest.raises(Conflict, match="suppression-taken-back"):
        take_back()


def test_correcting_a_criterion_after_opening_asks_why_and_words_that_shut_out_are_stopped() -> None:
    built = an_initiative(until="call open")

    def correct(field: str, words: str, **more: Any) -> int:
        return initiatives.correct_stage(
            by="ulla", at=built.at + timedelta(minutes=1), initiative=built.key, stage="call", what=said("Ord."),
            why=said("En fråga."), fields={field: said(words)}, **more,
        )  # fmt: skip

    ask = _asks(lambda: correct("criteria.fit.title", "Hjälper boende"))
    stop = _asks(lambda: correct("criteria.fit.title", "Bara lokala företag"))
    made = correct("criteria.fit.title", "Hjälper boende", reasons={one.name: _WHY for one in ask.found})

    assert (_codes(ask), _codes(stop), made) == (["TR14"], ["ND01", "TR14"], 1)
    assert [(one.code, one.where) for one in _seen(built, None).suppressions] == [
        ("TR14", "initiative.stages[call].corrections[0].fields")
    ]


def test_money_that_rises_with_nothing_settled_asks_why_when_the_gate_is_proposed() -> None:
    built = an_initiative(until="assessed")
    assumed = Assumption(
        key=Key("a1"), about=v.AssumptionAbout.NEED, statement=said("Lådan behövs."), state=v.AssumptionState.OPEN,
        confidence=v.Confidence.LOW,
    )  # fmt: skip
    dialogue.set_assumption(by="petra", at=built.at, initiative=built.key, assumption=assumed)

    def propose(**more: Any) -> int:
        return gates.propose(
            by="ulla", at=built.at, initiative=built.key, stage="concept", outcome=v.GateOutcome.GO_ON, reason=_WHY,
            outcomes=outcomes(go_on=built.suppliers[:2], end=built.suppliers[2:]), **more,
        )  # fmt: skip

    ask = _asks(propose)
    propose(reasons={one.name: _WHY for one in ask.found})

    assert [(one.rule.code, one.look.place.stage) for one in ask.found] == [("AL05", "prototype")]


def test_what_the_rules_said_is_kept_by_sequence_version_and_day() -> None:
    built = an_initiative(until="rfi open")

    whole, _ = oversight.judge(initiative=built.key, at=built.at)

    row = m.Judgement.objects.get()
    assert (row.sequence, row.rules_version, row.day) == (whole.sequence, VERSION, built.at.date())
    assert row.sequence == pictures.take(built.key, ()).sequence
