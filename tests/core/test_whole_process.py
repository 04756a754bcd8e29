"""Ten thousand random processes on paper: whatever people try, what must never be is never."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.acts_at_random import VERBS, Act, Cast, Chance
from tests.core import cast
from tests.core.on_paper import Paper, faults
from vakna.core import journal
from vakna.core import vocabulary as v
from vakna.core.initiative import Declaration, Key, Member, Picture, Terms
from vakna.core.refusal import Refusal

RUNS, ACTS = 10_000 * int(os.environ.get("SOAK_TIMES", "1")), 30
PARTS = 4
SOAK = int(os.environ.get("SOAK_FROM", "0"))
"""The first seed; `make soak` begins elsewhere each time, and says where."""

TEAM = Cast(
    proposers=("ulla", "petra", "nora"), assessors=("asta", "axel"), deciders=("beata", "nora"), procurer="ulla",
    leader="petra", others=("jorun", "colin", "otto", "rut", "stranger"), seller=lambda _, one: str(one.contact),
)  # fmt: skip


def _terms(concept: v.StageState, prototype: v.StageState) -> Terms:
    """Give the terms of three stages, with ceilings so low that each is met; the need owner may decide as well."""
    of = cast.terms(
        cast.in_state(cast.CALL, v.StageState.DECIDED), cast.in_state(cast.CONCEPT, concept, spread_limit=1),
        cast.in_state(cast.PROTOTYPE, prototype), ceiling=cast.kr(160_000), supplier_ceiling=cast.kr(70_000),
    )  # fmt: skip
    also = Member(person=Key("nora"), role=v.Role.DECIDER, since=cast.START)
    return replace(of, members=(*of.members, also))


def _open() -> Picture:
    of = _terms(v.StageState.OPEN, v.StageState.PLANNED)
    return cast.picture(of=of, participations=cast.taking_part(), declarations=())


def _closed(**more: Any) -> Picture:
    rows = {"participations": cast.taking_part(), "submissions": cast.handed_in(cast.CONCEPT), "declarations": ()}
    return cast.picture(of=_terms(v.StageState.CLOSED, v.StageState.PLANNED), **(rows | more))


def _judged() -> Picture:
    """Give the picture in which all are marked and three agreed on; the assessors lie far apart about the fourth."""
    own = [
        cast.assessed(cast.CONCEPT, one, by, *marks, kind=v.AssessmentKind.INDIVIDUAL)
        for one in cast.SUPPLIERS
        for by, marks in (("asta", (2, 2, 1)), ("axel", (0 if one == "delta" else 2, 2, 1)))
    ]
    about = tuple(one.key for one in cast.taking_part())
    declared = [
        Declaration(person=Key(one), stage=cast.CONCEPT.key, at=cast.day(41), about=about) for one in TEAM.judging
    ]
    agreed = [cast.agreed(cast.CONCEPT, one, 0 if one == "gamma" else 2, 2, 1) for one in cast.SUPPLIERS[:3]]
    return _closed(assessments=(*own, *agreed), declarations=tuple(declared))


def _next() -> Picture:
    """Give the picture after the first gate: two of four go on."""
    on = [cast.outcome(one, v.Verdict.CONTINUES) for one in cast.SUPPLIERS[:2]]
    off = [cast.outcome(one, v.Verdict.ENDED) for one in cast.SUPPLIERS[2:]]
    suppliers = cast.taking_part()
    ended = [replace(one, state=v.ParticipationState.ENDED, ended_stage=cast.CONCEPT.key) for one in suppliers[2:]]
    return cast.picture(
        of=_terms(v.StageState.DECIDED, v.StageState.PLANNED), participations=(*suppliers[:2], *ended),
        decisions=(cast.decided(cast.CONCEPT, *on, *off, at=50),), declarations=(),
    )  # fmt: skip


BEGINNINGS: tuple[tuple[Callable[[], Picture], int], ...] = ((_open, 39), (_closed, 45), (_judged, 47), (_next, 60))
"""Where runs begin, and on which day."""


class Seen:
    """What a part of the runs has met."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.tried, self.accepted, self.refused = Counter[str](), Counter[str](), Counter[str]()


def _run(seed: int, seen: Seen) -> None:
    begin, day = BEGINNINGS[seed % len(BEGINNINGS)]
    paper, chance, done = Paper(begin()), Chance(seed, TEAM, cast.day(day)), list[Act]()
    for _ in range(ACTS):
        act = chance.act(paper.picture)
        seen.tried[act.verb] += 1
        before = paper.picture
        try:
            paper.do(act)
        except Refusal as refusal:
            seen.refused.update({refusal.code, *(one.code for one in refusal.problems)})
            assert paper.picture is before
        else:
            seen.accepted[act.verb] += 1
            done.append(act)
            assert faults(paper.picture) == [], f"seed {seed}: {done}"
    assert journal.verify(paper.export(), open_note=lambda _: None) == (), f"seed {seed}"


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_must_never_be_comes_of_random_acts(part: int) -> None:
    seen = Seen()
    for seed in range(SOAK + part * RUNS // PARTS, SOAK + (part + 1) * RUNS // PARTS):
        _run(seed, seen)

    assert sum(seen.tried.values()) == RUNS // PARTS * ACTS
    assert sum(seen.accepted.values()) / sum(seen.tried.values()) >= 0.4
    assert set(seen.accepted) == VERBS
    assert REFUSALS - set(seen.refused) == set()


REFUSALS = frozenset(
    {
        # people
        "may-not", "may-not-without-role",
        # declarations
        "declare-first", "nobody-to-declare-about", "tied-elsewhere", "tie",
        # stages
        "late", "stage-move", "stage-published", "stage-not-open", "stage-not-closed", "deadline-not-passed",
        "supplier-ended",
        # assessment
        "mark-missing", "mark-twice", "mark-value", "mark-motive", "mark-unknown-criterion", "assessed-already",
        "assessments-missing", "moderation-missing",
        # gates
        "outcome-missing", "outcome-twice", "outcome-foreign", "outcome-reason", "outcome-stop-ends-all",
        "outcome-not-eligible", "outcome-not-paid", "outcome-places", "outcome-stopped", "own-proposal",
        "no-proposal", "stale-proposal",
        "mandate-item", "mandate-committee", "mandate-paragraph", "mandate-day", "mandate-coming-day", "gate-decided",
        # money
        "over-ceiling", "over-committed", "over-invoiced", "commit-to-gone",
    }
)  # fmt: skip
"""Every answer of the rules that these acts can meet."""
