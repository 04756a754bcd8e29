"""A ceiling that has opened is changed by a decision alone: one person asks, another decides by right (case T9).

Money left in a stage after its gate moves to a later stage in the same way, never by itself (domain 3.2, TED
328680-2021), and never past the initiative's ceiling. Rising money with no assumption settled is said at the decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from .affordable_loss import caps, exposure_in, room
from .currencies import converted, require_converted
from .gates import check_mandate
from .initiative import CeilingChange, Key, MaybeMoney, Picture, Stage, Terms, Text
from .money import Money, total
from .people import Actor, may
from .refusal import BadInput, Conflict, NotAllowed, NotFound, OverCeiling
from .stages import in_order
from .vocabulary import AssumptionState, Ceiling, ChangeState, Mandate, StageState

DECIDES = "funding.decide_ceiling"
_OF_STAGE = frozenset({Ceiling.STAGE, Ceiling.SUPPLIER_IN_STAGE})
_PER_SUPPLIER = frozenset({Ceiling.SUPPLIER, Ceiling.SUPPLIER_IN_STAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """By what right somebody decides: an item of the delegation, or a paragraph of a committee's minute of a day."""

    mandate: Mandate
    reference: str
    committee: str | None = None
    minuted: date | None = None


def stated(terms: Terms, ceiling: Ceiling, stage: str | None) -> MaybeMoney:
    """Give a ceiling as it is stated now."""
    of = next((one for one in terms.stages if one.key == stage), None) if ceiling in _OF_STAGE else terms
    value: MaybeMoney = getattr(of, _field(ceiling), None)
    return value


def left_over(picture: Picture, stage: Stage) -> Money | None:
    """Say what a stage left under its ceiling once its gate was decided; None before that, or with no ceiling."""
    return room(picture, stage.key, None).stage if stage.state is StageState.DECIDED else None


def with_left_over(picture: Picture) -> tuple[tuple[Stage, Money], ...]:
    """Give the decided stages in which money is left, with how much, in order of number."""
    found = ((one, left_over(picture, one)) for one in in_order(picture.terms))
    return tuple((one, left) for one, left in found if left is not None and left.amount)


def check(picture: Picture, change: CeilingChange) -> None:
    """Refuse a change of no stated ceiling, to the same sum, below what is bound, or past the initiative's.

    Asked when it is asked for and again when it is decided: in between money may have moved.
    """
    now = stated(picture.terms, change.ceiling, change.stage)
    if (change.stage is not None) != (change.ceiling in _OF_STAGE):
        raise BadInput("ceiling-stage", path="stage", ceiling=change.ceiling)
    if not isinstance(now, Money):
        raise Conflict("ceiling-not-stated", path="ceiling", ceiling=change.ceiling)
    if change.to.currency != now.currency:
        raise BadInput("money-currencies", path="to", one=now.currency, other=change.to.currency)
    if change.to == now:
        raise BadInput("ceiling-same", path="to", ceiling=change.ceiling)
    if change.moved_from is not None:
        _check_move(picture, change, now)
    require_above_bound(picture, change.ceiling, change.stage, change.to, path="to")
    if change.ceiling is Ceiling.STAGE:
        _check_under_the_initiative(picture, change)


def check_decided(
    picture: Picture, change: CeilingChange, *, by: str | None, accepted: bool, right: Right, today: date
) -> Right:
    """Give the right as it is kept (`core.gates.check_mandate`).

    Refuses to decide on one's own request, twice, or without the right; and to accept what `check` refuses by now.
    """
    if change.state is not ChangeState.ASKED:
        raise Conflict("ceiling-decided")
    if change.by == by:
        raise NotAllowed("ceiling-own")
    kept = check_mandate(right.mandate, right.reference, right.committee, right.minuted, today)
    if accepted:
        check(picture, change)
    return replace(right, reference=kept, committee=right.committee or None)


