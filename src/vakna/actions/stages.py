"""The plan grows and turns: a template is added to it, a stage is opened again, repeated or cancelled."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from vakna.core import templates
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Key, Stage
from vakna.core.refusal import BadInput
from vakna.records import models as m
from vakna.records import rows

from . import _cast, _order
from ._journal import Pen, hold


def add_template(
    *, by: str, at: datetime, initiative: str, template: str, after: str, once: str = ""
) -> tuple[Key, ...]:
    """Put the stages of a template after one that is there, all planned; a PPI after a PCP. Gives their keys.

    Need work and spread are an initiative's own, and are not added twice. The stages are paid by
    the first buyer until the plan says otherwise, and stand under no procurement yet: what a new competition buys is
    a procurement of its own. Refuses (`stage-between-begun`) a place before a stage that has begun.
    """
    with hold("stages.add_template", by=by, at=at, initiative=initiative, once=once) as pen:
        if template not in templates.TEMPLATES:
            raise BadInput("no-such-template", path="template", key=template)
        planned = _not_there(pen, templates.TEMPLATES[template].planned(pen.picture.terms.buyers[0]))
        placed = _placed(pen, planned, after)
        _cast.named(pen.initiative, organisations=[one.payer for one in placed])
        for one in placed:
            m.Stage.objects.create(initiative=pen.initiative, **rows.columns(m.Stage, one, rows.finder(pen.initiative)))
        facts = {"template": encode(templates.TEMPLATES[template].name), "count": len(placed)}
        pen.write("stages", facts=facts, protected={"stages": encode(placed), "after": after})
        return tuple(one.key for one in placed)


def _not_there(pen: Pen, planned: Iterable[Stage]) -> list[Stage]:
    there = {one.instrument for one in pen.picture.terms.stages}
    return [one for one in planned if one.instrument not in _ONCE or one.instrument not in there]


_ONCE = frozenset({v.Instrument.NEED_WORK, v.Instrument.SPREAD})


def _placed(pen: Pen, new: Iterable[Stage], after: str) -> tuple[Stage, ...]:
    """Give new stages their numbers after another one and keys that are free; those after move on."""
    before, placed = pen.stage(after), tuple(new)
    _order.make_room(pen, before.number, len(placed))
    taken = {one.key for one in pen.picture.terms.stages}
    return tuple(
        replace(one, key=_order.free_key(one.key, taken), number=before.number + number)
        for number, one in enumerate(placed, start=1)
    )
