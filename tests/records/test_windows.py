"""A window shows what the whole picture shows: the same rows, redacted the same for everybody, in the page's order."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q

from tests import cast, many
from tests.cast import Built, said
from vakna.actions import dialogue
from vakna.core import specification, visibility
from vakna.core.initiative import Insight, Key, Picture, Requirement
from vakna.core.people import actor_in
from vakna.core.vocabulary import RequirementState
from vakna.records import models as m
from vakna.records import pictures, windows

pytestmark = pytest.mark.django_db

_WHO = ("ulla", "asta", "oskar", "person-s1", "stranger", None)
_ORDER = (RequirementState.CURRENT, RequirementState.PROPOSED, RequirementState.DROPPED)
_PAGE = 4


@pytest.fixture
def built() -> Built:
    """An initiative under contract with a specification of ten items of six versions, some of them from an insight."""
    built = cast.an_initiative(until="concept open")
    many.versions(built, items=10, each=6)
    for number, one in enumerate(m.Requirement.objects.all()):
        one.at += timedelta(minutes=number % 7)
        one.because = ("insikt",) if number % 3 else ("saknas",)
        one.save()
    insight = Insight(key=Key("insikt"), at=built.at, learned=said("Lärt."), source=said("Möte."))
    dialogue.add_insight(by="ulla", at=built.at, initiative=built.key, insight=insight)
    return built


def _seen(built: Built, who: str | None, **window: windows.Window) -> tuple[Picture, windows.Shown | None]:
    """Give what somebody sees: of the whole picture, or through a window."""
    through: Any = {name: lambda _, it=it: it for name, it in window.items()}
    parts = ("learning", "gates") if window else ("learning", "gates", "specification", "questions")
    look = pictures.look(built.key, parts, windows=through)
    actor = actor_in(look.picture, who, built.at)
    [shown] = look.shown.values() or [None]
    return visibility.seen_by(look.picture, actor, at=built.at), shown


def _instants(built: Built) -> list[datetime]:
    return [built.at - timedelta(hours=hours) for hours in (9, 4, 2)] + [built.at + timedelta(hours=1)]


def test_items_are_those_of_the_whole_picture_at_any_instant(built: Built) -> None:
    for who in _WHO:
        whole, _ = _seen(built, who)
        for at in _instants(built):
            then = specification.items_at(whole.requirements, at)
            assert _pages_of_items(built, who, at) == sorted(then, key=lambda it: (_ORDER.index(it.state), it.item))


def _pages_of_items(built: Built, who: str | None, at: datetime) -> list[Requirement]:
    found: list[Requirement] = []
    for page in (1, 2, 3):
        window = windows.items(built.key, at, earlier=2, and_item="punkt-003", size=_PAGE, page=page)
        seen, shown = _seen(built, who, requirements=window)
        assert shown is not None
        if shown.page == page:
            found += seen.requirements[: shown.rows]
    return found


def test_versions_of_an_item_are_those_of_the_whole_picture(built: Built) -> None:
    for who in _WHO:
        whole, _ = _seen(built, who)
        its = sorted((it for it in whole.requirements if it.item == "punkt-003"), key=lambda it: -it.version)
        seen, shown = _seen(built, who, requirements=windows.versions(built.key, "punkt-003", asked=[1], size=_PAGE))
        beside = [it for it in seen.requirements if it.item == "punkt-003"]

        assert shown is not None
        assert list(seen.requirements[: shown.rows]) == its[:_PAGE]
        assert beside == [it for it in its if it.version != 2]


def test_differences_between_instants_are_those_of_the_whole_picture(built: Built) -> None:
    before, _, after, _ = _instants(built)
    for who in _WHO:
        whole, _ = _seen(built, who)
        pairs = specification.compare(whole, before, after)
        seen, shown = _seen(built, who, requirements=windows.differences(built.key, before, after, size=_PAGE))
        assert shown is not None
        items = {it.item for it in seen.requirements[: shown.rows]}

        told = tuple(one for one in specification.compare(seen, before, after) if one.item in items)
        assert told == pairs[:_PAGE]
        assert not pairs or shown.count == len(pairs)


def test_questions_that_wait_are_those_of_the_whole_picture(built: Built) -> None:
    many.questions(built, 5, stage="concept")
    asker = m.Organisation.objects.get(key="org-s1")
    m.Question.objects.filter(number__gt=3).update(answer=None, answered_at=None, asker=asker)
    window = windows.Window(where=Q(answer__isnull=True), order=("-number",))

    for who in _WHO:
        whole, _ = _seen(built, who)
        seen, _ = _seen(built, who, questions=window)
        assert list(seen.questions) == [one for one in reversed(whole.questions) if one.answer is None]
