"""The stop before anything is told to all: a supplier's own words pass only when a person has decided and signed why.

A verb that tells something takes `PARTS` of the picture and calls `require_clean` before its rows are written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from vakna.actions._journal import Pen
from vakna.core import leaks
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Text
from vakna.core.leak_sources import PARTS, leaks_in
from vakna.core.visibility import is_reader
from vakna.records import models as m

__all__ = ["PARTS", "Clearance", "require_clean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """What a check leaves behind: nothing, or the passages and the signed reason why they may be told all the same."""

    by: m.Person | None = None
    because: Text | None = None
    found: tuple[leaks.Leak, ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """Give the columns of a row that remembers who let it through, and why."""
        return {"cleared_by": self.by, "cleared_because": self.because}

    @property
    def protected(self) -> dict[str, Any]:
        """Give the protected part of the entry: nothing when nothing was found."""
        if self.because is None:
            return {}
        passages = [
            {"participation": one.own.participation, "where": one.own.where, "source": one.own.source,
             "passage": one.passage, "said": one.said, "degree": one.degree, "share": one.share}
            for one in self.found
        ]  # fmt: skip
        return {"cleared": {"because": encode(self.because), "passages": passages}}


def require_clean(
    pen: Pen, *, texts: Iterable[Text], cleared_because: Text | None = None, specification: bool = False
) -> Clearance:
    """Refuse (`leak`) to tell what a supplier has called its own, or what comes close to it.

    With `specification`, the requirements that have changed since the last information to all are read too: they are
    told together with it. `cleared_because` is the signed reason of a person who may read what suppliers hand in; one
    who may not is told that there is a leak, and not what (`leak-unseen`).
    """
    published, changed = _specification(pen)
    said = (*texts, *(changed if specification else ()))
    found = leaks_in(pen.picture, said, published)
    if not found:
        return Clearance()
    if not is_reader(pen.actor):
        raise leaks.LeakFound("leak-unseen", count=len(found))
    if cleared_because is None:
        first = found[0]
        names = {one.own.participation: pen.picture.supplier_name(one.own.participation) for one in found}
        raise leaks.LeakFound(
            "leak", found=found, names=names, supplier=names[first.own.participation], passage=first.passage,
            count=len(found),
        )  # fmt: skip
    return Clearance(by=pen.person(pen.by), because=cleared_because, found=found)


def _specification(pen: Pen) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Give the requirements in force as they were last told to all, and those that have changed since."""
    told_at = max((one.available_at for one in pen.picture.broadcasts if one.available_at <= pen.at), default=None)
    all_versions = m.Requirement.objects.filter(initiative=pen.initiative)
    newer = all_versions.filter(item=OuterRef("item"), version__gt=OuterRef("version"))
    in_force = list(all_versions.filter(~Exists(newer)).exclude(state=v.RequirementState.DROPPED).order_by("pk"))
    told = [one for one in in_force if told_at is not None and one.at <= told_at]
    return tuple(_words(told)), tuple(_words(one for one in in_force if one not in told))


def _words(requirements: Iterable[m.Requirement]) -> Iterator[Text]:
    for one in requirements:
        yield from (one.wording, one.why)
