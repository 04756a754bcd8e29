"""The one summary row per initiative that lists and start pages read, renewed by every action that changes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from vakna.core import adoptions, affordable_loss, graveyard, next_actions, people, portfolio, stages, visibility
from vakna.core.document import encode
from vakna.core.initiative import PARTS, Picture
from vakna.core.vocabulary import InitiativeState, ParticipationState
from vakna.records import clock, pictures
from vakna.records import models as m
from vakna.records.windows import Window


def _without(field: str) -> Callable[[Picture], Window]:
    """Give the window of the rows that lack `field`."""
    window = Window(where=Q(**{f"{field}__isnull": True}))
    return lambda _: window


_COLLECTIONS = (*next_actions.READS, "counts")
_TOLD = ("adoptions", "followers", "counts")
"""What the facts are counted from beside the suppliers, the gates and the money."""
_WINDOWS = {name: _without(field) for name, field in next_actions.ONLY_WITHOUT.items()}

_resting: ContextVar[bool] = ContextVar("summary_rests", default=False)


@contextmanager
def resting() -> Iterator[None]:
    """Leave summaries as they are while many acts follow each other; the caller renews once at the end."""
    token = _resting.set(True)
    try:
        yield
    finally:
        _resting.reset(token)


def renew(initiative: m.Initiative, at: datetime) -> None:
    """Write the summary row anew from the picture, under the lock that is held."""
    if _resting.get():
        return
    picture = pictures.take(initiative.key, (), collections=_COLLECTIONS, windows=_WINDOWS, locked=True)
    columns = {**_facts(picture, at), **_to_do(picture, at), "updated_at": at}
    m.Summary.objects.update_or_create(initiative=initiative, defaults=columns)


def renew_all(*, at: datetime) -> int:
    """Renew the summaries of the running initiatives, each under its own lock and by its own clock. Gives how many."""
    running = m.Initiative.objects.filter(state=InitiativeState.ACTIVE).order_by("pk")
    for initiative in running:
        with transaction.atomic():
            m.Head.objects.select_for_update().get(initiative=initiative)
            renew(initiative, clock.now_in(initiative, real=at))
    return len(running)


def _facts(picture: Picture, at: datetime) -> dict[str, Any]:
    """Give what anybody may know of it; before an award nobody outside knows how many tender."""
    terms = picture.terms
    public = visibility.seen_by(_bare(picture), people.Actor.nobody(), at=at, demo=True)
    now = stages.current(terms)
    names = {one.key: one.name for one in terms.organisations}
    return {
        "sequence": picture.sequence,
        "buyer": ", ".join(names[key] for key in terms.buyers),
        "stage": now.name if now else None,
        "stage_number": now.number if now else 0,
        "stages": len(terms.stages),
        "active_suppliers": sum(one.state is ParticipationState.ACTIVE for one in public.participations),
        "paid": affordable_loss.stage_money(public),
        "ceiling": terms.ceiling,
        "using": encode(picture.counts[-1]) if picture.counts else None,
        "test": graveyard.facts(picture),
        **_portfolio(replace(public, terms=replace(public.terms, organisations=terms.organisations)), at),
    }


def _portfolio(public: Picture, at: datetime) -> dict[str, Any]:
    """Give what a portfolio counts of it, and a row for each supplier that anybody may know of."""
    on = adoptions.day_of(at)
    return {"portfolio": portfolio.card(public, on), "reached": portfolio.reached(public, on)}


def _bare(picture: Picture) -> Picture:
    """Give what the facts are counted from, without the people, whom nobody outside is shown."""
    terms = replace(picture.terms, organisations=(), people=(), members=(), needs=())
    parts = [name for part in ("participations", "gates", "money") for name in PARTS[part]]
    taken = {name: getattr(picture, name) for name in (*parts, *_TOLD)}
    return Picture(terms=terms, sequence=picture.sequence, _taken=taken)


def _to_do(picture: Picture, at: datetime) -> dict[str, Any]:
    """List the next actions of everybody who has a part in the initiative, the nearest first."""
    rows = [_row(person, one) for person, one in next_actions.of_everybody(picture, at)]
    dues = [row["due"] for row in rows if row["due"]]
    return {"to_do": rows, "next_due": min(dues, default=None)}


def _row(person: str | None, one: next_actions.NextAction) -> dict[str, Any]:
    return {
        "person": person,
        "code": one.code,
        "stage": one.stage,
        "participation": one.participation,
        "due": encode(one.due) if one.due else None,
        "minutes": one.minutes,
        "values": {name: encode(value) for name, value in dict(one.values).items()},
    }
