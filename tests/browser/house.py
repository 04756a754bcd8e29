"""The house that every browser test visits: built once, served by a real server, entered by the cast and the demo.

Nothing is emptied between the tests: who changes something builds an initiative of its own first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import cast
from tests.browser.furniture import furnish
from vakna.actions import demo
from vakna.records import clock
from vakna.records import models as m

STANDING = tuple(point for point in cast.POINTS if point != "awarded")
"""The points of the cast's journey at which an initiative stands, under its point's name with hyphens."""


@dataclass(kw_only=True)
class House:
    """A running house: its address, and one browser window for each person who has entered it."""

    url: str
    browser: Browser
    manner: dict[str, Any]
    _contexts: dict[tuple[str | None, bool], BrowserContext] = field(default_factory=dict)

    def window(self, person: str | None = None, *, scripts: bool = True) -> Page:
        """Open a window for somebody who is logged in, or for nobody in particular."""
        context = self.context(person, scripts=scripts)
        return context.pages[0] if context.pages else context.new_page()

    def context(self, person: str | None = None, *, scripts: bool = True) -> BrowserContext:
        """Give a person's browser: the same each time it is asked for."""
        known = (person, scripts)
        if known not in self._contexts:
            self._contexts[known] = self.stranger(scripts=scripts)
            if person:
                self._contexts[known].add_cookies([self._cookie(person)])
        return self._contexts[known]

    def stranger(self, *, scripts: bool = True) -> BrowserContext:
        """Give a browser that nobody has used."""
        context = self.browser.new_context(**self.manner, base_url=self.url, java_script_enabled=scripts)
        context.set_default_timeout(10_000)
        return context

    def _cookie(self, person: str) -> Any:
        client = Client()
        client.force_login(m.Person.objects.get(key=person))
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.url}

    def close(self) -> None:
        """Close every window."""
        for one in self._contexts.values():
            one.close()


def way(name: str, *args: object, lang: str = "sv") -> str:
    """Give the address of a page in a language; what is known only when the house is built is asked for now."""
    with translation.override(lang):
        return reverse(name, args=[one() if callable(one) else one for one in args])


@contextmanager
def built(browser: Browser, manner: dict[str, Any]) -> Iterator[House]:
    """Build the demo and the cast's initiatives, serve them on a free port, and close the house afterwards."""
    expect.set_options(timeout=15_000)
    with override_settings(VAKNA_DEMO=True):
        demo.build(at=clock.now())
        for point in STANDING:
            cast.an_initiative(until=point, key=point.replace(" ", "-"))
        furnish(clock.now())
        server = LiveServerThread("127.0.0.1", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        house = House(url=f"http://127.0.0.1:{server.port}", browser=browser, manner=manner)
        try:
            yield house
        finally:
            house.close()
            server.terminate()
