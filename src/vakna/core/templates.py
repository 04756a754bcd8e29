"""Templates of whole processes, as data that a buyer edits until each stage is published (design 4)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from .initiative import Criterion, Key, Rights, Stage, Text
from .money import Money
from .vocabulary import CriterionGroup, CriterionKind, FewerRule, GateKind, Instrument, Phase, PlacesRule, Regime
from .words import CORE, LANGUAGES

RFI_PAY, CONCEPT_PAY, PROTOTYPE_PAY = Decimal(5_000), Decimal(25_000), Decimal(50_000)
CONCEPT_PLACES, PROTOTYPE_PLACES, USE_PLACES = 7, 3, 1
CONCEPT_WEEKS, PROTOTYPE_WEEKS = Decimal(4), Decimal(8)

_QUESTIONS = 5
_CRITERIA: tuple[tuple[str, CriterionGroup, bool], ...] = (
    ("need-fit", CriterionGroup.NEED, True),
    ("easy-to-use", CriterionGroup.NEED, False),
    ("shared-need", CriterionGroup.MARKET, False),
    ("way-to-customers", CriterionGroup.MARKET, False),
    ("revenue", CriterionGroup.MODEL, False),
    ("cost-over-time", CriterionGroup.MODEL, False),
    ("spreadable", CriterionGroup.MODEL, True),
    ("team-can", CriterionGroup.TEAM, False),
    ("team-will", CriterionGroup.TEAM, True),
    ("resources", CriterionGroup.RESOURCES, False),
)
"""Key, what it looks at, whether a 0 ends the cooperation. Source: domain 5.6; scalability is always there."""

_NOT_IN_A_CALL = frozenset({"way-to-customers", "revenue"})
_PLACES: dict[str, Any] = {
    "more_than_places": (PlacesRule.MORE_PLACES, PlacesRule.POINTS, PlacesRule.NEED_FIT),
    "fewer_than_places": FewerRule.GO_ON_WITH_FEWER,
}


def demand_acceleration(
    buyer: str, *, currency: str = "SEK", rfi_payer: str | None = None, procurement: str | None = None
) -> tuple[Stage, ...]:
    """Give the stages of the DA model with Karlstad's figures: 7 x 25,000 and 3 x 50,000, four and eight weeks.

    `rfi_payer` pays the RFI answers: the intermediary in Karlstad, the buyer unless named. What only the buyer knows is
    left out: the RFI's question and contact, owners, dates, what use costs. Source: domain 1.3 and 2.1.
    """
    pay = {name: Money(amount, currency) for name, amount in _PAY.items()}
    contracted = {"procurement": procurement, "payer": buyer, **_bought()}
    return (
        _stage("behov", "need", 1, Instrument.NEED_WORK, Phase.PROBLEM_SOLUTION_FIT, gate=GateKind.DIALOGUE),
        _rfi(pay["rfi"], rfi_payer or buyer),
        _call(procurement),
        _stage(
            "koncept", "concept", 4, Instrument.CONTRACT_STAGE, Phase.PROBLEM_SOLUTION_FIT, gate=GateKind.OPTION,
            weeks=CONCEPT_WEEKS, deliverables=_deliverables("concept", "concept_market"), criteria=_criteria("concept"),
            **_money(pay["concept"], CONCEPT_PLACES), **contracted, **_PLACES,
        ),
        _stage(
            "prototyp", "prototype", 5, Instrument.CONTRACT_STAGE, Phase.PRODUCT_MARKET_FIT, gate=GateKind.OPTION,
            weeks=PROTOTYPE_WEEKS, deliverables=_deliverables("prototype", "prototype_test", "prototype_market"),
            criteria=_criteria("prototype"), **_money(pay["prototype"], PROTOTYPE_PLACES), **contracted, **_PLACES,
        ),
        _stage("anvandning", "use", 6, Instrument.USE, Phase.EFFICIENCY, places=USE_PLACES, **contracted),
        _stage("spridning", "spread", 7, Instrument.SPREAD, Phase.SCALING),
    )  # fmt: skip


_PAY = {"rfi": RFI_PAY, "concept": CONCEPT_PAY, "prototype": PROTOTYPE_PAY}


def _stage(key: str, code: str, number: int, instrument: Instrument, phase: Phase, **rest: Any) -> Stage:
    return Stage(
        key=Key(key), number=number, name=_text(f"template.stage.{code}.name"), instrument=instrument, phases=(phase,),
        success=_text(f"template.stage.{code}.success"), **rest,
    )  # fmt: skip


def _rfi(pay: Money, payer: str) -> Stage:
    return _stage(
        "rfi", "rfi", 2, Instrument.RFI, Phase.PROBLEM_SOLUTION_FIT, gate=GateKind.DIALOGUE,
        purpose=_text("template.stage.rfi.purpose"), use_of_answers=_text("template.stage.rfi.use"),
        secrecy_notice=_text("template.stage.rfi.secrecy"), next_steps=_text("template.stage.rfi.next"),
        compensation=_text("template.stage.rfi.compensation"),
        wants_to_know=tuple(_text(f"template.wants.{number}") for number in range(1, _QUESTIONS + 1)),
        pay=pay, payer=payer,
    )  # fmt: skip


def _call(procurement: str | None) -> Stage:
    return _stage(
        "inbjudan", "call", 3, Instrument.OPEN_CALL, Phase.PROBLEM_SOLUTION_FIT, procurement=procurement,
        regime=Regime.SEALED, gate=GateKind.AWARD, places=CONCEPT_PLACES, criteria=_criteria("call"),
        **_bought(), **_PLACES,
    )  # fmt: skip


def _bought() -> dict[str, Any]:
    return {"rights": Rights(use=_text("template.rights.use"))}


def _money(pay: Money, places: int) -> dict[str, Any]:
    return {"places": places, "pay": pay, "ceiling": pay * places, "supplier_ceiling": pay}


def _deliverables(*names: str) -> tuple[Text, ...]:
    return tuple(_text(f"template.deliver.{name}") for name in names)


def _criteria(stage: str) -> tuple[Criterion, ...]:
    """Give the criteria of a stage: in a call award criteria linked to what is bought, then grounds for the option."""
    call = stage == "call"
    chosen = [one for one in _CRITERIA if not (call and one[0] in _NOT_IN_A_CALL)]
    return tuple(
        Criterion(
            key=Key(key), number=number, group=group, stop=stop,
            kind=CriterionKind.AWARD if call else CriterionKind.OPTION_GROUND,
            title=_text(f"template.criterion.{key}.title"), guidance=_text(f"template.criterion.{key}.{stage}"),
            link_to_purchase=_text(f"template.criterion.{key}.link") if call else None,
        )
        for number, (key, group, stop) in enumerate(chosen, start=1)
    )  # fmt: skip


def _text(code: str) -> Text:
    return Text({lang: CORE.say(lang, code) for lang in LANGUAGES})


def market_dialogue_programme(buyer: str) -> tuple[Stage, ...]:
    """Give the stages of a market dialogue programme: need work, dialogue open to all, perhaps an RFI. No procurement.

    Several needs and several buyers may stand behind it; `buyer` is the first. Nothing is paid unless the buyers choose
    to. It ends with what was learned, told to all: to procure, and then in an initiative of its own, or not to.
    Source: seed, the market dialogue programmes of 2024; domain 2.5.
    """
    fit = Phase.PROBLEM_SOLUTION_FIT
    return (
        _stage("behov", "needs", 1, Instrument.NEED_WORK, fit, gate=GateKind.DIALOGUE),
        _stage(
            "dialog", "dialogue", 2, Instrument.MARKET_DIALOGUE, fit, gate=GateKind.DIALOGUE,
            purpose=_text("template.stage.dialogue.purpose"), use_of_answers=_text("template.stage.dialogue.use"),
            secrecy_notice=_text("template.stage.rfi.secrecy"), next_steps=_text("template.stage.dialogue.next"),
            wants_to_know=tuple(_text(f"template.wants.{number}") for number in range(1, _QUESTIONS + 1)),
        ),
        replace(_rfi(Money(Decimal(0)), buyer), number=3, pay=None, payer=None, compensation=None),
    )  # fmt: skip


DEMAND_ACCELERATION, MARKET_DIALOGUE = "demand-acceleration", "market-dialogue"
TEMPLATES: Mapping[str, Callable[[str], tuple[Stage, ...]]] = {
    DEMAND_ACCELERATION: demand_acceleration,
    MARKET_DIALOGUE: market_dialogue_programme,
}
"""Every template by its key: given the buyer, the stages."""
