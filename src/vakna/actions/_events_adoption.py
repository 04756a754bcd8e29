"""Routes to adoption and what was decided on use, as history."""

from collections.abc import Iterator

from vakna.core.initiative import AdoptionDecision, Key, Picture
from vakna.core.vocabulary import AdoptionStep

from ._event import Event


def of(picture: Picture, *, procurer: Key, decider: Key) -> Iterator[Event]:
    """Give each route as it was written and each decision as it was made; a revival brings its route with it."""
    revived = {one.at: one for one in picture.terms.adoption_decisions if one.step is AdoptionStep.TAKE_UP}
    for route in picture.terms.adoption_routes:
        if route.at in revived:
            one = revived[route.at]
            values = {"reason": one.reason, "route": route, "key": one.key}
            yield Event(at=one.at, verb="adoption.revive", by=one.by or procurer, values=values)
        else:
            yield Event(at=route.at, verb="adoption.set_route", by=route.by or procurer, values={"route": route})
    for one in picture.terms.adoption_decisions:
        if one.step is not AdoptionStep.TAKE_UP:
            yield Event(at=one.at, verb="adoption.decide", by=one.by or decider, values=_decided(one))


def _decided(one: AdoptionDecision) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("key", "step", "reason", "cause", "reference")}
