"""How an initiative stands by the rules, with evidence for each: for those who may read all of it, page and PDF."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import words
from vakna.core.initiative import Picture
from vakna.exchange import documents
from vakna.exchange.documents import Block, Bullets, Heading, Note, Paragraph, Sheet
from vakna.rules import reading
from vakna.rules.finding import Family, Level, Place, Result
from vakna.rules.lint import Answer, Report, lint
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

_TAGS = {Level.BLOCK: "bad", Level.WARN: "warn", Level.NOTE: ""}


@require_safe
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Show what needs to be seen to, and every rule's answer by what it guards."""
    seen, picture, report = _judged(request, key)
    lang = seen.language
    values = {
        **frame(seen, here="check"),
        "sums": reading.sums(lang, report),
        "faults": [_fault(lang, picture, one) for one in report.failed()],
        "families": list(_families(lang, picture, report)),
        "at": report.at,
    }
    return answers.page(request, "checking/check.html", seen=seen, **values)


@require_safe
def check_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the compliance report, principle by principle, as an accessible PDF."""
    seen, picture, report = _judged(request, key)
    answer = HttpResponse(documents.pdf(sheet=_sheet(seen, picture, report)), content_type="application/pdf")
    name = f"{PAGES.say(seen.language, 'checking.file')}-{seen.key}.pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _judged(request: HttpRequest, key: str) -> tuple[Visit, Picture, Report]:
    seen = access.visit(request, key)
    picture = access.whole(seen)
    return seen, picture, lint(picture, at=seen.at)


def _fault(lang: str, picture: Picture, one: Answer) -> dict[str, Any]:
    return {
        **_rule(lang, one),
        "kind": _TAGS[one.rule.level],
        "level": reading.say(lang, f"level.{one.rule.level.value}"),
        "do": reading.part(lang, one.rule, "do"),
        "places": [
            (reading.fault(lang, one.rule, look), _where(lang, picture, look.place), look.place.path)
            for look in one.findings
        ],
    }


def _families(lang: str, picture: Picture, report: Report) -> Iterator[dict[str, Any]]:
    for family in Family:
        those = [one for one in report.answers if one.rule.family is family]
        yield {
            "code": family.value,
            "name": reading.say(lang, f"family.{family.value}"),
            "passed": sum(one.result is Result.PASSED for one in those),
            "failed": sum(one.result is Result.FAILED for one in those),
            "rows": [_row(lang, picture, one) for one in those],
        }


def _row(lang: str, picture: Picture, one: Answer) -> dict[str, Any]:
    return {**_rule(lang, one), "result": one.result.value, "said": _said(lang, picture, one)}


def _said(lang: str, picture: Picture, one: Answer) -> str:
    """Say the evidence: where it was looked, or why it did not apply, or how many faults there are."""
    if one.because is not None:
        return reading.because(lang, one.because)
    if one.findings:
        return PAGES.say(lang, "checking.faults", count=len(one.findings))
    where = _names(lang, picture, one.evidence)
    if not where:
        return PAGES.say(lang, "checking.seen_in_whole")
    return PAGES.say(lang, "checking.evidence", count=len(one.evidence), where=where)


def _names(lang: str, picture: Picture, evidence: tuple[Place, ...]) -> list[str]:
    """Name the stages that were looked at; where there are none, the suppliers."""
    stages = [picture.stage(one.stage).name.said(lang) for one in evidence if one.stage is not None]
    suppliers = [picture.supplier_name(one.supplier) for one in evidence if one.supplier is not None]
    return list(dict.fromkeys(stages or suppliers))


def _rule(lang: str, one: Answer) -> dict[str, Any]:
    return {"code": one.rule.code, "title": reading.part(lang, one.rule, "title")}


def _where(lang: str, picture: Picture, place: Place) -> str:
    """Name the stage and the supplier; nothing where the place is the initiative itself."""
    said = [picture.stage(place.stage).name.said(lang)] if place.stage is not None else []
    said += [picture.supplier_name(place.supplier)] if place.supplier is not None else []
    return ", ".join(said)


def _sheet(seen: Visit, picture: Picture, report: Report) -> Sheet:
    lang, terms = seen.language, picture.terms
    buyers = [one.name for one in terms.organisations if one.key in terms.buyers]
    return Sheet(
        title=PAGES.say(lang, "checking.report"), language=lang, dated=report.at, kicker=terms.title.said(lang),
        author=words.joined(lang, buyers), blocks=tuple(_blocks(lang, picture, report)),
        footer=PAGES.say(lang, "checking.no_advice"),
    )  # fmt: skip


def _blocks(lang: str, picture: Picture, report: Report) -> Iterator[Block]:
    yield Paragraph(words=reading.sums(lang, report))
    yield Heading(words=PAGES.say(lang, "checking.to_see_to"))
    if not report.failed():
        yield Paragraph(words=reading.say(lang, "report.clean"))
    for fault in (_fault(lang, picture, one) for one in report.failed()):
        yield Note(title=f"{fault['code']} {fault['title']} ({fault['level']})", words=fault["do"])
        yield Bullets(items=tuple(" – ".join(filter(None, (where, said))) for said, where, _ in fault["places"]))
    for family in _families(lang, picture, report):
        yield Heading(words=family["name"])
        told = (
            f"{row['code']} {row['title']}: {_result(lang, row['result'])}. {row['said']}" for row in family["rows"]
        )
        yield Bullets(items=tuple(told))


def _result(lang: str, result: str) -> str:
    return PAGES.say(lang, f"checking.result.{result}")
