"""The river of one initiative: from the redacted picture to the drawing's own plain values and words."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vakna.core import adoptions, spread, stages, words
from vakna.core.initiative import Follower, Participation, ReportedCount, Stage
from vakna.core.money import Money
from vakna.core.vocabulary import Instrument, Provenance, Strength
from vakna.exchange.charts import picture as drawn
from vakna.exchange.charts import river as chart
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import suppliers
from .sums import Sums, add_up

STRENGTHS = tuple(Strength)
"""Strengths in order: their place, counted from 1, is the number of dots."""


def draw(seen: Visit) -> drawn.Picture | None:
    """Draw the river; None when no stage lets suppliers flow, or nobody is known. Needs money and spread."""
    flowing, reached = suppliers.chain(seen.picture), suppliers.reached(seen.picture)
    if not flowing or (flowing == reached and not suppliers.in_chain(seen.picture)):
        return None
    sums = add_up(seen.picture)
    river = chart.River(
        title=_say(seen, "title"),
        summary=_summary(seen),
        stages=tuple(_stage(seen, sums, stage) for stage in flowing),
        lanes=_lanes(seen, sums),
        words=_words(seen, sums),
        spread=_spread(seen),
    )
    return chart.draw(river, name="river")


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"initiatives.river.{code}", **values)


def _summary(seen: Visit) -> str:
    steps = []
    for stage in suppliers.reached(seen.picture):
        count = len(suppliers.taking_part(seen.picture, stage))
        if count:
            steps.append(_say(seen, "summary_step", stage=stage.name, count=count))
    return " ".join(steps) or _say(seen, "summary_none")


def _stage(seen: Visit, sums: Sums, stage: Stage) -> chart.Stage:
    here = stage in suppliers.reached(seen.picture)
    return chart.Stage(
        name=stage.name.said(seen.language),
        lines=tuple(line for line in (_dates(seen, stage), _unpaid(seen, stage)) if line),
        money=_money(seen, sums, stage, here),
        gate=_gate(seen, stage, here),
        pale=not stages.rules(stage).contract,
        places=stage.places,
        plan="" if here else _plan(seen, stage),
        waiting=stage == _waiting(seen),
    )


def _dates(seen: Visit, stage: Stage) -> str:
    starts = stage.opens_at or stage.published_at
    ends = _decided_at(seen, stage) or stage.ends_at or stage.decision_due or stage.deadline
    if stage.instrument == Instrument.USE and starts:
        return _say(seen, "from", day=_day(starts))
    if starts is None and ends == _decided_at(seen, stage) and ends is not None:
        return _say(seen, "decided", day=_day(ends))
    return period(seen.language, _day(starts), _day(ends))


def period(language: str, first: date | None, last: date | None) -> str:
    """Write from when to when; one of them when the other is not known."""
    if first is None or last is None or first == last:
        known = first or last
        return words.day(language, known) if known else ""
    short = words.day(language, first)
    if first.year == last.year:
        short = short.rsplit(" ", 1)[0]
    return f"{short}–{words.day(language, last)}"


def _decided_at(seen: Visit, stage: Stage) -> datetime | None:
    return next((one.at for one in seen.picture.decisions if one.stage == stage.key), None)


def _day(at: datetime | None) -> date | None:
    return at.astimezone(words.STOCKHOLM).date() if at else None


def _unpaid(seen: Visit, stage: Stage) -> str:
    unpaid = isinstance(stage.ceiling, Money) and not stage.ceiling.amount and not stages.rules(stage).contract
    return _say(seen, "unpaid") if unpaid else ""


def _money(seen: Visit, sums: Sums, stage: Stage, here: bool) -> str:
    count = len(suppliers.taking_part(seen.picture, stage)) if here else 0
    exposure = sums.of(stage.key).exposure
    if isinstance(stage.pay, Money) and count and stage.pay * count == exposure:
        return _say(seen, "times", count=count, pay=_bare(stage.pay.amount), sum=exposure)
    if exposure.amount:
        return words.money(seen.language, exposure)
    if isinstance(stage.ceiling, Money) and stage.ceiling.amount:
        return _say(seen, "ceiling", ceiling=stage.ceiling)
    return ""


def _bare(amount: Decimal) -> Decimal:
    """Give a sum without its decimals when they are noughts."""
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def _gate(seen: Visit, stage: Stage, here: bool) -> str:
    """Say how many came to the gate that opens a stage, and how many went on."""
    flowing = suppliers.chain(seen.picture)
    place = flowing.index(stage)
    if not place:
        return ""
    before = len(suppliers.taking_part(seen.picture, flowing[place - 1]))
    after = len(suppliers.taking_part(seen.picture, stage)) if here else stage.places
    if stages.rules(flowing[place - 1]).takes_tenders:
        return _say(seen, "contracts", count=after) if after and here else ""
    return f"{before} → {after}" if before and after and flowing[place - 1] in suppliers.reached(seen.picture) else ""


def _plan(seen: Visit, stage: Stage) -> str:
    return _say(seen, "plan", count=stage.places) if stage.places else _say(seen, "plan_open")


def _waiting(seen: Visit) -> Stage | None:
    """Give the stage behind the next gate to be decided."""
    here = stages.current(seen.picture.terms)
    coming = stages.next_after(seen.picture.terms, here) if here else None
    return coming if coming and coming not in suppliers.reached(seen.picture) else None


def _lanes(seen: Visit, sums: Sums) -> tuple[chart.Lane, ...]:
    columns = suppliers.reached(seen.picture)
    names = suppliers.names(seen.picture)
    ordered = sorted(
        suppliers.in_chain(seen.picture), key=lambda one: words.sort_key(seen.language, names[one.organisation])
    )
    lanes = (_lane(seen, sums, columns, one, names[one.organisation]) for one in ordered)
    return tuple(lane for lane in lanes if lane is not None)


def _lane(seen: Visit, sums: Sums, columns: tuple[Stage, ...], one: Participation, name: str) -> chart.Lane | None:
    own = [place for place, stage in enumerate(columns) if stages.takes_part(seen.picture.terms, one, stage)]
    if not own:
        return None
    return chart.Lane(
        name=name,
        pays=tuple(_pay(seen, sums, columns[place], one) for place in own),
        first=own[0],
        ended=suppliers.gone(one),
        landed=_landed(seen, sums, one) if suppliers.gone(one) else "",
    )


def _pay(seen: Visit, sums: Sums, stage: Stage, one: Participation) -> str:
    stands = sums.of(stage.key, one.key)
    if stands.exposure.amount:
        return words.money(seen.language, stands.exposure)
    uses = any(it.supplier == one.organisation for it in adoptions.in_use(seen.picture, adoptions.day_of(seen.at)))
    return _say(seen, "in_use") if uses and stage.instrument == Instrument.USE else ""


def _landed(seen: Visit, sums: Sums, one: Participation) -> str:
    paid = sums.of(None, one.key).paid
    return _say(seen, "got", sum=paid) if paid.amount else ""


def _words(seen: Visit, sums: Sums) -> chart.Words:
    ended = [one for one in suppliers.in_chain(seen.picture) if suppliers.gone(one)]
    paid = [sums.of(None, one.key).paid for one in ended]
    stated = seen.picture.terms.provenance == Provenance.STATED
    to_ended = sum(one.amount for one in paid)
    return chart.Words(
        shore=_say(seen, "shore") if ended else _say(seen, "shore_later"),
        shore_text=_say(seen, "shore_stated" if stated else "shore_text"),
        many=_say(seen, "many", count="{count}"),
        supplier=_say(seen, "supplier"),
        total=_say(seen, "total"),
        shore_sum=words.money(seen.language, Money(to_ended)) if to_ended else "",
        shore_sum_text=_say(seen, "shore_sum", sum=sums.of().paid, count=len(ended)) if to_ended else "",
    )


def _spread(seen: Visit) -> chart.Spread | None:
    stage = suppliers.spread_stage(seen.picture)
    counts = tuple(_users(seen, point) for point in spread.series(seen.picture, adoptions.day_of(seen.at)))
    interests = () if counts else _interests(seen)
    if stage is None and not counts and not interests:
        return None
    said: dict[str, Any] = {}
    if interests:
        total = sum(1 for _ in latest(seen))
        said = {"interest_title": _say(seen, "interest", count=total), "interest_note": _say(seen, "interest_note")}
    return chart.Spread(
        name=stage.name.said(seen.language) if stage else _say(seen, "spread"),
        lines=(_say(seen, "spread_line"),),
        counts=counts,
        interests=interests,
        **said,
    )


def _users(seen: Visit, point: spread.Point) -> chart.Users:
    return chart.Users(
        value=point.count,
        words=words.count(seen.language, point.qualifier, point.count),
        when=when(seen.language, point),
        exact=not point.low_confidence,
    )


def when(language: str, point: spread.Point | ReportedCount) -> str:
    """Write the time of a count, no more exact than it was told: a day, a month, a year, or from when to when."""
    first, last = point.period_starts, point.period_ends
    month = PAGES.say(language, f"calendar.month.{last.month}")
    if (first.year, first.month) == (last.year, last.month):
        return f"{month} {last.year}"
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return str(last.year)
    began = PAGES.say(language, f"calendar.month.{first.month}")
    year = "" if first.year == last.year else f" {first.year}"
    return f"{began}{year}–{month} {last.year}"


def latest(seen: Visit) -> tuple[Follower, ...]:
    """Give the latest statement of each organisation with the same need."""
    last = {one.organisation: one for one in sorted(seen.picture.followers, key=lambda one: one.at)}
    return tuple(last.values())


def _interests(seen: Visit) -> tuple[chart.Interest, ...]:
    found = []
    for strength in reversed(STRENGTHS[:3]):
        count = sum(one.strength == strength for one in latest(seen))
        if count:
            said = PAGES.say(seen.language, f"initiatives.river.{strength.value}", count=count)
            found.append(chart.Interest(rings=STRENGTHS.index(strength) + 1, words=said))
    return tuple(found)
