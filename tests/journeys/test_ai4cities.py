"""Case T3: AI4Cities' two lots, 54 and 44 applications, to 20 and 20, to 10 and 10, to at least 6 (domain 3.2).

No source gives the pay: it is invented. The suppliers are built in bulk; every act on them is the real one.
"""

from datetime import timedelta

import pytest

from tests.cast import HOUSE_OPENED, kr, said
from tests.journeys.course import START, Course
from vakna.core import gates, legal_frame, lots
from vakna.core import vocabulary as v
from vakna.core.affordable_loss import stage_money
from vakna.core.initiative import Key, Lot, Participation
from vakna.core.refusal import BadInput
from vakna.records import models as m

pytestmark = pytest.mark.django_db

LOTS = (Lot(key=Key("resor"), name=said("Resor")), Lot(key=Key("energi"), name=said("Energi")))
APPLIED = {"resor": range(54), "energi": range(50, 94)}
"""54 and 44 applications; four suppliers apply in both lots."""
PHASES = {"fas-1": (20, 10_000), "fas-2": (10, 30_000), "fas-3": (3, 100_000)}
_MORE = (v.PlacesRule.MORE_PLACES, v.PlacesRule.POINTS)


def _called() -> Course:
    run = Course(key="stader", template="pcp")
    run.skip("dialog")
    run.plan("inbjudan", more_than_places=(v.PlacesRule.POINTS,))
    run.procure("pcp", "inbjudan", *PHASES, law=v.Law.NONE, lots=LOTS)
    for number, (key, (each, pay)) in enumerate(PHASES.items()):
        opens = START + timedelta(days=60 * (number + 1))
        spare = 1 if key == "fas-3" else 0
        run.plan(
            key, pay=kr(pay), ceiling=kr(pay * (2 * each + spare)), supplier_ceiling=kr(pay), opens_at=opens,
            deadline=opens + timedelta(days=10), decision_due=opens + timedelta(days=20),
            more_than_places=_MORE if key == "fas-2" else (v.PlacesRule.POINTS,),
        )  # fmt: skip
        m.Stage.objects.filter(initiative__key=run.key, key=key).update(
            places=2 * each, lot_places=lots.with_places(run.stage(key), {one.key: each for one in LOTS}).lot_places
        )
    for key in ("inbjudan", *PHASES):
        run.publish(key)
    _apply(run)
    return run


def _apply(run: Course) -> None:
    """Let the suppliers take part in the lots that they applied for, in one write each."""
    initiative = m.Initiative.objects.get(key=run.key)
    made = m.Organisation.objects.bulk_create(
        m.Organisation(key=f"ort-{number}", name=f"Ort {number:02} AB", kind=v.OrganisationKind.COMPANY, country="SE")
        for number in range(94)
    )
    m.CastOrganisation.objects.bulk_create(m.CastOrganisation(initiative=initiative, organisation=one) for one in made)
    call = m.Stage.objects.get(initiative=initiative, key="inbjudan")
    m.Participation.objects.bulk_create(
        m.Participation(
            initiative=initiative,
            key=f"{lot}-{number}",
            organisation=made[number],
            procurement=call.procurement,
            first_stage=call,
            lot=lot,
            joined_at=HOUSE_OPENED,
        )
        for lot, numbers in APPLIED.items()
        for number in numbers
    )


def _split(rows: list[Participation], resor: int, energi: int) -> tuple[list[str], list[str]]:
    """Let the first so many of each lot go on, and the others end."""
    first = {"resor": resor, "energi": energi}
    on: list[str] = []
    for lot, count in first.items():
        on += [one.key for one in rows if one.lot == lot][:count]
    return on, [one.key for one in rows if one.key not in on]


def _going(run: Course) -> list[Participation]:
    return [one for one in run.picture.participations if one.state is v.ParticipationState.ACTIVE]


def test_two_lots_of_54_and_44_come_down_to_20_and_20_to_10_and_10_and_to_at_least_6() -> None:
    run = _called()
    run.close("inbjudan")
    everybody = _going(run)
    assert {lot: sum(one.lot == lot for one in everybody) for lot in APPLIED} == {"resor": 54, "energi": 44}
    with pytest.raises(BadInput) as refused:
        run.propose("inbjudan", *_split(everybody, 21, 19))
    assert [(one.code, dict(one.values)) for one in refused.value.problems] == [
        ("outcome-places", {"places": 20, "count": 21})
    ]

    counts = []
    for key, here, (resor, energi) in zip(
        ("inbjudan", "fas-1", "fas-2", "fas-3"), (0, 10_000, 30_000, 100_000), ((20, 20), (10, 10), (4, 3), (4, 3)),
        strict=True,
    ):  # fmt: skip
        if key != "inbjudan":
            run.open_on_its_day(key)
            run.close_on_its_day(key)
        going = _going(run)
        counts.append((len(going), here))
        run.decide(key, *_split(going, resor, energi), commit=key != "fas-3")
        if here:
            run.pay(key, [one.key for one in going], here)

    picture = run.picture
    assert counts == [(98, 0), (40, 10_000), (20, 30_000), (7, 100_000)]
    assert stage_money(picture) == kr(40 * 10_000 + 20 * 30_000 + 7 * 100_000)
    assert legal_frame.total_value(picture, picture.terms.procurements[0]).known == kr(1_600_000)
    left = [one for one in picture.participations if one.state is v.ParticipationState.ACTIVE]
    assert {lot: sum(one.lot == lot for one in left) for lot in APPLIED} == {"resor": 4, "energi": 3}
    both = {one.key: one.state for one in picture.participations if one.organisation == "ort-50"}
    assert both == {"resor-50": v.ParticipationState.ENDED, "energi-50": v.ParticipationState.ACTIVE}
    assert picture.supplier_name("energi-50") == "Ort 50 AB, Energi"
    assert gates.active(picture, run.stage("fas-3")) == tuple(left)
