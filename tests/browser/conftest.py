"""Chromium from the system's packages, told to stay quiet; every browser test is marked `browser` by lying here."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests.conftest import _drop_triggers as drop_triggers

if TYPE_CHECKING:
    from tests.browser.house import House

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; without one the first browser test fails and says which package to install."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("No Chromium found: install the package `chromium`.", pytrace=False)
    return {**browser_type_launch_args, "executable_path": program, "args": _QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Speak Swedish and live in Stockholm, as most readers do."""
    return {**browser_context_args, "locale": "sv-SE", "timezone_id": "Europe/Stockholm"}


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Open the database to all browser tests together, and empty it when the last of them is over."""
    from django.core.management import call_command  # needs django set up

    with django_db_blocker.unblock():
        yield
        drop_triggers()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def house(db: None, browser: Browser, browser_context_args: dict[str, Any]) -> "Iterator[House]":
    """Serve one house to all browser tests; they may read and write its database meanwhile."""
    from tests.browser.house import built  # needs django set up

    with built(browser, browser_context_args) as house:
        yield house
