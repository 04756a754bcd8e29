"""Ten thousand random processes on paper: whatever people try, what must never be is never.

Which acts are every act and which refusals every refusal, see `tests.at_random`; here every refusal that core says.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from tests import at_random
from tests.at_random import after, plans
from tests.at_random.chance import Cast, Chance, Seen
from tests.at_random.never import faults
from tests.at_random.reachable import codes_of, verbs_of
from tests.core import cast
from tests.core.paper import DOING, Process
from vakna import actions
from vakna.core import journal
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Assumption,
    Award,
    Contract,
    Declaration,
    Experiment,
    FormQuestion,
    Key,
    Lot,
    Member,
    Milestone,
    NamedBuyer,
    Notice,
    Opening,
    Person,
    Picture,
    Procurement,
    Stage,
    Terms,
    text,
)
from vakna.core.refusal import Refusal

RUNS, ACTS = 10_000 * int(os.environ.get("SOAK_TIMES", "1")), 30
PARTS = 4
SOAK = int(os.environ.get("SOAK_FROM", "0"))
"""The first seed; `make soak` begins elsewhere each time, and says where."""

CAST = Cast(sellers={f"{one}-p": one for one in cast.SUPPLIERS}, stranger="stranger")
OUTSIDE: Mapping[str, str] = {"rut": "byran", "stina": "granby", "stranger": "frammande", "inga": "navet"}
"""Who does not belong to the buyer: auditor, another buyer's need owner, somebody with no part, the intermediary."""
USE = cast.stage("anvandning", 4, v.Instrument.USE, procurement=Key("p"), places=1, ceiling=cast.kr(30_000))


WATCH = cast.stage("uppfoljning", 5, v.Instrument.SPREAD, state=v.StageState.CLOSED, published_at=cast.START)


def _terms(
    call: Stage, concept: Stage, prototype: Stage = cast.PROTOTYPE, more: tuple[Stage, ...] = (), **bought: Any
) -> Terms:
    """Give the terms of a call and three stages, with ceilings so low that each is met."""
    of = cast.terms(
        call, concept, prototype, USE, *more, ceiling=cast.kr(160_000), supplier_ceiling=cast.kr(70_000),
        buyers=(Key("kop"), Key("granby")),
    )  # fmt: skip
    known = {one.key: one for one in of.people} | {
        Key(one): Person(key=Key(one), name=one, organisation=Key(home)) for one, home in OUTSIDE.items()
    }
    members = (*of.members, Member(person=Key("stina"), role=v.Role.NEED_OWNER, since=cast.START))
    kinds = {"navet": v.OrganisationKind.INTERMEDIARY}
    others = (cast.organisation(one, kinds.get(one, v.OrganisationKind.AGENCY)) for one in OUTSIDE.values())
    organisations = (*of.organisations, *others)
    one = Procurement(
        key=Key("p"), title=text("P"), law=v.Law.LOU, procedure=text("öppet"),
        named_buyers=(NamedBuyer(organisation=Key("granby"), max_quantity=3),), **bought,
    )  # fmt: skip
    return replace(of, people=tuple(known.values()), members=members, organisations=organisations, procurements=(one,))


def _out(one: Stage, state: v.StageState, **rest: Any) -> Stage:
    return cast.in_state(one, state, published_at=cast.day(1), **rest)


OVER = _out(cast.CALL, v.StageState.DECIDED)
AWARD = Award(decided=cast.day(15).date(), sent=cast.day(15), standstill_ends=date(2026, 1, 26))


def _picture(of: Terms, **rows: tuple[Any, ...]) -> Picture:
    given = {"participations": cast.taking_part(), "declarations": ()} | rows
    return cast.picture(of=of, **given)


def _contracts(*suppliers: str, stage: Stage = cast.CONCEPT, **rest: Any) -> tuple[Contract, ...]:
    return tuple(
        Contract(
            key=Key(f"k-{one}"), participation=Key(f"s-{one}"), stage=stage.key, signed=date(2026, 1, 28),
            **({"pay": cast.kr(25_000)} | rest),
        )
        for one in suppliers
    )  # fmt: skip


def _call_open() -> Picture:
    """Give a call under seal, in two lots, that nobody has tendered for yet, and a procurement with nothing in it."""
    lots = tuple(Lot(key=Key(one), name=text(one)) for one in ("norr", "soder"))
    of = _terms(_out(cast.CALL, v.StageState.OPEN), cast.CONCEPT, lots=lots)
    second = Procurement(key=Key("p2"), title=text("P2"), law=v.Law.LOU, procedure=text("öppet"))
    of = replace(of, procurements=(*of.procurements, second))
    return _picture(of, participations=())


