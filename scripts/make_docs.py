"""Writes docs/reference and docs/rules from the code: the shell's help, closed lists, the schema, a page per rule."""

import enum
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from vakna.api import openapi
from vakna.core import document, vocabulary, words
from vakna.rules.pages import pages as pages_of_rules

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
RULES = REFERENCE.parent / "rules"
_MADE = "Made from the code by `make docs`; change the code, not this page."


def pages() -> dict[str, str]:
    """Return every made page by its file name."""
    return {
        "shell.md": _shell(), "words.md": _words(), "document.schema.json": _schema(), "openapi.json": _openapi(),
    }  # fmt: skip


def rules() -> dict[str, str]:
    """Return every page about the rules by its path: a folder for each language."""
    return {f"{lang}/{name}": text for lang in words.LANGUAGES for name, text in pages_of_rules(lang).items()}


def _shell() -> str:
    parts = [f"# The command `vakna`\n\n{_MADE}\n"]
    for command in _commands(()):
        title = " ".join(("vakna", *command))
        parts.append(f"## `{title}`\n\n```text\n{_help(command)}```\n")
    return "\n".join(parts)


def _commands(above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Walk the commands as a reader would, by the help that each one gives."""
    yield above
    inner = re.search(r"^  {([a-z,]+)}", _help(above), flags=re.MULTILINE)
    for name in inner.group(1).split(",") if inner else ():
        yield from _commands((*above, name))


def _help(command: tuple[str, ...]) -> str:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHON_COLORS": "0"}
    asked = [sys.executable, "-m", "vakna", "--lang", "en", *command, "--help"]
    return subprocess.run(asked, check=True, capture_output=True, text=True, env=environment).stdout


def _words() -> str:
    lists = [
        kind
        for _, kind in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(kind, enum.StrEnum) and list(kind)
    ]
    parts = [f"# Words of the closed lists\n\n{_MADE}\nWhat the ideas mean stands in [the glossary](../glossary.md).\n"]
    for kind in lists:
        rows = [f"| `{one.value}` | {words.word('sv', one)} | {words.word('en', one)} |" for one in kind]
        head = f"## {kind.__name__}\n\n{inspect.getdoc(kind)}\n\n| In a document | Svenska | English |\n|---|---|---|\n"
        parts.append(head + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _openapi() -> str:
    return json.dumps(openapi.document(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> str:
    return json.dumps(document.schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> None:
    """Write what has changed."""
    for folder, made in ((REFERENCE, pages()), (RULES, rules())):
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
