"""What everybody has to do, worked out together, is what each has to do, asked of the whole picture."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.generated import initiative
from vakna.core.initiative import Picture
from vakna.core.next_actions import next_actions, of_everybody
from vakna.core.next_actions.everybody import everybody
from vakna.core.people import actor_in
from vakna.core.vocabulary import InitiativeState, ParticipationState, StageState

_MIDDLE = datetime(2021, 7, 1, tzinfo=UTC)
"""Half of what the made pictures hold is before it, half after."""


def _one_by_one(picture: Picture, at: datetime) -> list[tuple[object, object]]:
    actors = [actor_in(picture, person, at) for person in everybody(picture)]
    return [(actor.person, one) for actor in actors for one in next_actions(picture, actor, at)]


SEEDS = (*range(30), 201, 216)
"""Thirty pictures as they come, and two in which a confirmation and an invoice are asked for."""


@pytest.mark.parametrize("seed", SEEDS)
def test_everybodys_actions_are_each_ones_asked_of_the_whole_picture(seed: int) -> None:
    picture, at = _alive(initiative(seed, full=seed % 2 == 0)), _MIDDLE + timedelta(days=7 * (seed % 30))

    assert list(of_everybody(picture, at)) == _one_by_one(picture, at)


def test_the_made_pictures_ask_suppliers_for_everything_that_suppliers_are_asked_for() -> None:
    pictures = [_alive(initiative(seed, full=seed % 2 == 0)) for seed in SEEDS]
    asked = {one.code for picture in pictures for _, one in of_everybody(picture, _MIDDLE)}
    of_suppliers = {
        "acknowledge", "answer-rfi", "approve-wording", "book-debrief", "confirm", "confirm-minutes", "deliver",
        "invoice", "tender",
    }  # fmt: skip

    assert of_suppliers - asked == set()


def _alive(picture: Picture) -> Picture:
    """Let the initiative run, its stages be open and its suppliers take part: an ended one asks nothing of them."""
    stages = tuple(replace(one, state=StageState.OPEN) for one in picture.terms.stages)
    taking = tuple(
        replace(one, state=ParticipationState.ACTIVE) if number % 2 == 0 else one
        for number, one in enumerate(picture.participations)
    )
    terms = replace(picture.terms, state=InitiativeState.ACTIVE, stages=stages)
    return replace(picture, terms=terms).with_rows(participations=taking)
