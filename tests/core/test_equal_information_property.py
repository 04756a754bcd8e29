"""Random dialogues: at every gate all active suppliers have been given the same, or the gate names what differs.

The model beside is a heap of letters: each supplier has a box, and every telling puts a slip in the boxes it reaches.
"""

from collections import defaultdict
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, day, picture, stage, taking_part
from vakna.core import equal_information as equal
from vakna.core.initiative import Broadcast, Contact, Digest, Key, Pack, PackItem, Participation, Picture, text
from vakna.core.refusal import Conflict
from vakna.core.vocabulary import ContactKind, Instrument, PackItemKind, ParticipationState

DIALOGUE = stage("dialog", 0, Instrument.MARKET_DIALOGUE, procurement=Key("p"))
STAGES = {one.key: one for one in (DIALOGUE, CALL, CONCEPT, PROTOTYPE)}
NUMBER = {"dialog": 0, "inbjudan": 1, "koncept": 2, "prototyp": 3}
BEFORE_CONTRACTS = {"dialog", "inbjudan"}
NAMES = ("alfa", "beta", "gamma", "delta")
DAYS = st.integers(0, 60)


@dataclass(frozen=True)
class Told:
    """What was told: in a talk with one or with all (`to` None), for all ears or for theirs alone."""

    key: str
    stage: str
    to: str | None
    at: int
    tells: bool
    theirs: bool


@dataclass(frozen=True)
class Sent:
    """Something to all, from day `at`, that passes some talks on; a pack (no stage) goes to everyone."""

    key: str
    stage: str | None
    at: int
    passes: tuple[str, ...]


@dataclass(frozen=True)
class Dialogue:
    """A whole dialogue, and the gate at which it is looked at."""

    suppliers: tuple[Participation, ...]
    told: tuple[Told, ...]
    sent: tuple[Sent, ...]
    gate: str
    at: int


@st.composite
def dialogues(draw: st.DrawFn) -> Dialogue:
    names = NAMES[: draw(st.integers(1, 4))]
    suppliers = tuple(one for name in names for one in draw(_supplier(name)))
    stages = st.sampled_from(sorted(STAGES))
    count = draw(st.integers(0, 5))
    told = tuple(
        Told(f"c{n}", draw(stages), draw(st.sampled_from([None, *names])), draw(DAYS), draw(st.integers(0, 4)) > 0,
             draw(st.integers(0, 4)) == 0)
        for n in range(count)
    )  # fmt: skip
    passed = st.lists(st.sampled_from([f"c{n}" for n in range(count)] or ["none"]), max_size=3, unique=True)
    sent = tuple(
        Sent(f"b{n}", draw(st.sampled_from([*sorted(STAGES), None])), draw(DAYS),
             tuple(one for one in draw(passed) if one != "none"))
        for n in range(draw(st.integers(0, 4)))
    )  # fmt: skip
    return Dialogue(suppliers, told, sent, draw(stages), draw(st.integers(20, 60)))


@st.composite
def _supplier(draw: st.DrawFn, name: str) -> tuple[Participation, ...]:
    states = [*[ParticipationState.ACTIVE] * 3, ParticipationState.ON_HOLD, ParticipationState.ENDED]
    state = draw(st.sampled_from(states))
    ended = draw(st.sampled_from(["inbjudan", "koncept"])) if state is ParticipationState.ENDED else None
    first = draw(st.sampled_from(["dialog", "dialog", "inbjudan", "koncept", "prototyp"]))
    return taking_part(name, state=state, first_stage=Key(first), joined_at=day(draw(DAYS)),
                       ended_stage=Key(ended) if ended else None)  # fmt: skip


def _in(one: Participation, where: str) -> bool:
    until = NUMBER[one.ended_stage] if one.ended_stage else 99
    return NUMBER[one.first_stage] <= NUMBER[where] <= until


