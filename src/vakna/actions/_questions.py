"""The yearly question to a using organisation: a letter with a link that is signed, works once, and needs no log-in.

Of the link only a hash is kept. It is never repeated: a new question makes a new link, and the old one is dead.
"""

import hashlib
import secrets
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from vakna.core import adoptions
from vakna.core.initiative import Adoption
from vakna.core.refusal import NotFound
from vakna.records import models as m

from . import _letters
from ._journal import Pen

_SIGNER = signing.Signer(salt="vakna.question-about-use")


def ask(pen: Pen, row: m.Adoption) -> None:
    """Write the letter to an adoption's contact, with a new link. The caller writes the entry."""
    contact, secret = row.contact, secrets.token_urlsafe(18)
    if contact is None:
        return
    row.asked_at, row.question_digest = pen.at, _digest(secret)
    row.save(update_fields=["contact", "asked_at", "question_digest"])
    with translation.override(contact.language):
        page = reverse("answer_use")
    link = f"{settings.VAKNA_ADDRESS.rstrip('/')}{page}?{urlencode({'code': _SIGNER.sign(f'{row.pk}.{secret}')})}"
    _letters.write(
        "question-about-use", to=[contact], at=pen.at, initiative=pen.initiative, link=link,
        organisation=row.organisation.name, supplier=row.supplier.name,
    )  # fmt: skip


def asked(code: str) -> m.Adoption:
    """Find the adoption behind a link. Refuses one that is altered, used, or followed by a newer."""
    try:
        number, _, secret = _SIGNER.unsign(code).partition(".")
    except signing.BadSignature:
        raise NotFound("no-such-question-link") from None
    rows = m.Adoption.objects.select_related("initiative", "organisation", "supplier")
    row = rows.filter(pk=int(number), question_digest=_digest(secret)).first()
    if row is None:
        raise NotFound("no-such-question-link")
    return row


def is_due(row: m.Adoption, adoption: Adoption, on: date) -> bool:
    """Say whether the question is due, by when it was mailed last."""
    before = adoptions.day_of(row.asked_at) if row.asked_at else None
    return adoptions.question_due(adoption, asked=before, on=on)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
