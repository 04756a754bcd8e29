"""The frame of a procurement in figures: its stages, options and purchase, and the limit for direct award."""

from typing import Any

from vakna.core import legal_frame
from vakna.core.initiative import Procurement
from vakna.core.money import Money
from vakna.core.vocabulary import Law
from vakna.rules import amounts
from vakna.web.access import Visit


def of(seen: Visit, one: Procurement) -> dict[str, Any]:
    """Give what the page of a procurement shows of its value and of the limit."""
    whole = legal_frame.total_value(seen.picture, one)
    stated = one.total_value
    above = isinstance(stated, Money) and stated.currency == whole.known.currency
    return {
        "rows": _rows(seen, one),
        "whole": whole,
        "stated": stated,
        "above_stated": above and whole.known.amount > stated.amount,  # type: ignore[union-attr]
        "direct": legal_frame.towards_limit(seen.picture, one),
        **_limit(seen, one),
    }


def _limit(seen: Visit, one: Procurement) -> dict[str, Any]:
    """Give the limit in force when the procurement began, with its source; the last known one where it is unknown."""
    on, name = legal_frame.begun(seen.picture.terms, one) or seen.at.date(), _LIMITS.get(one.law)
    if name is None:
        return {"on": on, "reached": None}
    held, values = amounts.shipped().on(name, on), amounts.shipped().by_name[name]
    known = [it for it in values if it.since <= on and isinstance(it.amount, Money)]
    limit = held.amount if held and isinstance(held.amount, Money) else None
    return {
        "on": on, "limit": limit, "reached": legal_frame.towards_limit(seen.picture, one).reaches(limit),
        "last": known[-1] if known else None, "source": held.source if held else "",
    }  # fmt: skip


_LIMITS = {Law.LOU: "direct-award-lou", Law.LUF: "direct-award-luf", Law.LUFS: "direct-award-luf",
           Law.LUK: "direct-award-luk"}  # fmt: skip
"""Where the limit of each act stands among the dated values of the rules."""


def _rows(seen: Visit, one: Procurement) -> list[dict[str, Any]]:
    stages = legal_frame.paying(seen.picture.terms, one)
    rows: list[dict[str, Any]] = [
        {"name": stage.name, "places": stage.places, "pay": stage.pay, "sum": legal_frame.worth(stage)}
        for stage in stages
    ]
    apart = ("option_value", "purchase_value")
    return [*rows, *({"code": f"procurement.{name}", "sum": getattr(one, name)} for name in apart)]
