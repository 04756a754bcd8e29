"""An option used outside a gate: one person proposes, another decides by right, within the exact clause (LOU 17:10).

Its date, its greatest sum and every ceiling hold. The supplier is told when it is decided; there is no standstill, for
nothing new is awarded (domain 3.4).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from .affordable_loss import require_room, require_taking_part
from .ceilings import Right
from .gates import check_mandate, check_ties
from .initiative import Contract, Key, Option, OptionUse, Picture, Text
from .money import Money, total
from .people import Actor, may
from .refusal import BadInput, Conflict, NotAllowed, NotFound, OverCeiling
from .vocabulary import ChangeState

DECIDES = "funding.decide_option"


def find(contract: Contract, key: str) -> Option:
    """Find an option of a contract, or refuse."""
    found = next((one for one in contract.options if one.key == key), None)
    if found is None:
        raise NotFound("no-such-option", key=key)
    return found


def find_use(option: Option, key: str) -> OptionUse:
    """Find one use of an option, or refuse."""
    found = next((one for one in option.uses if one.key == key), None)
    if found is None:
        raise NotFound("no-such-option-use", key=key)
    return found


def used(option: Option) -> Money:
    """Sum what has been decided on, in the currency of the option's greatest sum."""
    currency = option.ceiling.currency if isinstance(option.ceiling, Money) else "SEK"
    sums = (one.value for one in option.uses if one.state is ChangeState.ACCEPTED)
    return total((one for one in sums if one.currency == currency), currency)


def left(option: Option) -> Money | None:
    """Say what may still be bought by an option; None where its greatest sum is not stated."""
    return option.ceiling.less(used(option)) if isinstance(option.ceiling, Money) else None


def check(picture: Picture, contract: Contract, option: Option, value: Money, *, today: date) -> None:
    """Refuse a use past the clause's date or sum, past a ceiling, from a supplier that has ended, or that a gate makes.

    Asked when it is proposed and again when it is decided: in between money may have moved, and days passed.
    """
    if option.stage is not None:
        raise Conflict("option-by-gate", stage=picture.stage(option.stage).name)
    if option.last_day is not None and today > option.last_day:
        raise Conflict("option-too-late", day=option.last_day)
    rest = left(option)
    if rest is None:
        raise Conflict("option-without-sum")
    if value.currency != rest.currency:
        raise BadInput("money-currencies", path="value", one=rest.currency, other=value.currency)
    if not value.amount or value.amount > rest.amount:
        raise OverCeiling("over-option", path="value", left=rest, asked=value)
    require_taking_part(picture, contract.participation)
    require_room(picture, contract.stage, contract.participation, value)


def propose(picture: Picture, contract: Contract, option: Option, use: OptionUse, *, today: date) -> Contract:
    """Give the contract with a use proposed. Refuses what could not be decided now, and whoever is tied."""
    if any(one.key == use.key for one in option.uses):
        raise Conflict("key-twice", path="key", key=use.key)
    check_ties(picture, (contract.participation,), use.by)
    check(picture, contract, option, use.value, today=today)
    asked = replace(
        use, state=ChangeState.ASKED, decided_at=None, decided_by=None, mandate=None, reference=None, committee=None,
        minuted=None, motive=None,
    )  # fmt: skip
    return _with(contract, replace(option, uses=(*option.uses, asked)))


def decide(
    picture: Picture, contract: Contract, option: Option, use: OptionUse, *,
    by: str, at: datetime, accepted: bool, right: Right, motive: Text | None,
) -> Contract:  # fmt: skip
    """Give the contract with a use decided on by right (`core.gates.check_mandate`).

    Refuses to decide on one's own proposal, twice, or with a tie to the supplier; and to accept what `check` refuses.
    """
    if use.state is not ChangeState.ASKED:
        raise Conflict("option-decided")
    if use.by == by:
        raise NotAllowed("option-own")
    check_ties(picture, (contract.participation,), by)
    kept = check_mandate(right.mandate, right.reference, right.committee, right.minuted, at.date())
    if accepted:
        check(picture, contract, option, use.value, today=at.date())
    done = replace(
        use, state=ChangeState.ACCEPTED if accepted else ChangeState.DECLINED, decided_at=at, decided_by=Key(by),
        mandate=right.mandate, reference=kept, committee=right.committee or None, minuted=right.minuted, motive=motive,
    )  # fmt: skip
    return _with(contract, replace(option, uses=tuple(done if one is use else one for one in option.uses)))


def to_decide(picture: Picture, actor: Actor) -> Iterator[tuple[Contract, Option, OptionUse]]:
    """Give the proposed uses that wait for a decider who did not propose them."""
    if may(actor, DECIDES):
        for contract, option, use in _uses(picture):
            if use.state is ChangeState.ASKED and use.by != actor.person:
                yield contract, option, use


def commitments(picture: Picture) -> Iterator[tuple[Contract, OptionUse, Key]]:
    """Give the uses that were decided on, with the key of the entry by which each committed its sum."""
    for contract, _, use in _uses(picture):
        if use.state is ChangeState.ACCEPTED:
            yield contract, use, commitment_key(use)


def commitment_key(use: OptionUse) -> Key:
    """Name the entry that commits the sum of a use."""
    return Key(f"{use.key[:52]}-bound")


def _uses(picture: Picture) -> Iterator[tuple[Contract, Option, OptionUse]]:
    for contract in picture.contracts:
        for option in contract.options:
            yield from ((contract, option, one) for one in option.uses)


def _with(contract: Contract, option: Option) -> Contract:
    return replace(contract, options=tuple(option if one.key == option.key else one for one in contract.options))
