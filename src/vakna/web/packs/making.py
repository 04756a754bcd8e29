"""The packs of one stage, and the one press that makes the next."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import good_time, information_pack
from vakna.core.initiative import Stage
from vakna.core.vocabulary import StageState
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.forms import PageForm
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

_LIVE = frozenset({StageState.PUBLISHED, StageState.OPEN})


class PackForm(PageForm):
    """Nothing to fill in, but whether the deadline moves where a pack would come too late for the hand-in."""

    about = "pack"

    move_deadline = forms.BooleanField(required=False)

    def __init__(self, *args: Any, seen: Visit, stage: Stage, **options: Any) -> None:
        """Ask about the deadline where the rule stands in the way."""
        super().__init__(*args, language=seen.language, **options)
        moved = good_time.moved_deadline(stage, seen.at)
        if stage.state in _LIVE and good_time.affected(stage, seen.at) and moved != stage.deadline:
            label = PAGES.say(seen.language, "packs.move", stage=stage.name, to=moved)
            self.fields["move_deadline"].label = label
        else:
            del self.fields["move_deadline"]


def packs(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """List the packs of a stage, the latest first; whoever may make one does it here."""
    seen = access.visit(request, key, collections=("packs",))
    one = seen.stage(stage)
    if request.method == "POST":
        seen.require("dialogue.make_pack")
    form = PackForm(request.POST or None, seen=seen, stage=one) if _may_make(seen, one) else None
    refusal = None
    if request.method == "POST":
        refusal = answers.attempt(lambda: _make(request, seen, one, form))
        if refusal is None:
            return answers.done(request, reverse("packs", args=[key, stage]), "packs.made")
    values: dict[str, Any] = {
        **frame(seen, here=one.key, title=PAGES.say(seen.language, "packs.title")),
        "stage": one,
        "packs": information_pack.packs_for(seen.picture, one.key),
        "doing": doing.sentences(seen.language, "make_pack", {}) if form else None,
    }
    return answers.page(request, "packs/packs.html", seen=seen, form=form, refusal=refusal, **values)


def _may_make(seen: Visit, one: Stage) -> bool:
    """Say whether this person can make a pack here: by role, and since suppliers can join in the stage."""
    place = answers.attempt(lambda: information_pack.require_place(seen.picture.terms, one))
    return seen.may("dialogue.make_pack") and place is None


def _make(request: HttpRequest, seen: Visit, one: Stage, form: PackForm | None) -> None:
    moves = form is not None and form.is_valid() and form.cleaned_data.get("move_deadline", False)
    dialogue.make_pack(
        **seen.act(), stage=one.key, move_deadline=bool(moves), cleared_because=answers.cleared_because(request)
    )
