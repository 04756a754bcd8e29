"""The tree of expected errors: what a user can meet and do something about. Anything else is a bug and may crash.

Refusal
├── BadInput      what came in cannot be read (shell: exit 2, web: 422)
├── NotAllowed    this person may not do this (403)
├── NotFound      no such thing, or hidden from this person (404)
├── TooLate       the deadline has passed (409)
├── Conflict      the world has moved on: stale version, wrong state, done already (409)
└── OverCeiling   affordable loss would be passed (409)
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what came in: where (a path such as `stages[2].pay`), why (a code), and values at stake."""

    path: str
    code: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Read as `path: code` in logs and test failures; users get the sentence from `words`."""
        return f"{self.path}: {self.code} {dict(self.values)}"


class Refusal(Exception):
    """An expected error: a code, typed values for its sentence, and where it belongs.

    The sentences stand in `texts/` as `refusal.<code>.says` and `refusal.<code>.hint`.
    """

    status: ClassVar[int] = 409

    def __init__(self, code: str, *, path: str = "", **values: object) -> None:
        """Refuse with `code`; `values` fill the placeholders of its sentence."""
        super().__init__(f"{code} {values}" if values else code)
        self.code = code
        self.path = path
        self.values = values

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Say the refusal as problems, so that forms and shells can print one or many alike."""
        return (Problem(self.path, self.code, tuple(self.values.items())),)


class BadInput(Refusal):
    """What came in cannot be read or contradicts itself. Nothing was written."""

    status = 422

    def __init__(self, code: str = "bad-input", *, path: str = "", found: tuple[Problem, ...] = (), **values: object):
        """Refuse one thing, or, with `found`, everything that is wrong at once."""
        super().__init__(code, path=path, **values)
        self._found = found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """List every problem found, in document order."""
        return self._found or super().problems


class NotAllowed(Refusal):
    """This person may not do this, by role, by tie, or because two different people are required."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or this person may not know that there is."""

    status = 404


class TooLate(Refusal):
    """It reached the server's edge after the deadline. The draft is kept."""


class Conflict(Refusal):
    """The world has moved on since the page was read: stale version, other state, done already."""


class AlreadyDone(Conflict):
    """The same form was posted before and what it asked for is done; the value `answer` says what came of it."""


class OverCeiling(Refusal):
    """The commitment would pass a ceiling of affordable loss. The values say which one and what is left."""
