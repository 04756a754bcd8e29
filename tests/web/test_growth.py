"""A supplier's ability to grow on the web: its own and the assessors' alone, written by nobody else."""

from dataclasses import replace

import pytest

from tests.cast import Built, an_initiative, said
from tests.web.visitor import browser, reads
from vakna.actions import growth, initiatives, selection
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Claim, Criterion, Key, Resource
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/"
SUMS = {"revenue": "40 000", "serve": "8 000", "load": "5 000", "win": "7 000", "fixed": "100 000"}
TYPED = {f"{name}_{count}": said for name, said in SUMS.items() for count in (1, 5, 12, 40)}


def _attracted(built: Built, by: str = "person-s1", participation: str = "s1", key: str = "resurs") -> None:
    one = Resource(
        key=Key(key), participation=Key(participation), at=built.at, kind=v.ResourceKind.SKILLS,
        from_whom=said("Skolan."), scope=said("En <i>lärare</i>."), status=v.ResourceStatus.PROMISED,
        ground=said("Avtalet är inte klart."),
    )  # fmt: skip
    growth.set_resource(by=by, at=built.at, initiative="prov", resource=one)


def test_only_the_supplier_and_those_who_assess_see_the_page() -> None:
    _attracted(an_initiative(until="concept open"))

    found = {who: browser(who).get(f"{OF}suppliers/s1/growth/").status_code for who in (
        "person-s1", "asta", "rut", "person-s2", "colin", "inga", "oskar", "folke", "stranger", None)}  # fmt: skip

    assert found == {"person-s1": 200, "asta": 200, "rut": 200} | dict.fromkeys(
        ("person-s2", "colin", "inga", "oskar", "folke", "stranger", None), 404
    )
    html = reads(f"{OF}suppliers/s1/growth/", "asta")
    assert ("&lt;i&gt;lärare" in html, "Avtalet är inte klart." in html, "resources/new" in html) == (True, True, False)


def test_figures_become_a_version_with_margin_and_break_even() -> None:
    an_initiative(until="concept open")
    post = browser("person-s1").post
    where = f"{OF}suppliers/s1/growth/economics/"

    first = post(where, {**TYPED, "basis": "Uppskattat.", "once": "a"})
    second = post(where, {**TYPED, "revenue_1": "50 000", "basis": "Mätt.", "once": "b"})
    html = reads(f"{OF}suppliers/s1/growth/", "person-s1")

    assert (first.status_code, second.status_code) == (302, 302)
    assert [it.version for it in pictures.take("prov", {"growth"}).economics] == [1, 2]
    assert ("version 2" in html, "Bär sig från 4 kunder." in html, "20\xa0000\xa0kr" in html) == (True, True, True)
    assert "−70\xa0000\xa0kr" in html


def test_nobody_writes_for_another_supplier_or_after_the_end() -> None:
    built = an_initiative(until="decided")
    refused = [("ulla", "s1"), ("person-s2", "s1"), ("person-s3", "s3")]

    for by, participation in refused:
        with pytest.raises(Refusal):
            _attracted(built, by, participation)

    assert m.Resource.objects.count() == 0
    assert browser("person-s3").get(f"{OF}suppliers/s3/growth/").status_code == 200
    assert "resources/new" not in reads(f"{OF}suppliers/s3/growth/", "person-s3")


def test_a_stage_that_asks_for_equity_alone_is_refused_and_its_required_levels_are_published() -> None:
    built = an_initiative(until="planned")
    stage = pictures.take("prov", ()).stage("concept")
    only = Criterion(
        key=Key("pengar"), number=9, group=v.CriterionGroup.RESOURCES, kind=v.CriterionKind.OPTION_GROUND,
        title=said("Andel riskkapital"),
    )  # fmt: skip

    with pytest.raises(Refusal) as refused:
        initiatives.plan_stage(
            by="ulla", at=built.at, initiative="prov", stage=replace(stage, criteria=(*stage.criteria, only))
        )
    answer = browser("ulla").post(f"{OF}stages/concept/readiness/", {"need": "4", "team": "", "once": "a"})

    assert [one.code for one in refused.value.problems] == ["criterion-equity-alone"]
    assert answer.status_code == 302
    levels = pictures.take("prov", ()).stage("concept").readiness
    assert [(one.dimension, one.level) for one in levels] == [("need", 4)]


def test_readiness_is_drawn_from_what_was_handed_in_beside_what_is_required() -> None:
    built = an_initiative(until="concept open")
    empty = reads(f"{OF}suppliers/s1/growth/", "person-s1")
    claim = Claim(dimension=v.ReadinessDimension.TEAM, level=5)
    answers = (Answer(topic=Key("team"), said=said("Vi är fyra."), claim=claim),)
    selection.hand_in(by="person-s1", at=built.at, initiative="prov", stage="concept", answers=answers)

    html = reads(f"{OF}suppliers/s1/growth/", "asta")

    assert ("Ingen mognad är visad än" in empty, 'id="readiness-wide-title"' in html) == (True, True)
    assert ("Vi är fyra." in html, "Roller och ansvar är fördelade" in html) == (True, True)
