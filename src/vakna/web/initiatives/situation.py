"""What an initiative's situation is, in one sentence, and its next gate: what the reader wants to know first."""

from dataclasses import dataclass
from datetime import datetime

from vakna.core import adoptions, affordable_loss, spread, stages, words
from vakna.core.initiative import Stage
from vakna.core.vocabulary import GateKind, InitiativeState, Instrument, Provenance, StageState
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import suppliers

_DIALOGUE = frozenset({Instrument.RFI, Instrument.MARKET_DIALOGUE, Instrument.EXTERNAL_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class NextGate:
    """The next gate: its question, when it is decided (None: not said), and the sentences under it."""

    stage: Stage
    question: str
    due: datetime | None
    explains: tuple[str, ...]


def situation(seen: Visit) -> str:
    """Say where the initiative stands and what it has come to. Needs money and spread."""
    terms = seen.picture.terms
    here = stages.current(terms)
    if terms.state not in {InitiativeState.ACTIVE, InitiativeState.ENDED_SPREAD}:
        return _say(seen, terms.state.value)
    if here is not None and here.instrument not in {Instrument.SPREAD, Instrument.USE}:
        return _under_way(seen, here)
    if here is None and planned(seen) is not None:
        return _between(seen)
    return _in_use(seen)


def planned(seen: Visit) -> Stage | None:
    """Give the first stage that is not published yet."""
    return next((one for one in stages.in_order(seen.picture.terms) if one.state == StageState.PLANNED), None)


def _between(seen: Visit) -> str:
    """Say which stage was finished last and which is being prepared."""
    coming = planned(seen)
    done = [one for one in stages.in_order(seen.picture.terms) if stages.is_done(one)]
    if coming is None or not done:
        return _say(seen, "prepared", coming=coming.name if coming else None)
    return _say(seen, "between", done=done[-1].name, coming=coming.name)


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"initiatives.situation.{code}", **values)


def _in_use(seen: Visit) -> str:
    tried = len(suppliers.in_chain(seen.picture))
    parts = [_say(seen, "tried", count=tried)] if tried else []
    points = spread.series(seen.picture, adoptions.day_of(seen.at))
    if points:
        last = points[-1]
        using = words.count(seen.language, last.qualifier, last.count)
        code = "one_uses" if last.count == 1 else "many_use"
        parts.append(_say(seen, code, using=using[:1].upper() + using[1:]))
    cost = affordable_loss.standing(seen.picture.money).exposure
    if cost.amount:
        parts.append(_say(seen, "cost", sum=cost))
    return " ".join(parts) or _say(seen, "nobody_yet")


def _under_way(seen: Visit, here: Stage) -> str:
    count = len(suppliers.taking_part(seen.picture, here))
    code = _code(here)
    if code.startswith("contract") and count:
        return _say(seen, code, stage=here.name, count=count) + _until(seen, here)
    if code.startswith("contract"):
        return _say(seen, "contract_waits" if code == "contract_published" else "contract_unknown", stage=here.name)
    return _say(seen, code) + _until(seen, here)


def _code(here: Stage) -> str:
    """Name the situation by the kind of stage and how far it has come: `rfi_open`, `call_closed`, `contract_open`."""
    kind = "call" if stages.rules(here).takes_tenders else "need"
    if here.instrument in _DIALOGUE:
        kind = "dialogue"
    elif stages.rules(here).contract:
        kind = "contract"
    step = here.state if here.state in {StageState.PUBLISHED, StageState.OPEN} else StageState.CLOSED
    return f"{kind}_{step.value}"


def _until(seen: Visit, here: Stage) -> str:
    """Say the date that the stage now waits for."""
    dates = {StageState.PUBLISHED: here.opens_at, StageState.OPEN: here.deadline, StageState.CLOSED: here.decision_due}
    at = dates.get(here.state)
    return f" {_say(seen, f'until_{here.state.value}', at=at)}" if at else ""


def next_gate(seen: Visit) -> NextGate | None:
    """Give the next gate, None when nothing more is to be decided."""
    terms = seen.picture.terms
    here = stages.current(terms)
    if terms.state != InitiativeState.ACTIVE or here is None:
        return None
    if here.gate == GateKind.NONE and here.instrument != Instrument.SPREAD:
        return None
    if terms.provenance == Provenance.STATED and here.decision_due is None:
        return None
    coming = stages.next_after(terms, here)
    return NextGate(
        stage=here,
        question=_question(seen, here, coming),
        due=here.decision_due,
        explains=_explains(seen, here),
    )


def _question(seen: Visit, here: Stage, coming: Stage | None) -> str:
    if here.instrument == Instrument.SPREAD:
        return _say(seen, "ask_spread")
    to = coming.name if coming else None
    if here.gate == GateKind.AWARD:
        return _say(seen, "ask_award")
    if here.gate == GateKind.INVITATION:
        return _say(seen, "ask_invitation")
    if here.gate == GateKind.OPTION and to:
        count = len(suppliers.taking_part(seen.picture, here))
        arrow = f" {count} → {coming.places}" if coming and coming.places and count else ""
        return _say(seen, "ask_option", to=to) + arrow
    if to:
        return _say(seen, "ask_dialogue", to=to)
    return _say(seen, "ask_end" if here.instrument == Instrument.USE else "ask_next")


def _explains(seen: Visit, here: Stage) -> tuple[str, ...]:
    said = {
        GateKind.INVITATION: ("two_people", "same_instant"),
        GateKind.AWARD: ("award_all",),
        GateKind.OPTION: ("two_people", "same_instant"),
        GateKind.DIALOGUE: ("stop_is_fine",),
        GateKind.NONE: ("yearly",),
    }
    return tuple(_say(seen, f"explain_{one}") for one in said[here.gate])
