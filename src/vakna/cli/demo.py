"""Builds the demo in a data folder of its own, shows who can log in, and serves it."""

import shutil
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.db import connections

from vakna.actions import delivery, demo
from vakna.core import words
from vakna.core.refusal import Conflict
from vakna.core.vocabulary import Role
from vakna.records import clock
from vakna.records import models as m

from . import serving
from .house import make_ready
from .said import tell

_MARK = "demo"
_BUILDING, _BUILT = "building\n", "built\n"
_MADE = ("vakna.sqlite3", "vakna.sqlite3-wal", "vakna.sqlite3-shm", "files")


def run(asked: Namespace) -> int:
    """Build what is missing of the demo, print address and log-ins, and serve it."""
    if not asked.no_serve:
        serving.take_port(asked)
    _build(asked.lang)
    _show(asked)
    if not asked.no_serve:
        serving.serve(asked)
    return 0


def _build(lang: str) -> None:
    """Reuse a finished demo; clear away an unfinished one and build anew. Any other house's folder is left alone."""
    folder: Path = settings.VAKNA_DATA
    mark = folder / _MARK
    if mark.exists() and mark.read_text("ascii") == _BUILT:
        make_ready()
        return
    if mark.exists():
        _clear(folder)
    elif (folder / _MADE[0]).exists():
        raise Conflict("not-a-demo", path="--data", folder=str(folder))
    mark.write_text(_BUILDING, "ascii")
    tell(lang, "cli.demo.building")
    make_ready()
    demo.build(at=clock.now())
    delivery.send_due(at=clock.now())
    mark.write_text(_BUILT, "ascii")


def _clear(folder: Path) -> None:
    connections.close_all()
    for name in _MADE:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _show(asked: Namespace) -> None:
    """Print address, password and who can log in, in both languages: whoever reads this may have chosen neither."""
    rows = [_row(name, role, email) for name, role, email in _log_ins()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for lang in words.LANGUAGES:
        tell(lang, "cli.demo.password", password=demo.PASSWORD)
    if not asked.no_serve:
        for lang in words.LANGUAGES:
            tell(lang, "cli.demo.address", address=serving.address(asked))


def _row(name: str, role: str, email: str) -> tuple[str, str, str]:
    said = " / ".join(words.word(lang, Role(role)) for lang in words.LANGUAGES)
    return name, said, email


def _log_ins() -> list[tuple[str, str, str]]:
    """Give everybody of the practice cases once, by the first role that each has."""
    members = m.Member.objects.filter(initiative__key__in=[one.key for one in demo.CASES], person__email__isnull=False)
    rows = members.select_related("person").order_by("-pk")
    found = {one.person.email or "": (one.person.name, one.role, one.person.email or "") for one in rows}
    return list(reversed(found.values()))