def decided(
    picture: Picture, change: CeilingChange, *, by: str, at: datetime, accepted: bool, right: Right, motive: Text | None
) -> CeilingChange:
    """Give the change as it stands after its decision, with how many assumptions were settled by then."""
    return replace(
        change, state=ChangeState.ACCEPTED if accepted else ChangeState.DECLINED, decided_at=at, decided_by=Key(by),
        before=stated(picture.terms, change.ceiling, change.stage), mandate=right.mandate, reference=right.reference,
        committee=right.committee, minuted=right.minuted, motive=motive, settled=settled(picture),
    )  # fmt: skip


def applied(terms: Terms, change: CeilingChange) -> Terms:
    """Give the terms under an accepted change: the ceiling, and for a move also the ceiling that it came from."""
    name, now = _field(change.ceiling), stated(terms, change.ceiling, change.stage)
    if change.ceiling not in _OF_STAGE:
        return replace(terms, **{name: change.to})  # type: ignore[arg-type]
    taken = change.to.less(now) if isinstance(now, Money) else change.to
    return replace(terms, stages=tuple(_stage(one, change, name, taken) for one in terms.stages))


def undone(terms: Terms, change: CeilingChange) -> Terms:
    """Give the terms as they were before an accepted change."""
    name = _field(change.ceiling)
    if change.ceiling not in _OF_STAGE:
        return replace(terms, **{name: change.before})  # type: ignore[arg-type]
    taken = change.to.less(change.before) if isinstance(change.before, Money) else change.to
    return replace(terms, stages=tuple(_stage_before(one, change, name, taken) for one in terms.stages))


def in_order_of_decision(changes: Iterable[CeilingChange]) -> tuple[CeilingChange, ...]:
    """Give the accepted changes, the first decided first."""
    return tuple(sorted(_accepted(changes), key=lambda one: one.decided_at or one.at))


def find(picture: Picture, key: str) -> CeilingChange:
    """Find a change in the picture, or refuse."""
    found = next((one for one in picture.ceiling_changes if one.key == key), None)
    if found is None:
        raise NotFound("no-such-ceiling-change", key=key)
    return found


def to_decide(picture: Picture, actor: Actor) -> tuple[CeilingChange, ...]:
    """Give the changes that wait for a decider who did not ask for them."""
    if not may(actor, DECIDES):
        return ()
    return tuple(one for one in picture.ceiling_changes if one.state is ChangeState.ASKED and one.by != actor.person)


def settled(picture: Picture) -> int:
    """Count the assumptions that tests have supported or refuted."""
    return sum(one.state is not AssumptionState.OPEN for one in picture.assumptions)


def rises(change: CeilingChange, now: MaybeMoney) -> bool:
    """Say whether a change puts more at stake than now."""
    return isinstance(now, Money) and change.to.amount > now.amount


def rises_unlearned(picture: Picture, change: CeilingChange) -> bool:
    """Say whether money would rise, or rose, with no assumption settled since the last time it rose.

    Steps rise only as uncertainty falls (design 5). A decided change is judged by what was settled then.
    """
    waits = change.state is ChangeState.ASKED
    now = stated(picture.terms, change.ceiling, change.stage) if waits else change.before
    known = settled(picture) if waits else change.settled
    earlier = [one for one in _accepted(picture.ceiling_changes) if rises(one, one.before) and one.key != change.key]
    if not waits:
        earlier = [
            one for one in earlier if one.decided_at and change.decided_at and one.decided_at < change.decided_at
        ]
    return rises(change, now) and known <= max((one.settled for one in earlier), default=0)


def beyond_value(picture: Picture, change: CeilingChange) -> Money | None:
    """Give by how much the procurement's stage ceilings would pass its stated total value; None when they do not."""
    terms = applied(picture.terms, change)
    stage = next((one for one in terms.stages if one.key == change.stage), None)
    own = next((one for one in terms.procurements if stage and one.key == stage.procurement), None)
    if own is None or not isinstance(own.total_value, Money):
        return None
    ceilings = [one.ceiling for one in terms.stages if one.procurement == own.key and isinstance(one.ceiling, Money)]
    currency = own.total_value.currency
    sums = [it for one in ceilings if (it := converted(terms.rates, one, currency)) is not None]
    over = total(sums, currency).less(own.total_value)
    return over if over.amount else None


