"""Writing the plans for spread: the buyer's next version, a word about a further user, a supplier's own plan."""

import secrets

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import people, spread
from vakna.core import spread_plans as rules
from vakna.core.initiative import Key
from vakna.core.refusal import NotFound
from vakna.web import access, answers, doing
from vakna.web.initiatives import suppliers

from .plan import COLLECTIONS
from .plan_forms import FurtherForm, OwnPlanForm, PlanForm


def set_spread_plan(request: HttpRequest, key: str) -> HttpResponse:
    """Write the next version of the buyer's plan."""
    seen = access.visit(request, key)
    seen.require("spread.set_plan")
    form, refusal, back = PlanForm(request.POST or None, seen=seen), None, reverse("spread_plan", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: spread.set_plan(**seen.act(), plan=form.plan(seen)))
        if refusal is None:
            return answers.done(request, back, "spread_plan.saved")
    return doing.page(request, seen, "spread_plan", form=form, here="spread", refusal=refusal, back=back)


def further_user(request: HttpRequest, key: str) -> HttpResponse:
    """Note a further user, or what one that is named has said since."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    seen.require("spread.note_further_user")
    initial = {"organisation": request.GET.get("organisation", "")}
    form = FurtherForm(request.POST or None, language=seen.language, known=_known(seen), initial=initial)
    refusal, back = None, reverse("spread_plan", args=[key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _note(seen, form))
        if refusal is None:
            return answers.done(request, back, "spread_plan.noted")
    return doing.page(request, seen, "further_user", form=form, here="spread", refusal=refusal, back=back)


@transaction.atomic
def _note(seen: access.Visit, form: FurtherForm) -> None:
    """Enter a new organisation in the house and name it: both or neither."""
    said = form.cleaned_data
    organisation = said["organisation"] or people.register_organisation(
        by=seen.actor.person, at=seen.at, name=said["name"], kind=said["kind"]
    )
    spread.note_further_user(**seen.act(), user=form.user(organisation, seen))


def _known(seen: access.Visit) -> list[tuple[str, str]]:
    """Give the organisations that share the need or are named already, but not the buyers."""
    names, terms = suppliers.names(seen.picture), seen.picture.terms
    wanted = (*(one.organisation for one in terms.further_users), *(one.organisation for one in seen.picture.followers))
    return [(key, names[key]) for key in dict.fromkeys(wanted) if key not in terms.buyers]


def own_spread_plan(request: HttpRequest, key: str, participation: str) -> HttpResponse:
    """Write one's own plan for spread, as a new version."""
    seen = access.visit(request, key, collections=COLLECTIONS)
    if participation not in seen.actor.participations:
        raise NotFound("no-such-supplier", key=participation)
    seen.require("spread.tell_own_plan")
    form = OwnPlanForm(request.POST or None, seen=seen, before=rules.latest(seen.picture, participation))
    refusal, back = None, reverse("spread_plan", args=[key])
    if request.method == "POST" and form.is_valid():
        plan = form.plan(key=Key(f"s-{secrets.token_hex(4)}"), participation=Key(participation), seen=seen)
        refusal = answers.attempt(lambda: spread.tell_own_plan(**seen.act(), plan=plan))
        if refusal is None:
            return answers.done(request, back, "spread_plan.own_saved")
    return doing.page(request, seen, "own_plan", form=form, here="spread", refusal=refusal, back=back)
