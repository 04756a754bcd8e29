"""The copy that is given: written from what is decided alone, as PDF and Word file, and the files given beside it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import disclosure as rules
from vakna.core import words
from vakna.core.disclosure import Given
from vakna.core.initiative import Disclosure
from vakna.core.refusal import Conflict, NotFound
from vakna.core.vocabulary import Release
from vakna.exchange import documents
from vakna.exchange.documents import Block, Facts, Heading, Note, Paragraph, Sheet
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access
from vakna.web.access import Visit
from vakna.web.handin import topics
from vakna.web.sentences import PAGES

from .trying import find

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def disclosure_pdf(request: HttpRequest, key: str, disclosure: str) -> HttpResponse:
    """Give the copy as PDF."""
    seen, one, given = _decided(request, key, disclosure)
    return _file(seen, one, documents.pdf(sheet=_sheet(seen, one, given)), "pdf", "application/pdf")


@require_safe
def disclosure_docx(request: HttpRequest, key: str, disclosure: str) -> HttpResponse:
    """Give the copy as a Word file."""
    seen, one, given = _decided(request, key, disclosure)
    return _file(seen, one, documents.docx(sheet=_sheet(seen, one, given)), "docx", _WORD)


@require_safe
def disclosure_file(request: HttpRequest, key: str, disclosure: str, number: int) -> StreamingHttpResponse:
    """Give a file that is released whole, or its masked copy in its place, by its place among them."""
    _, one, given = _decided(request, key, disclosure)
    released = [it for it in given if it.file is not None]
    if not 1 <= number <= len(released):
        raise NotFound("no-such-file")
    row = _stored(key, one, released[number - 1])
    if row is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=row.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer


def _stored(key: str, one: Disclosure, wanted: Given) -> m.StoredFile | None:
    """Find the bytes: of a masked copy among this request's copies alone, of a whole file among what was handed in."""
    digest = wanted.file.digest if wanted.file else ""
    if wanted.decision is Release.MASK:
        found = m.StoredFile.objects.filter(initiative__key=key, topic=f"copies:{one.key}", digest=digest)
    else:
        places = {item.submission for item in one.items if item.file == digest}
        found = m.StoredFile.objects.filter(submission__initiative__key=key, submission__key__in=places, digest=digest)
    return found.first()


def _decided(request: HttpRequest, key: str, disclosure: str) -> tuple[Visit, Disclosure, tuple[Given, ...]]:
    seen = access.visit(request, key, parts=("openness", "submissions"))
    seen.require("oversight.give_out")
    one = find(seen, disclosure)
    if one.decided_at is None:
        raise Conflict("disclosure-not-decided")
    return seen, one, rules.given(rules.things(seen.picture, one))


def _file(seen: Visit, one: Disclosure, content: bytes, ending: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"{PAGES.say(seen.language, 'disclosure.copy.file')}-{one.number}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _sheet(seen: Visit, one: Disclosure, given: tuple[Given, ...]) -> Sheet:
    """Write the copy. It sees the decided items alone: what is covered or kept back is not there to be written."""
    say, language = PAGES.say, seen.language
    stage = seen.stage(one.stage)
    buyers = [it.name for it in seen.picture.terms.organisations if it.key in seen.picture.terms.buyers]
    facts = [
        (say(language, "disclosure.copy.stage"), stage.name.said(language)),
        (say(language, "disclosure.copy.asked"), words.instant(language, one.at)),
        (say(language, "disclosure.copy.decided"), words.instant(language, one.decided_at or one.at)),
        (say(language, "disclosure.copy.diary"), one.diary_number or stage.diary_number or "–"),
    ]
    covered = Note(
        title=say(language, "disclosure.copy.covered", cover=rules.COVER),
        words=say(language, "disclosure.copy.covered_words"),
    )
    return Sheet(
        title=say(language, "disclosure.copy.title", number=one.number), language=language,
        dated=one.decided_at or one.at, kicker=seen.picture.terms.title.said(language),
        author=words.joined(language, buyers), blocks=(Facts(rows=tuple(facts)), covered, *_blocks(seen, one, given)),
    )  # fmt: skip


def _blocks(seen: Visit, one: Disclosure, given: tuple[Given, ...]) -> Iterator[Block]:
    asked = {str(it.key): it.label for it in topics.of(seen.stage(one.stage), seen.language)}
    last = None
    for it in given:
        if it.participation != last:
            last = it.participation
            yield Heading(words=seen.picture.supplier_name(it.participation))
        yield from _item(seen.language, it, asked.get(str(it.topic), str(it.topic)))


def _item(language: str, it: Given, question: str) -> Iterator[Block]:
    say = PAGES.say
    yield Heading(words=question if it.topic is not None else say(language, "disclosure.copy.a_file"), level=2)
    if it.said is not None:
        yield Paragraph(words=it.said.said(language))
    if it.file is not None:
        yield Paragraph(words=say(language, "disclosure.copy.beside", name=it.file.name, digest=str(it.file.digest)))
    if it.decision is not Release.RELEASE:
        ground = it.ground.said(language) if it.ground else ""
        yield Note(title=words.word(language, it.decision).capitalize(), words=ground)
