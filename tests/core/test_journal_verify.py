"""Every way to tamper with a journal at every place, and whether the judge points at it.

The tamperer has the whole database, with its triggers gone; what is judged is a fresh export of the rows.
"""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakna.core import journal

ORIGIN = "vakna.example/initiative/1"
SALT = bytes(range(32))
SEALED_LEAVES = tuple(sha256(bytes([number])).hexdigest() for number in range(3))
SEALED_ROOT = journal.tree_root([bytes.fromhex(leaf) for leaf in SEALED_LEAVES]).hex()
SEALED_FACT = {"stage": "inbjudan", "size": 3, "root": SEALED_ROOT}


def entries(size):
    """Give a journal's worth of entries: each with a commitment, and the last one opening a sealed tree."""
    for number in range(size):
        yield journal.Entry(
            sequence=number,
            at=f"2026-11-23T08:00:00.{number:06}Z",
            actor=f"p-{number % 3}",
            act="noted",
            subject=f"stage:{number % 2}",
            facts={"number": number, "sealed_tree": SEALED_FACT} if number == size - 1 else {"number": number},
            commitments={"motive": journal.commitment(SALT, f"motive {number}")},
        )


def written(all_entries, checkpoints_at=()):
    """Write a journal as the house does, and export it with checkpoints at the given sizes."""
    frontier, rows = journal.Frontier(), []
    for entry in all_entries:
        added = journal.add(frontier, entry)
        frontier = added.frontier
        rows.append(journal.Row(entry=entry, leaf=added.leaf, root=added.root))
    export = journal.Export(
        origin=ORIGIN,
        head=journal.Head(size=frontier.size, root=frontier.root().hex()),
        rows=tuple(rows),
        protected=tuple(
            journal.Protected(sequence=number, name="motive", salt=SALT.hex(), value=f"motive {number}")
            for number in range(len(rows))
        ),
        sealed=(journal.SealedTree(**SEALED_FACT, leaves=SEALED_LEAVES),) if rows else (),
    )
    return replace(export, checkpoints=tuple(checkpoint(export, size) for size in checkpoints_at))


def whole(size, checkpoints_at=()):
    return written(entries(size), checkpoints_at)


def checkpoint(export, size, **change):
    """Give the note that the house handed out when the journal had this many entries."""
    root = export.rows[size - 1].root if size else journal.EMPTY_ROOT.hex()
    return signed(journal.checkpoint_text(replace(journal.Checkpoint(origin=ORIGIN, size=size, root=root), **change)))


def signed(text):
    """Sign with the simplest signature there is; the real one is tested where it lives, in exchange."""
    return f"{text}\n{sha256(f'the secret and {text}'.encode()).hexdigest()}\n"


def open_note(note):
    text = note.rpartition("\n\n")[0] + "\n"
    return text if signed(text) == note else None


def verify(export, *older):
    """Judge it as outsiders meet it: written to a file, and read from it."""
    read = journal.parse(json.dumps(journal.dump(export)))
    return journal.verify(read, open_note=open_note, older_checkpoints=older)


def marks(findings):
    return [(finding.code, finding.sequence) for finding in findings]


def with_row(export, place, row):
    rows = (*export.rows[:place], row, *export.rows[place + 1 :])
    return replace(export, rows=rows)


def with_entry(export, place, **change):
    row = export.rows[place]
    return with_row(export, place, replace(row, entry=replace(row.entry, **change)))


def renumbered(rows, start):
    return tuple(replace(row, entry=replace(row.entry, sequence=start + i)) for i, row in enumerate(rows))


sizes = st.integers(1, 20)
placed = sizes.flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))
CHANGES = [
    {"at": "2020-01-01T00:00:00.000000Z"},
    {"at": "yesterday"},
    {"actor": "p-9"},
    {"act": "paid"},
    {"subject": "stage:9"},
    {"facts": {}},
    {"facts": {"number": 0.5}},
    {"facts": {"number": "\ud800"}},
    {"commitments": {}},
    {"commitments": {"motive": "00" * 32}},
]


