"""The demo documents: readable, whole, with the right figures, and honest about what is real and what is invented."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vakna.core import affordable_loss, document, needs, spread
from vakna.core.initiative import Outcome, Text
from vakna.core.people import Actor
from vakna.core.visibility import seen_by
from vakna.core.vocabulary import InitiativeState, NotPublished, ParticipationState, Provenance, Verdict

from .reading import ALL, FOLDER, INVENTED, PRACTICE, REAL, TENDERS, everything, picture, written


def by_verdict(outcomes: tuple[Outcome, ...]) -> dict[str, int]:
    return {
        verdict.value: sum(one.verdict == verdict for one in outcomes) for verdict in (Verdict.CONTINUES, Verdict.ENDED)
    }


def test_folder_holds_the_documents_and_nothing_else() -> None:
    assert sorted(one.name for one in FOLDER.iterdir() if one.is_file()) == sorted(f"{name}.json" for name in ALL)


@pytest.mark.parametrize("name", ALL)
def test_document_is_written_exactly_as_dump_gives_it(name: str) -> None:
    again = json.dumps(document.dump(picture(name)), ensure_ascii=False, indent=1) + "\n"
    assert again == written(name)


@pytest.mark.parametrize("name", ALL)
def test_every_text_stands_in_swedish_and_english(name: str) -> None:
    texts = [one.by_language for one in everything(picture(name)) if isinstance(one, Text)]
    assert [one for one in texts if set(one) != {"sv", "en"}] == []
    assert len(texts) > 10


@pytest.mark.parametrize("name", ALL)
def test_nobody_is_called_a_winner_or_a_loser(name: str) -> None:
    assert re.findall(r"(?i)vinnare|förlorare|\bwinners?\b|\blosers?\b", written(name)) == []


# ---------------------------------------------------------------- what is real and what is invented


@pytest.mark.parametrize("name", REAL)
def test_real_case_is_stated_with_sources_and_invents_nobody(name: str) -> None:
    terms = picture(name).terms
    assert (terms.provenance, terms.invented, terms.sandbox) == (Provenance.STATED, False, False)
    assert [one.name for one in terms.organisations if one.invented] == []
    assert [one for one in terms.sources if not one.startswith("https://")] == []
    assert terms.sources


@pytest.mark.parametrize("name", REAL)
def test_real_case_shows_no_persons_marks_questions_or_own_words(name: str) -> None:
    real = picture(name)
    assert real.terms.people + real.terms.members == ()
    assert real.assessments + real.proposals + real.questions + real.contacts + real.submissions == ()


@pytest.mark.parametrize("name", REAL)
def test_real_case_gives_no_reason_to_a_single_supplier(name: str) -> None:
    outcomes = [one for decision in picture(name).decisions for one in decision.outcomes]
    assert [one.participation for one in outcomes if one.reason is not NotPublished.YES] == []


@pytest.mark.parametrize("name", INVENTED)
def test_invented_case_is_invented_throughout(name: str) -> None:
    terms = picture(name).terms
    assert (terms.provenance, terms.invented, terms.sandbox) == (Provenance.WITNESSED, True, True)
    assert [one.name for one in terms.organisations if not one.invented] == []
    assert [one.name for one in terms.organisations if one.number and not one.number.startswith("000000-")] == []
    assert [one.key for one in terms.people if not (one.email or "").endswith(".example")] == []


@pytest.mark.parametrize("invented", INVENTED)
def test_no_name_stands_both_in_a_real_case_and_in_an_invented_one(invented: str) -> None:
    real_names = {one.name for name in REAL for one in picture(name).terms.organisations}
    terms = picture(invented).terms
    invented_names = {one.name for one in terms.organisations} | {one.name for one in terms.people}
    assert [one for one in real_names if one in written(invented)] == []
    assert [(name, one) for name in REAL for one in invented_names if one in written(name)] == []


# ---------------------------------------------------------------- the figures


@pytest.mark.parametrize("name", ["karlstad-1", PRACTICE])
def test_stage_money_is_325_000_and_77_per_cent_went_to_those_that_ended(name: str) -> None:
    case = picture(name)
    paid, ended = affordable_loss.stage_money(case), affordable_loss.to_ended(case)
    assert (str(paid), str(ended)) == ("325000.00 SEK", "250000.00 SEK")
    assert affordable_loss.share(ended, paid) == 77


@pytest.mark.parametrize("name", ["karlstad-1", PRACTICE])
def test_each_stage_has_paid_its_pay_to_each_supplier(name: str) -> None:
    case = picture(name)
    sums = {stage: str(affordable_loss.standing(case.money, stage=stage).paid) for stage in ("koncept", "prototyp")}
    assert sums == {"koncept": "175000.00 SEK", "prototyp": "150000.00 SEK"}
    assert {stage: str(case.stage(stage).pay) for stage in sums} == {
        "koncept": "25000.00 SEK",
        "prototyp": "50000.00 SEK",
    }


@pytest.mark.parametrize("name", ["karlstad-1", PRACTICE])
def test_funnel_goes_from_seven_to_three_to_one(name: str) -> None:
    decided = {one.stage: by_verdict(one.outcomes) for one in picture(name).decisions if one.outcomes}
    assert decided == {
        "inbjudan": {"continues": 7, "ended": 0},
        "koncept": {"continues": 3, "ended": 4},
        "prototyp": {"continues": 1, "ended": 2},
    }


@pytest.mark.parametrize("name", ["karlstad-1", PRACTICE])
def test_participations_end_where_the_decisions_ended_them(name: str) -> None:
    case = picture(name)
    ended = {
        one.participation: decision.stage
        for decision in case.decisions
        for one in decision.outcomes
        if one.verdict == Verdict.ENDED
    }
    assert {one.key: one.ended_stage for one in case.participations if one.state == ParticipationState.ENDED} == ended


@pytest.mark.parametrize("name", ["karlstad-1", PRACTICE])
def test_counts_are_one_twelve_almost_thirty_and_nearly_forty(name: str) -> None:
    points = [(one.qualifier.value, one.count) for one in spread.series(picture(name), date(2025, 3, 31))]
    assert points == [("exact", 1), ("exact", 12), ("almost", 30), ("nearly", 40)]


def test_karlstad_leaves_the_unknown_unknown() -> None:
    karlstad = picture("karlstad-1")
    assert [one.ceiling for one in karlstad.terms.stages if one.ceiling is not None] == []
    assert {one.signed for one in karlstad.contracts} == {NotPublished.YES}
    assert karlstad.terms.procurements[0].total_value is NotPublished.YES
    assert [one.key for one in karlstad.adoptions] == ["karlstad"]


def test_recolab_has_two_needs_no_procurement_and_leaves_what_came_of_it_unknown() -> None:
    recolab = picture("recolab")
    assert [one.key for one in needs.current(recolab.terms)] == ["efterfragan", "upphandlingen"]
    assert (recolab.terms.procurements, recolab.terms.state) == ((), InitiativeState.ACTIVE)
    assert recolab.participations + recolab.decisions + recolab.slots == ()


def test_helsingborg_halves_its_emissions_by_2030() -> None:
    goal = picture("helsingborg-hallbar-handling").terms.goals[0]
    assert (goal.base_value, goal.base_year, goal.target_value, goal.target_year) == (
        Decimal(100),
        2018,
        Decimal(50),
        2030,
    )


def test_supplier_is_named_with_its_lot_in_the_readers_language() -> None:
    tenders = picture(TENDERS)
    at = max(one.at for one in tenders.decisions) + timedelta(days=400)
    swedish, english = (
        seen_by(tenders, Actor.nobody(), at=at, demo=True, language=language) for language in ("sv", "en")
    )

    lots = {lot.key: lot.name.by_language for one in tenders.terms.procurements for lot in one.lots}
    named = [one for one in swedish.participations if one.lot]
    said = [(swedish.supplier_name(one.key), english.supplier_name(one.key)) for one in named]
    assert said
    assert [tuple(name.rpartition(", ")[2] for name in both) for both in said] == [
        (lots[one.lot]["sv"], lots[one.lot]["en"]) for one in named if one.lot
    ]
