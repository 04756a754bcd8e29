"""Files that come with an act of the team's: in the vault before any lock, gone again when the act is refused."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from vakna.core import file_content, files
from vakna.core.refusal import BadInput
from vakna.records import models as m
from vakna.records import vault

from ._journal import Pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it came in: its name, its size in bytes as the sender says, and its bytes as a stream."""

    name: str
    media_type: str
    size: int
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file in the vault that no row tells of yet."""

    upload: Upload
    name: str
    bytes: vault.Stored


@contextmanager
def stored(uploads: Sequence[Upload], *, path: str = "documents") -> Iterator[tuple[Stored, ...]]:
    """Encrypt and store files; what is refused afterwards leaves nothing behind.

    Refuses `file-wrong-kind`, `file-too-large`, `file-empty` and `file-not-what-it-says` at `path`, before anything is
    stored.
    """
    for one in uploads:
        _require(one, path)
    put: list[Stored] = []
    try:
        # One by one: when the second fails, the first is forgotten.
        for one in uploads:
            kept = vault.store(chunks=looked_at(plain(one.name), one.chunks, path))
            put.append(Stored(upload=one, name=plain(one.name), bytes=kept))
        yield tuple(put)
    except BaseException:
        for lost in put:
            vault.forget(place=lost.bytes.place)
        raise


def keep(pen: Pen, put: Iterable[Stored], *, topic: str) -> tuple[m.StoredFile, ...]:
    """Tell the house of stored files, as the initiative's own; `topic` names what they belong to."""
    return tuple(
        m.StoredFile.objects.create(
            owner=pen.person(pen.by), initiative=pen.initiative, topic=topic, name=one.name, size=one.bytes.size,
            digest=one.bytes.digest, media_type=one.upload.media_type[:120], place=one.bytes.place, uploaded_at=pen.at,
        )
        for one in put
    )  # fmt: skip


def take_away(files: QuerySet[m.StoredFile]) -> None:
    """Delete the rows, and the bytes of those that nothing else refers to once this is committed."""
    places = set(files.values_list("place", flat=True))
    files.delete()
    kept = set(m.StoredFile.objects.filter(place__in=places).values_list("place", flat=True))
    for place in places - kept:
        transaction.on_commit(lambda place=place: vault.forget(place=place))  # type: ignore[misc]


def looked_at(name: str, chunks: Iterable[bytes], where: str) -> Iterable[bytes]:
    """Give the stream as it came, once its first bytes have been found to be what the name says."""
    rest, head = iter(chunks), b""
    for piece in rest:
        head += piece
        if len(head) >= file_content.LOOKED_AT:
            break
    file_content.require_content(name, head, path=where)
    return chain((head,), rest)


def plain(name: str) -> str:
    """Give a file's name without folders and without signs that cannot be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-255:] or "fil"


def _require(one: Upload, path: str) -> None:
    files.require_kind(one.name, path=path)
    if one.size > settings.VAKNA_LARGEST_FILE:
        raise BadInput("file-too-large", path=path, most=settings.VAKNA_LARGEST_FILE // 1024**2)
    if not one.size:
        raise BadInput("file-empty", path=path)
