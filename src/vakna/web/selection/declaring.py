"""The declaration of interests: one page per person and stage, before anybody assesses, proposes or decides."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import people as actions
from vakna.core import declarations
from vakna.core import vocabulary as v
from vakna.core.initiative import Participation, Stage
from vakna.core.refusal import Conflict
from vakna.core.visibility import is_reader
from vakna.web import access, answers, doing
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from . import pages


class DeclarationForm(PageForm):
    """No tie to any of the suppliers, or ties to those that are marked."""

    about = "declaration"

    nature = area(required=False, rows=3)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, among: Sequence[tuple[str, str]], **options: Any) -> None:
        """Offer the organisations behind the suppliers of the stage."""
        super().__init__(*args, **options)
        stands = [(one, PAGES.say(self.language, f"form.declaration.stand.{one}")) for one in ("none", "some")]
        self.fields["stand"] = forms.ChoiceField(choices=stands, widget=forms.RadioSelect)
        self.fields["tied"] = forms.MultipleChoiceField(
            choices=among, widget=forms.CheckboxSelectMultiple, required=False
        )
        for name in ("stand", "tied"):
            self.dress(name, self.fields[name])
        for name in ("tied", "nature"):
            self.fields[name].quiet = True  # type: ignore[attr-defined]  # asked for only where there is a tie
        self.order_fields(["stand", "tied", "nature", "shown"])

    def clean(self) -> dict[str, Any]:
        """See that the marks fit what was said."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("stand") == "none" and typed.get("tied"):
            self.add_error("stand", PAGES.say(self.language, "declarations.both"))
        if typed.get("stand") == "some" and not typed.get("tied"):
            self.add_error("tied", PAGES.say(self.language, "declarations.which"))
        return typed


def declare(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Ask for one's own declaration about the suppliers of the stage, and take it."""
    seen = access.visit(request, key, parts=("marks",))
    seen.require("people.declare_interests")
    one = seen.stage(stage)
    suppliers = pages.by_name(seen, declarations.concerned(seen.picture, one))
    if not suppliers:
        raise Conflict("nobody-to-declare-about", stage=one.name)
    form, refusal = _form(request, seen, suppliers), None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _declare(seen, one, form))
        if refusal is None:
            return answers.done(request, _onward(seen, one), "declarations.done")
    back = reverse("stage", args=[key, stage])
    return doing.page(
        request, seen, "declare", form=form, here=one.key, refusal=refusal, back=back, about={"stage": one.name},
        template="selection/declare.html", **_before(seen, one),
    )  # fmt: skip


def _form(request: HttpRequest, seen: access.Visit, suppliers: Sequence[Participation]) -> DeclarationForm:
    """Begin with the ties that are declared already."""
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    among = [(org, names[org]) for one in suppliers for org in (one.organisation, *one.consortium) if org in names]
    tied = [one.organisation for one in seen.picture.ties if one.person == seen.actor.person]
    begun: dict[str, Any] = {"shown": ",".join(one.key for one in suppliers), "tied": tied}
    begun |= {"stand": "some"} if {org for org, _ in among} & set(tied) else {}
    posted = request.POST if request.method == "POST" else None
    return DeclarationForm(posted, language=seen.language, among=among, initial=begun)


def _declare(seen: access.Visit, stage: Stage, form: DeclarationForm) -> None:
    actions.declare_interests(
        **seen.act(), stage=stage.key, about=[seen.true(one) for one in form.cleaned_data["shown"].split(",")],
        tied=[seen.true(one) for one in form.cleaned_data["tied"]], nature=form.maybe_said("nature"),
    )  # fmt: skip


def _before(seen: access.Visit, stage: Stage) -> dict[str, Any]:
    """Give the person's last declaration for the stage, and whether suppliers have come since."""
    mine = [one for one in seen.picture.declarations if one.stage == stage.key and one.person == seen.actor.person]
    missing = declarations.missing(seen.picture, stage, seen.actor.person or "")
    return {"before": max(mine, key=lambda one: one.at, default=None), "new": bool(mine and missing)}


def _onward(seen: access.Visit, stage: Stage) -> str:
    """Lead to the work that waited: the assessment, else the gate, else the stage."""
    room = "stage"
    if is_reader(seen.actor):
        room = "assessments" if seen.may("assessment.hand_in") or seen.may("assessment.agree") else "gate"
    return reverse(room, args=[seen.key, stage.key])


def first(seen: access.Visit, stage: Stage, *verbs: str) -> Stage | None:
    """Give the stage when this person, who may do one of these verbs there, has to declare first."""
    asked = stage.state is v.StageState.CLOSED and any(seen.may(one) for one in verbs)
    return stage if asked and declarations.missing(seen.picture, stage, seen.actor.person or "") else None


def standing(seen: access.Visit, stage: Stage) -> dict[str, Any] | None:
    """Say how many of those asked have declared, and name the others; None where there is nobody to declare about."""
    if not declarations.concerned(seen.picture, stage):
        return None
    found = declarations.standing(seen.picture, stage)
    names = {one.key: one.name for one in seen.picture.terms.people}
    missing = [names[key] for key in found.missing if key in names]
    return {"declared": len(found.declared), "asked": len(found.asked), "missing": ", ".join(missing)}
