"""Runs the command as a person does: in a process of its own, on a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "vakna")
_OURS = ("VAKNA_", "DJANGO_", "DATABASE_URL", "LC_", "LANG")


def environment(data: Path, **more: str) -> dict[str, str]:
    """Give an environment in which nothing of the tests' own settings is left."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**kept, "VAKNA_DATA": str(data), "LANG": "sv_SE.UTF-8", "PYTHONUTF8": "1", **more}


def run(data: Path, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run `vakna` with these words on this data folder, and give what came of it."""
    return subprocess.run(  # noqa: S603  ourselves
        [*COMMAND, *words], env=environment(data, **more), input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip
