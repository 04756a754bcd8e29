"""The pen: the one lock of an initiative, taken first, and the entry that stands or falls with the rows it tells of."""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from vakna.core import journal, people
from vakna.core.initiative import Picture
from vakna.core.refusal import AlreadyDone, NotFound
from vakna.exchange import keys, signed_note
from vakna.records import models as m
from vakna.records import pictures, rows

from . import _summary

HOUSE = "house"


class Pen:
    """What an action holds while the lock is held: rows, the picture, the actor, and the right to write."""

    def __init__(self, *, verb: str, by: str | None, at: datetime, head: m.Head) -> None:
        """Hold the head; the rest is filled in by `hold`."""
        self.verb, self.by, self.at, self.head = verb, by, at, head
        self.written = 0
        self.answer = ""
        self.initiative: m.Initiative
        self.picture: Picture
        self.actor = people.Actor.nobody()

    def write(
        self,
        subject: str,
        *,
        facts: Mapping[str, Any] | None = None,
        protected: Mapping[str, Any] | None = None,
        unnamed: bool = False,
    ) -> int:
        """Append one entry: open `facts`, and `protected` parts as commitments. Gives its sequence number.

        `unnamed` gives the actor a name for this entry alone, so that no other entry tells whose it is; the person is
        told in a part called `by`, which the caller protects.
        """
        parts = {
            name: (secrets.token_bytes(journal.SALT_SIZE), _plain(value)) for name, value in (protected or {}).items()
        }
        entry = journal.Entry(
            sequence=self.head.size,
            at=journal.instant(self.at),
            actor=rows.pseudonym() if unnamed and self.by else _pseudonym(self.by),
            act=self.verb,
            subject=subject,
            facts=_plain(dict(facts or {})),
            commitments={name: journal.commitment(salt, value) for name, (salt, value) in parts.items()},
        )
        added = journal.add(journal.Frontier.load(self.head.size, self.head.frontier), entry)
        m.Entry.objects.create(journal=self.head.name, leaf=added.leaf, root=added.root, **_columns(entry))
        m.ProtectedPart.objects.bulk_create(
            m.ProtectedPart(journal=self.head.name, sequence=entry.sequence, name=name, salt=salt.hex(), value=value)
            for name, (salt, value) in parts.items()
        )
        self.head.size, self.head.frontier = added.frontier.size, added.frontier.dump()
        self.head.save(update_fields=["size", "frontier"])
        self.written += 1
        return entry.sequence

    def seal(self, stage: m.Stage, receipt: journal.Receipt) -> None:
        """Add a receipt to the stage's sealed tree. The journal says nothing until the opening."""
        tree, _ = m.SealedTree.objects.get_or_create(stage=stage)
        leaf = journal.receipt_leaf(receipt)
        grown = journal.Frontier.load(tree.size, tree.frontier).append(leaf)
        m.SealedLeaf.objects.create(tree=tree, sequence=tree.size, leaf=leaf.hex())
        tree.size, tree.frontier = grown.size, grown.dump()
        tree.save(update_fields=["size", "frontier"])
        self.written += 1

    def checkpoint(self) -> str:
        """Sign the journal's size and root as they stand now; the same size is signed once."""
        there = m.Checkpoint.objects.filter(journal=self.head.name, size=self.head.size).first()
        if there:
            return there.note
        root = journal.Frontier.load(self.head.size, self.head.frontier).root().hex()
        point = journal.Checkpoint(
            origin=origin(self.head.name), size=self.head.size, root=root, extra=(journal.instant(self.at),)
        )
        note = signed_note.checkpoint_note(checkpoint=point, keys=[house_key()])
        m.Checkpoint.objects.create(journal=self.head.name, size=self.head.size, root=root, at=self.at, note=note)
        return note

    def retake(self, parts: Iterable[str]) -> Picture:
        """Take the picture again, after rows have changed."""
        self.picture = pictures.take(self.initiative.key, parts, locked=True)
        return self.picture

    def stage(self, key: str) -> m.Stage:
        """Find a stage's row, or refuse."""
        return _found(m.Stage.objects.filter(initiative=self.initiative, key=key).first(), "no-such-stage", key)

    def participation(self, key: str) -> m.Participation:
        """Find a participation's row, or refuse."""
        rows = m.Participation.objects.filter(initiative=self.initiative, key=key)
        return _found(rows.first(), "no-such-supplier", key)

    def person(self, key: str | None) -> m.Person:
        """Find a person's row, or refuse."""
        return _found(m.Person.objects.filter(key=key).first(), "no-such-person", key)

    def organisation(self, key: str) -> m.Organisation:
        """Find an organisation's row, or refuse."""
        return _found(m.Organisation.objects.filter(key=key).first(), "no-such-organisation", key)


