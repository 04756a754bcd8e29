"""One act on the web as a value: where the initiative stands, who does it at which address, what is answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation

from tests.cast import Built, an_initiative
from vakna.records import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One act on the web: who does it, where the initiative stands, at which address, and what is answered."""

    until: str
    by: str | None
    route: str
    takes: tuple[str, ...] = ()
    page: str | None = None
    """The route of the page where the form stands, when it is not the one that it posts to."""
    page_takes: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)
    ago: float = 0
    """How many days ago the initiative stood there: the deadline may have passed since."""
    first: Callable[[Built], None] | None = None
    """What happens before."""
    makes: tuple[str, ...] = ()
    """Models of which one row is made, and one only when the form is posted twice."""
    demo: bool = False
    reads: str = ""
    """A submission under seal that is read on the web before."""

    def build(self) -> Built:
        """Build the initiative."""
        at = clock.now().replace(microsecond=0) - timedelta(days=self.ago)
        built = an_initiative(until=self.until, at=at, sandbox=self.demo)
        if self.first:
            self.first(built)
        return built

    def address(self) -> str:
        """Give the address that is posted to."""
        return _reversed(self.route, self.takes)

    def form_page(self) -> str:
        """Give the address of the page where the form stands."""
        return _reversed(self.page, self.page_takes) if self.page else self.address()


def _reversed(route: str, takes: tuple[str, ...]) -> str:
    with translation.override("sv"):
        return reverse(route, args=takes)
