"""Who may call off from the contract: named from the start, each with a maximum, and fixed once the notice is out."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import initiatives
from vakna.core.initiative import Key, NamedBuyer, Procurement
from vakna.core.vocabulary import NotPublished, OrganisationKind
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.fields import KeyField, MoneyField, WholeField
from vakna.web.forms import PageForm

from .procurements import find

_MORE_ROWS = 2
_PUBLIC = (
    OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.AGENCY, OrganisationKind.PUBLIC_COMPANY,
)  # fmt: skip
_ROW = ("organisation", "max_quantity", "max_value")


class NamedBuyersForm(PageForm):
    """The named buyers, one block each, and a few empty ones. A block with no organisation is taken away."""

    about = "named_buyer"

    def __init__(self, *args: Any, one: Procurement, offered: list[tuple[str, str]], **options: Any) -> None:
        """Make a block for each named buyer, offering every public body that the house knows."""
        super().__init__(*args, **options)
        self.one = one
        self.count = len(one.named_buyers) + _MORE_ROWS
        for number in range(self.count):
            before = one.named_buyers[number] if number < len(one.named_buyers) else None
            self._add(number, before, offered)

    def _add(self, number: int, before: NamedBuyer | None, offered: list[tuple[str, str]]) -> None:
        fields = {
            "organisation": KeyField(among=offered, required=False),
            "max_quantity": WholeField(required=False),
            "max_value": MoneyField(required=False),
        }
        for name, field in fields.items():
            self.dress(name, field)
            field.quiet = True  # type: ignore[attr-defined]
            field.initial = getattr(before, name) if before else None
            self.fields[f"{name}_{number}"] = field

    def blocks(self) -> list[dict[str, Any]]:
        """Give each block's fields, for the template."""
        return [
            {"number": number + 1, "fields": [self[f"{name}_{number}"] for name in _ROW]}
            for number in range(self.count)
        ]

    def named(self) -> tuple[NamedBuyer, ...]:
        """Give the named buyers as the form says; a maximum that is not published stays so when nothing is typed."""
        before = {one.organisation: one for one in self.one.named_buyers}
        found = {}
        for number in range(self.count):
            key, quantity, value = (self.cleaned_data.get(f"{name}_{number}") for name in _ROW)
            if key:
                kept = before[key].max_value if key in before else None
                value = kept if value is None and kept is NotPublished.YES else value
                found[key] = NamedBuyer(organisation=Key(key), max_quantity=quantity, max_value=value)
        return tuple(found.values())


def named_buyers(request: HttpRequest, key: str, procurement: str) -> HttpResponse:
    """Name who may call off, with the maximum of each."""
    seen = access.visit(request, key)
    seen.require("initiatives.record_procurement")
    one = find(seen, procurement)
    posted = request.POST if request.method == "POST" else None
    form = NamedBuyersForm(posted, language=seen.language, one=one, offered=_offered())
    refusal, back = None, reverse("procurement", args=[key, procurement])
    if posted is not None and form.is_valid():
        written = replace(one, named_buyers=form.named())
        refusal = answers.attempt(lambda: initiatives.record_procurement(**seen.act(), procurement=written))
        if refusal is None:
            where = request.path if "more" in posted else back
            return answers.done(request, where, "procurement.buyers_saved")
    values: dict[str, Any] = {"about": {"procurement": one.title}, "blocks": form.blocks(), "back": back}
    return doing.page(request, seen, "named_buyers", form=form, here="plan", refusal=refusal,
                      template="planning/named_buyers.html", **values)  # fmt: skip


def _offered() -> list[tuple[str, str]]:
    rows = m.Organisation.objects.filter(kind__in=_PUBLIC)
    return sorted(rows.values_list("key", "name"), key=lambda pair: pair[1].casefold())
