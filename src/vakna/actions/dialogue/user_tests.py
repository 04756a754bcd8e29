"""Tests with users by invitation link: planned by the team, answered by nobody in particular, only with consent.

The invitation's secret is given once and kept as its hash alone; it stands in no entry, no letter and no export.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from vakna.actions._journal import Pen, hold
from vakna.core import user_tests as rules
from vakna.core.document import encode
from vakna.core.initiative import Feedback, Key, ScenarioAnswer, Text, UserTest
from vakna.core.refusal import Conflict, NotFound, TooLate
from vakna.records import models as m
from vakna.records import rows

_SHORTEST = timedelta(minutes=1)


def plan_user_test(*, by: str, at: datetime, initiative: str, test: UserTest, once: str = "") -> str:
    """Plan a test with users and give the secret of its invitation link: this once, then only its hash is known.

    Refuses a test without scenarios, with too many, or that is over before it opens or before now.
    """
    with hold("dialogue.plan_user_test", by=by, at=at, initiative=initiative, once=once) as pen:
        test = replace(test, by=Key(by))
        rules.check(test)
        if test.closes <= at:
            raise TooLate("user-test-over", path="closes", closes=test.closes)
        secret = _new_secret()
        columns = rows.columns(m.UserTest, test, rows.finder(pen.initiative))
        m.UserTest.objects.create(initiative=pen.initiative, token_digest=rules.digest(secret), **columns)
        pen.write(f"stage:{test.stage}", protected={"test": encode(test)})
        pen.answer = test.key
        return secret


def renew_invitation(*, by: str, at: datetime, initiative: str, test: str, once: str = "") -> str:
    """Make the invitation link anew and give its secret; the old link is dead from now on."""
    with hold("dialogue.renew_invitation", by=by, at=at, initiative=initiative, once=once) as pen:
        row, secret = _test(pen, test), _new_secret()
        row.token_digest = rules.digest(secret)
        row.save(update_fields=["token_digest"])
        pen.write(f"stage:{row.stage.key}", protected={"test": test})
        pen.answer = test
        return secret


def close_user_test(*, by: str, at: datetime, initiative: str, test: str, once: str = "") -> None:
    """Close a test before its time: nobody can answer it any more, not even one that had not opened."""
    with hold("dialogue.close_user_test", by=by, at=at, initiative=initiative, once=once) as pen:
        row = _test(pen, test)
        if row.closes <= at:
            raise Conflict("user-test-over", closes=row.closes)
        row.opens, row.closes = min(row.opens, at - _SHORTEST), at
        row.save(update_fields=["opens", "closes"])
        pen.write(f"stage:{row.stage.key}", protected={"test": test})


def give_feedback(
    *,
    by: None = None,
    at: datetime,
    token: str,
    consented: bool,
    answers: Sequence[ScenarioAnswer] = (),
    said: Text | None = None,
    once: str = "",
) -> bool:
    """Take what one test user gives, by the secret of the invitation. Says whether anything was stored.

    Without consent nothing is stored, and no entry tells that somebody was there. Nobody's name is known: the entry
    bears none, also when somebody logged in follows the link. Refuses a wrong secret, too early, too late, and answers
    to scenarios that the test does not have.
    """
    row = _invited(token)
    if not consented:
        return False
    key = row.initiative.key
    with hold("dialogue.give_feedback", by=by, at=at, initiative=key, parts=("tests",), once=once) as pen:
        _take(pen, _invited(token), at=at, answers=answers, said=said)
    return True


def note_feedback(
    *,
    by: str,
    at: datetime,
    initiative: str,
    test: str,
    consented: bool,
    answers: Sequence[ScenarioAnswer] = (),
    said: Text | None = None,
    key: str = "",
    once: str = "",
) -> bool:
    """Write down what somebody who sat beside gave and agreed to leave. Says whether anything was stored.

    For those who use no telephone of their own. The same rules hold as for the link.
    """
    if not consented:
        return False
    with hold("dialogue.note_feedback", by=by, at=at, initiative=initiative, parts=("tests",), once=once) as pen:
        _take(pen, _test(pen, test), at=at, answers=answers, said=said, key=key)
    return True


def _take(
    pen: Pen, row: m.UserTest, *, at: datetime, answers: Sequence[ScenarioAnswer], said: Text | None, key: str = ""
) -> None:
    test = next(one for one in pen.picture.user_tests if one.key == row.key)
    rules.require_open(test, at)
    rules.check_answers(test, answers, said)
    if m.Feedback.objects.filter(initiative=pen.initiative, test=row.key).count() >= rules.MOST_ANSWERS:
        raise Conflict("user-test-full", most=rules.MOST_ANSWERS)
    given = Feedback(
        key=Key(key or f"f-{secrets.token_hex(6)}"), test=test.key, participation=test.participation, at=at,
        consented=True, answers=tuple(answers), said=said,
    )  # fmt: skip
    m.Feedback.objects.create(initiative=pen.initiative, **rows.columns(m.Feedback, given, rows.finder(pen.initiative)))
    pen.write(f"stage:{test.stage}", protected={"feedback": encode(given)})


def _test(pen: Pen, key: str) -> m.UserTest:
    row = m.UserTest.objects.filter(initiative=pen.initiative, key=key).select_related("stage").first()
    if row is None:
        raise NotFound("no-such-user-test", key=key)
    return row


def _invited(token: str) -> m.UserTest:
    """Find the test behind an invitation's secret, or refuse; the secret itself is repeated nowhere."""
    row = m.UserTest.objects.filter(token_digest=rules.digest(token)).select_related("initiative").first()
    if row is None:
        raise NotFound("no-such-invitation")
    return row


def _new_secret() -> str:
    return "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.SECRET_LENGTH))
