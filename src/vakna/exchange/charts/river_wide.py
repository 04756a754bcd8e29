"""The river drawn wide: stages are columns, time flows right, the shore lies below."""

from vakna.exchange.charts import ink, river_shore, threads
from vakna.exchange.charts.flow import MANY, Lane, River, Spread
from vakna.exchange.charts.lettering import shorten, width, wrap
from vakna.exchange.charts.marks import BOLD, SEMIBOLD, Box, Sheet, path
from vakna.exchange.charts.river_plan import WIDE, Plan, head_parts, layout, planned_rows


def draw(river: River, *, name: str) -> str:
    """Draw the river for a desk or a sheet of paper."""
    sheet = Sheet(name=name, title=river.title, summary=river.summary, wide=WIDE)
    plan = layout(river)
    low = _low(plan)
    berths = river_shore.berths(plan, low + 30)
    river_shore.shore(sheet, plan, berths, low)
    _heads(sheet, plan, low)
    for place, lane in enumerate(plan.lanes):
        _lane(sheet, plan, place, lane)
    for column in range(len(river.stages)):
        river_shore.fall(sheet, plan, column, berths)
        if not river.reached(column):
            _planned(sheet, plan, column)
    _many(sheet, plan)
    _spread(sheet, plan)
    sheet.high = max(sheet.high, low + 4)
    return sheet.svg()


def _left(plan: Plan, column: int) -> float:
    """Give where the words of a column begin: at the paper's edge in the first, clear of the gate in the others."""
    return plan.edges[column] + (12 if column else 0)


def _heads(sheet: Sheet, plan: Plan, low: float) -> None:
    for column, stage in enumerate(plan.river.stages):
        x, wide = _left(plan, column), plan.edges[column + 1] - plan.edges[column]
        name, lines, money = head_parts(stage, wide)
        y = sheet.lines(name, x=x, y=18, size=17, weight=BOLD, leading=1.12)
        y = sheet.lines(lines, x=x, y=y + 1, fill=ink.MUTED, leading=1.35)
        sheet.lines(money, x=x, y=y, weight=SEMIBOLD, leading=1.35)
        if column:
            _gate(sheet, plan, column, low)
    _spread_head(sheet, plan)


def _gate(sheet: Sheet, plan: Plan, column: int, low: float) -> None:
    x, stage = plan.edges[column], plan.river.stages[column]
    falls = bool(plan.river.ended_at(column - 1))
    sheet.line(x, 8, x, low if falls else plan.bottom + 8, stroke=ink.INK, thick=1.25)
    sheet.diamond(x, plan.gates - 5, fill=ink.SUN if stage.waiting else ink.INK)
    room = plan.edges[column + 1] - x - 20
    sheet.text(shorten(stage.gate, room, 14, SEMIBOLD), x=x + 13, y=plan.gates, weight=SEMIBOLD)


def _lane(sheet: Sheet, plan: Plan, place: int, lane: Lane) -> None:
    y = plan.middle(place) - plan.thick / 2
    for column in range(lane.first, lane.last + 1):
        left, right = plan.edges[column] + (1.5 if column else 0), plan.edges[column + 1] - 1.5
        pale = plan.river.stages[column].pale
        opening, closing = column == lane.first, column == lane.last and not lane.ended
        sheet.add(
            "path",
            d=_band(left, y, right, y + plan.thick, round_left=opening, round_right=closing),
            fill=ink.MIST if pale else ink.PETROL,
        )
        if plan.pitch >= 18:
            _lane_words(sheet, plan, place, lane, column)


def _band(left: float, top: float, right: float, bottom: float, *, round_left: bool, round_right: bool) -> str:
    r = min((bottom - top) / 2, 10)
    a, b = (r if round_left else 0), (r if round_right else 0)
    return path(
        "M",
        left + a,
        top,
        "H",
        right - b,
        "Q",
        right,
        top,
        right,
        top + b,
        "V",
        bottom - b,
        "Q",
        right,
        bottom,
        right - b,
        bottom,
        "H",
        left + a,
        "Q",
        left,
        bottom,
        left,
        bottom - a,
        "V",
        top + a,
        "Q",
        left,
        top,
        left + a,
        top,
        "Z",
    )


def _lane_words(sheet: Sheet, plan: Plan, place: int, lane: Lane, column: int) -> None:
    left, right = plan.edges[column], plan.edges[column + 1]
    fill = ink.INK if plan.river.stages[column].pale else ink.PAPER
    pay = shorten(lane.pays[column - lane.first], right - left - 20, 14)
    y = plan.middle(place) + 5
    sheet.text(pay, x=right - 11, y=y, fill=fill, anchor="end")
    if column == lane.first:
        room = right - left - 24 - (width(pay, 14) + 10 if pay else 0)
        weight = SEMIBOLD if not lane.ended else 400
        sheet.text(shorten(lane.name, room, 14, weight), x=left + 10, y=y, weight=weight, fill=fill)


def _many(sheet: Sheet, plan: Plan) -> None:
    """Say how many the bands are when they are too thin for names."""
    if plan.pitch < 18:
        words = plan.river.words.many.format(count=len(plan.lanes))
        y = (plan.top + plan.bottom) / 2
        sheet.bar(10, y - 14, width(words, 14, SEMIBOLD) + 16, 26, fill=ink.PAPER, radius=3)
        sheet.text(words, x=18, y=y + 4, weight=SEMIBOLD)


