"""The forms about money: a movement, a new ceiling and the decision on it, and what a currency is worth."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.initiative import CeilingChange, Key, Rate
from vakna.core.money import Money
from vakna.web.fields import DayField, KeyField, MoneyField, PartField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from .likely import AskingForm

_WITH_VAT = frozenset({v.MoneyState.INVOICED, v.MoneyState.PAID})


class EntryForm(AskingForm):
    """What happened, in which stage, with which supplier, how much, and by what reference; the VAT apart."""

    about = "money"

    amount = MoneyField()
    reference = forms.CharField(max_length=80, required=False)

    def __init__(
        self, *args: Any, states: Any, stages: Any, suppliers: Any, payers: Any, near: Iterable[Money], **options: Any
    ) -> None:
        """Offer the movements that this person may enter; `near` are the sums that this one is likely to be like."""
        super().__init__(*args, **options)
        self.near = tuple(near)
        self.fields["state"] = WordField(among=states, language=self.language)
        self.fields["stage"] = KeyField(among=stages)
        self.fields["participation"] = KeyField(among=suppliers, required=v.MoneyState.PLANNED not in states)
        if _WITH_VAT & set(states):
            self.fields["vat_rate"] = PartField(required=False, min_value=0, max_value=99, decimal_places=1)
            self.fields["vat"] = MoneyField(required=False)
        if v.MoneyState.COMMITTED in states:
            self.fields["payer"] = KeyField(among=payers, required=False)
            self.fields["outside_stage_money"] = forms.BooleanField(required=False)
        for name, field in self.fields.items():
            self.dress(name, field)
        first = ["state", "stage", "participation", "amount", "reference", "vat_rate", "vat"]
        self.order_fields([*first, "payer", "outside_stage_money"])

    def clean(self) -> dict[str, Any]:
        """Ask for the supplier of everything but a plan, and about a sum that is far off its neighbours."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("state") is not v.MoneyState.PLANNED and not typed.get("participation"):
            self.add_error("participation", self.fields["participation"].error_messages["required"])
        self.ask_about("amount", self.near)
        return typed

    def values(self) -> dict[str, Any]:
        """Give what the action takes: only what is bound names a payer, only an invoice or a payment its VAT."""
        typed = self.cleaned_data
        found = {"stage": typed["stage"], "participation": typed["participation"], "amount": typed["amount"],
                 "reference": typed["reference"] or None}  # fmt: skip
        if typed["state"] in _WITH_VAT:
            found |= {"vat_rate": typed["vat_rate"], "vat": typed["vat"] or _vat(typed["amount"], typed["vat_rate"])}
        if typed["state"] in {v.MoneyState.PLANNED, v.MoneyState.COMMITTED}:
            found |= {"payer": typed["payer"]}
        if typed["state"] is v.MoneyState.COMMITTED:
            found |= {"outside_stage_money": typed["outside_stage_money"]}
        return found


def _vat(amount: Money, rate: Decimal | None) -> Money | None:
    """Work out the VAT from its rate, to the hundredth, when only the rate was typed."""
    if rate is None:
        return None
    return Money((amount.amount * rate / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP"), amount.currency)


class AskCeilingForm(AskingForm):
    """Which ceiling, what it is to be, from where money moves, and why."""

    about = "ask_ceiling"
    own = {"stage": "ceiling", "to": "amount"}

    ceiling = forms.ChoiceField(widget=forms.RadioSelect)
    amount = MoneyField()
    reason = area(rows=4)

    def __init__(self, *args: Any, ceilings: Any, sources: Any, near: Any, **options: Any) -> None:
        """Offer the stated ceilings, each as `kind` or `kind:stage`, and the decided stages with money left."""
        super().__init__(*args, **options)
        self.near = near
        self.fields["ceiling"].choices = ceilings  # type: ignore[attr-defined]
        if sources:
            self.fields["moved_from"] = KeyField(
                among=sources, required=False, empty=PAGES.say(self.language, "funding.no_move")
            )
            self.dress("moved_from", self.fields["moved_from"])
        self.order_fields(["ceiling", "amount", "moved_from", "reason"])

    def clean(self) -> dict[str, Any]:
        """Ask about a ceiling that is far off the one it replaces."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        now = self.near.get(typed.get("ceiling"))
        self.ask_about("amount", [now] if now else [])
        return typed

    def change(self, *, key: str, at: Any) -> CeilingChange:
        """Give the change as it was typed."""
        typed = self.cleaned_data
        kind, _, stage = typed["ceiling"].partition(":")
        source = typed.get("moved_from")
        return CeilingChange(
            key=Key(key), at=at, ceiling=v.Ceiling(kind), stage=Key(stage) if stage else None, to=typed["amount"],
            moved_from=Key(source) if source else None, reason=self.said("reason"),
        )  # fmt: skip


class DecideCeilingForm(PageForm):
    """Yes or no to a new ceiling, by what right, and why."""

    about = "decide_ceiling"
    answers = ("funding.decision.yes", "funding.decision.no")

    accepted = forms.TypedChoiceField(coerce=lambda value: value == "yes", widget=forms.RadioSelect, empty_value=None)
    reference = forms.CharField(max_length=40)
    committee = forms.CharField(max_length=200, required=False)
    minuted = DayField(required=False)
    motive = area(required=False, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask with neither answer chosen beforehand."""
        super().__init__(*args, **options)
        choices = [(code.rpartition(".")[2], PAGES.say(self.language, code)) for code in self.answers]
        self.fields["accepted"].choices = choices  # type: ignore[attr-defined]
        among = (v.Mandate.DELEGATION, v.Mandate.MINUTE)
        self.fields["mandate"] = WordField(among=among, language=self.language)
        self.dress("mandate", self.fields["mandate"])
        self.order_fields(["accepted", "mandate", "reference", "committee", "minuted", "motive"])

    def decision(self) -> dict[str, Any]:
        """Give what the action takes."""
        typed = self.cleaned_data
        said = {name: typed[name] for name in ("accepted", "mandate", "reference", "minuted")}
        return {**said, "committee": typed["committee"] or None, "motive": self.maybe_said("motive")}


class RateForm(PageForm):
    """What a currency is worth, on which day, by whose word."""

    about = "rate"

    value = PartField(max_digits=12, decimal_places=6)
    day = DayField()
    source = forms.CharField(max_length=120)

    def rate(self) -> Rate:
        """Give the rate as it was typed: one euro in kronor."""
        typed = self.cleaned_data
        return Rate(currency="EUR", to="SEK", value=typed["value"], day=typed["day"], source=typed["source"])
