"""How objections were filed and what they turned out to rest on: a picture, a table, a sentence honest about few."""

from typing import Any

from vakna.core.objections import Statistic
from vakna.core.vocabulary import Layer
from vakna.exchange.charts import shares
from vakna.web.sentences import PAGES

_FEW, _MANY = 10, 20
"""Below the first the sentence says that they are few; from the second a share in per cent says something."""


def shown(found: Statistic, language: str) -> dict[str, Any]:
    """Give the statistic in words, and as a picture with the table of layer by layer."""
    return {
        "light": _sentence(found, language), "few": found.answered < _FEW,
        "picture": shares.draw(_picture(found, language), name="layers"),
        "waits": found.filed - found.answered,
    }  # fmt: skip


def _sentence(found: Statistic, language: str) -> str:
    said = PAGES.say(language, "objections.light", light=found.light, count=found.answered, number=found.answered)
    if found.answered < _MANY:
        return said
    percent = round(100 * found.light / found.answered)
    return f"{said} {PAGES.say(language, 'objections.light_share', percent=percent)}"


def _picture(found: Statistic, language: str) -> shares.Shares:
    """Draw a bar for each layer that something was filed under; the table has them all."""
    names = {one: PAGES.say(language, f"objections.layer.{one}.short") for one in Layer}
    bars = tuple(
        shares.Bar(
            name=PAGES.say(language, "objections.filed_as", layer=names[one]),
            parts=tuple(shares.Part(count=found.table.get((one, it), 0), words=names[it]) for it in Layer),
        )
        for one in Layer
    )
    return shares.Shares(
        title=PAGES.say(language, "objections.chart_title"), summary=_sentence(found, language),
        column=PAGES.say(language, "objections.chart_column"), total=PAGES.say(language, "objections.sum"), bars=bars,
    )  # fmt: skip