@given(st.integers(0, 20).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size)))))
def test_verify_when_nothing_was_touched(case):
    size, checkpoints_at = case
    export = whole(size, sorted(checkpoints_at))

    assert verify(export, *export.checkpoints) == ()


@given(placed, st.sampled_from(CHANGES))
def test_verify_when_a_field_is_altered(case, change):
    size, place = case
    altered = with_entry(whole(size, [size]), place, **change)

    findings = verify(replace(altered, protected=(), sealed=()))

    assert marks(findings) == [("entry-altered", place)]


@given(placed, st.sampled_from(["00" * 32, "", "no hash", "AB" * 32]))
def test_verify_when_a_stored_leaf_is_altered(case, leaf):
    size, place = case
    export = whole(size, [size])

    findings = verify(with_row(export, place, replace(export.rows[place], leaf=leaf)))

    assert marks(findings) == [("entry-altered", place)]


@given(placed, st.sampled_from(["00" * 32, "", "no hash"]))
def test_verify_when_a_stored_root_is_altered(case, root):
    size, place = case
    export = whole(size)

    findings = verify(with_row(export, place, replace(export.rows[place], root=root)))

    assert marks(findings) == [("entry-root-differs", place)]


@given(placed, st.sampled_from(CHANGES[:6]))
def test_verify_when_an_entry_is_altered_and_its_leaf_recomputed(case, change):
    size, place = case
    altered = with_entry(whole(size), place, **change)
    row = altered.rows[place]
    forged = with_row(altered, place, replace(row, leaf=journal.leaf_hash(row.entry).hex()))

    findings = verify(replace(forged, sealed=()))

    assert marks(findings) == [("entry-root-differs", place), ("head-differs", None)]


@given(placed)
def test_verify_when_leaf_and_root_of_one_entry_are_recomputed(case):
    size, place = case
    export = whole(size)
    forged = written(with_entry(export, place, act="paid").rows[i].entry for i in range(size))

    findings = verify(with_row(export, place, forged.rows[place]))

    after = [("entry-root-differs", place + 1)] if place + 1 < size else []
    assert marks(findings) == [*after, ("head-differs", None)]


@given(placed)
def test_verify_when_an_entry_is_removed(case):
    size, place = case
    export = whole(size, range(size + 1))
    removed = replace(export, rows=(*export.rows[:place], *export.rows[place + 1 :]), protected=(), sealed=())

    findings = verify(removed)

    beyond = [("checkpoint-beyond-end", place)] if place == size - 1 else []
    assert marks(findings) == [("entry-missing", place), *beyond]


def test_verify_when_several_entries_are_removed():
    export = whole(9)
    removed = replace(export, rows=(*export.rows[1:3], *export.rows[6:8]), protected=(), sealed=())

    findings = verify(removed)

    assert findings == (
        journal.Finding(code="entry-missing", sequence=0, values={"count": 1}),
        journal.Finding(code="entry-missing", sequence=3, values={"count": 3}),
        journal.Finding(code="entry-missing", sequence=8, values={"count": 1}),
    )


@given(placed)
def test_verify_when_an_entry_is_removed_and_the_rest_renumbered(case):
    size, place = case
    export = whole(size)
    rows = (*export.rows[:place], *renumbered(export.rows[place + 1 :], place))

    findings = verify(replace(export, rows=rows, protected=()))

    first = "entry-missing" if place == size - 1 else "entry-altered"
    assert marks(findings)[0] == (first, place)


swapped = st.integers(2, 20).flatmap(
    lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size - 1), min_size=2))
)


@given(swapped)
def test_verify_when_two_entries_are_swapped_under_their_numbers(case):
    size, places = case
    one, other = sorted(places)[:2]
    export = whole(size)
    rows = list(export.rows)
    rows[one] = renumbered([export.rows[other]], one)[0]
    rows[other] = renumbered([export.rows[one]], other)[0]

    findings = verify(replace(export, rows=tuple(rows), protected=()))

    assert marks(findings)[0] == ("entry-altered", one)


