"""A tenderer that took part in preparing, step by step: noted, levelled, heard, decided by another person."""

import secrets
from datetime import datetime

from vakna.actions import _letters
from vakna.actions._journal import Pen, hold
from vakna.core import gates
from vakna.core import involvement as order
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Involvement, Key, Text
from vakna.core.refusal import NotAllowed, NotFound
from vakna.records import models as m

_HOSTS = (v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.LAWYER)


def note_involvement(
    *, by: str, at: datetime, initiative: str, participation: str, how: Text, key: str = "", once: str = ""
) -> str:
    """Note that a tenderer took part in preparing, and how. Refused before the opening, and twice. Gives the key."""
    with hold("dialogue.note_involvement", by=by, at=at, initiative=initiative, parts=order.PARTS, once=once) as pen:
        order.check_note(pen.picture, participation)
        key = key or f"med-{secrets.token_hex(4)}"
        m.Involvement.objects.create(
            initiative=pen.initiative, key=key, participation=pen.participation(participation), noted_at=at, how=how
        )
        pen.write(f"involvement:{key}", protected={"participation": participation, "how": encode(how)})
        _tell(pen, participation, "involvement-noted", how=how)
        pen.answer = key
        return key


def level_involvement(
    *,
    by: str,
    at: datetime,
    initiative: str,
    involvement: str,
    pack: str | None = None,
    remaining: Text | None = None,
    once: str = "",
) -> None:
    """Level it: name the pack that gave all others the same in good time, and say what is not levelled by it, if any.

    Refuses a pack that came too late or for another call, and neither pack nor words on what remains. When something
    remains the supplier is asked what it says of that.
    """
    with hold("dialogue.level_involvement", by=by, at=at, initiative=initiative, parts=order.PARTS, once=once) as pen:
        one = order.find(pen.picture, involvement)
        order.check_level(pen.picture, one, pack, remaining)
        # What is said anew of what remains has to be heard anew.
        _change(pen, one, pack=pack, levelled_at=at, remaining=remaining, heard_at=None, heard=None)
        pen.write(f"involvement:{one.key}", protected={"pack": pack, "remaining": encode(remaining)})
        if remaining is not None:
            _tell(pen, one.participation, "involvement-hear", remaining=remaining)


def hear_involvement(*, by: str, at: datetime, initiative: str, involvement: str, said: Text, once: str = "") -> None:
    """Hear the supplier: what it says itself, or what the team writes down that it said when asked.

    Refuses another supplier, a hearing before levelling was tried, and a second one.
    """
    with hold("dialogue.hear_involvement", by=by, at=at, initiative=initiative, parts=order.PARTS, once=once) as pen:
        one = order.find(pen.picture, involvement)
        if not pen.actor.roles & set(_HOSTS) and one.participation not in pen.actor.participations:
            raise NotFound("no-such-involvement", key=involvement)
        order.check_hear(one)
        _change(pen, one, heard_at=at, heard=said)
        pen.write(f"involvement:{one.key}", protected={"said": encode(said), "by": by}, unnamed=True)
        supplier = pen.picture.supplier_name(one.participation)
        to = _letters.team(pen.initiative, *_HOSTS, v.Role.DECIDER)
        _letters.write("involvement-heard", to=to, at=at, initiative=pen.initiative, supplier=supplier, said=said)


def decide_involvement(
    *,
    by: str,
    at: datetime,
    initiative: str,
    involvement: str,
    outcome: v.InvolvementOutcome,
    reason: Text,
    once: str = "",
) -> None:
    """Decide: levelled, or at last excluded from this competition and no other.

    Refuses a step out of order (`core.involvement.check_decide`), the person who noted it, and one with a declared tie.
    """
    with hold("dialogue.decide_involvement", by=by, at=at, initiative=initiative, parts=order.PARTS, once=once) as pen:
        one = order.find(pen.picture, involvement)
        order.check_decide(one, outcome)
        gates.check_ties(pen.picture, [one.participation], by)
        _require_another(pen, one)
        _change(pen, one, outcome=outcome, decided_at=at, decided_by=pen.person(by), reason=reason)
        pen.write(f"involvement:{one.key}", protected={"outcome": outcome, "reason": encode(reason)})
        if outcome is v.InvolvementOutcome.EXCLUDED:
            _exclude(pen, one.participation)
        _tell(pen, one.participation, f"involvement-{outcome}", reason=reason)


def _change(pen: Pen, one: Involvement, **columns: object) -> None:
    m.Involvement.objects.filter(initiative=pen.initiative, key=one.key).update(**columns)


def _require_another(pen: Pen, one: Involvement) -> None:
    """Refuse the person who noted it. Nobody is known to have noted one that was brought in with a document."""
    subject = f"involvement:{one.key}"
    noted = m.Entry.objects.filter(journal=pen.head.name, act="dialogue.note_involvement", subject=subject)
    if pen.person(pen.by).pseudonym in set(noted.values_list("actor", flat=True)):
        raise NotAllowed("involvement-own-note")


def _exclude(pen: Pen, participation: Key) -> None:
    row = pen.participation(participation)
    row.state = v.ParticipationState.ENDED
    row.ended_stage = pen.stage(order.call_of(pen.picture, participation).key)
    row.save(update_fields=["state", "ended_stage"])


def _tell(pen: Pen, participation: str, code: str, **values: object) -> None:
    """Write to the supplier alone."""
    stage = order.call_of(pen.picture, participation)
    rows = m.Participation.objects.select_related("contact", "organisation")
    to = _letters.suppliers(rows.filter(initiative=pen.initiative, key=participation))
    _letters.write(code, to=to, at=pen.at, initiative=pen.initiative, stage=stage.name, **values)
