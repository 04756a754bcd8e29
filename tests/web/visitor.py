"""Somebody with a browser: one of the cast, or nobody, opening pages and counting what they cost."""

from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast


class Reader(Client):
    """A browser that only reads: no copy is kept of what each template was given, which costs more than many a page."""

    def request(self, **request: Any) -> HttpResponseBase:  # type: ignore[override]
        """Ask the house, as a plain client does; what crashes is a 500."""
        answer: HttpResponseBase = self.handler(self._base_environ(**request))
        self.cookies.update(answer.cookies)
        return answer


def reader(person: str | None) -> Reader:
    """Give a browser that only reads, logged in as one of the cast."""
    found = Reader()
    if person:
        found.force_login(cast.person(person))
    return found


def browser(person: str | None = None) -> Client:
    """Give a browser, logged in as one of the cast."""
    found = Client()
    if person:
        found.force_login(cast.person(person))
    return found


def reads(path: str, person: str | None = None) -> str:
    """Give a page's HTML; anything but 200 fails."""
    answer = browser(person).get(path)
    assert answer.status_code == 200, (path, person, answer.status_code)
    return str(answer.content.decode())


def queries(path: str, person: str | None = None) -> int:
    """Count the queries of a page, after one visit that fills what is kept between visits."""
    found = browser(person)
    found.get(path)
    with CaptureQueriesContext(connection) as run:
        assert found.get(path).status_code == 200
    return len(run)