@given(swapped)
def test_verify_when_two_lines_are_swapped_in_the_file(case):
    size, places = case
    one, other = sorted(places)[:2]
    export = whole(size, [size])
    rows = list(export.rows)
    rows[one], rows[other] = rows[other], rows[one]

    assert marks(verify(replace(export, rows=tuple(rows)))) == [("entry-out-of-order", one)]


def strange_row(sequence):
    entry = replace(next(entries(2)), sequence=sequence, act="slipped-in")
    return journal.Row(entry=entry, leaf=journal.leaf_hash(entry).hex(), root="00" * 32)


@given(st.integers(0, 20).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))))
def test_verify_when_an_entry_is_inserted_and_the_rest_moved(case):
    size, place = case
    export = whole(size)
    rows = (*export.rows[:place], strange_row(place), *renumbered(export.rows[place:], place + 1))

    findings = verify(replace(export, rows=rows, protected=()))

    assert marks(findings)[0] == ("entry-root-differs", place)


@given(placed, st.booleans())
def test_verify_when_an_entry_is_inserted_under_a_number_in_use(case, before):
    size, place = case
    export = whole(size, [size])
    cut = place + (not before)
    rows = (*export.rows[:cut], strange_row(place), *export.rows[cut:])

    assert marks(verify(replace(export, rows=rows, protected=()))) == [("entry-inserted", place)]


@pytest.mark.parametrize("sequence", [-1, -7])
def test_verify_when_an_entry_is_inserted_before_the_first(sequence):
    export = whole(3)

    findings = verify(replace(export, rows=(strange_row(sequence), *export.rows)))

    assert marks(findings) == [("entry-inserted", sequence)]


@given(sizes)
def test_verify_when_an_entry_is_added_beyond_the_head(size):
    export = whole(size)
    longer = whole(size + 1)

    findings = verify(replace(longer, head=export.head))

    assert findings == (journal.Finding(code="entry-beyond-head", sequence=size, values={"size": size}),)


def test_verify_when_the_head_is_altered():
    export = whole(4)

    findings = verify(replace(export, head=replace(export.head, root="00" * 32)))

    assert findings == (journal.Finding(code="head-differs", values={"size": 4}),)


@given(placed)
def test_verify_when_the_journal_is_cut_short(case):
    size, kept = case
    export = whole(size)
    short = replace(written(row.entry for row in export.rows[:kept]), sealed=())

    assert verify(short) == ()
    assert verify(short, checkpoint(export, kept)) == ()
    assert verify(short, checkpoint(export, size)) == (
        journal.Finding(code="checkpoint-beyond-end", sequence=kept, values={"number": 1, "size": size}),
    )


@given(placed, st.data())
def test_verify_when_the_whole_journal_is_rewritten(case, data):
    size, place = case
    export = whole(size)
    forged = replace(written(with_entry(export, place, act="paid").rows[i].entry for i in range(size)), sealed=())
    convicting = data.draw(st.integers(place + 1, size))
    blind = data.draw(st.integers(0, place))

    assert verify(forged) == ()
    assert verify(forged, checkpoint(export, blind)) == ()
    assert verify(forged, checkpoint(export, convicting), checkpoint(export, blind)) == (
        journal.Finding(code="checkpoint-differs", values={"number": 1, "size": convicting, "since": blind}),
    )


def test_verify_when_the_rewriter_forgot_the_stored_checkpoints():
    export = whole(6, [2, 4, 6])
    forged = written(with_entry(export, 3, act="paid").rows[i].entry for i in range(6))

    findings = verify(replace(forged, sealed=(), checkpoints=export.checkpoints))

    assert findings == (
        journal.Finding(code="checkpoint-differs", values={"number": 2, "size": 4, "since": 2}),
        journal.Finding(code="checkpoint-differs", values={"number": 3, "size": 6, "since": 2}),
    )


