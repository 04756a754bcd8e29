"""The forms of assumptions and experiments. An experiment is planned in a few lines, and ended in a few more."""

from collections.abc import Iterable
from typing import Any

from django import forms

from vakna.core import experiments
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key, Stage
from vakna.core.stages import in_order
from vakna.core.visibility import is_reader
from vakna.web.access import Visit
from vakna.web.fields import DayField, KeyField, MoneyField, WordField
from vakna.web.forms import PageForm, area

Choices = list[tuple[str, str]]


class AssumptionForm(PageForm):
    """What must be true, about whom, how sure one is, and where it is to be tested."""

    about = "assumption"

    statement = area(rows=3)

    def __init__(self, *args: Any, seen: Visit, before: Assumption | None = None, **options: Any) -> None:
        """Ask about whom it is when it is new, and why it changes when it is not."""
        super().__init__(*args, language=seen.language, initial=_initial(seen, before), **options)
        self.before = before
        for name, field in self._asked(seen):
            self.fields[name] = field
            self.dress(name, field)

    def _asked(self, seen: Visit) -> Iterable[tuple[str, forms.Field]]:
        if self.before is None:
            reads = is_reader(seen.actor)
            kinds = [one for one in v.AssumptionAbout if reads or one is not v.AssumptionAbout.SUPPLIER]
            yield "about", WordField(among=kinds, language=self.language)
            if reads:
                yield "participation", KeyField(among=_suppliers(seen), required=False)
        else:
            yield "state", WordField(among=v.AssumptionState, language=self.language)
        yield "confidence", WordField(among=v.Confidence, language=self.language)
        yield "evidence", area(required=False, rows=3)
        yield "next_test", area(required=False, rows=2)
        yield "phase", WordField(among=v.Phase, language=self.language, radio=False, required=False)
        if planned := _planned(seen):
            yield (
                "tested_in",
                forms.MultipleChoiceField(choices=planned, required=False, widget=forms.CheckboxSelectMultiple),
            )
        if self.before is not None:
            yield "why", area(rows=2)

    def assumption(self, key: Key) -> Assumption:
        """Give the assumption as it was typed."""
        said, before = self.cleaned_data, self.before
        supplier = said.get("participation")
        return Assumption(
            key=key, about=before.about if before else said["about"],
            participation=before.participation if before else (Key(supplier) if supplier else None),
            phase=said["phase"], statement=self.rewritten("statement", before.statement if before else None)
            or self.said("statement"), state=said.get("state") or v.AssumptionState.OPEN,
            confidence=said["confidence"], evidence=self.rewritten("evidence", before.evidence if before else None),
            next_test=self.rewritten("next_test", before.next_test if before else None),
        )  # fmt: skip

    def tested_in(self) -> list[str] | None:
        """Give the planned stages that are to test it; None where there is no planned stage to choose."""
        return self.cleaned_data["tested_in"] if "tested_in" in self.fields else None


def _initial(seen: Visit, before: Assumption | None) -> dict[str, Any]:
    if before is None:
        return {"confidence": v.Confidence.LOW}
    said = {name: getattr(before, name) for name in ("statement", "evidence", "next_test")}
    return {
        **{name: held.said(seen.language) for name, held in said.items() if held}, "state": before.state,
        "confidence": before.confidence, "phase": before.phase,
        "tested_in": [one.key for one in seen.picture.terms.stages if before.key in one.tests],
    }  # fmt: skip


def _planned(seen: Visit) -> Choices:
    found = (one for one in in_order(seen.picture.terms) if one.state is v.StageState.PLANNED)
    return [(one.key, one.name.said(seen.language)) for one in found]


def _suppliers(seen: Visit) -> Choices:
    """Give the suppliers of the initiative by name."""
    rows = [(one.key, seen.picture.supplier_name(one.key)) for one in seen.picture.participations]
    return sorted(rows, key=lambda row: row[1].casefold())


class ExperimentForm(PageForm):
    """A hypothesis, what it may cost at most, its time box, and who answers for it; with a result when it is there."""

    about = "experiment"

    hypothesis = area(rows=3)
    during = KeyField(among=(), required=False)
    cap = MoneyField()
    starts = DayField()
    ends = DayField()
    owner = KeyField(among=())

    def __init__(self, *args: Any, seen: Visit, before: Experiment | None = None, **options: Any) -> None:
        """Offer stages that are not over and people of the team; ask for the result once the experiment is planned."""
        initial = _of_experiment(seen, before) if before else {"owner": seen.actor.person}
        super().__init__(*args, language=seen.language, initial=initial, **options)
        self.before = before
        self.fields["during"].choices = [("", "–"), *_stages(seen, before)]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "–"), *_people(seen)]  # type: ignore[attr-defined]
        if before is None:
            return
        for name, field in (
            ("result", area(required=False, rows=3)), ("spent", MoneyField(required=False)),
            ("decision", area(required=False, rows=3)),
        ):  # fmt: skip
            self.fields[name] = field
            self.dress(name, field)

    def experiment(self, key: Key, assumption: Key) -> Experiment:
        """Give the experiment as it was typed."""
        said, before = self.cleaned_data, self.before
        return Experiment(
            key=key, assumption=assumption, during=said["during"] and Key(said["during"]), owner=Key(said["owner"]),
            hypothesis=self.rewritten("hypothesis", before.hypothesis if before else None) or self.said("hypothesis"),
            cap=said["cap"], starts=said["starts"], ends=said["ends"], spent=said.get("spent"),
            result=self.rewritten("result", before.result if before else None),
            decision=self.rewritten("decision", before.decision if before else None),
        )  # fmt: skip


def _of_experiment(seen: Visit, one: Experiment) -> dict[str, Any]:
    texts = {name: getattr(one, name) for name in ("hypothesis", "result", "decision")}
    said: dict[str, Any] = {name: held.said(seen.language) for name, held in texts.items() if held}
    plain = ("during", "cap", "owner", "spent", "starts", "ends")
    return {**said, **{name: getattr(one, name) for name in plain}}


def _stages(seen: Visit, before: Experiment | None) -> Choices:
    found = [one for one in in_order(seen.picture.terms) if _offered(one, before)]
    return [(one.key, one.name.said(seen.language)) for one in found]


def _offered(stage: Stage, before: Experiment | None) -> bool:
    return experiments.may_be_made_in(stage) or (before is not None and before.during == stage.key)


def _people(seen: Visit) -> Choices:
    """Give those who work in the initiative and may write what came of an experiment."""
    now = {one.person for one in seen.picture.terms.members if one.until is None and one.role in _OWNERS}
    return [(one.key, one.name) for one in seen.picture.terms.people if one.key in now]


_OWNERS = frozenset({v.Role.NEED_OWNER, v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.INTERMEDIARY})
