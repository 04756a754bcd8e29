"""Every address that takes a post leads to an act with its entry, or is a named exception; all others only read."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import PASSWORD, an_initiative, person
from tests.web import acts, acts_neutral
from tests.web.acts import SILENT
from tests.web.case import Case
from tests.web.filling import filled, sent
from tests.web.routes import known, routes
from vakna.records import models as m

pytestmark = pytest.mark.django_db

CASES = (*acts.CASES, *acts_neutral.CASES)
_BEHIND_A_LINK = {"choose_password", "invitation", "answer_use"}
"""Shown only behind a link: test_people.py, test_user_tests.py and test_use.py in tests/web follow it."""


def _client(by: str | None) -> Client:
    client = Client()
    if by:
        client.force_login(person(by))
    return client


def _entries() -> int:
    return m.Entry.objects.count() + m.SealedLeaf.objects.count()


def _rows(case: Case) -> list[int]:
    return [getattr(m, name).objects.count() for name in case.makes]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.route)
def test_what_is_posted_leaves_an_entry_and_posted_twice_makes_one_thing(case: Case, settings: Any) -> None:
    settings.VAKNA_DEMO = case.demo
    case.build()
    client, address = _client(case.by), case.address()
    if case.reads:
        sent(client, f"/sv/initiatives/prov/submissions/{case.reads}/")
    posted = filled(client, case.form_page(), to=address, **case.given)
    before, rows = _entries(), _rows(case)

    first = client.post(address, posted)
    after = _entries()
    again = client.post(address, posted)

    assert (first.status_code, _wrong(first)) == (302, [])
    assert after > before
    assert _rows(case) == [count + 1 for count in rows]
    assert again.status_code < 500
    assert (_rows(case), _entries()) == ([count + 1 for count in rows], after)


def _wrong(answer: Any) -> list[Any]:
    form = (answer.context or {}).get("form")
    return [form.errors, answer.context.get("problems")] if form else []


def test_every_address_that_takes_a_post_is_driven_or_only_reads(settings: Any) -> None:
    an_initiative(until="concept open")
    driven = {case.route for case in CASES} | set(SILENT) | _BEHIND_A_LINK
    missing = (
        "change", "disclosure", "question", "test", "objection", "broadcast", "adoption", "slot", "contact",
        "involvement", "pack", "item", "criterion", "assumption", "ceiling_change", "task",
        "advice")  # fmt: skip
    none_yet = {name: ["saknas"] for name in missing}
    values = known("prov") | none_yet | {"file": ["0"], "submission": ["call-s1"]}
    client = _client("ulla")

    found = {route.name: route for route in routes()}
    reading = {name: route.addresses(values, "sv")[0] for name, route in found.items() if name not in driven}
    answers = {name: client.post(address).status_code for name, address in reading.items()}

    assert driven - set(found) == set()
    assert [name for name, code in answers.items() if code != 405] == []


def test_the_named_exceptions_leave_nothing(settings: Any) -> None:
    settings.VAKNA_DEMO = True
    an_initiative(until="concept open", sandbox=True)
    before = _entries()
    nobody, seller = _client(None), _client("person-s1")

    done = [
        sent(nobody, "/sv/log-in/", email="ulla@cast.example", password=PASSWORD),
        nobody.post("/sv/log-out/"),
        sent(nobody, "/sv/demo/", person="nils"),
        sent(seller, "/sv/me/", language_of_letters="en"),
        seller.post("/sv/initiatives/prov/drafts/hand-in.concept/", {"need": "ord"}),
    ]

    assert [one.status_code for one in done] == [302, 302, 302, 302, 204]
    assert _entries() == before
