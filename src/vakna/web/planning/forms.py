"""The forms of need, team, ceilings, procurement and contract. What a form says becomes a core value."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms

from vakna.core import templates
from vakna.core import vocabulary as v
from vakna.core.initiative import Contract, Key, Lot, Need, Notice, Procurement, Stage, Text
from vakna.core.specification import NEED_TEXTS
from vakna.core.vocabulary import NotPublished
from vakna.web.fields import DayField, KeyField, MoneyField, WordField
from vakna.web.forms import PageForm, area

from . import figures, processes

NEED_PARTS = NEED_TEXTS
_ASKED = 5
"""The first five are asked for; the rest may wait until more is known."""


class NeedForm(PageForm):
    """The need card, field by field, without a solution."""

    about = "need"

    def __init__(
        self, *args: Any, insights: Iterable[tuple[str, str]] = (), before: Need | None = None, **options: Any
    ) -> None:
        """Ask for the need's parts, and which insights a new version rests on.

        Obstacles written before law and organisation were told apart are asked about only where there are any.
        """
        super().__init__(*args, **options)
        self.before = before
        for number, name in enumerate(self.parts()):
            self.fields[name] = area(required=number < _ASKED, rows=3)
        self.fields["figures"] = figures.FiguresField(language=self.language, required=False)
        known = list(insights)
        if known:
            self.fields["because"] = forms.MultipleChoiceField(
                choices=known, required=False, widget=forms.CheckboxSelectMultiple
            )
        for name, field in self.fields.items():
            self.dress(name, field)

    def parts(self) -> list[str]:
        """Name the texts that are asked for, in the order of the card."""
        unsorted = self.before is not None and self.before.obstacles is not None
        return [name for name in NEED_PARTS if name != "obstacles" or unsorted]

    def need(self, *, version: int, at: datetime, owner: str, by: str | None, key: str = "behov") -> Need:
        """Give the need as the form says it; what was not changed keeps its languages."""
        before = self.before
        said = {name: self.rewritten(name, getattr(before, name) if before else None) for name in self.parts()}
        because = tuple(Key(one) for one in self.cleaned_data.get("because") or ())
        kept = figures.rewritten(self.cleaned_data["figures"], before.figures if before else (), self.language)
        why = self.maybe_said("why") if "why" in self.fields else None
        return Need(
            key=before.key if before else Key(key), version=version, at=at, by=Key(by) if by else None, why=why,
            owner=Key(owner), figures=kept, because=because, **said,  # type: ignore[arg-type]
        )  # fmt: skip


class NewNeedForm(NeedForm):
    """A further need, and whose it is."""

    def __init__(self, *args: Any, owners: Iterable[tuple[str, str]], **options: Any) -> None:
        """Offer the buyers."""
        super().__init__(*args, **options)
        self.fields["owner"] = forms.ChoiceField(choices=list(owners), widget=forms.RadioSelect)
        self.dress("owner", self.fields["owner"])
        self.order_fields(["owner"])


class ReviseNeedForm(NeedForm):
    """The next version of a need, and why it is written."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the reason last."""
        super().__init__(*args, **options)
        self.fields["why"] = area(rows=2)
        self.dress("why", self.fields["why"])


class StartForm(NeedForm):
    """What an initiative begins with: a name, a summary and the need."""

    about = "need"
    own = {"key": "title"}

    title = forms.CharField(max_length=120)
    summary = area(rows=3)
    number = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the templates; the stages of the chosen one are a plan that can be changed."""
        super().__init__(*args, **options)
        self.fields["template"] = processes.choice(self.language, first=templates.DEMAND_ACCELERATION)
        self.dress("template", self.fields["template"])


class JoinForm(PageForm):
    """Somebody known to the house gets a role in the initiative."""

    about = "join"
    own = {"person": "email"}

    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "off"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer every role that is given; a supplier's comes with its first hand-in."""
        super().__init__(*args, **options)
        offered = [one for one in v.Role if one is not v.Role.SUPPLIER]
        self.fields["role"] = WordField(among=offered, language=self.language, radio=False)
        self.dress("role", self.fields["role"])


class TieForm(PageForm):
    """One's own interest in a supplier."""

    about = "tie"

    nature = area(rows=3)

    def __init__(self, *args: Any, suppliers: Iterable[tuple[str, str]], **options: Any) -> None:
        """Offer the suppliers that one sees."""
        super().__init__(*args, **options)
        self.fields["organisation"] = KeyField(among=suppliers)
        self.dress("organisation", self.fields["organisation"])
        self.order_fields(["organisation", "nature"])


class CeilingsForm(PageForm):
    """What may be lost in all, and on one supplier."""

    about = "ceilings"

    ceiling = MoneyField(required=False)
    supplier_ceiling = MoneyField(required=False)


class EndForm(PageForm):
    """How the initiative ended, why, and what becomes of spread."""

    about = "end"

    reason = area()

    def __init__(self, *args: Any, planned: bool, **options: Any) -> None:
        """Offer the ways to end; where a plan for spread is `planned` it is the answer, and more may be said."""
        super().__init__(*args, **options)
        self.fields["spread"] = area(required=not planned, rows=3)
        self.dress("spread", self.fields["spread"])
        offered = [one for one in v.InitiativeState if one is not v.InitiativeState.ACTIVE]
        self.fields["state"] = WordField(among=offered, language=self.language)
        self.dress("state", self.fields["state"])
        self.order_fields(["state", "reason", "spread"])


