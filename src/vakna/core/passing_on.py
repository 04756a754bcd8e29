"""What one initiative passes on to the next: its plan without dates and money, and what it has learned.

Asks for a picture that is redacted already: only what the reader may see is carried.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from .initiative import BegunFrom, Insight, Key, Picture, Stage, Text
from .learning import is_shareable
from .stages import in_order, rules
from .vocabulary import Origin, StageState
from .words import CORE

_CARRIED = (
    "key", "name", "instrument", "phases", "regime", "gate", "question", "purpose", "wants_to_know", "target_group",
    "use_of_answers", "secrecy_notice", "places", "weeks", "success", "rights", "more_than_places",
    "fewer_than_places", "information_days", "mode", "weighing", "need_per_buyer", "names_hidden", "spread_limit",
    "criteria", "form", "deliverables", "readiness", "open_book", "exit_points",
)  # fmt: skip
"""What is carried of a stage. Neither dates nor sums, suppliers, persons, papers or procurements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something learned that may be carried over: its key here, what it says, and from where it came."""

    key: str
    said: Text
    source: Text


def begun_from(picture: Picture) -> BegunFrom:
    """Give how the next initiative says where it came from."""
    terms = picture.terms
    return BegunFrom(initiative=terms.key, number=terms.number, title=terms.title)


def plan(picture: Picture, buyer: str) -> tuple[Stage, ...]:
    """Give the stages as a new plan for a buyer, who pays what is paid; those that were cancelled are left out."""
    kept = [one for one in in_order(picture.terms) if one.state is not StageState.CANCELLED]
    return tuple(_bare(one, number, Key(buyer)) for number, one in enumerate(kept, start=1))


def _bare(one: Stage, number: int, buyer: Key) -> Stage:
    carried = {name: getattr(one, name) for name in _CARRIED}
    return Stage(number=number, payer=buyer if rules(one).pays else None, **carried)


def offers(picture: Picture) -> tuple[Offer, ...]:
    """Give what may be carried: the advice to the next, and the insights that may stand behind what others read."""
    return tuple(_offers(picture))


def _offers(picture: Picture) -> Iterator[Offer]:
    origin = picture.terms.title
    for lesson in reversed(picture.terms.lessons):
        yield Offer(key=f"lesson-{lesson.key}", said=lesson.said, source=_source("learning.from_advice", origin))
    for one in picture.insights:
        if is_shareable(one):
            yield Offer(key=f"insight-{one.key}", said=one.learned, source=_source("learning.from_insight", origin))


def _source(code: str, title: Text) -> Text:
    return Text({language: CORE.say(language, code, title=title) for language in ("sv", "en")})


def carried(picture: Picture, chosen: Collection[str], at: datetime) -> tuple[Insight, ...]:
    """Give what was chosen as insights of the new initiative, each saying where it comes from.

    What a supplier of the earlier initiative has approved is told under the buyer's name: it is no supplier's here.
    """
    found = [one for one in offers(picture) if one.key in chosen]
    return tuple(
        Insight(
            key=Key(f"fran-{number}"), at=at, learned=one.said, source=one.source, origin=Origin.BUYER,
            came_from=picture.terms.key,
        )
        for number, one in enumerate(found, start=1)
    )  # fmt: skip
