"""Two versions of the need side by side: any two, for anybody who may read the need."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from tests import cast
from tests.cast import Built, said
from tests.web.visitor import browser, queries, reads
from vakna.actions import demand
from vakna.core.initiative import Need
from vakna.records import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def built() -> Built:
    """An initiative whose need has been written three times: first fewer users, then an obstacle that came and went."""
    built = cast.an_initiative(until="planned")
    [first] = pictures.take(built.key).terms.needs
    obstacles = said("Ont om <b>tid</b>.")
    second = _rewritten(built, first, users=said("Alla som arbetar natt."), organisational_obstacles=obstacles)
    _rewritten(built, second, organisational_obstacles=None, why=said("Tiden fanns."))
    return built


def _rewritten(built: Built, before: Need, **texts: object) -> Need:
    new = replace(before, version=before.version + 1, at=built.at, **texts)  # type: ignore[arg-type]
    demand.revise_need(by="nils", at=built.at, initiative=built.key, need=new)
    return new


def _where(query: str = "") -> str:
    return reverse("need_diff", args=["prov"]) + (f"?{query}" if query else "")


def _changed(page: str) -> dict[str, list[str]]:
    """Give the words that are struck through or underlined, by the heading they stand under."""
    sections = re.findall(r"<section><h2>(.*?)</h2>(.*?)</section>", page, re.DOTALL)
    return {title: re.findall(r"<(?:del|ins)><span[^>]*>.*?</span>(.*?)<span", body) for title, body in sections}


def test_last_two_versions_are_compared_for_anybody_and_any_two_that_are_asked_for(built: Built) -> None:
    latest, first_to_last, back = (reads(_where(query)) for query in ("", "from=1&to=3", "need=behov&from=3&to=2"))

    assert _changed(latest) == {"Hinder i organisationen": ["Ont om &lt;b&gt;tid&lt;/b&gt;."]}
    assert "Det här var inte skrivet." in latest
    assert "Tiden fanns." in latest
    assert list(_changed(first_to_last)) == ["Vilka har behovet?"]
    assert _changed(back) == _changed(latest)
    assert "Texten är densamma" in reads(_where("from=2&to=2"))


def test_need_page_leads_to_the_comparison_once_there_is_something_to_compare(built: Built) -> None:
    page = reads(reverse("need", args=["prov"]))
    cast.an_initiative(until="planned", key="ny")

    assert f'{_where("need=behov")}"' in page
    assert f'{_where("need=behov&amp;from=1&amp;to=3")}"' in page
    assert "compare" not in reads(reverse("need", args=["ny"]))
    assert "bara en version än" in reads(reverse("need_diff", args=["ny"]))


def test_version_and_need_that_are_not_there_are_refused(built: Built) -> None:
    anybody = browser()

    assert [anybody.get(_where(f"from={one}")).status_code for one in ("9", "x", "-1")] == [422] * 3
    assert anybody.get(_where("need=saknas")).status_code == 404
    assert anybody.post(_where()).status_code == 405
    assert queries(_where("from=1&to=3")) <= 20
