"""The desk as a page: what each cell of the ladder says, what stands, and what happens when the button is pressed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.core import reminders, stages
from vakna.core.initiative import Stage
from vakna.core.refusal import Refusal
from vakna.web import answers
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import partners, receipts
from .desk import Desk, left
from .forms import HandInForm


def page(request: HttpRequest, desk: Desk, form: HandInForm, refusal: Refusal | None = None) -> HttpResponse:
    """Show the desk."""
    seen, stage = desk.seen, desk.stage
    values = {
        **frame(seen, here=stage.key, title=""),
        "title": PAGES.say(seen.language, f"handin.title.{kind(stage)}", stage=stage.name),
        "rules": stages.rules(stage),
        "supplier": request.user.organisation.name,  # type: ignore[union-attr]
        "ladder": _ladder(desk),
        "files": _files(desk, form),
        **_partners(form),
        "calm": _calm(desk),
        "left": left(seen.language, stage.deadline - seen.at) if stage.deadline else "",
        "receipt": receipts.shown(seen.language, desk.standing, desk.content, stage) if desk.standing else None,
        "autosave": reverse("draft_save", args=[seen.key, desk.form_name]),
    }
    return answers.page(
        request, "handin/desk.html", refusal=refusal, seen=seen, desk=desk, form=form, stage=stage, **values
    )


def kind(stage: Stage) -> str:
    """Say what is handed in for a stage: answer, tender or deliver."""
    its = stages.rules(stage)
    return "answer" if its.takes_answers else "tender" if its.takes_tenders else "deliver"


def _partners(form: HandInForm) -> dict[str, Any]:
    """Give the rows of those whom the supplier works with, the field that counts them, and whether more may come."""
    rows = form.partner_rows()
    return {"partner_rows": rows, "row_count": form[partners.COUNT] if rows else "",
            "more_partners": 0 < len(rows) < partners.MOST}  # fmt: skip


def _calm(desk: Desk) -> str:
    """Say calmly what to do with the time that is left; nothing where nothing is taken in."""
    if desk.stage.deadline is None or not desk.takes_in or desk.ended:
        return ""
    if desk.standing and not desk.draft:
        return PAGES.say(desk.seen.language, "countdown.in", version=desk.standing.version)
    near = reminders.near(desk.stage.deadline, desk.seen.at)
    return PAGES.say(desk.seen.language, f"countdown.{near or 'far'}", deadline=desk.stage.deadline)


def _ladder(desk: Desk) -> list[dict[str, Any]]:
    """Give the three cells: saved, uploaded, and handed in or not."""
    say, language = PAGES.say, desk.seen.language
    count, wanted = len({one.topic for one in desk.files}), len(desk.slots) - 1
    saved = (
        _cell(True, say(language, "handin.saved"), say(language, "handin.saved_when", at=desk.draft.saved_at))
        if desk.draft
        else _cell(bool(desk.standing), say(language, "handin.no_draft"), say(language, "handin.no_draft_words"))
    )
    held = count if desk.draft else len(desk.content[1])
    title = (
        say(language, "handin.files_of", count=held, number=held, total=wanted)
        if wanted
        else say(language, "handin.files", count=held, number=held)
    )
    uploaded = _cell(bool(held), title, say(language, "handin.uploaded_words"))
    return [saved, uploaded, _handed_in(desk)]


def _handed_in(desk: Desk) -> dict[str, Any]:
    say, language = PAGES.say, desk.seen.language
    if desk.standing and not desk.draft:
        at = say(language, "handin.received_when", at=desk.standing.received_at)
        return _cell(True, say(language, "handin.is_in", version=desk.standing.version), at)
    title = say(language, "handin.not_in", version=desk.version)
    return _cell(False, title, "" if desk.takes_in else say(language, "handin.too_late")) | {
        "loud": True,
        "way": desk.takes_in,
    }


def _cell(yes: bool, title: str, words: str) -> dict[str, Any]:
    return {"yes": yes, "title": title, "words": words, "loud": False, "way": False}


def _files(desk: Desk, form: HandInForm) -> list[dict[str, Any]]:
    """List each place for a file with what lies there now: the draft's files, else those that stand."""
    there = {one.topic: one for one in desk.files}
    return [
        {"slot": it, "file": there.get(it.key), "field": form[f"file_{it.key}"], **form.mark_row(it.key)}
        for it in desk.slots
    ]
