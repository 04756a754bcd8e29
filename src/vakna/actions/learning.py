"""What one initiative passes on: advice to the next, said in public, and a new one that begins where it ended."""

import secrets
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction

from vakna.core import passing_on, people, visibility
from vakna.core.document import encode
from vakna.core.initiative import Key, Lesson, Need, Text
from vakna.records import pictures

from . import demand, dialogue
from ._journal import hold


def advise(*, by: str, at: datetime, initiative: str, said: Text, key: str = "", once: str = "") -> str:
    """Tell the next who has such a need what to do, in public, at any time. What was told before stays. Gives the key.

    Whoever writes answers for that it tells nothing which a supplier may keep to itself.
    """
    with hold("learning.advise", by=by, at=at, initiative=initiative, once=once) as pen:
        one = Lesson(key=Key(key or f"r-{secrets.token_hex(4)}"), at=at, by=Key(by), said=said)
        pen.initiative.lessons = (*pen.picture.terms.lessons, one)
        pen.initiative.save(update_fields=["lessons"])
        pen.write("advice_to_next", facts={"count": len(pen.initiative.lessons)}, protected={"said": encode(said)})
        pen.answer = one.key
        return one.key


def start_from(
    *,
    by: str,
    at: datetime,
    source: str,
    key: str,
    number: str,
    title: Text,
    summary: Text,
    buyer: str,
    need: Need,
    carry: Collection[str] = (),
    once: str = "",
) -> str:
    """Start an initiative with the plan of another one, and with what was chosen of what that has learned.

    Only what `by` may see of the other is carried; `carry` are keys of `core.passing_on.offers`. From a sandbox comes a
    sandbox. Refuses what `demand.start` refuses, and `no-such-initiative`.
    """
    whole = pictures.take(source, ("gates", "learning"))
    actor = people.actor_in(whole, by, at)
    shown = visibility.seen_by(whole, actor, at=at, demo=settings.VAKNA_DEMO)
    with transaction.atomic():
        demand.start(
            by=by, at=at, key=key, number=number, title=title, summary=summary, buyer=buyer, need=need, once=once,
            stages=passing_on.plan(shown, buyer), phases=shown.terms.phases, rights=shown.terms.rights,
            begun_from=passing_on.begun_from(shown), cpv=shown.terms.cpv, sandbox=shown.terms.sandbox,
            invented=shown.terms.sandbox and shown.terms.invented,
        )  # fmt: skip
        for insight in passing_on.carried(shown, carry, at):
            dialogue.add_insight(by=by, at=at, initiative=key, insight=insight)
    return key
