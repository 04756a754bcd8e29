"""The summary row: renewed by every act, and each hour by what time alone has made due."""

from datetime import timedelta

import pytest

from tests.cast import an_initiative
from vakna.actions import _summary
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _waiting_for(person: str) -> set[str]:
    row = m.Summary.objects.get(initiative__key="prov")
    return {one["code"] for one in row.to_do if one["person"] == person}


def test_a_passed_deadline_becomes_somebodys_next_action_when_the_hour_comes() -> None:
    built = an_initiative(until="concept open")
    deadline = pictures.take(built.key).stage("concept").deadline
    assert deadline is not None
    assert "close-stage" not in _waiting_for("petra")

    renewed = _summary.renew_all(at=deadline + timedelta(minutes=1))

    assert renewed == 1
    assert "close-stage" in _waiting_for("petra")
