"""Which verbs the rooms of the actions have, and which refusals can come of one: read from the code, not from a list.

A verb is a public function of a room that is done `by` somebody `at` an instant. What it can refuse is found by walking
its syntax and that of every function, class and table of the house that it names: each word in quotes there that has
the sentence of a refusal is a code that can come.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import vakna
from vakna.actions._journal import Pen
from vakna.core import words

_BEGINS, _ENDS = "refusal.", ".says"


def verbs_of(rooms: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """Give the verbs of the rooms as `room.name`; the smaller rooms inside a room bear its name."""
    found = {}
    for room in rooms:
        module = import_module(f"vakna.actions.{room}")
        for name, one in inspect.getmembers(module, inspect.isfunction):
            mine = f"{one.__module__}.".startswith(f"{module.__name__}.") and not name.startswith("_")
            if mine and {"by", "at"} <= set(inspect.signature(one).parameters):
                found[f"{room.partition('.')[0]}.{name}"] = one
    return found


def codes_of(
    verbs: Iterable[Callable[..., Any]], *, within: str = "vakna", closed: Collection[str] = ()
) -> frozenset[str]:
    """Give every code that some of the verbs can refuse with, said `within` a floor; `closed` rooms are not walked."""
    seen, todo, codes = set[int](), list[Any](verbs), set[str]()
    while todo:
        one = todo.pop()
        if id(one) in seen or one.__module__ in closed:
            continue
        seen.add(id(one))
        said, named = _read(one)
        todo += named
        codes |= said if one.__module__.startswith(within) else set()
    return frozenset(codes & _every_code())


@cache
def _every_code() -> frozenset[str]:
    floors = (Path(vakna.__path__[0]) / floor / "texts" for floor in ("core", "web"))
    said = (one for one in words.Sentences.of(*floors).codes("sv") if one.startswith(_BEGINS) and one.endswith(_ENDS))
    return frozenset(one.removeprefix(_BEGINS).removesuffix(_ENDS) for one in said)


@cache
def _read(one: Any) -> tuple[frozenset[str], tuple[Any, ...]]:
    """Give the words in quotes in a function or class, and the functions and classes of the house that it names."""
    held = [*_methods(one)] if isinstance(one, type) else [*_in_syntax(inspect.unwrap(one))]
    said = frozenset(it for it in held if isinstance(it, str))
    return said, tuple(it for it in held if not isinstance(it, str))


def _methods(one: type) -> Iterator[Any]:
    for held in vars(one).values():
        bare = getattr(held, "__func__", None) or getattr(held, "fget", None) or held
        if isinstance(bare, FunctionType) and bare.__module__ == one.__module__:
            yield bare


def _in_syntax(one: FunctionType) -> Iterator[Any]:
    for node in ast.walk(_syntax(one)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name | ast.Attribute):
            yield from _ours(_named(node, one.__globals__))


def _syntax(one: FunctionType) -> ast.AST:
    """Give a function's syntax without what it says about itself; a lambda's stands in the function that holds it."""
    if one.__name__ == "<lambda>" or not one.__code__.co_filename.endswith(".py"):
        return ast.Module(body=[], type_ignores=[])
    tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
    [whole] = tree.body
    if ast.get_docstring(whole) is not None:
        whole.body = whole.body[1:]
    return tree


def _named(node: ast.AST, known: Mapping[str, Any]) -> Any:
    """Give what a name leads to, from where the function stands; what is only known when it runs is passed by."""
    if isinstance(node, ast.Name):
        return Pen if node.id == "pen" else known.get(node.id)
    if not isinstance(node, ast.Attribute):
        return None
    base = _named(node.value, known)
    if isinstance(base, ModuleType) and base.__name__.startswith("vakna"):
        return getattr(base, node.attr, None)
    return inspect.getattr_static(base, node.attr, None) if isinstance(base, type) and _is_ours(base) else None


def _ours(held: Any) -> Iterator[Any]:
    """Give the words, functions and classes of the house in a value: itself, or what a table holds."""
    if isinstance(held, str) or (isinstance(held, FunctionType | type) and _is_ours(held) and held is not Pen):
        yield held
    elif isinstance(held, Mapping):
        for pair in held.items():
            yield from _ours(pair)
    elif isinstance(held, tuple | list | frozenset | set):
        for one in held:
            yield from _ours(one)


def _is_ours(one: Any) -> bool:
    return str(one.__module__).startswith("vakna")
