"""How somebody walks through the house without scripts: goes to a page, fills in what it asks, presses the button."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page

from tests.browser.house import House, way
from tests.cast import Built
from vakna.records import models as m

MAIN = "main form button.big"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One walk through one initiative, in one language, by several persons in turn."""

    house: House
    key: str
    lang: str = "sv"

    def to(self, person: str | None, route: str, /, *args: object) -> Page:
        """Let a person go to a page of the initiative; the page must be there."""
        page = self.house.window(person, scripts=False)
        answer = page.goto(way(route, self.key, *args, lang=self.lang))
        assert answer is not None
        assert answer.status == 200, f"{route} by {person}: {answer.status}\n{text(page)}"
        return page

    def do(self, person: str | None, route: str, /, *args: object, press: str = MAIN, **typed: Any) -> Page:
        """Let a person go to a page, fill it in and press its main button; what follows must be no problem."""
        page = self.to(person, route, *args)
        fill(page, **typed)
        return forward(page, press)


def fill(page: Page, **typed: Any) -> None:
    """Fill in the fields of a form by name: words, a choice, a tick, or a file as (name, content)."""
    for name, value in typed.items():
        field = page.locator(f"main [name='{name}']")
        for folded in page.locator(f"main details:not([open]):has([name='{name}']) > summary").all():
            folded.click()
        kind = field.first.evaluate("one => one.type || one.tagName")
        if kind == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.set_checked(bool(value))
        elif kind == "select-one":
            field.select_option(str(value))
        elif kind == "file":
            field.set_input_files({"name": value[0], "mimeType": "application/pdf", "buffer": value[1]})
        else:
            field.fill(str(value))


def forward(page: Page, press: str = MAIN) -> Page:
    """Press a button; the page that answers must be one without problems."""
    before = page.url
    with page.expect_navigation() as answered:
        page.locator(press).first.click()
    status = answered.value.status if answered.value else None
    assert status == 200, f"{before} answered {status}\n{text(page)}"
    return page


def text(page: Page) -> str:
    """Give what a page says, shortened, for a report."""
    main = page.locator("main")
    return (main if main.count() else page.locator("body")).inner_text()[:1500]


def clock(built: Built, day: float) -> None:
    """Let a sandbox's clock stand at a day of the journey."""
    m.Initiative.objects.filter(key=built.key, sandbox=True).update(clock_at=built.start + timedelta(days=day))


def local(built: Built, day: float) -> str:
    """Give a day of the journey as the browser's field for day and time writes it."""
    return (built.start + timedelta(days=day)).strftime("%Y-%m-%dT%H:%M")
