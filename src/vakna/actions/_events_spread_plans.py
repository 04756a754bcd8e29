"""The plans for spread, as history: the buyer's versions, further users, looks at the market, the suppliers' own."""

from collections.abc import Callable, Iterator

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, *, owner: Key, contact: Callable[[Picture, Key], Key]) -> Iterator[Event]:
    """Give each as it was written."""
    for plan in picture.terms.spread_plans:
        yield Event(at=plan.at, verb="spread.set_plan", by=plan.by or owner, values={"plan": plan})
    for user in picture.terms.further_users:
        yield Event(at=user.at, verb="spread.note_further_user", by=user.by or owner, values={"user": user})
    for look in picture.terms.market_looks:
        yield Event(at=look.at, verb="spread.note_look", by=look.by or owner, values={"look": look})
    for own in picture.supplier_plans:
        by = contact(picture, own.participation)
        yield Event(at=own.at, verb="spread.tell_own_plan", by=by, values={"plan": own})
