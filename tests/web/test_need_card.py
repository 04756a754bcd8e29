"""The need card: what stands in the way in law and in organisation, and how large the need is."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from tests import cast
from tests.cast import said
from tests.web.visitor import browser, reads
from vakna.actions import demand
from vakna.core.initiative import Figure, Need, Text
from vakna.records import pictures

pytestmark = pytest.mark.django_db

_LAW, _ORGANISATION, _OLD = "Sekretessen måste prövas.", "Ingen har tid.", "Tiden och lagen."
_PARTS = {"statement": "Ingen hinner.", "purpose": "Lugn.", "users": "Vi.", "now": "Oro.", "wanted": "Lugn."}


def _last() -> Need:
    return pictures.take("prov").terms.needs[-1]


def _revise(language: str = "sv", **typed: str) -> int:
    where = reverse("revise_need", args=["prov"]).replace("/sv/", f"/{language}/")
    given = {**_PARTS, "why": "Vi vet mer.", "version": str(_last().version + 1), **typed}
    with translation.override("sv"):  # a visit in English leaves English behind
        return browser("nils").post(where, given).status_code


def test_obstacles_are_written_apart_and_what_was_written_before_stays_until_it_is_moved() -> None:
    cast.an_initiative(until="planned")
    first = _last()
    written = {name: said(one) for name, one in _PARTS.items()}
    old = Need(version=2, at=first.at, owner=first.owner, obstacles=said(_OLD), **written)
    demand.revise_need(by="nils", at=first.at, initiative="prov", need=old)

    asked = reads(reverse("revise_need", args=["prov"]), "nils")
    assert _revise(obstacles=_OLD, legal_obstacles=_LAW) == 302
    kept = _last()
    assert _revise(obstacles="", legal_obstacles=_LAW, organisational_obstacles=_ORGANISATION) == 302
    moved, card = _last(), reads(reverse("need", args=["prov"]))

    assert _OLD in asked
    assert (kept.obstacles, kept.legal_obstacles, kept.organisational_obstacles) == (said(_OLD), said(_LAW), None)
    assert (moved.obstacles, moved.organisational_obstacles) == (None, said(_ORGANISATION))
    assert "Hinder i lag och regler" in card
    assert 'name="obstacles"' not in reads(reverse("revise_need", args=["prov"]), "nils")


def test_size_is_written_line_by_line_and_keeps_its_languages() -> None:
    cast.an_initiative(until="planned")

    assert _revise(figures="130 000–150 000; har sjukdomen; Rapport 2021\n86,5; bor här") == 302
    label = Text({"sv": "har sjukdomen"})
    read = (
        Figure(label=label, low=Decimal(130_000), high=Decimal(150_000), source="Rapport 2021"),
        Figure(label=said("bor här"), low=Decimal("86.5")),
    )
    assert _last().figures == read
    assert _revise("en", figures="130,000–150,000; har sjukdomen; Rapport 2021\n86.5; live here") == 302
    assert _last().figures == (read[0], Figure(label=Text({"en": "live here"}), low=Decimal("86.5")))
    assert [_revise(figures=wrong) for wrong in ("många; har det", "12 har det", "1,5;\n")] == [422, 422, 422]
