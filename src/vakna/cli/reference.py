"""`vakna reference load`: lists that everybody shares, from a folder that the operator names."""

from argparse import Namespace
from pathlib import Path

from vakna.actions import reference
from vakna.exchange import reference as lists
from vakna.records import clock

from .house import make_ready
from .said import say, tell


def load(asked: Namespace) -> int:
    """Load every list of the folder; doing it again changes nothing."""
    found, strange = lists.read(Path(asked.folder))
    make_ready()
    changes = reference.load(by=None, at=clock.now(), lists=found)
    for one, change in zip(found, changes, strict=True):
        named = say(asked.lang, f"cli.reference.list.{one.name}")
        became = say(asked.lang, f"cli.reference.became.{change.became}")
        tell(asked.lang, "cli.reference.line", name=named, number=change.count, became=became, source=one.source)
        if change.dropped:
            tell(asked.lang, "cli.reference.dropped", number=change.dropped)
    for name in sorted(set(lists.LISTS) - {one.name for one in found}):
        tell(asked.lang, "cli.reference.missing", name=say(asked.lang, f"cli.reference.list.{name}"))
    if strange:
        tell(asked.lang, "cli.reference.strange", names=strange)
    return 0
