"""Reference lists enter the house; each change is one entry in the house's journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vakna.exchange.reference import ReferenceList
from vakna.records import models as m

from ._journal import hold_house


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one list: new, replaced, or the same as before."""

    name: str
    count: int
    dropped: int
    became: str


NEW, REPLACED, SAME = "new", "replaced", "same"


def load(*, by: str | None, at: datetime, lists: Iterable[ReferenceList]) -> list[Change]:
    """Let lists replace those of the same name; nothing happens, and nothing is noted, where all are as they were."""
    given = list(lists)
    known = dict(m.ReferenceList.objects.values_list("name", "sha256"))
    changes = [_change(one, known.get(one.name)) for one in given]
    if all(one.became == SAME for one in changes):
        return changes
    with hold_house("house.load_reference", by=by, at=at) as pen:
        for one, change in zip(given, changes, strict=True):
            if change.became != SAME:
                _replace(one, at)
                pen.write(f"reference:{one.name}", facts={"sha256": one.sha256, "count": len(one.rows)})
    return changes


def _change(one: ReferenceList, known: str | None) -> Change:
    became = NEW if known is None else SAME if known == one.sha256 else REPLACED
    return Change(name=one.name, count=len(one.rows), dropped=one.dropped, became=became)


def _replace(one: ReferenceList, at: datetime) -> None:
    values = {
        "source": one.source, "sha256": one.sha256, "count": len(one.rows), "rows": [dict(row) for row in one.rows],
        "loaded_at": at,
    }  # fmt: skip
    m.ReferenceList.objects.update_or_create(name=one.name, defaults=values)
