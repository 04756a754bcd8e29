"""Stages as data: what each instrument takes, which moves are allowed, and what must be said before a stage opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import criteria_law
from .initiative import Key, Participation, Stage, Terms
from .money import Money
from .refusal import BadInput, Conflict, Problem, TooLate
from .vocabulary import GateKind, Instrument, ParticipationState, Role, StageState
from .weighing import asks_to_scale, faults

MOVES: Mapping[StageState, frozenset[StageState]] = {
    StageState.PLANNED: frozenset({StageState.PUBLISHED, StageState.SKIPPED, StageState.CANCELLED}),
    StageState.PUBLISHED: frozenset({StageState.OPEN, StageState.CANCELLED}),
    StageState.OPEN: frozenset({StageState.CLOSED, StageState.CANCELLED}),
    StageState.CLOSED: frozenset({StageState.OPEN, StageState.DECIDED, StageState.CANCELLED}),
    StageState.DECIDED: frozenset(),
    StageState.SKIPPED: frozenset({StageState.PLANNED}),
    StageState.CANCELLED: frozenset(),
}
"""The allowed moves. Another round is a new stage, so that a decided one keeps its history (design 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRules:
    """What a stage of this form takes in, whether it stands on a contract, and whether suppliers are paid in it."""

    takes_answers: bool = False
    takes_tenders: bool = False
    takes_deliveries: bool = False
    contract: bool = False
    pays: bool = False
    dialogue: bool = False

    @property
    def takes_submissions(self) -> bool:
        """Say whether anything is handed in."""
        return self.takes_answers or self.takes_tenders or self.takes_deliveries


_CONTRACT = InstrumentRules(takes_deliveries=True, contract=True, pays=True)

INSTRUMENTS: Mapping[Instrument, InstrumentRules] = {
    Instrument.NEED_WORK: InstrumentRules(),
    Instrument.RFI: InstrumentRules(takes_answers=True, dialogue=True),
    Instrument.MARKET_DIALOGUE: InstrumentRules(takes_answers=True, dialogue=True),
    Instrument.EXTERNAL_REVIEW: InstrumentRules(takes_answers=True, dialogue=True),
    Instrument.OPEN_CALL: InstrumentRules(takes_tenders=True),
    Instrument.CONTRACT_STAGE: _CONTRACT,
    Instrument.PCP_PHASE: _CONTRACT,
    Instrument.VENTURE_CLIENT_ORDER: _CONTRACT,
    Instrument.INNOVATION_PARTNERSHIP_PHASE: _CONTRACT,
    Instrument.PPI: _CONTRACT,
    Instrument.DIRECT_AWARD: _CONTRACT,
    Instrument.PARTNERING: _CONTRACT,
    Instrument.USE: InstrumentRules(contract=True, pays=True),
    Instrument.SPREAD: InstrumentRules(),
}
"""What each instrument is, as data (design 4)."""

_UNDER_WAY = frozenset({StageState.OPEN, StageState.CLOSED})
_LEFT_OUT = frozenset({StageState.SKIPPED, StageState.CANCELLED})


def rules(stage: Stage) -> InstrumentRules:
    """Give what the stage's instrument says."""
    return INSTRUMENTS[stage.instrument]


def move(stage: Stage, to: StageState) -> None:
    """Refuse (`Conflict`) a move that is not in `MOVES`."""
    if to not in MOVES[stage.state]:
        raise Conflict("stage-move", stage=stage.name, given=stage.state, wanted=to)


def is_late(deadline: datetime, received_at: datetime) -> bool:
    """Say whether something that reached the server's edge at `received_at` is late: the deadline itself is in time."""
    return received_at > deadline


def require_in_time(stage: Stage, received_at: datetime) -> None:
    """Refuse (`TooLate`) what was received after the stage's deadline. A stage without one takes in until it closes."""
    if stage.deadline is not None and is_late(stage.deadline, received_at):
        raise TooLate("late", deadline=stage.deadline, received_at=received_at)


STORING = timedelta(minutes=10)
"""How long a request that was stamped in time may take to be stored; an opening waits for it (design 4, Deadline)."""


def opens_from(stage: Stage) -> datetime:
    """Give the first instant at which a sealed stage may be opened. Only for a stage with a deadline."""
    if stage.deadline is None:
        raise ValueError(f"{stage.key} has no deadline")
    return stage.deadline + STORING


def require_procurer(terms: Terms) -> None:
    """Refuse (`Conflict`) to publish before a procurer is named: it takes part from the start (seed, insight 1)."""
    if not _procurers(terms):
        raise Conflict("rfi-needs-procurer")


def missing_before_opening(stage: Stage, terms: Terms) -> tuple[str, ...]:
    """List, as codes, what is not said and must be before the stage opens (design 4; an RFI's parts: domain 7.9)."""
    said = _dialogue_said(stage, terms) if rules(stage).dialogue else {}
    said |= _asked_said(stage, terms) if stage.instrument is Instrument.RFI else {}
    said |= {"drafts": bool(stage.drafts)} if stage.instrument is Instrument.EXTERNAL_REVIEW else {}
    said |= _always_said(stage) | _bought_said(stage, terms) | _agreed_said(stage) | criteria_law.said(stage, terms)
    return tuple(f"missing-{name}" for name, present in said.items() if not present)


def require_ready(stage: Stage, terms: Terms) -> None:
    """Refuse (`BadInput`, every gap at once) a stage that lacks something; each path is the field to fill in."""
    gaps = missing_before_opening(stage, terms)
    if gaps:
        raise BadInput("stage-not-ready", found=tuple(Problem(FIELD_OF[code], code) for code in gaps))


FIELD_OF: Mapping[str, str] = {
    "missing-question": "question",
    "missing-purpose": "purpose",
    "missing-background": "background",
    "missing-target-group": "target_group",
    "missing-we-know": "we_know",
    "missing-wants-to-know": "wants_to_know",
    "missing-compensation": "compensation",
    "missing-next-steps": "next_steps",
    "missing-drafts": "drafts",
    "missing-use-of-answers": "use_of_answers",
    "missing-secrecy-notice": "secrecy_notice",
    "missing-contact-procurer": "contact",
    "missing-success": "success",
    "missing-owner": "owner",
    "missing-decision-date": "decision_due",
    "missing-deadline": "deadline",
    "missing-ceiling": "ceiling",
    "missing-criteria": "criteria",
    "missing-scalability": "criteria",
    "missing-weights": "criteria",
    "missing-weights-sum": "criteria",
    "missing-thresholds": "criteria",
    "missing-anchors": "criteria",
    "missing-price-weight": "price_weight",
    "missing-total-threshold": "total_threshold",
    "missing-criterion-kind": "criteria",
    "missing-award-link": "criteria",
    "missing-ability-link": "criteria",
    "missing-price": "compensation",
    "missing-rights": "rights",
    "missing-goals": "agreed_goals",
    "missing-open-book": "open_book",
    "missing-decision-forum": "decision_forum",
    "missing-exit-points": "exit_points",
    "missing-operating-unit": "operating_unit",
    "missing-adoption-decider": "adoption_decider",
    "missing-more-rule": "more_than_places",
    "missing-fewer-rule": "fewer_than_places",
}
"""Which field of the stage fills each gap."""


def _dialogue_said(stage: Stage, terms: Terms) -> dict[str, bool]:
    return {
        "question": stage.question is not None,
        "purpose": stage.purpose is not None,
        "use-of-answers": stage.use_of_answers is not None,
        "secrecy-notice": stage.secrecy_notice is not None,
        "contact-procurer": stage.contact in _procurers(terms),
    }


def _asked_said(stage: Stage, terms: Terms) -> dict[str, bool]:
    """Say which of an RFI's further parts are there. Figures of the need are background; a sum is compensation."""
    return {
        "background": stage.background is not None or any(need.figures for need in terms.needs),
        "target-group": stage.target_group is not None,
        "we-know": bool(stage.we_know),
        "wants-to-know": bool(stage.wants_to_know),
        "compensation": stage.compensation is not None or stage.pay is not None,
        "next-steps": stage.next_steps is not None,
    }


def _procurers(terms: Terms) -> frozenset[Key]:
    return frozenset(one.person for one in terms.members if one.role == Role.PROCURER and one.until is None)


def _always_said(stage: Stage) -> dict[str, bool]:
    return {
        "success": stage.success is not None,
        "owner": stage.owner is not None,
        "decision-date": stage.gate == GateKind.NONE or stage.decision_due is not None,
        "deadline": not rules(stage).takes_submissions or stage.deadline is not None,
    }


def _bought_said(stage: Stage, terms: Terms) -> dict[str, bool]:
    """Say what a stage that buys, or leads to buying, has said. Places ask for both rules."""
    its = rules(stage)
    buys = its.takes_tenders or its.contract
    judged = its.takes_tenders or its.takes_deliveries
    return {
        "ceiling": not its.pays or isinstance(stage.ceiling, Money),
        "criteria": not judged or bool(stage.criteria),
        "scalability": not judged or not stage.criteria or asks_to_scale(stage),
        **dict.fromkeys(faults(stage) if judged and stage.criteria else (), False),
        "rights": not buys or (stage.rights or terms.rights).use is not None,
        "more-rule": not judged or stage.places is None or bool(stage.more_than_places),
        "fewer-rule": not judged or stage.places is None or stage.fewer_than_places is not None,
    }


def _agreed_said(stage: Stage) -> dict[str, bool]:
    """Say what the way of working asks for: partnering (domain 7.12), a partner (3.7), an early client (3.10)."""
    said = {
        "goals": bool(stage.agreed_goals), "open-book": stage.open_book is not None,
        "decision-forum": stage.decision_forum is not None, "exit-points": bool(stage.exit_points),
        "operating-unit": stage.operating_unit is not None, "adoption-decider": stage.adoption_decider is not None,
    }  # fmt: skip
    return {name: said[name] for name in AGREED.get(stage.instrument, ())}


AGREED: Mapping[Instrument, tuple[str, ...]] = {
    Instrument.PARTNERING: ("goals", "open-book", "decision-forum", "exit-points"),
    Instrument.INNOVATION_PARTNERSHIP_PHASE: ("goals",),
    Instrument.VENTURE_CLIENT_ORDER: ("operating-unit", "adoption-decider"),
}
"""What a stage of such a form must say before it opens, beyond what every stage that buys does."""


def in_order(terms: Terms) -> tuple[Stage, ...]:
    """Give the stages by number, without those that were skipped or cancelled."""
    kept = (stage for stage in terms.stages if stage.state not in _LEFT_OUT)
    return tuple(sorted(kept, key=lambda stage: stage.number))


def is_done(stage: Stage) -> bool:
    """Say whether the stage has ended: decided, or closed where no gate waits."""
    return stage.state == StageState.DECIDED or (stage.state == StageState.CLOSED and stage.gate == GateKind.NONE)


def current(terms: Terms) -> Stage | None:
    """Give where the initiative stands: the last stage under way, else the first one that is published and waits."""
    waiting = [stage for stage in in_order(terms) if not is_done(stage)]
    under_way = [stage for stage in waiting if stage.state in _UNDER_WAY]
    if under_way:
        return under_way[-1]
    return next((stage for stage in waiting if stage.state == StageState.PUBLISHED), None)


def next_after(terms: Terms, stage: Stage) -> Stage | None:
    """Give the stage that comes after `stage`, passing those that were skipped or cancelled."""
    return next((one for one in in_order(terms) if one.number > stage.number), None)


def next_within(terms: Terms, stage: Stage) -> Stage | None:
    """Give the stage that suppliers go on to: the next one of the same procurement; from a dialogue, the next stage.

    What another procurement buys is a new competition: nobody goes on to it from a gate (design 1.1).
    """
    later = (one for one in in_order(terms) if one.number > stage.number)
    return next((one for one in later if stage.procurement is None or one.procurement == stage.procurement), None)


def bar(terms: Terms) -> tuple[tuple[Stage, str], ...]:
    """Give every stage with how the stage bar draws it: done, now, next (published) or maybe (not decided)."""
    here = current(terms)
    return tuple((stage, _drawn(stage, here)) for stage in in_order(terms))


def _drawn(stage: Stage, here: Stage | None) -> str:
    if is_done(stage):
        return "done"
    if stage == here or stage.state in _UNDER_WAY:
        return "now"
    return "next" if stage.state == StageState.PUBLISHED else "maybe"


def takes_part(terms: Terms, participation: Participation, stage: Stage) -> bool:
    """Say whether a supplier is, or until its end was, in `stage`: same procurement, joined by then, not yet ended."""
    numbers = {one.key: one.number for one in terms.stages}
    if participation.procurement != stage.procurement or numbers[participation.first_stage] > stage.number:
        return False
    if participation.state in {ParticipationState.ACTIVE, ParticipationState.ON_HOLD}:
        return True
    return participation.ended_stage is not None and numbers[participation.ended_stage] >= stage.number
