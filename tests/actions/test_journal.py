"""The journal of a real initiative: convicted when rows change behind the pen, silent about what is protected."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.cast import an_initiative
from vakna.actions import oversight
from vakna.core import journal
from vakna.exchange import keys, signed_note
from vakna.records import journals, triggers
from vakna.records import models as m

pytestmark = [pytest.mark.locks, pytest.mark.django_db]


def _verify(key: str, *, older: tuple[str, ...] = ()) -> list[tuple[str, int | None]]:
    exported = journal.load(journal.dump(journals.export(name=f"initiative/{key}")))
    trusted = signed_note.opener(keys=[keys.read_public_key(text=one) for one in exported.keys])
    return [(one.code, one.sequence) for one in journal.verify(exported, open_note=trusted, older_checkpoints=older)]


def _behind_the_pen(statement: str, *values: object) -> None:
    """Change rows as somebody who owns the database can: with the triggers dropped."""
    with connection.cursor() as cursor:
        for trigger in (f"records_entry_{one}" for one in ("upd", "del", "ins")):
            where = " ON records_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{where}")
        cursor.execute(statement, values)


def test_a_whole_journey_verifies_from_the_export_alone() -> None:
    built = an_initiative(until="decided")

    assert _verify(built.key) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE records_entry SET facts = '{\"altered\": true}' WHERE journal = %s AND sequence = 5", 5),
        ("UPDATE records_entry SET actor = 'p-somebodyelse' WHERE journal = %s AND sequence = 5", 5),
        ("DELETE FROM records_entry WHERE journal = %s AND sequence = 5", 5),
        ("UPDATE records_entry SET leaf = root WHERE journal = %s AND sequence = 5", 5),
    ],
)  # fmt: skip
def test_an_altered_or_removed_row_is_named(change: str, named: int) -> None:
    built = an_initiative(until="rfi open")

    _behind_the_pen(change, f"initiative/{built.key}")

    assert _verify(built.key)[0][1] == named


def test_two_swapped_rows_are_named() -> None:
    built = an_initiative(until="rfi open")
    swap = "UPDATE records_entry SET sequence = 1007 - sequence WHERE journal = %s AND sequence IN (3, 4)"
    back = "UPDATE records_entry SET sequence = sequence - 1000 WHERE journal = %s AND sequence > 1000"

    _behind_the_pen(swap, f"initiative/{built.key}")
    _behind_the_pen(back, f"initiative/{built.key}")

    assert _verify(built.key)[0][1] == 3


def test_an_inserted_row_is_named() -> None:
    built = an_initiative(until="rfi open")
    shift = "UPDATE records_entry SET sequence = sequence + 1000 WHERE journal = %s AND sequence >= 4"
    back = "UPDATE records_entry SET sequence = sequence - 999 WHERE journal = %s AND sequence >= 1000"
    _behind_the_pen(shift, f"initiative/{built.key}")
    _behind_the_pen(back, f"initiative/{built.key}")
    real = m.Entry.objects.get(journal=f"initiative/{built.key}", sequence=3)

    m.Entry.objects.create(
        journal=real.journal, sequence=4, at=real.at, actor=real.actor, act="people.join", subject="team",
        facts={}, commitments={}, leaf=real.leaf, root=real.root,
    )  # fmt: skip

    assert _verify(built.key)[0][1] == 4


def test_truncation_is_convicted_by_one_older_checkpoint() -> None:
    built = an_initiative(until="rfi open")
    oversight.checkpoint_all(at=built.at)
    name = f"initiative/{built.key}"
    older = m.Checkpoint.objects.filter(journal=name).order_by("-size")[0].note
    last = m.Entry.objects.filter(journal=name).order_by("-sequence")[0].sequence
    _forget(name, last)

    assert _verify(built.key) == []
    assert [code for code, _ in _verify(built.key, older=(older,))] == ["checkpoint-beyond-end"]


def test_a_full_rewrite_is_convicted_by_one_older_checkpoint() -> None:
    built = an_initiative(until="rfi open")
    oversight.checkpoint_all(at=built.at)
    name = f"initiative/{built.key}"
    older = m.Checkpoint.objects.filter(journal=name).order_by("-size")[0].note
    _rewrite(name, lambda entry: {**entry, "actor": "p-nobodyreal"})

    assert _verify(built.key) == []
    assert len(_verify(built.key, older=(older,))) == 1


def test_erasing_a_protected_part_leaves_every_hash_as_it_was() -> None:
    built = an_initiative(until="rfi open")
    name = f"initiative/{built.key}"
    part = m.ProtectedPart.objects.filter(journal=name).order_by("sequence")[0]

    oversight.erase(
        by="ulla", at=built.at, initiative=built.key, sequence=part.sequence, name=part.name, ground="begäran"
    )

    part.refresh_from_db()
    assert (part.salt, part.value, part.erased) == (None, None, True)
    assert _verify(built.key) == []


def test_the_triggers_refuse_update_delete_and_replacement() -> None:
    built = an_initiative(until="planned")

    assert triggers.missing(connection=connection) == []
    statements = ["UPDATE records_entry SET act = 'x'", "DELETE FROM records_entry"]
    if connection.vendor == "sqlite":
        statements.append("INSERT OR REPLACE INTO records_entry SELECT * FROM records_entry LIMIT 1")
    for statement in statements:
        _refused(statement)
    assert _verify(built.key) == []


def _refused(statement: str) -> None:
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _forget(name: str, last: int) -> None:
    """Cut off the end of a journal and everything that tells of it, as the owner of the database can."""
    _behind_the_pen("DELETE FROM records_entry WHERE journal = %s AND sequence = %s", name, last)
    _rewrite(name, lambda entry: entry)


def _rewrite(name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Write a whole journal anew, with every hash recomputed and the checkpoints gone."""
    rows = list(m.Entry.objects.filter(journal=name).order_by("sequence"))
    frontier = journal.Frontier()
    parts = ("sequence", "at", "actor", "act", "subject", "facts", "commitments")
    for row in rows:
        added = journal.add(frontier, journal.Entry(**change({part: getattr(row, part) for part in parts})))
        frontier = added.frontier
        changed = change({part: getattr(row, part) for part in parts})
        _behind_the_pen(
            "UPDATE records_entry SET actor = %s, leaf = %s, root = %s WHERE id = %s",
            changed["actor"], added.leaf, added.root, row.pk,
        )  # fmt: skip
    m.Head.objects.filter(name=name).update(size=frontier.size, frontier=frontier.dump())
    for trigger in ("upd", "del", "ins", "trunc"):
        where = " ON records_checkpoint" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER IF EXISTS records_checkpoint_{trigger}{where}")
    m.Checkpoint.objects.filter(journal=name).delete()
    m.ProtectedPart.objects.filter(journal=name, sequence__gte=frontier.size).delete()
