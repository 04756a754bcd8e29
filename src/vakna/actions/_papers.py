"""The files that suppliers of the practice case hand in: a short text per deliverable, encrypted like any file."""

from collections.abc import Sequence
from datetime import datetime

from vakna.core.initiative import Answer, Key, Picture, Text
from vakna.records import models as m
from vakna.records import vault

_NOTE = Text(
    {
        "sv": "Filen hör till övningsfallet och är påhittad.",
        "en": "The file belongs to the practice case and is invented.",
    }
)


def put_by(script: Picture, *, by: Key, at: datetime, stage: str, answers: Sequence[Answer]) -> list[int]:
    """Store one file for each thing that the stage wants delivered, and give their numbers."""
    return [
        _store(f"{stage}-{number}.txt", _written(wanted, answers), by=by, at=at, topic=f"d{number}")
        for number, wanted in enumerate(script.stage(stage).deliverables, start=1)
    ]


def _written(wanted: Text, answers: Sequence[Answer]) -> bytes:
    parts = [
        "\n\n".join((wanted.said(lang), _NOTE.said(lang), *(one.said.said(lang) for one in answers)))
        for lang in ("sv", "en")
    ]
    return ("\n\n---\n\n".join(parts) + "\n").encode()


def _store(name: str, content: bytes, *, by: Key, at: datetime, topic: str) -> int:
    stored = vault.store(chunks=[content])
    row = m.StoredFile.objects.create(
        owner=m.Person.objects.get(key=by), topic=topic, name=name, size=stored.size, digest=stored.digest,
        media_type="text/plain; charset=utf-8", place=stored.place, uploaded_at=at,
    )  # fmt: skip
    return row.pk
