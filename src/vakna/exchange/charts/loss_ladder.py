"""The loss ladder: what would be lost if the initiative stopped after each stage, against its ceilings.

Filled is paid, hatched is committed, a dashed frame is the stage's ceiling, the red line the initiative's. Knows no
money, only numbers and the words that stand for them.
"""

from dataclasses import dataclass
from decimal import Decimal

from vakna.exchange.charts import axes, ink
from vakna.exchange.charts.lettering import shorten, width, wrap
from vakna.exchange.charts.marks import BOLD, REGULAR, SEMIBOLD, Sheet, path, text_box
from vakna.exchange.charts.picture import Cell, Picture, Row, cells
from vakna.exchange.charts.scales import Linear

_BAR, _FRAME = 26, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage. Sums are plain numbers in one currency, None when not known or not published.

    `*_words` are the same sums written out. `settled` says that no more can be committed in the stage; until then the
    next stage starts where this one's ceiling ends. `here` marks where the initiative stands. `empty` is said when
    there is no bar.
    """

    name: str
    ceiling: Decimal | None = None
    paid: Decimal | None = None
    committed: Decimal | None = None
    ceiling_words: str = ""
    paid_words: str = ""
    committed_words: str = ""
    loss_words: str = ""
    note: str = ""
    empty: str = ""
    settled: bool = True
    here: bool = False

    @property
    def exposure(self) -> float:
        """Give paid plus committed; unknown counts as nothing drawn."""
        return float((self.paid or 0) + (self.committed or 0))

    @property
    def reach(self) -> float:
        """Give how far the stage can come: its exposure, and while it is open its ceiling."""
        return self.exposure if self.settled else max(self.exposure, float(self.ceiling or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the ladder says. `paid` and `committed` hold {amount}, their short forms do not; `thousands` stands
    between thousands.
    """

    paid: str
    committed: str
    paid_short: str
    committed_short: str
    loss: str
    stage: str
    stage_ceiling: str
    committed_column: str
    paid_column: str
    thousands: str = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class LossLadder:
    """The whole ladder: title and summary for those who do not see it, steps in order, the initiative's ceiling."""

    title: str
    summary: str
    steps: tuple[Step, ...]
    words: Words
    ceiling: Decimal | None = None
    ceiling_words: str = ""


def draw(ladder: LossLadder, *, name: str) -> Picture:
    """Draw the ladder wide and narrow; `name` makes the ids unique on the page."""
    head, rows = table_rows(ladder)
    return Picture(wide=_wide(ladder, f"{name}-wide"), narrow=_narrow(ladder, f"{name}-narrow"), head=head, rows=rows)


def table_rows(ladder: LossLadder) -> tuple[tuple[Cell, ...], tuple[Row, ...]]:
    """Give head and rows: stage, its ceiling, committed, paid, and the loss if one had stopped there."""
    words = ladder.words
    head = cells(words.stage, words.stage_ceiling, words.committed_column, words.paid_column, words.loss, numbers=4)
    rows = (
        cells(step.name, step.ceiling_words, step.committed_words, step.paid_words, step.loss_words, numbers=4)
        for step in ladder.steps
    )
    return head, tuple(Row(cells=row) for row in rows)


def starts(ladder: LossLadder) -> tuple[float, ...]:
    """Give where each step begins: the sum of how far the steps before it reach."""
    places, sofar = [], 0.0
    for step in ladder.steps:
        places.append(sofar)
        sofar += step.reach
    return tuple(places)


def _scale(ladder: LossLadder, *, start: float, end: float) -> Linear:
    tops = [
        begin + max(step.reach, float(step.ceiling or 0))
        for begin, step in zip(starts(ladder), ladder.steps, strict=True)
    ]
    return Linear(low=0, high=max([*tops, float(ladder.ceiling or 0), 1]), start=start, end=end)


