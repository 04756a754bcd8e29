"""Every address of the house, walked from the URL conf, with what it takes. Nothing is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Max
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from vakna.records import models as m

LANGUAGES = ("sv", "en")

Arguments = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address by its name, and what it takes."""

    name: str
    takes: tuple[str, ...]

    def addresses(self, known: Arguments, language: str) -> list[str]:
        """Give the address in a language with every combination of the values known; an unknown argument is a fault."""
        values = [known[name] for name in self.takes]
        chosen = [dict(zip(self.takes, one, strict=True)) for one in product(*values)]
        if {"stage", "participation"} <= set(self.takes):
            chosen = [one for one in chosen if f"{one['stage']} {one['participation']}" in known["taking part"]]
        with translation.override(language):
            return [reverse(self.name, kwargs=one) for one in chosen]


def routes() -> list[Route]:
    """List every route of the URL conf."""
    found = list(_walk(get_resolver().url_patterns, ()))
    assert len({one.name for one in found}) == len(found), "two routes share a name"
    return found


def _walk(patterns: Sequence[Any], takes: tuple[str, ...]) -> Iterator[Route]:
    for one in patterns:
        mine = (*takes, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, mine)
        else:
            assert isinstance(one, URLPattern)
            yield Route(name=str(one.name), takes=mine)


def known(key: str) -> dict[str, list[str]]:
    """Give every value that an argument can have in one initiative, by the name that the URL conf gives the argument.

    Of letters one to each address; a supplier is asked for in the stages that it has handed in for.
    """
    rows = {"initiative__key": key}
    handed_in = m.Submission.objects.filter(**rows).values_list("stage__key", "participation__key")
    return {
        "taking part": [f"{stage} {participation}" for stage, participation in handed_in],
        "key": [key],
        "stage": _keys(m.Stage, rows),
        "procurement": _keys(m.Procurement, rows),
        "participation": _keys(m.Participation, rows),
        "criterion": sorted({it.criterion for one in m.Assessment.objects.filter(**rows) for it in one.risks}),
        "submission": _keys(m.Submission, rows),
        "question": _keys(m.Question, rows),
        "broadcast": _keys(m.Broadcast, rows),
        "test": _keys(m.UserTest, rows),
        "objection": _keys(m.Objection, rows),
        "claim": ["talk-first"],
        "suppression": _keys(m.Suppression, rows),
        "disclosure": _keys(m.Disclosure, rows),
        "contact": _keys(m.Contact, rows),
        "insight": _keys(m.Insight, rows),
        "item": list(m.Requirement.objects.filter(**rows, version=1).order_by("pk").values_list("item", flat=True)),
        "change": _keys(m.Change, rows),
        "resource": _keys(m.Resource, rows),
        "task": _keys(m.Task, rows),
        "advice": _keys(m.Advice, rows),
        "assumption": _keys(m.Assumption, rows),
        "experiment": _keys(m.Experiment, rows),
        "ceiling_change": _keys(m.CeilingChange, rows),
        "contract": _keys(m.Contract, rows),
        "option": sorted({it.key for one in m.Contract.objects.filter(**rows) for it in one.options}),
        "option_use": _option_uses(rows),
        "slot": _keys(m.Slot, rows),
        "involvement": _keys(m.Involvement, rows),
        "pack": _keys(m.Pack, rows),
        "adoption": _keys(m.Adoption, rows),
        "organisation": [one for row in m.Initiative.objects.filter(key=key) for one in row.buyers],
        "file": [str(pk) for pk in m.StoredFile.objects.values_list("pk", flat=True)],
        "letter": [str(one["last"]) for one in m.Letter.objects.values("to").annotate(last=Max("pk"))],
        "outage": list(m.Outage.objects.order_by("pk").values_list("key", flat=True)),
        "number": ["0"],
        "step": ["need"],
        "code": ["ND01"],
        "kind": ["pdf", "docx"],
        "form": [f"hand-in.{stage}" for stage in _keys(m.Stage, rows)],
    }


def _option_uses(rows: Mapping[str, str]) -> list[str]:
    contracts = m.Contract.objects.filter(**rows)
    return sorted({use.key for one in contracts for option in one.options for use in option.uses})


def _keys(model: Any, rows: Mapping[str, str]) -> list[str]:
    return list(model.objects.filter(**rows).order_by("pk").values_list("key", flat=True))
