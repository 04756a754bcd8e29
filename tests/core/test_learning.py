"""Whose an insight is, and when it may stand behind what others read."""

from typing import Any

import pytest

from tests.core.cast import CONCEPT, day, picture, taking_part
from vakna.core import learning
from vakna.core import vocabulary as v
from vakna.core.initiative import Approval, Insight, Key, Picture, text
from vakna.core.refusal import Conflict, NotFound


def _insight(key: str, **rest: Any) -> Insight:
    return Insight(key=Key(key), at=day(30), learned=text(f"Lärt {key}"), source=text("Workshop"), **rest)


def _idea(key: str, supplier: str = "alfa", **rest: Any) -> Insight:
    return _insight(key, origin=v.Origin.SUPPLIER, participation=Key(f"s-{supplier}"), **rest)


def _learned(*insights: Insight) -> Picture:
    return picture(CONCEPT, participations=taking_part(), insights=insights)


ASKED = Approval(asked_at=day(31))
YES, NO = (Approval(asked_at=day(31), answered_at=day(32), approved=one) for one in (True, False))


@pytest.mark.parametrize("origin", [one for one in v.Origin if one is not v.Origin.SUPPLIER])
def test_insight_may_be_shared_when_it_is_no_suppliers_idea(origin: v.Origin) -> None:
    learning.require_shareable(_learned(_insight("eget", origin=origin)), ["eget"])


@pytest.mark.parametrize(("approval", "shared"), [(None, False), (ASKED, False), (NO, False), (YES, True)])
def test_suppliers_idea_may_be_shared_when_and_only_when_it_has_said_yes(
    approval: Approval | None, shared: bool
) -> None:
    assert learning.is_shareable(_idea("deras", approval=approval)) is shared


def test_unapproved_idea_is_refused_beside_those_that_may_be_shared() -> None:
    seen = _learned(_insight("eget"), _idea("ja", approval=YES), _idea("obesvarad", approval=ASKED))
    learning.require_shareable(seen, ["eget", "ja"])
    with pytest.raises(Conflict) as refused:
        learning.require_shareable(seen, ["eget", "ja", "obesvarad"])

    assert (refused.value.code, refused.value.path, refused.value.values) == (
        "insight-not-approved", "because", {"learned": text("Lärt obesvarad")},
    )  # fmt: skip


def test_insight_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound) as refused:
        learning.require_shareable(_learned(_insight("eget")), ["annan"])

    assert (refused.value.code, refused.value.values) == ("no-such-insight", {"key": "annan"})


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (_insight("eget"), "not-a-suppliers-idea"),
        (_insight("test", origin=v.Origin.USER_TEST), "not-a-suppliers-idea"),
        (_insight("ingens", origin=v.Origin.SUPPLIER), "not-a-suppliers-idea"),
        (_idea("ja", approval=YES), "wording-approved"),
    ],
)
def test_nobody_is_asked_about_wording_when_it_is_not_theirs_or_fixed(one: Insight, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        learning.require_askable(one)

    assert refused.value.code == code


@pytest.mark.parametrize("approval", [None, ASKED, NO])
def test_supplier_may_be_asked_when_it_has_not_said_yes(approval: Approval | None) -> None:
    learning.require_askable(_idea("deras", approval=approval))


def test_questions_wait_for_the_supplier_whose_ideas_they_are_the_first_asked_first() -> None:
    late = Approval(asked_at=day(40))
    seen = _learned(
        _idea("sen", approval=late), _idea("tidig", approval=ASKED), _idea("nej", approval=NO), _idea("ofrågad"),
        _idea("annans", "beta", approval=ASKED),
    )  # fmt: skip

    assert [one.key for one in learning.waiting_for(seen, "s-alfa")] == ["tidig", "sen"]
    assert [one.key for one in learning.waiting_for(seen, "s-beta")] == ["annans"]
    assert learning.waiting_for(seen, "s-gamma") == ()
