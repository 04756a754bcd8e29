"""A practice case of one's own in an ordinary house: its clock, its cast, and that nobody else sees or counts it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import person, the_house
from vakna.actions import search
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db


def _client(by: str | None) -> Client:
    client = Client()
    if by:
        client.force_login(person(by))
    return client


def test_a_practice_case_is_its_members_own_and_its_clock_moves_on_with_the_cast() -> None:
    the_house()
    nils, ulla, nobody = _client("nils"), _client("ulla"), _client(None)
    assert ulla.post(reverse("practice"), {"once": "a"}).status_code == 403
    assert nils.post(reverse("practice"), {"once": "b"}).status_code == 302
    assert nils.post(reverse("practice"), {"once": "b"}).status_code == 302
    case = m.Initiative.objects.get()
    search.index_due(at=clock.now())

    page = f"/sv/initiatives/{case.key}/"
    assert [one.get(page).status_code for one in (nils, ulla, nobody)] == [200, 404, 404]
    assert ("Övningsfall" in nils.get(page).content.decode(), case.sandbox, case.invented) == (True, True, True)
    assert [case.key in one.get("/sv/initiatives/").content.decode() for one in (nils, ulla, nobody)] == [
        True, False, False,
    ]  # fmt: skip
    assert [case.key in one.get("/sv/learning/?q=dagen").content.decode() for one in (nils, ulla)] == [True, False]
    assert case.key not in nils.get("/sv/portfolio/").content.decode()
    assert case.key not in nils.get("/sv/demand/").content.decode()

    move, entries = reverse("next_date", args=[case.key]), m.Entry.objects.count()
    assert [one.post(move, {"with_cast": "on"}).status_code for one in (ulla, nobody)] == [404, 403]
    assert nils.post(move, {"with_cast": "on", "once": "c"}).status_code == 302
    after = m.Initiative.objects.get()
    assert after.clock_at is not None
    assert case.clock_at is not None
    assert (after.clock_at > case.clock_at, m.Entry.objects.count() > entries) == (True, True)
    assert not m.Person.objects.filter(organisation__invented=True, key="maja-lindqvist").get().has_usable_password()
