"""The typed answers of a stage as one table for a spreadsheet: a row for each supplier, a column for each question."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from vakna.core import words
from vakna.core.initiative import Stage, Submission
from vakna.core.refusal import Conflict
from vakna.core.visibility import is_opened
from vakna.exchange import spreadsheets
from vakna.web import access, answers
from vakna.web.handin import topics
from vakna.web.sentences import PAGES

from . import attempts, pages, reading
from .submissions import latest

_HEADS = ("supplier", "version", "received", "protected")


@attempts.noted
def answers_file(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Give the table to those who may read. Under seal each reading is written in the journal first, by a post."""
    seen = access.visit(request, key, parts=("submissions",))
    seen.require("selection.read")
    one = seen.stage(stage)
    if not is_opened(seen.picture.terms, one):
        raise Conflict("read-first")
    found = latest(seen, one)
    if request.method == "POST":
        reading.note_all(request, seen, reading.unread(request, one, found))
        return answers.done(request, reverse("submissions", args=[key, stage]), "answer_sheet.noted")
    if reading.unread(request, one, found):
        raise Conflict("read-first")
    return _file(seen, one, list(_table(seen, one, found)))


def _table(seen: access.Visit, stage: Stage, found: tuple[Submission, ...]) -> Iterator[list[object]]:
    asked, names = topics.of(stage, seen.language), pages.names(seen)
    heads = [PAGES.say(seen.language, f"answer_sheet.{one}") for one in _HEADS]
    yield [*heads, *(one.label for one in asked)]
    for one in sorted(found, key=lambda it: names[it.participation].casefold()):
        said = {str(it.topic): it for it in one.answers}
        protected = [it.label for it in asked if (mine := said.get(it.key)) and mine.ground is not None]
        at = words.instant(seen.language, one.received_at)
        given = (said[it.key].said.said(seen.language) if it.key in said else None for it in asked)
        yield [names[one.participation], one.version, at, ", ".join(protected), *given]


def _file(seen: access.Visit, stage: Stage, table: list[list[object]]) -> HttpResponse:
    answer = HttpResponse(spreadsheets.csv(table), content_type=spreadsheets.MEDIA_TYPE)
    name = PAGES.say(seen.language, "answer_sheet.name", number=seen.picture.terms.number, stage=stage.name)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or "attachment"
    return answer
