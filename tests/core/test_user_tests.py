"""Tests with users: which can be done, when they take answers, what is refused, and how the results are counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.core import cast
from vakna.core import user_tests
from vakna.core.initiative import Feedback, Key, Scenario, ScenarioAnswer, UserTest, text
from vakna.core.refusal import Refusal
from vakna.core.vocabulary import HowItWent

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TEST = UserTest(
    key=Key("t"), stage=Key("rfi"), title=text("Prova"), about=text("Om"), consent=text("Ja"),
    scenarios=(Scenario(key=Key("s1"), task=text("Hitta")), Scenario(key=Key("s2"), task=text("Visa"))),
    opens=NOW, closes=NOW + timedelta(days=2), by=Key("ulla"),
)  # fmt: skip


def _code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].code


def _gave(key: str, *answers: ScenarioAnswer, said: str | None = None) -> Feedback:
    return Feedback(
        key=Key(key), test=Key("t"), at=NOW, consented=True, answers=answers, said=text(said) if said else None
    )


def _went(scenario: str, how: HowItWent, said: str | None = None) -> ScenarioAnswer:
    return ScenarioAnswer(scenario=Key(scenario), went=how, said=text(said) if said else None)


def test_code_is_the_same_however_it_is_typed() -> None:
    assert user_tests.grouped("abcd2345") == "abcd-2345"
    assert user_tests.digest("ABCD 2345 ") == user_tests.digest("abcd-2345")
    assert user_tests.digest("abcd-2346") != user_tests.digest("abcd-2345")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scenarios": ()}, "user-test-without-scenarios"),
        ({"scenarios": tuple(Scenario(key=Key(f"s{n}"), task=text("x")) for n in range(13))}, "user-test-scenarios"),
        ({"scenarios": (TEST.scenarios[0], TEST.scenarios[0])}, "key-twice"),
        ({"closes": NOW}, "user-test-period"),
    ],
)
def test_test_that_nobody_could_do_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        user_tests.check(replace(TEST, **changes))  # type: ignore[arg-type]

    assert _code(refused) == code


@pytest.mark.parametrize(
    ("at", "code"),
    [(NOW - timedelta(seconds=1), "user-test-not-open"), (NOW + timedelta(days=2, seconds=1), "user-test-over")],
)
def test_answer_outside_the_period_is_refused(at: datetime, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        user_tests.require_open(TEST, at)

    assert (_code(refused), user_tests.is_open(TEST, at)) == (code, False)


def test_answer_at_the_last_instant_is_taken() -> None:
    user_tests.require_open(TEST, TEST.closes)

    assert user_tests.is_open(TEST, TEST.closes)


@pytest.mark.parametrize(
    ("answers", "said", "code"),
    [
        ((_went("s9", HowItWent.ALONE),), None, "no-such-scenario"),
        ((_went("s1", HowItWent.ALONE), _went("s1", HowItWent.NOT)), None, "key-twice"),
        ((), None, "feedback-empty"),
        ((_went("s1", HowItWent.ALONE, "x" * 2_001),), None, "feedback-too-long"),
        ((), "x" * 2_001, "feedback-too-long"),
    ],
)
def test_feedback_that_does_not_fit_is_refused(answers: tuple[ScenarioAnswer, ...], said: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        user_tests.check_answers(TEST, answers, text(said) if said else None)

    assert _code(refused) == code


def test_results_count_each_scenario_and_leave_out_who_skipped_it() -> None:
    given = (
        _gave("f1", _went("s1", HowItWent.ALONE), _went("s2", HowItWent.NOT, "För litet")),
        _gave("f2", _went("s1", HowItWent.WITH_HELP), said="Bra"),
    )
    picture = cast.picture(user_tests=(TEST,), feedback=(*given, replace(given[0], key=Key("f3"), test=Key("annat"))))

    found = user_tests.results(picture, TEST)

    assert found.answered == 2
    assert [dict(one.went) for one in found.scenarios] == [
        {HowItWent.ALONE: 1, HowItWent.WITH_HELP: 1, HowItWent.NOT: 0},
        {HowItWent.ALONE: 0, HowItWent.WITH_HELP: 0, HowItWent.NOT: 1},
    ]
    assert [one.tried for one in found.scenarios] == [2, 1]
    assert [one.said for one in found.scenarios] == [(), (text("För litet"),)]
    assert found.said == (text("Bra"),)


def test_evidence_of_a_supplier_is_its_own_tests_that_somebody_answered() -> None:
    mine, other = replace(TEST, participation=Key("s1")), replace(TEST, key=Key("t2"), participation=Key("s2"))
    unanswered = replace(mine, key=Key("t3"))
    picture = cast.picture(user_tests=(mine, other, unanswered), feedback=(_gave("f1", _went("s1", HowItWent.NOT)),))

    assert [one.test.key for one in user_tests.of_supplier(picture, "s1")] == ["t"]
