"""The first things that a newcomer and CI meet: the set-up script and .ci/run."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

_SCRIPT = tree.ROOT / "scripts" / "setup.py"


def test_setup_script_needs_only_the_standard_library() -> None:
    imported = [
        name
        for node in ast.walk(tree.syntax(_SCRIPT))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module)])
    ]

    assert imported
    assert [name for name in imported if name not in sys.stdlib_module_names] == []


@pytest.mark.parametrize("arguments", [[], ["everything"], ["test", "runtime"]])
def test_setup_script_says_how_it_is_used_when_it_is_misused(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, str(_SCRIPT), *arguments], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", "usage: setup.py runtime | demo | test | lock\n")


@pytest.mark.parametrize(
    ("make_says", "make_exits", "last_line", "exit_code"),
    [
        ("== 3 passed in 1s ==\n== 1 skipped, 2 passed in 1s ==", 0, "5 passed, 0 failed", 0),
        ("all fine", 0, "all fine", 1),
        ("== 3 passed, 1 failed in 1s ==", 2, "== 3 passed, 1 failed in 1s ==", 2),
    ],
)
def test_ci_succeeds_only_when_tests_ran_and_passed(
    tmp_path: Path, make_says: str, make_exits: int, last_line: str, exit_code: int
) -> None:
    stand_in = tmp_path / "make"
    stand_in.write_text(f"#!/bin/sh\nprintf '%s\\n' '{make_says}'\nexit {make_exits}\n", encoding="utf-8")
    stand_in.chmod(0o755)

    done = subprocess.run(
        ["bash", str(tree.ROOT / ".ci" / "run")],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout.splitlines()[-1], done.returncode) == (last_line, exit_code)