def _opened() -> Picture:
    """Give the same call opened, where two buyers mark the need, each for itself."""
    opening = Opening(at=cast.day(11), first=Key("ulla"), second=Key("petra"), size=0, root="0" * 64)
    call = _out(cast.CALL, v.StageState.CLOSED, opening=opening, need_per_buyer=True)
    about = tuple(one.key for one in cast.taking_part())
    said = tuple(
        Declaration(person=Key(one), stage=call.key, at=cast.day(11), about=about) for one in ("nora", "stina")
    )
    return _picture(_terms(call, cast.CONCEPT), submissions=cast.handed_in(cast.CALL), declarations=said)


def _open() -> Picture:
    """Give the concept stage under contract, with a form, while the standstill runs."""
    asked = {"ord": v.QuestionKind.TEXT, "tal": v.QuestionKind.NUMBER, "fil": v.QuestionKind.FILE}
    form = tuple(
        FormQuestion(key=Key(key), kind=kind, asks=text(key), files=(v.FileKind.PAPER,) if key == "fil" else ())
        for key, kind in asked.items()
    )
    still = replace(AWARD, standstill_ends=cast.day(40).date())
    of = _terms(OVER, _out(cast.CONCEPT, v.StageState.OPEN, form=form), award=still, notice=_NOTICE)
    committed = tuple(cast.entry(v.MoneyState.COMMITTED, 25_000, supplier=one) for one in ("alfa", "beta"))
    return _picture(of, contracts=(*_contracts("alfa", "beta"), *_contracts("delta", pay=None)), money=committed)


_NOTICE = Notice(number="2026-1", published=date(2026, 1, 2), database="Provdatabasen")


def _closed() -> Picture:
    """Give it closed: the price parts those who are even, two are marked, and fewer sends the stage out again."""
    more = (v.PlacesRule.POINTS, v.PlacesRule.PRICE)
    concept = _out(
        cast.CONCEPT, v.StageState.CLOSED, spread_limit=0, more_than_places=more, fewer_than_places=v.FewerRule.REOPEN
    )
    buyer = NamedBuyer(organisation=Key("granby"), max_value=cast.kr(5_000))
    of = _terms(OVER, concept, replace(cast.PROTOTYPE, places=4), award=AWARD)
    of = replace(of, procurements=(replace(of.procurements[0], named_buyers=(buyer,)),))
    marks = [
        cast.assessed(cast.CONCEPT, one, by, *given, kind=v.AssessmentKind.INDIVIDUAL)
        for one in ("alfa", "beta")
        for by, given in (("asta", (2, 2, 1)), ("axel", (2, 1, 1)))
    ]
    return _picture(
        of, submissions=cast.handed_in(cast.CONCEPT), assessments=tuple(marks), contracts=_contracts("alfa", "beta")
    )


def _judged() -> Picture:
    """Give it agreed on: one falls, one is on hold, two sign, and fewer than the places is the end."""
    agreed = [cast.agreed(cast.CONCEPT, one, 0 if one == "gamma" else 2, 2, 1) for one in cast.SUPPLIERS[:3]]
    held = cast.taking_part("delta", state=v.ParticipationState.ON_HOLD)
    of = _terms(OVER, _out(cast.CONCEPT, v.StageState.CLOSED, fewer_than_places=v.FewerRule.STOP), award=AWARD)
    nora = Member(person=Key("nora"), role=v.Role.DECIDER, since=cast.START)
    of = replace(of, members=(*of.members, nora), two_signatures=True)
    earlier = cast.decided(cast.CALL, cast.outcome("delta", v.Verdict.ON_HOLD))
    declared = _picture(of, participations=(*cast.taking_part(*cast.SUPPLIERS[:3]), *held))
    said = cast.picture(of=of, participations=declared.participations).declarations
    return declared.with_rows(
        submissions=cast.handed_in(cast.CONCEPT), assessments=tuple(agreed), declarations=said, decisions=(earlier,),
        contracts=_contracts("alfa"),
    )  # fmt: skip


