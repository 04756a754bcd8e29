"""Letters leave the house: by mail where people are real, and only on paper where all is a demo or a sandbox."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django_tasks import task

from vakna.records import clock
from vakna.records import models as m

from .backend import once


def send_due(*, at: datetime) -> int:
    """Send each letter whose instant has come, and give how many.

    A letter of a sandbox goes by the sandbox's clock, and in a demo every letter stays in the house: both are marked
    as sent and stand on the page of sent letters. Every other letter becomes a job under a key of its own, so that two
    workers never send it twice, and a mail server that is away is tried again.
    """
    waiting = m.Letter.objects.filter(sent_at__isnull=True, failed="").order_by("pk").values_list("pk", flat=True)
    inside = list(waiting.filter(initiative__sandbox=True, release_at__lte=F("initiative__clock_at")))
    outside = list(waiting.filter(release_at__lte=at).exclude(initiative__sandbox=True))
    stays, leaves = (inside + outside, []) if settings.VAKNA_DEMO else (inside, outside)
    if stays:
        m.Letter.objects.filter(pk__in=stays).update(sent_at=F("release_at"))
    for pk in leaves:
        once(task=send_letter, key=f"letter/{pk}").enqueue(letter=pk)
    return len(stays) + len(leaves)


@task()
def send_letter(*, letter: int) -> bool:
    """Send one letter by mail. Gives False when it has been sent already; a fault is noted on the letter."""
    row = m.Letter.objects.filter(pk=letter, sent_at__isnull=True).first()
    if row is None:
        return False
    try:
        _message(row).send()
    except OSError as fault:
        row.failed = f"{type(fault).__name__}: {fault}"[:300]
        row.save(update_fields=["failed"])
        raise
    row.sent_at, row.failed = clock.now(), ""
    row.save(update_fields=["sent_at", "failed"])
    return True


def _message(row: m.Letter) -> EmailMessage:
    # After a crash between mail server and database a second sending is known by its number as the same letter.
    house = settings.VAKNA_HOUSE
    headers = {"Message-ID": f"<letter-{row.pk}@{house}>", "Content-Language": row.language}
    return EmailMessage(subject=row.subject, body=row.body, to=[row.to], headers=headers)
