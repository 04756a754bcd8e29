"""The record of a sealed opening: who opened, when, and every tender that was there; as a page and as a PDF."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import words
from vakna.core.initiative import Opening, Stage, Submission
from vakna.core.refusal import NotFound
from vakna.exchange import documents
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.selection import pages
from vakna.web.sentences import PAGES


@require_safe
def opening_record(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show the record, made to be printed."""
    seen, one, opening = _find(request, key, stage)
    values: dict[str, Any] = {"stage": one, "facts": _facts(seen, one, opening), "rows": list(_tenders(seen, one))}
    framed = frame(seen, here=stage, title=PAGES.say(seen.language, "sealed.record.title", stage=one.name))
    return answers.page(request, "sealed/record.html", seen=seen, **values, **framed)


@require_safe
def opening_record_file(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Give the record as a PDF, for the two who opened to sign."""
    seen, one, opening = _find(request, key, stage)
    answer = HttpResponse(documents.pdf(sheet=_sheet(seen, one, opening)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{key}-{stage}.pdf"'
    return answer


def _find(request: HttpRequest, key: str, stage: str) -> tuple[Visit, Stage, Opening]:
    seen = access.visit(request, key, parts=("submissions",))
    seen.require("selection.read")
    one = seen.stage(stage)
    if one.opening is None:
        raise NotFound("not-opened-yet")
    return seen, one, one.opening


def _facts(seen: Visit, one: Stage, opening: Opening) -> list[tuple[str, str]]:
    names = {it.key: it.name for it in seen.picture.terms.people}
    facts = {
        "deadline": words.instant(seen.language, one.deadline, zone=True) if one.deadline else "–",
        "opened": words.instant(seen.language, opening.at, zone=True),
        "first": names.get(opening.first, "–"), "second": names.get(opening.second, "–"),
        "diary": one.diary_number or "–", "size": words.number(seen.language, opening.size), "root": opening.root,
    }  # fmt: skip
    return [(PAGES.say(seen.language, f"sealed.record.{code}"), said) for code, said in facts.items()]


def _tenders(seen: Visit, one: Stage) -> Iterator[dict[str, Any]]:
    """Give what was there at the opening, supplier by supplier; what was taken back before it says so."""
    names = pages.names(seen)
    there = [it for it in seen.picture.submissions if it.stage == one.key and it.participation in names]
    for it in sorted(there, key=lambda it: (str(names[it.participation]).casefold(), it.version)):
        yield {"submission": it, "supplier": names[it.participation], "standing": _stands(it, there)}


def _stands(one: Submission, there: list[Submission]) -> str:
    """Say how a version stands: it counts, a later one does, or it was taken back."""
    if one.withdrawn_at:
        return "withdrawn"
    later = (it.participation == one.participation and it.version > one.version for it in there if not it.withdrawn_at)
    return "replaced" if any(later) else "counts"


def _sheet(seen: Visit, one: Stage, opening: Opening) -> documents.Sheet:
    say, language = PAGES.say, seen.language
    header = tuple(
        say(language, f"sealed.record.{name}") for name in ("supplier", "received", "version", "files", "print")
    )
    rows = tuple(
        (str(row["supplier"]), words.instant(language, row["submission"].received_at, zone=True),
         f"{row['submission'].version}, {say(language, 'sealed.record.' + row['standing'])}",
         str(len(row["submission"].attachments)), row["submission"].digest or "–")
        for row in _tenders(seen, one)
    )  # fmt: skip
    buyers = [it.name for it in seen.picture.terms.organisations if it.key in seen.picture.terms.buyers]
    return documents.Sheet(
        title=say(language, "sealed.record.title", stage=one.name), language=language, dated=opening.at,
        kicker=seen.picture.terms.title.said(language), author=words.joined(language, buyers),
        blocks=(
            documents.Facts(rows=tuple(_facts(seen, one, opening))),
            documents.Table(caption=say(language, "sealed.record.caption"), header=header, rows=rows),
            documents.Note(title=say(language, "sealed.record.sign"), words=say(language, "sealed.record.sign_words")),
        ),
    )  # fmt: skip
