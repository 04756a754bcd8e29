"""The register of contacts: every buyer-supplier exchange, the buyer's information apart from the supplier's ideas."""

import secrets

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from .forms import ContactForm, at_present

_A_PAGE = 50


def contacts(request: HttpRequest, key: str) -> HttpResponse:
    """List the contacts that one may see, and record another."""
    seen = access.visit(request, key, parts=("contacts",))
    may_record = seen.may("dialogue.record_contact")
    if request.method == "POST" or not seen.picture.contacts:
        seen.require("dialogue.record_contact")
    form = ContactForm(request.POST or None, seen=seen, initial=at_present(seen)) if may_record else None
    refusal = None
    if request.method == "POST" and form and form.is_valid():
        refusal = answers.attempt(lambda: dialogue.record_contact(**seen.act(), contact=_contact(form)))
        if refusal is None:
            return answers.done(request, reverse("contacts", args=[key]), "dialogue.contact_recorded")
    page = Paginator(_listed(seen), _A_PAGE).get_page(request.GET.get("page"))
    return answers.page(
        request,
        "dialogue/contacts.html",
        **frame(seen, here="contacts"),
        seen=seen,
        form=form,
        refusal=refusal,
        page=page,
    )


def _listed(seen: Visit) -> list[dict[str, object]]:
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    homes = {one.key: names.get(one.organisation, "") for one in seen.picture.participations}
    people = {one.key: one.name for one in seen.picture.terms.people}
    titles = {one.key: one.name for one in seen.picture.terms.stages}
    rows = sorted(seen.picture.contacts, key=lambda one: one.at, reverse=True)
    return [
        {
            "contact": one,
            "supplier": homes.get(one.participation, "") if one.participation else "",
            "people": [people[it] for it in one.people if it in people],
            "stage": titles[one.stage],
        }
        for one in rows
    ]


def _contact(form: ContactForm) -> Contact:
    given = form.cleaned_data
    return Contact(
        key=Key(f"c-{secrets.token_hex(4)}"), stage=Key(given["stage"]),
        participation=Key(given["participation"]) if given.get("participation") else None,
        kind=v.ContactKind(given["kind"]), at=given["at"], people=tuple(Key(one) for one in given.get("people", ())),
        told=form.said("told"), ideas=form.maybe_said("ideas"),
    )  # fmt: skip
