"""The living specification: item by item, version by version."""

from datetime import datetime

from vakna.actions._journal import hold
from vakna.core import learning
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Requirement, Text
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.records import rows

from . import _leaks


def set_requirement(
    *,
    by: str,
    at: datetime,
    initiative: str,
    requirement: Requirement,
    cleared_because: Text | None = None,
    once: str = "",
) -> None:
    """Write the next version of one item of the living specification, with why and which insights.

    Refuses what comes close to a supplier's own text (`leak`) until `cleared_because` signs for it; to drop an item
    tells nothing.
    """
    parts = ("learning", *_leaks.PARTS)
    with hold("dialogue.set_requirement", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        version = 1 + m.Requirement.objects.filter(initiative=pen.initiative, item=requirement.item).count()
        if requirement.version != version:
            raise Conflict("stale-requirement", given=requirement.version, current=version)
        learning.require_shareable(pen.picture, requirement.because)
        said = () if requirement.state is v.RequirementState.DROPPED else (requirement.wording, requirement.why)
        clear = _leaks.require_clean(pen, texts=said, cleared_because=cleared_because)
        m.Requirement.objects.create(
            initiative=pen.initiative, **rows.columns(m.Requirement, requirement, rows.finder(pen.initiative))
        )
        facts = {"item": requirement.item, "version": version, "state": requirement.state}
        pen.write("requirement", facts=facts, protected={"requirement": encode(requirement)} | clear.protected)
