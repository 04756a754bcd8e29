"""How an initiative stands by the rules, with evidence for each: for those who may read all of it, page and PDF."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import visibility, words
from vakna.core.refusal import NotAllowed
from vakna.exchange import documents
from vakna.exchange.documents import Block, Bullets, Heading, Note, Paragraph, Sheet
from vakna.rules import reading
from vakna.rules.lint import Report
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives import judged
from vakna.web.initiatives import judged_rows as rows
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES


@require_safe
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Show what needs to be seen to, what may stand and why, and every rule's answer by what it guards."""
    seen, report = look(request, key)
    lang, picture = seen.language, seen.picture
    values = {
        **frame(seen, here="check"),
        "sums": reading.sums(lang, report),
        "faults": rows.faults(lang, picture, report),
        "standing": rows.standing(lang, picture, report),
        "taken_back": rows.taken_back(lang, picture, report),
        "families": rows.families(lang, picture, report),
        "may_let": seen.may("oversight.let_stand"),
        "at": report.at,
    }
    return answers.page(request, "checking/check.html", seen=seen, **values)


@require_safe
def check_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the compliance report, principle by principle, as an accessible PDF."""
    seen, report = look(request, key)
    answer = HttpResponse(documents.pdf(sheet=_sheet(seen, report)), content_type="application/pdf")
    name = f"{PAGES.say(seen.language, 'checking.file')}-{seen.key}.pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def look(request: HttpRequest, key: str) -> tuple[Visit, Report]:
    """Visit an initiative and its whole report. Refuses (`NotAllowed`) somebody who may not read what it rests on."""
    seen = access.visit(request, key)
    if not visibility.is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    return seen, judged.of(seen).report


def _sheet(seen: Visit, report: Report) -> Sheet:
    lang, terms = seen.language, seen.picture.terms
    buyers = [one.name for one in terms.organisations if one.key in terms.buyers]
    return Sheet(
        title=PAGES.say(lang, "checking.report"), language=lang, dated=report.at, kicker=terms.title.said(lang),
        author=words.joined(lang, buyers), blocks=tuple(_blocks(seen, report)),
        footer=PAGES.say(lang, "checking.no_advice"),
    )  # fmt: skip


def _blocks(seen: Visit, report: Report) -> Iterator[Block]:
    lang, picture = seen.language, seen.picture
    yield Paragraph(words=reading.sums(lang, report))
    yield Heading(words=PAGES.say(lang, "checking.to_see_to"))
    found = rows.faults(lang, picture, report)
    if not found:
        yield Paragraph(words=reading.say(lang, "report.clean"))
    for fault in found:
        do = f"{PAGES.say(lang, 'checking.do')} {fault['do']}"
        yield Note(title=f"{fault['code']} {fault['title']} ({fault['level']})", words=do)
        yield Bullets(items=tuple(" – ".join(filter(None, (it["where"], it["said"]))) for it in fault["places"]))
    yield from _standing(seen, report)
    yield from _taken_back(seen, report)
    for family in rows.families(lang, picture, report):
        yield Heading(words=family["name"])
        told = (
            f"{row['code']} {row['title']}: {_result(lang, row['result'])}. {row['said']}" for row in family["rows"]
        )
        yield Bullets(items=tuple(told))


def _standing(seen: Visit, report: Report) -> Iterator[Block]:
    """Give what may stand: the finding, and who says why and when."""
    lang = seen.language
    let = rows.standing(lang, seen.picture, report)
    if let:
        yield Heading(words=PAGES.say(lang, "at_work.standing"))
    for one in let:
        where = f" ({one['where']})" if one["where"] else ""
        yield Note(title=f"{one['code']} {one['title']}{where}", words=f"{one['said']} {_signed(lang, one)}")


def _taken_back(seen: Visit, report: Report) -> Iterator[Block]:
    """Give what somebody let stand and what was taken back, with both reasons."""
    lang, back = seen.language, rows.taken_back(seen.language, seen.picture, report)
    if back:
        yield Heading(words=PAGES.say(lang, "at_work.taken_back"))
    for one in back:
        where = f" ({one['where']})" if one["where"] else ""
        why = PAGES.say(lang, "at_work.back_because", reason=one["because"], by=one["back_by"], at=one["back_at"])
        yield Note(title=f"{one['code']} {one['title']}{where}", words=f"{_signed(lang, one)} {why}")


def _signed(lang: str, one: dict[str, Any]) -> str:
    return PAGES.say(lang, "at_work.because", reason=one["reason"], by=one["by"], at=one["at"])


def _result(lang: str, result: str) -> str:
    return PAGES.say(lang, f"checking.result.{result}")
