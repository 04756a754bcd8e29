"""The register of contacts, judged: circles, what everyone has, who wears two hats, and who comes in by a contact."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, actor, day, picture, stage, taking_part, terms
from vakna.core import contacts
from vakna.core import vocabulary as v
from vakna.core.contacts import Circle, Passed
from vakna.core.initiative import Broadcast, Contact, Key, Member, Pack, PackItem, Picture, Stage, text
from vakna.core.people import Actor
from vakna.core.refusal import Conflict, NotAllowed

RFI = stage("rfi", 1, v.Instrument.RFI)


def _contact(key: str = "k", *people: str, **rest: Any) -> Contact:
    values: dict[str, Any] = {"kind": v.ContactKind.MEETING, "participation": Key("s-alfa"), "told": text("Sagt")}
    return Contact(
        key=Key(key), stage=CONCEPT.key, at=day(30), people=tuple(Key(one) for one in people), **(values | rest)
    )


def _sees(*rows: Contact, **rest: Any) -> Picture:
    return picture(CONCEPT, participations=taking_part(), contacts=rows, **rest)


@pytest.mark.parametrize(
    ("one", "circle"),
    [
        (_contact("k", "petra", "nora"), Circle.TEAM),
        (_contact("k", "petra", "asta"), Circle.ASSESSORS),
        (_contact("k", "petra", by=Key("axel")), Circle.ASSESSORS),
        (_contact("k", "colin", kind=v.ContactKind.COACHING), Circle.COACHES),
        (_contact("k"), Circle.TEAM),
    ],
)
def test_contact_stands_in_the_circle_of_those_who_were_there(one: Contact, circle: Circle) -> None:
    assert contacts.circle(terms(CONCEPT), one) is circle


def test_contact_stands_with_the_team_when_its_assessor_became_one_later() -> None:
    asta = Member(person=Key("asta"), role=v.Role.ASSESSOR, since=day(31))
    before = _contact("k", "asta")
    after = replace(before, at=day(32))
    late = replace(terms(CONCEPT), members=(asta,))

    assert [contacts.circle(late, one) for one in (before, after)] == [Circle.TEAM, Circle.ASSESSORS]


def test_coach_who_assesses_is_named_once_with_the_supplier() -> None:
    coached = _contact("k1", "colin", kind=v.ContactKind.COACHING)
    again, met = replace(coached, key=Key("k2")), _contact("k3", "asta")
    hats = (Member(person=Key("colin"), role=v.Role.ASSESSOR, since=day(20), until=day(60)),)
    seen = _sees(coached, again, met)
    both = replace(seen, terms=replace(seen.terms, members=seen.terms.members + hats))

    assert contacts.coaches_who_assess(seen) == ()
    assert contacts.coaches_who_assess(both) == (("colin", "s-alfa"),)


def test_contact_is_passed_on_by_every_broadcast_and_pack_that_says_so() -> None:
    def sent(number: int, *passes_on: str) -> Broadcast:
        return Broadcast(
            key=Key(f"b{number}"), number=number, stage=CONCEPT.key, available_at=day(31), subject=text("Ä"),
            body=text("B"), passes_on=tuple(Key(one) for one in passes_on),
        )  # fmt: skip

    item = PackItem(kind=v.PackItemKind.CONTACT, source=Key("k2"), at=day(30), heading=text("H"), body=text("B"))
    other = replace(item, kind=v.PackItemKind.QUESTION, source=Key("k3"))
    pack = Pack(key=Key("p1"), number=1, stage=CONCEPT.key, at=day(40), items=(item, item, other), digest="0" * 64)  # type: ignore[arg-type]
    seen = _sees(broadcasts=(sent(2, "k1"), sent(1, "k1", "k2")), packs=(pack,))

    assert contacts.passed_on(seen) == {
        "k1": Passed(broadcasts=(1, 2)), "k2": Passed(broadcasts=(1,), packs=(1,)),
    }  # fmt: skip


def _coach(*also: v.Role) -> Actor:
    return Actor(person=Key("colin"), roles=frozenset({v.Role.COACH, *also}))


@pytest.mark.parametrize(
    "one",
    [_contact(kind=v.ContactKind.MEETING), _contact(kind=v.ContactKind.COACHING, participation=None)],
)
def test_coach_records_nothing_but_coaching_of_a_supplier(one: Contact) -> None:
    with pytest.raises(NotAllowed) as refused:
        contacts.require_own_kind(_coach(), one)

    assert refused.value.code == "coach-records-coaching"


def test_coaching_is_recorded_by_a_coach_and_anything_by_who_has_another_role() -> None:
    contacts.require_own_kind(_coach(), _contact(kind=v.ContactKind.COACHING))
    contacts.require_own_kind(_coach(v.Role.PROCESS_LEADER), _contact())
    contacts.require_own_kind(actor(_sees(), "petra"), _contact(kind=v.ContactKind.COACHING))


@pytest.mark.parametrize(
    ("one", "takes"),
    [(RFI, True), (stage("behov", 1, v.Instrument.NEED_WORK), True), (CALL, False), (CONCEPT, False)],
)
def test_supplier_comes_in_by_a_contact_where_no_tender_decides_who_takes_part(one: Stage, takes: bool) -> None:
    assert contacts.takes_newcomers(one) is takes
    if takes:
        contacts.require_newcomers(one)
        return
    with pytest.raises(Conflict) as refused:
        contacts.require_newcomers(one)
    assert (refused.value.code, refused.value.path) == ("newcomers-tender", "newcomer")


def test_contacts_are_listed_the_latest_first() -> None:
    first, second = _contact("k1"), replace(_contact("k2"), at=day(31))

    assert contacts.last_first((first, second)) == [second, first]
