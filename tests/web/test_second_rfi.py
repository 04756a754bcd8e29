"""A second, deeper question to the market says what was learned since the first had closed, with the way to each."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import cast
from tests.cast import Built, said
from tests.web.visitor import browser, queries, reads
from vakna.actions import demand, dialogue, initiatives
from vakna.core.initiative import Insight, Key, Requirement, Stage
from vakna.core.vocabulary import Instrument, RequirementState, StageState
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

TOLD, ANSWER, LEARNED, WORDING = "Nya mått på rummet", "Elva.", "Vikarierna är många.", "Ryms på ett pass."
CHANGED = "Vad som har ändrats i kravbilden"


def _second(built: Built, **dates: Any) -> None:
    """Add the second one after the first, and place the first in time."""
    second = Stage(key=Key("rfi-2"), number=0, name=said("Djupare"), instrument=Instrument.RFI, follows=Key("rfi"))
    initiatives.add_stage(by="ulla", at=built.at, initiative="prov", stage=second, after="rfi")
    m.Stage.objects.filter(key="rfi").update(state=StageState.CLOSED, deadline=built.at - timedelta(days=1), **dates)


def _learn(built: Built) -> None:
    """Tell all, answer, rewrite the need, note an insight and change the specification: all after the first closed."""
    shared: dict[str, Any] = {"at": built.at, "initiative": "prov"}
    dialogue.ask(by="person-s1", **shared, stage="rfi", question=said("Hur många?"), organisation="org-s1", key="f")
    _second(built)
    dialogue.broadcast(by="ulla", **shared, stage="rfi", subject=said(TOLD), body=said("Tre meter."), key="info")
    dialogue.answer(by="ulla", **shared, question="f", said=said(ANSWER))
    [need] = pictures.take("prov").terms.needs
    rewritten = replace(need, version=2, at=built.at, unmet=said("Inget räcker."), why=said("Vi mötte nattpersonalen."))
    demand.revise_need(by="nils", **shared, need=rewritten)
    insight = Insight(key=Key("i"), at=built.at, learned=said(LEARNED), source=said("Möte."))
    dialogue.add_insight(by="ulla", **shared, insight=insight)
    item = Requirement(
        item=Key("k"), version=1, at=built.at, state=RequirementState.PROPOSED, wording=said(WORDING), why=said("Lärt.")
    )
    dialogue.set_requirement(by="ulla", **shared, requirement=item)
    m.Stage.objects.filter(key="rfi-2").update(
        state=StageState.OPEN, published_at=built.at + timedelta(hours=1), deadline=built.at + timedelta(days=30)
    )


def _page(who: str | None = None, stage: str = "rfi-2") -> str:
    return reads(reverse("stage", args=["prov", stage]), who)


def test_page_of_the_second_tells_what_is_public_to_all_and_the_rest_to_those_who_may_see_it() -> None:
    _learn(cast.an_initiative(until="rfi open"))
    outside, inside = _page(), _page("ulla")
    need = reverse("need_diff", args=["prov"]) + "?need=behov&amp;from=1&amp;to=2"
    public = [
        f'href="{reverse("information", args=["prov"])}#b-info">{TOLD}</a>', f'href="{need}"',
        "Vi mötte nattpersonalen.",
        f'href="{reverse("questions", args=["prov", "rfi"])}">En fråga har fått svar</a>',
    ]  # fmt: skip
    changes = inside.partition(f'href="{reverse("requirements_diff", args=["prov"])}')[2].partition('"')[0]
    read = reads(reverse("requirements_diff", args=["prov"]) + changes.replace("&amp;", "&"), "ulla")

    assert [one for page in (outside, inside) for one in public if one not in page] == []
    assert [one in outside for one in (LEARNED, CHANGED, WORDING)] == [False] * 3
    assert (LEARNED in inside, CHANGED in inside, WORDING in read) == (True, True, True)
    assert 'id="learned"' not in _page(stage="rfi")
    assert queries(reverse("stage", args=["prov", "rfi-2"]), "ulla") <= 20


def test_what_came_before_the_first_had_closed_or_after_the_second_was_published_is_not_told() -> None:
    built = cast.an_initiative(until="rfi open")
    _learn(built)
    m.Stage.objects.filter(key="rfi").update(deadline=built.at + timedelta(minutes=1))
    late = _page()
    m.Stage.objects.filter(key="rfi").update(deadline=built.at - timedelta(days=2))
    m.Stage.objects.filter(key="rfi-2").update(published_at=built.at - timedelta(days=1))
    early = _page("ulla")

    assert [TOLD in page.partition('id="learned"')[2].partition("<h2")[0] for page in (late, early)] == [False] * 2
    assert all("Inget är publicerat sedan RFI stängde." in page for page in (late, early))


def test_first_that_is_still_open_has_taught_nothing_yet() -> None:
    built = cast.an_initiative(until="rfi open")
    second = Stage(key=Key("rfi-2"), number=0, name=said("Djupare"), instrument=Instrument.RFI, follows=Key("rfi"))
    initiatives.add_stage(by="ulla", at=built.at, initiative="prov", stage=second, after="rfi")

    assert 'id="learned"' not in _page("ulla")
    assert browser().get(reverse("stage", args=["prov", "rfi-2"])).status_code == 200
