"""Open data enters the house's market store; each load that brought something is one entry in the house's journal."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from vakna.market import loading
from vakna.market.report import total
from vakna.market.sources.plain import ColumnMap
from vakna.market.store import Store

from ._journal import hold_house


def load(
    *,
    by: str | None,
    at: datetime,
    paths: Sequence[Path],
    columns: ColumnMap | None = None,
    jobs: int = 2,
    told: loading.Told,
) -> loading.Loaded:
    """Load files of open data, and note how much was kept and lost.

    What was read before a load was stopped is kept, and is told in the entry of the load that goes on. Files that are
    known already are left alone, and a load of nothing else leaves no entry.
    """
    loaded = loading.load(Store.of(settings.VAKNA_DATA), paths, how=columns, jobs=jobs, told=told)
    new = [one for one in loaded.reports if not one.known]
    if new:
        everything = total(new)
        facts = {"files": len(new), "kept": sum(everything.kept.values()), "lost": sum(everything.lost.values())}
        with hold_house("house.load_market", by=by, at=at) as pen:
            pen.write("market", facts=facts, protected={"names": [one.name for one in new]})
    return loaded
