"""Who has a draft is reminded at sixty, fifteen and five minutes, once each, and nobody else learns of the draft."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import an_initiative, said
from vakna.actions import drafts, initiatives
from vakna.actions.delivery import reminders
from vakna.core import reminders as rules
from vakna.records import models as m

pytestmark = pytest.mark.django_db


def _deadline(stage: str = "call") -> datetime:
    found = m.Stage.objects.get(initiative__key="prov", key=stage).deadline
    assert found is not None
    return found


def _draft(by: str, form: str = "hand-in.call") -> None:
    drafts.keep(by=by, at=_deadline() - timedelta(days=2), initiative="prov", form=form, content={"need": "Vi"})


def _said() -> list[tuple[str, str]]:
    """Give to whom each reminder was written, and what its subject says."""
    rows = m.Letter.objects.filter(subject__contains="utkast").order_by("pk")
    return [(one.to, one.body.split("högst ")[1].split(" minuter")[0]) for one in rows]


def _pass(*minutes: float) -> list[int]:
    return [reminders.remind(at=_deadline() - timedelta(minutes=one)) for one in minutes]


@pytest.mark.parametrize(
    ("left", "reminded", "expected"),
    [
        (61, None, None),
        (60, None, 60),
        (60, 60, None),
        (15, 60, 15),
        (4, None, 5),
        (4, 5, None),
        (0, 15, 5),
        (-1, None, None),
    ],
)
def test_nearest_reminder_is_due_once(left: float, reminded: int | None, expected: int | None) -> None:
    deadline = datetime.fromisoformat("2026-03-02T15:00:00+00:00")

    assert rules.due(deadline, deadline - timedelta(minutes=left), reminded=reminded) == expected


def test_owner_of_a_draft_to_a_sealed_call_is_reminded_three_times_and_the_journal_is_silent() -> None:
    an_initiative(until="call open")
    entries = m.Entry.objects.count()
    _draft("person-s1")

    assert _pass(61, 59.9, 59, 30, 14, 14, 4.5, 1, -1) == [0, 1, 0, 0, 1, 0, 1, 0, 0]
    assert _said() == [("person-s1@cast.example", count) for count in ("60", "15", "5")]
    assert m.Entry.objects.count() == entries


def test_moved_deadline_reminds_anew_and_what_is_handed_in_or_another_stage_s_is_not_reminded_of() -> None:
    built = an_initiative(until="call open")
    _draft("person-s1")
    _draft("person-s2", "hand-in.concept")
    drafts.keep(by=None, at=built.at, initiative="prov", form="hand-in.call", content={}, token="x")
    assert _pass(50) == [1]

    shared: dict[str, Any] = {"by": "ulla", "initiative": "prov", "stage": "call"}
    initiatives.correct_stage(
        **shared, at=_deadline() - timedelta(minutes=40), what=said("Mer tid."), why=said("Driftstörning."),
        deadline=_deadline() + timedelta(days=30),
    )  # fmt: skip
    assert _pass(50, 40) == [1, 0]
    drafts.discard(by="person-s1", initiative="prov", form="hand-in.call")
    assert _pass(3) == [0]