@pytest.mark.parametrize(
    ("note", "code", "values"),
    [
        (checkpoint(whole(3), 2).replace("\n2\n", "\n3\n"), "checkpoint-signature", {}),
        ("no note at all", "checkpoint-signature", {}),
        (signed("words\n"), "checkpoint-unreadable", {}),
        (checkpoint(whole(3), 2, origin="other"), "checkpoint-other-journal", {"origin": "other"}),
    ],
    ids=["altered", "no-note", "other-note", "other-journal"],
)
def test_verify_when_a_checkpoint_is_not_one(note, code, values):
    stored = verify(replace(whole(3), checkpoints=(note,)))
    older = verify(whole(3), note)

    assert stored == older == (journal.Finding(code=code, values={"number": 1, **values}),)


def test_verify_when_protected_parts_are_left_out_or_erased():
    export = whole(4, [4])
    erased = tuple(replace(part, salt=None, value=None) for part in export.protected[:2])

    assert verify(replace(export, protected=())) == ()
    assert verify(replace(export, protected=erased)) == ()


@given(placed, st.sampled_from([{"value": "other words"}, {"value": 0.5}, {"salt": "00" * 32}, {"salt": "no salt"}]))
def test_verify_when_a_protected_part_is_altered(case, change):
    size, place = case
    export = whole(size)
    protected = list(export.protected)
    protected[place] = replace(protected[place], **change)

    findings = verify(replace(export, protected=tuple(protected)))

    assert findings == (journal.Finding(code="protected-differs", sequence=place, values={"name": "motive"}),)


@pytest.mark.parametrize("change", [{"name": "sum"}, {"sequence": 9}])
def test_verify_when_a_protected_part_has_no_commitment(change):
    export = whole(1)
    part = replace(export.protected[0], **change)

    findings = verify(replace(export, protected=(part,)))

    assert findings == (journal.Finding(code="protected-unknown", sequence=part.sequence, values={"name": part.name}),)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"leaves": SEALED_LEAVES[:2]}, ["sealed-tree-differs"]),
        ({"leaves": (*SEALED_LEAVES[:2], "00" * 32)}, ["sealed-tree-differs"]),
        ({"leaves": (*SEALED_LEAVES[:2], "no hash")}, ["sealed-tree-differs"]),
        ({"stage": "koncept"}, ["sealed-tree-unrecorded"]),
        ({"size": 2}, ["sealed-tree-unrecorded", "sealed-tree-differs"]),
        ({"root": "00" * 32}, ["sealed-tree-unrecorded", "sealed-tree-differs"]),
    ],
)
def test_verify_when_a_sealed_tree_is_altered(change, codes):
    export = whole(3)
    tree = replace(export.sealed[0], **change)

    findings = verify(replace(export, sealed=(tree,)))

    assert findings == tuple(journal.Finding(code=code, values={"stage": tree.stage}) for code in codes)


def test_verify_when_a_submission_is_taken_from_an_opened_tree():
    fewer = SEALED_LEAVES[:2]
    root = journal.tree_root([bytes.fromhex(leaf) for leaf in fewer]).hex()
    tree = journal.SealedTree(stage="inbjudan", size=2, root=root, leaves=fewer)

    assert marks(verify(replace(whole(3), sealed=(tree,)))) == [("sealed-tree-unrecorded", None)]


def test_verify_when_two_entries_are_altered():
    export = with_entry(with_entry(whole(9), 6, act="paid"), 2, act="paid")

    assert marks(verify(export)) == [("entry-altered", 2), ("entry-altered", 6)]


def test_verify_when_the_entry_numbers_leap_beyond_all_counting():
    export = whole(2)

    findings = verify(with_entry(export, 1, sequence=10**18))

    assert marks(findings) == [
        ("entry-missing", 1),
        ("protected-unknown", 1),
        ("entry-beyond-head", 2),
        ("entry-altered", 10**18),
    ]
