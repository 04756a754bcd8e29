"""Changes on the web: out of frame is flagged at once and cannot be accepted; who may see what."""

import re
from typing import Any

import pytest

from tests.cast import an_initiative, said
from tests.web.visitor import browser, reads
from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Change, Key
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/changes/"
WHAT = "Fler <i>boenden</i>"


def _asked(**changes: Any) -> None:
    built = an_initiative(until="concept open")
    values: dict[str, Any] = {"other_circle": False, "other_object": False, "other_value": False, **changes}
    one = Change(
        key=Key("c1"), number=0, stage=Key("concept"), at=built.at, by=Key("petra"), what=said(WHAT),
        why=said("Natten."), scalability=v.Effect.EASES, scalability_why=said("Lika hos andra."), **values,
    )  # fmt: skip
    dialogue.request_change(by="petra", at=built.at, initiative="prov", change=one)


def test_change_outside_the_frame_is_flagged_at_once_and_cannot_be_accepted() -> None:
    _asked(other_value=True)

    html = reads(OF, "ulla")
    answer = browser("ulla").post(f"{OF}c1/", {"accepted": "yes", "reason": "Ja.", "once": "a"})

    assert ("utanför ramen" in html, "avbryt och publicera på nytt" in html) == (True, True)
    assert ("&lt;i&gt;boenden" in html, "<i>boenden" in html) == (True, False)
    assert (answer.status_code, m.Change.objects.get().state) == (409, v.ChangeState.ASKED)


def test_none_of_the_three_questions_is_answered_beforehand() -> None:
    an_initiative(until="concept open")

    html = reads(f"{OF}new/", "petra")

    assert re.findall(r'name="other_[^>]*checked', html) == []
    assert len(re.findall(r'type="radio"[^>]*name="other_', html)) == 6


def test_asked_change_is_the_teams_own_and_a_decided_one_is_read_by_the_parties() -> None:
    _asked()
    before = ["boenden" in reads(OF, who) for who in ("colin", "person-s1")]
    answer = browser("ulla").post(f"{OF}c1/", {"accepted": "yes", "reason": "Ryms.", "once": "b"})
    after = ["boenden" in reads(OF, who) for who in ("colin", "person-s1")]

    assert (answer.status_code, before, after) == (302, [True, False], [True, True])
    assert browser(None).get(OF).status_code == 403
