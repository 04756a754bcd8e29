"""The form in which a movement of money is entered."""

from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.web.fields import KeyField, MoneyField, WordField
from vakna.web.forms import PageForm


class EntryForm(PageForm):
    """What happened, in which stage, with which supplier, how much, and by what reference."""

    about = "money"

    amount = MoneyField()
    reference = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, states: Any, stages: Any, suppliers: Any, payers: Any, **options: Any) -> None:
        """Offer the movements that this person may enter."""
        super().__init__(*args, **options)
        self.fields["state"] = WordField(among=states, language=self.language)
        self.fields["stage"] = KeyField(among=stages)
        self.fields["participation"] = KeyField(among=suppliers)
        if v.MoneyState.COMMITTED in states:
            self.fields["payer"] = KeyField(among=payers, required=False)
            self.fields["outside_stage_money"] = forms.BooleanField(required=False)
        for name, field in self.fields.items():
            self.dress(name, field)
        self.order_fields(["state", "stage", "participation", "amount", "reference", "payer", "outside_stage_money"])

    def values(self) -> dict[str, Any]:
        """Give what the action takes; only a commitment names a payer and whether it is stage money."""
        typed = self.cleaned_data
        found = {"stage": typed["stage"], "participation": typed["participation"], "amount": typed["amount"],
                 "reference": typed["reference"] or None}  # fmt: skip
        if typed["state"] is v.MoneyState.COMMITTED:
            found |= {"payer": typed["payer"], "outside_stage_money": typed["outside_stage_money"]}
        return found
