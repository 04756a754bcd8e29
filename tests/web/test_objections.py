"""The register on the web: searched before anything is filed, no layer chosen beforehand, answers open to all."""

import re
from datetime import date
from typing import Any

import pytest

from tests.cast import an_initiative, said
from tests.web.filling import filled, sent
from tests.web.visitor import browser, queries, reads
from vakna.actions import oversight
from vakna.core.initiative import Key, Objection
from vakna.core.vocabulary import Layer
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/objections/"
CLAIM = "Vi får inte prata med leverantörer <i>innan</i>"


def _filed(*, answered: bool = True) -> None:
    built = an_initiative(until="rfi open")
    shared: dict[str, Any] = {"at": built.at, "initiative": "prov"}
    one = Objection(
        key=Key("o1"), number=0, at=built.at, claim=said(CLAIM), layer=Layer.INTERPRETATION, owner=Key("jorun")
    )
    oversight.file_objection(by="colin", objection=one, **shared)
    if answered:
        oversight.answer_objection(
            by="jorun", objection="o1", rule_says=said("Dialog får föras."), source="LOU 4 kap. 8 §",
            checked=date(2021, 5, 4), answer=said("Det går öppet."), turned_out=Layer.ROUTINE, **shared,
        )  # fmt: skip


def test_search_shows_the_earlier_answer_and_text_as_text() -> None:
    _filed()

    html = reads(f"{OF}search/?claim=prata+med+leverantör", "petra")

    assert ("Det går öppet." in html, "&lt;i&gt;innan" in html, "<i>innan" in html) == (True, True, False)


def test_no_layer_is_chosen_beforehand() -> None:
    an_initiative(until="planned")

    html = reads(f"{OF}new/", "petra")

    assert re.findall(r'name="layer"[^>]*checked', html) == []
    assert len(re.findall(r'type="radio"[^>]*name="layer"', html)) == 4


def test_filing_without_a_layer_is_refused() -> None:
    an_initiative(until="planned")

    answer = sent(browser("petra"), f"{OF}new/", claim="Nej", layer="")

    assert (answer.status_code, m.Objection.objects.count()) == (422, 0)


@pytest.mark.parametrize("layer", ["law", "principle"])
def test_law_and_principle_are_asked_for_by_name(layer: str) -> None:
    an_initiative(until="planned")

    answer = sent(browser("petra"), f"{OF}new/", claim="Nej", layer=layer)

    assert (answer.status_code, m.Objection.objects.count()) == (422, 0)


def test_the_like_of_an_earlier_claim_is_shown_once_before_it_is_filed() -> None:
    _filed()
    client = browser("petra")

    first = sent(client, f"{OF}new/", claim="Man får inte prata med leverantören", layer="law", law="lou")
    html = first.content.decode()
    mark = re.search(r'name="looked" value="([^"]+)"', html)
    assert mark is not None
    typed = filled(client, f"{OF}new/", claim="Man får inte prata med leverantören", layer="law", law="lou")
    again = client.post(f"{OF}new/", {**typed, "looked": mark[1]})

    assert (first.status_code, "Det går öppet." in html) == (200, True)
    assert (again.status_code, m.Objection.objects.count()) == (302, 2)


def test_claim_that_is_too_long_is_refused_and_kept() -> None:
    an_initiative(until="planned")

    answer = sent(browser("petra"), f"{OF}new/", claim="x" * 501, layer="routine")

    assert (answer.status_code, "x" * 501 in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("who", [None, "person-s1", "ulla"])
def test_answered_objection_is_read_by_all_with_its_statistic(who: str | None) -> None:
    _filed()

    register, one = reads(OF, who), reads(f"{OF}o1/", who)

    assert "1 av 1 besvarad invändning visade sig vara tolkning eller egen rutin." in register
    assert ("LOU 4 kap. 8 §" in one, "läs källan igen" in one, "juridisk rådgivning" in one) == (True, True, True)


@pytest.mark.parametrize(("who", "status"), [(None, 404), ("person-s1", 404), ("colin", 200)])
def test_unanswered_is_hidden_from_outsiders(who: str | None, status: int) -> None:
    _filed(answered=False)

    assert browser(who).get(f"{OF}o1/").status_code == status


def test_library_is_searched_by_words_and_layer() -> None:
    _filed()

    found = [
        "Det går öppet." in reads(f"/sv/objections/{query}")
        for query in ("", "?q=leverantörerna", "?q=lokaler", "?layer=routine", "?layer=law", "?layer=påhitt")
    ]

    assert found == [True, True, False, True, False, True]


def test_only_owner_procurer_and_lawyer_are_shown_the_way_to_answer() -> None:
    _filed(answered=False)

    shown = {who: f"{OF}o1/answer/" in reads(OF, who) for who in ("jorun", "ulla", "nils", "colin")}

    assert shown == {"jorun": True, "ulla": True, "nils": False, "colin": False}
    assert browser("nils").get(f"{OF}o1/answer/").status_code == 403


def test_pages_keep_the_budget_of_queries() -> None:
    _filed()

    asked = {path: queries(path, "ulla") for path in (OF, f"{OF}o1/", f"{OF}search/?claim=prata", f"{OF}o1/answer/")}

    assert {path: count for path, count in asked.items() if count > 20} == {}
    assert queries("/sv/objections/", "ulla") <= 12
