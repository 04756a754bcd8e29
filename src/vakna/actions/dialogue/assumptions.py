"""Assumptions with their history, and the experiments that test them under a cap."""

from collections.abc import Iterable
from datetime import datetime

from vakna.actions._journal import Pen, hold
from vakna.core import assumptions as rules
from vakna.core import experiments
from vakna.core.document import encode
from vakna.core.initiative import Assumption, Experiment, Key, Text
from vakna.core.refusal import NotFound
from vakna.core.visibility import is_reader
from vakna.core.vocabulary import StageState
from vakna.records import models as m
from vakna.records import rows

_LEARNING, _AT_STAKE = ("learning",), ("learning", "money")


def set_assumption(
    *,
    by: str,
    at: datetime,
    initiative: str,
    assumption: Assumption,
    why: Text | None = None,
    tested_in: Iterable[str] | None = None,
    once: str = "",
) -> None:
    """Write an assumption, or a new version of it with why; what it said before stays in its history.

    `tested_in` are the planned stages that are to test it; None leaves them as they are. Refuses a verdict without
    evidence, a change without why, and to change whom it is about. `versions` of what is given is not read.
    """
    with hold("dialogue.set_assumption", by=by, at=at, initiative=initiative, parts=_LEARNING, once=once) as pen:
        before = next((one for one in pen.picture.assumptions if one.key == assumption.key), None)
        _require_reader(pen, before, assumption)
        rules.check_set(before, assumption, why)
        now = rules.written(before, assumption, by=by, at=at, why=why)
        values = rows.columns(m.Assumption, now, rows.finder(pen.initiative))
        m.Assumption.objects.update_or_create(initiative=pen.initiative, key=now.key, defaults=values)
        if tested_in is not None:
            _link(pen, now.key, set(tested_in))
        facts = {} if now.participation else {"key": now.key, "state": now.state, "version": len(now.versions)}
        protected = {"assumption": encode(now), "why": encode(why)}
        pen.write("assumption", facts=facts, protected=protected)


def _require_reader(pen: Pen, *about: Assumption | None) -> None:
    """Refuse (`NotFound`) what is assumed about one supplier to whoever may not read what suppliers hand in."""
    if any(one and one.participation for one in about) and not is_reader(pen.actor):
        raise NotFound("no-such-assumption")


def _link(pen: Pen, key: Key, stages: set[str]) -> None:
    """Let exactly these of the planned stages name the assumption; what a published stage tests stays as it is."""
    for row in m.Stage.objects.filter(initiative=pen.initiative, state=StageState.PLANNED):
        others = tuple(one for one in row.tests if one != key)
        row.tests = (*others, key) if row.key in stages else others
        row.save(update_fields=["tests"])


def set_experiment(*, by: str, at: datetime, initiative: str, experiment: Experiment, once: str = "") -> None:
    """Write an experiment, or its result and what was decided from it.

    Its cap counts as affordable loss: what would pass the room of its stage is refused under the initiative's one lock,
    saying what is left.
    """
    with hold("dialogue.set_experiment", by=by, at=at, initiative=initiative, parts=_AT_STAKE, once=once) as pen:
        before = next((one for one in pen.picture.experiments if one.key == experiment.key), None)
        _require_reader(pen, rules.find(pen.picture, experiment.assumption))
        experiments.check_set(pen.picture, before, experiment)
        values = rows.columns(m.Experiment, experiment, rows.finder(pen.initiative))
        m.Experiment.objects.update_or_create(initiative=pen.initiative, key=experiment.key, defaults=values)
        about = pen.picture.assumption(experiment.assumption)
        facts = {} if about.participation else {"key": experiment.key}
        pen.write("experiment", facts=facts, protected={"experiment": encode(experiment)})
