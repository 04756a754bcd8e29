"""What came of reading a file: how much was kept, what was lost, what was kept with something missing, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Outcome:
    """The count of one file. `read` are the releases, rows or notices met; `lost` and `lacks` are counted by reason."""

    read: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    lacks: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Outcome") -> None:
        """Add what came of another piece of the same file."""
        self.read += other.read
        for name in ("kept", "lost", "lacks"):
            getattr(self, name).update(getattr(other, name))

    def dump(self) -> dict[str, Any]:
        """Give the counts as plain data."""
        return {
            "read": self.read,
            "kept": dict(self.kept),
            "lost": dict(sorted(self.lost.items())),
            "lacks": dict(sorted(self.lacks.items())),
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Outcome":
        """Read counts back."""
        counted = {name: Counter(data[name]) for name in ("kept", "lost", "lacks")}
        return cls(read=data["read"], **counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What came of one file; `known` tells that it had been loaded before and was left alone."""

    name: str
    known: bool
    outcome: Outcome


def total(reports: Iterable[FileReport]) -> Outcome:
    """Add up what was read this time."""
    everything = Outcome()
    for one in reports:
        if not one.known:
            everything.add(one.outcome)
    return everything
