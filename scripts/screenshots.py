"""Takes pictures of a running demo, at a desk and on a phone: `screenshots.py FOLDER [--base ADDRESS] [--only NAME]`.

It looks and clicks as a person would: it becomes somebody of the cast on the demo page, and photographs the whole page.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (1280, 375)
PRACTICE, FINISHED, BEGUN = "ovningsfallet-beslut", "ovningsfallet-klart", "ovningsfallet-start"


@dataclass(frozen=True, slots=True)
class View:
    """One picture: its name, the address after the language, and who looks."""

    name: str
    address: str
    by: str = ""


VIEWS = (
    View("front", ""),
    View("initiatives", "initiatives/"),
    View("karlstad", "initiatives/karlstad-1/"),
    View("karlstad-spread", "initiatives/karlstad-1/spread/"),
    View("karlstad-money", "initiatives/karlstad-1/money/"),
    View("log", "initiatives/karlstad-1/log/"),
    View("finished", f"initiatives/{FINISHED}/"),
    View("start", "start/", "maja-lindqvist"),
    View("waiting", f"initiatives/{PRACTICE}/", "maja-lindqvist"),
    View("plan", f"initiatives/{BEGUN}/plan/", "maja-lindqvist"),
    View("information", f"initiatives/{PRACTICE}/information/", "maja-lindqvist"),
    View("gate", f"initiatives/{PRACTICE}/stages/koncept/gate/", "maja-lindqvist"),
    View("money", f"initiatives/{PRACTICE}/money/", "maja-lindqvist"),
    View("decide", f"initiatives/{PRACTICE}/stages/koncept/decide/", "birgitta-falk"),
    View("supplier", "start/", "amina-yusuf"),
    View("stage", f"initiatives/{PRACTICE}/stages/koncept/", "amina-yusuf"),
)


def main() -> int:
    """Take the pictures asked for."""
    asked = _grammar().parse_args()
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    views = [one for one in VIEWS if not asked.only or one.name in asked.only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in _take(browser, views, folder, asked.base, asked.lang):
            sys.stdout.write(f"{path}\n")
        browser.close()
    return 0


def _grammar() -> argparse.ArgumentParser:
    grammar = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    grammar.add_argument("folder", help="where the pictures are put")
    grammar.add_argument("--base", default="http://127.0.0.1:8000", help="where the demo is served")
    grammar.add_argument("--lang", choices=("sv", "en"), default="sv")
    grammar.add_argument("--only", action="append", choices=[one.name for one in VIEWS], help="only this picture")
    return grammar


def _take(browser: Browser, views: list[View], folder: Path, base: str, lang: str) -> Iterator[Path]:
    for one in views:
        context = browser.new_context(base_url=base, locale="sv-SE", timezone_id="Europe/Stockholm")
        page = context.new_page()
        if one.by:
            _become(page, lang, one.by)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"/{lang}/{one.address}", wait_until="networkidle")
            path = folder / f"{one.name}-{width}.png"
            page.screenshot(path=path, full_page=True)
            yield path
        context.close()


def _become(page: Page, lang: str, person: str) -> None:
    """Enter the demo as a person, by the press that the demo page offers."""
    page.goto(f"/{lang}/demo/")
    page.locator(f"button[name=person][value='{person}']").click()


if __name__ == "__main__":
    raise SystemExit(main())
