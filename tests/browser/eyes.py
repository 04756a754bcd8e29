"""What is seen on a page: barriers that axe knows, what is too wide or too small, what the browser complains of."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DESK, PHONE, NARROW = ({"width": 1280, "height": 900}, {"width": 375, "height": 812}, {"width": 320, "height": 640})
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = json.dumps({"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"], "preload": False})
_BARRIERS = f"""() => axe.run({_OPTIONS}).then(found => found.violations.map(one => ({{
  rule: one.id, help: one.help,
  nodes: one.nodes.map(node => node.target.join(" ") + "  " + node.html.slice(0, 160) + "  "
    + node.any.concat(node.all, node.none).map(check => check.message).join(" ").slice(0, 200)),
}})))"""
_FACTS = """() => ({
  lang: document.documentElement.lang,
  title: document.title.trim(),
  headings: document.querySelectorAll("h1").length,
  inline: document.querySelectorAll("[style], style, script:not([src]), [onclick], [onchange], [onsubmit]").length,
})"""
_TOO_WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const clipped = one => one.closest(".scroll, .unseen, .wide") !== null;
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > most + 1 && !clipped(one))
    .map(one => one.tagName.toLowerCase() + (one.className.baseVal ?? "." + one.className) + " "
      + one.textContent.trim().slice(0, 40))
    .slice(0, 5).concat("scrollWidth " + document.documentElement.scrollWidth);
}"""

_SMALL = """() => [...document.querySelectorAll(
    "button, .button, select, textarea, input:not([type=hidden]), summary, .tap, nav a")]
  .map(one => [one, one.matches("[type=checkbox], [type=radio]") ? one.closest("label") ?? one : one])
  .filter(([one, box]) => one.checkVisibility() && box.getBoundingClientRect().height < 43.5)
  .map(([one]) => one.outerHTML.slice(0, 120))"""


@dataclass(kw_only=True)
class Watch:
    """What the browser complained of while somebody watched."""

    said: list[str] = field(default_factory=list)


@contextmanager
def watching(page: Page) -> Iterator[Watch]:
    """Listen for errors of scripts, of the content policy and of what could not be fetched."""
    watch = Watch()

    def spoke(message: Any) -> None:
        if message.type in {"error", "warning"}:
            watch.said.append(f"{message.type}: {message.text}")

    def broke(error: Any) -> None:
        watch.said.append(f"script: {error}")

    page.on("console", spoke)
    page.on("pageerror", broke)
    try:
        yield watch
    finally:
        page.remove_listener("console", spoke)
        page.remove_listener("pageerror", broke)


def faults(page: Page, *, lang: str) -> list[str]:
    """Look at the open page at a desk, on a phone and on a narrow screen, and give everything that is wrong."""
    found = _facts(page, lang)
    page.evaluate(AXE_SCRIPT)
    found += [f"1280 px: {one}" for one in _barriers(page)]
    page.set_viewport_size(PHONE)
    found += [f"375 px: {one}" for one in _barriers(page)]
    found += [f"375 px: lower than a finger (44 px): {one}" for one in page.evaluate(_SMALL)]
    return found + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """Say what does not fit in 320 px (WCAG 1.4.10)."""
    page.set_viewport_size(NARROW)
    return [f"320 px: too wide: {one}" for one in page.evaluate(_TOO_WIDE)]


def _facts(page: Page, lang: str) -> list[str]:
    facts = page.evaluate(_FACTS)
    wanted = {"lang": lang, "headings": 1, "inline": 0}
    wrong = [f"{name} is {facts[name]!r}, not {value!r}" for name, value in wanted.items() if facts[name] != value]
    return wrong if facts["title"] not in {"", "·", "· Vakna", "Vakna"} else [*wrong, f"title is {facts['title']!r}"]


def _barriers(page: Page) -> list[str]:
    found = page.evaluate(_BARRIERS)
    return ["\n      ".join([f"{one['rule']}: {one['help']}", *one["nodes"][:4]]) for one in found]
