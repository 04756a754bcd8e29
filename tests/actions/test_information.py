"""Information to all: in good time or the deadline moves, to everyone at one instant, and gates that wait for it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import an_initiative, outcomes, said
from vakna.actions import dialogue, gates, initiatives, selection
from vakna.core import good_time
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Contact, Key, Picture, Stage
from vakna.core.refusal import BadInput, Conflict, NotFound, Refusal, TooLate
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def _picture() -> Picture:
    return pictures.take("prov")


def _stage(key: str = "concept") -> Stage:
    return _picture().stage(Key(key))


def _deadline(key: str = "concept") -> datetime:
    found = _stage(key).deadline
    assert found is not None
    return found


def _tell(at: datetime, stage: str = "concept", by: str = "petra", **rest: Any) -> int:
    values = {"subject": said("Tider"), "body": said("Provet hålls på natten."), **rest}
    return dialogue.broadcast(by=by, at=at, initiative="prov", stage=stage, **values)


def _talk(at: datetime, key: str = "samtal", stage: str = "concept", to: str | None = "s1", **rest: Any) -> None:
    contact = Contact(
        key=Key(key), stage=Key(stage), participation=Key(to) if to else None, kind=v.ContactKind.MEETING, at=at,
        people=(Key("petra"),), **{"told": said("Provet hålls på natten."), **rest},
    )  # fmt: skip
    dialogue.record_contact(by="petra", at=at, initiative="prov", contact=contact)


def _letters(code: str, after: int = 0) -> set[str]:
    return set(m.Letter.objects.filter(subject__contains=code, pk__gt=after).values_list("to", flat=True))


def test_information_in_good_time_leaves_the_deadline_and_says_what_it_affects() -> None:
    an_initiative(until="concept open")
    before = _deadline()
    latest = good_time.latest(_stage())
    assert latest is not None

    number = _tell(latest)

    sent = _picture().broadcasts[-1]
    assert (number, sent.affects, sent.kind) == (1, "concept", v.BroadcastKind.INFORMATION)
    assert (_deadline(), _stage().corrections) == (before, ())


def test_information_too_late_is_refused_with_the_latest_instant_and_the_deadline_it_asks_for() -> None:
    an_initiative(until="concept open")
    late = _deadline() - DAY

    with pytest.raises(Conflict) as refused:
        _tell(late)

    assert refused.value.code == "information-too-late"
    assert refused.value.values["latest"] == good_time.latest(_stage())
    assert refused.value.values["deadline"] == good_time.moved_deadline(_stage(), late)
    assert _picture().broadcasts == ()


def test_deadline_moves_in_the_same_act_by_a_correction_told_to_the_same() -> None:
    an_initiative(until="concept open")
    late = _deadline() - DAY
    asked = good_time.moved_deadline(_stage(), late)

    _tell(late, move_deadline=True)

    stage = _stage()
    assert stage.deadline == asked
    assert [(one.version, one.at, one.deadline, one.confirm) for one in stage.corrections] == [(1, late, asked, False)]
    assert set(stage.corrections[0].what.by_language) == {"sv", "en"}
    assert _letters("Rättelse av Koncept") == _letters("Information till alla, nummer 1")
    entry = m.Entry.objects.get(act="dialogue.broadcast")
    assert (entry.facts["moved"], entry.facts["number"]) == ("concept", 1)


def test_information_after_the_hand_in_affects_nothing() -> None:
    built = an_initiative(until="concept closed")

    _tell(built.at)

    assert _picture().broadcasts[-1].affects is None


def test_information_may_name_the_coming_stage_that_it_affects() -> None:
    built = an_initiative(until="decided")
    initiatives.publish_stage(by="ulla", at=built.at, initiative="prov", stage="prototype")

    with pytest.raises(Conflict, match="information-too-late"):
        _tell(_deadline("prototype") - DAY, affects="prototype")
    _tell(built.at, affects="prototype")

    assert _picture().broadcasts[-1].affects == "prototype"


def test_letters_go_to_all_who_take_part_and_to_nobody_else() -> None:
    built = an_initiative(until="concept open")
    m.Participation.objects.filter(key="s2").update(state=v.ParticipationState.ON_HOLD)
    m.Participation.objects.filter(key="s3").update(state=v.ParticipationState.ENDED, ended_stage=None)

    _tell(built.at)

    assert _letters("Information till alla") == {"person-s1@cast.example", "person-s2@cast.example"}


def test_a_dialogue_has_one_summary_and_a_stage_without_dialogue_none() -> None:
    built = an_initiative(until="rfi open")
    summary: dict[str, Any] = {"kind": v.BroadcastKind.SUMMARY, "by": "ulla"}
    _tell(built.at, "rfi", **summary)

    with pytest.raises(Conflict, match="summary-twice"):
        _tell(built.at, "rfi", **summary)
    with pytest.raises(BadInput, match="summary-not-dialogue"):
        _tell(built.at, "need", **summary)


@pytest.mark.parametrize(
    ("rest", "code"),
    [({"passes_on": ["saknas"]}, "no-such-contact"), ({"because": ["saknas"]}, "no-such-insight"),
     ({"affects": "saknas"}, "no-such-stage")],
)  # fmt: skip
def test_information_that_points_at_nothing_is_refused(rest: dict[str, Any], code: str) -> None:
    built = an_initiative(until="concept open")

    with pytest.raises(NotFound, match=code):
        _tell(built.at, **rest)
    assert _picture().broadcasts == ()


@pytest.mark.parametrize(("by", "of"), [("person-s1", "s2"), ("person-s2", "s1"), ("ulla", "s1")])
def test_nobody_acknowledges_for_another(by: str, of: str) -> None:
    built = an_initiative(until="concept open")
    _tell(built.at, key="info")

    with pytest.raises(Refusal) as refused:
        dialogue.acknowledge(by=by, at=built.at, initiative="prov", broadcast="info", participation=of)

    assert refused.value.code in {"no-such-broadcast", "may-not"}
    assert _picture().broadcasts[0].acknowledgements == ()


def test_supplier_that_has_ended_acknowledges_nothing_of_a_later_stage() -> None:
    built = an_initiative(until="decided")
    initiatives.publish_stage(by="ulla", at=built.at, initiative="prov", stage="prototype")
    _tell(built.at, "prototype", key="info")

    with pytest.raises(NotFound, match="no-such-broadcast"):
        dialogue.acknowledge(by="person-s3", at=built.at, initiative="prov", broadcast="info", participation="s3")


def _propose(at: datetime, stage: str = "concept") -> int:
    given = outcomes(go_on=("s1", "s2"), end=("s3",)) if stage == "concept" else ()
    return gates.propose(
        by="ulla", at=at, initiative="prov", stage=stage, outcome=v.GateOutcome.GO_ON, reason=said("Det räcker."),
        outcomes=given,
    )  # fmt: skip


def _decide(at: datetime) -> None:
    gates.decide(
        by="beata", at=at, initiative="prov", stage="concept", version=1, mandate=v.Mandate.DELEGATION, reference="4.7"
    )


def test_gate_names_what_one_was_told_and_goes_on_when_all_have_it() -> None:
    built = an_initiative(until="assessed")
    _talk(built.at)

    with pytest.raises(Conflict) as refused:
        _propose(built.at)
    problem = refused.value.problems[0]
    assert [one.code for one in refused.value.problems] == ["told-to-one"]
    assert dict(problem.values)["supplier"] == "Alvina Verkstad AB"
    assert dict(problem.values)["at"] == built.at

    _tell(built.at, passes_on=["samtal"])

    assert _propose(built.at) == 1


def test_decision_waits_too_for_what_was_told_after_the_proposal() -> None:
    built = an_initiative(until="proposed")
    _talk(built.at)

    with pytest.raises(Conflict, match="information-unequal"):
        _decide(built.at)
    _tell(built.at, passes_on=["samtal"])
    _decide(built.at)

    assert _stage().state is v.StageState.DECIDED


def test_missing_acknowledgement_never_stops_a_gate() -> None:
    built = an_initiative(until="assessed")
    _tell(built.at)

    assert _propose(built.at) == 1
    assert _picture().broadcasts[0].acknowledgements == ()


def test_what_concerns_one_supplier_alone_and_what_all_heard_stop_nothing() -> None:
    built = an_initiative(until="assessed")
    _talk(built.at, "eget", only_theirs=said("Gäller bara er provtid."))
    _talk(built.at, "tyst", told=None, ideas=said("Deras tanke."))
    _talk(built.at, "alla", to=None)

    assert _propose(built.at) == 1


def test_gate_of_a_dialogue_waits_until_what_was_told_is_published() -> None:
    built = an_initiative(until="rfi open")
    _talk(built.at, stage="rfi", to=None)

    with pytest.raises(Conflict) as refused:
        _propose(built.at, "rfi")
    assert [one.code for one in refused.value.problems] == ["told-to-some"]

    _tell(built.at, "rfi", by="ulla", passes_on=["samtal"])
    assert _propose(built.at, "rfi") == 1


def _correct(at: datetime, stage: str = "concept", **rest: Any) -> int:
    return initiatives.correct_stage(
        by="ulla", at=at, initiative="prov", stage=stage, what=said("Två filer."), why=said("En fråga visade det."),
        **rest,
    )  # fmt: skip


def test_late_correction_extends_the_deadline_by_the_rule() -> None:
    an_initiative(until="concept open")
    late = _deadline() - DAY
    asked = good_time.moved_deadline(_stage(), late)

    _correct(late)

    assert (_deadline(), _stage().corrections[0].deadline) == (asked, asked)


def test_correction_may_give_more_time_and_never_less_than_the_rule() -> None:
    an_initiative(until="concept open")
    before, late = _deadline(), _deadline() - DAY
    asked = good_time.moved_deadline(_stage(), late)
    assert asked is not None

    with pytest.raises(BadInput, match="deadline-too-short"):
        _correct(late, deadline=asked - timedelta(hours=1))
    with pytest.raises(BadInput, match="deadline-earlier"):
        _correct(late, deadline=before - DAY)
    assert _stage().corrections == ()
    _correct(late, deadline=asked + DAY)

    assert _deadline() == asked + DAY


def _hand_in(at: datetime, stage: str = "concept") -> str:
    answers = (Answer(topic=Key("need"), said=said("Vårt svar.")),)
    return selection.hand_in(by="person-s1", at=at, initiative="prov", stage=stage, answers=answers)


def _confirm(at: datetime, key: str, by: str = "person-s1") -> None:
    selection.confirm(by=by, at=at, initiative="prov", submission=key)


def _waits_for(person: str) -> list[str]:
    to_do = m.Summary.objects.get(initiative__key="prov").to_do
    return [row["code"] for row in to_do if row["person"] == person]


def test_correction_asks_those_who_have_handed_in_to_confirm_and_it_counts_meanwhile() -> None:
    built = an_initiative(until="concept open")
    key = _hand_in(built.at)
    last = m.Letter.objects.order_by("pk").last()
    assert last is not None
    _correct(built.at + DAY, confirm=True)

    assert _letters("Gäller det ni lämnade in", last.pk) == {"person-s1@cast.example"}
    assert (_waits_for("person-s1")[:1], _waits_for("person-s2")[:1]) == (["confirm"], ["deliver"])
    assert m.Submission.objects.get(key=key).withdrawn_at is None

    _confirm(built.at + 2 * DAY, key)

    assert m.Submission.objects.get(key=key).confirmed_at == built.at + 2 * DAY
    assert "confirm" not in _waits_for("person-s1")


def test_new_version_confirms_as_well() -> None:
    built = an_initiative(until="concept open")
    _hand_in(built.at)
    _correct(built.at + DAY, confirm=True)
    second = _hand_in(built.at + 2 * DAY)

    assert "confirm" not in _waits_for("person-s1")
    with pytest.raises(Conflict, match="nothing-to-confirm"):
        _confirm(built.at + 2 * DAY, second)


def test_nobody_confirms_for_another_too_late_or_what_is_not_asked() -> None:
    built = an_initiative(until="concept open")
    key = _hand_in(built.at)

    with pytest.raises(Conflict, match="nothing-to-confirm"):
        _confirm(built.at, key)
    _correct(built.at + DAY, confirm=True)
    with pytest.raises(NotFound, match="no-such-submission"):
        _confirm(built.at + DAY, key, by="person-s2")
    with pytest.raises(TooLate):
        _confirm(_deadline() + timedelta(seconds=1), key)


def test_confirmation_under_seal_leaves_the_journal_silent() -> None:
    built = an_initiative(until="call open")
    key = _hand_in(built.at, "call")
    _correct(built.at + DAY, "call", confirm=True)
    before = m.Entry.objects.count(), m.SealedLeaf.objects.count()

    _confirm(built.at + 2 * DAY, key)

    assert (m.Entry.objects.count(), m.SealedLeaf.objects.count()) == (before[0], before[1] + 1)
