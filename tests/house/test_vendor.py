"""What others made and we serve is exactly what they published, with its licence beside it."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house import tree

_VENDOR = tree.SOURCE / "web" / "static" / "vendor"
_FOLDERS = [_VENDOR, tree.SOURCE / "exchange" / "documents" / "fonts"]
_MANIFEST = "MANIFEST.toml"

each_folder = pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.name)


def _listed(folder: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["file"]
    return listed


@each_folder
def test_file_matches_its_hash(folder: Path) -> None:
    hashes = {entry["path"]: entry["sha256"] for entry in _listed(folder)}

    assert {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in hashes} == hashes


@each_folder
def test_every_file_is_listed_or_is_the_licence_of_one_that_is(folder: Path) -> None:
    known = {entry["path"] for entry in _listed(folder)} | {entry["licence_file"] for entry in _listed(folder)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert there == known | {_MANIFEST}


@each_folder
def test_every_file_tells_source_version_and_licence(folder: Path) -> None:
    told = ("package", "version", "licence")
    gaps = [entry["path"] for entry in _listed(folder) if not all(entry.get(key) for key in told)]

    assert gaps == []


def test_no_file_names_a_source_map_that_is_not_there() -> None:
    texts = [path for path in _VENDOR.rglob("*") if path.suffix in {".js", ".css"}]

    assert [path.name for path in texts if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []
