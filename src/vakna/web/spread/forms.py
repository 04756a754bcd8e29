"""The forms of spread: who uses the solution, what was reported, who shares the need. A form writes nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core.counties import COUNTIES
from vakna.core.initiative import Join, Key
from vakna.web.dialogue.papers import Papers
from vakna.web.fields import DayField, KeyField, MoneyField, WholeField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

Offered = Iterable[tuple[str, str]]

BODIES = (
    v.OrganisationKind.MUNICIPALITY,
    v.OrganisationKind.REGION,
    v.OrganisationKind.AGENCY,
    v.OrganisationKind.PUBLIC_COMPANY,
    v.OrganisationKind.PRIVATE_PROVIDER,
    v.OrganisationKind.UNIVERSITY,
    v.OrganisationKind.ASSOCIATION,
)
"""The kinds of organisations that buy what others have developed."""


def _ask(form: PageForm, fields: Mapping[str, forms.Field]) -> None:
    """Put fields that depend on the reader's language last in a form."""
    for name, field in fields.items():
        form.fields[name] = field
        form.dress(name, field)


class AdoptForm(PageForm):
    """One organisation that uses the solution: one that is known here, or, where that is allowed, a new one by name."""

    about = "adopt"

    def __init__(self, *args: Any, known: Offered, suppliers: Offered, may_add: bool, **options: Any) -> None:
        """Offer the organisations that are known in the initiative, and its suppliers."""
        super().__init__(*args, **options)
        new = {
            "name": forms.CharField(required=False, max_length=200),
            "kind": WordField(among=BODIES, language=self.language, radio=False, required=False),
            "county": KeyField(among=COUNTIES.items(), required=False),
        }
        _ask(self, {"organisation": KeyField(among=known, required=not may_add)} | (new if may_add else {}))
        rest = {
            "supplier": KeyField(among=suppliers),
            "solution": forms.CharField(required=False, max_length=200),
            "since": DayField(),
            "how": WordField(among=v.HowBought, language=self.language, radio=False),
            "value": MoneyField(required=False),
            "source": forms.CharField(required=False, max_length=500),
        }
        _ask(self, rest)

    def clean(self) -> dict[str, Any]:
        """Ask for an organisation from the list, or a name and a kind."""
        found = super().clean() or {}
        named = found.get("name") and found.get("kind")
        if "name" in self.fields and not found.get("organisation") and not named:
            self.add_error("organisation", PAGES.say(self.language, "spread.which_organisation"))
        return found


class CountForm(PageForm):
    """A published number of organisations, as exact as its source says."""

    about = "count"

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the words for how exact a number is, and whom it counts."""
        super().__init__(*args, **options)
        fields = {
            "qualifier": WordField(among=v.Qualifier, language=self.language),
            "count": WholeField(),
            "period_starts": DayField(),
            "period_ends": DayField(),
            "sector": WordField(among=v.Sector, language=self.language),
            "source": forms.CharField(max_length=500),
        }
        _ask(self, fields)


class FollowForm(PageForm):
    """How strongly one's own organisation shares the need, and whether it wishes to buy together."""

    about = "follow"

    note = area(required=False, rows=3)

    def __init__(self, *args: Any, joinable: Offered, **options: Any) -> None:
        """Offer the strengths, and the procurements that others can still be named in."""
        super().__init__(*args, **options)
        fields: dict[str, forms.Field] = {
            "strength": WordField(among=v.Strength, language=self.language),
            "size": WholeField(required=False),
            "letters": Papers(required=False),
        }
        offered = list(joinable)
        if offered:
            fields |= {
                "joins": KeyField(among=offered, required=False),
                "max_quantity": WholeField(required=False),
                "max_value": MoneyField(required=False),
            }
        _ask(self, fields)
        self.order_fields(["strength", "size", "note"])

    def wish(self) -> Join | None:
        """Give the wish to buy together, or None."""
        said = self.cleaned_data
        if not said.get("joins"):
            return None
        return Join(procurement=Key(said["joins"]), max_quantity=said["max_quantity"], max_value=said["max_value"])


class AnswerJoinForm(PageForm):
    """The buyer's answer to an organisation that wishes to buy together."""

    about = "answer_join"

    reason = area(required=False, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for yes or no."""
        super().__init__(*args, **options)
        words = [(one, PAGES.say(self.language, f"values.{one}")) for one in ("yes", "no")]
        _ask(self, {"accepted": forms.ChoiceField(choices=words, widget=forms.RadioSelect)})
        self.order_fields(["accepted", "reason"])


class CheckForm(PageForm):
    """Whether an organisation uses the solution, how many do, and whether it would recommend it."""

    about = "check_in"

    def __init__(self, *args: Any, own: bool, **options: Any) -> None:
        """Ask for a yes or a no and what may be added; the organisation itself also who may be called."""
        super().__init__(*args, **options)
        words = [(one, PAGES.say(self.language, f"values.{one}")) for one in ("yes", "no")]
        fields = {
            "in_use": forms.ChoiceField(choices=words, widget=forms.RadioSelect),
            "users": WholeField(required=False),
            "recommends": WordField(among=v.Recommends, language=self.language, required=False),
            "stopped": DayField(required=False),
        }
        _ask(self, fields | ({"reference": forms.CharField(required=False, max_length=200)} if own else {}))

    def told(self) -> dict[str, Any]:
        """Give what was answered, as the actions take it."""
        said = dict(self.cleaned_data)
        return said | {"in_use": said["in_use"] == "yes"}


class ContactForm(PageForm):
    """Who at the using organisation is asked once a year."""

    about = "adoption_contact"

    name = forms.CharField(max_length=200)
    email = forms.EmailField(max_length=254)


class FurtherForm(PageForm):
    """Who pays for developing the solution further, as far as it is known."""

    about = "further"

    development = area(rows=4)