@contextmanager
def hold(
    verb: str, *, by: str | None, at: datetime, initiative: str, parts: Iterable[str] = (), once: str = ""
) -> Iterator[Pen]:
    """Lock the initiative's journal head, take the picture, ask whether this person may, and let the action write.

    Refuses `no-such-initiative`, `may-not`, and `done-already` when the form token `once` has been used. Whatever the
    action does is one transaction with its entry; an action that writes no entry is a bug.
    """
    with transaction.atomic():
        head = m.Head.objects.select_for_update(of=("self",)).filter(initiative__key=initiative).first()
        pen = Pen(verb=verb, by=by, at=at, head=_found(head, "no-such-initiative", initiative))
        pen.initiative = m.Initiative.objects.get(key=initiative)
        use_once(once)
        pen.picture = pictures.take(initiative, {"participations", *parts}, locked=True)
        pen.actor = people.actor_in(pen.picture, by, at)
        people.require(pen.actor, verb)
        yield pen
        _must_have_written(pen)
        remember(once, pen)
        _summary.renew(pen.initiative, at)


@contextmanager
def hold_house(verb: str, *, by: str | None, at: datetime, once: str = "") -> Iterator[Pen]:
    """Lock the house's own journal head; whether this person may is the verb's own question."""
    with transaction.atomic():
        m.Head.objects.get_or_create(name=HOUSE)
        pen = Pen(verb=verb, by=by, at=at, head=m.Head.objects.select_for_update().get(name=HOUSE))
        use_once(once)
        yield pen
        _must_have_written(pen)
        remember(once, pen)


def begin(*, initiative: m.Initiative, verb: str, by: str | None, at: datetime) -> Pen:
    """Give a new initiative its journal, inside a transaction that holds the house's head."""
    head = m.Head.objects.create(name=f"initiative/{initiative.key}", initiative=initiative)
    pen = Pen(verb=verb, by=by, at=at, head=head)
    pen.initiative = initiative
    return pen


def house_key() -> keys.HouseKey:
    """Give the key that signs for this house, made at first start in a folder outside the database."""
    return keys.house_key(folder=Path(settings.VAKNA_KEYS), name=settings.VAKNA_HOUSE)


def origin(name: str) -> str:
    """Name a journal to the outside world: the house's name and the journal's."""
    return f"{settings.VAKNA_HOUSE}/{name}"


def _plain(value: Any) -> Any:
    """Give the value as plain JSON data: words of closed lists become strings, tuples become lists."""
    return json.loads(json.dumps(value))


def _found(row: Any, code: str, key: str | None) -> Any:
    if row is None:
        raise NotFound(code, key=key or "")
    return row


def _pseudonym(by: str | None) -> str:
    if by is None:
        return "nobody"
    return m.Person.objects.values_list("pseudonym", flat=True).get(key=by)


def _columns(entry: journal.Entry) -> dict[str, Any]:
    names = ("sequence", "at", "actor", "act", "subject", "facts", "commitments")
    return {name: getattr(entry, name) for name in names}


def use_once(once: str) -> None:
    """Refuse (`AlreadyDone`) a form token that has been used."""
    used = m.FormToken.objects.filter(token=once).first() if once else None
    if used:
        raise AlreadyDone("done-already", answer=used.answer)


def remember(once: str, pen: Pen) -> None:
    """Note that a form token has been used, and what came of it."""
    if once:
        m.FormToken.objects.create(token=once, answer=pen.answer, used_at=pen.at)


def _must_have_written(pen: Pen) -> None:
    if not pen.written:
        raise AssertionError(f"{pen.verb} left no entry in the journal")
