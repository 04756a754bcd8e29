"""The procurement as its own page: its value over all stages, the dated limit, named buyers and its cancelling."""

import re

import pytest
from django.test import Client

from tests.cast import Built, an_initiative, kr, person
from tests.web.filling import filled
from vakna.core.initiative import Key, NamedBuyer
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

_PAGE = "/sv/initiatives/prov/procurements/u1/"


def _client(by: str = "ulla") -> Client:
    client = Client()
    client.force_login(person(by))
    return client


def _text(client: Client, address: str = _PAGE) -> str:
    page = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def _built(until: str = "planned") -> Built:
    return an_initiative(until=until)


def test_the_value_is_counted_over_every_stage_and_measured_against_the_limit() -> None:
    _built()
    m.Stage.objects.filter(key="use").update(pay=None)
    client = _client()
    client.post(_PAGE, filled(client, _PAGE, same_kind_this_year="600 000", option_value="0", purchase_value="0"))

    text = _text(client)

    assert "Koncept 3 25 000 kr 75 000 kr" in text
    assert "Prototyp 2 50 000 kr 100 000 kr" in text
    assert "Känt så här långt 175 000 kr" in text
    assert "Räknas mot gränsen 775 000 kr" in text
    assert "Gränsen är en daterad uppgift, inte juridisk rådgivning." in text


def test_named_buyers_are_written_with_a_maximum_until_the_notice_is_out() -> None:
    _built()
    client, address = _client(), f"{_PAGE}named-buyers/"

    posted = filled(client, address, organisation_0="granby", max_quantity_0="12", max_value_0="300 000")
    client.post(address, posted)

    [one] = pictures.take("prov", ()).terms.procurements
    assert one.named_buyers == (NamedBuyer(organisation=Key("granby"), max_quantity=12, max_value=kr(300_000)),)
    assert "Granby kommun · högst 12 · högst 300 000 kr" in _text(client)


def test_a_criterion_is_put_in_by_one_press_with_the_evidence_of_its_stage_and_what_was_typed_is_kept() -> None:
    _built()
    client, address = _client(), "/sv/initiatives/prov/stages/prototype/criteria/"
    posted = filled(client, address, title_0="Träffar behovet bättre")

    client.post(address, {**posted, "pick": "freedom-to-spread"})

    [first, *_, last] = pictures.take("prov", ()).stage(Key("prototype")).criteria
    assert first.title.said("sv") == "Träffar behovet bättre"
    assert (last.key, last.number, last.title.said("en")) == ("freedom-to-spread", 5, "Rights do not hinder spread")
    assert last.guidance is not None
    assert "finns redan" in _text(client, address)


def test_the_plan_offers_to_open_again_and_to_cancel_only_what_may_be() -> None:
    _built("concept closed")
    links = re.findall(r'href="/sv/initiatives/prov/stages/(\w+)/(reopen|cancel|another-round|restore)/"',
                       _client().get("/sv/initiatives/prov/plan/").content.decode())  # fmt: skip

    assert sorted(set(links)) == [
        ("call", "another-round"), ("concept", "cancel"), ("concept", "reopen"), ("need", "another-round"),
        ("rfi", "another-round"),
    ]  # fmt: skip
