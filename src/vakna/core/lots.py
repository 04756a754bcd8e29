"""Lots: parts of one procurement, each with suppliers and places of its own; a stage and its gate are shared."""

from collections.abc import Mapping
from dataclasses import replace

from .initiative import Key, Lot, LotPlaces, Participation, Picture, Stage, Terms
from .refusal import BadInput


def of(terms: Terms, stage: Stage) -> tuple[Lot, ...]:
    """Give the lots that a stage's procurement has; none when it is tendered for as a whole."""
    return next((one.lots for one in terms.procurements if one.key == stage.procurement), ())


def require(terms: Terms, stage: Stage, lot: str | None) -> None:
    """Refuse (`BadInput`) to go for a lot that is not there, or for none where there are some."""
    known = [one.key for one in of(terms, stage)]
    if known and lot is None:
        raise BadInput("lot-missing", path="lot")
    if lot is not None and lot not in known:
        raise BadInput("no-such-lot", path="lot")


def shares(stage: Stage) -> tuple[tuple[Key | None, int | None], ...]:
    """Give the places of a stage, lot by lot; one share without a lot where it has none."""
    return tuple((one.lot, one.places) for one in stage.lot_places) or ((None, stage.places),)


def with_places(stage: Stage, places: Mapping[str, int | None]) -> Stage:
    """Give a stage with its places per lot, and the sum as its places; a lot whose places are not known has none."""
    known = tuple(LotPlaces(lot=Key(lot), places=count) for lot, count in places.items() if count is not None)
    return replace(stage, lot_places=known, places=sum(one.places for one in known) if known else None)


def within(one: Participation, lot: str | None) -> bool:
    """Say whether a supplier goes for this lot; everybody does where there is none."""
    return lot is None or one.lot == lot


def only(picture: Picture, lot: Key | None) -> Picture:
    """Give the picture with the suppliers of one lot alone, to judge its places."""
    return picture.with_rows(participations=tuple(one for one in picture.participations if within(one, lot)))


def name(terms: Terms, one: Participation, language: str) -> str:
    """Give the name of the lot that a supplier goes for, or nothing."""
    lots = next((it.lots for it in terms.procurements if it.key == one.procurement), ())
    return next((lot.name.said(language) for lot in lots if lot.key == one.lot), "")
