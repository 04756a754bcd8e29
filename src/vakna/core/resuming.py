"""A supplier on hold is taken up again, or ended, between gates: by a decision of its own, as strict as a gate's.

One person asks with a reason and another decides by right; nobody tied to the supplier does either; the places and the
money of the stage that it goes on to are enforced. At a gate a supplier on hold is part of the gate's own decision.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from . import declarations, gates
from .affordable_loss import require_room, standing
from .ceilings import Right
from .initiative import Key, Participation, Picture, Resumption, Stage, Text
from .money import Money
from .people import Actor, has_tie, may, organisations_of
from .refusal import BadInput, Conflict, NotAllowed, NotFound
from .stages import in_order, next_within
from .vocabulary import ChangeState, ParticipationState, PlacesRule, StageState, Verdict

DECIDES = "resuming.decide"
VERDICTS = (Verdict.CONTINUES, Verdict.ENDED)
"""What can become of a supplier on hold between gates."""

_BEHIND_US = frozenset({StageState.DECIDED, StageState.SKIPPED, StageState.CANCELLED})


def held_in(picture: Picture, participation: str) -> Stage | None:
    """Give the stage whose gate put a supplier on hold, the latest; None for one that is not on hold."""
    if not any(gates.is_held(one) for one in picture.participations if one.key == participation):
        return None
    found = (
        (one.at, one.stage)
        for one in picture.decisions
        for it in one.outcomes
        if it.participation == participation and it.verdict is Verdict.ON_HOLD
    )
    last = max(found, default=None)
    return picture.stage(last[1]) if last else None


def find(picture: Picture, key: str) -> Resumption:
    """Find a request, or refuse (`NotFound`)."""
    found = next((one for one in picture.resumptions if one.key == key), None)
    if found is None:
        raise NotFound("no-such-resumption", key=key)
    return found


def waiting(picture: Picture, participation: str) -> Resumption | None:
    """Give the request about a supplier that waits for its decision."""
    rows = (one for one in picture.resumptions if one.participation == participation)
    return next((one for one in rows if one.state is ChangeState.ASKED), None)


def to_decide(picture: Picture, actor: Actor) -> tuple[Resumption, ...]:
    """Give the requests that wait for a decider who did not ask for them and is not tied to the supplier."""
    if not may(actor, DECIDES):
        return ()
    asked = (one for one in picture.resumptions if one.state is ChangeState.ASKED and one.by != actor.person)
    return tuple(one for one in asked if not _tied(picture, one, actor))


def _tied(picture: Picture, one: Resumption, actor: Actor) -> bool:
    supplier = picture.participation(one.participation)
    return has_tie(picture, actor.person or "", organisations_of(supplier))


def goes_on_to(picture: Picture, held: Stage) -> Stage | None:
    """Give the stage that a supplier resumed now comes to: the first after its own that is not behind us."""
    later = next_within(picture.terms, held)
    while later is not None and later.state in _BEHIND_US:
        later = next_within(picture.terms, later)
    return later


def to_commit(picture: Picture, following: Stage, participation: str) -> Money | None:
    """Give the part of a stage's pay that is not bound to the supplier yet; None where nothing is left to commit."""
    if not isinstance(following.pay, Money):
        return None
    bound = standing(
        picture.money, stage=following.key, participation=participation, currency=following.pay.currency
    ).exposure
    left = following.pay.less(bound)
    return left if left.amount > 0 else None


def check_asked(picture: Picture, one: Resumption, person: str | None) -> None:
    """Refuse a request that cannot be decided now, or by whom has not declared or is tied to the supplier."""
    if waiting(picture, one.participation) is not None:
        raise Conflict("resume-asked")
    _check_person(picture, one, person)
    _check(picture, one)


def check_decided(
    picture: Picture, one: Resumption, *, by: str | None, accepted: bool, right: Right, today: date
) -> Right:
    """Give the right as it is kept. Refuses one's own request, twice, without right, and what cannot be done by now."""
    if one.state is not ChangeState.ASKED:
        raise Conflict("resume-decided")
    if one.by == by:
        raise NotAllowed("resume-own")
    _check_person(picture, one, by)
    kept = gates.check_mandate(right.mandate, right.reference, right.committee, right.minuted, today)
    if accepted:
        _check(picture, one)
    return replace(right, reference=kept, committee=right.committee or None)


def decided(one: Resumption, *, by: str, at: datetime, accepted: bool, right: Right, motive: Text | None) -> Resumption:
    """Give the request as it stands after its decision."""
    return replace(
        one, state=ChangeState.ACCEPTED if accepted else ChangeState.DECLINED, decided_at=at, decided_by=Key(by),
        mandate=right.mandate, reference=right.reference, committee=right.committee, minuted=right.minuted,
        motive=motive,
    )  # fmt: skip


def _check_person(picture: Picture, one: Resumption, person: str | None) -> None:
    """Refuse somebody who has not declared about this very supplier, or is tied to it."""
    stage = picture.stage(one.stage)
    if any(it.key == one.participation for it in declarations.missing(picture, stage, person or "")):
        raise NotAllowed("declare-first", stage=stage.name, key=stage.key)
    gates.check_ties(picture, [one.participation], person)


def _check(picture: Picture, one: Resumption) -> None:
    if one.verdict not in VERDICTS:
        raise BadInput("resume-verdict", path="verdict")
    held = held_in(picture, one.participation)
    if held is None or held.key != one.stage:
        raise Conflict("resume-not-held", supplier=picture.supplier_name(one.participation))
    for stage in _gates_proposed(picture):
        if any(it.key == one.participation for it in gates.active(picture, stage)):
            raise Conflict("resume-at-gate", stage=stage.name)
    following = goes_on_to(picture, held) if one.verdict is Verdict.CONTINUES else None
    if following is not None:
        _check_room(picture, one, held, following)


def _gates_proposed(picture: Picture) -> Iterable[Stage]:
    """Give the stages with a proposal that is not decided: their gates decide on those on hold themselves."""
    decided = {one.stage for one in picture.decisions}
    proposed = {one.stage for one in picture.proposals} - decided
    return (one for one in in_order(picture.terms) if one.key in proposed)


def _check_room(picture: Picture, one: Resumption, held: Stage, following: Stage) -> None:
    """Refuse to pass the places, unless the published rule lets places grow, and to pass a ceiling always."""
    asked = to_commit(picture, following, one.participation)
    if asked is not None:
        require_room(picture, following.key, one.participation, asked)
    count = 1 + sum(_goes_on(it, picture.participation(one.participation)) for it in picture.participations)
    grows = PlacesRule.MORE_PLACES in gates.following_rules(held, following)
    if following.places is not None and count > following.places and not grows:
        raise Conflict("resume-no-place", places=following.places, count=count)


def _goes_on(one: Participation, beside: Participation) -> bool:
    return one.state is ParticipationState.ACTIVE and one.procurement == beside.procurement
