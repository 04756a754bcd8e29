"""Judges an exported journal. Needs the file and the public key, no database and no house."""

from argparse import Namespace
from pathlib import Path

from vakna.core import journal, words
from vakna.exchange import keys, signed_note

from . import files
from .said import tell


def verify(asked: Namespace) -> int:
    """Say whether an exported journal is what it was: 0 when it is, 1 with the first bad entry when it is not."""
    export = journal.parse(files.read(asked.file))
    trusted = [key for given in asked.key for key in _keys(given)]
    if not trusted:
        trusted = [keys.read_public_key(text=text) for text in export.keys]
        tell(asked.lang, "cli.journal.keys-from-file", count=len(trusted))
    findings = journal.verify(
        export,
        open_note=signed_note.opener(keys=trusted),
        older_checkpoints=[files.read(name) for name in asked.checkpoint],
    )
    if findings:
        return _bad(asked.lang, findings)
    notes = len(export.checkpoints) + len(asked.checkpoint)
    tell(asked.lang, "cli.journal.whole", origin=export.origin, entries=export.head.size, checkpoints=notes)
    return 0


def _keys(given: str) -> list[keys.PublicKey]:
    """Read a key given as such, or a file with one key a line."""
    lines = files.read(given).splitlines() if Path(given).is_file() else [given]
    return [keys.read_public_key(text=line) for line in lines if line.strip()]


def _bad(lang: str, findings: tuple[journal.Finding, ...]) -> int:
    """Print the first bad entry first, then everything else that was found."""
    tell(lang, "cli.journal.broken", count=len(findings))
    for one in findings:
        values = {"sequence": one.sequence, **one.values}
        print(f"  {words.CORE.say(lang, f'journal.finding.{one.code}', **values)}")
    return 1
