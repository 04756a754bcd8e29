"""Readiness over time: the start, what each stage requires, and what was shown there, from what was handed in."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, day, picture, taking_part
from vakna.core import readiness, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Claim, Key, Picture, RequiredLevel, Submission, text
from vakna.core.refusal import BadInput

NEED, TEAM = v.ReadinessDimension.NEED, v.ReadinessDimension.TEAM


def _handed_in(stage: str, level: int, *, version: int = 1, of: v.ReadinessDimension = NEED, **rest: Any) -> Submission:
    said = text(f"Nivå {level}.")
    answer = Answer(topic=Key("need"), said=said, claim=Claim(dimension=of, level=level))
    return Submission(
        key=Key(f"h-{stage}-{version}"), stage=Key(stage), participation=Key("s-alfa"), version=version,
        received_at=day(6), answers=(answer,), **rest,
    )  # fmt: skip


def _picture(*submissions: Submission, required: int | None = None) -> Picture:
    asks = (RequiredLevel(dimension=NEED, level=required),) if required else ()
    stages = (CALL, CONCEPT, replace(PROTOTYPE, readiness=asks))
    return picture(*stages, participations=taking_part(), submissions=submissions)


def test_a_dimension_goes_from_its_start_to_what_was_shown_last() -> None:
    whole = _picture(_handed_in("koncept", 3), _handed_in("prototyp", 6), required=5)

    [track] = readiness.tracks(whole, "s-alfa")

    steps = [(it.stage, it.required, it.shown, it.falls_short) for it in track.steps]
    assert steps == [("koncept", None, 3, False), ("prototyp", 5, 6, False)]
    assert (track.dimension, track.start, track.now, track.required, track.change) == (NEED, 3, 6, 5, 3)
    assert readiness.tracks(whole, "s-beta")[0].now is None


def test_the_latest_version_that_was_not_withdrawn_counts() -> None:
    whole = _picture(_handed_in("koncept", 3), _handed_in("koncept", 4, version=2))
    gone = _picture(_handed_in("koncept", 3), _handed_in("koncept", 4, version=2, withdrawn_at=day(7)))

    assert [one.now for one in readiness.tracks(whole, "s-alfa")] == [4]
    assert readiness.tracks(gone, "s-alfa") == ()


def test_less_than_required_falls_short_and_what_is_not_shown_does_not() -> None:
    shown = readiness.tracks(_picture(_handed_in("prototyp", 4), required=5), "s-alfa")
    waits = readiness.tracks(_picture(required=5), "s-alfa")

    assert [[it.falls_short for it in one.steps] for one in (*shown, *waits)] == [[True], [False]]
    assert (waits[0].start, waits[0].now, waits[0].change) == (None, None, 0)


@pytest.mark.parametrize("levels", [((NEED, 0),), ((NEED, 10),), ((NEED, 3), (TEAM, 3), (NEED, 4))])
def test_a_level_outside_the_scale_or_said_twice_is_refused(levels: tuple[tuple[Any, int], ...]) -> None:
    with pytest.raises(BadInput) as refused:
        readiness.check_required(RequiredLevel(dimension=of, level=level) for of, level in levels)

    assert refused.value.code == "readiness-level"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_level_of_every_dimension_has_words_of_its_own(language: str) -> None:
    said = [
        words.CORE.say(language, f"readiness.level.{of.value}.{level}")
        for of in v.ReadinessDimension for level in readiness.LEVELS
    ]  # fmt: skip

    assert (len(said), len(set(said))) == (54, 54)
