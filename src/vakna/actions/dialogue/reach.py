"""Where a stage was made known: the channels, the dates, and whether each of them was open to all."""

from datetime import datetime

from vakna.actions._journal import hold
from vakna.core.document import encode
from vakna.core.initiative import Reach
from vakna.core.refusal import BadInput, Conflict
from vakna.records import models as m
from vakna.records import rows


def record_reach(*, by: str, at: datetime, initiative: str, reach: Reach, once: str = "") -> None:
    """Put on record where a published stage was made known. Refuses a stage not yet published, and a time to come."""
    with hold("dialogue.record_reach", by=by, at=at, initiative=initiative, once=once) as pen:
        row = pen.stage(reach.stage)
        if row.published_at is None:
            raise Conflict("stage-not-published")
        if reach.at > at:
            raise BadInput("reach-to-come", path="at")
        m.Reach.objects.create(initiative=pen.initiative, **rows.columns(m.Reach, reach, rows.finder(pen.initiative)))
        pen.write(
            f"stage:{reach.stage}",
            facts={"at": encode(reach.at), "open_to_all": reach.open_to_all},
            protected={"reach": encode(reach)},
        )
