"""The priority board: an organisation's own, judged three ways, beside what it has a year."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.cast import an_initiative, kr, said
from tests.web.visitor import browser, queries, reads
from vakna.actions import priorities
from vakna.core.priorities import PlannedHalf, YearFrame, years
from vakna.core.refusal import BadInput, NotAllowed, NotFound
from vakna.records import models as m

pytestmark = pytest.mark.django_db
BOARD = "/sv/priorities/"


def _placed(key: str, own_value: int, shared_need: int = 3, why: str = "Bra.") -> None:
    at = m.Summary.objects.get(initiative__key=key).updated_at
    grades = {"own_value": own_value, "shared_need": shared_need, "readiness": 2}
    priorities.place(by="nils", at=at, initiative=key, why=said(why), **grades)


def test_board_is_ordered_by_the_rule_that_is_asked_for_and_the_last_judgement_stands() -> None:
    an_initiative(until="planned", key="forst")
    an_initiative(until="planned", key="sist")
    an_initiative(until="rfi open", key="obedomd")
    _placed("forst", 1, why="Gammalt skäl.")
    _placed("forst", 2, shared_need=5, why="<b>Litet</b> värde.")
    _placed("sist", 4, why="Stort värde.")

    def order(query: str) -> list[str]:
        page = reads(f"{BOARD}?{query}", "nils")
        found = {key: page.index(reverse("need", args=[key])) for key in ("forst", "sist", "obedomd")}
        return sorted(found, key=lambda key: found[key])

    page = reads(BOARD, "ulla")
    assert order("") == ["sist", "forst", "obedomd"]
    assert order("sort=shared_need") == ["forst", "sist", "obedomd"]
    assert "&lt;b&gt;Litet&lt;/b&gt; värde." in page
    assert "Gammalt skäl." not in page
    assert queries(BOARD, "nils") <= 12


def test_year_that_goes_over_its_frame_says_by_how_much() -> None:
    built = an_initiative(until="planned")
    halves = tuple(PlannedHalf(year=2027, half=one, money=kr(100_000), months=Decimal("1.5")) for one in (1, 2))
    priorities.plan(by="nils", at=built.at, initiative=built.key, halves=halves)
    frame = YearFrame(year=2027, money=kr(150_000), months=Decimal(6))
    priorities.set_frame(by="nils", at=built.at, frame=frame)
    [year] = years([halves], [frame])

    page = reads(BOARD, "nils").replace("\xa0", " ")

    assert (year.over_money, year.over_months, year.months) == (kr(50_000), Decimal(0), Decimal(3))
    assert "50 000 kr över ramen." in page
    assert "Planerna går över ramen 2027." in page


def test_board_is_its_organisations_own() -> None:
    built = an_initiative(until="planned")
    _placed(built.key, 5, why="Internt skäl.")

    assert browser().get(BOARD).status_code == 403
    assert "Internt skäl." not in reads(BOARD, "stranger")
    assert [browser(who).get(reverse("place", args=["prov"])).status_code for who in ("nils", "ulla")] == [200, 403]
    table = browser("nils").get(f"{BOARD}board.csv").content.decode("utf-8-sig")
    assert "Internt skäl." in table


def test_what_cannot_be_ordered_is_refused() -> None:
    built = an_initiative(until="planned")
    shared = {"at": built.at, "initiative": built.key}
    fine = {"own_value": 3, "shared_need": 3, "readiness": 3, "why": said("Ja.")}
    far = YearFrame(year=1900, money=kr(1), months=Decimal(0))
    m.Person.objects.filter(key="stranger").update(may_start_initiatives=True)

    with pytest.raises(BadInput, match="priority-grade"):
        priorities.place(by="nils", **shared, **{**fine, "readiness": 6})
    with pytest.raises(NotAllowed, match="may-not-start"):
        priorities.place(by="ulla", **shared, **fine)
    with pytest.raises(NotFound, match="no-such-initiative"):
        priorities.place(by="stranger", **shared, **fine)
    with pytest.raises(BadInput, match="priority-year"):
        priorities.set_frame(by="nils", at=built.at, frame=far)
