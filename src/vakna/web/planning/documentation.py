"""The documentation that the law asks for, built by itself from what has happened: as page, PDF and Word file.

The procurer reads it, completes it within the days that the law gives, and files it (domain 4.8).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.actions import procurements as actions
from vakna.core import assessment, documentation_duty, stages, words
from vakna.core import vocabulary as v
from vakna.core.documentation_duty import Duty
from vakna.core.initiative import Contract, Decision, Procurement, Review, Stage
from vakna.core.legal_frame import total_value
from vakna.core.refusal import NotAllowed, NotFound
from vakna.core.visibility import is_reader
from vakna.exchange import documents
from vakna.exchange.documents import Block, Facts, Heading, Paragraph, Sheet, Table
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.fields import DayField
from vakna.web.forms import PageForm
from vakna.web.initiatives.frame import frame
from vakna.web.journal import acts
from vakna.web.sentences import PAGES

from .procurements import find

_MADE = {
    "pdf": (documents.pdf, "application/pdf"),
    "docx": (documents.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_COLLECTIONS = ("submissions", "contracts", "reaches")


class RecordForm(PageForm):
    """Under which number the documentation is filed."""

    about = "record"

    reference = forms.CharField(max_length=80)
    procurement = forms.CharField(widget=forms.HiddenInput)


class ReviewForm(PageForm):
    """An application for review: when it came, its number, and when the court decided."""

    about = "review"

    noted = DayField()
    number = forms.CharField(max_length=80, required=False)
    settled = DayField(required=False)


def documentation(request: HttpRequest, key: str) -> HttpResponse:
    """Show the documentation of each procurement with its last day; complete one when asked."""
    seen = _visit(request, key)
    form, refusal = RecordForm(request.POST or None, language=seen.language), None
    if request.method == "POST":
        seen.require("procurements.complete_record")
        if form.is_valid():
            refusal = answers.attempt(lambda: actions.complete_record(**seen.act(), **form.cleaned_data))
            if refusal is None:
                return answers.done(request, reverse("documentation", args=[key]), "documentation.completed")
    values: dict[str, Any] = {
        **frame(seen, here="plan", title=PAGES.say(seen.language, "documentation.title")),
        "rows": [_row(seen, one) for one in seen.picture.terms.procurements],
        "may": seen.may("procurements.complete_record"),
    }
    return answers.page(request, "planning/documentation.html", refusal=refusal, seen=seen, form=form, **values)


@require_safe
def documentation_file(request: HttpRequest, key: str, procurement: str, kind: str) -> HttpResponse:
    """Give the documentation of one procurement as a file."""
    seen = _visit(request, key)
    one = find(seen, procurement)
    if kind not in _MADE:
        raise NotFound("no-such-file")
    make, media_type = _MADE[kind]
    answer = HttpResponse(make(sheet=_sheet(seen, one)), content_type=media_type)
    name = f"{PAGES.say(seen.language, 'documentation.file')}-{one.key}.{kind}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def review(request: HttpRequest, key: str, procurement: str) -> HttpResponse:
    """Note that an award is reviewed by a court, and that the court has decided."""
    seen = access.visit(request, key)
    seen.require("procurements.note_review")
    one = find(seen, procurement)
    before = one.award.review if one.award else None
    begun = {name: getattr(before, name) for name in ReviewForm.base_fields} if before else {"noted": seen.at.date()}
    form, refusal = ReviewForm(request.POST or None, language=seen.language, initial=begun), None
    back = reverse("procurement", args=[key, procurement])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        noted = Review(noted=typed["noted"], number=typed["number"] or None, settled=typed["settled"])
        refusal = answers.attempt(lambda: actions.note_review(**seen.act(), procurement=procurement, review=noted))
        if refusal is None:
            return answers.done(request, back, "documentation.reviewed")
    about: dict[str, object] = {"procurement": one.title}
    return doing.page(request, seen, "review", form=form, here="plan", refusal=refusal, about=about, back=back)


def _visit(request: HttpRequest, key: str) -> Visit:
    seen = access.visit(request, key, collections=_COLLECTIONS)
    if not is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    return seen


def _row(seen: Visit, one: Procurement) -> dict[str, Any]:
    """Give one procurement: its duty, how many days are left, and the documentation as blocks."""
    duty = documentation_duty.duty(seen.picture, one)
    left = (duty.last_day - seen.at.date()).days if duty and duty.last_day else None
    return {
        "one": one, "duty": duty, "left": left, "state": _state(one, duty, left),
        "blocks": _named(_blocks(seen, one)),
        "by": next((it.name for it in seen.picture.terms.people if one.record and it.key == one.record.by), ""),
    }  # fmt: skip


def _state(one: Procurement, duty: Duty | None, left: int | None) -> str:
    """Name how the duty stands: kept, none, not begun, running, or overdue."""
    if one.record is not None:
        return "kept"
    if duty is None:
        return "none"
    if left is None:
        return "not_begun"
    return "overdue" if left < 0 else "running"


def _sheet(seen: Visit, one: Procurement) -> Sheet:
    language = seen.language
    return Sheet(
        title=PAGES.say(language, "documentation.of", procurement=one.title), language=language, dated=seen.at,
        kicker=seen.picture.terms.number, footer=one.title.said(language),
        author=words.joined(language, _buyers(seen)), blocks=tuple(_blocks(seen, one)),
    )  # fmt: skip


def _buyers(seen: Visit) -> list[str]:
    named = (it for it in seen.picture.terms.organisations if it.key in seen.picture.terms.buyers)
    return [f"{it.name} ({it.number})" if it.number else it.name for it in named]


def _named(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Give each block with its kind, and each table with its heading in its name."""
    under, found = "", list[dict[str, Any]]()
    for it in blocks:
        under = it.words if isinstance(it, Heading) else under
        name = f"{under}: {it.caption}" if isinstance(it, Table) else ""
        found.append({"kind": type(it).__name__.lower(), "it": it, "name": name})
    return found


