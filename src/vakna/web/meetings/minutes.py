"""The minutes of one meeting: read and confirmed by the supplier that was there, written and changed by the team."""

import secrets
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import meetings
from vakna.core.initiative import Contact, Slot
from vakna.core.people import TEAM
from vakna.core.refusal import NotAllowed, NotFound
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .booking import about
from .forms import ConfirmForm, MinutesForm
from .times import dialogue_stage, slot_of, supplier_of

_TEXTS = ("told", "ideas", "only_theirs")


def minutes(request: HttpRequest, key: str, slot: str) -> HttpResponse:
    """Read the minutes of a time; its supplier says whether they are right."""
    access.require_person(request)
    seen = access.visit(request, key, parts=("contacts",))
    one, written = _read(seen, slot)
    own = written.participation in seen.actor.participations and seen.may("dialogue.confirm_minutes")
    waits = own and (written.confirmation is None or not written.confirmation.right)
    form = _confirm_form(request, seen) if waits else None
    refusal = None
    if request.method == "POST":
        if form is None:
            raise NotAllowed("minutes-not-yours")
        if form.is_valid():
            refusal = answers.attempt(lambda: _confirm(seen, written, form))
            if refusal is None:
                return answers.done(request, reverse("times", args=[key, one.stage]), "meetings.answered")
    values: dict[str, Any] = {**_shown(seen, one, written), "own": own}
    return answers.page(request, "meetings/minutes.html", seen=seen, form=form, refusal=refusal, **values)


def write_minutes(request: HttpRequest, key: str, slot: str) -> HttpResponse:
    """Write the minutes of a booked time that has begun, or write them again."""
    seen = access.visit(request, key, parts=("contacts",))
    seen.require("dialogue.write_minutes")
    one = slot_of(seen, slot)
    before = meetings.minutes_of(seen.picture, slot)
    name = "revise_minutes" if before else "write_minutes"
    form = MinutesForm(request.POST or None, language=seen.language, people=_team(seen), initial=_initial(seen, before))
    values, refusal = about(seen, one), None
    if request.method == "POST" and form.is_valid():
        given = form.minutes(one, key=before.key if before else f"m-{secrets.token_hex(4)}", before=before)
        action = dialogue.revise_minutes if before else dialogue.write_minutes
        refusal = answers.attempt(lambda: action(**seen.act(), minutes=given))
        if refusal is None:
            return answers.done(request, values["back"], "meetings.written")
    values["about"] |= {"supplier": supplier_of(seen, one)}
    return doing.page(request, seen, name, form=form, here=one.stage, refusal=refusal,
                      template="meetings/write.html", slot=one, before=before, **values)  # fmt: skip


def _read(seen: Visit, slot: str) -> tuple[Slot, Contact]:
    """Find the minutes that the reader may see, or refuse: those of another supplier, or none at all."""
    one = slot_of(seen, slot)
    written = meetings.minutes_of(seen.picture, slot)
    if written is not None:
        return one, written
    ours = one.participation in seen.actor.participations or bool(seen.actor.roles & TEAM)
    raise NotFound("no-such-minutes", key=slot) if ours else NotAllowed("minutes-not-yours")


def _confirm_form(request: HttpRequest, seen: Visit) -> ConfirmForm:
    choices = [(said, PAGES.say(seen.language, f"meetings.confirm.{said}")) for said in ("yes", "no")]
    return ConfirmForm(request.POST or None, language=seen.language, choices=choices)


def _confirm(seen: Visit, written: Contact, form: ConfirmForm) -> None:
    right, said = form.cleaned_data["right"], form.maybe_said("wrong")
    dialogue.confirm_minutes(**seen.act(), minutes=written.key, right=right, said=said)


def _shown(seen: Visit, slot: Slot, written: Contact) -> dict[str, Any]:
    stage = dialogue_stage(seen, slot.stage)
    people = {one.key: one.name for one in seen.picture.terms.people}
    return {
        **frame(seen, here=slot.stage, title=PAGES.say(seen.language, "meetings.minutes")),
        "stage": stage,
        "slot": slot,
        "ends": meetings.ends(slot),
        "written": written,
        "supplier": supplier_of(seen, slot),
        "there": [people[one] for one in written.people if one in people],
        "parts": list(_parts(seen, written)),
        "may_revise": seen.may("dialogue.revise_minutes"),
    }


def _parts(seen: Visit, written: Contact) -> Iterator[dict[str, Any]]:
    for name in _TEXTS:
        if getattr(written, name) is not None:
            yield {"title": PAGES.say(seen.language, f"meetings.part.{name}"), "said": getattr(written, name)}


def _team(seen: Visit) -> list[tuple[str, str]]:
    """List the members who may have been there."""
    now = {one.person for one in seen.picture.terms.members if one.until is None and one.role in TEAM}
    return [(one.key, one.name) for one in seen.picture.terms.people if one.key in now]


def _initial(seen: Visit, before: Contact | None) -> dict[str, Any]:
    if before is None:
        return {"people": [seen.actor.person]}
    said = {name: value.said(seen.language) for name in _TEXTS if (value := getattr(before, name)) is not None}
    return {**said, "people": list(before.people)}
