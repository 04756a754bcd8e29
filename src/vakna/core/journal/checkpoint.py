"""What a checkpoint says: this journal had this many entries and this root. Text only; signing is exchange's.

The lines are those of Go's checksum database: origin, size, root in base64, then any number of further lines.
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass

from .merkle import HASH_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A journal's size and root (hexadecimal) at one moment; `extra` holds further lines, such as the time."""

    origin: str
    size: int
    root: str
    extra: tuple[str, ...] = ()


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """Write the text that is signed. Raises ValueError when a line would be empty or hold more than one line."""
    root = bytes.fromhex(checkpoint.root)
    lines = (checkpoint.origin, str(checkpoint.size), b64encode(root).decode(), *checkpoint.extra)
    if checkpoint.size < 0 or len(root) != HASH_SIZE or not all(line.isprintable() and line for line in lines):
        raise ValueError("a checkpoint is printable lines, a size and a root of 32 bytes")
    return "".join(f"{line}\n" for line in lines)


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint whose signature has been checked. Raises ValueError when it is not one."""
    origin, size, root, *extra = text.removesuffix("\n").split("\n")
    checkpoint = Checkpoint(origin=origin, size=int(size), root=_hex(root), extra=tuple(extra))
    # One text, one checkpoint: 007, +7 and loose base64 are not other ways to write it.
    if checkpoint_text(checkpoint) != text:
        raise ValueError("not a checkpoint as this house writes it")
    return checkpoint


def _hex(root: str) -> str:
    try:
        return b64decode(root, validate=True).hex()
    except binascii.Error as error:
        raise ValueError("a checkpoint's root is base64") from error
