"""Templates: two languages, scalability in every assessed stage, Karlstad's figures, none without a source."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest

from tests.core.cast import kr, terms
from vakna.core import stages, templates
from vakna.core.document import decode, encode
from vakna.core.initiative import Key, Stage, Text
from vakna.core.vocabulary import CriterionGroup, CriterionKind, GateKind, Instrument, Regime

_STAGES = templates.TEMPLATES[templates.DEMAND_ACCELERATION].planned("kop", procurement="p")
_JUDGED = [one for one in _STAGES if one.criteria]


def _texts(value: Any) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [said for one in value for said in _texts(one)]
    if is_dataclass(value):
        return [said for f in fields(value) for said in _texts(getattr(value, f.name))]
    return []


def test_stages_are_those_of_the_model_in_order() -> None:
    assert [(one.number, one.instrument, one.gate) for one in _STAGES] == [
        (1, Instrument.NEED_WORK, GateKind.DIALOGUE),
        (2, Instrument.RFI, GateKind.DIALOGUE),
        (3, Instrument.OPEN_CALL, GateKind.AWARD),
        (4, Instrument.CONTRACT_STAGE, GateKind.OPTION),
        (5, Instrument.CONTRACT_STAGE, GateKind.OPTION),
        (6, Instrument.USE, GateKind.NONE),
        (7, Instrument.SPREAD, GateKind.NONE),
    ]
    assert [one.regime for one in _STAGES].index(Regime.SEALED) == 2


def test_money_places_and_weeks_are_karlstads() -> None:
    concept, prototype = _STAGES[3:5]

    assert (concept.places, concept.pay, concept.weeks, concept.ceiling) == (7, kr(25_000), Decimal(4), kr(175_000))
    assert (prototype.places, prototype.pay, prototype.weeks, prototype.ceiling) == (
        3,
        kr(50_000),
        Decimal(8),
        kr(150_000),
    )
    assert (_STAGES[1].pay, _STAGES[1].payer) == (kr(5_000), "kop")
    assert _STAGES[5].pay is None


def test_every_text_stands_in_both_languages() -> None:
    said = [one for stage in _STAGES for one in _texts(stage)]

    assert len(said) > 80
    assert {tuple(one.by_language) for one in said} == {("sv", "en")}


def test_scalability_and_stop_criteria_are_in_every_assessed_stage() -> None:
    scaling = {CriterionGroup.MARKET, CriterionGroup.MODEL, CriterionGroup.TEAM, CriterionGroup.RESOURCES}

    assert [len(one.criteria) for one in _JUDGED] == [8, 10, 11]
    assert [scaling - {it.group for it in one.criteria} for one in _JUDGED] == [set()] * 3
    assert [sum(it.stop for it in one.criteria) for one in _JUDGED] == [3, 3, 3]
    assert [[it.number for it in one.criteria] for one in _JUDGED] == [list(range(1, n + 1)) for n in (8, 10, 11)]


def test_award_criteria_are_linked_to_what_is_bought() -> None:
    call, concept = _JUDGED[:2]

    assert {(it.kind, it.link_to_purchase is None) for it in call.criteria} == {(CriterionKind.AWARD, False)}
    assert {it.kind for it in concept.criteria} == {CriterionKind.OPTION_GROUND}


def test_what_only_the_buyer_knows_is_what_is_missing() -> None:
    missing = {one.key: stages.missing_before_opening(one, terms(*_STAGES)) for one in _STAGES}

    assert missing == {
        "behov": ("missing-owner", "missing-decision-date"),
        "rfi": (
            "missing-question",
            "missing-contact-procurer",
            "missing-background",
            "missing-target-group",
            "missing-we-know",
            "missing-owner",
            "missing-decision-date",
            "missing-deadline",
        ),
        "inbjudan": ("missing-owner", "missing-decision-date", "missing-deadline"),
        "koncept": ("missing-owner", "missing-decision-date", "missing-deadline"),
        "prototyp": ("missing-owner", "missing-decision-date", "missing-deadline"),
        "anvandning": ("missing-owner", "missing-ceiling"),
        "spridning": ("missing-owner",),
    }


def test_template_stands_without_procurement_and_with_the_buyer_as_payer() -> None:
    plain = templates.TEMPLATES[templates.DEMAND_ACCELERATION].planned("kop")

    assert {one.procurement for one in plain} == {None}
    assert plain[1].payer == Key("kop")


def test_template_can_be_written_in_a_document() -> None:
    assert decode(tuple[Stage, ...], encode(_STAGES)) == _STAGES


def test_market_dialogue_programme_has_no_procurement_pays_nothing_and_ends_in_dialogue() -> None:
    programme = templates.TEMPLATES[templates.MARKET_DIALOGUE].planned("kop")

    assert [(one.key, one.number, one.procurement, one.pay, one.gate) for one in programme] == [
        ("behov", 1, None, None, GateKind.DIALOGUE),
        ("dialog", 2, None, None, GateKind.DIALOGUE),
        ("rfi", 3, None, None, GateKind.DIALOGUE),
    ]
    assert "missing-question" in stages.missing_before_opening(programme[1], terms())


_ALL = [pytest.param(one, id=key) for key, one in templates.TEMPLATES.items()]


@pytest.mark.parametrize("template", _ALL)
def test_every_template_is_equal_in_both_languages_numbered_and_sourced(template: templates.Template) -> None:
    stages_of_it = template.planned("kop")
    said = [*_texts(stages_of_it), template.name, template.about, *([template.figures] if template.figures else [])]

    assert {tuple(one.by_language) for one in said} == {("sv", "en")}
    assert [one.number for one in stages_of_it] == list(range(1, len(stages_of_it) + 1))
    assert len({one.key for one in stages_of_it}) == len(stages_of_it)
    assert template.sources
    assert decode(tuple[Stage, ...], encode(stages_of_it)) == stages_of_it


@pytest.mark.parametrize("template", _ALL)
def test_every_template_asks_for_scalability_wherever_it_assesses(template: templates.Template) -> None:
    scaling = {CriterionGroup.MARKET, CriterionGroup.MODEL, CriterionGroup.TEAM, CriterionGroup.RESOURCES}

    tried = [one for one in template.stages if one.criteria and one.gate is not GateKind.INVITATION]
    assert [scaling - {it.group for it in one.criteria} for one in tried] == [set()] * len(tried)
    assert all(it.guidance is not None for one in template.stages for it in one.criteria)


@pytest.mark.parametrize("template", _ALL)
def test_what_a_template_leaves_to_the_buyer_is_people_dates_money_and_the_question(
    template: templates.Template,
) -> None:
    left = {
        "missing-owner", "missing-decision-date", "missing-deadline", "missing-ceiling", "missing-question",
        "missing-contact-procurer", "missing-background", "missing-target-group", "missing-we-know",
        "missing-operating-unit", "missing-adoption-decider", "missing-compensation",
    }  # fmt: skip

    assert {code for one in template.planned("kop") for code in stages.missing_before_opening(one, terms())} <= left


def test_what_buys_stands_under_the_procurement_and_what_only_talks_does_not() -> None:
    pcp, ppi = (templates.TEMPLATES[key].planned("kop", procurement="u") for key in ("pcp", "ppi"))

    assert [(one.key, one.procurement) for one in pcp] == [
        ("dialog", None), ("inbjudan", "u"), ("fas-1", "u"), ("fas-2", "u"), ("fas-3", "u"), ("spridning", None),
    ]  # fmt: skip
    assert [(one.key, one.procurement) for one in ppi] == [
        ("avisering", None), ("provning", None), ("anbud", "u"), ("inforande", "u"), ("anvandning", "u"),
        ("spridning", None),
    ]  # fmt: skip
    assert [(one.places, one.pay, one.weeks) for one in pcp] == [(None, None, None)] * 6


def test_innovation_partnership_asks_for_applications_before_tenders_and_tries_only_who_applies() -> None:
    stages_of_it = templates.TEMPLATES["innovation-partnership"].planned("kop", procurement="u")
    application, tender = stages_of_it[1:3]

    assert [(one.key, one.gate, one.procurement) for one in (application, tender)] == [
        ("ansokan", GateKind.INVITATION, "u"), ("anbud", GateKind.AWARD, "u"),
    ]  # fmt: skip
    assert {(it.kind, it.link_to_purchase) for it in application.criteria} == {(CriterionKind.QUALIFICATION, None)}
    assert {it.kind for it in tender.criteria} == {CriterionKind.AWARD}
    assert application.scalability_removed_because is not None
    assert (application.regime, tender.regime) == (Regime.SEALED, Regime.SEALED)


def test_partnering_and_venture_client_say_how_the_parties_work_together() -> None:
    first = templates.TEMPLATES["partnering"].stages[2]
    order = templates.TEMPLATES["venture-client"].planned("kop")[2]

    assert (len(first.agreed_goals), first.open_book is None, first.decision_forum is None, len(first.exit_points)) == (
        2, False, False, 1,
    )  # fmt: skip
    assert {"missing-operating-unit", "missing-adoption-decider"} <= set(stages.missing_before_opening(order, terms()))
