"""What import-linter cannot see of the floors; the contracts themselves stand in pyproject.toml, run by `make lint`."""

import ast
import sys
from pathlib import Path

import pytest

from tests.house import tree

_PURE = ("core", "rules")
_CLOCK_AND_CHANCE_MODULES = {"random", "secrets", "time", "uuid"}
_CLOCK_CALLS = {"now", "today", "utcnow"}
_REASONS = ("slow import", "needs django set up")


def _imported(path: Path) -> list[str]:
    """Return the full names that a file imports; relative ones stay inside the room and are told as such."""
    names = []
    for node in ast.walk(tree.syntax(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append("." * node.level + (node.module or ""))
    return names


def _reaches(name: str) -> str:
    return name if name.startswith((".", "vakna")) else name.partition(".")[0]


@pytest.mark.parametrize("room", _PURE)
def test_pure_room_imports_only_standard_library(room: str) -> None:
    strangers = [
        (tree.name_of(path), name)
        for path in tree.modules(room)
        for name in map(_reaches, _imported(path))
        if not name.startswith((".", f"vakna.{room}", "vakna.core")) and name not in sys.stdlib_module_names
    ]

    assert tree.modules(room)
    assert strangers == []


@pytest.mark.parametrize("room", _PURE)
def test_pure_room_asks_neither_clock_nor_chance(room: str) -> None:
    asked = [
        (tree.name_of(path), name)
        for path in tree.modules(room)
        for name in _imported(path)
        if name in _CLOCK_AND_CHANCE_MODULES
    ]
    asked += [
        (tree.name_of(path), f"line {node.lineno}: {ast.unparse(node)}")
        for path in tree.modules(room)
        for node in ast.walk(tree.syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CLOCK_CALLS
    ]

    assert asked == []


def _line(path: Path, node: ast.stmt) -> str:
    return path.read_text(encoding="utf-8").splitlines()[node.lineno - 1].strip()


def test_import_inside_function_gives_its_reason() -> None:
    silent = [
        f"{tree.name_of(path)}:{node.lineno}: {_line(path, node)}"
        for path in tree.modules()
        for function in tree.functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not _line(path, node).endswith(_REASONS)
    ]

    assert silent == [], f"end the line with one of: {_REASONS}"


def test_module_opens_by_saying_what_its_room_is_for() -> None:
    silent = [tree.name_of(path) for path in tree.modules() if not ast.get_docstring(tree.syntax(path))]

    assert silent == []


def _odd_arguments(function: ast.FunctionDef) -> bool:
    keywords = [argument.arg for argument in function.args.kwonlyargs]
    first = [word for word in ("by", "at") if word in keywords]
    return bool(function.args.args or function.args.posonlyargs) or keywords[: len(first)] != first


def test_public_verb_of_actions_takes_keywords_with_by_and_at_first() -> None:
    odd = [
        f"{tree.name_of(path)}:{node.lineno}: {node.name}({ast.unparse(node.args)})"
        for path in tree.modules("actions")
        if not path.name.startswith("_")
        for node in tree.syntax(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _odd_arguments(node)
    ]

    assert odd == []
