"""Signed notes: short texts that carry their own Ed25519 signatures. Receipts and checkpoints leave the house as such.

The form is that of Go's checksum database (golang.org/x/mod/sumdb/note): text, blank line, then one line for each
signature, "— name base64(4 bytes of key id, signature)". Must not know what is stored, nor who asked.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ..core.journal import Checkpoint, Receipt, checkpoint_text, read_checkpoint, read_receipt, receipt_text
from ..core.refusal import BadInput
from .keys import HouseKey, PublicKey, is_name, read_base64

_ID_SIZE = 4
_MOST_SIGNATURES, _LONGEST_NOTE = 100, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line of a note, not yet checked."""

    name: str
    key_id: str
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note taken apart: the text that is signed, and its signatures in order. Nothing is checked yet."""

    text: str
    signatures: tuple[Signature, ...]


def sign(*, text: str, keys: Sequence[HouseKey]) -> str:
    """Sign a text with each key and give the note. The text ends with a newline and holds no control characters."""
    if not _is_text(text):
        raise ValueError("a note's text ends with a newline and holds no control characters")
    return f"{text}\n" + "".join(_signature_line(text, key) for key in keys)


def _signature_line(text: str, key: HouseKey) -> str:
    data = bytes.fromhex(key.public.key_id) + key.sign(text)
    return f"— {key.name} {b64encode(data).decode()}\n"


def _is_text(text: str) -> bool:
    return text.endswith("\n") and not any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in text)


def parse(*, note: str) -> Note:
    """Take a note apart. Refuses (`BadInput`) what has not the form; says nothing about whether it is genuine."""
    # Mail programs turn line ends; a note itself never holds a carriage return.
    text, blank, tail = note.replace("\r\n", "\n").rpartition("\n\n")
    lines = tail.removesuffix("\n").split("\n")
    if not blank or not tail.endswith("\n") or len(note) > _LONGEST_NOTE or len(lines) > _MOST_SIGNATURES:
        raise BadInput("note-unreadable")
    if not _is_text(f"{text}\n"):
        raise BadInput("note-unreadable")
    return Note(text=f"{text}\n", signatures=tuple(_read_signature(line) for line in lines))


def _read_signature(line: str) -> Signature:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    data = read_base64(text=encoded)
    if mark != "—" or not is_name(name=name) or len(data) <= _ID_SIZE:
        raise BadInput("note-unreadable")
    return Signature(name=name, key_id=data[:_ID_SIZE].hex(), signature=data[_ID_SIZE:])


def read(*, note: str, keys: Iterable[PublicKey]) -> str:
    """Give the text of a note that one of these keys signed.

    Signatures by other keys are passed over, as others may sign too. Refuses (`BadInput`) a note without form, one that
    none of the keys signed, and one where a signature in the name of one of the keys is not that key's.
    """
    parts = parse(note=note)
    known = {(key.name, key.key_id): key for key in keys}
    ours = [(known[mark], one) for one in parts.signatures if (mark := (one.name, one.key_id)) in known]
    if not ours or not all(_holds(key, parts.text, one.signature) for key, one in ours):
        raise BadInput("note-not-ours")
    return parts.text


def _holds(key: PublicKey, text: str, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def opener(*, keys: Iterable[PublicKey]) -> Callable[[str], str | None]:
    """Give the function that `core.journal.verify` asks: a note's text when one of these keys signed it, else None."""
    trusted = tuple(keys)

    def open_note(note: str) -> str | None:
        try:
            return read(note=note, keys=trusted)
        except BadInput:
            return None

    return open_note


def checkpoint_note(*, checkpoint: Checkpoint, keys: Sequence[HouseKey]) -> str:
    """Sign a checkpoint."""
    return sign(text=checkpoint_text(checkpoint), keys=keys)


def read_checkpoint_note(*, note: str, keys: Iterable[PublicKey]) -> Checkpoint:
    """Give the checkpoint in a note that one of these keys signed. Refuses (`BadInput`) as `read` does."""
    text = read(note=note, keys=keys)
    try:
        return read_checkpoint(text)
    except ValueError:
        raise BadInput("note-no-checkpoint") from None


def receipt_note(*, receipt: Receipt, keys: Sequence[HouseKey]) -> str:
    """Sign a receipt: proof, in the supplier's own hands, of what was received and when."""
    return sign(text=receipt_text(receipt), keys=keys)


def read_receipt_note(*, note: str, keys: Iterable[PublicKey]) -> Receipt:
    """Give the receipt in a note that one of these keys signed. Refuses (`BadInput`) as `read` does."""
    text = read(note=note, keys=keys)
    try:
        return read_receipt(text)
    except ValueError:
        raise BadInput("note-no-receipt") from None