class ProcurementForm(PageForm):
    """A procurement: law, procedure, values, and the planned stages that it groups."""

    about = "procurement"

    title = forms.CharField(max_length=200)
    procedure = forms.CharField(max_length=200)
    total_value = MoneyField(required=False)
    option_value = MoneyField(required=False)
    purchase_value = MoneyField(required=False)
    same_kind_this_year = MoneyField(required=False)
    option_frame = area(required=False, rows=3)
    lots = area(required=False, rows=3)
    diary_number = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, stages: Sequence[Stage], **options: Any) -> None:
        """Offer the stages that are still planned."""
        super().__init__(*args, **options)
        self.fields["law"] = WordField(among=v.Law, language=self.language, radio=False)
        if stages:
            offered = [(one.key, one.name.said(self.language)) for one in stages]
            self.fields["stages"] = forms.MultipleChoiceField(
                choices=offered, required=False, widget=forms.CheckboxSelectMultiple
            )
        for name in ("law", "stages"):
            if name in self.fields:
                self.dress(name, self.fields[name])
        self.order_fields(["title", "law", "procedure", "stages"])

    def procurement(self, *, key: str, before: Procurement | None) -> Procurement:
        """Give the procurement as the form says it."""
        typed = self.cleaned_data
        return Procurement(
            key=Key(key), law=typed["law"], title=self._kept("title", before),
            procedure=self._kept("procedure", before),
            total_value=_sum(typed["total_value"], before, "total_value"),
            option_value=_sum(typed["option_value"], before, "option_value"),
            purchase_value=_sum(typed["purchase_value"], before, "purchase_value"),
            same_kind_this_year=_sum(typed["same_kind_this_year"], before, "same_kind_this_year"),
            option_frame=self.rewritten("option_frame", before.option_frame if before else None),
            named_buyers=before.named_buyers if before else (), lots=self._lots(before),
            award=before.award if before else None,
            diary_number=typed["diary_number"] or None,
        )  # fmt: skip

    def _lots(self, before: Procurement | None) -> tuple[Lot, ...]:
        """Read one lot a line; one that stood there before keeps its key."""
        there = {one.name: one.key for one in before.lots} if before else {}
        names = lines(self.cleaned_data["lots"], tuple(there), self.language)
        free = (Key(f"del-{number}") for number in range(1, len(names) + len(there) + 1))
        unused = (key for key in free if key not in there.values())
        return tuple(Lot(key=there.get(name) or next(unused), name=name) for name in names)

    def _kept(self, name: str, before: Procurement | None) -> Text:
        return self.rewritten(name, getattr(before, name) if before else None) or self.said(name)


def _sum(typed: Any, before: Any, name: str) -> Any:
    """Give the sum; one that exists but is not published stays as it is when nothing is typed."""
    kept = getattr(before, name) if before else None
    return kept if typed is None and kept is NotPublished.YES else typed


class NoticeForm(PageForm):
    """The notice in a registered notice database."""

    about = "notice"

    number = forms.CharField(max_length=80)
    published = DayField()
    database = forms.CharField(max_length=120)
    address = forms.URLField(required=False, assume_scheme="https")

    def notice(self) -> Notice:
        """Give the notice as the form says it."""
        typed = self.cleaned_data
        return Notice(
            number=typed["number"], published=typed["published"], database=typed["database"],
            address=typed["address"] or None,
        )  # fmt: skip


class ContractForm(PageForm):
    """A contract as signed outside the house."""

    about = "contract"

    signed = DayField()
    starts = DayField(required=False)
    ends = DayField(required=False)
    solution = forms.CharField(max_length=200, required=False)
    pay = MoneyField(required=False)
    option_clause = area(required=False, rows=3)
    use_right = area(required=False, rows=3)
    diary_number = forms.CharField(max_length=80, required=False)
    file = forms.FileField(required=False)

    def __init__(self, *args: Any, suppliers: Any, stages: Any, **options: Any) -> None:
        """Offer the suppliers that take part and the stages that stand on a contract."""
        super().__init__(*args, **options)
        self.fields["participation"] = KeyField(among=suppliers)
        self.fields["stage"] = KeyField(among=stages)
        for name in ("participation", "stage"):
            self.dress(name, self.fields[name])
        self.order_fields(["participation", "stage", "solution", "signed", "starts", "ends", "pay", "file"])

    def contract(self, *, key: str, file_name: str | None, file_digest: Any) -> Contract:
        """Give the contract as the form says it."""
        typed = self.cleaned_data
        return Contract(
            key=Key(key), participation=Key(typed["participation"]), stage=Key(typed["stage"]), signed=typed["signed"],
            starts=typed["starts"], ends=typed["ends"], solution=typed["solution"] or None, pay=typed["pay"],
            use_right=self.maybe_said("use_right"),
            option_clause=self.maybe_said("option_clause"), diary_number=typed["diary_number"] or None,
            file_name=file_name, file_digest=file_digest,
        )  # fmt: skip


def lines(typed: str, before: tuple[Text, ...], language: str) -> tuple[Text, ...]:
    """Read one text a line; a line that stood there before keeps its languages."""
    kept = {one.said(language): one for one in before}
    found = (line.strip() for line in typed.splitlines())
    return tuple(kept.get(line) or Text({language: line}) for line in found if line)


def written(language: str, texts: Iterable[Text]) -> str:
    """Write texts one a line."""
    return "\n".join(one.said(language) for one in texts)
