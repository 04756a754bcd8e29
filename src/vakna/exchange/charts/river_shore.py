"""The shore below the wide river: where the ended land, with their names and what they were paid."""

from dataclasses import dataclass

from vakna.exchange.charts import ink
from vakna.exchange.charts.lettering import BOLD, SEMIBOLD, shorten, width, wrap
from vakna.exchange.charts.marks import Sheet, path
from vakna.exchange.charts.river_plan import WIDE, Plan

ROW = 38


@dataclass(frozen=True, slots=True, kw_only=True)
class Berth:
    """The landing of one gate: bands fall `turn` apart, stop at `x`; labels stand in rows below `y`, up to `right`."""

    column: int
    labels: tuple[tuple[str, str], ...]
    turn: float
    x: float
    y: float
    right: float

    @property
    def bottom(self) -> float:
        """Give where the last row ends."""
        return self.y + len(self.labels) * ROW


def berths(plan: Plan, top: float) -> tuple[Berth, ...]:
    """Place the landings from the last gate to the first: beside the later ones where there is room, else below."""
    placed: list[Berth] = []
    for column in reversed(range(len(plan.river.stages))):
        falling = plan.river.ended_at(column)
        if not falling:
            continue
        labels = plan.river.landing(column)
        gate = plan.edges[column + 1]
        x = min(gate + 64 + min(plan.pitch * len(falling), 90), WIDE - 130)
        turn = (x - gate - 64) / len(falling)
        right = x + 12 + max(max(width(name, 14, SEMIBOLD), width(pay, 14)) for name, pay in labels)
        later = [each for each in placed if plan.edges[each.column + 1] < right + 8]
        y = max([each.bottom for each in later], default=top)
        placed.append(Berth(column=column, labels=labels, turn=turn, x=x, y=y, right=right))
    return tuple(placed)


def fall(sheet: Sheet, plan: Plan, column: int, berths: tuple[Berth, ...]) -> None:
    """Draw the bands of one gate from where they left the river down to their landing, and the words there."""
    berth = next((each for each in berths if each.column == column), None)
    if berth is None:
        return
    falling = plan.river.ended_at(column)
    gate = plan.edges[column + 1]
    grouped = len(berth.labels) < len(falling)
    thick = min(plan.thick, berth.turn * 0.8, 16)
    pale = plan.river.stages[column].pale
    start = ink.MIST if pale else ink.PETROL
    paint = sheet.gradient(
        f"fall{column}",
        x1=0,
        y1=plan.middle(falling[-1]),
        x2=0,
        y2=berth.bottom,
        stops=((0, start, 1), (0.3, ink.PETROL_PALE if pale else ink.PETROL_MID, 1), (0.8, ink.PETROL_PALE, 1)),
    )
    for order, place in enumerate(falling):
        y = plan.middle(place)
        turn = gate + 18 + berth.turn * (len(falling) - 1 - order)
        land = berth.y + (12 + thick * 1.1 * (order - len(falling) / 2) if grouped else order * ROW + 8)
        half = (y + land) / 2
        data = path(
            "M",
            gate - 1.5,
            y,
            "C",
            gate + (turn - gate) * 0.7,
            y,
            turn,
            y + (half - y) * 0.35,
            turn,
            half,
            "C",
            turn,
            half + (land - half) * 0.6,
            turn + (berth.x - turn) * 0.35,
            land,
            berth.x,
            land,
        )
        sheet.stroke(data, stroke=paint, thick=thick, cap=None if grouped else "round")
    for order, (words, pay) in enumerate(berth.labels):
        y = berth.y + order * ROW + 6
        sheet.text(shorten(words, WIDE - berth.x - 14, 14, SEMIBOLD), x=berth.x + 15, y=y, weight=SEMIBOLD)
        sheet.text(shorten(pay, WIDE - berth.x - 14, 14), x=berth.x + 15, y=y + 17, fill=ink.MUTED)


def shore(sheet: Sheet, plan: Plan, berths: tuple[Berth, ...], low: float) -> None:
    """Draw the shore and what is said about it, left of the first fall; there is none without ended suppliers."""
    if not berths:
        return
    room = plan.edges[min(berth.column for berth in berths) + 1] - 36
    words = plan.river.words
    high = max(max(berth.bottom for berth in berths) + 6 - low, 0)
    blocks = _shore_words(words.shore, words.shore_text, words.shore_sum, words.shore_sum_text, room)
    needed = 24 + sum(len(lines) * size * 1.35 for lines, size, _, _ in blocks) + 14
    high = max(high, needed if room >= 110 else 0)
    sheet.bar(0, low, WIDE, high, fill=ink.SHORE)
    y = low + 30
    for lines, size, weight, fill in blocks if room >= 110 else ():
        y = sheet.lines(lines, x=16, y=y, size=size, weight=weight, fill=fill, leading=1.35)
    sheet.high = low + high


def _shore_words(
    title: str, text: str, total: str, total_text: str, room: float
) -> list[tuple[tuple[str, ...], float, int, str]]:
    return [
        (wrap(title, room, 16, SEMIBOLD, most=2), 16, SEMIBOLD, ink.INK),
        (wrap(text, room, 14, most=4), 14, 400, ink.MUTED),
        (("",) if total else (), 8, 400, ink.MUTED),
        (wrap(total, room, 18, BOLD, most=1), 18, BOLD, ink.INK),
        (wrap(total_text, room, 14, most=3), 14, 400, ink.MUTED),
    ]
