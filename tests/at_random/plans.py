"""Stages as somebody in a hurry plans them: whole ones, and ones that say half of what must be said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.at_random.chance import Chance, kr
from vakna.core import vocabulary as v
from vakna.core.initiative import Anchor, Criterion, Key, Option, OptionUse, Picture, Rights, Stage, Weighing, text
from vakna.core.stages import missing_before_opening


def half_said(chance: Chance, picture: Picture, *, key: Key, number: int) -> Stage:
    """Plan a stage of some sort: whole, or of three that lack something the one whose gaps were met least."""
    if chance.draw(0.4):
        return replace(chance.one((_whole, _coming, _silent))(chance, picture), key=key, number=number)
    made = [make(chance, picture) for make in chance.random.sample(_ODD, 3)]
    return replace(min(made, key=lambda one: _met(chance, picture, one)), key=key, number=number)


def _met(chance: Chance, picture: Picture, stage: Stage) -> int:
    """Say how often the gap of a plan that was met least has been."""
    late = "questions-after-deadline" if stage.questions_until else "deadline-passed"
    gaps = missing_before_opening(stage, picture.terms) or (late,)
    return min(chance.seen.refused[one] for one in gaps)


def _stage(instrument: v.Instrument, **rest: Any) -> Stage:
    return Stage(key=Key("e"), number=0, name=text("Ett till"), instrument=instrument, **rest)


def _whole(chance: Chance, picture: Picture, **rest: Any) -> Stage:
    """Give a market dialogue that may be published at once."""
    own = [one.person for one in picture.terms.members if one.role is v.Role.PROCURER]
    said: dict[str, Any] = {
        "gate": v.GateKind.DIALOGUE, "question": text("Hur?"), "purpose": text("För att veta."),
        "use_of_answers": text("De läses."), "secrecy_notice": text("Allmän handling."), "contact": own[0],
        "success": text("Vi vet."), "owner": own[0], "deadline": chance.at + timedelta(days=20),
        "decision_due": chance.at + timedelta(days=25),
    }  # fmt: skip
    return _stage(v.Instrument.MARKET_DIALOGUE, **(said | rest))


def _coming(chance: Chance, picture: Picture) -> Stage:
    """Give one that opens in five days."""
    return _whole(chance, picture, opens_at=chance.at + timedelta(days=5))


def _too_late(chance: Chance, picture: Picture) -> Stage:
    return _whole(chance, picture, deadline=chance.at - timedelta(days=1))


def _asks_too_long(chance: Chance, picture: Picture) -> Stage:
    return _whole(chance, picture, questions_until=chance.at + timedelta(days=30))


def _silent(chance: Chance, picture: Picture) -> Stage:
    """Give need work: nothing is handed in, and yet it can be closed."""
    whole = _whole(chance, picture)
    return _stage(
        v.Instrument.NEED_WORK, gate=v.GateKind.DIALOGUE, success=whole.success, owner=whole.owner,
        decision_due=whole.decision_due,
    )  # fmt: skip


BARE: Sequence[v.Instrument] = (
    v.Instrument.RFI, v.Instrument.EXTERNAL_REVIEW, v.Instrument.PARTNERING, v.Instrument.VENTURE_CLIENT_ORDER,
    v.Instrument.INNOVATION_PARTNERSHIP_PHASE, v.Instrument.OPEN_CALL,
)  # fmt: skip
"""The forms of stages that ask for most before they open."""


def _bare(chance: Chance, _: Picture) -> Stage:
    return bare(chance.one(BARE))


def bare(instrument: v.Instrument) -> Stage:
    """Give a stage that says nothing but what it is."""
    return _stage(instrument, gate=v.GateKind.OPTION, places=2)


def _criterion(group: v.CriterionGroup, kind: v.CriterionKind, **rest: Any) -> Criterion:
    return Criterion(key=Key(group.value), number=1, group=group, kind=kind, title=text("Passar"), **rest)


def _awarding(_: Chance, picture: Picture) -> Stage:
    """Give a call under an act whose criteria do not say what they are, or not what they have to do with it."""
    under = next(
        (one.key for one in picture.terms.procurements if one.law is v.Law.LOU and one.cancelled is None), None
    )
    bare = tuple(
        _criterion(group, kind)
        for group, kind in (
            (v.CriterionGroup.NEED, v.CriterionKind.AWARD),
            (v.CriterionGroup.TEAM, v.CriterionKind.AWARD),
            (v.CriterionGroup.MARKET, v.CriterionKind.OPTION_GROUND),
        )
    )
    return _stage(v.Instrument.OPEN_CALL, gate=v.GateKind.AWARD, procurement=under, criteria=bare)


def _of_its_own(_: Chance, picture: Picture) -> Stage:
    return unpriced(picture.terms.procurements[-1].key if picture.terms.procurements else None)


def unpriced(under: Key | None) -> Stage:
    """Give a call under a procurement where no pay stands in any stage."""
    asked = _criterion(v.CriterionGroup.NEED, v.CriterionKind.AWARD)
    return _stage(v.Instrument.OPEN_CALL, gate=v.GateKind.AWARD, procurement=under, criteria=(asked,))


def _weighed(_: Chance, __: Picture) -> Stage:
    """Give a stage that counts points, everything in it wrong."""
    wrong = _criterion(
        v.CriterionGroup.NEED, v.CriterionKind.OPTION_GROUND, threshold=9, scale=4,
        anchors=(Anchor(points=7, means=text("För högt")),),
    )  # fmt: skip
    weighing = Weighing(price_weight=Decimal(100), threshold=Decimal(101))
    return _stage(
        v.Instrument.CONTRACT_STAGE, mode=v.AssessmentMode.POINTS, criteria=(wrong,), weighing=weighing, pay=kr(1_000),
        rights=Rights(use=text("Får användas")),
    )  # fmt: skip


_ODD = (_bare, _bare, _too_late, _asks_too_long, _awarding, _of_its_own, _weighed)


def options(*, at: datetime, stage: str, by: str) -> tuple[Option, ...]:
    """Give four options of a contract: one that `by` has proposed to use, and three that cannot be used."""
    use = OptionUse(key=Key("bruk"), at=at, by=Key(by), value=kr(400), ground=text("Fler vill ha den."))
    bare = Option(key=Key("fri"), clause="9.4", when=text("När"), extent=text("Hur"), nature=text("Vad"))
    return (
        replace(bare, ceiling=kr(3_000), uses=(use,)),
        replace(bare, key=Key("steg"), stage=Key(stage), ceiling=kr(3_000)),
        replace(bare, key=Key("utan")),
        replace(bare, key=Key("sent"), ceiling=kr(3_000), last_day=at.date() - timedelta(days=1)),
    )
