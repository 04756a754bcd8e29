"""The pages of contacts: the register, the quick form after a meeting, and the supplier's own word on the record."""

import secrets
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_safe

from vakna.actions import dialogue
from vakna.core import contacts as rules
from vakna.core import visibility, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key
from vakna.core.people import TEAM
from vakna.core.refusal import NotFound, Refusal
from vakna.exchange import spreadsheets
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access, answers, doing, rules_asked
from vakna.web.access import Visit
from vakna.web.forms import PageForm
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import register
from .forms import (
    EVERYBODY,
    FOLDED,
    NEWCOMER,
    ConfirmContactForm,
    ContactForm,
    ReviseContactForm,
    at_present,
    suppliers_of,
)
from .papers import uploads

_A_PAGE = 50


@require_safe
def contacts(request: HttpRequest, key: str) -> HttpResponse:
    """Show the register as this person sees it, by supplier and form when the address asks for one."""
    seen = _see_register(request, key)
    asked = register.Filter.of(request)
    rows = register.rows(seen)
    found = [row for row in rows if asked.keeps(row)]
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    groups = [
        {"title": PAGES.say(seen.language, f"contacts.group.{name}"), "rows": list(its)}
        for name, its in groupby(page, key=lambda row: row.group)
    ]
    suppliers = suppliers_of(seen) if visibility.is_reader(seen.actor) else []
    values: dict[str, Any] = {
        "page": page, "groups": groups, "asked": asked, "query": asked.query, "all": len(seen.picture.contacts),
        "suppliers": suppliers, "kinds": register.kinds(seen.language), "hats": register.two_hats(seen),
        "may_record": seen.may("dialogue.record_contact"), "mine": bool(seen.actor.participations),
        "waits": _waiting(seen, rows),
    }  # fmt: skip
    return answers.page(request, "dialogue/contacts.html", **frame(seen, here="contacts"), seen=seen, **values)


def _waiting(seen: Visit, rows: list[register.Row]) -> dict[str, Any]:
    """Count what waits to be told to all, and give the page that tells it with everything ticked."""
    keys = [row.contact.key for row in rows if row.waits]
    way = reverse("broadcast", args=[seen.key])
    return {"count": len(keys), "url": f"{way}?{urlencode([('contact', key) for key in keys])}"}