def _boxes(of: Dialogue) -> tuple[dict[str, set[str]], set[str]]:
    """Put every slip in the boxes that it reaches. Gives the boxes, and what is open to the whole world."""
    boxes, world = defaultdict[str, set[str]](set), set[str]()
    loud = {one.key for one in of.told if one.tells and not one.theirs}
    for one in of.told:
        if one.key in loud and one.at <= of.at:
            for supplier in of.suppliers:
                there = _in(supplier, one.stage) and supplier.joined_at <= day(one.at)
                if supplier.key == f"s-{one.to}" or (one.to is None and there):
                    boxes[supplier.key].add(one.key)
    for it in of.sent:
        if it.at > of.at:
            continue
        slips = (loud & {*it.passes}) | ({it.key} if it.stage else set())
        if it.stage is None or it.stage in BEFORE_CONTRACTS:
            world |= slips
        for supplier in of.suppliers:
            if it.stage is None or it.stage in BEFORE_CONTRACTS or _in(supplier, it.stage):
                boxes[supplier.key] |= slips
    return boxes, world


def _picture(of: Dialogue) -> Picture:
    contacts = tuple(
        Contact(
            key=Key(one.key), stage=Key(one.stage), participation=Key(f"s-{one.to}") if one.to else None,
            at=day(one.at), kind=ContactKind.MEETING, told=text(one.key) if one.tells else None,
            only_theirs=text("deras") if one.theirs else None,
        )
        for one in of.told
    )  # fmt: skip
    broadcasts = tuple(
        Broadcast(key=Key(it.key), number=n, stage=Key(it.stage), available_at=day(it.at), subject=text(it.key),
                  body=text("y"), passes_on=tuple(Key(one) for one in it.passes))
        for n, it in enumerate(of.sent) if it.stage
    )  # fmt: skip
    packs = tuple(
        Pack(key=Key(it.key), number=n, stage=Key("koncept"), at=day(it.at), digest=Digest("0" * 64),
             items=tuple(_item(one) for one in it.passes))
        for n, it in enumerate(of.sent) if not it.stage
    )  # fmt: skip
    return picture(*STAGES.values(), participations=of.suppliers, contacts=contacts, broadcasts=broadcasts, packs=packs)


def _item(key: str) -> PackItem:
    return PackItem(kind=PackItemKind.CONTACT, source=Key(key), at=day(1), heading=text("x"), body=text("y"))


@settings(max_examples=300)
@given(dialogues())
def test_all_active_have_the_same_at_every_gate_or_the_gate_names_what_differs(of: Dialogue) -> None:
    whole, gate, at = _picture(of), STAGES[Key(of.gate)], day(of.at)
    boxes, world = _boxes(of)
    active = [one.key for one in of.suppliers if one.state is not ParticipationState.ENDED and _in(one, of.gate)]
    union = {slip for key in active for slip in boxes[key]}
    lacking = {(key, slip) for key in active for slip in union - boxes[key]}
    waiting = {one.key for one in of.sent if one.stage == of.gate and one.at > of.at}
    unpublished = {
        one.key for one in of.told
        if one.tells and not one.theirs and one.at <= of.at and one.stage in BEFORE_CONTRACTS
        and NUMBER[one.stage] <= NUMBER[of.gate] and one.key not in world
    }  # fmt: skip

    found = equal.differences(whole, gate, at)

    assert {key: {it.source for it in equal.available(whole, key, at)} for key in active} == {
        key: boxes[key] for key in active
    }
    assert {(key, one.piece.source) for one in found for key in one.lacks} == lacking | {
        (key, one) for key in active for one in waiting
    }
    assert {one.piece.source for one in found if one.public} == unpublished
    assert {one.piece.source for one in found} == {slip for _, slip in lacking} | unpublished | waiting
    if found:
        with pytest.raises(Conflict) as refused:
            equal.require_equal(whole, gate, at)
        assert [dict(one.values)["at"] for one in refused.value.problems] == [one.at for one in found]
    else:
        equal.require_equal(whole, gate, at)
        assert len({frozenset(boxes[key]) for key in active}) <= 1
