"""What somebody has done by hand in a sandbox, so that its cast does not do it again, and how the rest still fits."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vakna.core import declarations
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Picture
from vakna.records import models as m
from vakna.records import pictures

from ._event import Event

_Filter = Callable[[Event], Mapping[str, Any]]


def _in_stage(one: Event) -> Mapping[str, Any]:
    return {"stage__key": one.values["stage"], "participation__key": one.values["participation"]}


_TWINS: Mapping[str, tuple[str, Any, _Filter]] = {
    "selection.hand_in": (
        "submissions", m.Submission,
        lambda one: {"stage__key": one.values["stage"], "participation__organisation__people__key": one.by},
    ),
    "assessment.agree": (
        "assessments", m.Assessment, lambda one: {**_in_stage(one), "kind": v.AssessmentKind.CONSENSUS}
    ),
    "assessment.mark_need": (
        "assessments", m.Assessment,
        lambda one: {**_in_stage(one), "kind": v.AssessmentKind.BUYER, "buyer__people__key": one.by},
    ),
    "dialogue.record_contact": (
        "contacts", m.Contact,
        lambda one: {
            "stage__key": one.values["contact"].stage, "participation__key": one.values["contact"].participation,
            "kind": one.values["contact"].kind,
        },
    ),
    "initiatives.record_contract": (
        "contracts", m.Contract,
        lambda one: {
            "stage__key": one.values["contract"].stage, "participation__key": one.values["contract"].participation,
        },
    ),
    "funding.commit": ("money", m.MoneyEntry, lambda one: {**_in_stage(one), "state": v.MoneyState.COMMITTED}),
    "spread.adopt": (
        "adoptions", m.Adoption, lambda one: {"organisation__key": one.values["adoption"].organisation}
    ),
    "spread.report_count": (
        "counts", m.ReportedCount,
        lambda one: {"count": one.values["count"], "qualifier": one.values["qualifier"]},
    ),
}  # fmt: skip
"""Verbs that could be done twice unrefused: the script's collection, the model, and what makes two the same."""


def is_done(initiative: m.Initiative, script: Picture, one: Event) -> bool:
    """Say whether the same thing has been done in the sandbox, and not by its script."""
    if one.verb == "gates.propose":
        laid = {it.at for it in script.proposals if it.stage == one.values["stage"]}
        return initiative.proposals.filter(stage__key=one.values["stage"]).exclude(at__in=laid).exists()
    if one.verb == "demand.follow":
        told = {it.at for it in script.followers}
        return initiative.followers.filter(organisation__key=one.values["organisation"]).exclude(at__in=told).exists()
    if one.verb not in _TWINS:
        return False
    collection, model, same = _TWINS[one.verb]
    scripted = {it.key for it in getattr(script, collection)}
    return bool(model.objects.filter(initiative=initiative, **same(one)).exclude(key__in=scripted).exists())


def fitted(initiative: m.Initiative, script: Picture, one: Event) -> Event:
    """Fit an act to a sandbox where others have acted: suppliers' keys, stages as planned, the last proposal."""
    one = replace(one, values=_renamed(dict(one.values), _other_names(initiative, script)))
    if one.verb == "gates.decide":
        last = initiative.proposals.filter(stage__key=one.values["stage"]).order_by("version").last()
        return replace(one, values={**one.values, "version": last.version if last else 0})
    if one.verb == "people.declare_interests":
        return replace(one, values={**one.values, "about": _there_now(initiative, one)})
    if one.verb == "dialogue.broadcast":
        return replace(one, values={**one.values, "passes_on": _passed_on(initiative, script, one)})
    if one.verb == "initiatives.plan_stage":
        stage = one.values["stage"]
        now = pictures.take(initiative.key, (), locked=True).terms.stages
        kept = next((it for it in now if it.key == stage.key), stage)
        return replace(one, values={"stage": replace(kept, procurement=stage.procurement)})
    return one


def _there_now(initiative: m.Initiative, one: Event) -> tuple[Key, ...]:
    """Give the suppliers that are in the stage now: the cast declares about those, whoever came by hand too."""
    now = pictures.take(initiative.key, ("participations",), locked=True)
    return tuple(it.key for it in declarations.concerned(now, now.stage(one.values["stage"])))


def _other_names(initiative: m.Initiative, script: Picture) -> dict[str, str]:
    """Give, for suppliers that came in by hand, the key that they got instead of the script's."""
    rows = initiative.participations.values_list("organisation__key", "procurement__key", "first_stage__key", "key")
    there = {(organisation, procurement or stage): key for organisation, procurement, stage, key in rows}
    wanted = {
        one.key: there.get((one.organisation, one.procurement or one.first_stage)) for one in script.participations
    }
    return {key: other for key, other in wanted.items() if other and other != key}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if not names:
        return value
    if isinstance(value, dict):
        return {name: _named(name, held, names) for name, held in value.items()}
    if isinstance(value, tuple):
        return tuple(_renamed(one, names) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _named(f.name, getattr(value, f.name), names) for f in fields(value)})
    return value


def _named(field: str, held: Any, names: Mapping[str, str]) -> Any:
    return names.get(held, held) if field == "participation" and held else _renamed(held, names)


def _passed_on(initiative: m.Initiative, script: Picture, one: Event) -> tuple[Key, ...]:
    """Give the contacts that information passes on: the script's, and those by hand that stand in their place."""
    scripted = {it.key: it for it in script.contacts if it.key in one.values["passes_on"]}
    names = _other_names(initiative, script)
    there = {Key(key) for key in initiative.contacts.filter(key__in=scripted).values_list("key", flat=True)}
    instead = []
    for key, it in scripted.items():
        supplier = names.get(it.participation or "", it.participation)
        if key not in there:
            same = initiative.contacts.filter(stage__key=it.stage, participation__key=supplier, kind=it.kind)
            instead.append(same)
    by_hand = {Key(key) for rows in instead for key in rows.values_list("key", flat=True)}
    return (*(key for key in one.values["passes_on"] if key in there), *sorted(by_hand))
