"""The plan grows and turns: a template is added to it, a stage is opened again, repeated or cancelled."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from vakna.core import replanning, templates, words
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Cancelled, Key, Stage, Text
from vakna.core.refusal import BadInput
from vakna.records import models as m
from vakna.records import rows

from . import _cancelling, _cast, _corrections, _letters, _order, _told
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


def restore(*, by: str, at: datetime, initiative: str, stage: str, reason: Text, once: str = "") -> None:
    """Take a skipped stage back into the plan, with the reason; why it was skipped stays in the log."""
    with hold("stages.restore", by=by, at=at, initiative=initiative, once=once) as pen:
        row = pen.stage(stage)
        rules.move(pen.picture.stage(row.key), v.StageState.PLANNED)
        row.state, row.skipped_because = v.StageState.PLANNED, None
        row.save(update_fields=["state", "skipped_because"])
        pen.write(f"stage:{stage}", facts={"state": row.state, "reason": encode(reason)})


def reopen(
    *, by: str, at: datetime, initiative: str, stage: str, deadline: datetime, reason: Text, once: str = ""
) -> None:
    """Open a closed stage again until a new deadline. A correction says so and why, told to all at one instant.

    What has been handed in stands; whoever wants hands in a new version. Refusals: `core.replanning`.
    """
    with hold("stages.reopen", by=by, at=at, initiative=initiative, parts=("gates",), once=once) as pen:
        one = pen.picture.stage(pen.stage(stage).key)
        replanning.require_reopenable(pen.picture, one, deadline, at)
        what = _in_all("correction.reopened.what", deadline=deadline)
        made = _corrections.publish(pen, one, _corrections.Said(what=what, why=reason, deadline=deadline, reopens=True))
        row = pen.stage(stage)
        row.state = v.StageState.OPEN
        row.save(update_fields=["state"])
        facts = {"version": made.version, "reason": encode(reason), "deadline": encode(deadline), "state": row.state}
        pen.write(f"stage:{stage}", facts=facts)
        to = _told.of_stage(pen, row)
        _letters.write("correction", to=to, at=at, initiative=pen.initiative, stage=one.name, what=what, why=reason)


def repeat(*, by: str, at: datetime, initiative: str, stage: str, reason: Text, once: str = "") -> Key:
    """Plan another round of a stage that is over: a new stage tied to it, so that the old one keeps its history.

    Gives its key. It comes right after the last stage that has begun, with the same words, money, places and criteria,
    and no dates.
    """
    with hold("stages.repeat", by=by, at=at, initiative=initiative, once=once) as pen:
        one, terms = pen.picture.stage(pen.stage(stage).key), pen.picture.terms
        replanning.require_repeatable(one)
        number = replanning.place_after(terms, one)
        _order.make_room(pen, number, 1)
        key = _order.free_key(one.key, (it.key for it in terms.stages))
        planned = replanning.another(one, key=key, number=number + 1)
        planned = replace(planned, name=_named(one.name, 1 + replanning.round_of(terms, one)))
        m.Stage.objects.create(initiative=pen.initiative, **rows.columns(m.Stage, planned, rows.finder(pen.initiative)))
        facts = {"number": planned.number, "follows": one.key}
        pen.write(f"stage:{key}", facts=facts, protected={"stage": encode(planned), "reason": encode(reason)})
        pen.answer = key
        return key


def cancel(*, by: str, at: datetime, initiative: str, stage: str, reason: Text, reference: str, once: str = "") -> None:
    """Cancel a stage that has begun, with reasons and the decision's reference, told to all at one instant."""
    with hold("stages.cancel", by=by, at=at, initiative=initiative, parts=("money",), once=once) as pen:
        one = pen.picture.stage(pen.stage(stage).key)
        _cancelling.stage(pen, one, Cancelled(at=at, reason=reason, reference=reference))


def _named(name: Text, number: int) -> Text:
    """Name another round, in each language that the name is said in: Koncept (omgång 2)."""
    bare = {language: said.partition(" (")[0] for language, said in name.by_language.items()}
    return Text({language: _round(language, said, number) for language, said in bare.items()})


def _round(language: str, name: str, number: int) -> str:
    spoken = language if language in words.LANGUAGES else "en"
    return words.CORE.say(spoken, "stage.round", name=name, number=number)


def _in_all(code: str, **values: object) -> Text:
    return Text({language: words.CORE.say(language, code, **values) for language in words.LANGUAGES})


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
