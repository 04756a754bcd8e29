"""A supplier's ability to grow: what is required, what it has attracted, what one more customer brings and costs."""

from dataclasses import dataclass
from datetime import datetime

from .. import vocabulary as v
from ..money import Money
from .values import Key, MaybeMoney, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredLevel:
    """The level of readiness, 1-9 in one dimension, that a supplier shall have shown when a stage ends. Published."""

    dimension: v.ReadinessDimension
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something a supplier has attracted, or is about to: from whom, how much or what, and how sure it is.

    `ground` is the supplier's mark: why it should be protected; `damage` what would happen if it were given out.
    """

    key: Key
    participation: Key = seen(v.Seen.OWN, ref="participations")
    at: datetime = seen(v.Seen.OWN)
    kind: v.ResourceKind = seen(v.Seen.OWN)
    from_whom: Text = seen(v.Seen.OWN)
    scope: Text = seen(v.Seen.OWN)
    worth: MaybeMoney = seen(v.Seen.OWN, default=None)
    status: v.ResourceStatus = seen(v.Seen.OWN)
    evidence: Text | None = seen(v.Seen.OWN, default=None)
    ground: Text | None = seen(v.Seen.OWN, default=None)
    damage: Text | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomicsPoint:
    """What one customer brings and costs when there are so many customers. Sums excluding VAT.

    `revenue` and `serve` are per customer and year; `load` is what integration and support of one added customer costs
    in its first year; `win` what it costs to win it; `fixed` what does not depend on the number, a year.
    """

    customers: int = seen(v.Seen.OWN)
    revenue: Money = seen(v.Seen.OWN)
    serve: Money = seen(v.Seen.OWN)
    load: Money = seen(v.Seen.OWN)
    win: Money = seen(v.Seen.OWN)
    fixed: Money = seen(v.Seen.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEconomics:
    """One version of a supplier's unit economics, at a few numbers of customers. `basis` says how it is known."""

    key: Key
    participation: Key = seen(v.Seen.OWN, ref="participations")
    version: int = seen(v.Seen.OWN)
    at: datetime = seen(v.Seen.OWN)
    basis: Text = seen(v.Seen.OWN)
    points: tuple[EconomicsPoint, ...] = ()
