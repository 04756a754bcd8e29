"""The pages of spread: how far it has come, and the ways to say that somebody uses the solution or shares the need."""

import secrets
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vakna.actions import people, spread
from vakna.core import adoptions, affordable_loss
from vakna.core import spread as core
from vakna.core.initiative import Adoption, Key
from vakna.core.refusal import NotAllowed, NotFound, Refusal
from vakna.core.vocabulary import Role
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.forms import PageForm
from vakna.web.initiatives import suppliers
from vakna.web.initiatives.frame import frame
from vakna.web.market import address
from vakna.web.portfolio import counties

from . import curve, looks, tables
from .forms import AdoptForm, CheckForm, CountForm, FurtherForm

_A_PAGE = 50
_PARTS = ("spread", "money")
_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def spread_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show how many use the solution, what the stages cost for each, and who shares the need."""
    seen = access.visit(request, key, parts=_PARTS)
    paid = affordable_loss.stage_money(seen.picture)
    sharing = tables.organisations(seen)
    page = Paginator(sharing, _A_PAGE).get_page(request.GET.get("page"))
    return answers.page(
        request, "spread/spread.html", **frame(seen, here="spread"), seen=seen, chart=curve.draw(seen), paid=paid,
        lead=curve.summary(seen, paid), page=page, adoptions=tables.taken_up(seen), counts=tables.counts(seen),
        figure=tables.figure(seen), observed=curve.observed(seen),
        by_solution=curve.by_solution(seen), tally=tables.tally(seen, sharing),
        looks=looks.shown(seen), further=looks.further(seen),
        early=core.too_early_since(seen.picture, adoptions.day_of(seen.at)), where=_where(seen),
        market=address.filled_in(seen.picture.terms),
        may={name: seen.may(verb) for name, verb in _VERBS.items()},
    )  # fmt: skip


def _where(seen: Visit) -> dict[str, Any] | None:
    """Give the map of those who use the solution; None while nobody does."""
    on = adoptions.day_of(seen.at)
    return counties.users(seen.language, seen.picture, on) if adoptions.using(seen.picture, on) else None


_VERBS = {
    "follow": "demand.follow",
    "answer_join": "demand.answer_join",
    "adopt": "spread.adopt",
    "report": "spread.report_count",
    "contact": "spread.name_contact",
    "further": "spread.tell_further_development",
    "look": "spread.note_look",
}


@_form
def adopt(request: HttpRequest, key: str) -> HttpResponse:
    """Say that an organisation uses the solution."""
    seen = access.visit(request, key, parts=_PARTS)
    seen.require("spread.adopt")
    offered = _suppliers(seen)
    initial = {"supplier": offered[0][0]} if offered else {}
    form = AdoptForm(
        request.POST or None, language=seen.language, known=_known(seen), suppliers=offered, may_add=_works_here(seen),
        initial=initial,
    )  # fmt: skip
    return ask(request, seen, "adopt", form, lambda: _adopt(seen, form))


@transaction.atomic
def _adopt(seen: Visit, form: AdoptForm) -> None:
    """Enter a new organisation in the house and note that it uses the solution: both or neither."""
    said = form.cleaned_data
    organisation = said["organisation"] or people.register_organisation(
        by=seen.actor.person, at=seen.at, name=said["name"], kind=said["kind"], county=said["county"]
    )
    adoption = Adoption(
        key=Key(f"a-{secrets.token_hex(4)}"), organisation=Key(organisation), supplier=said["supplier"],
        since=said["since"], how=said["how"], solution=said["solution"] or None, value=said["value"],
        source=said["source"] or None,
    )  # fmt: skip
    spread.adopt(**seen.act(), adoption=adoption)


def _works_here(seen: Visit) -> bool:
    return bool(seen.actor.roles - {Role.FOLLOWER})


def _known(seen: Visit) -> list[tuple[str, str]]:
    """Give the organisations that may be said to use the solution; one that only shares the need speaks for itself."""
    if not _works_here(seen):
        return [(one.key, one.name) for one in seen.picture.terms.organisations if one.key == seen.actor.organisation]
    using = {one.organisation for one in seen.picture.adoptions}
    wanted = [*seen.picture.terms.buyers, *(one.organisation for one in seen.picture.followers)]
    names = suppliers.names(seen.picture)
    return [(key, names[key]) for key in dict.fromkeys(wanted) if key not in using]


def _suppliers(seen: Visit) -> list[tuple[str, str]]:
    """Give the suppliers of the chain, those that went all the way first."""
    names = suppliers.names(seen.picture)
    chain = sorted(suppliers.in_chain(seen.picture), key=lambda one: (suppliers.gone(one), names[one.organisation]))
    return [(one.organisation, names[one.organisation]) for one in chain]


@_form
def report_count(request: HttpRequest, key: str) -> HttpResponse:
    """Say what number has been published."""
    seen = access.visit(request, key, parts=_PARTS)
    seen.require("spread.report_count")
    form = CountForm(request.POST or None, language=seen.language)
    return ask(request, seen, "count", form, lambda: spread.report_count(**seen.act(), **form.cleaned_data))


@_form
def check_in(request: HttpRequest, key: str, adoption: str) -> HttpResponse:
    """Say whether an organisation still uses the solution."""
    seen = access.visit(request, key, parts=_PARTS)
    seen.require("spread.check_in")
    asked = find(seen, adoption)
    own = asked.organisation == seen.actor.organisation
    if not own and not tables.is_team(seen):
        raise NotAllowed("only-own-organisation")
    form = CheckForm(
        request.POST or None, language=seen.language, own=own, initial={"reference": asked.reference or ""}
    )
    about = {"organisation": seen.picture.organisation(asked.organisation).name, "since": asked.since}
    page = "check_in" if own else "note_use"
    return ask(
        request, seen, page, form, lambda: spread.check_in(**seen.act(), adoption=adoption, **form.told()), about=about
    )


@_form
def further_development(request: HttpRequest, key: str) -> HttpResponse:
    """Say who pays for developing the solution further."""
    seen = access.visit(request, key, parts=_PARTS)
    seen.require("spread.tell_further_development")
    now = seen.picture.terms.further_development
    initial = {"development": now.said(seen.language) if now else ""}
    form = FurtherForm(request.POST or None, language=seen.language, initial=initial)

    def act() -> None:
        said = form.rewritten("development", now) or form.said("development")
        spread.tell_further_development(**seen.act(), said=said)

    return ask(request, seen, "further", form, act)


def find(seen: Visit, adoption: str) -> Adoption:
    """Find an adoption of the initiative, or refuse."""
    found = next((one for one in seen.picture.adoptions if one.key == adoption), None)
    if found is None:
        raise NotFound("no-such-adoption", key=adoption)
    return found


def ask(
    request: HttpRequest,
    seen: Visit,
    name: str,
    form: PageForm,
    act: Callable[[], object],
    *,
    about: dict[str, object] | None = None,
    template: str = "planning/doing.html",
) -> HttpResponse:
    """Show the form, or do what it says and go back to the page of spread."""
    refusal: Refusal | None = None
    back = reverse("spread", args=[seen.key])
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(act)
        if refusal is None:
            return answers.done(request, back, f"spread.done.{name}")
    page = f"spread_{name}"
    return doing.page(
        request, seen, page, form=form, here="spread", refusal=refusal, about=about, back=back, template=template
    )
