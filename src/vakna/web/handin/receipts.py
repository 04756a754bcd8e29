"""Receipts as pages show them: the signed note taken apart, and the fingerprint of each thing that was handed in."""

from collections.abc import Sequence
from typing import Any

from django.core import signing

from vakna.core import journal
from vakna.core.initiative import Answer, Attachment, Stage, Submission
from vakna.core.refusal import NotFound
from vakna.exchange import signed_note
from vakna.records import models as m
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import topics

Content = tuple[tuple[Answer, ...], tuple[Attachment, ...]]
Marked = dict[str, Any]

_SALT = "receipt"


def own(seen: Visit, key: str) -> Submission:
    """Find a submission of one's own, or refuse `no-such-submission`."""
    mine = (
        one for one in seen.picture.submissions if one.key == key and one.participation in seen.actor.participations
    )
    found = next(mine, None)
    if found is None:
        raise NotFound("no-such-submission", key=key)
    return found


def shown(language: str, one: Any, content: Content, stage: Stage) -> dict[str, Any] | None:
    """Give what the receipt of a submission says, or None for what was stated afterwards and has none."""
    if not one.receipt:
        return None
    said = journal.read_receipt(signed_note.parse(note=one.receipt).text)
    answers, attachments = content
    names = {str(file.digest): file.name for file in attachments}
    prints = [{"name": names.get(digest, ""), "digest": digest} for digest in said.attachments]
    prints.append({"name": PAGES.say(language, "handin.receipt.answers"), "digest": said.submission})
    marks = _marks(answers, attachments, stage, language)
    return {"submission": one, "number": said.number, "prints": prints, "note": one.receipt, "marks": marks}


def _marks(answers: Sequence[Answer], attachments: Sequence[Attachment], stage: Stage, language: str) -> list[Marked]:
    """Give what the supplier asked to protect, answer by answer and file by file."""
    asked = {str(one.key): one.label for one in topics.of(stage, language)}
    said = [(asked.get(str(one.topic), str(one.topic)), one.ground, one.damage) for one in answers]
    held = [(one.name, one.ground, one.damage) for one in attachments]
    return [{"about": about, "ground": ground, "damage": damage} for about, ground, damage in said + held if ground]


def make_pass(submission: str) -> str:
    """Make the pass by which whoever answered without an account sees its receipt again."""
    return signing.dumps(submission, salt=_SALT)


def with_pass(key: str, submission: str, given: str) -> m.Submission:
    """Find the submission that a pass is for, or refuse `no-such-submission`."""
    try:
        fits = signing.loads(given, salt=_SALT) == submission
    except signing.BadSignature:
        fits = False
    row = (
        m.Submission.objects.filter(initiative__key=key, key=submission).select_related("stage").first()
        if fits
        else None
    )
    if row is None:
        raise NotFound("no-such-submission", key=submission)
    return row
