"""The forms of a stage that is still planned: what it says, its dates, places, money and rules, and its criteria."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from vakna.core import lots
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Criterion, Key, Rights, Stage, Terms, Text
from vakna.web.fields import InstantField, KeyField, MoneyField, WholeField, WordField
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from . import assessment_forms as assessing
from .forms import lines, written

_ASKED = (
    "question", "purpose", "background", "target_group", "use_of_answers", "secrecy_notice", "compensation",
    "next_steps",
)  # fmt: skip
_TEXTS = (*_ASKED, "open_book", "decision_forum", "operating_unit")
_INSTANTS = ("opens_at", "questions_until", "deadline", "decision_due", "ends_at")
_PLAIN = ("places", "weeks", "procurement", "owner", "contact", "payer", "fewer_than_places", "information_days",
          "adoption_decider", "regime", "gate", *_INSTANTS)  # fmt: skip
_MONEY = ("pay", "ceiling", "supplier_ceiling")
_LINES = ("we_know", "wants_to_know", "deliverables", "agreed_goals", "exit_points")
_MORE = ("more_1", "more_2", "more_3")


class StageForm(PageForm):
    """A planned stage. Only what its instrument takes is asked for; what is not asked for stays as it is."""

    about = "stage"
    own = {"more_than_places": "more_1", "rights": "rights_use"}

    name = forms.CharField(max_length=80)
    success = area(required=False, rows=3)

    def __init__(self, *args: Any, stage: Stage, terms: Terms, part: str = "", **options: Any) -> None:
        """Ask what this stage's instrument takes, or one `part` of it, with what the stage says now filled in."""
        super().__init__(*args, initial=_initial(stage, options["language"]), **options)
        self.stage, self.terms = stage, terms
        for name, field in self._fields_of(rules.rules(stage)):
            self.fields[name] = field
            self.dress(name, field)
        for name in [one for one in self.fields if part and _part_of(one) != part]:
            del self.fields[name]
        for field in self.fields.values():
            field.quiet = True  # type: ignore[attr-defined]  # what must be said before publishing is told there

    def parts(self) -> list[dict[str, Any]]:
        """Give the fields in groups, each under a heading, for the template."""
        found = []
        for code, names in PARTS.items():
            per_lot = [name for name in self.fields if name.startswith("lot_")] if code == "places" else []
            shown = [self[name] for name in (*per_lot, *names) if name in self.fields]
            if shown:
                found.append({"id": code, "title": PAGES.say(self.language, f"planning.part.{code}"), "fields": shown})
        return found

    def planned(self) -> Stage:
        """Give the stage as the form says it."""
        its, typed = self.stage, self.cleaned_data
        said: dict[str, Any] = {name: typed[name] for name in (*_PLAIN, *_MONEY) if name in self.fields}
        texts = ("name", "success", *_TEXTS)
        said |= {name: self.rewritten(name, getattr(its, name)) for name in texts if name in self.fields}
        said |= {name: lines(typed[name], getattr(its, name), self.language) for name in _LINES if name in self.fields}
        if "more_1" in self.fields:
            said["more_than_places"] = tuple(dict.fromkeys(typed[one] for one in _MORE if typed[one]))
        if "rights_use" in self.fields:
            said["rights"] = self._rights()
        said |= assessing.said(self)
        if "information_days" in said and said["information_days"] is None:
            said["information_days"] = its.information_days
        shares = {name[4:]: typed[name] for name in self.fields if name.startswith("lot_")}
        return lots.with_places(replace(its, **said), shares) if shares else replace(its, **said)

    def _rights(self) -> Rights:
        before = self.stage.rights or self.terms.rights
        use, reason = self.rewritten("rights_use", before.use), self.rewritten("rights_reason", before.reason)
        return Rights(owner=self.cleaned_data["rights_owner"], use=use, reason=reason)

    def _fields_of(self, its: rules.InstrumentRules) -> Iterator[tuple[str, forms.Field]]:
        for name, words in (("regime", v.Regime), ("gate", v.GateKind)):
            yield name, WordField(among=words, language=self.language, radio=False)
        yield "owner", KeyField(among=_people(self.terms), required=False)
        if its.dialogue:
            yield from ((name, area(required=False)) for name in _ASKED)
            yield from ((name, area(required=False)) for name in ("we_know", "wants_to_know"))
            yield "contact", KeyField(among=_people(self.terms, v.Role.PROCURER), required=False)
        yield from self._dates(its)
        yield from self._money(its)
        if its.takes_tenders or its.takes_deliveries:
            yield from self._places()
            yield from assessing.fields_of(self.terms, self.language)
        if its.takes_tenders or its.contract:
            yield from self._bought()
        if its.takes_deliveries:
            yield "deliverables", area(required=False)
            yield "information_days", WholeField(required=False)
        yield from self._agreed()

    def _agreed(self) -> Iterator[tuple[str, forms.Field]]:
        """Ask what the way of working must say: a partnering its forum, an early client who decides on adoption."""
        for code in rules.AGREED.get(self.stage.instrument, ()):
            name = rules.FIELD_OF[f"missing-{code}"]
            yield (
                name,
                KeyField(among=_people(self.terms), required=False)
                if name == "adoption_decider"
                else area(required=False, rows=3),
            )

    def _dates(self, its: rules.InstrumentRules) -> Iterator[tuple[str, forms.Field]]:
        yield "opens_at", InstantField(required=False)
        if its.takes_answers or its.takes_tenders:
            yield "questions_until", InstantField(required=False)
        if its.takes_submissions:
            yield "deadline", InstantField(required=False)
        if self.stage.gate is not v.GateKind.NONE:
            yield "decision_due", InstantField(required=False)
        if its.contract:
            yield "ends_at", InstantField(required=False)
            yield "weeks", forms.DecimalField(required=False, min_value=0, max_digits=5, decimal_places=1)

    def _money(self, its: rules.InstrumentRules) -> Iterator[tuple[str, forms.Field]]:
        if its.dialogue or its.pays:
            yield "pay", MoneyField(required=False)
            yield "payer", KeyField(among=_payers(self.terms), required=False)
        if its.pays:
            yield "ceiling", MoneyField(required=False)
            yield "supplier_ceiling", MoneyField(required=False)

    def _places(self) -> Iterator[tuple[str, forms.Field]]:
        held = {one.lot: one.places for one in self.stage.lot_places}
        for one in lots.of(self.terms, self.stage):
            label = PAGES.say(self.language, "lots.places", lot=one.name)
            yield f"lot_{one.key}", WholeField(required=False, label=label, initial=held.get(one.key))
        if not lots.of(self.terms, self.stage):
            yield "places", WholeField(required=False)
        for name in _MORE:
            yield name, WordField(among=v.PlacesRule, language=self.language, radio=False, required=False)
        yield "fewer_than_places", WordField(among=v.FewerRule, language=self.language, radio=False, required=False)

    def _bought(self) -> Iterator[tuple[str, forms.Field]]:
        held = [(one.key, one.title.said(self.language)) for one in self.terms.procurements]
        yield "procurement", KeyField(among=held, required=False)
        yield "rights_owner", WordField(among=v.RightsHolder, language=self.language)
        yield "rights_use", area(required=False, rows=3)
        yield "rights_reason", area(required=False, rows=3)


