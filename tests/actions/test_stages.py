"""The plan grows and turns, for real: everybody is told, history stays, and a procurement ends only itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, kr, said
from vakna.actions import funding, initiatives, procurements, selection, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Key, Picture
from vakna.core.refusal import Conflict, OverCeiling
from vakna.core.stages import in_order
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

_WHY = said("Två bad om mer tid av samma skäl.", "Two asked for more time.")


def _do(action: Any, built: Built, by: str = "ulla", **values: Any) -> Any:
    return action(by=by, at=built.at, initiative=built.key, **values)


def _picture(built: Built) -> Picture:
    return pictures.take(built.key, ("gates", "money", "submissions"))


def test_a_template_is_added_after_a_stage_and_need_and_spread_are_not_doubled() -> None:
    built = an_initiative(until="rfi open")

    keys = _do(stages.add_template, built, by="petra", template="ppi", after="use")

    terms = _picture(built).terms
    assert keys == ("avisering", "provning", "anbud", "inforande", "anvandning")
    assert [(one.key, one.number) for one in in_order(terms)][-7:] == [
        ("use", 6), ("avisering", 7), ("provning", 8), ("anbud", 9), ("inforande", 10), ("anvandning", 11),
        ("spread", 12),
    ]  # fmt: skip
    assert {one.procurement for one in terms.stages if one.key in keys} == {None}
    with pytest.raises(Conflict) as refused:
        _do(stages.add_template, built, template="pcp", after="need")
    assert refused.value.code == "stage-between-begun"


def test_a_closed_stage_is_opened_again_for_all_and_takes_in_until_the_new_deadline() -> None:
    built = an_initiative(until="concept closed")
    m.Letter.objects.all().delete()
    later = built.at + timedelta(days=5)

    _do(stages.reopen, built, stage="concept", deadline=later, reason=_WHY)
    answers = (Answer(topic=Key("need"), said=said("En version till.")),)
    _do(selection.hand_in, built, by="person-s2", stage="concept", answers=answers)

    one = _picture(built).stage(Key("concept"))
    handed_in = [it for it in _picture(built).submissions if it.stage == "concept" and it.participation == "s2"]
    assert (one.state, one.deadline, one.corrections[-1].reopens, one.corrections[-1].why) == (
        v.StageState.OPEN, later, True, _WHY,
    )  # fmt: skip
    assert sorted(m.Letter.objects.filter(subject__contains="Rättelse").values_list("to", flat=True)) == [
        f"person-{it}@cast.example" for it in built.suppliers
    ]
    assert [it.version for it in handed_in] == [1, 2]


def test_skipping_and_taking_back_leave_the_stage_planned_and_both_reasons_in_the_log() -> None:
    built = an_initiative(until="planned")

    _do(initiatives.skip_stage, built, stage="rfi", reason=said("Vi vet redan."))
    _do(stages.restore, built, stage="rfi", reason=said("Vi visste inte nog."))

    one = _picture(built).stage(Key("rfi"))
    assert (one.state, one.skipped_because) == (v.StageState.PLANNED, None)
    told = m.Entry.objects.filter(subject="stage:rfi").order_by("-sequence").values_list("act", "facts__reason__sv")[:2]
    assert list(told) == [
        ("stages.restore", "Vi visste inte nog."), ("initiatives.skip_stage", "Vi vet redan."),
    ]  # fmt: skip


def test_another_round_comes_after_what_has_begun_and_the_decided_one_keeps_its_history() -> None:
    built = an_initiative(until="decided")
    before = _picture(built).stage(Key("concept"))

    key = _do(stages.repeat, built, by="petra", stage="concept", reason=said("Två till vill pröva."))

    terms = _picture(built).terms
    again = _picture(built).stage(key)
    assert _picture(built).stage(Key("concept")) == before
    assert (again.follows, again.name, again.procurement, again.pay, again.deadline) == (
        "concept", said("Koncept (omgång 2)", "Concept (round 2)"), "u1", kr(25_000), None,
    )  # fmt: skip
    assert [one.number for one in in_order(terms)] == list(range(1, 9))
    assert next(one.key for one in terms.stages if one.number == again.number - 1) == max(
        (one for one in terms.stages if one.published_at), key=lambda one: one.number
    ).key  # fmt: skip


def test_a_stage_is_cancelled_with_reasons_to_all_once_no_money_is_bound_in_it() -> None:
    built = an_initiative(until="rfi open")
    cancelled: dict[str, Any] = {"reason": said("Behovet löstes."), "reference": "Nämnden § 42"}

    _do(stages.cancel, built, by="beata", stage="rfi", **cancelled)

    one = _picture(built).stage(Key("rfi"))
    assert one.state is v.StageState.CANCELLED
    assert one.cancelled is not None
    assert (one.cancelled.at, one.cancelled.reference) == (built.at, "Nämnden § 42")
    with pytest.raises(Conflict) as again:
        _do(stages.cancel, built, stage="rfi", **cancelled)
    assert again.value.code == "stage-move"


def test_a_cancelled_procurement_ends_its_suppliers_in_it_alone_and_frees_what_was_planned() -> None:
    built = an_initiative(until="opened")
    m.Letter.objects.all().delete()

    _do(procurements.cancel, built, procurement="u1", reason=said("Pengarna räcker inte."), reference="§ 43")

    picture = _picture(built)
    [one] = picture.terms.procurements
    assert one.cancelled is not None
    assert [(it.key, it.state, it.procurement) for it in picture.terms.stages][2:5] == [
        ("call", v.StageState.CANCELLED, "u1"), ("concept", v.StageState.PLANNED, None),
        ("prototype", v.StageState.PLANNED, None),
    ]  # fmt: skip
    assert {(it.state, it.ended_stage) for it in picture.participations if it.procurement == "u1"} == {
        (v.ParticipationState.ENDED, "call")
    }
    assert set(
        m.Letter.objects.filter(subject__startswith="Upphandlingen är avbruten").values_list("to", flat=True)
    ) == {f"person-{it}@cast.example" for it in built.suppliers}
    with pytest.raises(Conflict) as again:
        _do(initiatives.record_procurement, built, procurement=one)
    assert again.value.code == "procurement-cancelled"


def test_the_deadline_of_a_stage_that_is_over_is_not_moved() -> None:
    """A tender that has been opened could else be taken back, and its tree would not be what the decision says."""
    built = an_initiative(until="awarded")
    said_so: dict[str, Any] = {"stage": "call", "what": said("Mer tid."), "why": said("Fler frågor.")}
    before = _picture(built)

    with pytest.raises(Conflict) as refused:
        _do(initiatives.correct_stage, built, deadline=built.at + timedelta(days=5), **said_so)

    assert refused.value.code == "stage-not-open"
    assert _picture(built) == before
    assert _do(initiatives.correct_stage, built, **said_so) == 1


@pytest.mark.parametrize(
    ("verb", "values", "path"),
    [
        (initiatives.plan_stage, {"ceiling": kr(99_999)}, "ceiling"),
        (initiatives.plan_stage, {"supplier_ceiling": kr(49_999)}, "supplier_ceiling"),
        (initiatives.set_ceilings, {"ceiling": kr(99_999), "supplier_ceiling": None}, "ceiling"),
        (initiatives.set_ceilings, {"ceiling": None, "supplier_ceiling": kr(49_999)}, "supplier_ceiling"),
    ],
)
def test_a_ceiling_is_not_planned_below_what_is_bound_under_it(verb: Any, values: Any, path: str) -> None:
    built = an_initiative(until="planned")
    _do(initiatives.skip_stage, built, stage="call", reason=said("Vi känner dem."))
    m.Stage.objects.filter(initiative__key=built.key, key="prototype").update(procurement=None)
    for one in ("org-s1", "org-s2"):
        row = m.Initiative.objects.get(key=built.key)
        supplier = m.Participation.objects.create(
            initiative=row, key=one, organisation=m.Organisation.objects.get(key=one), joined_at=built.at, alias=1,
            first_stage=row.stages.get(key="prototype"),
        )  # fmt: skip
        m.CastOrganisation.objects.get_or_create(initiative=row, organisation=supplier.organisation)
        _do(funding.commit, built, stage="prototype", participation=one, amount=kr(50_000))
    stage = _picture(built).stage(Key("prototype"))
    asked = {"stage": replace(stage, **values)} if verb is initiatives.plan_stage else values

    with pytest.raises(OverCeiling) as refused:
        _do(verb, built, **asked)

    assert (refused.value.code, refused.value.path) == ("ceiling-below-exposure", path)
