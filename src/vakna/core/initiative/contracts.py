"""Contracts as recorded: milestones, options, rights; call-offs by named buyers; suppliers that leave or are bought."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from ..money import Money
from .values import Digest, Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A part of the work that pays when it is approved: a sum of its own, or a share of the contract's pay."""

    key: Key
    what: Text = seen(v.Seen.OWN)
    share: int | None = seen(v.Seen.OWN, default=None)
    price: Money | None = seen(v.Seen.OWN, default=None)
    due: date | None = seen(v.Seen.OWN, default=None)
    approver: Key | None = seen(v.Seen.OWN, ref="people", default=None)
    approved_at: datetime | None = seen(v.Seen.OWN, default=None)
    approved_by: Key | None = seen(v.Seen.OWN, ref="people", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionUse:
    """One use of an option outside a gate: proposed by one person, decided by another by right, for a sum.

    `ground` says what the clause asks for and that it is there. Accepted, the sum is committed in the contract's stage.
    """

    key: Key
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    value: Money
    ground: Text
    state: v.ChangeState = v.ChangeState.ASKED
    decided_at: datetime | None = None
    decided_by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    mandate: v.Mandate | None = None
    reference: str | None = None
    committee: str | None = None
    minuted: date | None = None
    motive: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What the buyer may call on without a new procurement, as exactly as LOU 17 kap. 10 § asks for.

    `stage` is the stage that the option opens, if it is one; its places then bound how many suppliers' it is called on.
    """

    key: Key
    clause: str
    when: Text
    extent: Text
    nature: Text
    stage: Key | None = seen(ref="stages", default=None)
    ceiling: MaybeMoney = None
    last_day: date | None = None
    uses: tuple[OptionUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRights:
    """Who owns what is made and who may use it, and what each party brought in (domain 3.4)."""

    owner: v.RightsHolder = v.RightsHolder.SUPPLIER
    scope: Text | None = None
    users: Text | None = None
    territory: Text | None = None
    time: Text | None = None
    third_parties: Text | None = None
    call_back: Text | None = None
    call_back_day: date | None = None
    buyer_background: tuple[Text, ...] = seen(v.Seen.OWN, default=())
    supplier_background: tuple[Text, ...] = seen(v.Seen.OWN, default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract as recorded: parties, date, file, pay and how it falls due, options, rights, diary number.

    `solution` is what the supplier's solution is called, in public.
    `starts` and `ends` are the first and the last day of its term, as the contract says them.
    """

    key: Key
    participation: Key = seen(ref="participations")
    stage: Key = seen(ref="stages")
    signed: date | v.NotPublished
    starts: date | None = None
    ends: date | None = None
    solution: str | None = None
    pay: MaybeMoney = None
    option_clause: Text | None = seen(v.Seen.PARTY, default=None)
    use_right: Text | None = seen(v.Seen.PARTY, default=None)
    diary_number: str | None = None
    file_name: str | None = seen(v.Seen.PARTY, default=None)
    file_digest: Digest | None = seen(v.Seen.PARTY, default=None)
    milestones: tuple[Milestone, ...] = seen(v.Seen.OWN, default=())
    options: tuple[Option, ...] = seen(v.Seen.PARTY, default=())
    rights: ContractRights | None = seen(v.Seen.PARTY, default=None)
    further_development: Text | None = seen(v.Seen.PARTY, default=None)
    on_leaving: v.Settlement | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOff:
    """What a buyer named from the start has called off from a supplier, inside its greatest quantity and value."""

    key: Key
    at: datetime
    procurement: Key = seen(ref="procurements")
    participation: Key = seen(ref="participations")
    organisation: Key = seen(ref="organisations")
    quantity: int | None = None
    value: Money | None = None
    reference: str | None = seen(v.Seen.PARTY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A supplier that left under contract: what it is paid by which rule, what was released, what then holds."""

    key: Key
    at: datetime
    participation: Key = seen(ref="participations")
    stage: Key = seen(ref="stages")
    day: date
    rule: v.Settlement = seen(v.Seen.OWN)
    part: int = seen(v.Seen.OWN)
    whole: int = seen(v.Seen.OWN)
    due: Money = seen(v.Seen.OWN)
    released: Money = seen(v.Seen.OWN)
    replacement: v.FewerRule | None = None
    reason: Text = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipChange:
    """A supplier has got another owner: noted, and every person with a role is asked to renew its declaration."""

    key: Key
    at: datetime
    participation: Key = seen(ref="participations")
    day: date = seen(v.Seen.PARTY)
    owner: str = seen(v.Seen.PARTY)
    note: Text | None = seen(v.Seen.OWN, default=None)
