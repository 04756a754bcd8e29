"""How somebody walks through the house: goes to a page, fills in what it asks, presses the button.

What fills in and presses is a hand. The mouse walks with scripts off; the keyboard (`tests.browser.keyboard`) has no
mouse at all. A walk knows what has been done in it, so that a list of acts can be held against it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from playwright.sync_api import Page, Response

from tests.browser.eyes import DESK
from tests.browser.house import House, way
from tests.cast import Built
from vakna.records import models as m

MAIN = "main form button.big"


class Hand(Protocol):
    """What fills in a page and presses its buttons."""

    @property
    def name(self) -> str:
        """What the initiatives of this hand's walks have in their keys."""

    @property
    def scripts(self) -> bool:
        """Whether scripts run meanwhile."""

    @property
    def suppliers(self) -> int:
        """How many suppliers it walks with where each of them does the same."""

    def fill(self, page: Page, **typed: Any) -> None:
        """Fill in the fields of a form by name: words, a choice, a tick, or a file as (name, content)."""

    def press(self, page: Page, wanted: str) -> Response | None:
        """Press a button, and give what answers."""


@dataclass(frozen=True, slots=True)
class Mouse:
    """The hand that points and clicks, in a browser where no script runs."""

    name: str = "utan-skript"
    scripts: bool = False
    suppliers: int = 3

    def fill(self, page: Page, **typed: Any) -> None:
        """Fill in the fields one by one; what is folded away is unfolded first."""
        for name, value in typed.items():
            for folded in page.locator(f"main details:not([open]):has([name='{name}']) > summary").all():
                folded.click()
            _fill(page, name, value)

    def press(self, page: Page, wanted: str) -> Response | None:
        """Click the first such button."""
        with page.expect_navigation() as answered:
            page.locator(wanted).first.click()
        return answered.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One walk through one initiative, in one language, by several persons in turn and with one kind of hand."""

    house: House
    hand: Hand
    key: str
    lang: str = "sv"
    done: set[str] = field(default_factory=set)

    def to(self, person: str | None, route: str, /, *args: object) -> Page:
        """Let a person go to a page of the initiative; the page must be there."""
        page = self.house.window(person, scripts=self.hand.scripts)
        page.set_viewport_size(DESK)
        answer = page.goto(way(route, self.key, *args, lang=self.lang))
        assert answer is not None
        assert answer.status == 200, f"{route} by {person}: {answer.status}\n{text(page)}"
        return page

    def do(self, person: str | None, route: str, /, *args: object, act: str = "", **typed: Any) -> Page:
        """Let a person go to a page, fill it in and press its main button; what follows must be no problem."""
        return self.act(act or route, self.to(person, route, *args), **typed)

    def act(self, act: str, page: Page, /, *, press: str = MAIN, answers: int = 200, **typed: Any) -> Page:
        """Fill in the open page and press a button; the page that answers must be one of the status asked for."""
        before = page.url
        self.hand.fill(page, **typed)
        answered = self.hand.press(page, press)
        status = answered.status if answered else None
        assert status == answers, f"{before} answered {status}\n{text(page)}"
        self.done.add(act)
        return page


def _fill(page: Page, name: str, value: Any) -> None:
    field = page.locator(f"main [name='{name}']")
    kind = field.first.evaluate("one => one.type || one.tagName")
    if kind == "radio" or (kind == "checkbox" and isinstance(value, str)):
        page.locator(f"main [name='{name}'][value='{value}']").check()
    elif kind == "checkbox":
        field.set_checked(bool(value))
    elif kind == "select-one":
        field.select_option(str(value))
    elif kind == "file":
        field.set_input_files({"name": value[0], "mimeType": "application/pdf", "buffer": value[1]})
    else:
        field.fill(str(value))


def text(page: Page) -> str:
    """Give what a page says, shortened, for a report."""
    main = page.locator("main")
    return (main if main.count() else page.locator("body")).inner_text()[:1500]


def clock(built: Built, day: float) -> None:
    """Let a sandbox's clock stand at a day of the journey."""
    m.Initiative.objects.filter(key=built.key, sandbox=True).update(clock_at=built.start + timedelta(days=day))
