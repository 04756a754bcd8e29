"""Initiatives in and out of the house as documents, and journals out for others to check."""

from argparse import Namespace
from pathlib import Path

from vakna.actions import documents
from vakna.core import document, journal, people, visibility
from vakna.core.initiative import ALL_PARTS, Picture
from vakna.core.refusal import NotFound
from vakna.records import clock, journals, pictures
from vakna.records import models as m

from . import files
from .house import make_ready
from .said import tell


def bring_in(asked: Namespace) -> int:
    """Bring an initiative in from a file. Everything is written or, when anything is wrong, nothing."""
    data = document.parse(files.read(asked.file), toml=Path(asked.file).suffix.lower() == ".toml")
    make_ready()
    tell(asked.lang, "cli.documents.brought-in", key=documents.bring_in(by=None, at=clock.now(), data=data))
    return 0


def export(asked: Namespace) -> int:
    """Write an initiative's document, whole or as somebody sees it; or its journal."""
    make_ready()
    files.write_json(_journal(asked) if asked.journal else _document(asked), to=asked.output)
    return 0


def _document(asked: Namespace) -> object:
    picture = pictures.take(asked.id, ALL_PARTS)
    if asked.public or asked.eyes:
        return document.dump(_seen(picture, None if asked.public else asked.eyes))
    return document.dump(visibility.unsealed(picture))


def _seen(picture: Picture, person: str | None) -> Picture:
    """Give what a person sees, or everybody. Refuses a person that the house does not know."""
    if person is not None and not m.Person.objects.filter(key=person).exists():
        raise NotFound("no-such-person", path="--as", key=person)
    at = clock.now_in(m.Initiative.objects.get(key=picture.terms.key))
    return visibility.seen_by(picture, people.actor_in(picture, person, at), at=at)


def _journal(asked: Namespace) -> object:
    if not asked.public and not asked.eyes:
        return journal.dump(journals.export(name=journals.name_of(key=asked.id)))
    size = _told_size(asked.id, None if asked.public else asked.eyes)
    return journal.dump(journals.export(name=journals.name_of(key=asked.id), protected=False, size=size))


def _told_size(key: str, person: str | None) -> int | None:
    """Say how many entries a person is told of; all of the house's own journal, which names no initiative's acts."""
    row = m.Initiative.objects.filter(key=key).first()
    if row is None:
        return None
    picture, at = pictures.take(key, ("gates",)), clock.now_in(row)
    withheld = visibility.withheld_openings(picture, people.actor_in(picture, person, at), at=at)
    return journals.told_size(key=key, withheld=withheld)
