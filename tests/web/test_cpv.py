"""CPV codes lead from an initiative to who else buys the same."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.cast import an_initiative
from tests.core.cast import terms
from vakna.actions import demand, reference
from vakna.core.initiative import Cpv
from vakna.exchange.reference import ReferenceList
from vakna.records import clock
from vakna.web.market import address

pytestmark = pytest.mark.django_db


def test_codes_lead_to_the_market_and_are_named_where_the_list_is_loaded(client: Client) -> None:
    built = an_initiative(until="planned")

    def page(name: str) -> str:
        return client.get(f"/sv/initiatives/{built.key}/{name}").content.decode()

    unsaid = page("need/")
    demand.set_cpv(by="nils", at=built.at, initiative=built.key, codes=[Cpv("72000000"), Cpv("80500000")])
    bare, first, spread = page("need/"), page(""), page("spread/")
    row = {"code": "72000000", "sv": "IT-tjänster", "en": "IT services"}
    named = ReferenceList(name="cpv", source="cpv.csv", sha256="2" * 64, rows=(row,), dropped=0)
    reference.load(by=None, at=clock.now(), lists=[named])

    market = 'href="/sv/market/?cpv=72000000+80500000'
    assert "Inga CPV-koder är angivna." in unsaid
    assert ("<li>72000000</li>" in bare, market in bare) == (True, True)
    assert "<li>72000000 IT-tjänster</li><li>80500000</li>" in page("need/")
    assert ("CPV 72000000, 80500000" in first, market in first) == (True, True)
    assert "Se vilka som kan stå på tur, med skäl" in spread


def test_others_are_compared_with_the_first_buyer_that_is_real() -> None:
    said, body = replace(terms(), cpv=(Cpv("72000000"),)), terms().organisations[0]
    real = replace(body, key=said.buyers[0], number="212000-1850", invented=False)

    assert address.filled_in(replace(said, organisations=(real,))).endswith("?cpv=72000000&like=212000-1850")
    assert address.filled_in(replace(said, organisations=(replace(real, invented=True),))).endswith("?cpv=72000000")
    assert address.filled_in(replace(said, organisations=(replace(real, number=None, county="17"),))).endswith(
        "?cpv=72000000&county=17"
    )
    assert address.filled_in(terms()).endswith("/market/")
