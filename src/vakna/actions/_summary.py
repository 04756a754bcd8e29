"""The one summary row per initiative that lists and start pages read, renewed by every action that changes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction

from vakna.core import affordable_loss, next_actions, people, stages, visibility
from vakna.core.document import encode
from vakna.core.initiative import ALL_PARTS, Picture
from vakna.core.vocabulary import InitiativeState, ParticipationState
from vakna.records import clock, pictures
from vakna.records import models as m

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
    picture = pictures.take(initiative.key, ALL_PARTS, locked=True)
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
    public = visibility.seen_by(picture, people.Actor.nobody(), at=at, demo=True)
    terms = picture.terms
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
    }


def _to_do(picture: Picture, at: datetime) -> dict[str, Any]:
    """List the next actions of everybody who has a part in the initiative, the nearest first."""
    rows = [row for person in _everybody(picture) for row in _of(picture, person, at)]
    dues = [row["due"] for row in rows if row["due"]]
    return {"to_do": rows, "next_due": min(dues, default=None)}


def _everybody(picture: Picture) -> list[str]:
    contacts = {one.contact for one in picture.participations if one.contact}
    return sorted({one.person for one in picture.terms.members} | contacts)


def _of(picture: Picture, person: str, at: datetime) -> Iterator[dict[str, Any]]:
    actor = people.actor_in(picture, person, at)
    for one in next_actions.next_actions(picture, actor, at):
        yield {
            "person": person,
            "code": one.code,
            "stage": one.stage,
            "participation": one.participation,
            "due": encode(one.due) if one.due else None,
            "minutes": one.minutes,
            "values": {name: encode(value) for name, value in dict(one.values).items()},
        }
