"""The tool that we are measured against. No dependency: it has a place of its own, or the environment says where."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

VERSION = os.environ.get("FLATTEN_VERSION")
_NAMED = os.environ.get("FLATTEN_TOOL")
_OPTIONS = ("--root-list-path", "releases", "--root-id", "ocid", "--main-sheet-name", "releases", "-f", "csv")


def is_asked_for() -> bool:
    """Say whether the environment names a version (`FLATTEN_VERSION`), or where the command lies (`FLATTEN_TOOL`)."""
    return bool(VERSION or _NAMED)


def command(path: Path, to: Path) -> tuple[str, ...]:
    """Give the command that flattens a package of releases into tables of text, as its documentation shows it."""
    return (_NAMED or str(_installed()), "flatten", *_OPTIONS, "-o", str(to), str(path))


def _installed() -> Path:
    """Install the version in an environment of its own, once."""
    place = ROOT / ".venv" / f"flatten-tool-{VERSION}"
    if not (place / "bin" / "flatten-tool").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)  # noqa: S603  ourselves
        pip = (str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", f"flattentool=={VERSION}")
        subprocess.run(pip, check=True)  # noqa: S603  a version that the environment names
    return place / "bin" / "flatten-tool"
