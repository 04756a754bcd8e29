"""The threads of the river: one for each organisation that uses the solution, leaving the others where it was first
counted.

Knows two directions, along the flow and across it, so that the wide and the narrow river share one shape.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vakna.exchange.charts.flow import Spread, Users, thread_counts
from vakna.exchange.charts.lettering import BOLD, width
from vakna.exchange.charts.marks import Box, path, text_box

Place = Callable[[float, float], tuple[float, float]]


def rightward(along: float, across: float) -> tuple[float, float]:
    """Turn a place in the flow into paper coordinates for a river that flows right."""
    return along, across


def downward(along: float, across: float) -> tuple[float, float]:
    """Turn a place in the flow into paper coordinates for a river that flows down."""
    return across, along


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Threads from `along`/`across`, where the last band ends, until `until`; they may spread over `room`.

    The first count stands `lead` into the flow; labels of a river that flows right keep clear of `avoid`.
    """

    spread: Spread
    along: float
    across: float
    until: float
    room: float
    lead: float = 34
    avoid: tuple[Box, ...] = ()

    @property
    def apart(self) -> float:
        """Give the distance between neighbouring threads."""
        return min(3.4, self.room / max([*thread_counts(self.spread), 1]))

    def stops(self) -> tuple[float, ...]:
        """Give where along the flow each count stands, evenly and in order of time."""
        many = len(self.spread.counts)
        first = self.along + min(self.lead, (self.until - self.along) / 2)
        if many == 1:
            return (self.until,)
        return tuple(first + (self.until - first) * order / (many - 1) for order in range(many))

    def edge(self, order: int) -> float:
        """Give the outermost thread at a count."""
        return self.across + self.apart * max(thread_counts(self.spread)[order] - 1, 0)

    def outermost(self, order: int) -> float:
        """Give how far any thread has reached at a count or before it."""
        return max(self.edge(each) for each in range(order + 1))

    def lines(self, place: Place) -> Iterator[tuple[str, str | None]]:
        """Give path data and dash of each thread; those of an approximate count are dotted."""
        counts, stops = thread_counts(self.spread), self.stops()
        for thread in range(max(counts, default=0)):
            born = next(order for order, value in enumerate(counts) if value > thread)
            dash = None if self.spread.counts[born].exact else "1.5 3"
            yield self._line(thread, born, place, stops), dash

    def _end(self, thread: int, born: int, stops: tuple[float, ...]) -> float:
        """Give where a thread stops: half way to the first later count that is too small for it, else at the end."""
        counts = thread_counts(self.spread)
        gone = (order for order in range(born + 1, len(counts)) if counts[order] <= thread)
        return next(((stops[order - 1] + stops[order]) / 2 for order in gone), self.until)

    def _line(self, thread: int, born: int, place: Place, stops: tuple[float, ...]) -> str:
        """Draw one thread: out of the outermost one at the count before, to its own place, then on to the end."""
        own = self.across + thread * self.apart
        begin = (self.along, self.across) if born == 0 else (stops[born - 1], self.edge(born - 1))
        half = (begin[0] + stops[born]) / 2
        curve = (*place(half, begin[1]), *place(half, own), *place(stops[born], own))
        return path("M", *place(*begin), "C", *curve, "L", *place(self._end(thread, born, stops), own))

    def labels(self) -> tuple[tuple[Users, float, float], ...]:
        """Give at most four counts with the end of their base line, below the threads and clear of each other."""
        placed: list[tuple[Users, float, float]] = []
        boxes: list[Box] = list(self.avoid)
        for order in self.told():
            count = self.spread.counts[order]
            x = max(self.stops()[order] + 3, label_width(count))
            y = self.outermost(order) + 24
            box = _label_box(count, x, y)
            while any(box.meets(other) for other in boxes):
                y += 4
                box = _label_box(count, x, y)
            placed.append((count, x, y))
            boxes.append(box)
        return tuple(placed)

    def told(self) -> tuple[int, ...]:
        """Give which counts get words: all up to four, else the first, the last and two between."""
        many = len(self.spread.counts)
        if many <= 4:
            return tuple(range(many))
        return (0, many // 3, 2 * many // 3, many - 1)

    def lowest(self) -> float:
        """Give the lowest paper that threads and labels need in a river that flows right."""
        return max([y + 22 for _, _, y in self.labels()], default=0)


def label_width(count: Users) -> float:
    """Give the paper a count and its time need side by side with others."""
    return max(width(count.words, 18, BOLD), width(count.when, 13))


def _label_box(count: Users, x: float, y: float) -> Box:
    large = text_box(count.words, x, y, 18, weight=BOLD, anchor="end")
    small = text_box(count.when, x, y + 17, 13, anchor="end")
    return Box(left=min(large.left, small.left), top=large.top, right=x, bottom=small.bottom)
