"""Only actions write: a write elsewhere would be a hole in the evidence, since nothing would tell the journal."""

import ast

from tests.house import tree

_PLAIN = ("save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create")
_WRITES = {*_PLAIN, *(f"a{verb}" for verb in _PLAIN), "_raw_delete", "execute", "executemany", "executescript"}

# Where else a row may change, and why; an entry that no longer catches anything fails too.
_ALLOWED = {
    ("src/vakna/records/triggers.py", "execute"): "puts the journal's own guards in place after each migration",
    ("src/vakna/records/statements.py", "execute"): "reads by a statement that is made once: it is a SELECT",
    ("src/vakna/records/full_text.py", "execute"): "puts the full text in place beside its table after each migration",
    ("src/vakna/exchange/documents/_docx.py", "save"): "writes a Word document into memory, not a row",
}


def _writes(call: ast.Call) -> str | None:
    """Name the write that a call makes; `update` is one when it takes keywords alone, as only rows do."""
    if not isinstance(call.func, ast.Attribute):
        return None
    verb = call.func.attr
    if verb == "update":
        return verb if call.keywords and not call.args else None
    return verb if verb in _WRITES else None


def _found() -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for path in tree.modules():
        if path.relative_to(tree.SOURCE).parts[0] == "actions":
            continue
        for node in ast.walk(tree.syntax(path)):
            if isinstance(node, ast.Call) and (verb := _writes(node)):
                found.setdefault((tree.name_of(path), verb), []).append(node.lineno)
    return found


def test_nothing_outside_actions_writes_but_named_exceptions() -> None:
    found = _found()

    assert {place: lines for place, lines in found.items() if place not in _ALLOWED} == {}
    assert [place for place in _ALLOWED if place not in found] == []


def test_walk_sees_writes_when_there_are_some() -> None:
    planted = ast.parse("a.save()\nB.objects.create(x=1)\nB.objects.filter(x=1).update(x=2)\nseen.update(names)\n")

    calls = [node for node in planted.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]

    assert [_writes(expression.value) for expression in calls if isinstance(expression.value, ast.Call)] == [
        "save",
        "create",
        "update",
        None,
    ]
