"""A supplier leaves in the middle of a stage (case T14): paid for what was approved, or for its share of the time.

The rule agreed in the contract holds. What is bound and not owed is released, and whoever may come instead is what the
stage's published rule for fewer suppliers says.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .affordable_loss import GONE, standing
from .contracts import approved
from .initiative import Contract, Departure, Key, Participation, Picture
from .money import Money, total
from .refusal import BadInput, Conflict, OverCeiling
from .stages import in_order
from .vocabulary import FewerRule, Settlement, StageState
from .words import STOCKHOLM


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is owed by which rule: `part` of `whole` (days, or approved milestones), and what happens to the rest.

    `to_invoice` is owed and not yet invoiced; `released` is bound, neither invoiced nor owed; `later` is bound in later
    stages of the procurement, which the supplier will not begin.
    """

    rule: Settlement
    part: int
    whole: int
    pay: Money
    due: Money
    invoiced: Money
    to_invoice: Money
    released: Money
    later: tuple[tuple[Key, Money], ...]
    replacement: FewerRule | None

    @property
    def released_in_all(self) -> Money:
        """Sum what is released, in this stage and in later ones."""
        return total((self.released, *(one for _, one in self.later)), self.released.currency)


def contract_of(picture: Picture, stage: str, participation: str) -> Contract:
    """Give the contract that a supplier leaves. Refuses (`Conflict`) one that has no contract, or has left already."""
    if picture.participation(participation).state in GONE:
        raise Conflict("already-gone", path="participation", supplier=picture.supplier_name(participation))
    mine = [one for one in picture.contracts if (one.stage, one.participation) == (stage, participation)]
    if not mine:
        raise Conflict("no-contract-to-leave", path="participation")
    return mine[-1]


def tell(picture: Picture, participation: str, *, day: date, today: date) -> Contract:
    """Give the contract that a supplier says itself that it leaves: its latest, of a stage that is not decided.

    Refuses (`Conflict`) one without such a contract, that has left or has told already; and a day that has passed.
    """
    one = picture.participation(participation)
    if one.leaving is not None and one.state not in GONE:
        raise Conflict("leaving-told", day=one.leaving.day)
    contract = running(picture, participation)
    if contract is None:
        raise Conflict("no-contract-to-leave", path="participation")
    if day < today:
        raise BadInput("leaving-day-passed", path="day")
    return contract_of(picture, contract.stage, participation)


def running(picture: Picture, participation: str) -> Contract | None:
    """Give the contract that a supplier works under: its latest, of a stage that is not over."""
    mine = [one for one in picture.contracts if one.participation == participation]
    going = [one for one in mine if picture.stage(one.stage).state not in _OVER]
    return max(going, key=lambda one: picture.stage(one.stage).number, default=None)


_OVER = frozenset({StageState.DECIDED, StageState.SKIPPED, StageState.CANCELLED})


def to_settle(picture: Picture) -> tuple[Participation, ...]:
    """Give the suppliers that have said that they leave, and are not settled yet."""
    return tuple(one for one in picture.participations if one.leaving is not None and one.state not in GONE)


def settle(picture: Picture, stage: str, participation: str, *, day: date, rule: Settlement | None = None) -> Settled:
    """Work out what a supplier that leaves on `day` is paid, in whole main units, half up.

    By milestones: the sum of those that are approved. By time: days from the start of the stage to `day`, of all its
    days, times the pay. Refuses another rule than the contract's, none at all, and one that cannot be worked out.
    """
    contract = contract_of(picture, stage, participation)
    chosen = contract.on_leaving or rule
    if chosen is None:
        raise BadInput("missing-field", path="rule")
    if rule is not None and rule is not chosen:
        raise Conflict("other-rule-agreed", path="rule", rule=chosen)
    currency = contract.pay.currency if isinstance(contract.pay, Money) else ""
    its = standing(picture.money, stage=stage, participation=participation, currency=currency)
    pay = contract.pay if isinstance(contract.pay, Money) else its.committed.less(its.released)
    part, whole, due = _milestones(contract) if chosen is Settlement.MILESTONES else _time(picture, contract, pay, day)
    owed = its.invoiced if its.invoiced.amount > due.amount else due
    to_invoice = owed.less(its.invoiced)
    if to_invoice.amount > its.uninvoiced.amount:
        raise OverCeiling("over-committed", left=its.uninvoiced, asked=to_invoice)
    return Settled(
        rule=chosen, part=part, whole=whole, pay=pay, due=due, invoiced=its.invoiced, to_invoice=to_invoice,
        released=its.uninvoiced.less(to_invoice), later=_later(picture, contract, pay.currency),
        replacement=picture.stage(stage).fewer_than_places,
    )  # fmt: skip


def _later(picture: Picture, contract: Contract, currency: str) -> tuple[tuple[Key, Money], ...]:
    """Give what is bound and not invoiced in the stages that come after, of the same procurement."""
    this, who = picture.stage(contract.stage), contract.participation
    after = [one for one in in_order(picture.terms) if one.procurement == this.procurement and one.number > this.number]
    found = ((one.key, standing(picture.money, stage=one.key, participation=who, currency=currency)) for one in after)
    return tuple((stage, its.uninvoiced) for stage, its in found if its.uninvoiced.amount)


def _milestones(contract: Contract) -> tuple[int, int, Money]:
    earned = approved(contract)
    if earned is None:
        raise Conflict("no-milestones", path="rule")
    return sum(one.approved_at is not None for one in contract.milestones), len(contract.milestones), earned


def _time(picture: Picture, contract: Contract, pay: Money, day: date) -> tuple[int, int, Money]:
    """Count the days; the first and the last are both in it."""
    stage = picture.stage(contract.stage)
    begins = stage.opens_at or stage.published_at
    first = begins.astimezone(STOCKHOLM).date() if begins else contract.signed
    if stage.deadline is None or not isinstance(first, date):
        raise Conflict("no-time-to-share", path="rule")
    whole = max((stage.deadline.astimezone(STOCKHOLM).date() - first).days + 1, 1)
    part = min(max((day - first).days + 1, 0), whole)
    return part, whole, Money((pay.amount * part / whole).quantize(Decimal(1), ROUND_HALF_UP), pay.currency)


def rest_key(departure: Departure, number: int = 0) -> Key:
    """Name the entry that releases what a departure left unspent; the later stages have a number each."""
    return Key(f"{departure.key[:52]}-rest-{number}")
