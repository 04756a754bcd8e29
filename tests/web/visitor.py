"""Somebody with a browser: one of the cast, or nobody, opening pages and counting what they cost."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast


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
