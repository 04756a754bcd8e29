"""Did you mean: a form asks once more when a sum is a hundred or a thousand times off its neighbours (T13)."""

from collections.abc import Iterable

from django import forms

from vakna.core import likely_sums
from vakna.core.money import Money
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES


class AskingForm(PageForm):
    """A form with sums. One that is far off is asked about beside its field, with a box to tick when it is right."""

    def ask_about(self, name: str, neighbours: Iterable[Money]) -> None:
        """Ask about a sum, unless the box is ticked."""
        amount = self.cleaned_data.get(name)
        likely = likely_sums.meant(amount, neighbours) if isinstance(amount, Money) else None
        if likely is None:
            return
        box = f"{name}_is_right"
        self.fields[box] = forms.BooleanField(
            required=False, label=PAGES.say(self.language, "form.likely.label", given=amount)
        )
        if not self.data.get(box):
            self.add_error(name, PAGES.say(self.language, "form.likely.asks", given=amount, meant=likely))
