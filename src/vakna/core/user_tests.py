"""Tests with users: when an invitation takes answers, and how each scenario went, counted. Knows no page."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .initiative import Feedback, Picture, Scenario, ScenarioAnswer, Text, UserTest
from .refusal import BadInput, Conflict, TooLate
from .vocabulary import HowItWent

MOST_SCENARIOS = 12
"""More than this nobody manages in one sitting."""

MOST_ANSWERS = 1_000
"""So many may answer one test: a link that has gone astray must not fill the house."""

LONGEST = 2_000
"""The longest text, in letters, that one test user can leave in one place."""

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""The letters of an invitation's secret: none that is mistaken for another when it is read from paper."""

SECRET_LENGTH = 24
"""Letters of the secret: 24 of 31 are 118 bits."""


def digest(secret: str) -> str:
    """Give the hash under which an invitation's secret is kept, however it was typed (spaces, hyphens, capitals)."""
    typed = "".join(letter for letter in secret.lower() if letter.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()


def grouped(secret: str) -> str:
    """Write a secret in groups of four, as it is read aloud and typed."""
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def check(test: UserTest) -> None:
    """Refuse (`BadInput`) a test that nobody could do: without scenarios, with too many, or closed before it opens."""
    if not test.scenarios:
        raise BadInput("user-test-without-scenarios", path="scenarios")
    if len(test.scenarios) > MOST_SCENARIOS:
        raise BadInput("user-test-scenarios", path="scenarios", most=MOST_SCENARIOS)
    if len({one.key for one in test.scenarios}) < len(test.scenarios):
        raise BadInput("key-twice", path="scenarios", key=test.scenarios[0].key)
    if test.closes <= test.opens:
        raise BadInput("user-test-period", path="closes")


def is_open(test: UserTest, at: datetime) -> bool:
    """Say whether the test takes answers at `at`."""
    return test.opens <= at <= test.closes


def require_open(test: UserTest, at: datetime) -> None:
    """Refuse an answer that comes too early (`Conflict`) or too late (`TooLate`)."""
    if at < test.opens:
        raise Conflict("user-test-not-open", opens=test.opens)
    if at > test.closes:
        raise TooLate("user-test-over", closes=test.closes)


def check_answers(test: UserTest, answers: Sequence[ScenarioAnswer], said: Text | None) -> None:
    """Refuse (`BadInput`) answers to scenarios of another test, two to one, texts too long, and nothing at all."""
    known = {one.key for one in test.scenarios}
    stranger = next((one.scenario for one in answers if one.scenario not in known), None)
    if stranger is not None:
        raise BadInput("no-such-scenario", path="answers", key=stranger)
    if len({one.scenario for one in answers}) < len(answers):
        raise BadInput("key-twice", path="answers", key=answers[0].scenario)
    if not answers and said is None:
        raise BadInput("feedback-empty", path="answers")
    texts = (one for one in (said, *(it.said for it in answers)) if one is not None)
    if any(len(written) > LONGEST for one in texts for written in one.by_language.values()):
        raise BadInput("feedback-too-long", path="said", most=LONGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioResult:
    """How one scenario went for those who tried it, and what they said of it."""

    scenario: Scenario
    went: Mapping[HowItWent, int]
    said: tuple[Text, ...]

    @property
    def tried(self) -> int:
        """Count those who tried it."""
        return sum(self.went.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a test gave: how many answered, each scenario, and what was said of the whole."""

    test: UserTest
    answered: int
    scenarios: tuple[ScenarioResult, ...]
    said: tuple[Text, ...]


def results(picture: Picture, test: UserTest) -> Results:
    """Count what test users gave, scenario by scenario, in the order that the test has them."""
    given = [one for one in picture.feedback if one.test == test.key]
    return Results(
        test=test,
        answered=len(given),
        scenarios=tuple(_result(one, given) for one in test.scenarios),
        said=tuple(one.said for one in given if one.said is not None),
    )


def of_supplier(picture: Picture, participation: str) -> tuple[Results, ...]:
    """Give the results of every test of one supplier's solution that somebody has answered, the latest first."""
    mine = (one for one in picture.user_tests if one.participation == participation)
    found = (results(picture, one) for one in sorted(mine, key=lambda one: one.opens, reverse=True))
    return tuple(one for one in found if one.answered)


def _result(scenario: Scenario, given: Sequence[Feedback]) -> ScenarioResult:
    answers = list(_answers(scenario, given))
    return ScenarioResult(
        scenario=scenario,
        went={how: sum(one.went is how for one in answers) for how in HowItWent},
        said=tuple(one.said for one in answers if one.said is not None),
    )


def _answers(scenario: Scenario, given: Sequence[Feedback]) -> Iterator[ScenarioAnswer]:
    for one in given:
        yield from (it for it in one.answers if it.scenario == scenario.key)
