"""Looks at the market beside a solution: rows for the page of spread, and the form for one more."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import spread
from vakna.core import adoptions, words
from vakna.core import market_looks as rules
from vakna.core.initiative import MarketLook
from vakna.web import access, answers, doing
from vakna.web.fields import DayField, KeyField
from vakna.web.forms import PageForm, area
from vakna.web.initiatives import suppliers
from vakna.web.together.tasks import workers


class LookForm(PageForm):
    """What was seen, where, and who looks next, by when."""

    about = "market_look"

    found = area(required=False, rows=4)
    source = forms.CharField(max_length=500, required=False)
    next_on = DayField()

    def __init__(self, *args: Any, seen: access.Visit, **options: Any) -> None:
        """Offer the suppliers whose solutions are here, and those who work in the team."""
        names = suppliers.names(seen.picture)
        among = [(str(one), names[one]) for one in rules.watched(seen.picture)]
        initial = {"supplier": among[0][0] if len(among) == 1 else "", "who": seen.actor.person}
        super().__init__(*args, language=seen.language, initial=initial, **options)
        for name, field in {"supplier": KeyField(among=among), "who": KeyField(among=workers(seen))}.items():
            self.fields[name] = field
            self.dress(name, field)
        self.order_fields(["supplier", "found", "source", "next_on", "who"])

    def look(self, seen: access.Visit) -> MarketLook:
        """Give the look as the form says."""
        said = self.cleaned_data
        return MarketLook(supplier=said["supplier"], at=seen.at, found=self.maybe_said("found"),
                          source=said["source"] or None, next_on=said["next_on"], who=said["who"])  # fmt: skip


def market_look(request: HttpRequest, key: str) -> HttpResponse:
    """Note a look at the market, or only who looks next."""
    seen = access.visit(request, key, parts=("spread",))
    seen.require("spread.note_look")
    form, refusal, back = LookForm(request.POST or None, seen=seen), None, reverse("spread", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: spread.note_look(**seen.act(), look=form.look(seen)))
        if refusal is None:
            return answers.done(request, back, "market_look.saved")
    return doing.page(request, seen, "market_look", form=form, here="spread", refusal=refusal, back=back)


def shown(seen: access.Visit) -> list[dict[str, Any]]:
    """Give the solutions that are looked beside: the next day, who looks, and the log to those who may read it."""
    people = {one.key: one.name for one in seen.picture.terms.people}
    return [_row(seen, one, people) for one in rules.last(seen.picture.terms)]


def _row(seen: access.Visit, one: MarketLook, people: dict[Any, str]) -> dict[str, Any]:
    log = [it for it in seen.picture.terms.market_looks if it.supplier == one.supplier and it.found is not None]
    return {
        "name": seen.picture.organisation(one.supplier).name, "next_on": one.next_on,
        "late": rules.is_late(one, adoptions.day_of(seen.at)), "who": people.get(one.who, "") if one.who else "",
        "log": [{"one": it, "by": people.get(it.by, "") if it.by else ""} for it in reversed(log)],
    }  # fmt: skip


def further(seen: access.Visit) -> dict[str, Any]:
    """Give when it was said who develops the solution further, and whether it is time to say it again."""
    told, today = seen.picture.terms.further_told, adoptions.day_of(seen.at)
    return {"told": told.astimezone(words.STOCKHOLM).date() if told else None,
            "due": rules.further_due(seen.picture, today)}  # fmt: skip
