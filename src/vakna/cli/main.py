"""The command `vakna`: what can be typed, and who does it. Django wakes only for what needs the house's memory.

Ends with 0 when all is well, 1 when the answer is no, 2 for misuse or bad input.
"""

import os
import sys
from argparse import Namespace
from importlib import import_module
from pathlib import Path

import django

from vakna.core.refusal import BadInput, NotFound, Refusal

from . import grammar, said

FINE, NO, MISUSE = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks, and give the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    lang = said.language(arguments)
    asked = grammar.read(arguments, lang)
    if isinstance(asked, int):
        return asked
    try:
        return _run(asked)
    except Refusal as refusal:
        said.complain(asked.lang, refusal)
        return MISUSE if isinstance(refusal, BadInput | NotFound) else NO
    except BrokenPipeError:
        # Whoever read us has heard enough (`vakna schema | head`); Python's own complaint at exit is spared them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return FINE


def _run(asked: Namespace) -> int:
    if asked.needs_house or _names_an_initiative(asked):
        _wake(asked)
    room, _, name = asked.does.partition(".")
    code: int = getattr(import_module(f"vakna.cli.{room}"), name)(asked)
    return code


def _names_an_initiative(asked: Namespace) -> bool:
    """Say whether something that may be a file or an initiative is no file."""
    return any(not Path(one).exists() for one in getattr(asked, "what", ()))


def _wake(asked: Namespace) -> None:
    """Let Django read its settings, with the data folder that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vakna.config.settings")
    if asked.data:
        os.environ["VAKNA_DATA"] = asked.data
    if asked.demo:
        os.environ["VAKNA_DEMO"] = "1"
        os.environ.setdefault("VAKNA_DATA", os.path.join("data", "demo"))
    django.setup()
