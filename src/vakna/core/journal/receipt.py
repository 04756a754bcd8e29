"""What a receipt says: this submission, with these attachments, was received then. Text only; signing is exchange's.

A receipt's text is also the leaf of its submission in the stage's sealed tree, so whoever holds the receipt can, once
the tree is opened, check that the submission is in it. Its number must not tell how many have handed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .entry import is_hash, is_instant
from .merkle import hash_leaf, inclusion_holds, inclusion_proof

HEADER = "vakna-receipt-v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of a hand-in: digests are SHA-256 in hexadecimal, `received_at` in the journal's form of an instant."""

    origin: str
    stage: str
    number: str
    received_at: str
    submission: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Where a leaf stands in a tree of `size` leaves, and the hashes (hexadecimal) from it to the root."""

    index: int
    size: int
    path: tuple[str, ...]


def receipt_text(receipt: Receipt) -> str:
    """Write the text that is signed and hashed. Raises ValueError for a digest, instant or line that is not one."""
    digests = (receipt.submission, *receipt.attachments)
    names = (receipt.origin, receipt.stage, receipt.number)
    if not all(is_hash(digest) for digest in digests) or not is_instant(receipt.received_at):
        raise ValueError("a receipt holds SHA-256 digests and an instant")
    if not all(name and name.isprintable() for name in names):
        raise ValueError("origin, stage and number are one printable line each")
    lines = [HEADER, f"origin {receipt.origin}", f"stage {receipt.stage}", f"receipt {receipt.number}"]
    lines += [f"received {receipt.received_at}", f"submission {receipt.submission}"]
    lines += [f"attachment {digest}" for digest in receipt.attachments]
    return "".join(f"{line}\n" for line in lines)


def read_receipt(text: str) -> Receipt:
    """Read the text of a receipt whose signature has been checked. Raises ValueError when it is not one."""
    header, *lines = text.removesuffix("\n").split("\n")
    values = [line.partition(" ")[2] for line in lines]
    if header != HEADER or len(values) < 5:
        raise ValueError("not a receipt")
    origin, stage, number, received_at, submission, *attachments = values
    receipt = Receipt(
        origin=origin,
        stage=stage,
        number=number,
        received_at=received_at,
        submission=submission,
        attachments=tuple(attachments),
    )
    if receipt_text(receipt) != text:
        raise ValueError("not a receipt as this house writes it")
    return receipt


def receipt_leaf(receipt: Receipt) -> bytes:
    """Give the submission's leaf in the stage's sealed tree."""
    return hash_leaf(receipt_text(receipt).encode())


def include(leaves: Sequence[bytes], index: int) -> Inclusion:
    """Make the proof that leaf `index` is among these leaf hashes, once the tree may be shown."""
    path = tuple(step.hex() for step in inclusion_proof(leaves, index))
    return Inclusion(index=index, size=len(leaves), path=path)


def is_included(receipt: Receipt, inclusion: Inclusion, root: str) -> bool:
    """Say whether the receipt's submission is in the opened tree with this root (hexadecimal)."""
    if not all(is_hash(step) for step in (*inclusion.path, root)):
        return False
    path = [bytes.fromhex(step) for step in inclusion.path]
    return inclusion_holds(receipt_leaf(receipt), inclusion.index, inclusion.size, path, bytes.fromhex(root))