def holds(picture: Picture) -> bool:
    """Say whether all that is bound is under every ceiling, at the rates that are stated."""
    suppliers = {one.participation for one in picture.money if one.participation is not None}
    return all(
        _is_under(picture, stated(picture.terms, ceiling, stage), stage, supplier)
        for ceiling in Ceiling
        for stage in ([one.key for one in picture.terms.stages] if ceiling in _OF_STAGE else [None])
        for supplier in (suppliers if ceiling in _PER_SUPPLIER else {None})
    )


def _is_under(picture: Picture, ceiling: MaybeMoney, stage: Key | None, supplier: Key | None) -> bool:
    if not isinstance(ceiling, Money):
        return True
    mine = [one for one in picture.money if supplier is None or one.participation == supplier]
    return exposure_in(picture, mine, ceiling.currency, stage).amount <= ceiling.amount


def _field(ceiling: Ceiling) -> str:
    return "supplier_ceiling" if ceiling in _PER_SUPPLIER else "ceiling"


def _accepted(changes: Iterable[CeilingChange]) -> list[CeilingChange]:
    return [one for one in changes if one.state is ChangeState.ACCEPTED]


def _stage(one: Stage, change: CeilingChange, name: str, taken: Money) -> Stage:
    if one.key == change.stage:
        return replace(one, **{name: change.to})  # type: ignore[arg-type]
    if one.key == change.moved_from and isinstance(one.ceiling, Money):
        return replace(one, ceiling=one.ceiling.less(taken))
    return one


def _stage_before(one: Stage, change: CeilingChange, name: str, taken: Money) -> Stage:
    if one.key == change.stage:
        return replace(one, **{name: change.before})  # type: ignore[arg-type]
    if one.key == change.moved_from and isinstance(one.ceiling, Money):
        return replace(one, ceiling=one.ceiling + taken)
    return one


def _check_move(picture: Picture, change: CeilingChange, now: Money) -> None:
    stages = {one.key: one for one in picture.terms.stages}
    source, target = stages.get(change.moved_from or Key("")), stages.get(change.stage or Key(""))
    if source is None or target is None or change.ceiling is not Ceiling.STAGE or source.number >= target.number:
        raise BadInput("move-later-stage", path="stage")
    left = left_over(picture, source)
    if left is None:
        raise Conflict("move-before-gate", path="moved_from", stage=source.name)
    if change.to.amount < now.amount or change.to.less(now).amount > left.amount or left.currency != now.currency:
        raise OverCeiling("over-left-over", path="to", left=left, stage=source.name)


def require_above_bound(picture: Picture, ceiling: Ceiling, stage: Key | None, to: MaybeMoney, *, path: str) -> None:
    """Refuse (`ceiling-below-exposure`, at `path`) to state a ceiling below what is bound under it already.

    What is not stated holds nothing back. Needs the money, and the experiments for their caps.
    """
    if not isinstance(to, Money):
        return
    per_supplier = ceiling in _PER_SUPPLIER
    whose = {one.participation for one in picture.money} if per_supplier else {None}
    for supplier in whose:
        mine = [one for one in picture.money if not per_supplier or one.participation == supplier]
        running = () if per_supplier else caps(picture, stage)
        bound = exposure_in(picture, mine, to.currency, stage) + _of(running, to.currency)
        if bound.amount > to.amount:
            raise OverCeiling("ceiling-below-exposure", path=path, bound=bound)


def _of(sums: Iterable[Money], currency: str) -> Money:
    return total((one for one in sums if one.currency == currency), currency)


def _check_under_the_initiative(picture: Picture, change: CeilingChange) -> None:
    """Refuse a stage's ceiling that could not be used: above what the initiative's leaves beside the other stages."""
    whole = picture.terms.ceiling
    if not isinstance(whole, Money):
        return
    others = [one for one in picture.money if one.stage != change.stage]
    elsewhere = [it for one in picture.terms.stages if one.key != change.stage for it in caps(picture, one.key)]
    left = whole.less(exposure_in(picture, others, whole.currency)).less(_of(elsewhere, whole.currency))
    if require_converted(picture, change.to, whole.currency).amount > left.amount:
        raise OverCeiling("ceiling-over-initiative", path="to", left=left)
