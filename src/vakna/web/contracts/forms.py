"""The forms about contracts: milestones, options and their use, rights, call-offs, leaving, a new owner."""

from datetime import date
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.initiative import CallOff, Contract, ContractRights, Key, Milestone, Option, OwnershipChange
from vakna.core.money import Money
from vakna.web.fields import DayField, KeyField, MoneyField, WholeField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.funding.forms import DecideCeilingForm
from vakna.web.funding.likely import AskingForm
from vakna.web.planning.forms import lines, written


class MilestoneForm(AskingForm):
    """What is to be done, what it pays, by when, and who approves it."""

    about = "milestone"

    what = area(rows=3)
    share = WholeField(required=False)
    price = MoneyField(required=False)
    due = DayField(required=False)

    def __init__(self, *args: Any, people: Any, pay: Money | None, **options: Any) -> None:
        """Offer those who may approve; a sum that is far off the contract's pay is asked about."""
        super().__init__(*args, **options)
        self.pay = pay
        self.fields["approver"] = KeyField(among=people, required=False)
        self.dress("approver", self.fields["approver"])

    def clean(self) -> dict[str, Any]:
        """Ask about a sum that is far off the pay."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_about("price", [self.pay] if self.pay else [])
        return typed

    def milestone(self, key: str) -> Milestone:
        """Give the milestone as it was typed."""
        typed = self.cleaned_data
        approver = Key(typed["approver"]) if typed["approver"] else None
        return Milestone(key=Key(key), what=self.said("what"), share=typed["share"], price=typed["price"],
                         due=typed["due"], approver=approver)  # fmt: skip


class OptionForm(AskingForm):
    """An option's exact clause: where it stands, when it may be used, how far it goes, of what nature, up to what."""

    about = "option"

    clause = forms.CharField(max_length=120)
    when = area(rows=3)
    extent = area(rows=3)
    nature = area(rows=3)
    ceiling = MoneyField(required=False)
    last_day = DayField(required=False)

    def __init__(self, *args: Any, pay: Money | None, stages: Any, **options: Any) -> None:
        """Offer the later stages that it may open; ask about a ceiling that is far off the contract's pay."""
        super().__init__(*args, **options)
        self.pay = pay
        self.fields["stage"] = KeyField(among=stages, required=False)
        self.dress("stage", self.fields["stage"])

    def clean(self) -> dict[str, Any]:
        """Ask about a ceiling that is far off the pay."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_about("ceiling", [self.pay] if self.pay else [])
        return typed

    def option(self, key: str) -> Option:
        """Give the option as it was typed."""
        typed = self.cleaned_data
        stage = Key(typed["stage"]) if typed["stage"] else None
        return Option(key=Key(key), clause=typed["clause"], stage=stage, ceiling=typed["ceiling"],
                      last_day=typed["last_day"], when=self.said("when"), extent=self.said("extent"),
                      nature=self.said("nature"))  # fmt: skip


class UseOptionForm(AskingForm):
    """For how much the option is used, and how what its clause asks for is there."""

    about = "use_option"

    value = MoneyField()
    ground = area(rows=4)

    def __init__(self, *args: Any, left: Money | None, **options: Any) -> None:
        """Ask about a sum that is far off what is left of the option."""
        super().__init__(*args, **options)
        self.left = left

    def clean(self) -> dict[str, Any]:
        """Ask about a sum that is far off what is left."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_about("value", [self.left] if self.left else [])
        return typed


class DecideUseForm(DecideCeilingForm):
    """Yes or no to using an option, by what right, and why."""

    about = "decide_option"
    answers = ("options.decision.yes", "options.decision.no")


