"""Who is told of what happens to a stage: its suppliers, and those who watch where it is open to everybody."""

from vakna.core import stages
from vakna.core import vocabulary as v
from vakna.records import models as m

from . import _letters
from ._journal import Pen


def of_stage(pen: Pen, stage: m.Stage) -> list[m.Person]:
    """Give everybody to write to about a stage: every supplier still in its procurement, and the watchers of a call."""
    mine = m.Participation.objects.filter(initiative=pen.initiative, state=v.ParticipationState.ACTIVE)
    if stage.procurement_id:
        mine = mine.filter(procurement_id=stage.procurement_id)
    suppliers = _letters.suppliers(mine.select_related("contact", "organisation"))
    public = not stages.INSTRUMENTS[v.Instrument(stage.instrument)].contract
    return _letters.with_watchers(suppliers, pen.initiative) if public else suppliers
