"""Handing in: the desk with its draft, files and deadline, the receipt, and taking back. It asks; actions decide."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from vakna.actions import drafts, selection
from vakna.core import secrecy, stage_form
from vakna.core.refusal import NotAllowed, NotFound, Refusal
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access, answers

from . import lot_page, partners, receipts, rfi
from .desk import PARTS, Desk, at_desk, sit_down, standing
from .forms import HandInForm
from .page import page

_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "once", "do", "remove"})


def hand_in(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show the desk; save the draft on every post; hand in when asked. What is late is refused with the draft kept."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("login"))
    seen = access.visit(request, key, parts=PARTS)
    asked = None if "lot" in request.GET else lot_page.choose(seen, stage)
    if asked is not None:
        return asked
    desk = at_desk(seen, stage)
    desk.seen.require("selection.hand_in")
    form = desk.form(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return page(request, desk, form)
    wants = request.POST.get("do", "save")
    refusal = answers.attempt(lambda: _keep(desk, form, wants, request.POST.get("remove", "")))
    wants = "" if refusal else wants
    if wants == "hand_in":
        refusal = answers.attempt(lambda: _hand_in(desk, form))
    if refusal:
        return page(request, sit_down(request, key, stage), form, refusal)
    return _done(request, desk, wants)


def _keep(desk: Desk, form: HandInForm, wants: str, remove: str) -> None:
    after = desk.standing.key if desk.standing else ""
    shared: dict[str, Any] = {**desk.owner(), "at": desk.seen.at, "after": after}
    more = wants == "more_partners"
    drafts.keep(content=partners.with_more(form.content()) if more else form.content(), **shared)
    for topic, file in form.uploads():
        stage_form.require_file(desk.stage.form, topic, file.name)
        drafts.upload(
            topic=topic,
            name=file.name,
            media_type=file.content_type or "",
            size=file.size,
            chunks=file.chunks(),
            **shared,
        )
    if remove.isdecimal():
        drafts.remove(file=int(remove), **desk.owner())


def _hand_in(desk: Desk, form: HandInForm) -> None:
    """Hand the draft in, and then put it away: also when the same form came twice and the first did it."""
    draft = m.Draft.objects.filter(
        initiative__key=desk.seen.key, person__key=desk.seen.actor.person, form=desk.form_name
    ).first()
    topics = dict(draft.files.values_list("pk", "topic")) if draft else {}
    secrecy.require_whole(form.marks(set(topics.values())))
    mine = desk.participation.key if desk.participation else ""
    try:
        selection.hand_in(
            **desk.seen.act(), stage=desk.stage.key, answers=form.answers(), files=list(topics),
            file_marks={pk: form.mark(topic) for pk, topic in topics.items()}, participation=mine,
            lot=desk.lot, **form.works_with(),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.code != "done-already":
            raise
    drafts.discard(**desk.owner())


def _done(request: HttpRequest, desk: Desk, wants: str) -> HttpResponse:
    where = reverse("hand_in", args=[desk.seen.key, desk.stage.key]) + (f"?lot={desk.lot}" if desk.lot else "")
    if wants == "hand_in":
        return answers.done(request, f"{where}#receipt", "handin.done", stage=desk.stage.name)
    there = "#partners" if wants == "more_partners" else ""
    return answers.done(request, f"{where}{there}", "handin.draft_saved")


@require_POST
def draft_save(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Keep what somebody has typed in a form so far. Answers without a page: the form's own page goes on."""
    by, (about, _, stage) = access.person(request), form.partition(".")
    seen = access.visit(request, key, parts=("submissions",))
    if by is None and about != "answer":
        raise NotAllowed("log-in-first")
    stage, _, lot = stage.partition(".")
    stands = standing(seen, seen.stage(stage), lot or None) if about in ("hand-in", "answer") else None
    typed = (name for name in request.POST if name not in _NOT_TYPED and not name.startswith("file_"))
    content = {name: "\n".join(request.POST.getlist(name)) for name in typed}
    after, token = (stands.key if stands else ""), "" if by else rfi.token(request)
    drafts.keep(by=by, at=seen.at, initiative=key, form=form[:200], content=content, after=after, token=token)
    return HttpResponse(status=204)


@require_POST
def withdraw(request: HttpRequest, key: str, submission: str) -> HttpResponse:
    """Take a submission back before the deadline."""
    seen = access.visit(request, key, parts=("submissions",))
    one = receipts.own(seen, submission)
    selection.withdraw(**seen.act(), submission=submission)
    return answers.done(request, reverse("hand_in", args=[key, one.stage]), "handin.withdrawn")


@require_POST
def confirm(request: HttpRequest, key: str, submission: str) -> HttpResponse:
    """Say that what was handed in still stands after a correction."""
    seen = access.visit(request, key, parts=("submissions",))
    one = receipts.own(seen, submission)
    refusal = answers.attempt(lambda: selection.confirm(**seen.act(), submission=submission))
    if refusal:
        raise refusal
    return answers.done(request, reverse("hand_in", args=[key, one.stage]), "information.confirmed")


@require_safe
def own_file(request: HttpRequest, key: str, file: int) -> StreamingHttpResponse:
    """Give somebody a file of its own draft or hand-in back."""
    mine = m.StoredFile.objects.filter(pk=file, owner__key=access.require_person(request))
    row = (mine.filter(draft__initiative__key=key) | mine.filter(submission__initiative__key=key)).first()
    if row is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=row.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer
