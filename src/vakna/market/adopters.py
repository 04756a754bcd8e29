"""Who could use a solution next: public bodies in an order, each with its reasons. An order to ask in, no forecast.

Reasons are facts of the loaded data and registers: buys in these codes, needs of the same size, population, sector,
county, earlier joint buys. Each counts a published number of points; nothing about persons is known here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vakna.core.money import Money
from vakna.core.organisations import is_personal
from vakna.core.public_bodies import PublicBody
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import OrganisationKind

from .answers import Answer, Buyer
from .asked import Asked
from .questions import Desk, joint_partners, whole_buyers
from .tables import HIDDEN

POINTS: Mapping[str, int] = {
    "joint-with": 4,
    "buys-here": 3,
    "same-size": 2,
    "population": 2,
    "county": 2,
    "buys-often": 1,
    "joint": 1,
    "sector": 1,
}
"""What each reason counts; told on the page and in the shell."""

_OFTEN = 3
_NEAR = Decimal("0.25")
_SECTORS: Mapping[str, OrganisationKind] = {
    "Kommun": OrganisationKind.MUNICIPALITY,
    "Region": OrganisationKind.REGION,
    "Statlig myndighet": OrganisationKind.AGENCY,
}
"""How the Swedish statistics name the sectors that the registers know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a body stands where it stands: a code, and the figure that it rests on."""

    code: str
    value: int | Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A body that could be next, with its reasons and their sum of points."""

    number: str
    name: str
    kind: str | None
    county: str | None
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """Add up the points of the reasons."""
        return sum(POINTS[one.code] for one in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Potential:
    """The bodies in order, out of how many that were looked at, and whom they were compared with, if anybody."""

    candidates: tuple[Candidate, ...]
    looked_at: int
    like: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What is known of a body from the registers and the data together."""

    number: str
    name: str
    kind: str | None
    county: str | None
    population: int | None
    here: Buyer | None
    joint: int


def potential(
    at: Desk,
    answer: Answer,
    bodies: Iterable[PublicBody],
    *,
    like: str | None = None,
    county: str | None = None,
    most: int = 20,
) -> Potential:
    """Put bodies in order. `like` is the organisation number of the one that has the need: others are compared with it.

    Without a number, `county` (two digits) says where the need is: those of the same county are its neighbours.
    Refuses (`market-no-such-body`) a number that neither the registers nor the data know. A body that shares nothing
    but its sector is not told: that would be everybody.
    """
    known = _known(at, answer, bodies)
    like = "".join(one for one in like or "" if one.isdigit()) or None
    if like is not None and like not in known:
        raise NotFound("market-no-such-body", path="like", number=like)
    model = known[like] if like else _somewhere(county) if county else None
    partners = joint_partners(at, answer.asked, like) if like else {}
    found = [_candidate(one, model, partners) for number, one in known.items() if number != like]
    worth = [one for one in found if {it.code for it in one.reasons} - {"sector", "joint"}]
    ordered = sorted(worth, key=lambda one: (-one.points, one.name))
    return Potential(
        candidates=tuple(ordered[:most]), looked_at=len(known) - (like is not None),
        like=known[like].name if like else None,
    )  # fmt: skip


def _somewhere(county: str) -> _Body:
    """Give somebody of whom nothing is known but the county."""
    return _Body(number="", name="", kind=None, county=county, population=None, here=None, joint=0)


def _known(at: Desk, answer: Answer, bodies: Iterable[PublicBody]) -> dict[str, _Body]:
    frame = Asked(since=answer.asked.since, until=answer.asked.until, sources=answer.asked.sources)
    buyers = {one.number: one for one in whole_buyers(at, frame)}
    registered = {one.number: one for one in bodies}
    here = {one.number: one for one in answer.buyers}
    return {
        number: _body(number, registered.get(number), buyers.get(number), here.get(number))
        for number in {*registered, *buyers, *here}
        if number != HIDDEN and not is_personal(number, "SE")
    }


def _body(number: str, registered: PublicBody | None, buyer: Buyer | None, here: Buyer | None) -> _Body:
    met = buyer or here
    sector = met.sector if met else None
    kind = registered.kind if registered else _SECTORS.get(sector or "", sector)
    return _Body(
        number=number, name=registered.name if registered else met.name if met else number, kind=kind,
        county=registered.county if registered else None, population=registered.population if registered else None,
        here=here, joint=buyer.joint if buyer else 0,
    )  # fmt: skip


def _candidate(one: _Body, model: _Body | None, partners: Mapping[str, int]) -> Candidate:
    reasons = [*_own(one), *(_shared(one, model) if model else ())]
    if one.number in partners:
        reasons.append(Reason(code="joint-with", value=partners[one.number]))
    reasons.sort(key=lambda it: -POINTS[it.code])
    return Candidate(number=one.number, name=one.name, kind=one.kind, county=one.county, reasons=tuple(reasons))


def _own(one: _Body) -> Iterable[Reason]:
    if one.here:
        yield Reason(code="buys-here", value=one.here.procurements or one.here.valued)
        if one.here.procurements >= _OFTEN:
            yield Reason(code="buys-often")
    if one.joint:
        yield Reason(code="joint", value=one.joint)


def _shared(one: _Body, model: _Body) -> Iterable[Reason]:
    if one.here and model.here and _same_size(one.here, model.here):
        yield Reason(code="same-size", value=Money(one.here.median or Decimal(0), one.here.currency or ""))
    if one.population and model.population and abs(one.population - model.population) <= _NEAR * model.population:
        yield Reason(code="population", value=one.population)
    if one.county and one.county == model.county:
        yield Reason(code="county")
    if one.kind and one.kind == model.kind:
        yield Reason(code="sector")


def _same_size(one: Buyer, other: Buyer) -> bool:
    """Say whether what they usually buy for lies between half and double."""
    if not one.median or not other.median or one.currency != other.currency:
        return False
    return other.median / 2 <= one.median <= other.median * 2
