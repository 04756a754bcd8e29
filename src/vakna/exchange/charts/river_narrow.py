"""The river drawn narrow for a phone: bands flow down at the left bank, words and landings stand to the right."""

from dataclasses import dataclass

from vakna.exchange.charts import ink, threads
from vakna.exchange.charts.flow import River, Spread, Stage
from vakna.exchange.charts.lettering import shorten, wrap
from vakna.exchange.charts.marks import BOLD, SEMIBOLD, Sheet, path

_WIDE, _ROW = 350, 38


@dataclass(slots=True, kw_only=True)
class _Flow:
    """The pen's place: `y` is how far down the river has come."""

    sheet: Sheet
    river: River
    pitch: float
    words: float  # where the words begin
    y: float = 0

    @property
    def thick(self) -> float:
        return self.pitch * 0.86

    def middle(self, place: int) -> float:
        """Give the middle of a band; those that end together stand in reverse, so that they land in the order they
        were given.
        """
        column = self.river.ordered()[place].last if place < len(self.river.lanes) else -1
        falling = self.river.ended_at(column)
        slot = falling[-1 - falling.index(place)] if place in falling else place
        return (slot + 0.5) * self.pitch


def draw(river: River, *, name: str) -> str:
    """Draw the river for a phone."""
    sheet = Sheet(name=name, title=river.title, summary=river.summary, wide=_WIDE)
    rows = max([len(river.lanes), 1, *(min(stage.places or 1, 7) for stage in river.stages)])
    pitch = min(17.5, 122 / rows)
    flow = _Flow(sheet=sheet, river=river, pitch=pitch, words=max(pitch * rows + 16, 64))
    for column, stage in enumerate(river.stages):
        if column:
            _gate(flow, column, stage)
        _stage(flow, column, stage)
    if river.stages and river.ended_at(len(river.stages) - 1):
        _landing(flow, len(river.stages) - 1)
    _spread(flow)
    sheet.high = flow.y + 6
    return sheet.svg()


def _stage(flow: _Flow, column: int, stage: Stage) -> None:
    room = _WIDE - flow.words
    sheet, top = flow.sheet, flow.y
    y = sheet.lines(
        wrap(stage.name, room, 17, BOLD, most=2), x=flow.words, y=top + 22, size=17, weight=BOLD, leading=1.15
    )
    lines = [piece for line in stage.lines for piece in wrap(line, room, 14, most=2)]
    y = sheet.lines(lines, x=flow.words, y=y + 1, fill=ink.MUTED, leading=1.38)
    y = sheet.lines(wrap(stage.money, room, 14, SEMIBOLD, most=2), x=flow.words, y=y, weight=SEMIBOLD, leading=1.38)
    reached = flow.river.reached(column)
    said = _still_there(flow.river, column, room) if reached else wrap(stage.plan, room, 14)
    y = sheet.lines(said, x=flow.words, y=y, fill=ink.INK, leading=1.38)
    bottom = max(y + 8, top + 92)
    if reached:
        _bands(flow, column, stage, top, bottom)
    else:
        for row in range(min(stage.places or 1, 7)):
            sheet.bar(
                (row + 0.07) * flow.pitch,
                top + 6,
                flow.thick,
                bottom - top - 12,
                fill="none",
                stroke=ink.PLAN,
                thick=1.5,
                dash="5 4",
                radius=6,
            )
    flow.y = bottom


def _still_there(river: River, column: int, room: float) -> tuple[str, ...]:
    """Name those still in the river, in the last column anyone has reached, when they are few."""
    lanes = [river.ordered()[place] for place in river.active()]
    here = [lane for lane in lanes if lane.last == column]
    if len(here) != len(lanes) or len(here) > 4:
        return ()
    said = (", ".join(part for part in (lane.name, lane.pays[-1]) if part) for lane in here)
    return tuple(shorten(words, room, 14) for words in said)


def _bands(flow: _Flow, column: int, stage: Stage, top: float, bottom: float) -> None:
    for place, lane in enumerate(flow.river.ordered()):
        if lane.first <= column <= lane.last:
            x = flow.middle(place) - flow.thick / 2
            fill = ink.MIST if stage.pale else ink.PETROL
            flow.sheet.bar(x, top, flow.thick, bottom - top, fill=fill, radius=0)


def _gate(flow: _Flow, column: int, stage: Stage) -> None:
    """Draw the gate into a column, then the landings of those that ended there, then the bands that go on beside
    them.
    """
    sheet, y = flow.sheet, flow.y + 5
    sheet.line(0, y, _WIDE, y, stroke=ink.INK, thick=1.25)
    sheet.diamond(flow.words + 6, y, fill=ink.SUN if stage.waiting else ink.INK)
    words = shorten(stage.gate, _WIDE - flow.words - 22, 14, SEMIBOLD)
    sheet.text(words, x=flow.words + 20, y=y + 20, weight=SEMIBOLD)
    flow.y = y + 5
    _landing(flow, column - 1)
    if not flow.river.ended_at(column - 1):
        flow.y += 22
    for place, lane in enumerate(flow.river.ordered()):
        if lane.first < column <= lane.last:
            flow.sheet.bar(flow.middle(place) - flow.thick / 2, y + 5, flow.thick, flow.y - y - 4, fill=ink.PETROL)


