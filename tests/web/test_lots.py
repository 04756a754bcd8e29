"""Lots: written on the procurement, given places in each stage, and handed in for one by one."""

import pytest
from django.test import Client

from tests.cast import an_initiative, person, said
from tests.web.filling import filled, sent
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Lot, LotPlaces
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

_LOTS = (Lot(key=Key("del-1"), name=said("Boenden")), Lot(key=Key("del-2"), name=said("Hemtjänst")))


def _client(by: str) -> Client:
    client = Client()
    client.force_login(person(by))
    return client


def test_lots_are_written_one_a_line_and_each_stage_sets_its_places_in_each() -> None:
    an_initiative(until="planned")
    client = _client("ulla")
    page = "/sv/initiatives/prov/procurements/u1/"
    client.post(page, filled(client, page, lots="Boenden\nHemtjänst"))
    stage = "/sv/initiatives/prov/stages/concept/edit/"
    client.post(stage, filled(client, stage, regime="sealed", gate="award", **{"lot_del-1": "2", "lot_del-2": "3"}))

    terms = pictures.take("prov", ()).terms
    concept = pictures.take("prov", ()).stage(Key("concept"))
    assert terms.procurements[0].lots == _LOTS
    assert concept.lot_places == (LotPlaces(lot=Key("del-1"), places=2), LotPlaces(lot=Key("del-2"), places=3))
    assert (concept.places, concept.regime, concept.gate) == (5, v.Regime.SEALED, v.GateKind.AWARD)


def test_a_supplier_hands_in_for_each_lot_on_its_own_and_says_which() -> None:
    an_initiative(until="call open")
    m.Procurement.objects.filter(initiative__key="prov").update(lots=_LOTS)
    client, where = _client("person-s1"), "/sv/initiatives/prov/stages/call/hand-in/"

    page = client.get(where).content.decode()
    for lot in ("del-1", "del-2"):
        assert f'href="{where}?lot={lot}"' in page
        sent(client, f"{where}?lot={lot}", do="hand_in", need="Vi gick med dem en dag.")

    taken = m.Participation.objects.filter(initiative__key="prov", procurement__key="u1").order_by("lot")
    assert list(taken.values_list("organisation__key", "lot", "submissions__version")) == [
        ("org-s1", "del-1", 1), ("org-s1", "del-2", 1),
    ]  # fmt: skip
    assert client.get(f"{where}?lot=del-9").status_code == 422
    assert client.get(where).content.decode().count("Version 1 inlämnad") == 2
