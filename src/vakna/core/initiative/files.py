"""Files that the buyer shows, known by their hash; the bytes lie in the vault."""

from dataclasses import dataclass

from .. import vocabulary as v
from .values import Digest, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file of the buyer's that belongs to a stage or to a piece of information. As public as what it stands in."""

    name: str
    size: int
    digest: Digest
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that belongs to one supplier's exchange with the buyer."""

    name: str = seen(v.Seen.OWN)
    size: int = seen(v.Seen.OWN)
    digest: Digest = seen(v.Seen.OWN)
    media_type: str = seen(v.Seen.OWN)
