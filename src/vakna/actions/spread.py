"""Spread, the end that counts: who uses the solution, what was reported, and whether it is still in use."""

import secrets
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vakna.core import adoptions, market_looks, people, spread_plans, teamwork
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import (
    Adoption,
    CheckIn,
    FurtherUser,
    Key,
    MarketLook,
    ReportedCount,
    SpreadPlan,
    SupplierPlan,
    Text,
)
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.records import clock, pictures, rows
from vakna.records import models as m

from . import _cast, _ownership, _questions
from ._journal import Pen, hold


def adopt(*, by: str, at: datetime, initiative: str, adoption: Adoption, once: str = "") -> str:
    """Note that a named organisation took up the solution, since when and how it was bought. Gives the key.

    It counts as in use once the organisation itself has said so (`core.adoptions`).
    """
    with hold("spread.adopt", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        if adoption.since > at.date():
            raise BadInput("day-ahead", path="since", day=adoption.since)
        _cast.named(pen.initiative, organisations=(adoption.organisation, adoption.supplier))
        m.Adoption.objects.create(
            initiative=pen.initiative, **rows.columns(m.Adoption, adoption, rows.finder(pen.initiative))
        )
        pen.write(
            "adoption",
            facts={"since": encode(adoption.since), "how": adoption.how},
            protected={"adoption": encode(adoption)},
        )
        pen.answer = adoption.key
        return adoption.key


def report_count(
    *,
    by: str,
    at: datetime,
    initiative: str,
    qualifier: v.Qualifier,
    count: int,
    period_starts: date,
    period_ends: date,
    sector: v.Sector,
    source: str,
    note: Text | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Note a published count of using organisations, as exact as its source says, and no more. Gives the key."""
    with hold("spread.report_count", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        if not source.strip():
            raise BadInput("missing-field", path="source")
        if period_ends < period_starts:
            raise BadInput("period-backward", path="period_ends")
        if period_ends > at.date():
            raise BadInput("day-ahead", path="period_ends", day=period_ends)
        reported = ReportedCount(
            key=Key(key or f"c-{secrets.token_hex(4)}"), qualifier=qualifier, count=count, period_starts=period_starts,
            period_ends=period_ends, sector=sector, source=source, note=note,
        )  # fmt: skip
        m.ReportedCount.objects.create(
            initiative=pen.initiative, **rows.columns(m.ReportedCount, reported, rows.finder(pen.initiative))
        )
        pen.write("count", facts={"count": encode(reported)})
        pen.answer = reported.key
        return reported.key


def name_contact(*, by: str, at: datetime, initiative: str, adoption: str, person: str, once: str = "") -> None:
    """Name who is asked about the use at the using organisation, and mail the first question at once.

    Refuses somebody of another organisation, and one without an address.
    """
    with hold("spread.name_contact", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        row, asked = _adoption(pen, adoption), pen.person(person)
        if asked.organisation_id != row.organisation_id:
            raise BadInput("contact-other-organisation", path="email")
        if not asked.email:
            raise BadInput("contact-without-address", path="email")
        _cast.people(pen.initiative, asked)
        row.contact = asked
        _questions.ask(pen, row)
        pen.write("adoption", protected={"adoption": adoption, "contact": person})


def ask_use(*, by: str, at: datetime, initiative: str, adoption: str, once: str = "") -> None:
    """Mail the contact of an adoption the question whether the solution is used; an earlier link stops working.

    Refuses an adoption without a contact.
    """
    with hold("spread.ask_use", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        row = _adoption(pen, adoption)
        if row.contact is None:
            raise Conflict("no-contact")
        _questions.ask(pen, row)
        pen.write("adoption", protected={"adoption": adoption})


def check_in(
    *,
    by: str,
    at: datetime,
    initiative: str,
    adoption: str,
    in_use: bool,
    users: int | None = None,
    recommends: v.Recommends | None = None,
    stopped: date | None = None,
    reference: str | None = None,
    once: str = "",
) -> None:
    """Tell, logged in, whether an organisation uses the solution. Only its own people's word keeps it in use.

    Whoever works in the initiative may note what it was told; a yes of theirs is shown and counts for nothing, a no
    ends the use. Refuses everybody else, and a stop that lies ahead or before the use began.
    """
    with hold("spread.check_in", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        row, person = _adoption(pen, adoption), pen.person(by)
        own = person.organisation_id == row.organisation_id
        if not own and not pen.actor.roles & people.TEAM:
            raise NotAllowed("only-own-organisation")
        said = CheckIn(
            at=at, told_by=Key(person.organisation.key), in_use=in_use, users=users, recommends=recommends,
            stopped=None if in_use else stopped,
        )  # fmt: skip
        _cast.organisations(pen.initiative, person.organisation)
        _note(pen, row, said, reference=reference if own else row.reference)


def answer_use(
    *,
    by: None = None,
    at: datetime,
    code: str,
    in_use: bool,
    users: int | None = None,
    recommends: v.Recommends | None = None,
    stopped: date | None = None,
    reference: str | None = None,
    once: str = "",
) -> None:
    """Take the using organisation's word by the link that was mailed to its contact. The link then works no more.

    Refuses (`NotFound`) a link that is altered, used, or followed by a newer one.
    """
    found = _questions.asked(code)
    key = found.initiative.key
    with hold("spread.answer_use", by=by, at=at, initiative=key, parts=("spread",), once=once) as pen:
        row = _questions.asked(code)
        said = CheckIn(
            at=at, told_by=Key(row.organisation.key), in_use=in_use, users=users, recommends=recommends,
            stopped=None if in_use else stopped,
        )  # fmt: skip
        row.question_digest = ""
        _note(pen, row, said, reference=reference)


def asked(*, code: str) -> m.Adoption:
    """Find what a mailed link asks about. Refuses (`NotFound`) one that is altered, used, or followed by a newer."""
    return _questions.asked(code)


def ask_due(*, at: datetime) -> int:
    """Mail every question about use that has become due, each by its initiative's clock. Gives how many."""
    waiting = m.Adoption.objects.filter(contact__isnull=False).values_list("initiative", flat=True)
    return sum(_ask_due_in(pk, at) for pk in sorted(set(waiting)))


def _ask_due_in(initiative: int, real: datetime) -> int:
    with transaction.atomic():
        head = m.Head.objects.select_for_update(of=("self",)).get(initiative=initiative)
        row = m.Initiative.objects.get(pk=initiative)
        at = clock.now_in(row, real=real)
        pen = Pen(verb="spread.ask_use", by=None, at=at, head=head)
        pen.initiative, on = row, adoptions.day_of(at)
        seen = {one.key: one for one in pictures.take(row.key, ("spread",), locked=True).adoptions}
        due = [it for it in row.adoptions.order_by("pk") if _questions.is_due(it, seen[Key(it.key)], on)]
        for one in due:
            _questions.ask(pen, one)
            pen.write("adoption", protected={"adoption": one.key})
        return len(due)


def _adoption(pen: Pen, key: str) -> m.Adoption:
    rows_of_it = m.Adoption.objects.filter(initiative=pen.initiative, key=key)
    row = rows_of_it.select_related("organisation", "supplier", "contact").first()
    if row is None:
        raise NotFound("no-such-adoption", key=key)
    return row


def _note(pen: Pen, row: m.Adoption, said: CheckIn, *, reference: str | None) -> None:
    """Add one word about a use to those before it. Who may be called is named anew each time, or no longer."""
    adoptions.check(next(one for one in pen.picture.adoptions if one.key == row.key), said)
    row.checks, row.reference = (*row.checks, said), (reference or "").strip() or None
    row.save(update_fields=["checks", "reference", "question_digest"])
    protected = {"adoption": row.key, "told": encode(said), "reference": row.reference}
    pen.write("adoption", facts={"in_use": said.in_use}, protected=protected)


def tell_further_development(*, by: str, at: datetime, initiative: str, said: Text, once: str = "") -> None:
    """Say who answers for developing the solution further, as far as it is known; a later word replaces it.

    It is asked again after a year (design 5; domain 7.2).
    """
    with hold("spread.tell_further_development", by=by, at=at, initiative=initiative, once=once) as pen:
        pen.initiative.further_development, pen.initiative.further_told = said, at
        pen.initiative.save(update_fields=["further_development", "further_told"])
        pen.write("initiative", facts={"further_development": encode(said)})


def set_plan(*, by: str, at: datetime, initiative: str, plan: SpreadPlan, once: str = "") -> int:
    """Write the next version of the buyer's plan for spread and give its number. The earlier ones stay.

    `at`, `by` and `version` of what is given are not read. Refuses a day that has been.
    """
    with hold("spread.set_plan", by=by, at=at, initiative=initiative, once=once) as pen:
        if plan.by_when < adoptions.day_of(at):
            raise BadInput("plan-day-gone", path="by_when")
        before = pen.picture.terms.spread_plans
        made = replace(plan, version=len(before) + 1, at=at, by=Key(by))
        pen.initiative.spread_plans = (*before, made)
        pen.initiative.save(update_fields=["spread_plans"])
        pen.write("spread", facts={"version": made.version}, protected={"plan": encode(made)})
        return made.version


def note_further_user(*, by: str, at: datetime, initiative: str, user: FurtherUser, once: str = "") -> None:
    """Note an organisation that may use the solution next, when it was contacted and what it said; a later word stands.

    `at` and `by` of what is given are not read. Refuses one of the buyers, and a day to come.
    """
    with hold("spread.note_further_user", by=by, at=at, initiative=initiative, once=once) as pen:
        spread_plans.check_further(pen.picture.terms, user.organisation)
        if user.contacted is not None and user.contacted > adoptions.day_of(at):
            raise BadInput("day-ahead", path="contacted", day=user.contacted)
        _cast.organisations(pen.initiative, pen.organisation(user.organisation))
        pen.initiative.further_users = (*pen.picture.terms.further_users, replace(user, at=at, by=Key(by)))
        pen.initiative.save(update_fields=["further_users"])
        pen.write("spread", protected={"further_user": encode(pen.initiative.further_users[-1])})


def tell_own_plan(*, by: str, at: datetime, initiative: str, plan: SupplierPlan, once: str = "") -> int:
    """Write the next version of one's own plan for spread and give its number. Only what it releases is told to all.

    `at` and `version` of what is given are not read. Refuses another supplier's, one that takes part no more, and what
    `core.spread_plans.check_prices` does.
    """
    with hold("spread.tell_own_plan", by=by, at=at, initiative=initiative, parts=("growth",), once=once) as pen:
        _ownership.require_own(pen, plan.participation)
        spread_plans.check_prices(plan.prices)
        version = 1 + sum(one.participation == plan.participation for one in pen.picture.supplier_plans)
        made = replace(plan, version=version, at=at)
        values = rows.columns(m.SupplierPlan, made, rows.finder(pen.initiative))
        m.SupplierPlan.objects.create(initiative=pen.initiative, **values)
        pen.write("growth", protected={"plan": encode(made)})
        return version


def note_look(*, by: str, at: datetime, initiative: str, look: MarketLook, once: str = "") -> None:
    """Note what was seen on the market beside a solution, and who looks next, by when; or only the latter.

    `at` and `by` of what is given are not read. Refuses what `core.market_looks.check` does, and somebody to look who
    does not work in the team.
    """
    with hold("spread.note_look", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        market_looks.check(pen.picture, look, at)
        teamwork.check_taker(pen.picture.terms, look.who or by, at, path="who")
        made = replace(look, at=at, by=Key(by), who=look.who or Key(by))
        pen.initiative.market_looks = (*pen.picture.terms.market_looks, made)
        pen.initiative.save(update_fields=["market_looks"])
        pen.write("spread", facts={"next_on": encode(made.next_on)}, protected={"look": encode(made)})
