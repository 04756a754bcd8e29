"""Karlstad's figures, read from the pages: of the published history, and of the practice case performed again.

Source of the figures: the seed, Demand Acceleration in Karlstad: 7 x 25,000 + 3 x 50,000 kronor, 7, 3 and 1 suppliers.
"""

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from tests.journeys.reading import Read
from vakna.actions import demo
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db

SWEDISH = {
    "ladder": "Pengar per etapp",
    "counts": "Så har det spridits",
    "notes": ["7 leverantörer", "3 leverantörer", "1 leverantör"],
    "figures": ["325 000 kr", "77 %"],
    "stages": {"Koncept": "175 000 kr", "Prototyp": "150 000 kr"},
    "shares": {"1": "325 000 kr", "12": "27 083 kr", "nästan 30": "drygt 10 833 kr", "nära 40": "drygt 8 125 kr"},
}
ENGLISH = {
    "ladder": "Money by stage",
    "counts": "How it has spread",
    "notes": ["7 suppliers", "3 suppliers", "1 supplier"],
    "figures": ["SEK 325,000", "77%"],
    "stages": {"Concept": "SEK 175,000", "Prototype": "SEK 150,000"},
    "shares": {
        "1": "SEK 325,000",
        "12": "SEK 27,083",
        "almost 30": "just over SEK 10,833",
        "nearly 40": "just over SEK 8,125",
    },
}


@pytest.fixture
def told() -> None:
    demo.build(at=clock.now())


def _read(client: Client, route: str, key: str, lang: str) -> Read:
    with translation.override(lang):
        answer = client.get(reverse(route, args=[key]))
    assert answer.status_code == 200
    return Read(answer.content.decode())


@override_settings(VAKNA_DEMO=True)
def test_pages_tell_the_figures_of_karlstad_when_its_history_is_read_and_when_it_is_performed_again(told: None) -> None:
    member = Client()
    member.force_login(m.Person.objects.get(key="maja-lindqvist"))
    for client, key in ((Client(), "karlstad-1"), (member, "ovningsfallet-klart")):
        for lang, wanted in (("sv", SWEDISH), ("en", ENGLISH)):
            assert figures(client, key, lang) == wanted, f"{key} in {lang}"


def figures(client: Client, key: str, lang: str) -> dict[str, object]:
    """Read Karlstad's figures from an initiative's pages."""
    wanted = SWEDISH if lang == "sv" else ENGLISH
    page, spread = (_read(client, route, key, lang) for route in ("initiative", "spread"))
    return {
        "ladder": wanted["ladder"],
        "counts": wanted["counts"],
        "notes": page.notes,
        "figures": page.figures,
        "stages": _pairs(page, str(wanted["ladder"]), 0, 3, keep=wanted["stages"]),
        "shares": _pairs(spread, str(wanted["counts"]), 1, 2, keep=wanted["shares"]),
    }


def _pairs(page: Read, caption: str, name: int, value: int, *, keep: object) -> dict[str, str]:
    pairs = dict(zip(page.column(caption, name), page.column(caption, value), strict=True))
    return {one: pairs.get(one, "") for one in keep}  # type: ignore[attr-defined]
