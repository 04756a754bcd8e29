"""Information to all at one instant, and the note that it has been seen."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from vakna.actions import _corrections, _files, _letters, _rules
from vakna.actions._files import Upload
from vakna.actions._journal import Pen, hold, origin
from vakna.core import good_time, journal, learning, meetings, stages
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Acknowledgement, Correction, Document, Key, Stage, Text
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import models as m
from vakna.rules.finding import Moment

from . import _circle, _leaks


def broadcast(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    subject: Text,
    body: Text,
    kind: v.BroadcastKind = v.BroadcastKind.INFORMATION,
    affects: str | None = None,
    because: Sequence[str] = (),
    passes_on: Sequence[str] = (),
    documents: Sequence[Upload] = (),
    move_deadline: bool = False,
    cleared_because: Text | None = None,
    reasons: Mapping[str, Text] = MappingProxyType({}),
    key: str = "",
    once: str = "",
) -> int:
    """Make information available to all at one instant, here and by letter. Gives its number.

    `affects` is the stage whose hand-in it affects (by default its own, while that is still to come); too late for it
    is refused (`information-too-late`), unless `move_deadline` moves the deadline by a correction in the same act.
    `passes_on` are the contacts whose information it gives to everyone. Refuses insights that may not be shared, a
    second summary of a stage, what comes close to a supplier's own text until `cleared_because` signs for it, and what
    a rule at work stops, or asks a reason for that is not among `reasons` (`actions._rules`).
    """
    with (
        _files.stored(documents) as put,
        hold("dialogue.broadcast", by=by, at=at, initiative=initiative, parts=_leaks.PARTS, once=once) as pen,
    ):
        key = key or f"b-{secrets.token_hex(4)}"
        row, number = pen.stage(stage), len(pen.picture.broadcasts) + 1
        _check(pen, row.key, kind, because, passes_on)
        touched = _touched(pen, stage, affects)
        moved = _moved(pen, touched, number, move=move_deadline)
        clear = _leaks.require_clean(pen, texts=(subject, body), cleared_because=cleared_because, specification=True)
        papers = _papers(pen, key, put)
        m.Broadcast.objects.create(
            initiative=pen.initiative, key=key, number=number, kind=kind, stage=row,
            affects=pen.stage(touched.key) if touched else None, available_at=at, subject=subject, body=body,
            documents=papers, because=tuple(because), passes_on=tuple(passes_on),
            **clear.columns,
        )  # fmt: skip
        facts: dict[str, Any] = {"number": number, "kind": kind, "documents": [one.digest for one in papers]}
        facts |= {"moved": touched.key, "deadline": encode(moved.deadline)} if touched and moved else {}
        protected = {"subject": encode(subject), "body": encode(body), "passes_on": encode(tuple(passes_on))}
        let = _rules.watch(pen, Moment.CONTACT, stage, reasons)
        pen.write(f"stage:{stage}", facts=facts, protected=protected | clear.protected | let)
        to = _circle.to_tell(pen, row)
        _letters.write("broadcast", to=to, at=at, initiative=pen.initiative, number=number, subject=subject, body=body)
        if touched and moved:
            _tell_moved(pen, touched, moved)
        return number


def _papers(pen: Pen, key: str, put: Sequence[_files.Stored]) -> tuple[Document, ...]:
    return tuple(
        Document(name=one.name, size=one.size, digest=one.digest, media_type=one.media_type)  # type: ignore[arg-type]
        for one in _files.keep(pen, put, topic=key)
    )


def _check(pen: Pen, stage: str, kind: v.BroadcastKind, because: Sequence[str], passes_on: Sequence[str]) -> None:
    """Refuse insights that may not be shared, contacts that are not there, and a second summary."""
    learning.require_shareable(pen.picture, because)
    known = {one.key for one in pen.picture.contacts}
    for one in passes_on:
        if one not in known:
            raise NotFound("no-such-contact", path="passes_on", key=one)
    if kind is v.BroadcastKind.SUMMARY:
        if not stages.rules(pen.picture.stage(Key(stage))).dialogue:
            raise BadInput("summary-not-dialogue", path="kind")
        meetings.require_no_summary(pen.picture, stage)


def _touched(pen: Pen, stage: str, affects: str | None) -> Stage | None:
    """Give the stage whose hand-in the information affects: the one named, else its own while that is to come."""
    if affects:
        return pen.picture.stage(pen.stage(affects).key)
    own = pen.picture.stage(Key(stage))
    return own if _waits_for_hand_in(own, pen.at) else None


def _waits_for_hand_in(stage: Stage, at: datetime) -> bool:
    return stage.state in (v.StageState.PUBLISHED, v.StageState.OPEN) and good_time.affected(stage, at)


def _moved(pen: Pen, touched: Stage | None, number: int, *, move: bool) -> Correction | None:
    """Move the deadline of the stage when the information comes too late for it, or refuse."""
    if touched is None or not _waits_for_hand_in(touched, pen.at) or good_time.in_good_time(touched, pen.at):
        return None
    asked = good_time.moved_deadline(touched, pen.at)
    if not move or asked is None:
        raise Conflict(
            "information-too-late", path="move_deadline", stage=touched.name, latest=good_time.latest(touched),
            deadline=asked, count=good_time.days(touched),
        )  # fmt: skip
    return _corrections.publish(pen, touched, _corrections.moved_for(number, touched, asked))


def _tell_moved(pen: Pen, stage: Stage, moved: Correction) -> None:
    to = _circle.to_tell(pen, pen.stage(stage.key))
    said = {"stage": stage.name, "what": moved.what, "why": moved.why}
    _letters.write("correction", to=to, at=pen.at, initiative=pen.initiative, **said)


def acknowledge(*, by: str, at: datetime, initiative: str, broadcast: str, participation: str, once: str = "") -> None:
    """Say that one has seen a piece of information. Never a condition for anything; twice is the same as once."""
    with hold("dialogue.acknowledge", by=by, at=at, initiative=initiative, parts=("broadcasts",), once=once) as pen:
        row = m.Broadcast.objects.filter(initiative=pen.initiative, key=broadcast).first()
        if row is None or not _is_told(pen, row, participation):
            raise NotFound("no-such-broadcast", key=broadcast)
        if participation not in {one.participation for one in row.acknowledgements}:
            note = Acknowledgement(participation=pen.participation(participation).key, at=at)
            row.acknowledgements = (*row.acknowledgements, note)
            row.save(update_fields=["acknowledgements"])
        _note(pen, row, participation)


def _is_told(pen: Pen, broadcast: m.Broadcast, participation: str) -> bool:
    """Say whether a supplier of the actor's own has the information: nobody acknowledges for another."""
    if participation not in pen.actor.participations or broadcast.available_at > pen.at:
        return False
    stage = pen.picture.stage(broadcast.stage.key)
    return stages.takes_part(pen.picture.terms, pen.picture.participation(participation), stage)


def _note(pen: Pen, broadcast: m.Broadcast, participation: str) -> None:
    """Write the entry of an acknowledgement. Under seal there is none: it would tell that somebody tenders."""
    sealed = _circle.unopened(pen, participation)
    if sealed is None:
        pen.write("broadcast", facts={"number": broadcast.number}, protected={"participation": participation})
        return
    said = journal.Receipt(
        origin=origin(pen.head.name), stage=sealed, number=f"k-{secrets.token_hex(6)}",
        received_at=journal.instant(pen.at), submission=sha256(broadcast.key.encode()).hexdigest(), attachments=(),
    )  # fmt: skip
    pen.seal(pen.stage(sealed), said)