class TermsForm(PageForm):
    """What the contract says of rights, further development and pay when the supplier leaves early."""

    about = "contract_terms"

    scope = area(required=False, rows=3)
    users = area(required=False, rows=2)
    territory = area(required=False, rows=2)
    time = area(required=False, rows=2)
    third_parties = area(required=False, rows=3)
    call_back = area(required=False, rows=3)
    call_back_day = DayField(required=False)
    buyer_background = area(required=False, rows=3)
    supplier_background = area(required=False, rows=3)
    further_development = area(required=False, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask first who owns what is made."""
        super().__init__(*args, **options)
        self.fields["owner"] = WordField(among=v.RightsHolder, language=self.language)
        self.fields["on_leaving"] = WordField(among=v.Settlement, language=self.language, radio=False, required=False)
        for name in ("owner", "on_leaving"):
            self.dress(name, self.fields[name])
        self.order_fields(["owner"])

    def terms(self, contract: Contract) -> dict[str, Any]:
        """Give what the action takes. Words that were not changed keep their languages."""
        typed, before = self.cleaned_data, contract.rights or ContractRights()
        said = ("scope", "users", "territory", "time", "third_parties", "call_back")
        rights = ContractRights(
            owner=typed["owner"], call_back_day=typed["call_back_day"],
            buyer_background=lines(typed["buyer_background"], before.buyer_background, self.language),
            supplier_background=lines(typed["supplier_background"], before.supplier_background, self.language),
            **{name: self.rewritten(name, getattr(before, name)) for name in said},
        )  # fmt: skip
        further = self.rewritten("further_development", contract.further_development)
        return {"rights": rights, "further_development": further, "on_leaving": typed["on_leaving"]}


def terms_initial(contract: Contract, language: str) -> dict[str, Any]:
    """Give what a contract says now, as the form shows it."""
    rights = contract.rights or ContractRights()
    said = ("scope", "users", "territory", "time", "third_parties", "call_back")
    texts = {name: one.said(language) for name in said if (one := getattr(rights, name))}
    lists = {name: written(language, getattr(rights, name)) for name in ("buyer_background", "supplier_background")}
    further = contract.further_development
    return {
        "owner": rights.owner, "call_back_day": rights.call_back_day, "on_leaving": contract.on_leaving,
        "further_development": further.said(language) if further else "", **texts, **lists,
    }  # fmt: skip


class CallOffForm(AskingForm):
    """Which named buyer calls off, from which supplier, how many and for how much."""

    about = "call_off"

    quantity = WholeField(required=False)
    value = MoneyField(required=False)
    reference = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, buyers: Any, suppliers: Any, near: Any, **options: Any) -> None:
        """Offer the named buyers and the suppliers with a contract; `near` are the values called off before."""
        super().__init__(*args, **options)
        self.near = near
        self.fields["organisation"] = KeyField(among=buyers)
        self.fields["participation"] = KeyField(among=suppliers)
        for name in ("organisation", "participation"):
            self.dress(name, self.fields[name])
        self.order_fields(["organisation", "participation"])

    def clean(self) -> dict[str, Any]:
        """Ask about a value that is far off those before it."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        self.ask_about("value", self.near)
        return typed

    def call(self, *, key: str, at: Any, procurement: str) -> CallOff:
        """Give the call-off as it was typed."""
        typed = self.cleaned_data
        return CallOff(
            key=Key(key), at=at, procurement=Key(procurement), participation=Key(typed["participation"]),
            organisation=Key(typed["organisation"]), quantity=typed["quantity"], value=typed["value"],
            reference=typed["reference"] or None,
        )  # fmt: skip


class LeaveForm(PageForm):
    """On which day the supplier leaves, why, and by which rule it is paid where the contract says none."""

    about = "leave"

    day = DayField()
    reason = area(rows=3)

    def __init__(self, *args: Any, agreed: v.Settlement | None, **options: Any) -> None:
        """Ask for the rule only where the contract is silent."""
        super().__init__(*args, **options)
        if agreed is None:
            self.fields["rule"] = WordField(among=v.Settlement, language=self.language)
            self.dress("rule", self.fields["rule"])
        self.order_fields(["day", "rule", "reason"])


class TellForm(PageForm):
    """On which day the supplier itself leaves, and why."""

    about = "tell_leaving"

    day = DayField()
    reason = area(rows=3)


class OwnerForm(PageForm):
    """Who owns the supplier now, and from which day."""

    about = "owner"

    owner = forms.CharField(max_length=200)
    day = DayField()
    note = area(required=False, rows=3)

    def change(self, *, key: str, at: Any, participation: str) -> OwnershipChange:
        """Give the change as it was typed."""
        typed = self.cleaned_data
        day: date = typed["day"]
        return OwnershipChange(key=Key(key), at=at, participation=Key(participation), day=day, owner=typed["owner"],
                               note=self.maybe_said("note"))  # fmt: skip
