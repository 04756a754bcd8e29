"""The marks on the paper: a sheet that collects text, bars, lines and bands, and becomes one SVG string.

Escapes every word, rounds every number to a tenth, and refuses a number that is not one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isfinite
from xml.sax.saxutils import escape, quoteattr

from vakna.exchange.charts import ink
from vakna.exchange.charts.lettering import BOLD, FONT, REGULAR, SEMIBOLD, width

Value = str | float | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle that something fills; used to keep labels apart."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """See whether two boxes share any paper."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def number(value: float) -> str:
    """Write a coordinate with at most one decimal; refuse infinity and what is not a number."""
    if not isfinite(value):
        raise ValueError(f"{value} is no place on the paper")
    return f"{round(value, 1):g}" if abs(value) < 100_000 else str(round(value))


def path(*parts: Value) -> str:
    """Join letters and coordinates into path data."""
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def text_box(words: str, x: float, y: float, size: float, *, weight: int = REGULAR, anchor: str = "start") -> Box:
    """Give the paper that a line of text fills; y is its base line."""
    wide = width(words, size, weight)
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return Box(left=left, top=y - size * 0.8, right=left + wide, bottom=y + size * 0.25)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One drawing. `name` is unique on the page: the ids inside start with it."""

    name: str
    title: str
    summary: str
    wide: float
    high: float = 0
    _drawn: list[str] = field(default_factory=list)
    _defs: list[str] = field(default_factory=list)

    def add(self, tag: str, **attributes: Value | None) -> None:
        """Draw one element; underscores in names become hyphens, None is left out."""
        self._drawn.append(f"<{tag}{_attributes(attributes)}/>")

    def text(
        self,
        words: str,
        *,
        x: float,
        y: float,
        size: float = 14,
        weight: int = REGULAR,
        fill: str = ink.INK,
        anchor: str = "start",
        halo: bool = False,
    ) -> None:
        """Draw one line of text at its base line; a halo keeps it readable over lines."""
        if not words:
            return
        attributes: dict[str, Value | None] = {
            "x": x,
            "y": y,
            "font_size": size,
            "font_weight": None if weight == REGULAR else weight,
            "fill": fill,
            "text_anchor": None if anchor == "start" else anchor,
        }
        if halo:
            attributes |= {"stroke": ink.PAPER, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
        self._drawn.append(f"<text{_attributes(attributes)}>{escape(words)}</text>")

    def lines(
        self,
        lines: Iterable[str],
        *,
        x: float,
        y: float,
        size: float = 14,
        weight: int = REGULAR,
        fill: str = ink.INK,
        anchor: str = "start",
        leading: float = 1.3,
    ) -> float:
        """Draw lines under each other from base line y; give the base line that would come next."""
        for words in lines:
            self.text(words, x=x, y=y, size=size, weight=weight, fill=fill, anchor=anchor)
            y += size * leading
        return y

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str, thick: float = 1, dash: str | None = None
    ) -> None:
        """Draw a straight line."""
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=thick, stroke_dasharray=dash)

    def stroke(self, data: str, *, stroke: str, thick: float, dash: str | None = None, cap: str | None = None) -> None:
        """Draw an open path."""
        self.add(
            "path", d=data, fill="none", stroke=stroke, stroke_width=thick, stroke_dasharray=dash, stroke_linecap=cap
        )

    def bar(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        fill: str,
        stroke: str | None = None,
        thick: float = 1.25,
        dash: str | None = None,
        radius: float = 0,
    ) -> None:
        """Draw a rectangle."""
        self.add(
            "rect",
            x=x,
            y=y,
            width=max(wide, 0),
            height=max(high, 0),
            rx=radius or None,
            fill=fill,
            stroke=stroke,
            stroke_width=thick if stroke else None,
            stroke_dasharray=dash,
        )

    def diamond(self, x: float, y: float, *, fill: str, radius: float = 7) -> None:
        """Draw the sign of a gate."""
        data = path("M", x, y - radius, "l", radius, radius, "l", -radius, radius, "l", -radius, -radius, "z")
        self.add("path", d=data, fill=fill, stroke=ink.INK, stroke_width=1.5)

    def gradient(
        self, key: str, *, x1: float, y1: float, x2: float, y2: float, stops: tuple[tuple[float, str, float], ...]
    ) -> str:
        """Define a gradient in paper coordinates (offset, colour, opacity) and give the paint that names it."""
        inner = "".join(
            f"<stop{_attributes({'offset': offset, 'stop_color': colour, 'stop_opacity': seen})}/>"
            for offset, colour, seen in stops
        )
        box = _attributes({"x1": x1, "y1": y1, "x2": x2, "y2": y2})
        self._defs.append(
            f'<linearGradient id="{self.name}-{key}" gradientUnits="userSpaceOnUse"{box}>{inner}</linearGradient>'
        )
        return f"url(#{self.name}-{key})"

    def hatch(self) -> str:
        """Define the pattern of money that is committed but not paid, and give its paint."""
        self._defs.append(
            f'<pattern id="{self.name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{ink.SUN_PALE}"/>'
            f'<rect width="3" height="7" fill="{ink.HATCH}"/></pattern>'
        )
        return f"url(#{self.name}-hatch)"

    def svg(self) -> str:
        """Give the whole drawing, with title and description for those who do not see it."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(self.wide)} {number(self.high)}" role="img" '
            f'aria-labelledby="{self.name}-title {self.name}-desc" font-family={quoteattr(FONT)} '
            'font-variant-numeric="tabular-nums lining-nums">'
        )
        spoken = (
            f'<title id="{self.name}-title">{escape(self.title)}</title>'
            f'<desc id="{self.name}-desc">{escape(self.summary)}</desc>'
        )
        defs = f"<defs>{''.join(dict.fromkeys(self._defs))}</defs>" if self._defs else ""
        return f"{head}{spoken}{defs}{''.join(self._drawn)}</svg>"


def _attributes(values: dict[str, Value | None]) -> str:
    return "".join(
        f" {key.replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in values.items()
        if value is not None
    )


__all__ = ["BOLD", "REGULAR", "SEMIBOLD", "Box", "Sheet", "number", "path", "text_box"]
