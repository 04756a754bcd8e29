"""A tenderer that took part in preparing: levelled first, heard before anything else, excluded last (LOU 4 kap. 8 §).

The steps come in one order and each is refused out of it: noted, levelled, heard, decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from . import good_time
from .initiative import Involvement, Key, Pack, Participation, Picture, Stage, Text
from .people import organisations_of
from .refusal import BadInput, Conflict, NotFound
from .stages import in_order, rules, takes_part
from .visibility import is_opened
from .vocabulary import InvolvementOutcome, MoneyState, Regime, StageState

PARTS = ("contacts", "submissions", "marks", "money", "broadcasts")
"""The parts of the picture that tell who took part in preparing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalSource:
    """A rule that the order rests on, as it read on the day it was checked."""

    name: str
    place: str
    checked: date


SOURCES = (
    LegalSource(name="Lag (2016:1145) om offentlig upphandling", place="4 kap. 8 §", checked=date(2026, 11, 23)),
    LegalSource(name="Directive 2014/24/EU", place="article 41", checked=date(2026, 11, 23)),
)
"""What the order rests on. The product gives no legal advice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something a tenderer did in preparing: `contact`, `slot`, `answer`, `paid` or `tie`, how often."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A tenderer in a call that took part in preparing it, and by what that is known."""

    participation: Key
    traces: tuple[Trace, ...]


def suggestions(picture: Picture, stage: str) -> tuple[Suggestion, ...]:
    """Find the tenderers of a call that took part in earlier stages of the initiative and are not noted yet.

    Empty before the opening: who tenders is not known to anybody.
    """
    call = picture.stage(stage)
    if not is_known(picture, call):
        return ()
    noted = {one.participation for one in picture.involvements}
    found = (
        Suggestion(participation=one.key, traces=tuple(_traces(picture, one, call)))
        for one in picture.participations
        if one.key not in noted and takes_part(picture.terms, one, call)
    )
    return tuple(one for one in found if one.traces)


def is_known(picture: Picture, call: Stage) -> bool:
    """Say whether it may be spoken of who tenders in a call: opened, or open working and closed."""
    if not rules(call).takes_tenders:
        return False
    over = call.state in (StageState.CLOSED, StageState.DECIDED)
    return is_opened(picture.terms, call) and (call.regime is Regime.SEALED or over)


def call_of(picture: Picture, participation: str) -> Stage:
    """Give the call that a supplier tenders in. Refuses (`involvement-no-call`) one that tenders in none."""
    one = picture.participation(participation)
    calls = (it for it in in_order(picture.terms) if rules(it).takes_tenders and takes_part(picture.terms, one, it))
    found = next(calls, None)
    if found is None:
        raise Conflict("involvement-no-call")
    return found


def find(picture: Picture, key: str) -> Involvement:
    """Find an involvement, or refuse."""
    found = next((one for one in picture.involvements if one.key == key), None)
    if found is None:
        raise NotFound("no-such-involvement", key=key)
    return found


def check_note(picture: Picture, participation: str) -> None:
    """Refuse to note before the opening (`involvement-unopened`), and twice."""
    if not any(one.key == participation for one in picture.participations):
        raise NotFound("no-such-supplier", key=participation)
    if not is_known(picture, call_of(picture, participation)):
        raise Conflict("involvement-unopened")
    if any(one.participation == participation for one in picture.involvements):
        raise Conflict("involvement-noted")


def check_level(picture: Picture, one: Involvement, pack: str | None, remaining: Text | None) -> None:
    """Refuse to level without a pack that all had in good time for the same call, or words on what is not levelled.

    Both may be given: the pack levels some of it.
    """
    _undecided(one)
    if pack is None and remaining is None:
        raise BadInput("involvement-pack-or-remaining", path="remaining")
    if pack is None:
        return
    call = call_of(picture, one.participation)
    if pack not in {it.key for it in in_time(picture, call)}:
        raise Conflict("involvement-pack-late", stage=call.name)


def in_time(picture: Picture, call: Stage) -> tuple[Pack, ...]:
    """Give the packs that were available to all in good time before the hand-in of a call, the latest first."""
    last = good_time.latest(call)
    mine = (one for one in picture.packs if one.stage == call.key and (last is None or one.at <= last))
    return tuple(sorted(mine, key=lambda one: -one.number))


def check_hear(one: Involvement) -> None:
    """Refuse to hear before levelling was tried: the supplier must know what it is asked about. Once is enough."""
    _undecided(one)
    if one.levelled_at is None:
        raise Conflict("involvement-level-first")
    if one.heard_at is not None:
        raise Conflict("involvement-heard")


def check_decide(one: Involvement, outcome: InvolvementOutcome) -> None:
    """Refuse a decision that comes before its time, or that does not follow from what was found.

    Levelled asks for a pack. Excluded is the last way out: levelling tried, what remains said, the supplier heard.
    """
    _undecided(one)
    if one.levelled_at is None:
        raise Conflict("involvement-level-first")
    if outcome is InvolvementOutcome.LEVELLED and one.pack is None:
        raise Conflict("involvement-not-levelled")
    if outcome is InvolvementOutcome.EXCLUDED and one.remaining is None:
        raise Conflict("involvement-nothing-remains")
    if one.remaining is not None and one.heard_at is None:
        raise Conflict("involvement-hear-first")


def step(one: Involvement) -> str:
    """Say what comes next: `level`, `hear`, `decide` or `done`. A fully levelled one is decided without a hearing."""
    if one.outcome is not None:
        return "done"
    if one.levelled_at is None:
        return "level"
    return "hear" if one.remaining is not None and one.heard_at is None else "decide"


def _undecided(one: Involvement) -> None:
    if one.outcome is not None:
        raise Conflict("involvement-decided")


def _traces(picture: Picture, one: Participation, call: Stage) -> Iterator[Trace]:
    """Count what the organisations behind a tenderer did in the stages before the call."""
    mine = organisations_of(one)
    before = {it.key for it in picture.terms.stages if it.number < call.number}
    own = {it.key for it in picture.participations if organisations_of(it) & mine}
    paid = [it for it in picture.money if it.state is MoneyState.PAID]
    counts = {
        "contact": sum(it.participation in own and it.stage in before for it in picture.contacts),
        "slot": sum(it.participation in own and it.stage in before for it in picture.slots),
        "answer": sum(it.participation in own and it.stage in before for it in picture.submissions),
        "paid": sum(it.participation in own and it.stage in before for it in paid),
        "tie": sum(it.organisation in mine for it in picture.ties),
    }
    yield from (Trace(kind=kind, count=count) for kind, count in counts.items() if count)
