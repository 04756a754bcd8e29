"""Tests with users, for real: the link's secret is kept nowhere, consent comes first, answers fit the test."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import dialogue
from vakna.core import document, people, visibility
from vakna.core.initiative import Feedback, Key, Picture, Scenario, ScenarioAnswer, UserTest
from vakna.core.refusal import AlreadyDone, NotAllowed, Refusal
from vakna.core.vocabulary import HowItWent
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

ALONE = ScenarioAnswer(scenario=Key("s1"), went=HowItWent.ALONE, said=said("Det gick lätt."))


def _test(built: Built, **changes: Any) -> UserTest:
    one = UserTest(
        key=Key("t1"), stage=Key("concept"), participation=Key("s1"), title=said("Prova"), about=said("Om"),
        consent=said("Frivilligt."), scenarios=(Scenario(key=Key("s1"), task=said("Hitta")),),
        opens=built.at - timedelta(hours=1), closes=built.at + timedelta(days=1), by=Key("nils"),
    )  # fmt: skip
    return replace(one, **changes)


def _planned(**changes: Any) -> tuple[Built, str]:
    built = an_initiative(until="concept open")
    test = _test(built, **changes)
    return built, dialogue.plan_user_test(by="petra", at=built.at, initiative=built.key, test=test)


def _give(built: Built, secret: str, **changes: Any) -> bool:
    values: dict[str, Any] = {"consented": True, "answers": (ALONE,), "at": built.at, **changes}
    return dialogue.give_feedback(token=secret, **values)


def _code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].code


def test_feedback_is_stored_without_a_name_and_follows_the_supplier() -> None:
    built, secret = _planned()

    assert _give(built, secret, said=said("Tack."))

    (given,) = pictures.take(built.key, ("tests",)).feedback
    assert given == Feedback(
        key=given.key, test=Key("t1"), participation=Key("s1"), at=built.at, consented=True, answers=(ALONE,),
        said=said("Tack."),
    )  # fmt: skip
    assert m.Entry.objects.get(act="dialogue.give_feedback").actor == "nobody"


def test_without_consent_nothing_is_stored_and_nothing_tells_that_somebody_was_there() -> None:
    built, secret = _planned()
    before = m.Entry.objects.count()

    assert not _give(built, secret, consented=False, once="form")

    assert (m.Feedback.objects.count(), m.FormToken.objects.filter(token="form").count()) == (0, 0)
    assert m.Entry.objects.count() == before


def test_same_form_posted_twice_stores_one_answer() -> None:
    built, secret = _planned()
    _give(built, secret, once="form")

    with pytest.raises(AlreadyDone):
        _give(built, secret, once="form")

    assert m.Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"token": "fel"}, "no-such-invitation"),
        ({"token": ""}, "no-such-invitation"),
        ({"ahead": -2 / 24}, "user-test-not-open"),
        ({"ahead": 2}, "user-test-over"),
        ({"answers": (replace(ALONE, scenario=Key("annat")),)}, "no-such-scenario"),
        ({"answers": ()}, "feedback-empty"),
    ],
)
def test_feedback_is_refused_and_nothing_written(changes: dict[str, Any], code: str) -> None:
    built, secret = _planned()
    at = built.at + timedelta(days=changes.pop("ahead", 0))

    with pytest.raises(Refusal) as refused:
        _give(built, **{"secret": changes.pop("token", secret), "at": at, **changes})

    assert (_code(refused), m.Feedback.objects.count()) == (code, 0)


def test_new_link_kills_the_old_one() -> None:
    built, old = _planned()

    new = dialogue.renew_invitation(by="petra", at=built.at, initiative=built.key, test="t1")

    assert _give(built, new)
    with pytest.raises(Refusal) as refused:
        _give(built, old)
    assert _code(refused) == "no-such-invitation"


def test_closed_early_takes_no_more_and_keeps_what_came() -> None:
    built, secret = _planned()
    _give(built, secret)

    dialogue.close_user_test(by="petra", at=built.at, initiative=built.key, test="t1")

    with pytest.raises(Refusal) as refused:
        _give(built, secret, at=built.at + timedelta(seconds=1))
    assert (_code(refused), m.Feedback.objects.count()) == ("user-test-over", 1)


def test_full_test_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vakna.core.user_tests.MOST_ANSWERS", 1)
    built, secret = _planned()
    _give(built, secret)

    with pytest.raises(Refusal) as refused:
        _give(built, secret)

    assert _code(refused) == "user-test-full"


@pytest.mark.parametrize("by", ["colin", "inga", "asta", "rut", "person-s1", "stranger"])
def test_only_those_who_lead_plan_a_test(by: str) -> None:
    built = an_initiative(until="concept open")

    with pytest.raises(NotAllowed):
        dialogue.plan_user_test(by=by, at=built.at, initiative=built.key, test=_test(built))


def test_secret_is_in_no_row_entry_letter_or_export() -> None:
    built, first = _planned()
    second = dialogue.renew_invitation(by="petra", at=built.at, initiative=built.key, test="t1", once="form")
    _give(built, second, once="svar")

    everything = json.dumps(document.dump(pictures.take(built.key)))
    for model in (m.Entry, m.ProtectedPart, m.Letter, m.UserTest, m.Feedback, m.FormToken, m.Summary):
        everything += str(list(model.objects.values()))

    assert [secret for secret in (first, second) if secret in everything] == []
    assert m.UserTest.objects.get().token_digest in everything


def _seen(built: Built, who: str | None) -> Picture:
    whole = pictures.take(built.key)
    return visibility.seen_by(whole, people.actor_in(whole, who, built.at), at=built.at)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("petra", True), ("asta", True), ("beata", True), ("rut", True), ("person-s1", True), ("person-s2", False),
        ("colin", False), ("inga", False), ("oskar", False), ("folke", False), ("stranger", False), (None, False),
    ],
)  # fmt: skip
def test_results_are_for_readers_and_the_supplier_concerned(who: str | None, sees: bool) -> None:
    built, secret = _planned()
    _give(built, secret)

    seen = _seen(built, who)

    assert (len(seen.user_tests), len(seen.feedback)) == ((1, 1) if sees else (0, 0))


def test_invitation_shows_the_test_alone() -> None:
    built, _ = _planned()

    shown = visibility.invited(pictures.take(built.key, ("tests",)), Key("t1"))

    assert set(shown.__dataclass_fields__) == {
        "title", "about", "consent", "scenarios", "opens", "closes", "buyers", "sandbox", "invented",
    }  # fmt: skip
    assert (shown.title, shown.buyers) == (said("Prova"), ("Björkhults kommun",))


def test_note_of_somebody_beside_obeys_the_same_rules() -> None:
    built, _ = _planned()
    shared: dict[str, Any] = {"by": "petra", "at": built.at, "initiative": built.key, "test": "t1"}

    assert not dialogue.note_feedback(**shared, consented=False, answers=(ALONE,))
    assert dialogue.note_feedback(**shared, consented=True, answers=(ALONE,))

    assert m.Feedback.objects.count() == 1
