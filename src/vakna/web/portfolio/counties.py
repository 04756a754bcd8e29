"""Where solutions are used: the organisations that say so themselves, by county. One query."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from vakna.core import adoptions
from vakna.core.counties import COUNTIES
from vakna.exchange.charts import tiles
from vakna.records.models import Organisation
from vakna.web.sentences import PAGES

from .reading import Found


def drawn(language: str, found: Sequence[Found]) -> dict[str, Any]:
    """Draw the map of the organisations that use something, each once; no picture when no county is known."""
    using = {user.organisation for one in found for user in one.card.using(adoptions.day_of(one.at))}
    known = Organisation.objects.filter(county__isnull=False).values_list("key", "county")
    counts = Counter(county for key, county in known if county and key in using)
    outside = len(using) - sum(counts.values())
    if not counts:
        return {"picture": None, "outside": outside}
    most = COUNTIES[counts.most_common(1)[0][0]]
    chart = tiles.Tiles(
        title=_say(language, "title"), summary=_say(language, "summary", most=most), column=_say(language, "county"),
        number=_say(language, "count"), counts=counts,
    )  # fmt: skip
    return {"picture": tiles.draw(chart, name="counties"), "outside": outside}


def _say(language: str, code: str, **values: object) -> str:
    return PAGES.say(language, f"portfolio.map_{code}", **values)
