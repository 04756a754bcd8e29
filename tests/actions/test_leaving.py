"""A supplier says itself that it leaves: the buyer is told and has it to settle, other suppliers learn nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import an_initiative, said
from vakna.actions import funding
from vakna.core import vocabulary as v
from vakna.core.people import actor_in
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.core.visibility import seen_by
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _told(by: str, at: Any, participation: str, day: date) -> None:
    funding.tell_leaving(by=by, at=at, initiative="prov", participation=participation, day=day,
                         reason=said("Vi hinner inte."))  # fmt: skip


def _to_do(person: str) -> list[str]:
    rows = m.Summary.objects.get(initiative__key="prov").to_do
    return [row["code"] for row in rows if row["person"] == person and row["code"] == "settle-departure"]


def test_supplier_tells_that_it_leaves_and_the_buyer_settles_by_the_rule() -> None:
    built = an_initiative(until="concept open")
    last, day = m.Letter.objects.order_by("pk").last(), (built.at + timedelta(days=2)).date()
    assert last is not None
    for by, participation, when, kind, code in (
        ("person-s1", "s2", day, NotFound, "no-such-supplier"),
        ("person-s1", "s1", day - timedelta(days=9), BadInput, "leaving-day-passed"),
    ):
        with pytest.raises(kind, match=code):
            _told(by, built.at, participation, when)

    _told("person-s1", built.at, "s1", day)

    letters = m.Letter.objects.filter(pk__gt=last.pk, subject__contains="lämnar avtalet")
    assert {one.to for one in letters} == {"ulla@cast.example", "petra@cast.example"}
    assert (_to_do("ulla"), _to_do("petra"), _to_do("asta")) == (["settle-departure"], ["settle-departure"], [])
    whole = pictures.take("prov")
    shown = {who: seen_by(whole, actor_in(whole, who, built.at), at=built.at) for who in ("person-s1", "person-s2")}
    leavings = {who: [one.leaving is not None for one in its.participations if one.key == "s1"]
                for who, its in shown.items()}  # fmt: skip
    assert (leavings["person-s1"], True in leavings["person-s2"]) == ([True], False)
    with pytest.raises(Conflict, match="leaving-told"):
        _told("person-s1", built.at, "s1", day)

    funding.settle_departure(
        by="ulla", at=built.at, initiative="prov", stage="concept", participation="s1", day=day,
        rule=v.Settlement.TIME_SHARE, reason=said("De slutar."),
    )  # fmt: skip
    assert (_to_do("ulla"), _to_do("petra")) == ([], [])
    with pytest.raises(Conflict, match="already-gone"):
        _told("person-s1", built.at, "s1", day)