def _part_of(field: str) -> str:
    """Name the part that a field belongs to; the places of each lot belong to the places."""
    return next((code for code, names in PARTS.items() if field in names), "places")


PARTS = {
    "what": ("name", "procurement", "success", "regime", "gate", "owner"),
    "question": ("question", "purpose"),
    "background": ("background", "target_group", "we_know"),
    "answers": ("wants_to_know", "use_of_answers", "secrecy_notice"),
    "money": ("pay", "payer", "compensation", "ceiling", "supplier_ceiling"),
    "dates": (*_INSTANTS, "weeks"),
    "then": ("contact", "next_steps"),
    "places": ("places", *_MORE, "fewer_than_places"),
    "assessing": assessing.FIELDS,
    "rights": ("rights_owner", "rights_use", "rights_reason"),
    "together": ("agreed_goals", "open_book", "decision_forum", "exit_points"),
    "adoption": ("operating_unit", "adoption_decider"),
    "delivery": ("deliverables", "information_days"),
}
"""The fields in groups, in the order in which a procurer fills them in."""


def _initial(stage: Stage, language: str) -> dict[str, Any]:
    """Give what the stage says now, as its fields show it."""
    said = {name: _said(getattr(stage, name), language) for name in ("name", "success", *_TEXTS)}
    rights = stage.rights or Rights()
    more = dict(zip(_MORE, stage.more_than_places, strict=False))
    return {
        **{name: getattr(stage, name) for name in (*_PLAIN, *_MONEY)},
        **said,
        **{name: written(language, getattr(stage, name)) for name in _LINES},
        **more,
        **assessing.initial(stage),
        "rights_owner": rights.owner,
        "rights_use": _said(rights.use, language),
        "rights_reason": _said(rights.reason, language),
    }


def _said(text: Text | None, language: str) -> str:
    return text.said(language) if text else ""


def _people(terms: Terms, *roles: v.Role) -> list[tuple[str, str]]:
    """List the people of the team now, those with one of `roles` when any is given."""
    now = [one.person for one in terms.members if one.until is None and (not roles or one.role in roles)]
    return [(one.key, one.name) for one in terms.people if one.key in now]


def _payers(terms: Terms) -> list[tuple[str, str]]:
    among = {*terms.buyers, *terms.intermediaries, *(one.payer for one in terms.funding_sources)}
    return [(one.key, one.name) for one in terms.organisations if one.key in among]


