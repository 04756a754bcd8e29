"""Who else has the need: the last word of each organisation, counted by strength, and who wants to buy together."""

from collections.abc import Mapping

from .initiative import Follower, Join, Key, Picture, Procurement
from .refusal import BadInput, Conflict
from .vocabulary import OrganisationKind, StageState, Strength

BUYS_BY_LAW = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.REGION,
        OrganisationKind.AGENCY,
        OrganisationKind.PUBLIC_COMPANY,
    }
)
"""The kinds of organisations that can be named buyers in a public procurement of another's."""


def latest(picture: Picture) -> tuple[Follower, ...]:
    """Give the last word of each organisation, in the order in which they first spoke."""
    last = {one.organisation: one for one in sorted(picture.followers, key=lambda one: one.at)}
    return tuple(last.values())


def tally(picture: Picture) -> Mapping[Strength, int]:
    """Count the organisations at each strength, each once, by its last word; the weakest first."""
    stated = [one.strength for one in latest(picture)]
    return {one: stated.count(one) for one in Strength}


def open_to_join(picture: Picture) -> tuple[Procurement, ...]:
    """Give the procurements that others can still be named in: no notice, no stage published, not cancelled."""
    told = {one.procurement for one in picture.terms.stages if one.state != StageState.PLANNED}
    rows = (one for one in picture.terms.procurements if one.key not in told)
    return tuple(one for one in rows if one.notice is None and one.cancelled is None)


def waiting(picture: Picture) -> tuple[Follower, ...]:
    """Give the last words that wish to buy together and wait for the buyer's answer."""
    return tuple(one for one in latest(picture) if one.joins is not None and one.joins.accepted is None)


def require_joinable(picture: Picture, kind: OrganisationKind, strength: Strength, joins: Join) -> None:
    """Refuse a wish to buy together of one that will not buy, or cannot be named, and once the notice is out.

    Who may call off is said in the notice and cannot be added to afterwards.
    """
    if strength != Strength.WILL_BUY:
        raise BadInput("join-without-will", path="joins")
    if kind not in BUYS_BY_LAW:
        raise BadInput("join-not-public", path="joins")
    if joins.procurement not in {one.key for one in open_to_join(picture)}:
        raise Conflict("join-after-notice", path="joins")


def asked_by(picture: Picture, organisation: Key) -> Follower:
    """Give the word by which an organisation wishes to buy together and waits. Refuses when there is none."""
    found = next((one for one in waiting(picture) if one.organisation == organisation), None)
    if found is None:
        raise Conflict("join-not-asked")
    return found