def _blocks(seen: Visit, one: Procurement) -> Iterator[Block]:
    """Write the documentation: what is bought, how it was opened to competition, who came, and why what was decided."""
    language = seen.language
    mine = [it for it in stages.in_order(seen.picture.terms) if it.procurement == one.key]
    yield Facts(rows=tuple(_facts(seen, one)))
    yield _headed(language, "competition")
    yield Facts(rows=tuple(_competition(seen, one, mine)))
    for stage in mine:
        yield from _tenders(seen, stage)
    for decision in sorted(seen.picture.decisions, key=lambda it: it.at):
        if decision.stage in {it.key for it in mine}:
            yield from _decided(seen, decision)
    yield from _contracts(seen, mine)
    yield from _log(seen, one, mine)


def _headed(language: str, part: str, **values: object) -> Heading:
    return Heading(words=PAGES.say(language, f"documentation.{part}", **values))


def _facts(seen: Visit, one: Procurement) -> Iterator[tuple[str, str]]:
    say, language, terms = PAGES.say, seen.language, seen.picture.terms
    whole = total_value(seen.picture, one)
    yield say(language, "documentation.buyer"), ", ".join(_buyers(seen))
    yield say(language, "documentation.object"), one.title.said(language)
    yield say(language, "documentation.number"), one.diary_number or terms.diary_number or terms.number
    yield (
        say(language, "form.procurement.law.label"),
        f"{words.word(language, one.law)}, {one.procedure.said(language)}",
    )
    known = words.money(language, whole.known)
    at_least = say(language, "documentation.at_least", sum=known)
    yield say(language, "documentation.value"), at_least if whole.unknown else known
    if one.award is not None:
        yield say(language, "documentation.award"), words.day(language, one.award.decided)
    if one.award is not None and one.award.standstill_ends is not None:
        yield say(language, "documentation.standstill"), words.day(language, one.award.standstill_ends)
    if one.award is not None and one.award.review is not None:
        yield say(language, "documentation.review"), _review(language, one.award.review)
    if one.cancelled is not None:
        yield say(language, "procurement.cancelled"), one.cancelled.reason.said(language)


def _review(language: str, one: Review) -> str:
    settled = words.day(language, one.settled) if one.settled else PAGES.say(language, "documentation.unsettled")
    return ", ".join(filter(None, (words.day(language, one.noted), one.number, settled)))


def _competition(seen: Visit, one: Procurement, mine: list[Stage]) -> Iterator[tuple[str, str]]:
    say, language = PAGES.say, seen.language
    notice = one.notice
    said = f"{notice.number}, {notice.database}, {words.day(language, notice.published)}" if notice else ""
    yield say(language, "documentation.notice"), said or say(language, "planning.plan.no_notice")
    for it in seen.picture.reaches:
        if it.stage in {stage.key for stage in mine}:
            yield words.instant(language, it.at), it.channel.said(language)
    for stage in mine:
        if stage.published_at is not None:
            yield stage.name.said(language), words.instant(language, stage.published_at)


