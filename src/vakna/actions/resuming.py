"""A supplier on hold taken up again, or ended, between gates: asked for by one person, decided by another by right."""

import secrets
from datetime import date, datetime

from vakna.core import affordable_loss, resuming
from vakna.core import vocabulary as v
from vakna.core.ceilings import Right
from vakna.core.document import encode
from vakna.core.initiative import Key, MoneyEntry, Resumption, Text
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.records import rows

from . import _ledger, _letters
from ._journal import Pen, hold

_PARTS = ("marks", "gates", "resumptions", "money")


def ask(
    *,
    by: str,
    at: datetime,
    initiative: str,
    participation: str,
    verdict: v.Verdict,
    reason: Text,
    key: str = "",
    once: str = "",
) -> str:
    """Ask for a supplier on hold to continue or be ended, with the reason that it will be given. Gives the key.

    Nothing changes by this; the deciders are told. Refuses what could not be decided now (`core.resuming`).
    """
    with hold("resuming.ask", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        held = resuming.held_in(pen.picture, pen.participation(participation).key)
        if held is None:
            raise Conflict("resume-not-held", supplier=pen.picture.supplier_name(participation))
        asked = Resumption(
            key=Key(key or f"r-{secrets.token_hex(4)}"), participation=Key(participation), stage=held.key, at=at,
            by=Key(by), verdict=verdict, reason=reason,
        )  # fmt: skip
        resuming.check_asked(pen.picture, asked, pen.actor.person)
        values = rows.columns(m.Resumption, asked, rows.finder(pen.initiative))
        m.Resumption.objects.create(initiative=pen.initiative, **values)
        pen.write(f"stage:{held.key}", protected={"resumption": encode(asked)})
        to = [one for one in _letters.team(pen.initiative, v.Role.DECIDER) if one.key != by]
        name = pen.picture.supplier_name(participation)
        _letters.write("resume-asked", to=to, at=at, initiative=pen.initiative, supplier=name, reason=reason)
        pen.answer = asked.key
        return asked.key


def decide(
    *,
    by: str,
    at: datetime,
    initiative: str,
    resumption: str,
    accepted: bool,
    mandate: v.Mandate,
    reference: str,
    committee: str | None = None,
    minuted: date | None = None,
    motive: Text | None = None,
    commit: bool = False,
    once: str = "",
) -> None:
    """Decide by right. Accepted, the supplier continues or is ended from this instant and is told with the reason.

    With `commit` the pay of the stage that it comes to is committed under every ceiling. Refuses one's own request, a
    decision without its right, twice, by somebody tied, and what can no longer be done.
    """
    with hold("resuming.decide", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = resuming.find(pen.picture, resumption)
        right = Right(mandate=mandate, reference=reference, committee=committee, minuted=minuted)
        right = resuming.check_decided(pen.picture, one, by=by, accepted=accepted, right=right, today=at.date())
        done = resuming.decided(one, by=by, at=at, accepted=accepted, right=right, motive=motive)
        values = rows.columns(m.Resumption, done, rows.finder(pen.initiative))
        m.Resumption.objects.filter(initiative=pen.initiative, key=resumption).update(**values)
        pen.write(f"stage:{one.stage}", protected={"resumption": encode(done)})
        if accepted:
            _apply(pen, done)
        if accepted and commit and done.verdict is v.Verdict.CONTINUES:
            _commit(pen, done)
        _tell(pen, done)


def _apply(pen: Pen, done: Resumption) -> None:
    supplier, ends = pen.participation(done.participation), done.verdict is v.Verdict.ENDED
    supplier.state = v.ParticipationState.ENDED if ends else v.ParticipationState.ACTIVE
    supplier.ended_stage = pen.stage(done.stage) if ends else None
    supplier.save(update_fields=["state", "ended_stage"])


def _commit(pen: Pen, done: Resumption) -> None:
    """Commit the pay of the stage that the supplier comes to, under every ceiling."""
    following = resuming.goes_on_to(pen.picture, pen.picture.stage(done.stage))
    asked = resuming.to_commit(pen.picture, following, done.participation) if following else None
    if following is None or asked is None:
        return
    affordable_loss.require_room(pen.picture, following.key, done.participation, asked)
    entry = MoneyEntry(
        key=Key(f"e-{secrets.token_hex(6)}"), at=pen.at, state=v.MoneyState.COMMITTED, amount=asked,
        stage=following.key, participation=done.participation,
        payer=following.payer or pen.picture.terms.buyers[0],
    )  # fmt: skip
    _ledger.enter(pen, entry)


def _tell(pen: Pen, done: Resumption) -> None:
    """Tell the supplier what was decided on it, and whoever asked what became of the request."""
    stage, name = pen.picture.stage(done.stage).name, pen.picture.supplier_name(done.participation)
    told: dict[str, object] = {"stage": stage, "supplier": name, "reason": done.reason}
    if done.state is v.ChangeState.ACCEPTED:
        to = _letters.suppliers([pen.participation(done.participation)])
        _letters.write(f"resume-{done.verdict}", to=to, at=pen.at, initiative=pen.initiative, **told)
    code = "resume-done" if done.state is v.ChangeState.ACCEPTED else "resume-declined"
    asker = [pen.person(done.by)] if done.by else []
    told["reason"] = done.motive or done.reason
    _letters.write(code, to=asker, at=pen.at, initiative=pen.initiative, **told)
