"""The guide to the shell tells of every command and option, and of no other."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from vakna.cli import grammar

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "cli.md"
_EVERYWHERE = {"-h", "--help"}


def _everything(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    """Give each command, and each option of each."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from _everything(below, f"{name} {word}")
        else:
            yield from action.option_strings
    if not any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
        yield name


def test_guide_tells_of_every_command_and_option_and_of_no_other() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    parts = set(_everything(grammar.parser("en"), "vakna")) - _EVERYWHERE
    options = {part for part in parts if part.startswith("-")}
    commands = parts - options

    assert {one for one in parts if one not in guide} == set()
    assert set(re.findall(r"(?<![\w-])--[a-z-]+", guide)) - options == set()
    typed = set(re.findall(r"^vakna ((?:journal|key|market|reference) [a-z]+|[a-z]+)", guide, flags=re.MULTILINE))
    assert {f"vakna {one}" for one in typed} == commands
