"""Spread, the end that counts: who uses the solution, what was reported, and whether it is still in use."""

import secrets
from datetime import date, datetime

from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Adoption, Key, ReportedCount, Text
from vakna.core.refusal import BadInput, NotFound
from vakna.records import models as m
from vakna.records import rows

from . import _cast
from ._journal import hold


def adopt(*, by: str, at: datetime, initiative: str, adoption: Adoption, once: str = "") -> str:
    """Note that a named organisation uses the solution, since when and how it was bought. Gives the key."""
    with hold("spread.adopt", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        if adoption.since > at.date():
            raise BadInput("day-ahead", path="since", day=adoption.since)
        _cast.named(pen.initiative, organisations=(adoption.organisation, adoption.supplier))
        m.Adoption.objects.create(
            initiative=pen.initiative, **rows.columns(m.Adoption, adoption, rows.finder(pen.initiative))
        )
        pen.write(
            "adoption",
            facts={"since": encode(adoption.since), "how": adoption.how},
            protected={"adoption": encode(adoption)},
        )
        pen.answer = adoption.key
        return adoption.key


def report_count(
    *,
    by: str,
    at: datetime,
    initiative: str,
    qualifier: v.Qualifier,
    count: int,
    period_starts: date,
    period_ends: date,
    sector: v.Sector,
    source: str,
    note: Text | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Note a published count of using organisations, as exact as its source says, and no more. Gives the key."""
    with hold("spread.report_count", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        if not source.strip():
            raise BadInput("missing-field", path="source")
        if period_ends < period_starts:
            raise BadInput("period-backward", path="period_ends")
        if period_ends > at.date():
            raise BadInput("day-ahead", path="period_ends", day=period_ends)
        reported = ReportedCount(
            key=Key(key or f"c-{secrets.token_hex(4)}"), qualifier=qualifier, count=count, period_starts=period_starts,
            period_ends=period_ends, sector=sector, source=source, note=note,
        )  # fmt: skip
        m.ReportedCount.objects.create(
            initiative=pen.initiative, **rows.columns(m.ReportedCount, reported, rows.finder(pen.initiative))
        )
        pen.write("count", facts={"count": encode(reported)})
        pen.answer = reported.key
        return reported.key


def check_in(*, by: str, at: datetime, initiative: str, adoption: str, in_use: bool, once: str = "") -> None:
    """Say, once a year, whether an organisation still uses the solution."""
    with hold("spread.check_in", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        row = m.Adoption.objects.filter(initiative=pen.initiative, key=adoption).first()
        if row is None:
            raise NotFound("no-such-adoption", key=adoption)
        row.in_use, row.checked = in_use, at.date()
        row.save(update_fields=["in_use", "checked"])
        pen.write("adoption", facts={"in_use": in_use}, protected={"adoption": adoption})


def tell_further_development(*, by: str, at: datetime, initiative: str, said: Text, once: str = "") -> None:
    """Say who pays for developing the solution further, as far as it is known (design 5); a later word replaces it."""
    with hold("spread.tell_further_development", by=by, at=at, initiative=initiative, once=once) as pen:
        pen.initiative.further_development = said
        pen.initiative.save(update_fields=["further_development"])
        pen.write("initiative", facts={"further_development": encode(said)})
