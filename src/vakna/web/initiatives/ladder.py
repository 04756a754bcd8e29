"""The loss ladder of one initiative: what would be lost if it stopped after each stage, beside its ceilings."""

from decimal import Decimal

from vakna.core import affordable_loss, stages, words
from vakna.core.initiative import MaybeMoney, Stage
from vakna.core.money import Money
from vakna.core.vocabulary import Instrument
from vakna.exchange.charts import loss_ladder as chart
from vakna.exchange.charts import picture as drawn
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import suppliers
from .sums import Sums, add_up


def draw(seen: Visit) -> drawn.Picture | None:
    """Draw the ladder; None while no stage has a sum or a ceiling that may be seen. Needs the money."""
    flowing = [one for one in suppliers.chain(seen.picture) if one.instrument != Instrument.SPREAD]
    if not flowing:
        return None
    terms, steps = seen.picture.terms, _steps(seen, flowing)
    if not any(step.ceiling or step.exposure for step in steps):
        return None
    ladder = chart.LossLadder(
        title=_say(seen, "title"),
        summary=_say(seen, "summary", sum=add_up(seen.picture).of().exposure, ceiling=terms.ceiling),
        steps=steps,
        words=_words(seen),
        ceiling=_number(terms.ceiling),
        ceiling_words=_say(seen, "ceiling", ceiling=terms.ceiling) if isinstance(terms.ceiling, Money) else "",
    )
    return chart.draw(ladder, name="ladder")


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"initiatives.ladder.{code}", **values)


def _steps(seen: Visit, flowing: list[Stage]) -> tuple[chart.Step, ...]:
    sums = add_up(seen.picture)
    so_far = {one.stage: one.so_far for one in affordable_loss.loss_if_stopped(seen.picture)}
    return tuple(_step(seen, sums, stage, so_far[stage.key]) for stage in flowing)


def _step(seen: Visit, sums: Sums, stage: Stage, so_far: Money) -> chart.Step:
    stands = sums.of(stage.key)
    waits = stands.exposure.less(stands.paid)
    ceiling = stage.ceiling if isinstance(stage.ceiling, Money) and stage.ceiling.amount else None
    here = stage == stages.current(seen.picture.terms)
    return chart.Step(
        name=stage.name.said(seen.language),
        ceiling=_number(ceiling),
        paid=stands.paid.amount or None,
        committed=waits.amount or None,
        ceiling_words=_in_table(seen, stage.ceiling),
        paid_words=words.money(seen.language, stands.paid),
        committed_words=words.money(seen.language, waits),
        loss_words=_loss(seen, stage, so_far, waits),
        note=_note(seen, stage, here),
        empty=_empty(seen, stage, ceiling),
        settled=stages.is_done(stage) or ceiling is None,
        here=here,
    )


def _in_table(seen: Visit, ceiling: MaybeMoney) -> str:
    return words.money(seen.language, ceiling) if ceiling is not None else _say(seen, "no_ceiling")


def _loss(seen: Visit, stage: Stage, so_far: Money, waits: Money) -> str:
    """Say what would be lost: at most so much while something committed has not been paid."""
    if stage not in suppliers.reached(seen.picture):
        return ""
    return _say(seen, "at_most", sum=so_far) if waits.amount else words.money(seen.language, so_far)


def _note(seen: Visit, stage: Stage, here: bool) -> str:
    decided = next((one.at for one in seen.picture.decisions if one.stage == stage.key), None)
    if decided:
        return _say(seen, "decided", day=decided.astimezone(words.STOCKHOLM).date())
    return _say(seen, "here") if here else ""


def _empty(seen: Visit, stage: Stage, ceiling: Money | None) -> str:
    if isinstance(stage.ceiling, Money) and not stage.ceiling.amount:
        return _say(seen, "unpaid")
    return _say(seen, "nothing_yet", ceiling=ceiling) if ceiling else _say(seen, "unknown")


def _number(sum_: MaybeMoney) -> Decimal | None:
    return sum_.amount if isinstance(sum_, Money) else None


def _words(seen: Visit) -> chart.Words:
    plain = {name: _say(seen, name) for name in ("paid_short", "committed_short", "loss", "stage", "stage_ceiling")}
    return chart.Words(
        paid=_say(seen, "paid", amount="{amount}"),
        committed=_say(seen, "committed", amount="{amount}"),
        committed_column=_say(seen, "committed_column"),
        paid_column=_say(seen, "paid_column"),
        thousands=words.NBSP if seen.language == "sv" else ",",
        **plain,
    )