def _wide(ladder: LossLadder, name: str) -> str:
    pitch, top = 70, 30
    sheet = Sheet(
        name=name, title=ladder.title, summary=ladder.summary, wide=1008, high=top + pitch * len(ladder.steps) + 4
    )
    scale = _scale(ladder, start=136, end=690)
    _frame_of_ladder(sheet, ladder, scale, top=top)
    sheet.text(ladder.words.loss, x=778, y=22, weight=SEMIBOLD)
    for place, (step, begin) in enumerate(zip(ladder.steps, starts(ladder), strict=True)):
        middle = top + pitch * place + 32
        names = wrap(step.name, 124, 16, SEMIBOLD, most=2)
        sheet.lines(names, x=0, y=middle + 6 - 10 * (len(names) - 1), size=16, weight=SEMIBOLD, leading=1.2)
        _step(sheet, ladder, step, scale, begin=begin, middle=middle, below=place + 1 < len(ladder.steps), pitch=pitch)
        _loss(sheet, step, x=778, y=middle + 6)
    return sheet.svg()


def _narrow(ladder: LossLadder, name: str) -> str:
    pitch, top = 112, 30
    sheet = Sheet(
        name=name, title=ladder.title, summary=ladder.summary, wide=350, high=top + pitch * len(ladder.steps) + 4
    )
    scale = _scale(ladder, start=2, end=344)
    _frame_of_ladder(sheet, ladder, scale, top=top)
    for place, (step, begin) in enumerate(zip(ladder.steps, starts(ladder), strict=True)):
        line = top + pitch * place + 24
        loss = width(step.loss_words, 17, BOLD)
        sheet.text(step.loss_words, x=338, y=line, size=17, weight=BOLD, anchor="end", halo=True)
        sheet.text(shorten(step.name, 320 - loss, 17, SEMIBOLD), x=0, y=line, size=17, weight=SEMIBOLD, halo=True)
        fill = ink.AMBER_TEXT if step.here else ink.MUTED
        sheet.text(shorten(step.note, 330, 13), x=338, y=line + 18, size=13, fill=fill, anchor="end", halo=True)
        below = place + 1 < len(ladder.steps)
        _step(sheet, ladder, step, scale, begin=begin, middle=line + 46, below=below, pitch=pitch)
    return sheet.svg()


def _frame_of_ladder(sheet: Sheet, ladder: LossLadder, scale: Linear, *, top: float) -> None:
    """Draw the ticks and the initiative's ceiling with its words."""
    bottom = sheet.high - 6
    if ladder.ceiling is None:
        axes.money_ticks(sheet, scale, top=top, bottom=bottom, thousands=ladder.words.thousands, apart_from=None)
        return
    x = scale.at(float(ladder.ceiling))
    half = width(ladder.ceiling_words, 14, SEMIBOLD) / 2
    room = min(sheet.wide, 760)
    place = max(half, min(x, room - half))
    box = text_box(ladder.ceiling_words, place, top - 8, 14, weight=SEMIBOLD, anchor="middle")
    axes.money_ticks(sheet, scale, top=top, bottom=bottom, thousands=ladder.words.thousands, apart_from=box)
    sheet.line(x, top, x, bottom, stroke=ink.RED, thick=2.5)
    sheet.text(ladder.ceiling_words, x=place, y=top - 8, weight=SEMIBOLD, fill=ink.RED_TEXT, anchor="middle")


def _step(
    sheet: Sheet,
    ladder: LossLadder,
    step: Step,
    scale: Linear,
    *,
    begin: float,
    middle: float,
    below: bool,
    pitch: float,
) -> None:
    x = scale.at(begin)
    end = scale.at(begin + step.reach)
    if step.ceiling:
        frame = scale.at(begin + float(step.ceiling)) - x
        sheet.bar(x - 2, middle - _FRAME / 2, frame + 4, _FRAME, fill="none", stroke=ink.INK, dash="4 3", radius=3)
    if below:
        sheet.line(end, middle + _FRAME / 2, end, middle + pitch - _FRAME / 2, stroke=ink.LINE)
    if step.exposure:
        _bars(sheet, ladder, step, scale, begin=begin, middle=middle)
    else:
        _without_bar(sheet, step, scale, begin=begin, middle=middle)


