"""RFI, PCP and later an open PPI in one initiative: who was ended in the PCP competes again beside newcomers.

*Ended* holds inside one procurement only (design 2); what was told in the PCP follows to all (LOU 4 kap. 8 §).
"""

import pytest

from tests.cast import kr, said
from tests.journeys.course import Course
from tests.web.visitor import reads
from vakna.actions import dialogue, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Participation
from vakna.core.refusal import TooLate

pytestmark = pytest.mark.django_db

_TOLD = "Frukosten börjar klockan åtta på alla boenden."


def _dialogue(run: Course, key: str) -> None:
    """Ask the market, close and decide to go on."""
    run.plan(key, question=said("Hur kan vi se det du ser?"))
    run.publish(key)
    run.hand_in(key, ["a"])
    run.close(key)
    run.decide(key, [])


def _pcp(run: Course) -> None:
    """Three tender and go through one phase; one is ended there. The further phases are skipped."""
    run.plan("fas-1", places=3, pay=kr(20_000), ceiling=kr(60_000), supplier_ceiling=kr(20_000))
    run.plan("inbjudan")
    run.procure("pcp", "inbjudan", "fas-1", law=v.Law.NONE)
    run.publish("inbjudan")
    run.hand_in("inbjudan", ["a", "b", "c"])
    run.close("inbjudan")
    run.decide("inbjudan", run.taking_part("inbjudan"), commit=True)
    run.plan("fas-1")
    run.publish("fas-1")
    run.do(dialogue.broadcast, "ulla", stage="fas-1", subject=said("Frukosten"), body=said(_TOLD))
    run.hand_in("fas-1", ["a", "b", "c"])
    run.close("fas-1")
    run.decide("fas-1", run.taking_part("fas-1", "a", "b"), run.taking_part("fas-1", "c"))
    run.pay("fas-1", run.taking_part("fas-1"), 20_000)
    run.skip("fas-2", "fas-3")


def _ppi(run: Course) -> None:
    """Add the PPI, announce it, and let one that went on, the ended one and a newcomer tender."""
    run.do(stages.add_template, "petra", template="ppi", after="fas-3")
    _dialogue(run, "avisering")
    run.skip("provning")
    run.plan(
        "anbud", compensation=said("Fast pris. Priset är en del av utvärderingen."), places=3,
        more_than_places=(v.PlacesRule.POINTS,), fewer_than_places=v.FewerRule.GO_ON_WITH_FEWER,
    )  # fmt: skip
    run.procure("ppi", "anbud", "inforande", "anvandning")
    run.publish("anbud")
    run.do(dialogue.make_pack, "ulla", stage="anbud")
    run.hand_in("anbud", ["a", "c", "ny"])


def _of(run: Course, procurement: str) -> list[tuple[str, str, v.ParticipationState]]:
    rows: list[Participation] = [one for one in run.picture.participations if one.procurement == procurement]
    return [(one.organisation, one.first_stage, one.state) for one in rows]


def test_ended_in_the_pcp_competes_again_in_the_open_ppi_beside_newcomers_with_the_pack_in_hand() -> None:
    run = Course(key="kedja", template="pcp")
    _dialogue(run, "dialog")
    _pcp(run)
    _ppi(run)

    active, ended = v.ParticipationState.ACTIVE, v.ParticipationState.ENDED
    assert _of(run, "pcp") == [
        ("org-a", "inbjudan", active), ("org-b", "inbjudan", active), ("org-c", "inbjudan", ended),
    ]  # fmt: skip
    assert _of(run, "ppi") == [("org-a", "anbud", active), ("org-c", "anbud", active), ("org-ny", "anbud", active)]
    [pack] = run.picture.packs
    for who in (None, "person-c", "person-ny"):
        assert _TOLD in reads(f"/sv/initiatives/kedja/packs/{pack.key}/", who)

    run.close("anbud")
    with pytest.raises(TooLate) as late:
        run.hand_in("anbud", ["b"])
    chosen = run.taking_part("anbud", "c")
    others = run.taking_part("anbud", "a", "ny")
    run.decide("anbud", chosen, others)

    assert late.value.code == "late"
    assert [state for *_, state in _of(run, "ppi")] == [ended, active, ended]
    assert [state for *_, state in _of(run, "pcp")] == [active, active, ended]
    awards = {one.key: one.award is not None for one in run.picture.terms.procurements}
    assert awards == {"pcp": True, "ppi": True}
    assert {one.stage for one in run.picture.money} == {"fas-1"}
