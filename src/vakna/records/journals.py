"""Journals as they are stored, written out for others to judge: rows as they stand, altered or not."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from vakna.core import journal
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.records import statements
from vakna.records.statements import Statement

HOUSE = "house"


def name_of(*, key: str) -> str:
    """Give the name of an initiative's journal, or of the house's own."""
    return HOUSE if key == HOUSE else f"initiative/{key}"


def told_size(*, key: str, withheld: Collection[str]) -> int | None:
    """Say how many entries of a journal are told when those after the opening of `withheld` stages are not.

    None when nothing is withheld.
    """
    if not withheld:
        return None
    opened = m.Entry.objects.filter(
        journal=name_of(key=key), act="selection.open_sealed", facts__opened=True,
        subject__in=[f"stage:{one}" for one in withheld],
    )  # fmt: skip
    first = opened.order_by("sequence").values_list("sequence", flat=True).first()
    return None if first is None else first + 1


def entries(*, name: str, size: int | None = None) -> QuerySet[m.Entry]:
    """Give the entries of a journal, or its first `size`."""
    rows = m.Entry.objects.filter(journal=name)
    return rows if size is None else rows.filter(sequence__lt=size)


def checkpoints(*, name: str, size: int | None = None) -> QuerySet[m.Checkpoint]:
    """Give the checkpoints of a journal, or of its first `size` entries."""
    rows = m.Checkpoint.objects.filter(journal=name)
    return rows if size is None else rows.filter(size__lte=size)


def last_checkpoint(*, name: str, size: int | None = None) -> tuple[datetime, int] | None:
    """Give when the last checkpoint of a journal, or of its first `size` entries, was signed, and over how many."""
    held = _last().row(name) if size is None else _last_within().row(name, size)
    return None if held is None else (held[0], held[1])


def export(*, name: str, protected: bool = True, size: int | None = None) -> journal.Export:
    """Write out one journal, or its first `size` entries: what was a whole journal then can be checked as one now.

    Without `protected` what lies behind commitments is left out; it can still be checked.
    Sealed trees come with the decision that published them and not before. Refuses `no-such-journal`.
    """
    head = m.Head.objects.filter(name=name).first()
    if head is None:
        raise NotFound("no-such-journal", path="id", key=name)
    rows = tuple(_row(one) for one in entries(name=name, size=size).order_by("sequence", "pk"))
    notes = checkpoints(name=name, size=size).order_by("size").values_list("note", flat=True)
    whole = journal.Head(size=head.size, root=_root(head.size, head.frontier))
    return journal.Export(
        origin=f"{settings.VAKNA_HOUSE}/{name}",
        head=whole if size is None else journal.Head(size=size, root=rows[-1].root),
        keys=public_keys(),
        rows=rows,
        protected=_protected(name, size) if protected else (),
        checkpoints=tuple(notes),
        sealed=_sealed(head),
    )


@cache
def _last() -> Statement:
    return statements.made(m.Checkpoint.objects.filter(journal="").order_by("-size").values_list("at", "size")[:1])


@cache
def _last_within() -> Statement:
    rows = m.Checkpoint.objects.filter(journal="").filter(size__lte=0)
    return statements.made(rows.order_by("-size").values_list("at", "size")[:1])


def public_keys() -> tuple[str, ...]:
    """Give every public key that the house has had, one line each, as its key folder has them."""
    return tuple(path.read_text("utf-8").strip() for path in sorted(Path(settings.VAKNA_KEYS).glob("*.pub")))


def _row(one: m.Entry) -> journal.Row:
    entry = journal.Entry(
        sequence=one.sequence, at=one.at, actor=one.actor, act=one.act, subject=one.subject, facts=one.facts,
        commitments=one.commitments,
    )  # fmt: skip
    return journal.Row(entry=entry, leaf=one.leaf, root=one.root)


def _root(size: int, frontier: list[str]) -> str:
    """Give the stored root; none, so that it agrees with nothing, of a stored edge that does not hold together."""
    try:
        return journal.Frontier.load(size, frontier).root().hex()
    except ValueError:
        return ""


def _protected(name: str, size: int | None) -> tuple[journal.Protected, ...]:
    rows = m.ProtectedPart.objects.filter(journal=name).order_by("sequence", "name")
    rows = rows if size is None else rows.filter(sequence__lt=size)
    return tuple(
        journal.Protected(sequence=one.sequence, name=one.name, salt=one.salt, value=one.value) for one in rows
    )


def _sealed(head: m.Head) -> tuple[journal.SealedTree, ...]:
    decided = {"stage__initiative": head.initiative_id, "stage__decision__isnull": False}
    trees = {one.pk: one for one in m.SealedTree.objects.filter(**decided).select_related("stage").order_by("pk")}
    leaves: dict[int, list[str]] = defaultdict(list)
    for one in m.SealedLeaf.objects.filter(tree__in=trees).order_by("sequence"):
        leaves[one.tree_id].append(one.leaf)
    return tuple(
        journal.SealedTree(
            stage=one.stage.key, size=one.size, root=_root(one.size, one.frontier),
            leaves=tuple(leaves[pk]),
        )
        for pk, one in trees.items()
    )  # fmt: skip
