"""What was told and passed on, read in one question: for pages that only ask whether all have been given the same."""

import json
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from vakna.core import document
from vakna.core.initiative import Broadcast, Contact, Digest, Key, Pack, PackItem, Picture, Text
from vakna.core.vocabulary import BroadcastKind, ContactKind
from vakna.records import models as m

_NO_DIGEST = Digest("0" * 64)


def told(picture: Picture) -> Picture:
    """Give the picture with what was told in contacts, broadcasts and packs, as far as equality asks. One query.

    Only for those who read everything: what lies in these rows is not redacted but for suppliers that the picture does
    not show. A contact holds what was told, to whom and in which time, a broadcast its kind, its
    subject and what it passes on.
    """
    shown = {one.key for one in picture.participations}
    found: dict[str, list[Any]] = {"contacts": [], "broadcasts": [], "packs": []}
    for kind, *row in _rows(picture.terms.key):
        if row[2] is None or row[2] in shown:
            found[kind].append(_READ[kind](*row))
    return picture.with_rows(**{name: tuple(rows) for name, rows in found.items()})


def _rows(key: str) -> QuerySet[Any, Any]:
    contacts = m.Contact.objects.filter(initiative__key=key, told__isnull=False, only_theirs__isnull=True)
    spoken = _columns(
        contacts, "contacts", supplier=F("participation__key"), at="at", said="told", passes=None, form="slot"
    )
    broadcasts = m.Broadcast.objects.filter(initiative__key=key)
    sent = _columns(broadcasts, "broadcasts", supplier=_NOBODY, at="available_at", said="subject", passes="passes_on",
                    form="kind")  # fmt: skip
    packs = m.Pack.objects.filter(initiative__key=key)
    packed = _columns(packs, "packs", supplier=_NOBODY, at="at", said=None, passes="items", form=None)
    return spoken.union(sent, packed, all=True)


_NOBODY = Value(None, output_field=CharField())


def _columns(
    rows: QuerySet[Any, Any],
    kind: str,
    *,
    supplier: Any,
    at: str,
    said: str | None,
    passes: str | None,
    form: str | None,
) -> QuerySet[Any, Any]:
    text = {
        name: Cast(column, TextField()) if column else Value("", output_field=TextField())
        for name, column in (("t_said", said), ("t_passes", passes), ("t_form", form))
    }
    named = rows.annotate(t_kind=Value(kind, output_field=CharField()), t_to=supplier, t_at=F(at), **text)
    return named.values_list("t_kind", "key", "stage__key", "t_to", "t_at", "t_said", "t_passes", "t_form").order_by()


def _contact(key: str, stage: str, to: str | None, at: Any, *written: Any) -> Contact:
    said, _, slot = written
    return Contact(
        key=Key(key), stage=Key(stage), participation=Key(to) if to else None, kind=ContactKind.MEETING, at=at,
        told=document.decode(Text, json.loads(said)), slot=Key(slot) if slot else None,
    )  # fmt: skip


def _broadcast(key: str, stage: str, _to: str | None, at: Any, *written: Any) -> Broadcast:
    said, passes, kind = written
    subject = document.decode(Text, json.loads(said))
    passed = document.decode(tuple[Key, ...], json.loads(passes))
    return Broadcast(
        key=Key(key),
        number=0,
        stage=Key(stage),
        available_at=at,
        subject=subject,
        body=subject,
        passes_on=passed,
        kind=BroadcastKind(kind),
    )


def _pack(key: str, stage: str, _to: str | None, at: Any, *written: Any) -> Pack:
    _, passes, _ = written
    items = document.decode(tuple[PackItem, ...], json.loads(passes))
    return Pack(key=Key(key), number=0, stage=Key(stage), at=at, items=items, digest=_NO_DIGEST)


_READ = {"contacts": _contact, "broadcasts": _broadcast, "packs": _pack}
