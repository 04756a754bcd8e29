"""One press moves every deadline that an outage touched: in the order of ids, at one instant, journalled and told."""

from datetime import timedelta

import pytest

from tests import cast
from vakna.actions import outages
from vakna.core.refusal import Conflict, NotAllowed
from vakna.records import models as m

pytestmark = [pytest.mark.django_db, pytest.mark.locks]


def test_every_touched_deadline_moves_at_one_instant_when_one_press_is_made() -> None:
    built = [cast.an_initiative(until="call open", key=key) for key in ("prov", "annan", "langt-kvar", "inte-min")]
    at, near = built[0].at, built[0].at + timedelta(hours=12)
    m.Stage.objects.filter(key="call").exclude(initiative__key="langt-kvar").update(deadline=near)
    m.Member.objects.filter(initiative__key="inte-min", person__key="ulla").update(until=at - timedelta(days=1))
    for key in ("prov", "annan"):
        m.Watch.objects.create(
            initiative=m.Initiative.objects.get(key=key), person=m.Person.objects.get(key="stranger"), since=at
        )

    starts, ends = at - timedelta(minutes=40), at
    noted = outages.note(by="ulla", at=at, starts=starts, ends=ends, what=cast.said("Sidan svarade inte."))
    count = outages.extend(by="ulla", at=at, outage=noted, once="tryck")
    with pytest.raises(Conflict) as again:
        outages.extend(by="ulla", at=at, outage=noted, once="ett till")

    entries = m.Entry.objects.filter(act="outages.extend").order_by("pk")
    moved = m.MovedDeadline.objects.order_by("pk")
    deadlines = {one.initiative.key: one.deadline for one in m.Stage.objects.filter(key="call")}
    letters = m.Letter.objects.filter(to="stranger@cast.example")
    assert (count, again.value.code) == (2, "nothing-to-extend")
    assert [one.journal for one in entries] == ["initiative/prov", "initiative/annan"]
    assert {one.at for one in moved} == {at}
    assert {key: one > near for key, one in deadlines.items()} == {
        "prov": True, "annan": True, "langt-kvar": True, "inte-min": False,
    }  # fmt: skip
    calls = m.Stage.objects.filter(key="call").order_by("initiative_id")
    assert [len(one.corrections) for one in calls] == [1, 1, 0, 0]
    assert (letters.count(), {one.release_at for one in letters}) == (2, {at})
    assert all("Det gick inte att lämna in från" in one.body for one in letters)


def test_outage_is_refused_when_somebody_runs_no_initiative() -> None:
    built = cast.an_initiative()

    with pytest.raises(NotAllowed) as caught:
        outages.note(by="asta", at=built.at, starts=built.start, ends=built.at, what=cast.said("Stopp."))

    assert caught.value.code == "outage-not-yours"
