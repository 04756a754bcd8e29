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
    suppliers = {one.participation: names.get(one.participation, "") for one in found}
    order = sorted(suppliers, key=lambda one: words.sort_key(seen.language, suppliers[one]))
    rows = [_row(suppliers[one], [it for it in found if it.participation == one]) for one in order]
    return {
        "median": payment_days.median_days(found), "count": sum(one.paid is not None for one in found),
        "rows": [one for one in rows if one["name"]], "term": found[-1].term,
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
