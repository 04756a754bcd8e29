"""Fills in forms as pages show them: keeps what stands in the form, answers what is asked, posts.

What a page does not ask for cannot be posted by mistake, and a form that lost its key or a field is noticed.
"""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

_ANSWER = {
    "text": "Ett kort svar", "textarea": "Ett svar i några ord.", "email": "ny@cast.example", "date": "2026-05-04",
    "datetime-local": "2026-05-04T10:00", "number": "1", "password": "ett-ganska-langt-ord",
}  # fmt: skip
"""What is answered where nothing is typed and an answer is asked for."""


class _Forms(HTMLParser):
    """Collects every form that posts, with what a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[tuple[str, dict[str, Any]]] = []
        self._open: dict[str, Any] | None = None
        self._typing: tuple[str, bool] | None = None
        self._choosing: tuple[str, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self._open = {}
            self.found.append((given.get("action") or self.page, self._open))
        name = given.get("name")
        if self._open is None or (name is None and tag != "option"):
            return
        if tag == "input":
            self._input(str(name), given)
        elif tag == "textarea":
            self._typing = (str(name), "required" in given)
            self._open[str(name)] = ""
        elif tag == "select":
            self._choosing = (str(name), "required" in given)
        elif tag == "option" and self._choosing:
            self._option(given)

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        assert self._open is not None
        kind, value = given.get("type") or "text", given.get("value") or ""
        if kind == "file":
            return
        if kind in ("radio", "checkbox"):
            if "checked" in given:
                held = self._open.get(name)
                self._open[name] = value if kind == "radio" else [*(held or []), value]
            elif kind == "radio" and "required" in given:
                self._open.setdefault(name, value)
        else:
            self._open[name] = value or (_ANSWER[kind] if "required" in given else "")

    def _option(self, given: dict[str, str | None]) -> None:
        assert self._open is not None
        assert self._choosing is not None
        name, required = self._choosing
        # A browser sends the first choice where none is chosen.
        if name not in self._open or "selected" in given or (required and not self._open[name]):
            self._open[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._typing and self._open is not None:
            self._open[self._typing[0]] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._typing and self._open is not None:
            name, required = self._typing
            self._open[name] = self._open[name].removeprefix("\n") or (_ANSWER["textarea"] if required else "")
            self._typing = None
        elif tag == "select":
            self._choosing = None
        elif tag == "form":
            self._open = None


def forms_of(page: str, html: str) -> list[tuple[str, dict[str, Any]]]:
    """Give every form of a page that posts: where it goes and what a browser would send."""
    found = _Forms(page)
    found.feed(html)
    return found.found


def filled(client: Client, page: str, *, to: str | None = None, **changes: Any) -> dict[str, Any]:
    """Give what the form on `page` that posts to `to` (else to the page itself) would send, some answers changed."""
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
    html = answer.content.decode()
    wanted = to or page.partition("?")[0]
    mine = [held for where, held in forms_of(page, html) if where.partition("?")[0].partition("#")[0] in (wanted, "")]
    assert mine, f"{page} has no form that posts to {wanted}"
    chosen = next((one for one in mine if set(changes) & set(one)), mine[0])
    return {**chosen, **changes}


def sent(client: Client, page: str, *, to: str | None = None, **changes: Any) -> HttpResponse:
    """Fill the form in and post it."""
    answer: HttpResponse = client.post(to or page, filled(client, page, to=to, **changes))  # type: ignore[assignment]
    return answer
