"""Case T4: THERESA's fixed places, 5, 3 and 2, announced in advance, and never more (domain 3.2)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import kr
from tests.journeys.course import START, Course
from tests.journeys.reading import Read
from tests.web.visitor import reads
from vakna.core import legal_frame
from vakna.core import vocabulary as v
from vakna.core.affordable_loss import stage_money
from vakna.core.refusal import BadInput

pytestmark = pytest.mark.django_db

PHASES = {"fas-1": (5, 10_000), "fas-2": (3, 30_000), "fas-3": (2, 90_000)}
"""THERESA's places; the pay is invented, for no source gives it."""


def _announced() -> Course:
    """Plan the three phases with their places, publish them beside the call, and let seven suppliers tender."""
    run = Course(key="theresa", template="pcp")
    run.skip("dialog")
    for number, (key, (places, pay)) in enumerate(PHASES.items()):
        opens = START + timedelta(days=60 * (number + 1))
        dates = {"opens_at": opens, "deadline": opens + timedelta(days=10), "decision_due": opens + timedelta(days=20)}
        money: dict[str, Any] = {"pay": kr(pay), "ceiling": kr(pay * places), "supplier_ceiling": kr(pay)}
        fixed = {"places": places, "more_than_places": (v.PlacesRule.POINTS,)}
        run.plan(key, **fixed, **money, **dates)
    run.plan("inbjudan")
    run.procure("pcp", "inbjudan", *PHASES, law=v.Law.NONE)
    for key in ("inbjudan", *PHASES):
        run.publish(key)
    run.hand_in("inbjudan", [f"t{number}" for number in range(1, 8)])
    return run


def test_five_three_and_two_places_are_announced_with_the_call_and_hold_at_every_gate() -> None:
    run = _announced()
    table = Read(reads("/sv/initiatives/theresa/stages/inbjudan/")).tables["Etapperna som följer på avtalet"]
    assert [row[1:3] for row in table[1:]] == [["5", "10 000 kr"], ["3", "30 000 kr"], ["2", "90 000 kr"]]

    run.close("inbjudan")
    everybody = run.taking_part("inbjudan")
    with pytest.raises(BadInput) as refused:
        run.propose("inbjudan", everybody[:6], everybody[6:])
    assert [one.code for one in refused.value.problems] == ["outcome-places"]
    run.decide("inbjudan", everybody[:5], everybody[5:], commit=True)
    going = everybody[:5]
    for (key, (_, pay)), coming in zip(PHASES.items(), (3, 2, 2), strict=True):
        run.open_on_its_day(key)
        run.close_on_its_day(key)
        if key != "fas-3":
            with pytest.raises(BadInput):
                run.propose(key, going[: coming + 1], going[coming + 1 :])
        run.decide(key, going[:coming], going[coming:], commit=key != "fas-3")
        run.pay(key, going, pay)
        going = going[:coming]

    picture = run.picture
    [procurement] = picture.terms.procurements
    assert legal_frame.total_value(picture, procurement).known == kr(5 * 10_000 + 3 * 30_000 + 2 * 90_000)
    assert stage_money(picture) == kr(320_000)
    states = [one.state for one in picture.participations]
    assert (states.count(v.ParticipationState.ACTIVE), states.count(v.ParticipationState.ENDED)) == (2, 5)
    [told] = [one for one in picture.decisions if one.stage == "fas-3"]
    assert [one.verdict for one in told.outcomes] == [v.Verdict.CONTINUES] * 2
