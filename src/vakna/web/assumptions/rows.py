"""Assumptions and experiments as pages show them: one row of values each, from the redacted picture."""

from typing import Any

from vakna.core import assumptions as rules
from vakna.core import experiments, stages, words
from vakna.core.initiative import Assumption, Experiment, Key, Stage
from vakna.core.vocabulary import AssumptionState
from vakna.web.access import Visit

COLLECTIONS = ("assumptions", "experiments")
"""What every page of assumptions takes: an experiment is shown to whoever sees its assumption."""

_KINDS = {AssumptionState.OPEN: "info", AssumptionState.SUPPORTED: "ok", AssumptionState.REFUTED: "warn"}

Row = dict[str, Any]


def assumption(seen: Visit, one: Assumption) -> Row:
    """Give one assumption with its supplier, the stages that test it and its experiments."""
    tried = [it for it in seen.picture.experiments if it.assumption == one.key]
    named = [it for it in stages.in_order(seen.picture.terms) if _tests(it, one.key, tried)]
    return {
        **line(seen, one), "settled": rules.is_settled(one), "stages": named,
        "experiments": [experiment(seen, it) for it in tried],
    }  # fmt: skip


def _tests(stage: Stage, key: Key, tried: list[Experiment]) -> bool:
    return key in stage.tests or any(it.during == stage.key for it in tried)


def line(seen: Visit, one: Assumption) -> Row:
    """Give one assumption as one line: how it stands, and the name of the supplier when it is about one."""
    supplier = seen.picture.supplier_name(one.participation) if one.participation else ""
    return {"one": one, "kind": _KINDS[one.state], "supplier": supplier}


def experiment(seen: Visit, one: Experiment) -> Row:
    """Give one experiment with how it stands: under way, over without a result, waiting for a decision, or done."""
    today = seen.at.astimezone(words.STOCKHOLM).date()
    state = "done"
    if experiments.is_under_way(one):
        state = "overdue" if experiments.is_overdue(one, today) else "under_way"
    elif experiments.waits_for_decision(one):
        state = "undecided"
    people = {it.key: it.name for it in seen.picture.terms.people}
    during = next((it for it in seen.picture.terms.stages if it.key == one.during), None)
    kind = {"done": "ok", "under_way": "info"}.get(state, "warn")
    return {"one": one, "state": state, "kind": kind, "owner": people.get(one.owner or Key(""), ""), "during": during}


def versions(seen: Visit, one: Assumption) -> list[Row]:
    """Give the history, the latest version first, each with who wrote it."""
    people = {it.key: it.name for it in seen.picture.terms.people}
    return [{"one": it, "by": people.get(it.by, ""), "kind": _KINDS[it.state]} for it in reversed(one.versions)]
