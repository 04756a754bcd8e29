"""What a supplier handed in under seal, read by the supplier itself. It reads; whose it is has been asked before."""

import json

from vakna.core import document
from vakna.core.initiative import Answer, Attachment, Partner
from vakna.records import models as m
from vakna.records import vault

Content = tuple[tuple[Answer, ...], tuple[Attachment, ...]]


def partners(*, initiative: str, submission: str) -> tuple[Partner, ...]:
    """Give the partners named in one sealed submission. For the supplier's own eyes only."""
    sealed = m.Submission.objects.values_list("sealed", flat=True).get(initiative__key=initiative, key=submission)
    if sealed is None:
        return ()
    body = json.loads(vault.unseal(sealed=bytes(sealed), context=f"{initiative}/{submission}"))
    named: tuple[Partner, ...] = document.decode(tuple[Partner, ...], body.get("partners", []))
    return named


def unseal(*, initiative: str, submission: str) -> Content:
    """Give the answers and attachments of one sealed submission. For the supplier's own eyes only."""
    sealed = m.Submission.objects.values_list("sealed", flat=True).get(initiative__key=initiative, key=submission)
    if sealed is None:
        return (), ()
    body = json.loads(vault.unseal(sealed=bytes(sealed), context=f"{initiative}/{submission}"))
    answers: tuple[Answer, ...] = document.decode(tuple[Answer, ...], body["answers"])
    attachments: tuple[Attachment, ...] = document.decode(tuple[Attachment, ...], body["attachments"])
    return answers, attachments
