"""What flows in the river: stages, lanes of suppliers, threads of users, and who stands, ends and lands where.

Knows order and fate, not the paper; the words in it are already written.
"""

from dataclasses import dataclass

MANY = 12
"""More bands than this are drawn thin and without a name each."""
GROUP = 8
"""More than this landing at one gate share one label."""
THREADS = 60
"""More organisations than this are drawn in proportion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One column: name, lines under it, a bold line on money, and `gate`, the words at the gate that opens it.

    `pale` stages are before any contract. A stage that no supplier has reached is drawn dashed with `places` bands
    (one when unknown) and the words `plan`. `waiting` marks the gate into it as the next one to be decided.
    """

    name: str
    lines: tuple[str, ...] = ()
    money: str = ""
    gate: str = ""
    pale: bool = False
    places: int | None = None
    plan: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One supplier. `pays` has one text for each stage it took part in, counted from stage number `first` (0 is the
    first column).

    An empty text is a stage without pay, or whose pay is not published. `landed` says what an ended supplier was paid
    in all.
    """

    name: str
    pays: tuple[str, ...]
    first: int = 0
    ended: bool = False
    landed: str = ""

    @property
    def last(self) -> int:
        """Give the number of the last column it takes part in."""
        return self.first + len(self.pays) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """One count of organisations that use the solution; not `exact` when it was told as about, nearly or at least."""

    value: int
    words: str
    when: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Organisations with the same need that have not bought yet: rings 1 to 3 for how strong, and words."""

    rings: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The last column: counts in order of time, or interests while nobody uses the solution yet."""

    name: str
    lines: tuple[str, ...] = ()
    counts: tuple[Users, ...] = ()
    interests: tuple[Interest, ...] = ()
    interest_title: str = ""
    interest_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the shore says and the heads of the table; `many` holds {count}."""

    shore: str
    shore_text: str
    many: str
    supplier: str
    total: str
    shore_sum: str = ""
    shore_sum_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class River:
    """The whole picture; title and summary are for those who do not see it. Lanes stay in the given order within each
    fate.
    """

    title: str
    summary: str
    stages: tuple[Stage, ...]
    lanes: tuple[Lane, ...]
    words: Words
    spread: Spread | None = None

    def ordered(self) -> tuple[Lane, ...]:
        """Give the lanes from the bank: the one that came longest first, and those going on before those that ended
        there.
        """
        return tuple(sorted(self.lanes, key=lambda lane: (-lane.last, lane.ended)))

    def reached(self, column: int) -> bool:
        """See whether any supplier takes part in a column."""
        return any(lane.first <= column <= lane.last for lane in self.lanes)

    def active(self) -> tuple[int, ...]:
        """Give the places, in the order drawn, of those that have not ended."""
        return tuple(place for place, lane in enumerate(self.ordered()) if not lane.ended)

    def ended_at(self, column: int) -> tuple[int, ...]:
        """Give the places, in the order drawn, of those that ended at the gate after a column."""
        return tuple(place for place, lane in enumerate(self.ordered()) if lane.ended and lane.last == column)

    def landing(self, column: int) -> tuple[tuple[str, str], ...]:
        """Give the labels on the shore for one gate: name and pay, or one label for all when they are many."""
        lanes = [self.ordered()[place] for place in self.ended_at(column)]
        if len(lanes) <= GROUP and len(self.lanes) <= 3 * MANY:
            return tuple((lane.name, lane.landed) for lane in lanes)
        same = {lane.landed for lane in lanes}
        return ((self.words.many.format(count=len(lanes)), same.pop() if len(same) == 1 else ""),)


def thread_counts(spread: Spread) -> tuple[int, ...]:
    """Give how many threads to draw at each count: as many as organisations, in proportion when they pass `THREADS`."""
    most = max((count.value for count in spread.counts), default=0)
    if most <= THREADS:
        return tuple(count.value for count in spread.counts)
    return tuple(round(count.value * THREADS / most) for count in spread.counts)
