"""Where everything stands in the wide river, worked out before anything is drawn: columns, bands, base lines."""

from dataclasses import dataclass

from vakna.exchange.charts.flow import MANY, Lane, River, Stage
from vakna.exchange.charts.lettering import BOLD, SEMIBOLD, width, wrap

WIDE = 1008
SPREAD = 226
_PLANNED_MOST = 7


@dataclass(slots=True, kw_only=True)
class Plan:
    """The places: `edges` are the left edges of the columns and the right edge of the last, `gates` the base line of
    the words at the gates, `top` where the first band begins, `pitch` the distance between bands.
    """

    river: River
    lanes: tuple[Lane, ...]
    edges: tuple[float, ...]
    pitch: float
    gates: float
    top: float

    @property
    def thick(self) -> float:
        """Give how thick a band is."""
        return self.pitch - 5 if self.pitch >= 18 else self.pitch * 0.82

    @property
    def rows(self) -> int:
        """Give how many bands lie above each other, drawn or planned."""
        planned = [
            planned_rows(stage) for column, stage in enumerate(self.river.stages) if not self.river.reached(column)
        ]
        return max([len(self.lanes), 1, *planned])

    @property
    def bottom(self) -> float:
        """Give where the last band ends."""
        return self.top + self.rows * self.pitch

    def middle(self, place: int) -> float:
        """Give the middle of a band, counted from the top."""
        return self.top + (place + 0.5) * self.pitch


def layout(river: River) -> Plan:
    """Give every column the room its words want, and share what is left; too many columns shrink alike."""
    lands_last = bool(river.stages) and bool(river.ended_at(len(river.stages) - 1))
    room = WIDE - (SPREAD if river.spread or lands_last else 0)
    wanted = [_wanted(river, column) for column in range(len(river.stages))]
    if sum(wanted) <= room:
        more = (room - sum(wanted)) / max(len(wanted), 1)
        wide = [min(each + more, 380) for each in wanted]
    else:
        wide = [each * room / sum(wanted) for each in wanted]
    edges = [0.0]
    for each in wide:
        edges.append(edges[-1] + each)
    lines = max([_head_lines(stage, each) for stage, each in zip(river.stages, wide, strict=True)] + [1])
    lanes = river.ordered()
    pitch = 25.0 if len(lanes) <= MANY else max(4.0, 300 / len(lanes))
    gates = 18 + lines * 19 + 12
    return Plan(river=river, lanes=lanes, edges=tuple(edges), pitch=pitch, gates=gates, top=gates + 16)


def _wanted(river: River, column: int) -> float:
    stage = river.stages[column]
    words = [
        width(stage.name, 17, BOLD),
        min(width(stage.money, 14, SEMIBOLD), 170),
        *(min(width(each, 14), 150) for each in stage.lines),
    ]
    names = [width(lane.name, 14) + 14 for lane in river.lanes if lane.first == column]
    pays = [width(lane.pays[0], 14) for lane in river.lanes if lane.first == column]
    both = [min(name + pay + 16, 260) for name, pay in zip(names, pays, strict=True)]
    return max([*words, *both, 96]) + 22


def _head_lines(stage: Stage, room: float) -> int:
    return sum(len(wrapped) for wrapped in head_parts(stage, room))


def head_parts(stage: Stage, room: float) -> tuple[tuple[str, ...], ...]:
    """Break the words above a column into lines: its name, what is told about it, its money."""
    name = wrap(stage.name, room - 16, 17, BOLD, most=2)
    lines = tuple(piece for line in stage.lines for piece in wrap(line, room - 16, 14, most=2))
    return name, lines, wrap(stage.money, room - 16, 14, SEMIBOLD, most=2)


def planned_rows(stage: Stage) -> int:
    """Give how many dashed bands a stage has that nobody has reached."""
    return max(1, min(stage.places or 1, _PLANNED_MOST))