def _low(plan: Plan) -> float:
    """Give where the shore begins, below every lane, thread and count."""
    lowest = plan.bottom
    if plan.river.spread:
        lowest = max(lowest, _fan(plan).lowest(), _interest_bottom(plan))
    return lowest + 30


def _planned(sheet: Sheet, plan: Plan, column: int) -> None:
    """Draw a stage nobody has reached: dashed bands for its places, dashed threads from those who may come there."""
    stage = plan.river.stages[column]
    rows = planned_rows(stage)
    step = max(plan.pitch, 25.0)
    left = plan.edges[column] + (38 if column else 0)
    right = plan.edges[column + 1] - 8
    tops = [plan.top + step * row + 2.5 for row in range(rows)]
    for top in tops:
        sheet.bar(left, top, right - left, 20, fill="none", stroke=ink.PLAN, thick=1.5, dash="5 4", radius=10)
    if column:
        _threads_to(sheet, plan, column, left, [top + 10 for top in tops])
    fits = width(stage.plan, 14) <= right - left - 20
    y = tops[0] + 15 if fits else tops[-1] + 40
    for line in (stage.plan,) if fits else wrap(stage.plan, right - left, 14):
        sheet.text(line, x=left + 10 if fits else left, y=y, fill=ink.INK)
        y += 18


def _threads_to(sheet: Sheet, plan: Plan, column: int, left: float, ends: list[float]) -> None:
    gate = plan.edges[column]
    if plan.river.reached(column - 1):
        begins = [plan.middle(place) for place in plan.river.active() if plan.lanes[place].last == column - 1]
    else:
        rows = planned_rows(plan.river.stages[column - 1])
        begins = [plan.top + max(plan.pitch, 25.0) * row + 12.5 for row in range(rows)]
    for order, y in enumerate(begins[: 2 * MANY]):
        end = ends[order * len(ends) // len(begins)]
        data = path("M", gate - 7, y, "C", gate + 20, y, left - 22, end, left, end)
        sheet.stroke(data, stroke=ink.PLAN, thick=1.5, dash="5 4")


def _spread_head(sheet: Sheet, plan: Plan) -> None:
    spread = plan.river.spread
    if spread is None:
        return
    x = plan.edges[-1] + (12 if plan.river.stages else 0)
    if plan.river.stages:
        sheet.line(plan.edges[-1], 8, plan.edges[-1], plan.top - 20, stroke=ink.LINE)
    sheet.text(shorten(spread.name, WIDE - x, 17, BOLD), x=x, y=18, size=17, weight=BOLD)
    lines = [piece for line in spread.lines for piece in wrap(line, WIDE - x, 14, most=2)]
    sheet.lines(lines[:3], x=x, y=38, fill=ink.MUTED, leading=1.35)


def _fan(plan: Plan) -> threads.Fan:
    """Give the threads out of the bands still there, their words clear of every band in the last column."""
    spread = plan.river.spread or Spread(name="")
    last = len(plan.river.stages) - 1
    alive = [place for place in plan.river.active() if plan.lanes[place].last == last]
    there = [place for place, lane in enumerate(plan.lanes) if lane.last == last]
    lead = 34.0 if len(there) < 2 else max([threads.label_width(count) + 4 for count in spread.counts[:1]], default=0)
    avoid: tuple[Box, ...] = ()
    if there:
        bottom = plan.middle(max(there)) + plan.pitch / 2
        avoid = (Box(left=plan.edges[-2], top=plan.top, right=plan.edges[-1], bottom=bottom),)
    start = plan.middle(alive[0]) if alive else plan.middle(0)
    return threads.Fan(
        spread=spread, along=plan.edges[-1] - 2, across=start, until=WIDE - 6, room=150, lead=lead, avoid=avoid
    )


def _spread(sheet: Sheet, plan: Plan) -> None:
    spread = plan.river.spread
    if spread is None:
        return
    fan = _fan(plan)
    for data, dash in fan.lines(threads.rightward):
        sheet.stroke(data, stroke=ink.AMBER, thick=1.7 if fan.apart >= 2.4 else 1.2, dash=dash)
    for count, x, y in fan.labels():
        sheet.text(count.words, x=x, y=y, size=18, weight=BOLD, fill=ink.AMBER_TEXT, anchor="end", halo=True)
        sheet.text(count.when, x=x, y=y + 17, size=13, fill=ink.MUTED, anchor="end", halo=True)
    if not spread.counts:
        _interests(sheet, plan)


def _interest_bottom(plan: Plan) -> float:
    spread = plan.river.spread
    return plan.top + 52 + 26 * len(spread.interests) if spread and spread.interests and not spread.counts else 0


def _interests(sheet: Sheet, plan: Plan) -> None:
    """Draw who has the same need, as rings: one for interest, two for a will to test, three for a will to buy."""
    spread = plan.river.spread
    if spread is None or not spread.interests:
        return
    x, y = plan.edges[-1] + 12, plan.top + 10
    sheet.text(shorten(spread.interest_title, WIDE - x, 14, SEMIBOLD), x=x, y=y, weight=SEMIBOLD)
    sheet.text(shorten(spread.interest_note, WIDE - x, 14), x=x, y=y + 18, fill=ink.MUTED)
    for order, interest in enumerate(spread.interests):
        line = y + 48 + 26 * order
        for ring in range(interest.rings):
            sheet.add(
                "circle", cx=x + 7 + 18 * ring, cy=line - 5, r=6, fill=ink.PAPER, stroke=ink.AMBER, stroke_width=2.25
            )
        sheet.text(shorten(interest.words, WIDE - x - 62, 14), x=x + 60, y=line)
