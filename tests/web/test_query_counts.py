"""Pages ask the database a fixed number of times, however many suppliers: lists at most 12, details at most 20."""

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import an_initiative, person
from tests.web.routes import Route, routes
from vakna.actions import oversight
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db

SIZES = {"tre": 3, "femtio": 50, "femhundra": 500}
"""Brought in as documents, which have no sealed tree to read from, so that only the number of suppliers differs."""
LIVED = "levd"
"""Three suppliers that have lived the journey: within the budget too."""
LIST, DETAIL = 12, 20
Counts = dict[tuple[str, str], int]

_ONE = {
    "criterion": "saknas",
    "procurement": "u1", "participation": "s1", "submission": "concept-s1", "contract": "contract-s1",
    "option": "saknas", "option_use": "saknas", "number": "0",
    "kind": "pdf",
    "step": "need",
    "disclosure": "saknas", "question": "saknas", "test": "saknas", "objection": "saknas",
    "suppression": "saknas", "claim": "talk-first",
    "broadcast": "saknas", "contact": "saknas", "insight": "saknas", "change": "saknas", "adoption": "saknas",
    "assumption": "saknas", "experiment": "saknas",
    "slot": "saknas", "code": "ND01",
    "involvement": "saknas", "pack": "saknas", "outage": "saknas",
    "resource": "saknas", "task": "saknas", "advice": "saknas", "ceiling_change": "saknas",
    "organisation": "bjorkhult", "item": "saknas", "form": "hand-in.concept", "file": "0",
}  # fmt: skip
"""Which one thing of each kind is asked for; every initiative here has the same."""


def _addresses(route: Route, key: str) -> list[str]:
    letter = str(m.Letter.objects.values_list("pk", flat=True).filter(to="ulla@cast.example").last())
    values = {name: [value] for name, value in _ONE.items()} | {"key": [key], "letter": [letter], "taking part": []}
    values["stage"] = ["rfi", "call", "concept"]
    values["taking part"] = ["concept s1", "call s1"]
    return route.addresses(values, "sv")


def _asked(client: Client, address: str) -> int | None:
    """Count the queries of a page; None for what is no page to this visitor."""
    reset_queries()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return len(asked) if is_page else None


def _counts(client: Client, key: str) -> Counts:
    found = {}
    for route in routes():
        for address in _addresses(route, key):
            count = _asked(client, address)
            if count is not None:
                found[route.name, address.replace(f"/{key}/", "/*/")] = count
    return found


def _judged(client: Client, key: str) -> Counts:
    """Count when the rules have been asked once: what they said is kept until something happens."""
    oversight.judge(initiative=key, at=clock.now())
    return _counts(client, key)


def _differing(few: Counts, many: Counts) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    both = {one: (few.get(one), many.get(one)) for one in {*few, *many}}
    return {one: counted for one, counted in both.items() if counted[0] != counted[1]}


@pytest.mark.parametrize("who", ["ulla", "asta", "person-s1", None])
def test_the_number_of_queries_is_small_and_the_same_for_any_number_of_suppliers(who: str | None) -> None:
    for key, suppliers in SIZES.items():
        an_initiative(until="proposed", suppliers=suppliers, key=key, brought_in=True)
    an_initiative(until="proposed", key=LIVED)
    client = Client()
    if who:
        client.force_login(person(who))

    counts = {key: _judged(client, key) for key in (*SIZES, LIVED)}

    named = {route.name: route for route in routes()}
    usual = {name: DETAIL if "key" in route.takes else LIST for name, route in named.items()}
    budget = {one: usual[one[0]] for one in counts["tre"]}
    assert len(budget) > 10
    assert {one: count for one, count in counts["tre"].items() if count > budget[one]} == {}
    assert {one: count for one, count in counts[LIVED].items() if count > budget[one]} == {}
    assert _differing(counts["tre"], counts["femtio"]) == {}
    assert _differing(counts["tre"], counts["femhundra"]) == {}