def _bars(sheet: Sheet, ladder: LossLadder, step: Step, scale: Linear, *, begin: float, middle: float) -> None:
    words, top = ladder.words, middle - _BAR / 2
    first, second = scale.at(begin), scale.at(begin + float(step.paid or 0))
    last = scale.at(begin + step.exposure)
    outside: list[tuple[float, float, str, str]] = []
    if step.paid:
        sheet.bar(first, top, second - first, _BAR, fill=ink.PETROL)
        full, short = words.paid.format(amount=step.paid_words), words.paid_short
        inside = _inside(full, short, second - first - 16)
        sheet.text(inside, x=first + 10, y=middle + 5, weight=SEMIBOLD, fill=ink.PAPER)
        if inside != full:
            outside.append((first, second, full, step.paid_words if inside else full))
    if step.committed:
        sheet.bar(second, top, last - second, _BAR, fill=sheet.hatch())
        full, short = words.committed.format(amount=step.committed_words), words.committed_short
        inside = _inside(full, short, last - second - 20)
        wide = width(inside, 14, SEMIBOLD)
        sheet.bar(second + 6, top + 3, wide + 8 if inside else 0, _BAR - 6, fill=ink.PAPER, radius=3)
        sheet.text(inside, x=second + 10, y=middle + 5, weight=SEMIBOLD)
        if inside != full:
            outside.append((second, last, full, step.committed_words if inside else full))
    _beneath(sheet, outside, middle=middle)


def _inside(full: str, short: str, room: float) -> str:
    """Give the longest form that fits a bar, or nothing."""
    return next((words for words in (full, short) if width(words, 14, SEMIBOLD) <= room), "")


def _beneath(sheet: Sheet, outside: list[tuple[float, float, str, str]], *, middle: float) -> None:
    """Write what did not fit: each sum under its own bar, or all in words on one line when they would touch."""
    if not outside:
        return
    if all(width(short, 13) <= right - left for left, right, _, short in outside):
        for left, _, _, short in outside:
            sheet.text(short, x=left + 2, y=middle + 33, size=13, halo=True)
        return
    words = ", ".join(full for _, _, full, _ in outside)
    room = min(sheet.wide, 760)
    sheet.text(words, x=max(0.0, min(outside[0][0], room - width(words, 13))), y=middle + 33, size=13, halo=True)


def _without_bar(sheet: Sheet, step: Step, scale: Linear, *, begin: float, middle: float) -> None:
    x = scale.at(begin)
    frame = scale.at(begin + float(step.ceiling or 0)) - x
    room = min(sheet.wide, 760)
    wide = width(step.empty, 13)
    if not step.ceiling:
        sheet.stroke(path("M", x, middle - 13, "v", 26), stroke=ink.INK, thick=1.25)
    if step.ceiling and wide < frame - 12:
        sheet.text(step.empty, x=x + 8, y=middle + 5, size=13, fill=ink.MUTED)
    elif wide + 9 <= x - scale.start:
        sheet.text(step.empty, x=x - 9, y=middle + 5, size=13, fill=ink.MUTED, anchor="end", halo=True)
    elif x + frame + 12 + wide < room:
        sheet.text(step.empty, x=x + frame + 10, y=middle + 5, size=13, fill=ink.MUTED, halo=True)
    else:
        sheet.text(step.empty, x=max(0, room - wide - 4), y=middle + 32, size=13, fill=ink.MUTED, halo=True)


def _loss(sheet: Sheet, step: Step, *, x: float, y: float) -> None:
    if step.here:
        sheet.diamond(x - 18, y - 6, fill=ink.SUN)
    sheet.text(shorten(step.loss_words, 230, 17, BOLD), x=x, y=y, size=17, weight=BOLD)
    fill, weight = (ink.AMBER_TEXT, SEMIBOLD) if step.here else (ink.MUTED, REGULAR)
    sheet.text(shorten(step.note, 230, 14, weight), x=x, y=y + 20, size=14, weight=weight, fill=fill)
