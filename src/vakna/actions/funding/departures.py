"""A supplier leaves under contract: its pay is settled by rule, the rest released. A supplier is bought: noted."""

import secrets
from dataclasses import replace
from datetime import date, datetime

from vakna.actions import _ledger, _letters
from vakna.actions._journal import Pen, hold
from vakna.core import departures as rules
from vakna.core import ownership
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Departure, Key, Leaving, OwnershipChange, Text
from vakna.core.money import Money
from vakna.core.refusal import NotFound
from vakna.core.words import STOCKHOLM
from vakna.records import models as m
from vakna.records import rows


def settle_departure(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    participation: str,
    day: date,
    reason: Text,
    rule: v.Settlement | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Record that a supplier has left under contract on `day`, what it is owed, and release the rest. Gives the key.

    What is owed and not yet invoiced stays committed until it is invoiced. The supplier has left for good: it gets no
    new commitment and cannot hand in. Refusals: `core.departures.settle`.
    """
    parts = ("money", "money_decisions")
    with hold("funding.settle_departure", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        pen.stage(stage), pen.participation(participation)
        its = rules.settle(pen.picture, stage, participation, day=day, rule=rule)
        left = Departure(
            key=Key(key or f"d-{secrets.token_hex(5)}"), at=at, participation=Key(participation), stage=Key(stage),
            day=day, rule=its.rule, part=its.part, whole=its.whole, due=its.due, released=its.released_in_all,
            replacement=its.replacement, reason=reason,
        )  # fmt: skip
        m.Departure.objects.create(
            initiative=pen.initiative, **rows.columns(m.Departure, left, rows.finder(pen.initiative))
        )
        _release(pen, left, [(left.stage, its.released), *its.later])
        row = pen.participation(participation)
        row.state, row.ended_stage = v.ParticipationState.WITHDRAWN, pen.stage(stage)
        row.save(update_fields=["state", "ended_stage"])
        protected = {"departure": encode(left)}
        pen.write(f"stage:{stage}", facts={"replacement": left.replacement}, protected=protected)
        to = _letters.suppliers([row])
        _letters.write("departure", to=to, at=at, initiative=pen.initiative, due=its.due, invoice=its.to_invoice)
        pen.answer = left.key
        return left.key


def tell_leaving(
    *, by: str, at: datetime, initiative: str, participation: str, day: date, reason: Text, once: str = ""
) -> None:
    """Let a supplier say itself that it leaves its contract on `day`, and why; the buyer is told and settles the pay.

    Nothing is paid or released by this. Refuses another supplier's, and what `core.departures.tell` refuses.
    """
    with hold("funding.tell_leaving", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        row = pen.participation(participation)
        if participation not in pen.actor.participations:
            raise NotFound("no-such-supplier", key=participation)
        contract = rules.tell(pen.picture, participation, day=day, today=at.astimezone(STOCKHOLM).date())
        row.leaving = Leaving(at=at, day=day, reason=reason)
        row.save(update_fields=["leaving"])
        protected = {"participation": participation, "leaving": encode(row.leaving)}
        pen.write(f"stage:{contract.stage}", protected=protected)
        to = _letters.team(pen.initiative, v.Role.PROCURER, v.Role.PROCESS_LEADER)
        said = {"supplier": row.organisation.name, "day": day, "reason": reason}
        _letters.write("leaving_told", to=to, at=at, initiative=pen.initiative, **said)


def note_owner(*, by: str, at: datetime, initiative: str, change: OwnershipChange, once: str = "") -> str:
    """Note that a supplier has got another owner (case T15), and ask everybody with a role to declare again."""
    with hold("funding.note_owner", by=by, at=at, initiative=initiative, parts=("marks",), once=once) as pen:
        row = pen.participation(change.participation)
        noted = replace(change, at=at)
        ownership.check(noted)
        values = rows.columns(m.OwnershipChange, noted, rows.finder(pen.initiative))
        m.OwnershipChange.objects.create(initiative=pen.initiative, **values)
        pen.write("supplier", protected={"change": encode(noted)})
        to = _letters.team(pen.initiative, *(role for role in v.Role if role not in _NOT_ASKED))
        _letters.write("owner", to=to, at=at, initiative=pen.initiative, supplier=row.organisation.name,
                       owner=noted.owner)  # fmt: skip
        pen.answer = noted.key
        return noted.key


_NOT_ASKED = frozenset({v.Role.SUPPLIER, v.Role.FOLLOWER, v.Role.OBSERVER})
"""Roles that judge nothing, and so have no interest to declare."""


def _release(pen: Pen, left: Departure, rests: list[tuple[Key, Money]]) -> None:
    for number, (stage, rest) in enumerate(rests):
        if rest.amount:
            entry = _ledger.follow(pen, v.MoneyState.RELEASED, stage, left.participation, rest)
            _ledger.enter(pen, replace(entry, key=rules.rest_key(left, number)))