def _landing(flow: _Flow, column: int) -> None:
    falling = flow.river.ended_at(column)
    if not falling:
        return
    labels = flow.river.landing(column)
    top = flow.y
    first = top + 38
    grouped = len(labels) < len(falling)
    bottom = first + max(_ROW * len(labels), flow.thick * len(falling) + 14 if grouped else 0)
    flow.sheet.bar(flow.words + 4, first - 14, _WIDE - flow.words - 4, bottom - first + 6, fill=ink.SHORE)
    paint = flow.sheet.gradient(
        f"land{column}",
        x1=0,
        y1=top,
        x2=_WIDE / 2,
        y2=bottom,
        stops=(
            (0, ink.PETROL_PALE if flow.river.stages[column].pale else ink.PETROL, 1),
            (0.4, ink.PETROL_MID, 1),
            (0.8, ink.PETROL_PALE, 1),
        ),
    )
    end = flow.words + 24
    for order, place in enumerate(falling):
        x = flow.middle(place)
        y = first + 8 + (order * flow.thick if grouped else order * _ROW)
        thick = min(flow.thick, 13)
        data = path("M", x, top - 4, "C", x, top + (y - top) * 0.75, x + (end - x) * 0.25, y, end, y)
        flow.sheet.stroke(data, stroke=paint, thick=thick, cap=None if grouped else "round")
    for order, (name, pay) in enumerate(labels):
        y = first + order * _ROW + 6
        flow.sheet.text(shorten(name, _WIDE - end - 16, 14, SEMIBOLD), x=end + 14, y=y, weight=SEMIBOLD)
        flow.sheet.text(shorten(pay, _WIDE - end - 16, 14), x=end + 14, y=y + 17, fill=ink.MUTED)
    flow.y = bottom


def _spread(flow: _Flow) -> None:
    spread = flow.river.spread
    if spread is None:
        return
    room = _WIDE - flow.words
    y = flow.sheet.lines(wrap(spread.name, room, 17, BOLD, most=2), x=flow.words, y=flow.y + 26, size=17, weight=BOLD)
    lines = [piece for line in spread.lines for piece in wrap(line, room, 14, most=2)]
    y = flow.sheet.lines(lines, x=flow.words, y=y - 1, fill=ink.MUTED, leading=1.38)
    if spread.counts:
        _threads(flow, max(y, flow.y + 60))
    else:
        _interests(flow, y)


def _threads(flow: _Flow, top: float) -> None:
    """Let the bands still there flow down past the words, then fan out, each count to the right of its threads."""
    spread = flow.river.spread or Spread(name="")
    last = len(flow.river.stages) - 1
    alive = [place for place in flow.river.active() if flow.river.ordered()[place].last == last]
    for place in alive:
        x = flow.middle(place) - flow.thick / 2
        flow.sheet.bar(x, flow.y - 1, flow.thick, top - flow.y + 1, fill=ink.PETROL)
    across = flow.middle(alive[0]) if alive else flow.pitch / 2
    until = top + 62 * len(spread.counts)
    fan = threads.Fan(spread=spread, along=top, across=across, until=until, room=_WIDE - 150 - across)
    for data, dash in fan.lines(threads.downward):
        flow.sheet.stroke(data, stroke=ink.AMBER, thick=1.7 if fan.apart >= 2.4 else 1.2, dash=dash)
    for order in fan.told():
        count, y = spread.counts[order], fan.stops()[order]
        x = fan.outermost(order) + 12
        words = shorten(count.words, _WIDE - x, 18, BOLD)
        flow.sheet.text(words, x=x, y=y - 12, size=18, weight=BOLD, fill=ink.AMBER_TEXT, halo=True)
        flow.sheet.text(shorten(count.when, _WIDE - x, 13), x=x, y=y + 5, size=13, fill=ink.MUTED, halo=True)
    flow.y = until + 8


def _interests(flow: _Flow, y: float) -> None:
    spread = flow.river.spread
    if spread is None:
        return
    room = _WIDE - flow.words
    y = flow.sheet.lines(wrap(spread.interest_title, room, 14, SEMIBOLD), x=flow.words, y=y + 6, weight=SEMIBOLD)
    y = flow.sheet.lines(wrap(spread.interest_note, room, 14), x=flow.words, y=y, fill=ink.MUTED)
    for interest in spread.interests:
        y += 8
        for ring in range(interest.rings):
            flow.sheet.add(
                "circle", cx=flow.words + 7 + 18 * ring, cy=y, r=6, fill=ink.PAPER, stroke=ink.AMBER, stroke_width=2.25
            )
        flow.sheet.text(shorten(interest.words, room - 62, 14), x=flow.words + 60, y=y + 5)
        y += 18
    flow.y = max(flow.y, y)
