"""Where initiatives are run and solutions used: buyers and users by county, on two maps. At most one query."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from vakna.core import adoptions
from vakna.core.counties import COUNTIES
from vakna.core.initiative import Key, Picture
from vakna.exchange.charts import tiles
from vakna.records.models import Organisation
from vakna.web.sentences import PAGES

from .reading import Found


def drawn(language: str, found: Sequence[Found]) -> list[dict[str, Any]]:
    """Draw the initiatives by their buyers' county, and each organisation that uses something by its own."""
    held = Organisation.objects.filter(county__isnull=False).values_list("key", "county")
    known = {Key(key): county for key, county in held if county}
    running = [key for one in found for key in one.card.buyers]
    using = {user.organisation for one in found for user in one.card.using(adoptions.day_of(one.at))}
    return [_map(language, "runs", running, known), _map(language, "uses", using, known)]


def users(language: str, picture: Picture, on: date) -> dict[str, Any]:
    """Draw where the solution of one initiative is used, by the users' own word. No query."""
    known = {one.key: one.county for one in picture.terms.organisations if one.county}
    return _map(language, "uses", sorted(adoptions.using(picture, on)), known)


def _map(language: str, name: str, keys: Iterable[Key], known: Mapping[Key, str]) -> dict[str, Any]:
    """Draw one map; no picture when no county is known."""
    there = list(keys)
    counts = Counter(known[key] for key in there if key in known)
    title, outside = _say(language, f"{name}_title"), len(there) - sum(counts.values())
    if not counts:
        return {"title": title, "picture": None, "none": _say(language, f"{name}_none")}
    most = COUNTIES[counts.most_common(1)[0][0]]
    chart = tiles.Tiles(
        title=title, summary=_say(language, "summary", most=most), column=_say(language, "county"),
        number=_say(language, f"{name}_count"), counts=counts,
    )  # fmt: skip
    caption = f"{_say(language, f'{name}_caption')} {_say(language, 'caption', outside=outside)}"
    return {"title": title, "picture": tiles.draw(chart, name=f"map-{name}"), "caption": caption}


def _say(language: str, code: str, **values: object) -> str:
    return PAGES.say(language, f"portfolio.map.{code}", **values)
