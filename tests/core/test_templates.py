"""The DA template carries Karlstad's figures in both languages, and leaves out what only the buyer knows."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from tests.core.cast import kr, terms
from vakna.core import stages, templates
from vakna.core.document import decode, encode
from vakna.core.initiative import Key, Stage, Text
from vakna.core.vocabulary import CriterionGroup, CriterionKind, GateKind, Instrument, Regime

_STAGES = templates.demand_acceleration("kop", rfi_payer="inter", procurement="p")
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
    assert (_STAGES[1].pay, _STAGES[1].payer) == (kr(5_000), "inter")
    assert _STAGES[5].pay is None


def test_every_text_stands_in_both_languages() -> None:
    said = [one for stage in _STAGES for one in _texts(stage)]

    assert len(said) > 80
    assert {tuple(one.by_language) for one in said} == {("sv", "en")}


def test_scalability_and_stop_criteria_are_in_every_assessed_stage() -> None:
    scaling = {CriterionGroup.MARKET, CriterionGroup.MODEL, CriterionGroup.TEAM, CriterionGroup.RESOURCES}

    assert [len(one.criteria) for one in _JUDGED] == [8, 10, 10]
    assert [scaling - {it.group for it in one.criteria} for one in _JUDGED] == [set()] * 3
    assert [sum(it.stop for it in one.criteria) for one in _JUDGED] == [3, 3, 3]
    assert [[it.number for it in one.criteria] for one in _JUDGED] == [list(range(1, n + 1)) for n in (8, 10, 10)]


def test_award_criteria_are_linked_to_what_is_bought() -> None:
    call, concept = _JUDGED[:2]

    assert {(it.kind, it.link_to_purchase is None) for it in call.criteria} == {(CriterionKind.AWARD, False)}
    assert {it.kind for it in concept.criteria} == {CriterionKind.OPTION_GROUND}


def test_what_only_the_buyer_knows_is_what_is_missing() -> None:
    missing = {one.key: stages.missing_before_opening(one, terms()) for one in _STAGES}

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
    plain = templates.demand_acceleration("kop")

    assert {one.procurement for one in plain} == {None}
    assert plain[1].payer == Key("kop")


def test_template_can_be_written_in_a_document() -> None:
    assert decode(tuple[Stage, ...], encode(_STAGES)) == _STAGES


def test_market_dialogue_programme_has_no_procurement_pays_nothing_and_ends_in_dialogue() -> None:
    programme = templates.TEMPLATES[templates.MARKET_DIALOGUE]("kop")

    assert [(one.key, one.number, one.procurement, one.pay, one.gate) for one in programme] == [
        ("behov", 1, None, None, GateKind.DIALOGUE),
        ("dialog", 2, None, None, GateKind.DIALOGUE),
        ("rfi", 3, None, None, GateKind.DIALOGUE),
    ]
    assert "missing-question" in stages.missing_before_opening(programme[1], terms())
