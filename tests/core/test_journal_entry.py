"""Entries, their canonical bytes and their commitments, checkpoints and receipts as text, and the file that leaves."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakna.core import journal
from vakna.core.journal.canonical import LARGEST
from vakna.core.refusal import BadInput

SALT = bytes(range(32))
ROOT = "0f" * 32
ENTRY = journal.Entry(
    sequence=0,
    at="2026-11-23T08:00:00.000000Z",
    actor="p-17",
    act="stage-opened",
    subject="stage:koncept",
    facts={"places": 7},
    commitments={"motive": journal.commitment(SALT, "För att behovet finns")},
)
RECEIPT = journal.Receipt(
    origin="vakna.example/initiative/1",
    stage="inbjudan",
    number="K7QF-2M",
    received_at="2026-11-23T14:59:59.999999Z",
    submission="ab" * 32,
    attachments=("cd" * 32, "ef" * 32),
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Mark(StrEnum):
    PASS = "2"


@pytest.mark.parametrize(
    ("value", "body"),
    [
        (None, "null"),
        ([True, False, 0, -7], "[true,false,0,-7]"),
        ({"ö": 1, "a": [], "Z": {}}, '{"Z":{},"a":[],"ö":1}'),
        ('Ett "citat" \\ en rad\n', r'"Ett \"citat\" \\ en rad\n"'),
    ],
)
def test_canonical_bytes_when_the_value_is_known(value, body):
    assert journal.canonical_bytes(value) == b"vakna-journal-v1\n" + body.encode()


@given(values)
def test_canonical_bytes_when_read_back(value):
    header, _, body = journal.canonical_bytes(value).partition(b"\n")

    assert header == b"vakna-journal-v1"
    assert json.loads(body) == value


@given(st.dictionaries(st.text(), values, max_size=5))
def test_canonical_bytes_when_keys_come_in_another_order(value):
    assert journal.canonical_bytes(dict(reversed(value.items()))) == journal.canonical_bytes(value)


def nest(depth):
    return [] if depth == 0 else [nest(depth - 1)]


@pytest.mark.parametrize("value", [2**53 - 1, 1 - 2**53, nest(64)], ids=["largest", "smallest", "deepest"])
def test_canonical_bytes_when_the_value_is_just_within_bounds(value):
    assert json.loads(journal.canonical_bytes(value).partition(b"\n")[2]) == value


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        (1, 2),
        {1: "a"},
        {"inside": [b"bytes"]},
        datetime(2026, 11, 23, tzinfo=UTC),
        Mark.PASS,
        "\ud800",
        {"\ud800": 1},
        2**53,
        -(2**53),
        nest(65),
    ],
)
def test_canonical_bytes_when_the_value_has_no_one_form(value):
    with pytest.raises(journal.NotCanonicalError):
        journal.canonical_bytes(value)


def test_commitment_when_made():
    assert (
        journal.commitment(SALT, {"sum": "25000 SEK"})
        == sha256(SALT + b'vakna-journal-v1\n{"sum":"25000 SEK"}').hexdigest()
    )


@pytest.mark.parametrize("size", [0, 31, 33])
def test_commitment_when_the_salt_has_another_size(size):
    with pytest.raises(ValueError, match="32 bytes"):
        journal.commitment(bytes(size), "a name")


@given(values, values, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_commitment_when_value_or_salt_differs(one, other, salt, other_salt):
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True) and salt == other_salt

    assert (journal.commitment(salt, one) == journal.commitment(other_salt, other)) == same


def test_leaf_when_the_entry_is_known():
    body = (
        '{"act":"stage-opened","actor":"p-17","at":"2026-11-23T08:00:00.000000Z",'
        f'"commitments":{{"motive":"{ENTRY.commitments["motive"]}"}},'
        '"facts":{"places":7},"sequence":0,"subject":"stage:koncept"}'
    )

    assert journal.leaf_hash(ENTRY) == sha256(b"\x00vakna-journal-v1\n" + body.encode()).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 1},
        {"at": "2026-11-23T08:00:00.000001Z"},
        {"actor": "p-18"},
        {"act": "stage-closed"},
        {"subject": "stage:prototyp"},
        {"facts": {"places": 8}},
        {"facts": {}},
        {"commitments": {"motive": "00" * 32}},
        {"commitments": {}},
    ],
    ids=str,
)
def test_leaf_when_a_field_is_changed(change):
    assert journal.leaf_hash(replace(ENTRY, **change)) != journal.leaf_hash(ENTRY)


def test_add_when_the_entry_is_next():
    added = journal.add(journal.Frontier(), ENTRY)

    leaf = journal.leaf_hash(ENTRY)
    assert added == journal.Added(frontier=journal.Frontier().append(leaf), leaf=leaf.hex(), root=leaf.hex())


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 1},
        {"at": "2026-11-23 08:00:00Z"},
        {"at": "2026-11-23T08:00:00.000000+00:00"},
        {"commitments": {"motive": "open words"}},
        {"facts": {"sum": 25000.0}},
    ],
    ids=str,
)
def test_add_when_the_entry_cannot_stand(change):
    with pytest.raises(ValueError, match=r"entry|instant|commitment|canonical"):
        journal.add(journal.Frontier(), replace(ENTRY, **change))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "2026-11-23T08:00:00.000000Z"),
        (datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=1))), "2026-11-23T08:00:00.000005Z"),
    ],
)
def test_instant_when_written(at, text):
    assert journal.instant(at) == text


def test_instant_when_it_has_no_zone():
    with pytest.raises(ValueError, match="zone"):
        journal.instant(datetime(2026, 11, 23, 8, 0))  # noqa: DTZ001  # the missing zone is what is tested


def test_checkpoint_when_written_and_read():
    checkpoint = journal.Checkpoint(origin="vakna.example/house", size=12, root=ROOT, extra=("at 2026-11-23",))
    text = "vakna.example/house\n12\nDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8PDw8=\nat 2026-11-23\n"

    assert journal.checkpoint_text(checkpoint) == text
    assert journal.read_checkpoint(text) == checkpoint


@pytest.mark.parametrize("change", [{"origin": ""}, {"origin": "a\nb"}, {"size": -1}, {"root": "00"}, {"extra": ("",)}])
def test_checkpoint_when_it_cannot_be_written(change):
    checkpoint = journal.Checkpoint(origin="vakna.example/house", size=12, root=ROOT)

    with pytest.raises(ValueError, match="checkpoint"):
        journal.checkpoint_text(replace(checkpoint, **change))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n12\n",
        "origin\ntwelve\n" + "A" * 43 + "=\n",
        "origin\n012\n" + "A" * 43 + "=\n",
        "origin\n12\n" + "A" * 42 + "B=\n",
        "origin\n12\nÅ\n",
        "origin\n12\n" + "A" * 43 + "=",
    ],
)
def test_checkpoint_when_the_text_is_not_one(text):
    with pytest.raises(ValueError, match=r".+"):
        journal.read_checkpoint(text)


def test_receipt_when_there_are_no_attachments():
    bare = replace(RECEIPT, attachments=())

    assert journal.read_receipt(journal.receipt_text(bare)) == bare


@pytest.mark.parametrize(("word", "other"), [("stage", "etapp"), ("attachment", "submission"), ("origin ", "origin")])
def test_receipt_when_another_word_stands_before_a_value(word, other):
    text = journal.receipt_text(RECEIPT).replace(word, other)

    with pytest.raises(ValueError, match=r"receipt|origin"):
        journal.read_receipt(text)


def test_receipt_when_written_and_read():
    text = (
        "vakna-receipt-v1\norigin vakna.example/initiative/1\nstage inbjudan\nreceipt K7QF-2M\n"
        f"received 2026-11-23T14:59:59.999999Z\nsubmission {'ab' * 32}\n"
        f"attachment {'cd' * 32}\nattachment {'ef' * 32}\n"
    )

    assert journal.receipt_text(RECEIPT) == text
    assert journal.read_receipt(text) == RECEIPT


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "a\nb"},
        {"number": ""},
        {"received_at": "2026-11-23T14:59:59Z"},
        {"submission": "ab"},
        {"attachments": ("offert.pdf",)},
    ],
    ids=str,
)
def test_receipt_when_it_cannot_be_written(change):
    with pytest.raises(ValueError, match=r"receipt|origin"):
        journal.receipt_text(replace(RECEIPT, **change))


@pytest.mark.parametrize("text", ["", "vakna-receipt-v1\n", "origin\n12\n" + "A" * 43 + "=\n"])
def test_receipt_when_the_text_is_not_one(text):
    with pytest.raises(ValueError, match="receipt"):
        journal.read_receipt(text)


def test_receipt_when_the_sealed_tree_is_opened():
    receipts = [replace(RECEIPT, number=f"R-{number}") for number in range(5)]
    leaves = [journal.receipt_leaf(receipt) for receipt in receipts]
    root = journal.tree_root(leaves).hex()

    for index, receipt in enumerate(receipts):
        proof = journal.include(leaves, index)
        assert journal.is_included(receipt, proof, root)
        assert not journal.is_included(replace(receipt, submission="00" * 32), proof, root)
        assert not journal.is_included(receipt, replace(proof, path=("zz",)), root)
        assert not journal.is_included(receipt, proof, ROOT)


def export():
    added = journal.add(journal.Frontier(), ENTRY)
    return journal.Export(
        origin="vakna.example/initiative/1",
        head=journal.Head(size=1, root=added.root),
        keys=("vakna.example+00000000+AAAA",),
        rows=(journal.Row(entry=ENTRY, leaf=added.leaf, root=added.root),),
        protected=(
            journal.Protected(sequence=0, name="motive", salt=SALT.hex(), value="För att behovet finns"),
            journal.Protected(sequence=0, name="actor_name"),
        ),
        checkpoints=("a note",),
        sealed=(journal.SealedTree(stage="inbjudan", size=1, root=ROOT, leaves=(ROOT,)),),
    )


def test_export_when_written_and_read():
    assert journal.parse(json.dumps(journal.dump(export()))) == export()


def test_export_when_a_part_is_erased():
    assert journal.dump(export())["protected"][1] == {"sequence": 0, "name": "actor_name", "erased": True}


def changed(path, value):
    """Give the export as plain data with the value at `path` replaced, added, or (given `...`) taken away."""
    data = json.loads(json.dumps(journal.dump(export())))
    *way, last = path
    place = data
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "where", "code"),
    [
        (["format"], "vakna-initiative", "format", "not-a-journal"),
        (["version"], 2, "version", "journal-version"),
        (["note"], "words", "note", "unknown-field"),
        (["head"], ..., "head", "missing-field"),
        (["head", "size"], True, "head.size", "expected-whole-number"),
        (["keys", 0], 5, "keys[0]", "expected-string"),
        (["entries"], {}, "entries", "expected-list"),
        (["entries", 0], [], "entries[0]", "expected-record"),
        (["entries", 0, "note"], "words", "entries[0].note", "unknown-field"),
        (["entries", 0, "leaf"], ..., "entries[0].leaf", "missing-field"),
        (["entries", 0, "sequence"], 0.0, "entries[0].sequence", "expected-whole-number"),
        (["entries", 0, "commitments", "motive"], None, "entries[0].commitments.motive", "expected-string"),
        (["protected", 0, "salt"], None, "protected[0].salt", "expected-string"),
        (["protected", 1, "value"], "x", "protected[1].value", "unknown-field"),
        (["protected", 1, "erased"], False, "protected[1].erased", "erased-or-kept"),
        (["protected", 1, "erased"], "no", "protected[1].erased", "expected-yes-or-no"),
        (["checkpoints", 0], {}, "checkpoints[0]", "expected-string"),
        (["sealed", 0, "leaves", 0], 7, "sealed[0].leaves[0]", "expected-string"),
    ],
)
def test_export_when_something_is_not_in_the_form(path, value, where, code):
    with pytest.raises(BadInput) as refused:
        journal.load(changed(path, value))

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [(where, code)]


@pytest.mark.parametrize(
    "content",
    ["", "{", b"\xff", '{"format": "vakna-journal", "format": "vakna-journal"}', "[" * 100_000, "9" * 5000],
    ids=["empty", "half", "bytes", "twice", "deep", "long"],
)
def test_export_when_the_file_cannot_be_read(content):
    with pytest.raises(BadInput) as refused:
        journal.parse(content)

    assert refused.value.code == "not-readable"


@pytest.mark.parametrize("content", ["[]", "null", '"vakna-journal"', "{}"])
def test_export_when_the_file_is_something_else(content):
    with pytest.raises(BadInput) as refused:
        journal.parse(content)

    assert refused.value.code == "not-a-journal"
