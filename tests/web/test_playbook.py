"""The playbook: every step in both languages, linked in order, and from the pages where the work is done."""

import re

import pytest
from django.test import Client

from tests.cast import an_initiative, person
from vakna.web.learning.playbook import STEPS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_step_leads_to_the_next_when_read_in_order(language: str) -> None:
    client, address, read = Client(), f"/{language}/playbook/principles/", list[str]()
    while address:
        page = client.get(address).content.decode()
        read.append(address.split("/")[3])
        after = re.search(r'rel="next" href="([^"]+)"', page)
        address = after.group(1) if after else ""

    assert read == list(STEPS)
    overview = client.get(f"/{language}/playbook/").content.decode()
    assert re.findall(r'href="/../playbook/([a-z]+)/"', overview) == list(STEPS)


def test_the_way_back_leads_to_the_initiative_that_the_reader_came_from_and_to_no_other_place() -> None:
    client = Client()

    assert 'href="/sv/initiatives/prov/money/"' in client.get("/sv/playbook/loss/?of=prov").content.decode()
    for strange in ("", "//evil.example", "a/b", '"><script>'):
        assert 'href="/sv/initiatives/"' in client.get("/sv/playbook/loss/", {"of": strange}).content.decode()
    assert client.get("/sv/playbook/finns-inte/").status_code == 404


def test_pages_of_the_work_lead_to_how_it_is_done() -> None:
    an_initiative(until="rfi open")
    client = Client()
    client.force_login(person("ulla"))

    led = {
        page: re.findall(r'playbook/([a-z]+)/\?of=prov"', client.get(f"/sv/initiatives/prov/{page}/").content.decode())
        for page in ("need", "money", "plan", "stages/rfi", "stages/concept", "information", "log")
    }

    assert led == {
        "need": ["need"], "money": ["loss"], "plan": ["call"], "stages/rfi": ["rfi"], "stages/concept": ["develop"],
        "information": ["equal"], "log": [],
    }  # fmt: skip
