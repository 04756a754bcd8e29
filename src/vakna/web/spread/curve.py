"""The adoption curve of one initiative: counts as exact as they were told, and stage money shared among them."""

from typing import Any

from vakna.core import adoptions, affordable_loss, spread, words
from vakna.core.money import Money
from vakna.core.spread import Point
from vakna.core.vocabulary import Qualifier
from vakna.exchange.charts import adoption as chart
from vakna.exchange.charts import picture as drawn
from vakna.web.access import Visit
from vakna.web.initiatives.river import when
from vakna.web.sentences import PAGES


def draw(seen: Visit) -> drawn.Picture:
    """Draw the curve, also when there is nothing to draw yet. Needs money and spread."""
    paid = affordable_loss.stage_money(seen.picture)
    counts = tuple(_count(seen, point, paid) for point in spread.series(seen.picture, adoptions.day_of(seen.at)))
    plain = {name: say(seen, f"chart.{name}") for name in ("users", "users_note", "shares_note", "empty")}
    columns = {name: say(seen, f"chart.{name}") for name in ("when_column", "count_column", "share_column")}
    adoption = chart.Adoption(
        title=say(seen, "chart.title"),
        summary=summary(seen, paid),
        counts=counts,
        words=chart.Words(shares=say(seen, "chart.shares", sum=paid), **plain, **columns),
    )
    return chart.draw(adoption, name="adoption")


def by_solution(seen: Visit) -> list[dict[str, Any]]:
    """Draw the curve of each solution apart, where organisations use those of several suppliers."""
    suppliers = dict.fromkeys(one.supplier for one in seen.picture.adoptions)
    if len(suppliers) == 1:
        return []
    drawings = ((seen.picture.organisation(one).name, observed(seen, supplier=one)) for one in suppliers)
    return [{"name": name, "picture": picture} for name, picture in drawings if picture]


def observed(seen: Visit, *, supplier: str | None = None) -> drawn.Picture | None:
    """Draw how many have used the solution by their own word, day by day; nothing while nobody has told."""
    points = spread.observed(seen.picture, adoptions.day_of(seen.at), supplier=supplier)
    if not points:
        return None
    plain = {name: say(seen, f"observed.{name}") for name in ("users", "users_note", "empty")}
    columns = {name: say(seen, f"chart.{name}") for name in ("when_column", "share_column")}
    curve = chart.Adoption(
        title=say(seen, "observed.users"),
        summary=say(seen, "observed.summary", count=points[-1].count, most=max(one.count for one in points)),
        counts=tuple(_told(seen, point) for point in points),
        words=chart.Words(
            shares="", shares_note="", count_column=say(seen, "observed.count_column"), **plain, **columns
        ),
    )
    return chart.draw(curve, name=f"observed-{supplier}" if supplier else "observed")


def _told(seen: Visit, point: Point) -> chart.Count:
    day = words.day(seen.language, point.period_ends)
    return chart.Count(
        value=point.count, words=words.number(seen.language, point.count), when=day, first=point.period_starts,
        last=point.period_ends, exact=True,
    )  # fmt: skip


def say(seen: Visit, code: str, **values: object) -> str:
    """Say a sentence of the pages of spread."""
    return PAGES.say(seen.language, f"spread.{code}", **values)


def _count(seen: Visit, point: Point, paid: Money) -> chart.Count:
    known = paid.amount > 0 and point.count > 0
    return chart.Count(
        value=point.count,
        words=words.count(seen.language, point.qualifier, point.count),
        when=when(seen.language, point),
        first=point.period_starts,
        last=point.period_ends,
        exact=not point.low_confidence,
        share=paid.shared_by(point.count).amount if known else None,
        share_words=share(seen, point, paid) if known else "",
    )


def share(seen: Visit, point: Point, paid: Money) -> str:
    """Write stage money per organisation, as exact as the count: just over, when the true number lies below it."""
    return say(seen, f"share.{Qualifier(point.qualifier).value}", sum=paid.shared_by(point.count))


def summary(seen: Visit, paid: Money) -> str:
    """Say how far it has spread, and what the stages cost for each organisation at first and now."""
    points = [one for one in spread.series(seen.picture, adoptions.day_of(seen.at)) if one.count]
    if not points:
        return say(seen, "lead_none")
    first, last = points[0], points[-1]
    using = words.count(seen.language, last.qualifier, last.count)
    if len(points) == 1 or first.count >= last.count:
        return say(seen, "lead_one", using=using, when=when(seen.language, last))
    said = say(seen, "lead", first=first.count, using=using, since=when(seen.language, first))
    if not paid.amount:
        return said
    return f"{said} {say(seen, 'lead_money', first=paid.shared_by(first.count), last=share(seen, last, paid))}"
