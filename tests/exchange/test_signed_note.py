"""Signed notes and the house key: against Go's own example, against forgery, and on a real folder."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakna.core import journal
from vakna.core.refusal import BadInput
from vakna.exchange import keys, signed_note

# The published example of Go's package golang.org/x/mod/sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

HOUSE = keys.HouseKey(name="vakna.example", seed=bytes(range(32)))
OTHER = keys.HouseKey(name="vakna.example", seed=bytes(range(1, 33)))
TEXT = "Något att skriva under\n"
CHECKPOINT = journal.Checkpoint(origin="vakna.example/initiative/1", size=3, root="0f" * 32)
RECEIPT = journal.Receipt(
    origin="vakna.example/initiative/1",
    stage="inbjudan",
    number="K7QF-2M",
    received_at="2026-11-23T14:59:59.999999Z",
    submission="ab" * 32,
    attachments=("cd" * 32,),
)


def refused_code(call, **given):
    with pytest.raises(BadInput) as refused:
        call(**given)
    return refused.value.code


def test_read_when_the_note_is_the_example_of_go():
    note = f"{GO_TEXT}\n{GO_SIGNATURE}"

    assert signed_note.read(note=note, keys=[keys.read_public_key(text=GO_KEY)]) == GO_TEXT


def test_sign_when_the_note_is_written():
    note = signed_note.sign(text=TEXT, keys=[HOUSE])

    lines = note.split("\n")
    assert lines[:2] == ["Något att skriva under", ""]
    assert lines[2].startswith("— vakna.example ")
    assert lines[3:] == [""]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")))
def test_note_when_signed_and_read(body):
    note = signed_note.sign(text=f"{body}\n", keys=[HOUSE])

    assert signed_note.read(note=note, keys=[HOUSE.public]) == f"{body}\n"


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n", "a\rb\n", "\x00\n", "\ud800\n"])
def test_sign_when_the_text_cannot_be_a_note(text):
    with pytest.raises(ValueError, match="newline"):
        signed_note.sign(text=text, keys=[HOUSE])


def test_read_when_a_mail_program_turned_the_line_ends():
    note = signed_note.sign(text=TEXT, keys=[HOUSE]).replace("\n", "\r\n")

    assert signed_note.read(note=note, keys=[HOUSE.public]) == TEXT


def test_read_when_any_byte_of_the_note_is_changed():
    note = signed_note.checkpoint_note(checkpoint=CHECKPOINT, keys=[HOUSE])

    for place, sign in enumerate(note):
        forged = note[:place] + ("B" if sign != "B" else "C") + note[place + 1 :]
        assert refused_code(signed_note.read, note=forged, keys=[HOUSE.public]) in ("note-unreadable", "note-not-ours")


def test_read_when_the_key_has_been_changed_since():
    note = signed_note.sign(text=TEXT, keys=[OTHER])

    assert signed_note.read(note=note, keys=[HOUSE.public, OTHER.public]) == TEXT


def test_read_when_others_have_signed_too():
    witness = keys.HouseKey(name="witness.example", seed=bytes(32))
    note = signed_note.sign(text=TEXT, keys=[witness, HOUSE])

    assert [one.name for one in signed_note.parse(note=note).signatures] == ["witness.example", "vakna.example"]
    assert signed_note.read(note=note, keys=[HOUSE.public]) == TEXT


def test_read_when_none_of_the_keys_signed():
    note = signed_note.sign(text=TEXT, keys=[OTHER])

    assert refused_code(signed_note.read, note=note, keys=[HOUSE.public]) == "note-not-ours"
    assert refused_code(signed_note.read, note=note, keys=[]) == "note-not-ours"


def test_read_when_one_good_signature_stands_beside_a_false_one():
    good = signed_note.sign(text=TEXT, keys=[HOUSE])
    false = signed_note.sign(text="Something else\n", keys=[HOUSE]).rpartition("\n\n")[2]

    assert refused_code(signed_note.read, note=good + false, keys=[HOUSE.public]) == "note-not-ours"


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text",
        "text\n\n",
        f"text\n{GO_SIGNATURE}",
        f"text\n\n{GO_SIGNATURE.rstrip()}",
        "text\n\n- vakna.example AAAAAAAA\n",
        "text\n\n— vakna.example not/base64!\n",
        "text\n\n— vakna.example AAAA\n",
        "text\n\n— vakna+example AAAAAAAA\n",
        f"te\x00xt\n\n{GO_SIGNATURE}",
        "text\n\n" + GO_SIGNATURE * 101,
        "t" * 1_000_000 + f"\n\n{GO_SIGNATURE}",
    ],
    ids=range(12),
)
def test_parse_when_the_note_has_not_the_form(note):
    assert refused_code(signed_note.parse, note=note) == "note-unreadable"


def test_opener_when_asked_about_notes():
    open_note = signed_note.opener(keys=iter([HOUSE.public]))

    assert open_note(signed_note.sign(text=TEXT, keys=[HOUSE])) == TEXT
    assert open_note(signed_note.sign(text=TEXT, keys=[OTHER])) is None
    assert open_note("no note") is None


def test_checkpoint_when_signed_and_read():
    note = signed_note.checkpoint_note(checkpoint=CHECKPOINT, keys=[HOUSE])

    assert signed_note.read_checkpoint_note(note=note, keys=[HOUSE.public]) == CHECKPOINT
    assert refused_code(signed_note.read_receipt_note, note=note, keys=[HOUSE.public]) == "note-no-receipt"


def test_receipt_when_signed_and_read():
    note = signed_note.receipt_note(receipt=RECEIPT, keys=[HOUSE])

    assert signed_note.read_receipt_note(note=note, keys=[HOUSE.public]) == RECEIPT
    assert refused_code(signed_note.read_checkpoint_note, note=note, keys=[HOUSE.public]) == "note-no-checkpoint"


def test_receipt_when_its_tree_is_opened_and_shown_to_the_holder():
    receipts = [replace(RECEIPT, number=f"R-{number}") for number in range(3)]
    leaves = [journal.receipt_leaf(receipt) for receipt in receipts]
    root = journal.tree_root(leaves).hex()
    note = signed_note.receipt_note(receipt=receipts[1], keys=[HOUSE])

    held = signed_note.read_receipt_note(note=note, keys=[HOUSE.public])

    assert journal.is_included(held, journal.include(leaves, 1), root)
    assert not journal.is_included(held, journal.include(leaves, 2), root)


def test_verify_when_an_older_checkpoint_convicts_with_the_real_signature():
    def entry(act):
        return journal.Entry(sequence=0, at="2026-11-23T08:00:00.000000Z", actor="p-1", act=act, subject="need:1")

    def export(act):
        added = journal.add(journal.Frontier(), entry(act))
        row = journal.Row(entry=entry(act), leaf=added.leaf, root=added.root)
        return journal.Export(origin="vakna.example/1", head=journal.Head(size=1, root=added.root), rows=(row,))

    checkpoint = journal.Checkpoint(origin="vakna.example/1", size=1, root=export("noted").head.root)
    older = signed_note.checkpoint_note(checkpoint=checkpoint, keys=[HOUSE])
    open_note = signed_note.opener(keys=[HOUSE.public])

    assert journal.verify(export("noted"), open_note=open_note, older_checkpoints=[older]) == ()
    assert journal.verify(export("forged"), open_note=open_note, older_checkpoints=[older]) == (
        journal.Finding(code="checkpoint-differs", values={"number": 1, "size": 1, "since": 0}),
    )


def test_public_key_when_written_and_read():
    assert str(keys.read_public_key(text=GO_KEY)) == GO_KEY
    assert keys.read_public_key(text=f"{HOUSE.public}\n") == HOUSE.public


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("PeterNeumann", "Peter Neumann"),
        GO_KEY.replace("+ARpc", "+Arpc"),
        GO_KEY[:-4],
        GO_KEY + "=",
        GO_KEY.replace("ARpc2", "ARpc!"),
        GO_KEY.replace("+ARpc", "+Ahpc"),
        str(keys.PublicKey(name="two words", raw=bytes(32))),
        str(keys.PublicKey(name="short", raw=bytes(31))),
    ],
)
def test_public_key_when_it_cannot_be_read(text):
    assert refused_code(keys.read_public_key, text=text) == "key-unreadable"


def test_generate_when_made_twice():
    one, other = keys.generate(name="vakna.example"), keys.generate(name="vakna.example")

    assert one.name == other.name == "vakna.example"
    assert one.seed != other.seed


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb"])
def test_generate_when_the_name_cannot_stand_in_a_note(name):
    assert refused_code(keys.generate, name=name) == "key-name"


def test_house_key_when_printed():
    assert repr(HOUSE) == "HouseKey(name='vakna.example')"


def test_house_key_when_the_house_starts_again(tmp_path):
    folder = tmp_path / "data" / "keys"

    first = keys.house_key(folder=folder, name="vakna.example")

    assert keys.house_key(folder=folder, name="renamed.example") == first
    assert keys.public_keys(folder=folder) == (first.public,)


def test_house_key_when_its_files_are_looked_at(tmp_path):
    folder = tmp_path / "keys"

    key = keys.house_key(folder=folder, name="vakna.example")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"house.key": 0o600, f"{key.public.key_id}.pub": 0o644 & ~_umask()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / f"{key.public.key_id}.pub").read_text("utf-8") == f"{key.public}\n"


def _umask():
    now = os.umask(0)
    os.umask(now)
    return now


def test_house_key_when_many_start_at_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: keys.house_key(folder=tmp_path / "keys", name="vakna.example"), range(16)))

    assert {key.seed for key in made} == {made[0].seed}
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == sorted(
        [f"{made[0].public.key_id}.pub", "house.key"]
    )


def test_house_key_when_rotated(tmp_path):
    old = keys.house_key(folder=tmp_path, name="vakna.example")
    note = signed_note.sign(text=TEXT, keys=[old])

    new = keys.rotate(folder=tmp_path, name="vakna.example")

    assert new != old
    assert keys.house_key(folder=tmp_path, name="vakna.example") == new
    assert set(keys.public_keys(folder=tmp_path)) == {old.public, new.public}
    assert signed_note.read(note=note, keys=keys.public_keys(folder=tmp_path)) == TEXT
    assert stat.S_IMODE((tmp_path / "house.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["", "PRIVATE+KEY+", GO_KEY, "PRIVATE+KEY+a+00000000+AYE=", "PRIVATE+KEY+a+00000000+AX" + "A" * 42]
)
def test_house_key_when_its_file_cannot_be_read(tmp_path, text):
    (tmp_path / "house.key").write_text(text, "utf-8")

    assert refused_code(keys.house_key, folder=tmp_path, name="vakna.example") == "house-key-unreadable"
    assert (tmp_path / "house.key").read_text("utf-8") == text
