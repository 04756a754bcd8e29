"""A procurement with a sealed call, at the points where what may be seen changes; and how somebody sees it."""

from dataclasses import replace
from typing import Any

from tests.core.cast import (
    CALL,
    CONCEPT,
    PROTOTYPE,
    SUPPLIERS,
    TEAM,
    actor,
    day,
    decided,
    handed_in,
    in_state,
    outcome,
    picture,
    taking_part,
    terms,
)
from vakna.core import document
from vakna.core.initiative import (
    Contact,
    Insight,
    Key,
    Member,
    Opening,
    Picture,
    Stage,
    text,
)
from vakna.core.people import READERS
from vakna.core.visibility import seen_by
from vakna.core.vocabulary import (
    ContactKind,
    Role,
    StageState,
    Verdict,
)

OPENING = Opening(at=day(11), first=Key("ulla"), second=Key("jorun"), size=4, root="0" * 64)  # type: ignore[arg-type]
SEALED = in_state(CALL, StageState.OPEN)
OPENED = in_state(CALL, StageState.CLOSED, opening=OPENING)
AWARDED = in_state(CALL, StageState.DECIDED, opening=OPENING)
RUNNING = in_state(CONCEPT, StageState.OPEN)
AWARD = decided(CALL, *(outcome(one, Verdict.CONTINUES, paid=None) for one in SUPPLIERS), at=12, released=15)
INSIGHT = Insight(key=Key("i"), at=day(20), learned=text("lärt"), source=text("källa"), contact=Key("c-alfa"))

SEEING = [one for one, role in TEAM.items() if role in READERS]
NOT_SEEING = [one for one, role in TEAM.items() if role not in READERS]


def tendered(call: Stage = SEALED, *more: Stage, **rest: Any) -> Picture:
    members = tuple(Member(person=Key(f"{one}-p"), role=Role.SUPPLIER, since=day(0)) for one in SUPPLIERS)
    base = terms(call, *(more or (CONCEPT, PROTOTYPE)))
    given = {"participations": taking_part(), "submissions": handed_in(CALL)} | rest
    return picture(of=replace(base, members=(*base.members, *members)), **given)


def sees(whole: Picture, person: str | None, at: int = 30) -> Picture:
    return seen_by(whole, actor(whole, person, day(at)), at=day(at))


def suppliers_known(shown: Picture) -> set[str]:
    """Name every supplier that anything in the picture gives away."""
    said = str(document.dump(shown))
    return {one for one in SUPPLIERS if one in said or one.capitalize() in said}


def contact_with(supplier: str, of: Stage = CONCEPT) -> Contact:
    return Contact(
        key=Key(f"c-{supplier}"), stage=of.key, participation=Key(f"s-{supplier}"), kind=ContactKind.WORKSHOP,
        at=day(20), people=(Key(f"{supplier}-p"),), told=text("köparen sade"), ideas=text(f"egen idé {supplier}"),
    )  # fmt: skip
