"""What a question to the market says, part by part: the same on its page, in its PDF and in its Word file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import needs, stages, words
from vakna.core.initiative import Figure, Stage, Text
from vakna.core.people import TEAM
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import StageState
from vakna.exchange import documents
from vakna.web import access
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

_WRITERS = {"pdf": documents.pdf, "docx": documents.docx}
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_OF_THE_NEED = ("unmet", "shared_by", "legal_obstacles", "organisational_obstacles", "obstacles")
"""What of the need card is told beside its statement and figures: why it is unmet, who shares it, the obstacles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part under its heading: paragraphs first, then a list (numbered or not) or the rows of the timetable."""

    code: str
    title: str
    texts: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    numbered: bool = False
    rows: tuple[tuple[str, str], ...] = ()


def parts(seen: Visit, one: Stage) -> tuple[Part, ...]:
    """Give the parts that are said, in reading order. A part that nobody has written is left out."""
    found = (*_asked(seen, one), *_terms(seen, one))
    return tuple(part for part in found if part.texts or part.items or part.rows)


def _asked(seen: Visit, one: Stage) -> Iterator[Part]:
    current = needs.current(seen.picture.terms)
    figures = tuple(_figure(figure) for need in current for figure in need.figures)
    told = (*(need.statement for need in current), *_some(one.background))
    yield _part(seen, "purpose", texts=_some(one.purpose))
    yield _part(seen, "background", texts=told, items=figures)
    for name in _OF_THE_NEED:
        yield _part(seen, name, texts=tuple(text for need in current for text in _some(getattr(need, name))))
    yield _part(seen, "target_group", texts=_some(one.target_group))
    yield _part(seen, "we_know", items=one.we_know)
    yield _part(seen, "wants_to_know", items=one.wants_to_know, numbered=True)


def _terms(seen: Visit, one: Stage) -> Iterator[Part]:
    yield _part(seen, "use_of_answers", texts=_some(one.use_of_answers))
    yield _part(seen, "secrecy_notice", texts=_some(one.secrecy_notice))
    yield _part(seen, "compensation", texts=(*_sum(seen, one), *_some(one.compensation)))
    yield _part(seen, "timetable", rows=tuple(_timetable(seen, one)))
    person = next((it for it in seen.picture.terms.people if it.key == one.contact), None)
    if person is not None:
        yield _part(seen, "contact", rows=((person.name, person.email or ""),))
    yield _part(seen, "next_steps", texts=_some(one.next_steps))


def _part(
    seen: Visit, code: str, *, texts: tuple[Text, ...] = (), items: tuple[Text, ...] = (), numbered: bool = False,
    rows: tuple[tuple[str, str], ...] = (),
) -> Part:  # fmt: skip
    title = PAGES.say(seen.language, f"invitation.part.{code}")
    return Part(code=code, title=title, texts=texts, items=items, numbered=numbered, rows=rows)


def _some(text: Text | None) -> tuple[Text, ...]:
    return (text,) if text else ()


def _figure(figure: Figure) -> Text:
    """Write a figure of the need in each language that its label is said in."""
    said = {}
    for language, label in figure.label.by_language.items():
        low = words.number(language, figure.low)
        high = f"–{words.number(language, figure.high)}" if figure.high is not None else ""
        said[language] = f"{low}{high} {label}"
    return Text(said)


def _sum(seen: Visit, one: Stage) -> tuple[Text, ...]:
    if one.pay is None:
        return ()
    payer = next((it.name for it in seen.picture.terms.organisations if it.key == one.payer), "")
    language = seen.language
    said = f"{words.money(language, one.pay)} {PAGES.say(language, 'dialogue.per_answer')}"
    return (Text({language: f"{said} {PAGES.say(language, 'dialogue.paid_by', payer=payer)}" if payer else said}),)


def _timetable(seen: Visit, one: Stage) -> Iterator[tuple[str, str]]:
    dates: tuple[tuple[str, datetime | None], ...] = (
        ("published", one.published_at), ("opens", one.opens_at), ("questions_until", one.questions_until),
        ("deadline", one.deadline), ("decision", one.decision_due), ("ends", one.ends_at),
    )  # fmt: skip
    for code, at in dates:
        if at is not None:
            yield PAGES.say(seen.language, f"invitation.when.{code}"), words.instant(seen.language, at, zone=True)


def sheet(seen: Visit, one: Stage) -> documents.Sheet:
    """Make the document: the statement that no procurement has begun always comes first."""
    language, terms = seen.language, seen.picture.terms
    buyers = words.joined(language, [it.name for it in terms.organisations if it.key in terms.buyers])
    draft = one.state is StageState.PLANNED
    blocks: list[documents.Block] = [
        documents.Note(
            title=PAGES.say(language, "dialogue.no_procurement"), words=PAGES.say(language, "invitation.not_begun")
        )
    ]
    if draft:
        blocks.insert(0, documents.Note(title=PAGES.say(language, "invitation.draft")))
    for part in parts(seen, one):
        blocks += _blocks(language, part)
    name = one.name.said(language)
    return documents.Sheet(
        title=one.question.said(language) if one.question else name, language=language, author=buyers,
        dated=max((one.published_at or seen.at, *(it.at for it in one.corrections))), blocks=tuple(blocks),
        kicker=f"{buyers} · {terms.title.said(language)} · {name}",
        footer=PAGES.say(language, "invitation.footer", number=terms.number, title=terms.title),
    )  # fmt: skip


def _blocks(language: str, part: Part) -> Iterator[documents.Block]:
    yield documents.Heading(words=part.title)
    for text in part.texts:
        yield documents.Paragraph(words=text.said(language))
    if part.items:
        yield documents.Bullets(items=tuple(it.said(language) for it in part.items), numbered=part.numbered)
    if part.code == "timetable":
        header = tuple(PAGES.say(language, f"invitation.column.{name}") for name in ("what", "when"))
        yield documents.Table(caption=part.title, header=header, rows=part.rows)
    elif part.rows:
        yield documents.Facts(rows=part.rows)


@require_safe
def rfi_file(request: HttpRequest, key: str, stage: str, kind: str) -> HttpResponse:
    """Give the question to the market as PDF or Word file; the team may carry away what is not yet published."""
    seen = access.visit(request, key)
    one = seen.stage(stage)
    hidden = one.state is StageState.PLANNED and not seen.actor.roles & TEAM
    if kind not in _WRITERS or hidden or not stages.rules(one).dialogue:
        raise NotFound("no-such-file")
    answer = HttpResponse(_WRITERS[kind](sheet=sheet(seen, one)), content_type=_TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(True, f"{key}-{stage}.{kind}") or "attachment"
    return answer
