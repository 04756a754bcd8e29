"""Reads the tree of the project for the tests about the house: files, syntax trees, and what git would carry away."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "vakna"
_MADE = {"migrations"}


def modules(room: str = "") -> list[Path]:
    """List the Python files of one room of the house, or of all; what Django writes itself (migrations) left out."""
    return sorted(path for path in (SOURCE / room).rglob("*.py") if not _MADE & set(path.parts))


def templates() -> list[Path]:
    """List the templates of pages and letters."""
    return sorted(SOURCE.rglob("*.html"))


@cache
def syntax(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """Say a file's place in words that do not depend on the machine."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """List every function and method of a file, inner ones too."""
    return [node for node in ast.walk(syntax(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def carried_by_git() -> list[Path]:
    """List what a clone would hold: tracked files and new ones that are not ignored."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted(ROOT / name for name in set(listed) if name and (ROOT / name).is_file())
