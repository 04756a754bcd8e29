"""The forms of a supplier's ability to grow: one resource, and unit economics at four numbers of customers."""

from typing import Any

from django import forms

from vakna.core import unit_economics
from vakna.core import vocabulary as v
from vakna.core.initiative import EconomicsPoint, Key, Resource, UnitEconomics
from vakna.web.access import Visit
from vakna.web.fields import MoneyField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

SUMS = ("revenue", "serve", "load", "win", "fixed")


class ResourceForm(PageForm):
    """What was attracted, from whom, how sure it is, how that is known, and whether it should be protected."""

    about = "resource"

    scope = area(rows=2)
    from_whom = forms.CharField(max_length=200)
    worth = MoneyField(required=False)
    evidence = area(required=False, rows=3)
    ground = area(required=False, rows=2)
    damage = area(required=False, rows=2)

    def __init__(self, *args: Any, seen: Visit, before: Resource | None = None, **options: Any) -> None:
        """Begin with what is written, when something is."""
        super().__init__(*args, language=seen.language, initial=_of_resource(seen, before), **options)
        self.before = before
        self.fields["kind"] = WordField(among=v.ResourceKind, language=self.language)
        self.fields["status"] = WordField(among=v.ResourceStatus, language=self.language)
        for name in ("kind", "status"):
            self.dress(name, self.fields[name])
        self.order_fields(["kind", "scope", "from_whom", "worth", "status", "evidence", "ground", "damage"])

    def resource(self, *, key: Key, participation: Key, seen: Visit) -> Resource:
        """Give the resource as it was typed."""
        said, before = self.cleaned_data, self.before
        return Resource(
            key=key, participation=participation, at=seen.at, kind=said["kind"], status=said["status"],
            scope=self.rewritten("scope", before.scope if before else None) or self.said("scope"),
            from_whom=self.rewritten("from_whom", before.from_whom if before else None) or self.said("from_whom"),
            worth=said["worth"], evidence=self.rewritten("evidence", before.evidence if before else None),
            ground=self.rewritten("ground", before.ground if before else None),
            damage=self.rewritten("damage", before.damage if before else None),
        )  # fmt: skip


def _of_resource(seen: Visit, before: Resource | None) -> dict[str, Any]:
    if before is None:
        return {"status": v.ResourceStatus.PLANNED}
    texts = {name: getattr(before, name) for name in ("scope", "from_whom", "evidence", "ground", "damage")}
    said: dict[str, Any] = {name: held.said(seen.language) for name, held in texts.items() if held}
    return {**said, "kind": before.kind, "status": before.status, "worth": before.worth}


class EconomicsForm(PageForm):
    """Five sums at each number of customers, and how they are known."""

    about = "economics"

    basis = area(rows=3)

    def __init__(self, *args: Any, seen: Visit, before: UnitEconomics | None = None, **options: Any) -> None:
        """Ask for a table of sums, with the last version filled in."""
        super().__init__(*args, language=seen.language, initial=_of_economics(seen, before), **options)
        self.before = before
        for count in unit_economics.COUNTS:
            for name in SUMS:
                said = PAGES.say(self.language, f"growth.sum.{name}")
                label = PAGES.say(self.language, "growth.sum_at", sum=said, count=count, number=count)
                self.fields[f"{name}_{count}"] = MoneyField(label=label)
                self.dress(f"{name}_{count}", self.fields[f"{name}_{count}"])

    def rows(self) -> list[dict[str, Any]]:
        """Give the table: one row for each sum, with its field at each number of customers."""
        return [
            {"name": name, "code": f"growth.sum.{name}", "hint": f"growth.hint.{name}",
             "fields": [self[f"{name}_{count}"] for count in unit_economics.COUNTS]} for name in SUMS
        ]  # fmt: skip

    def points(self) -> tuple[EconomicsPoint, ...]:
        """Give the sums as they were typed."""
        return tuple(
            EconomicsPoint(customers=count, **{name: self.cleaned_data[f"{name}_{count}"] for name in SUMS})
            for count in unit_economics.COUNTS
        )


def _of_economics(seen: Visit, before: UnitEconomics | None) -> dict[str, Any]:
    if before is None:
        return {}
    sums = {f"{name}_{one.customers}": getattr(one, name) for one in before.points for name in SUMS}
    return {**sums, "basis": before.basis.said(seen.language)}
