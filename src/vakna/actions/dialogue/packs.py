"""Information packs: what was told before, collected by one press for those who join later, and public from then on."""

import secrets
from datetime import datetime

from vakna.actions import _corrections, _letters
from vakna.actions._journal import Pen, hold
from vakna.core import good_time, information_pack, words
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Key, Stage, Text
from vakna.core.refusal import Conflict
from vakna.records import models as m

from . import _circle, _leaks

_PARTS = tuple({*information_pack.PARTS, *_leaks.PARTS})


def make_pack(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    move_deadline: bool = False,
    cleared_because: Text | None = None,
    key: str = "",
    once: str = "",
) -> int:
    """Collect everything relevant that was told before into a pack for those who join in `stage`. Gives its number.

    Its items are frozen as they stand. Refuses a stage that nobody can join, an empty pack and one that says nothing
    new, one that comes too late for the stage's hand-in unless `move_deadline` moves it (`pack-too-late`), and what
    comes close to a supplier's own text until `cleared_because` signs for it.
    """
    with hold("dialogue.make_pack", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = pen.picture.stage(pen.stage(stage).key)
        information_pack.require_place(pen.picture.terms, one)
        items = information_pack.pack_items(pen.picture, stage, at)
        former = next(iter(information_pack.packs_for(pen.picture, stage)), None)
        new = information_pack.new_since(items, former)
        if not items:
            raise Conflict("pack-empty")
        if former is not None and not new:
            raise Conflict("pack-nothing-new", number=former.number)
        texts = [text for item in items for text in (item.heading, item.body)]
        clear = _leaks.require_clean(pen, texts=texts, cleared_because=cleared_because)
        number = 1 + len(pen.picture.packs)
        moved = _moved(pen, one, number, move=move_deadline)
        digest = information_pack.digest(items)
        m.Pack.objects.create(
            initiative=pen.initiative, key=key or f"paket-{secrets.token_hex(4)}", number=number, at=at,
            stage=pen.stage(stage), items=items, digest=digest, **clear.columns,
        )  # fmt: skip
        facts = {"number": number, "digest": digest, "items": len(items)}
        facts |= {"deadline": encode(moved)} if moved else {}
        pen.write(f"stage:{stage}", facts=facts, protected=clear.protected)
        to = _circle.to_tell(pen, pen.stage(stage))
        values = {"number": number, "stage": one.name, "new": len(new)}
        _letters.write("pack", to=to, at=at, initiative=pen.initiative, **values)
        return number


def _moved(pen: Pen, stage: Stage, number: int, *, move: bool) -> datetime | None:
    """Move the deadline of a stage that the pack comes too late for, or refuse. Gives the new deadline if any."""
    waits = stage.state in (v.StageState.PUBLISHED, v.StageState.OPEN) and good_time.affected(stage, pen.at)
    asked = good_time.moved_deadline(stage, pen.at)
    if not waits or asked is None or asked == stage.deadline:
        return None
    if not move:
        late = {"stage": stage.name, "latest": good_time.latest(stage), "deadline": asked}
        raise Conflict("pack-too-late", path="move_deadline", **late)
    days = good_time.days(stage)
    what, why = _in_all("what", deadline=asked), _in_all("why", number=number, count=days)
    _corrections.publish(pen, stage, _corrections.Said(what=what, why=why, deadline=asked))
    to = _circle.to_tell(pen, pen.stage(Key(stage.key)))
    _letters.write("correction", to=to, at=pen.at, initiative=pen.initiative, stage=stage.name, what=what, why=why)
    return asked


def _in_all(code: str, **values: object) -> Text:
    return Text({lang: words.CORE.say(lang, f"pack.moved.{code}", **values) for lang in words.LANGUAGES})
