"""Which kinds of files the house takes where others open them: papers, tables, slides, pictures, sound and film."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from .refusal import BadInput
from .vocabulary import FileKind

PAPERS = frozenset({".pdf", ".docx", ".odt", ".rtf", ".txt", ".md", ".eml"})
TABLES = frozenset({".xlsx", ".ods", ".csv"})
SLIDES = frozenset({".pptx", ".odp"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"})
SOUND_AND_FILM = frozenset({".mp3", ".m4a", ".wav", ".mp4", ".mov", ".webm"})
KINDS = PAPERS | TABLES | SLIDES | PICTURES | SOUND_AND_FILM
"""What a file may end in. None of them runs anything by being opened: no programs, pages, archives or macros."""


OF_KIND: Mapping[FileKind, frozenset[str]] = {
    FileKind.PAPER: PAPERS,
    FileKind.TABLE: TABLES,
    FileKind.SLIDES: SLIDES,
    FileKind.PICTURE: PICTURES,
    FileKind.SOUND_AND_FILM: SOUND_AND_FILM,
}
"""What the names of each family's files end in."""


def endings(kinds: Sequence[FileKind]) -> frozenset[str]:
    """Give what a file may end in when only these kinds are asked for; with none named, every kind."""
    return frozenset().union(*(OF_KIND[one] for one in kinds)) if kinds else KINDS


def require_kind(name: str, *, path: str = "") -> None:
    """Refuse (`file-wrong-kind`) a file whose name does not end like one of the kinds taken."""
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise BadInput("file-wrong-kind", path=path, name=name[-80:], ending=ending)