def _tenders(seen: Visit, stage: Stage) -> Iterator[Block]:
    """Name how many and which have tendered, once the tenders are opened."""
    came = assessment.handed_in(seen.picture, stage.key)
    if not stages.rules(stage).takes_tenders or not came:
        return
    names = sorted(seen.picture.supplier_name(it.participation) for it in came)
    yield _headed(seen.language, "tenders", stage=stage.name)
    told = PAGES.say(seen.language, "documentation.came", count=len(names), number=len(names))
    yield Paragraph(words=f"{told} {words.joined(seen.language, names)}")


def _decided(seen: Visit, one: Decision) -> Iterator[Block]:
    """Give what a gate decided, by what right and why, supplier by supplier."""
    say, language = PAGES.say, seen.language
    yield _headed(language, "decision", stage=seen.stage(one.stage).name, at=one.at)
    right = ", ".join(filter(None, (words.word(language, one.mandate), one.committee, one.reference, one.diary_number)))
    yield Facts(rows=((words.word(language, one.outcome).capitalize(), right),))
    yield Paragraph(words=words.write(language, one.reason))
    rows = tuple(
        (
            seen.picture.supplier_name(it.participation),
            words.word(language, it.verdict),
            words.write(language, it.reason),
        )
        for it in one.outcomes
    )
    if rows:
        head = tuple(say(language, f"documentation.head.{name}") for name in ("supplier", "verdict", "reason"))
        yield Table(caption=say(language, "documentation.outcomes"), header=head, rows=rows)


def _contracts(seen: Visit, mine: list[Stage]) -> Iterator[Block]:
    say, language = PAGES.say, seen.language
    names = {one.key: one.name.said(language) for one in mine}
    rows = tuple(
        (seen.picture.supplier_name(it.participation), names[it.stage], _signed(language, it.signed),
         _term(language, it), words.money(language, it.pay), it.diary_number or "–")
        for it in seen.picture.contracts if it.stage in names
    )  # fmt: skip
    if rows:
        yield _headed(language, "contracts")
        head = tuple(
            say(language, f"documentation.head.{it}") for it in ("supplier", "stage", "signed", "term", "pay", "diary")
        )
        yield Table(caption=say(language, "documentation.contracts"), header=head, rows=rows)


def _signed(language: str, signed: date | v.NotPublished) -> str:
    return words.write(language, signed)


def _term(language: str, one: Contract) -> str:
    """Write the first and the last day of a contract's term, as far as they are recorded."""
    days = [words.day(language, it) for it in (one.starts, one.ends) if it]
    both = one.starts is not None and one.ends is not None
    part = "both" if both else "starts" if one.starts else "ends"
    return PAGES.say(language, f"contract_term.{part}", first=days[0], last=days[-1]) if days else "–"


_TELLS = (
    "initiatives.record_notice", "initiatives.publish_stage", "initiatives.correct_stage", "selection.open_sealed",
    "gates.decide", "initiatives.record_contract", "procurements.cancel", "procurements.note_review",
    "procurements.complete_record",
)  # fmt: skip
"""The acts of the log that the documentation stands on."""


def _log(seen: Visit, one: Procurement, mine: list[Stage]) -> Iterator[Block]:
    """List the entries of the log, so that whoever doubts can check them. One query."""
    say, language = PAGES.say, seen.language
    about = {f"stage:{it.key}": it.name.said(language) for it in mine}
    about[f"procurement:{one.key}"] = one.title.said(language)
    found = m.Entry.objects.filter(journal=f"initiative/{seen.key}", act__in=_TELLS, subject__in=list(about))
    rows = tuple(
        (str(it.sequence), _at(language, it.at), f"{acts.act(language, it.act)}, {about[it.subject]}")
        for it in found.order_by("sequence")
    )
    if rows:
        yield _headed(language, "log")
        head = tuple(say(language, f"documentation.head.{name}") for name in ("entry", "at", "act"))
        yield Table(caption=say(language, "documentation.log_words"), header=head, rows=rows)


def _at(language: str, written: str) -> str:
    found = acts.instant(written)
    return words.instant(language, found) if found else written
