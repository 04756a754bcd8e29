"""Letters: sent once, through a real mail server; a sandbox's and a demo's never leave the house."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from tests.cast import an_initiative
from vakna.actions.delivery import leases, letters, worker
from vakna.core import words
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db
NOW = clock.now().replace(microsecond=0) + timedelta(days=1)
"""Ahead of the real clock, which stamps new jobs: a worker that comes at this instant finds them due."""
MINUTE = timedelta(minutes=1)


class PostOffice:
    """A real mail server on a port of its own, that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answer = "250 OK"
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(self._loop.create_server(lambda: SMTP(self), "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's own name
        """Keep a message, unless told to turn it away."""
        if self.answer.startswith("250"):
            self.got.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return self.answer

    def close(self) -> None:
        """Stop, and leave nothing running."""
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def post(settings: Any) -> Iterator[PostOffice]:
    """A mail server that the house is set to send through."""
    office = PostOffice()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    yield office
    office.close()


def _letter(
    *, release_at: datetime = NOW, initiative: m.Initiative | None = None, subject: str = "Öppet för anbud"
) -> m.Letter:
    return m.Letter.objects.create(
        initiative=initiative, to="sara@cast.example", language="sv", subject=subject, body="Hej Sara!\n\nÄntligen.\n",
        written_at=NOW - MINUTE, release_at=release_at,
    )  # fmt: skip


def _deliver(at: datetime = NOW) -> None:
    """Do one worker's part: send what is due, then every job that is due."""
    letters.send_due(at=at)
    # The real clock stamps new jobs; a worker comes a moment later.
    while (job := leases.claim(at=max(at, clock.now()), worker="one")) is not None:
        worker.do(job=job, now=lambda: at)


def test_letter_comes_as_it_was_written_when_it_is_due(post: PostOffice) -> None:
    letter = _letter()

    _deliver()

    (mail,) = post.got
    letter.refresh_from_db()
    assert (mail["Subject"], mail["To"], mail["Content-Language"]) == ("Öppet för anbud", "sara@cast.example", "sv")
    assert mail["From"] == "Vakna <vakna@localhost>"
    assert mail.get_content().replace("\r\n", "\n") == "Hej Sara!\n\nÄntligen.\n"
    assert (letter.sent_at is not None, letter.failed) == (True, "")


def test_letter_stays_when_its_instant_has_not_come(post: PostOffice) -> None:
    letter = _letter(release_at=NOW + MINUTE)

    _deliver()

    letter.refresh_from_db()
    assert (post.got, letter.sent_at, m.Job.objects.count()) == ([], None, 0)


def test_letter_is_sent_once_when_two_workers_see_it(post: PostOffice) -> None:
    _letter()

    letters.send_due(at=NOW)
    letters.send_due(at=NOW)
    _deliver()
    _deliver()

    assert len(post.got) == 1
    assert m.Job.objects.count() == 1


def test_letter_that_was_sent_is_not_sent_again_when_its_job_comes_twice(post: PostOffice) -> None:
    letter = _letter()

    first, second = (letters.send_letter.call(letter=letter.pk) for _ in range(2))

    assert (first, second, len(post.got)) == (True, False, 1)


def test_fault_is_noted_and_the_letter_tried_again_when_the_server_turns_it_away(post: PostOffice) -> None:
    letter = _letter()
    post.answer = "451 come back later"

    _deliver()

    letter.refresh_from_db()
    assert (letter.sent_at, letter.failed[:21], post.got) == (None, "SMTPDataError: (451, ", [])
    post.answer = "250 OK"
    _deliver(at=m.Job.objects.get().run_after)
    letter.refresh_from_db()
    assert (letter.sent_at is not None, letter.failed, len(post.got)) == (True, "", 1)


def test_letter_waits_when_no_server_answers(post: PostOffice, settings: Any) -> None:
    letter = _letter()
    post_port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    _deliver()

    letter.refresh_from_db()
    assert (letter.sent_at, letter.failed[:22]) == (None, "ConnectionRefusedError")
    settings.EMAIL_PORT = post_port
    _deliver(at=m.Job.objects.get().run_after)
    assert len(post.got) == 1


def test_sandbox_letter_never_leaves_the_house_and_goes_by_its_own_clock(post: PostOffice) -> None:
    built = an_initiative(sandbox=True, at=datetime(2031, 5, 2, 8, tzinfo=UTC))
    sandbox = m.Initiative.objects.get(key=built.key)
    m.Letter.objects.all().delete()
    due = _letter(release_at=built.at, initiative=sandbox)
    later = _letter(release_at=built.at + MINUTE, initiative=sandbox)

    _deliver(at=NOW)

    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.sent_at, later.sent_at) == (built.at, None)
    assert (post.got, m.Job.objects.count()) == ([], 0)


def test_every_letter_stays_in_the_house_when_it_is_a_demo(post: PostOffice, settings: Any) -> None:
    settings.VAKNA_DEMO = True
    letter = _letter()

    _deliver()

    letter.refresh_from_db()
    assert (letter.sent_at, post.got, m.Job.objects.count()) == (letter.release_at, [], 0)


def test_letters_of_a_real_journey_reach_everyone_they_name(post: PostOffice) -> None:
    built = an_initiative(until="decided")
    written = sorted(m.Letter.objects.filter(initiative__key=built.key).values_list("to", "subject"))

    _deliver(at=built.at)

    assert written
    assert sorted((mail["To"], mail["Subject"]) for mail in post.got) == written
    assert set(words.LANGUAGES) >= {mail["Content-Language"] for mail in post.got}
