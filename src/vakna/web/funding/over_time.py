"""The picture of what was bound and paid over time, under its ceilings."""

from vakna.core import over_time, words
from vakna.core.money import Money
from vakna.exchange.charts import exposure as chart
from vakna.exchange.charts import picture as drawn
from vakna.web.access import Visit
from vakna.web.sentences import PAGES


def draw(seen: Visit) -> drawn.Picture | None:
    """Draw it; None while nothing has been bound and no stage with a ceiling is published. Needs the money's parts."""
    days = over_time.days(seen.picture)
    if not days:
        return None
    last = days[-1]
    exposure = chart.Exposure(
        title=_say(seen, "title"),
        summary=_say(seen, "summary", bound=last.exposure, paid=last.paid, opened=last.opened, day=last.on),
        days=tuple(_day(seen, one) for one in days),
        words=_words(seen),
    )
    return chart.draw(exposure, name="over-time")


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"funding.over_time.{code}", **values)


def _day(seen: Visit, one: over_time.Day) -> chart.Day:
    return chart.Day(
        on=one.on, exposure=one.exposure.amount, paid=one.paid.amount, opened=one.opened.amount,
        ceiling=one.ceiling.amount if one.ceiling else None, when=words.day(seen.language, one.on),
        exposure_words=_sum(seen, one.exposure), paid_words=_sum(seen, one.paid),
        opened_words=_sum(seen, one.opened), ceiling_words=_sum(seen, one.ceiling),
    )  # fmt: skip


def _sum(seen: Visit, sum_: Money | None) -> str:
    return words.money(seen.language, sum_)


def _words(seen: Visit) -> chart.Words:
    said = {name: _say(seen, name) for name in ("when", "exposure", "paid", "opened", "ceiling")}
    return chart.Words(thousands=words.NBSP if seen.language == "sv" else ",", **said)
