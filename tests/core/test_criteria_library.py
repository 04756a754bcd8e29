"""The criteria library: both languages, evidence that grows with the stage, and what is picked is whole."""

from dataclasses import replace

from tests.core.cast import CALL, CONCEPT
from vakna.core.criteria_library import LIBRARY, asked_in, written
from vakna.core.vocabulary import CriterionGroup, CriterionKind, Evidence, Phase


def test_every_criterion_stands_in_both_languages_with_evidence_for_prototype_and_pilot() -> None:
    said = [text for one in LIBRARY.values() for text in (one.title, one.link, one.mode, *one.evidence.values())]

    assert {tuple(one.by_language) for one in said} == {("sv", "en")}
    assert {one.group for one in LIBRARY.values()} == set(CriterionGroup)
    assert [key for key, one in LIBRARY.items() if not {"concept", "prototype", "pilot"} <= set(one.evidence)] == []


def test_a_stage_asks_for_what_its_phase_can_show() -> None:
    phases = [Phase.PROBLEM_SOLUTION_FIT, Phase.PRODUCT_MARKET_FIT, Phase.EFFICIENCY]

    assert [asked_in(replace(CONCEPT, phases=(one,))) for one in phases] == [
        Evidence.CONCEPT, Evidence.PROTOTYPE, Evidence.PILOT,
    ]  # fmt: skip
    assert asked_in(CALL) == Evidence.CALL
    assert asked_in(replace(CALL, phases=(Phase.EFFICIENCY,))) == Evidence.PILOT


def test_what_is_picked_in_a_call_is_an_award_criterion_with_its_link_and_after_it_a_ground() -> None:
    known = LIBRARY["need-fit"]
    awarded = written(known, asks=Evidence.CALL, number=1, awarding=True)
    ground = written(known, asks=Evidence.PILOT, number=2, awarding=False)

    assert (awarded.kind, awarded.link_to_purchase, awarded.guidance) == (
        CriterionKind.AWARD, known.link, known.evidence[Evidence.CALL],
    )  # fmt: skip
    assert (ground.kind, ground.link_to_purchase, ground.guidance, ground.stop) == (
        CriterionKind.OPTION_GROUND, None, known.evidence[Evidence.PILOT], True,
    )  # fmt: skip
