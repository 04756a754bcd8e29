"""Two hundred random processes through the real actions, on the database: what must never be is never."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import transaction

from tests.acts_at_random import VERBS, Act, Cast, Chance
from tests.cast import an_initiative, said
from tests.core.on_paper import faults
from vakna.actions import _summary, assessment, funding, gates, initiatives, people, selection
from vakna.core import journal
from vakna.core.initiative import Answer, Key, Picture
from vakna.core.refusal import Refusal
from vakna.exchange import signed_note
from vakna.records import journals, pictures
from vakna.web.journal import public_keys

pytestmark = [pytest.mark.django_db]

RUNS, ACTS = 200 * int(os.environ.get("SOAK_TIMES", "1")), 30
PARTS = 4
SOAK = int(os.environ.get("SOAK_FROM", "0"))
"""The first seed; `make soak` begins elsewhere each time, and says where."""

TEAM = Cast(
    proposers=("ulla", "petra", "nils"), assessors=("asta", "axel"), deciders=("beata",), procurer="ulla",
    leader="petra", others=("jorun", "colin", "oskar", "rut", "stranger"), seller=lambda _, one: f"person-{one.key}",
)  # fmt: skip
BEGINNINGS = ("concept open", "concept closed", "assessed", "proposed", "decided")
"""Where runs begin."""

_LOOKED_AT = ("submissions", "marks", "gates", "money")


def _do(act: Act, key: str) -> None:
    """Do an act through its action."""
    _DOING[act.verb]({"by": act.by, "at": act.at, "initiative": key}, dict(act.values))


def _hand_in(who: dict[str, Any], its: dict[str, Any]) -> None:
    answers = (Answer(topic=Key("need"), said=said("Så här har vi tänkt.")),)
    selection.hand_in(**who, stage=its["stage"], answers=answers)


def _declare(who: dict[str, Any], its: dict[str, Any]) -> None:
    people.declare_interests(**who, **its, nature=said("Släkt.") if its["tied"] else None)


def _propose(who: dict[str, Any], its: dict[str, Any]) -> None:
    gates.propose(**who, **its, reason=said("Så säger underlaget."))


def _plainly(action: Callable[..., Any]) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    """Make the doing of an action that takes the act's values as they are."""
    return lambda who, its: action(**who, **its)


_DOING: Mapping[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "people.declare_interests": _declare,
    "selection.hand_in": _hand_in,
    "initiatives.close_stage": _plainly(initiatives.close_stage),
    "initiatives.publish_stage": _plainly(initiatives.publish_stage),
    "assessment.hand_in": _plainly(assessment.hand_in),
    "assessment.agree": _plainly(assessment.agree),
    "gates.propose": _propose,
    "gates.decide": _plainly(gates.decide),
    "funding.commit": _plainly(funding.commit),
    "funding.invoice": _plainly(funding.invoice),
    "funding.pay": _plainly(funding.pay),
    "funding.release": _plainly(funding.release),
}


class Seen:
    """What a part of the runs has met."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.tried, self.accepted, self.refused = Counter[str](), Counter[str](), Counter[str]()


def _look(key: str) -> Picture:
    return pictures.take(key, _LOOKED_AT)


def _run(seed: int, seen: Seen) -> None:
    built = an_initiative(until=BEGINNINGS[seed % len(BEGINNINGS)])
    chance, picture = Chance(seed, TEAM, built.at), _look(built.key)
    with _summary.resting():
        for _ in range(ACTS):
            act = chance.act(picture)
            seen.tried[act.verb] += 1
            try:
                _do(act, built.key)
            except Refusal as refusal:
                seen.refused.update({refusal.code, *(one.code for one in refusal.problems)})
            else:
                seen.accepted[act.verb] += 1
                picture = _look(built.key)
                assert faults(picture) == [], f"seed {seed}: {act}"
    assert _judged(built.key) == (), f"seed {seed}"


def _judged(key: str) -> tuple[journal.Finding, ...]:
    """Judge the journal as anybody with the file and the public key would."""
    opener = signed_note.opener(keys=public_keys.all_of_them())
    return journal.verify(journals.export(name=journals.name_of(key=key)), open_note=opener)


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_must_never_be_comes_of_random_acts_on_the_database(part: int) -> None:
    seen = Seen()
    for seed in range(SOAK + part * RUNS // PARTS, SOAK + (part + 1) * RUNS // PARTS):
        with transaction.atomic():
            _run(seed, seen)
            transaction.set_rollback(True)

    assert sum(seen.tried.values()) == RUNS // PARTS * ACTS
    assert sum(seen.accepted.values()) / sum(seen.tried.values()) >= 0.4
    assert set(seen.accepted) == VERBS
