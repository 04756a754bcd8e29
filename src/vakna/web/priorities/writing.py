"""The forms of the board: a judgement, a plan of money and people, and the frame of a year."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import priorities
from vakna.core import priorities as rules
from vakna.core import words
from vakna.core.money import Money
from vakna.core.priorities import PlannedHalf, YearFrame
from vakna.core.refusal import NotAllowed, NotFound
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.fields import MoneyField, PartField, WholeField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from . import board

_AHEAD = 4
"""So many half-years ahead are planned for, the present one first."""


class PlaceForm(PageForm):
    """Three judgements, 1 to 5, and the reason."""

    about = "place"

    why = area(rows=4)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the five steps for each."""
        super().__init__(*args, **options)
        steps = [(str(one), PAGES.say(self.language, f"priorities.grade.{one}")) for one in rules.GRADES]
        for name in board.GRADES:
            self.fields[name] = forms.TypedChoiceField(choices=steps, coerce=int, widget=forms.RadioSelect)
            self.dress(name, self.fields[name])
        self.order_fields([*board.GRADES, "why"])


class ResourcesForm(PageForm):
    """Money and person-months for each half-year ahead."""

    about = "resources_plan"

    def __init__(self, *args: Any, halves: list[tuple[int, int]], **options: Any) -> None:
        """Ask for a sum and months in each half-year."""
        super().__init__(*args, **options)
        self.halves = halves
        for year, half in halves:
            said = PAGES.say(self.language, f"priorities.half.{half}", year=str(year))
            for name, field in {"money": MoneyField(required=False), "months": _months(required=False)}.items():
                field.label = f"{said}: {PAGES.say(self.language, f'priorities.column.{name}')}"
                self.fields[f"{name}_{year}_{half}"] = field
                self.dress(f"{name}_{year}_{half}", field)

    def planned(self) -> tuple[PlannedHalf, ...]:
        """Give the half-years in which something is planned."""
        said = self.cleaned_data
        found = (
            (year, half, said[f"money_{year}_{half}"], said[f"months_{year}_{half}"]) for year, half in self.halves
        )
        return tuple(
            PlannedHalf(year=year, half=half, money=money or Money(Decimal(0)), months=months or Decimal(0))
            for year, half, money, months in found if money or months
        )  # fmt: skip


class FrameForm(PageForm):
    """What there is in one year."""

    about = "frame"

    year = WholeField()
    money = MoneyField()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the months last."""
        super().__init__(*args, **options)
        self.fields["months"] = _months()
        self.dress("months", self.fields["months"])


def _months(*, required: bool = True) -> PartField:
    return PartField(required=required, min_value=0, max_digits=6, decimal_places=1)


def place(request: HttpRequest, key: str) -> HttpResponse:
    """Judge one need of one's own organisation."""
    person, row = _own(request, key)
    language, before = access.language(request), row["placed"]
    initial = {**row["grades"], "why": before.why.said(language)} if before else {}
    form, refusal = PlaceForm(request.POST or None, language=language, initial=initial), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {name: said[name] for name in board.GRADES}
        refusal = answers.attempt(
            lambda: priorities.place(**_act(request), initiative=key, why=form.said("why"), **given)
        )
        if refusal is None:
            return answers.done(request, reverse("priorities"), "priorities.placed")
    return _page(request, "place", form, refusal, person, about={"title": row["title"]})


def plan_resources(request: HttpRequest, key: str) -> HttpResponse:
    """Lay out money and people for one need, half-year by half-year."""
    person, row = _own(request, key)
    halves = _halves(access.received_at(request))
    planned = {(one.year, one.half): one for one in row["halves"]}
    initial = {f"{name}_{year}_{half}": getattr(planned[year, half], name) for year, half in halves
               if (year, half) in planned for name in ("money", "months")}  # fmt: skip
    form = ResourcesForm(request.POST or None, language=access.language(request), halves=halves, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        kept = tuple(one for one in row["halves"] if (one.year, one.half) not in halves)
        refusal = answers.attempt(
            lambda: priorities.plan(**_act(request), initiative=key, halves=(*kept, *form.planned()))
        )
        if refusal is None:
            return answers.done(request, reverse("priorities"), "priorities.planned")
    return _page(request, "plan_resources", form, refusal, person, about={"title": row["title"]})


def set_frame(request: HttpRequest) -> HttpResponse:
    """Say what the organisation has in a year."""
    person = _leader(request)
    initial = {"year": access.received_at(request).year}
    form, refusal = FrameForm(request.POST or None, language=access.language(request), initial=initial), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: priorities.set_frame(**_act(request), frame=YearFrame(**form.cleaned_data)))
        if refusal is None:
            return answers.done(request, reverse("priorities"), "priorities.framed")
    return _page(request, "set_frame", form, refusal, person, about={})


def _act(request: HttpRequest) -> dict[str, Any]:
    return {"by": access.person(request), "at": access.received_at(request), "once": access.once(request)}


def _leader(request: HttpRequest) -> m.Person:
    person: m.Person = board.require(request)
    if not person.may_start_initiatives:
        raise NotAllowed("may-not-start")
    return person


def _own(request: HttpRequest, key: str) -> tuple[m.Person, dict[str, Any]]:
    """Give the reader and one row of the board, or refuse as if it were not there."""
    person = _leader(request)
    row = next((one for one in board.rows(request, person) if one["key"] == key), None)
    if row is None:
        raise NotFound("no-such-initiative", key=key)
    return person, row


def _halves(at: datetime) -> list[tuple[int, int]]:
    """Give the half-years ahead, the present one first."""
    today = at.astimezone(words.STOCKHOLM)
    first = 2 * today.year + (today.month > 6)
    return [(one // 2, one % 2 + 1) for one in range(first, first + _AHEAD)]


def _page(
    request: HttpRequest, name: str, form: PageForm, refusal: Any, person: m.Person, *, about: dict[str, Any]
) -> HttpResponse:
    said = doing.sentences(access.language(request), name, about)
    return answers.page(request, "planning/doing.html", refusal=refusal, form=form, doing=said, nav="portfolio",
                        kicker=person.organisation.name, back=reverse("priorities"))  # fmt: skip
