"""Which kinds of files the house takes where others open them: papers, tables, slides, pictures, sound and film."""

from pathlib import PurePath

from .refusal import BadInput

PAPERS = frozenset({".pdf", ".docx", ".odt", ".rtf", ".txt", ".md", ".eml"})
TABLES = frozenset({".xlsx", ".ods", ".csv"})
SLIDES = frozenset({".pptx", ".odp"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"})
SOUND_AND_FILM = frozenset({".mp3", ".m4a", ".wav", ".mp4", ".mov", ".webm"})
KINDS = PAPERS | TABLES | SLIDES | PICTURES | SOUND_AND_FILM
"""What a file may end in. None of them runs anything by being opened: no programs, pages, archives or macros."""


def require_kind(name: str, *, path: str = "") -> None:
    """Refuse (`file-wrong-kind`) a file whose name does not end like one of the kinds taken."""
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise BadInput("file-wrong-kind", path=path, name=name[-80:], ending=ending)
