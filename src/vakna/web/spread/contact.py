"""Who at the using organisation is asked whether the solution is used, and the question mailed anew."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from vakna.actions import people, spread
from vakna.core.initiative import Adoption
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.web import access, doing
from vakna.web.access import Visit

from .forms import ContactForm
from .views import ask, find

_form = require_http_methods(["GET", "HEAD", "POST"])


@_form
def adoption_contact(request: HttpRequest, key: str, adoption: str) -> HttpResponse:
    """Name who is asked; the first question leaves at once."""
    seen = access.visit(request, key, parts=("spread", "money"))
    seen.require("spread.name_contact")
    one = find(seen, adoption)
    form = ContactForm(request.POST or None, language=seen.language)
    about: dict[str, object] = {"organisation": seen.picture.organisation(one.organisation).name}
    return ask(request, seen, "adoption_contact", form, lambda: _name(seen, one, form), about=about)


@transaction.atomic
def _name(seen: Visit, one: Adoption, form: ContactForm) -> None:
    """Enter somebody new in the house and name them: both or neither."""
    said = form.cleaned_data
    there = m.Person.objects.filter(email__iexact=said["email"]).first()
    person = there.key if there else people.register_person(
        by=seen.actor.person, at=seen.at, name=said["name"], organisation=one.organisation, email=said["email"]
    )  # fmt: skip
    spread.name_contact(**seen.act(), adoption=one.key, person=person)


@_form
def ask_use(request: HttpRequest, key: str, adoption: str) -> HttpResponse:
    """Mail the question again."""
    seen = access.visit(request, key, parts=("spread", "money"))
    seen.require("spread.ask_use")
    one = find(seen, adoption)
    if one.contact is None:
        raise Conflict("no-contact")
    form = doing.Bare(request.POST or None, language=seen.language)
    about: dict[str, object] = {
        "organisation": seen.picture.organisation(one.organisation).name,
        "contact": next(it.name for it in seen.picture.terms.people if it.key == one.contact),
    }

    def act() -> None:
        spread.ask_use(**seen.act(), adoption=adoption)

    return ask(request, seen, "ask_use", form, act, about=about)
