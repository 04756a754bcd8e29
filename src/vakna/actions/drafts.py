"""Unfinished work: drafts that save themselves, and files uploaded to them. It must not know what a form is about.

The named exception to the rule of entries: a draft is its owner's alone until it is handed in; the journal is silent.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from vakna.actions import _files
from vakna.core import files
from vakna.core.refusal import BadInput, NotFound
from vakna.records import models as m
from vakna.records import vault

_LONGEST = 200_000


def keep(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    form: str,
    content: Mapping[str, str],
    token: str = "",
    after: str = "",
) -> int:
    """Keep what somebody has typed so far. Whoever has no account is known by a `token` of the browser.

    `after` is the key of one's own submission: a new draft takes its files along, so that a next version needs only
    what has changed. Gives the draft's number. Refuses `draft-too-long`.
    """
    if sum(map(len, content.values())) > _LONGEST:
        raise BadInput("draft-too-long", most=_LONGEST)
    with transaction.atomic():
        draft = _draft(by=by, at=at, initiative=initiative, form=form, token=token, after=after)
        draft.content, draft.saved_at = dict(content), at
        draft.save(update_fields=["content", "saved_at"])
        return draft.pk


def upload(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    form: str,
    topic: str,
    name: str,
    media_type: str,
    size: int,
    chunks: Iterable[bytes],
    token: str = "",
    after: str = "",
) -> int:
    """Put a file to a draft, encrypted and on disk before this returns; it takes the place of the topic's earlier one.

    Uploaded is not handed in. Refuses `file-wrong-kind`, `file-too-large`, `file-empty` and `file-not-what-it-says`,
    each at the path `file_<topic>`, before anything is stored.
    """
    where = f"file_{topic}"
    files.require_kind(_files.plain(name), path=where)
    if size > settings.VAKNA_LARGEST_FILE:
        raise BadInput("file-too-large", path=where, most=settings.VAKNA_LARGEST_FILE // 1024**2)
    if not size:
        raise BadInput("file-empty", path=where)
    stored = vault.store(chunks=_files.looked_at(_files.plain(name), chunks, where))
    with transaction.atomic():
        draft = _draft(by=by, at=at, initiative=initiative, form=form, token=token, after=after)
        _files.take_away(draft.files.filter(topic=topic))
        row = m.StoredFile.objects.create(
            owner=draft.person, draft=draft, topic=topic, name=_files.plain(name), size=stored.size,
            digest=stored.digest, media_type=media_type[:120], place=stored.place, uploaded_at=at,
        )  # fmt: skip
        return row.pk


def remove(*, by: str | None, initiative: str, form: str, file: int, token: str = "") -> None:
    """Take a file away from one's draft. Refuses `no-such-file`."""
    with transaction.atomic():
        found = m.StoredFile.objects.filter(pk=file, draft__in=_mine(by, initiative, form, token))
        if not found.exists():
            raise NotFound("no-such-file")
        _files.take_away(found)


def discard(*, by: str | None, initiative: str, form: str, token: str = "") -> None:
    """Throw a draft away with the files that were not handed in. One that is not there is gone already."""
    with transaction.atomic():
        drafts = _mine(by, initiative, form, token)
        _files.take_away(m.StoredFile.objects.filter(draft__in=drafts, submission__isnull=True))
        drafts.delete()


def _mine(by: str | None, initiative: str, form: str, token: str) -> QuerySet[m.Draft]:
    rows = m.Draft.objects.filter(initiative__key=initiative, form=form)
    return rows.filter(person__key=by) if by else rows.filter(person__isnull=True, token=token or "-")


def _draft(*, by: str | None, at: datetime, initiative: str, form: str, token: str, after: str) -> m.Draft:
    found = _mine(by, initiative, form, token).first()
    if found:
        return found
    draft = m.Draft.objects.create(
        initiative=m.Initiative.objects.get(key=initiative), person=m.Person.objects.get(key=by) if by else None,
        token="" if by else token, form=form, saved_at=at,
    )  # fmt: skip
    if after and by:
        _take_along(draft, initiative, after, by)
    return draft


def _take_along(draft: m.Draft, initiative: str, submission: str, by: str) -> None:
    """Let the files of a submission of one's own organisation, or that one handed in, stand in the next version too."""
    handed_in = m.StoredFile.objects.filter(submission__initiative__key=initiative, submission__key=submission)
    for one in handed_in.filter(submission__participation__organisation__people__key=by):
        one.pk, one.draft, one.submission, one.owner = None, draft, None, draft.person
        one.save(force_insert=True)
