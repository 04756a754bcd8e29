"""Random dialogues through the real verbs: at the gate all have been given the same, or it names just what differs.

What a supplier has been given is read as it reads it: the talks it was in, and what its own pages show of the rest.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import SUPPLIERS, Built, an_initiative, outcomes, said
from vakna.actions import _summary, dialogue, gates
from vakna.core import people, visibility
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key, Picture
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

Step = tuple[str, str | None, int]

_WHO = st.sampled_from([*SUPPLIERS, None])
_STEPS = st.one_of(
    st.tuples(st.just("talk"), _WHO, st.just(0)),
    st.tuples(st.just("theirs"), st.sampled_from(SUPPLIERS), st.just(0)),
    st.tuples(st.just("tell"), st.none(), st.integers(1, 3)),
    st.tuples(st.just("end"), st.just("s3"), st.just(0)),
)


@pytest.fixture
def built() -> Built:
    return an_initiative(until="assessed")


def _talk(at: datetime, key: str, to: str | None, *, theirs: bool) -> None:
    contact = Contact(
        key=Key(key), stage=Key("concept"), participation=Key(to) if to else None, kind=v.ContactKind.MEETING, at=at,
        people=(Key("petra"),), told=said(f"Provet hålls {at:%H.%M.%S}."),
        only_theirs=said("Gäller bara dem.") if theirs else None,
    )  # fmt: skip
    dialogue.record_contact(by="petra", at=at, initiative="prov", contact=contact)


def _play(steps: Sequence[Step], start: datetime) -> dict[str, str | None]:
    """Do the steps a minute apart. Gives the talks that bind, each with whom it was."""
    talks: dict[str, str | None] = {}
    for place, (act, to, count) in enumerate(steps):
        at, key = start + timedelta(minutes=place), f"samtal-{place}"
        if act in {"talk", "theirs"}:
            _talk(at, key, to, theirs=act == "theirs")
            talks |= {key: to} if act == "talk" else {}
        elif act == "tell":
            said_at = {"by": "petra", "at": at, "initiative": "prov", "stage": "concept"}
            dialogue.broadcast(
                **said_at, subject=said("Provet"), body=said("Så här är det."), passes_on=list(talks)[-count:]
            )  # type: ignore[arg-type]
        else:
            m.Participation.objects.filter(key=to).update(
                state=v.ParticipationState.ENDED, ended_stage=m.Stage.objects.get(key="concept")
            )
    return talks


def _given(picture: Picture, supplier: str, talks: dict[str, str | None], at: datetime) -> frozenset[str]:
    """Give the talks whose content a supplier has: those it was in, and what the information it can read passes on."""
    actor = people.actor_in(picture, f"person-{supplier}", at)
    read = {one.key for one in visibility.seen_by(picture, actor, at=at).broadcasts}
    passed = {key for one in picture.broadcasts if one.key in read for key in one.passes_on}
    return frozenset({key for key, to in talks.items() if to in {None, supplier}} | passed)


def _propose(at: datetime, active: Sequence[str]) -> set[datetime]:
    """Propose at the gate. Gives when that which the gate names was told; nothing when the proposal is laid."""
    given = outcomes(go_on=[one for one in active if one != "s3"], end=[one for one in active if one == "s3"])
    try:
        gates.propose(by="ulla", at=at, initiative="prov", stage="concept", outcome=v.GateOutcome.GO_ON,
                      reason=said("Det räcker."), outcomes=given)  # fmt: skip
    except Conflict as refused:
        return {dict(one.values)["at"] for one in refused.problems}  # type: ignore[misc]
    return set()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEPS, max_size=6))
def test_gate_goes_on_when_all_have_the_same_and_else_names_just_the_difference(
    built: Built, steps: list[Step]
) -> None:
    with transaction.atomic(), _summary.resting():
        talks = _play(steps, built.at)
        at, picture = built.at + timedelta(hours=1), pictures.take("prov")
        active = [one.key for one in picture.participations if one.state is v.ParticipationState.ACTIVE]
        boxes = {key: _given(picture, key, talks, at) for key in active}
        unequal = frozenset().union(*boxes.values()) - frozenset.intersection(*boxes.values())
        told_at = {one.key: one.at for one in picture.contacts}

        assert _propose(at, active) == {told_at[Key(key)] for key in unequal}
        assert (m.Proposal.objects.filter(stage__key="concept").count() == 1) == (not unequal)
        transaction.set_rollback(True)
