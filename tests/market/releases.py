"""Releases, files and stores for the tests of the market; where the real open data lies."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT
from vakna.market import loading
from vakna.market.store import Store

OPEN_DATA = Path(os.environ.get("OPEN_DATA") or ROOT.parent / "shared" / "data")
"""Real files as their publishers made them. They are no part of the project: what reads them skips without them."""

_THERE = OPEN_DATA.exists()
with_open_data = pytest.mark.skipif(not _THERE, reason="the real open data is not beside the repository")


def release(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Make a release in which everything is told: one buyer, one award, two tenders."""
    made: dict[str, Any] = {
        "ocid": f"ocds-test-{number}",
        "id": f"r-{number}",
        "date": "2024-03-01T10:00:00Z",
        "parties": [
            {"id": "b", "name": "Ekby kommun", "roles": ["buyer"], "identifier": {"id": "212000-0001"}},
            {"id": "s", "name": "Alfa AB", "roles": ["supplier"]},
        ],
        "buyer": {"id": "b"},
        "tender": {
            "title": "Larm",
            "numberOfTenderers": 2,
            "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "72000000-5"}}],
        },
        "awards": [{"id": "a", "value": {"amount": 1000, "currency": "SEK"}, "suppliers": [{"id": "s"}]}],
    }
    return made | changes


def package(releases: Iterable[dict[str, Any]]) -> str:
    """Write a release package."""
    return json.dumps({"uri": "https://data.example", "version": "1.1", "releases": list(releases)})


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def silent(name: str, done: int, whole: int) -> None:
    """Hear how a load goes, and say nothing."""


def loaded(store: Store, *paths: Path, **options: Any) -> loading.Loaded:
    """Load in this process alone."""
    return loading.load(store, paths, **{"jobs": 1, "told": silent, **options})