@require_safe
def contacts_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the register, as the address asks for it, as a file that a spreadsheet opens and runs nothing of."""
    seen = _see_register(request, key)
    asked = register.Filter.of(request)
    found = [row for row in register.rows(seen) if asked.keeps(row)]
    answer = HttpResponse(spreadsheets.csv(register.table(seen, found)), content_type=spreadsheets.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{key}-contacts.csv"'
    return answer


def _see_register(request: HttpRequest, key: str) -> Visit:
    seen = access.visit(request, key, parts=("contacts", "broadcasts"))
    inside = seen.actor.roles & TEAM or seen.actor.participations or seen.picture.contacts
    if not inside:
        seen.require("dialogue.record_contact")
    return seen


def record_contact(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for one contact in six fields, and for the next one after it when there are several to write."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.record_contact")
    form = ContactForm(request.POST or None, request.FILES or None, seen=seen, initial=_start(request, seen))
    refusal = None
    if request.method == "POST" and form.is_valid():
        made = f"c-{secrets.token_hex(4)}"
        refusal = answers.attempt(lambda: _record(seen, form, made))
        if refusal is None:
            return _go_on(request, seen, made)
    values: dict[str, Any] = {
        "folded": [form[name] for name in FOLDED if name in form.fields],
        "newcomers": NEWCOMER in dict(form.fields["participation"].choices),  # type: ignore[attr-defined]
        "last": _last(request, seen),
    }
    framed = frame(seen, here="contacts", title=PAGES.say(seen.language, "contacts.record"))
    return answers.page(
        request, "dialogue/record_contact.html", seen=seen, form=form, refusal=refusal, **values, **framed
    )


def _record(seen: Visit, form: ContactForm, key: str) -> None:
    given = form.cleaned_data
    who = given["participation"]
    contact = Contact(
        key=Key(key), stage=Key(given["stage"]), kind=v.ContactKind(given["kind"]), at=given["at"],
        participation=None if who in (EVERYBODY, NEWCOMER) else Key(who),
        people=tuple(Key(one) for one in given.get("people", ())), told=form.maybe_said("told"),
        ideas=form.maybe_said("ideas"), only_theirs=form.maybe_said("only_theirs"),
    )  # fmt: skip
    organisation, newcomer = _newcomer(seen, form) if who == NEWCOMER else (None, "")
    dialogue.record_contact(
        **seen.act(), contact=contact, learned=form.maybe_said("learned") if "learned" in form.fields else None,
        origin=v.Origin(given.get("origin") or v.Origin.BUYER), files=uploads(given["documents"]),
        organisation=organisation, newcomer=newcomer, reasons=rules_asked.reasons(seen.request),
    )  # fmt: skip


def _newcomer(seen: Visit, form: ContactForm) -> tuple[str | None, str]:
    """Give the organisation of that name among those named here, else no organisation and the name to enter."""
    rules.require_newcomers(seen.stage(form.cleaned_data["stage"]))
    name = form.cleaned_data["newcomer"].strip()
    known = {one.name.casefold(): one.key for one in seen.picture.terms.organisations}
    return (known[name.casefold()], "") if name.casefold() in known else (None, name)


def _go_on(request: HttpRequest, seen: Visit, made: str) -> HttpResponse:
    """Go to the register, or on to the next supplier with what is the same again filled in."""
    if request.POST.get("do") == "next":
        where = f"{reverse('record_contact', args=[seen.key])}?after={made}"
        return answers.done(request, where, "contacts.recorded")
    return answers.done(request, reverse("contacts", args=[seen.key]), "contacts.recorded")


def _start(request: HttpRequest, seen: Visit) -> dict[str, Any]:
    """Fill in what is known: now, here, by oneself; after another contact its form, and the next supplier by name."""
    start = {**at_present(seen), "people": [seen.actor.person], "participation": request.GET.get("supplier", "")}
    last = _last(request, seen)
    if last is None:
        return start
    met = {one.participation for one in seen.picture.contacts if one.stage == last.stage and one.kind is last.kind}
    waits = [key for key, _ in suppliers_of(seen) if key not in met]
    there = list(last.people) or start["people"]
    return {**start, "stage": last.stage, "kind": last.kind.value, "people": there, "participation": (*waits, "")[0]}


def _last(request: HttpRequest, seen: Visit) -> Contact | None:
    return next((one for one in seen.picture.contacts if one.key == request.GET.get("after")), None)


def revise_contact(request: HttpRequest, key: str, contact: str) -> HttpResponse:
    """Find better words for a contact that nobody else has been told of."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.revise_contact")
    one = _find(seen, contact)
    start = {name: text.said(seen.language) for name in ("told", "ideas") if (text := getattr(one, name)) is not None}
    form = ReviseContactForm(request.POST or None, language=seen.language, initial=start)
    refusal = None
    if request.method == "POST" and form.is_valid():
        told, ideas = form.rewritten("told", one.told), form.rewritten("ideas", one.ideas)
        refusal = answers.attempt(
            lambda: dialogue.revise_contact(**seen.act(), contact=contact, told=told, ideas=ideas)
        )
        if refusal is None:
            return answers.done(request, reverse("contacts", args=[key]), "contacts.revised")
    return _about(seen, "revise_contact", one, form=form, refusal=refusal)


def confirm_contact(request: HttpRequest, key: str, contact: str) -> HttpResponse:
    """Let the supplier say of its own contact that the record is right, or what is wrong in it."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.confirm_contact")
    one = _find(seen, contact)
    if one.participation not in seen.actor.participations:
        raise NotFound("no-such-contact", key=contact)
    form = ConfirmContactForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        said, right = form.maybe_said("wrong"), form.cleaned_data["right"] == "yes"
        refusal = answers.attempt(
            lambda: dialogue.confirm_contact(**seen.act(), contact=contact, right=right, said=said)
        )
        if refusal is None:
            return answers.done(request, reverse("contacts", args=[key]), "contacts.confirmed")
    return _about(seen, "confirm_contact", one, form=form, refusal=refusal)


def _about(seen: Visit, name: str, one: Contact, *, form: PageForm, refusal: Refusal | None) -> HttpResponse:
    day = one.at.astimezone(words.STOCKHOLM).date()
    return doing.page(
        seen.request, seen, name, form=form, here="contacts", refusal=refusal, template="dialogue/one_contact.html",
        about={"kind": one.kind, "day": day}, contact=one, back=reverse("contacts", args=[seen.key]),
    )  # fmt: skip


@require_safe
def contact_paper(request: HttpRequest, key: str, contact: str, number: int) -> StreamingHttpResponse:
    """Give a file of a contact to those who see it in the picture; `number` counts from nought."""
    seen = access.visit(request, key, parts=("contacts",))
    papers = _find(seen, contact).documents
    wanted = papers[number].digest if number < len(papers) else ""
    among = m.StoredFile.objects.filter(initiative__key=key, topic=contact, digest=wanted)
    row = among.first()
    if row is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=row.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer


def _find(seen: Visit, contact: str) -> Contact:
    found = next((one for one in seen.picture.contacts if one.key == contact), None)
    if found is None:
        raise NotFound("no-such-contact", key=contact)
    return found
