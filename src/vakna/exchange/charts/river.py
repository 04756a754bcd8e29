"""The river: suppliers and money flowing through the stages, narrowing at each gate, widening again in use.

One band is one supplier, as wide as every other. The ended land softly on a shore with their name and what they were
paid. Amber threads are organisations that use the solution. What has not happened is dashed.
"""

from vakna.exchange.charts import river_narrow, river_wide
from vakna.exchange.charts.flow import Interest, Lane, River, Spread, Stage, Users, Words
from vakna.exchange.charts.picture import Cell, Picture, Row, cells

__all__ = ["Interest", "Lane", "River", "Spread", "Stage", "Users", "Words", "draw", "table_rows"]


def draw(river: River, *, name: str) -> Picture:
    """Draw the river wide (flowing right) and narrow (flowing down); `name` makes the ids unique on the page."""
    head, rows = table_rows(river)
    wide = river_wide.draw(river, name=f"{name}-wide")
    return Picture(wide=wide, narrow=river_narrow.draw(river, name=f"{name}-narrow"), head=head, rows=rows)


def table_rows(river: River) -> tuple[tuple[Cell, ...], tuple[Row, ...]]:
    """Give head and rows: each supplier with its pay in each stage and in all; then each count of organisations."""
    names = [stage.name for stage in river.stages]
    across = len(names) + 1
    head = cells(river.words.supplier, *names, river.words.total, numbers=across)
    rows = [Row(cells=cells(lane.name, *_pays(lane, len(names)), lane.landed, numbers=across)) for lane in river.lanes]
    if river.spread:
        said = ((f"{river.spread.name}, {count.when}", count.words) for count in river.spread.counts)
        rows += [Row(cells=cells(when, *("" for _ in names), words, numbers=across)) for when, words in said]
    return head, tuple(rows)


def _pays(lane: Lane, columns: int) -> tuple[str, ...]:
    return tuple(
        lane.pays[column - lane.first] if lane.first <= column <= lane.last else "" for column in range(columns)
    )
