"""While a call is open nothing that anybody else can fetch changes when a tender comes in: no number, name or trace."""

import re

import pytest
from django.test import override_settings

from tests import cast
from tests.web.routes import Route, known, routes
from tests.web.visitor import browser
from vakna.actions import oversight, selection
from vakna.core.initiative import Answer, Key, text

KEY = "forseglat"
EYES = (None, "ulla", "rut", "person-s2")
# In the demo, and only there, everybody reads everybody's letters, so that receipts can be seen.
_DEMO_ALONE = {"letters", "letter"}
# Tells the buyer's own people who has tried to read: also these eyes, between their first look and their second.
_OWN_TRIES = {"reading_log"}
# Tokens of forms, and the real present (the only instants with microseconds).
_NEW_EACH_TIME = re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value="|datetime="(?=[^"]*\.\d{6}\+))[^"]*"')


def _all_that_can_be_fetched(addresses: list[str]) -> dict[tuple[str | None, str], tuple[int, bytes]]:
    found = {}
    for person in EYES:
        client = browser(person)
        for address in addresses:
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[person, address] = (answer.status_code, _NEW_EACH_TIME.sub(rb'\1"', body))
    return found


def _addresses(key: str) -> list[str]:
    values = known(key) | {"file": [], "letter": []}
    wanted: list[Route] = [one for one in routes() if one.name not in _DEMO_ALONE | _OWN_TRIES]
    return [address for one in wanted if "number" not in one.takes for address in one.addresses(values, "sv")]


@pytest.mark.django_db
@override_settings(VAKNA_DEMO=True)
def test_nothing_that_anybody_else_can_fetch_changes_when_a_tender_comes_in() -> None:
    built = cast.an_initiative(until="call open", key=KEY, sandbox=True)
    oversight.checkpoint_all(at=built.at)
    addresses = _addresses(built.key)
    before = _all_that_can_be_fetched(addresses)

    given = (Answer(topic=Key("need"), said=text("Vi gick med dem en dag.")),)
    selection.hand_in(by="person-s1", at=built.at, initiative=built.key, stage="call", answers=given)
    oversight.checkpoint_all(at=built.at)

    after = _all_that_can_be_fetched(addresses)
    assert len(addresses) > 40
    assert sum(status == 200 for status, _ in before.values()) > 80
    assert [_difference(one, before[one], after[one]) for one in before if before[one] != after[one]] == []


def _difference(where: tuple[str | None, str], before: tuple[int, bytes], after: tuple[int, bytes]) -> str:
    """Show the first line that is another, for the report."""
    pairs = zip(before[1].splitlines(), after[1].splitlines(), strict=False)
    line = next((f"{old!r} became {new!r}" for old, new in pairs if old != new), "more or fewer lines")
    return f"{where[0]} at {where[1]}: {before[0]} {after[0]} {line}"
