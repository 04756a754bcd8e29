"""One entry of a journal: what is open, what is only committed to, and the leaf that stands for both.

Must not know where entries are stored, nor where the salts and the protected parts lie.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from .canonical import canonical_bytes
from .merkle import Frontier, hash_leaf

SALT_SIZE = 32
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that was done. `facts` are open to all who read the journal; each protected part is a commitment."""

    sequence: int
    at: str
    actor: str
    act: str
    subject: str
    facts: Mapping[str, object] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What to store after an entry was added: the frontier, and beside the entry its leaf and the root after it."""

    frontier: Frontier
    leaf: str
    root: str


def instant(at: datetime) -> str:
    """Write an instant as the journal does: UTC, microseconds, Z. Raises ValueError for a time without zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def is_instant(text: str) -> bool:
    """Say whether this text has the journal's form of an instant."""
    return _INSTANT.fullmatch(text) is not None


def is_hash(text: str) -> bool:
    """Say whether this text is a SHA-256 in lower-case hexadecimal."""
    return _HASH.fullmatch(text) is not None


def commitment(salt: bytes, value: object) -> str:
    """Commit to a protected value without showing it: SHA-256(salt, canonical bytes), in hexadecimal.

    The salt is 32 random bytes, new for each value: without it a name or a sum could be guessed from the hash. Erase
    salt and value and nothing about the value can be found again, while the leaf still stands.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError("a salt is 32 bytes")
    return sha256(salt + canonical_bytes(value)).hexdigest()


def leaf_hash(entry: Entry) -> bytes:
    """Give the entry's leaf in the tree: RFC 9162's leaf hash over the entry with its commitments.

    Protected values are no part of it, so export, erasure and sealing never change it.
    """
    return hash_leaf(canonical_bytes(_committed_form(entry)))


def _committed_form(entry: Entry) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "actor": entry.actor,
        "act": entry.act,
        "subject": entry.subject,
        "facts": dict(entry.facts),
        "commitments": dict(entry.commitments),
    }


def add(frontier: Frontier, entry: Entry) -> Added:
    """Add an entry at the end of the journal whose frontier this is.

    Raises ValueError when the entry is not the next one, its instant is not in the journal's form, a commitment is not
    a hash, or something in it has no canonical form.
    """
    if entry.sequence != frontier.size:
        raise ValueError(f"the next entry is {frontier.size}, not {entry.sequence}")
    if not is_instant(entry.at):
        raise ValueError("an entry's instant is UTC with microseconds and Z")
    if not all(is_hash(value) for value in entry.commitments.values()):
        raise ValueError("a commitment is a SHA-256 in hexadecimal")
    leaf = leaf_hash(entry)
    grown = frontier.append(leaf)
    return Added(frontier=grown, leaf=leaf.hex(), root=grown.root().hex())
