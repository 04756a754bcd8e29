"""The forms of the plans for spread: the buyer's, a further user, and a supplier's own."""

from collections.abc import Mapping
from typing import Any

from django import forms

from vakna.core import spread_plans as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import FurtherUser, Key, PriceAt, SpreadPlan, SupplierPlan, Text
from vakna.web.access import Visit
from vakna.web.fields import DayField, KeyField, MoneyField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from .forms import BODIES, Offered

_PLAN = ("reference_role", "carrier", "rights")
_OWN = ("customers", "channels", "capacity", "developer")


class PlanForm(PageForm):
    """The buyer's plan: its role as a reference, who carries it, by when, and what it asks of rights."""

    about = "spread_plan"

    reference_role = area(rows=3)
    carrier = area(rows=2)
    by_when = DayField()
    rights = area(required=False, rows=2)
    why = area(required=False, rows=2)

    def __init__(self, *args: Any, seen: Visit, **options: Any) -> None:
        """Begin with the plan as it stands."""
        self.before = rules.current(seen.picture.terms)
        day = {"by_when": self.before.by_when} if self.before else {}
        initial = _initial(self.before, _PLAN, seen.language) | day
        super().__init__(*args, language=seen.language, initial=initial, **options)

    def plan(self, seen: Visit) -> SpreadPlan:
        """Give the plan as the form says it; what was not changed keeps its languages."""
        texts: dict[str, Any] = {name: self.rewritten(name, getattr(self.before, name, None)) for name in _PLAN}
        day, why = self.cleaned_data["by_when"], self.maybe_said("why")
        return SpreadPlan(version=1, at=seen.at, by_when=day, why=why, **texts)


class FurtherForm(PageForm):
    """An organisation that may use the solution next: one that is known here, or a new one by name."""

    about = "further_user"

    def __init__(self, *args: Any, known: Offered, **options: Any) -> None:
        """Offer the organisations that are known in the initiative, and the answers."""
        super().__init__(*args, **options)
        fields: Mapping[str, forms.Field] = {
            "organisation": KeyField(among=known, required=False),
            "name": forms.CharField(required=False, max_length=200),
            "kind": WordField(among=BODIES, language=self.language, radio=False, required=False),
            "contacted": DayField(required=False),
            "answer": WordField(among=v.FurtherAnswer, language=self.language),
            "note": area(required=False, rows=3),
        }
        for name, field in fields.items():
            self.fields[name] = field
            self.dress(name, field)

    def clean(self) -> dict[str, Any]:
        """Ask for an organisation from the list, or a name and a kind."""
        found = super().clean() or {}
        if not found.get("organisation") and not (found.get("name") and found.get("kind")):
            self.add_error("organisation", PAGES.say(self.language, "spread.which_organisation"))
        return found

    def user(self, organisation: str, seen: Visit) -> FurtherUser:
        """Give the word about it as the form says."""
        said = self.cleaned_data
        return FurtherUser(organisation=Key(organisation), at=seen.at, contacted=said["contacted"],
                           answer=said["answer"], note=self.maybe_said("note"))  # fmt: skip


class OwnPlanForm(PageForm):
    """A supplier's own plan: customers, channels, capacity, who develops further, prices, and what all may read."""

    about = "own_plan"

    customers = area(rows=3)
    channels = area(rows=2)
    capacity = area(rows=2)
    developer = area(rows=2)

    def __init__(self, *args: Any, seen: Visit, before: SupplierPlan | None, **options: Any) -> None:
        """Begin with the plan as it stands; ask for a price at each number of customers."""
        initial = _initial(before, (*_OWN, "told"), seen.language)
        initial |= {f"price_{one.customers}": one.price for one in before.prices} if before else {}
        super().__init__(*args, language=seen.language, initial=initial, **options)
        self.before = before
        for count in rules.COUNTS:
            label = PAGES.say(self.language, "spread_plan.price_at", count=count, number=count)
            self.fields[f"price_{count}"] = MoneyField(label=label, required=False)
            self.dress(f"price_{count}", self.fields[f"price_{count}"])
        self.fields["told"] = area(required=False, rows=3)
        self.dress("told", self.fields["told"])

    def plan(self, *, key: Key, participation: Key, seen: Visit) -> SupplierPlan:
        """Give the plan as the form says it; what was not changed keeps its languages."""
        names = (*_OWN, "told")
        texts: dict[str, Any] = {name: self.rewritten(name, getattr(self.before, name, None)) for name in names}
        asked = ((count, self.cleaned_data[f"price_{count}"]) for count in rules.COUNTS)
        prices = tuple(PriceAt(customers=count, price=price) for count, price in asked if price is not None)
        return SupplierPlan(key=key, participation=participation, version=1, at=seen.at, prices=prices, **texts)


def _initial(before: SpreadPlan | SupplierPlan | None, names: tuple[str, ...], language: str) -> dict[str, Any]:
    held = {name: getattr(before, name, None) for name in names}
    return {name: one.said(language) for name, one in held.items() if isinstance(one, Text)}