class NewStageForm(PageForm):
    """A further stage: its name, form, place in the order and how it ends."""

    about = "new_stage"

    name = forms.CharField(max_length=80)

    def __init__(self, *args: Any, stages: Sequence[Stage], **options: Any) -> None:
        """Offer the stages to come after, instruments, gates and regimes."""
        super().__init__(*args, **options)
        offered = [(one.key, one.name.said(self.language)) for one in stages]
        self.fields["after"] = forms.ChoiceField(choices=offered)
        self.fields["follows"] = KeyField(
            among=[(one.key, one.name.said(self.language)) for one in stages if rules.rules(one).dialogue],
            required=False,
        )
        for name in ("after", "follows"):
            self.dress(name, self.fields[name])
        for name, words in (("instrument", v.Instrument), ("gate", v.GateKind), ("regime", v.Regime)):
            self.fields[name] = WordField(among=words, language=self.language, radio=name != "instrument")
            self.dress(name, self.fields[name])

    def planned(self, key: str) -> Stage:
        """Give the new stage."""
        typed = self.cleaned_data
        return Stage(
            key=Key(key), number=0, name=self.said("name"), instrument=typed["instrument"], gate=typed["gate"],
            regime=typed["regime"], follows=Key(typed["follows"]) if typed["follows"] else None,
        )  # fmt: skip


_MORE_ROWS = 2


class CriteriaForm(PageForm):
    """The criteria of a stage, one block each, and a few empty ones. An empty title takes the criterion away."""

    about = "criterion"

    def __init__(self, *args: Any, stage: Stage, **options: Any) -> None:
        """Make a block of fields for each criterion."""
        super().__init__(*args, **options)
        self.stage = stage
        self.count = len(stage.criteria) + _MORE_ROWS
        for number in range(self.count):
            before = stage.criteria[number] if number < len(stage.criteria) else None
            self._add(number, before)
        self.fields["removed"] = area(required=False, rows=2)
        self.dress("removed", self.fields["removed"])
        self.fields["removed"].quiet = True  # type: ignore[attr-defined]  # asked for only where nothing asks to scale
        removed = stage.scalability_removed_because
        self.fields["removed"].initial = removed.said(self.language) if removed else None

    @property
    def names(self) -> tuple[str, ...]:
        """Name the fields of a block; what a criterion weighs is asked where points are counted."""
        points = self.stage.mode is v.AssessmentMode.POINTS
        return (*_CRITERION, *assessing.OF_CRITERION) if points else _CRITERION

    def clean(self) -> dict[str, Any]:
        """Read what points mean, line by line."""
        typed: dict[str, Any] = super().clean() or {}
        for number in range(self.count):
            assessing.check_anchors(self, number)
        return typed

    def blocks(self) -> list[dict[str, Any]]:
        """Give each block's fields, for the template."""
        return [
            {"number": number + 1, "fields": [self[f"{name}_{number}"] for name in self.names]}
            for number in range(self.count)
        ]

    def planned(self) -> Stage:
        """Give the stage with the criteria as the form says them."""
        found = [self._criterion(number) for number in range(self.count)]
        kept = [one for one in found if one is not None]
        numbered = tuple(replace(one, number=number) for number, one in enumerate(kept, start=1))
        removed = self.rewritten("removed", self.stage.scalability_removed_because)
        return replace(self.stage, criteria=numbered, scalability_removed_because=removed)

    def _add(self, number: int, before: Criterion | None) -> None:
        fields = {
            "title": forms.CharField(required=False, max_length=120),
            "guidance": area(required=False, rows=2),
            "group": WordField(among=v.CriterionGroup, language=self.language, radio=False),
            "kind": WordField(among=v.CriterionKind, language=self.language, radio=False),
            "link": area(required=False, rows=2),
            "stop": forms.BooleanField(required=False),
            **(assessing.weighing_fields() if self.stage.mode is v.AssessmentMode.POINTS else {}),
        }
        for name, field in fields.items():
            self.dress(name, field)
            field.quiet = True  # type: ignore[attr-defined]
            field.initial = _criterion_says(before, name, self.language, self.stage)
            self.fields[f"{name}_{number}"] = field

    def _criterion(self, number: int) -> Criterion | None:
        before = self.stage.criteria[number] if number < len(self.stage.criteria) else None
        title = self.rewritten(f"title_{number}", before.title if before else None)
        if title is None:
            return None
        typed = self.cleaned_data
        made = Criterion(
            key=before.key if before else Key(f"k-{number + 1}"), number=number + 1, title=title,
            guidance=self.rewritten(f"guidance_{number}", before.guidance if before else None),
            group=typed[f"group_{number}"], kind=typed[f"kind_{number}"], stop=typed[f"stop_{number}"],
            link_to_purchase=self.rewritten(f"link_{number}", before.link_to_purchase if before else None),
            **{name: getattr(before, name) for name in assessing.OF_CRITERION if before},
        )  # fmt: skip
        return assessing.weighed(self, made, number)


_CRITERION = ("title", "guidance", "group", "kind", "link", "stop")


def _criterion_says(before: Criterion | None, name: str, language: str, stage: Stage) -> Any:
    if name in assessing.OF_CRITERION:
        return assessing.criterion_says(before, name, language)
    if before is None:
        kind = v.CriterionKind.AWARD if rules.rules(stage).takes_tenders else v.CriterionKind.OPTION_GROUND
        return {"group": v.CriterionGroup.NEED, "kind": kind}.get(name)
    value = getattr(before, "link_to_purchase" if name == "link" else name)
    return value.said(language) if isinstance(value, Text) else value
