"""Who hears what: the circle of a stage, and what must stay silent while a call is under seal."""

from vakna.actions import _letters
from vakna.actions._journal import Pen
from vakna.core import stages
from vakna.core import vocabulary as v
from vakna.records import models as m


def active(pen: Pen, stage: m.Stage) -> list[m.Participation]:
    """Give the active suppliers of the stage's own procurement, or of the dialogue: no letter leaves that circle."""
    mine = m.Participation.objects.filter(initiative=pen.initiative, state=v.ParticipationState.ACTIVE)
    return list(mine.filter(procurement=stage.procurement).select_related("contact", "organisation"))


def to_tell(pen: Pen, stage: m.Stage) -> list[m.Person]:
    """Give everybody whom a letter tells of information to all in a stage, each person once.

    They are the suppliers that take part in it; one that is on hold keeps its place, and so its right to know. Before
    there are contracts it is public, and whoever watches gets the same letter. No reader sees who else was written to.
    """
    going_on = (v.ParticipationState.ACTIVE, v.ParticipationState.ON_HOLD)
    mine = m.Participation.objects.filter(initiative=pen.initiative, procurement=stage.procurement, state__in=going_on)
    suppliers = _letters.suppliers(mine.select_related("contact", "organisation"))
    public = not stages.INSTRUMENTS[v.Instrument(stage.instrument)].contract
    return _letters.with_watchers(suppliers, pen.initiative) if public else suppliers


def unopened(pen: Pen, participation: str) -> str | None:
    """Give the sealed stage that a supplier competes in, as long as it is not opened."""
    one = pen.picture.participation(participation)
    mine = (
        it
        for it in pen.picture.terms.stages
        if it.key == one.first_stage or (it.procurement is not None and it.procurement == one.procurement)
    )
    waits = (it.key for it in mine if it.regime is v.Regime.SEALED and it.opening is None)
    return next(waits, None)
