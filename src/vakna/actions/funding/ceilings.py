"""A new ceiling: asked for by one person, decided by another by right, with reasons; and what currencies are worth."""

from dataclasses import replace
from datetime import date, datetime

from vakna.actions import _letters
from vakna.actions._journal import Pen, hold
from vakna.core import ceilings as rules
from vakna.core import currencies
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import CeilingChange, Key, Rate, Text
from vakna.core.refusal import OverCeiling
from vakna.records import models as m
from vakna.records import rows

_PARTS = ("money", "money_decisions", "learning")


def ask_ceiling(*, by: str, at: datetime, initiative: str, change: CeilingChange, once: str = "") -> str:
    """Ask for a new ceiling, or to move money that a stage left over, and tell the deciders. Gives the key.

    Nothing changes by this. Refuses what could not be decided now (`core.ceilings.check`).
    """
    with hold("funding.ask_ceiling", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        asked = replace(
            change, by=Key(by), at=at, state=v.ChangeState.ASKED, decided_at=None, decided_by=None, mandate=None,
            reference=None, committee=None, minuted=None, motive=None, settled=0,
            before=rules.stated(pen.picture.terms, change.ceiling, change.stage),
        )  # fmt: skip
        rules.check(pen.picture, asked)
        values = rows.columns(m.CeilingChange, asked, rows.finder(pen.initiative))
        m.CeilingChange.objects.create(initiative=pen.initiative, **values)
        # What is asked for is the team's own until it is decided.
        pen.write("ceilings", facts={"ceiling": asked.ceiling}, protected={"change": encode(asked)})
        to = [one for one in _letters.team(pen.initiative, v.Role.DECIDER) if one.key != by]
        _letters.write("ceiling_asked", to=to, at=at, initiative=pen.initiative, sum=asked.to, reason=asked.reason)
        pen.answer = asked.key
        return asked.key


def decide_ceiling(
    *,
    by: str,
    at: datetime,
    initiative: str,
    change: str,
    accepted: bool,
    mandate: v.Mandate,
    reference: str,
    committee: str | None = None,
    minuted: date | None = None,
    motive: Text | None = None,
    once: str = "",
) -> None:
    """Decide on a new ceiling by right. Accepted, it holds from this instant, and so does the one it moved from.

    Refuses one's own request, a decision without its right, twice, and what `core.ceilings.check` refuses by now.
    """
    with hold("funding.decide_ceiling", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = rules.find(pen.picture, change)
        right = rules.Right(mandate=mandate, reference=reference, committee=committee, minuted=minuted)
        right = rules.check_decided(pen.picture, one, by=by, accepted=accepted, right=right, today=at.date())
        done = rules.decided(pen.picture, one, by=by, at=at, accepted=accepted, right=right, motive=motive)
        values = rows.columns(m.CeilingChange, done, rows.finder(pen.initiative))
        m.CeilingChange.objects.filter(initiative=pen.initiative, key=change).update(**values)
        if accepted:
            _apply(pen, done)
        _write(pen, done)
        to = [pen.person(one.by)] if one.by else []
        code = "ceiling_raised" if accepted else "ceiling_declined"
        _letters.write(code, to=to, at=at, initiative=pen.initiative, sum=done.to, reason=motive or one.reason)


def state_rate(*, by: str, at: datetime, initiative: str, rate: Rate, once: str = "") -> None:
    """State what a currency is worth, with day and source. From now on sums in it count under ceilings in the other.

    Refuses a rate by which what is bound already would pass a ceiling: then the ceiling is decided on first.
    """
    with hold("funding.state_rate", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        currencies.check_rate(rate)
        rates = (*pen.picture.terms.rates, rate)
        after = replace(pen.picture, terms=replace(pen.picture.terms, rates=rates))
        if not rules.holds(after):
            raise OverCeiling("rate-over-ceiling", path="value")
        pen.initiative.rates = rates
        pen.initiative.save(update_fields=["rates"])
        pen.write("rates", facts={"rate": encode(rate)})


def _apply(pen: Pen, done: CeilingChange) -> None:
    """Write the ceilings that the decision changed."""
    after = rules.applied(pen.picture.terms, done)
    pen.initiative.ceiling, pen.initiative.supplier_ceiling = after.ceiling, after.supplier_ceiling
    pen.initiative.save(update_fields=["ceiling", "supplier_ceiling"])
    for stage in after.stages:
        if stage != pen.picture.stage(stage.key):
            m.Stage.objects.filter(initiative=pen.initiative, key=stage.key).update(
                ceiling=stage.ceiling, supplier_ceiling=stage.supplier_ceiling
            )


def _write(pen: Pen, done: CeilingChange) -> None:
    facts = {"ceiling": done.ceiling, "state": done.state, "mandate": done.mandate, "reference": done.reference,
             "committee": done.committee, "minuted": encode(done.minuted)}  # fmt: skip
    told = {"before": encode(done.before), "to": encode(done.to), "reason": encode(done.reason)}
    if done.state is v.ChangeState.ACCEPTED:
        pen.write("ceilings", facts={**facts, **told}, protected={"motive": encode(done.motive)})
    else:
        pen.write("ceilings", facts=facts, protected={**told, "motive": encode(done.motive)})
