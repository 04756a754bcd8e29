"""What others made and we serve is exactly what they published, with its licence beside it."""

import hashlib
import tomllib
from typing import Any

from tests.house import tree

_VENDOR = tree.SOURCE / "web" / "static" / "vendor"
_MANIFEST = _VENDOR / "MANIFEST.toml"


def _listed() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = tomllib.loads(_MANIFEST.read_text(encoding="utf-8"))["file"]
    return listed


def test_file_matches_its_hash() -> None:
    hashes = {entry["path"]: entry["sha256"] for entry in _listed()}

    assert {path: hashlib.sha256((_VENDOR / path).read_bytes()).hexdigest() for path in hashes} == hashes


def test_every_file_is_listed_or_is_the_licence_of_one_that_is() -> None:
    known = {entry["path"] for entry in _listed()} | {entry["licence_file"] for entry in _listed()}
    there = {path.relative_to(_VENDOR).as_posix() for path in _VENDOR.rglob("*") if path.is_file()}

    assert there == known | {_MANIFEST.name}


def test_every_file_tells_source_version_and_licence() -> None:
    gaps = [
        entry["path"] for entry in _listed() if not all(entry.get(key) for key in ("package", "version", "licence"))
    ]

    assert gaps == []


def test_no_file_names_a_source_map_that_is_not_there() -> None:
    texts = [path for path in _VENDOR.rglob("*") if path.suffix in {".js", ".css"}]

    assert [path.name for path in texts if "sourceMappingURL" in path.read_text(encoding="utf-8")] == []