def _next() -> Picture:
    """Give the picture after the gate: one of four goes on, one is on hold, two are offered talks."""
    on = [cast.outcome("alfa", v.Verdict.CONTINUES)]
    off = [cast.outcome("beta", v.Verdict.ON_HOLD), *(cast.outcome(one, v.Verdict.ENDED) for one in ("gamma", "delta"))]
    suppliers = cast.taking_part()
    held = replace(suppliers[1], state=v.ParticipationState.ON_HOLD)
    ended = [replace(one, state=v.ParticipationState.ENDED, ended_stage=cast.CONCEPT.key) for one in suppliers[2:]]
    concept = _out(cast.CONCEPT, v.StageState.DECIDED, more_than_places=(v.PlacesRule.POINTS,))
    of = _terms(OVER, concept, replace(cast.PROTOTYPE, places=1), more=(WATCH,), award=AWARD)
    assumed = [Assumption(key=Key(one), about=v.AssumptionAbout.NEED, statement=text(one)) for one in ("n1", "n2")]
    tried = Experiment(key=Key("x"), assumption=Key("n1"), during=cast.PROTOTYPE.key, hypothesis=text("Tre av fem."))
    also = [Member(person=Key(one), role=v.Role.DECIDER, since=cast.START) for one in ("nora", "ulla")]
    of = replace(of, members=(*of.members, *also))
    bound = tuple(cast.entry(v.MoneyState.COMMITTED, 20_000, supplier=one) for one in ("alfa", "beta"))
    options = plans.options(at=cast.day(60), stage="prototyp", by="nora")
    waits = Milestone(key=Key("sedan"), what=text("Sedan"), share=50)
    done = replace(waits, key=Key("forst"), approved_at=cast.day(50), approved_by=Key("ulla"))
    rows = (suppliers[0], held, *ended)
    said = tuple(one for one in cast.picture(of=of, participations=rows).declarations if one.stage == concept.key)
    return _picture(
        of, participations=rows, declarations=said, decisions=(cast.decided(cast.CONCEPT, *on, *off, at=50),),
        money=bound, contracts=(*_contracts("alfa", options=options, milestones=(done, waits)), *_contracts("beta")),
        assumptions=tuple(assumed), experiments=(tried,),
        debriefs=after.talks("koncept", "s-gamma", "s-delta", cast.day(60)),
    )  # fmt: skip


BEGINNINGS: tuple[tuple[Callable[[], Picture], int], ...] = (
    (_call_open, 8), (_opened, 12), (_open, 35), (_closed, 45), (_judged, 47), (_next, 60),
)  # fmt: skip
"""Where sequences begin, and on which day."""

ON_PAPER_NOT: Mapping[str, str] = {
    "no-such-initiative": "there is but one initiative on paper: tests/actions/test_whole_process.py",
}
"""The refusals of core that have no place on paper, each with its reason and the test that reaches it."""


def _run(seed: int, seen: Seen) -> None:
    begin, day = BEGINNINGS[seed % len(BEGINNINGS)]
    process, chance = Process(begin()), Chance(seed, CAST, cast.day(day), seen)
    for _ in range(ACTS):
        act = chance.act(process.picture, at_random.TABLE)
        seen.tried[act.verb] += 1
        before = process.picture
        try:
            answer = process.do(act)
        except Refusal as refusal:
            chance.turned_away(act, refusal)
            assert process.picture is before
        else:
            seen.accepted[act.verb] += 1
            chance.heard(act, answer)
            assert faults(process.picture) == [], f"seed {seed}: {act}"
    assert journal.verify(process.export(), open_note=lambda _: None) == (), f"seed {seed}"


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_must_never_be_comes_of_random_acts(part: int) -> None:
    seen = Seen()
    for seed in range(SOAK + part * RUNS // PARTS, SOAK + (part + 1) * RUNS // PARTS):
        _run(seed, seen)

    assert sum(seen.tried.values()) == RUNS // PARTS * ACTS
    assert sum(seen.accepted.values()) / sum(seen.tried.values()) >= 0.4
    assert set(seen.accepted) == set(at_random.VERBS)
    assert at_random.refusals(within="vakna.core") - set(seen.refused) == set(ON_PAPER_NOT)


def test_the_acts_are_every_verb_and_the_paper_knows_each() -> None:
    assert set(at_random.TABLE.doing) == set(at_random.VERBS)
    assert set(DOING) == set(at_random.VERBS)


def test_what_is_met_elsewhere_is_a_refusal_of_these_verbs_and_its_test_is_there() -> None:
    known = codes_of(at_random.VERBS.values(), closed=at_random.CLOSED)
    tests = {code: test.split("::") for code, (_, test) in at_random.ELSEWHERE.items()}
    here = Path(__file__).parent.parent

    assert set(at_random.ELSEWHERE) - known == set()
    assert {code: name for code, (path, name) in tests.items()
            if f"def {name}(" not in (here / path).read_text(encoding="utf-8")} == {}  # fmt: skip
    rooms = {one.name for one in iter_modules(actions.__path__) if not one.name.startswith("_")}
    assert {one.partition(".")[0] for one in at_random.ROOMS} | set(at_random.OTHER_ROOMS) == rooms
    assert set(at_random.NOT_HERE) <= set(verbs_of(at_random.ROOMS))
