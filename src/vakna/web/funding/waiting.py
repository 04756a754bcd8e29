"""How long suppliers wait for their money, and those that left early, as the page of the money shows them."""

from typing import Any

from vakna.core import payment_days, words
from vakna.core.initiative import Departure
from vakna.core.payment_days import Wait
from vakna.web.access import Visit
from vakna.web.selection import pages


def of(seen: Visit) -> dict[str, Any] | None:
    """Give the median of days to pay, in all and by supplier, with the term that holds; None with no invoice."""
    found = payment_days.waits(seen.picture, seen.at.astimezone(words.STOCKHOLM).date())
    if not found:
        return None
    names = pages.names(seen)
    by_name: dict[str, list[Wait]] = {}
    for one in found:
        by_name.setdefault(names.get(one.participation, ""), []).append(one)
    order = sorted(filter(None, by_name), key=lambda name: words.sort_key(seen.language, name))
    return {
        "median": payment_days.median_days(found), "count": sum(one.paid is not None for one in found),
        "rows": [_row(name, by_name[name]) for name in order], "term": found[-1].term,
        "late": sum(one.late for one in found),
    }  # fmt: skip


def _row(name: str, waits: list[Wait]) -> dict[str, Any]:
    return {
        "name": name, "count": len(waits), "median": payment_days.median_days(waits),
        "unpaid": sum(one.paid is None for one in waits), "late": sum(one.late for one in waits),
    }  # fmt: skip


def gone(seen: Visit) -> list[dict[str, Any]]:
    """Give the suppliers that left under contract, as far as one may know what they were paid."""
    names = pages.names(seen)
    return [_gone(seen, names, one) for one in seen.picture.departures]


def _gone(seen: Visit, names: dict[Any, str], one: Departure) -> dict[str, Any]:
    return {"one": one, "name": names.get(one.participation, ""), "stage": seen.stage(one.stage).name}
