"""The end report of an initiative, or the report so far: the same blocks on the page and in the PDF."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.actions import learning
from vakna.core import adoptions, affordable_loss, end_report, needs, spread, visibility, words
from vakna.core import learning as rules
from vakna.core.initiative import Picture, Text
from vakna.core.people import Actor
from vakna.core.vocabulary import InitiativeState
from vakna.exchange import documents
from vakna.exchange.documents import Block, Bullets, Facts, Heading, Paragraph, Sheet, Table
from vakna.records import models as m
from vakna.records.windows import NOTHING, Windows
from vakna.web import access, answers, doing
from vakna.web.access import Visit
from vakna.web.forms import PageForm, area
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

_COLLECTIONS = ("money", "insights", "assumptions", "adoptions", "counts")
_LEFT_OUT: Windows = {"proposals": lambda _: NOTHING}
"""What was proposed at a gate is nothing that the report tells."""


class AdviceForm(PageForm):
    """What the next who has such a need ought to know."""

    about = "advice_to_next"

    advice = area(rows=5)


@require_safe
def end_report_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the report to anybody: what the reader may see of how it went, and the advice to the next."""
    seen = access.visit(request, key, collections=_COLLECTIONS, windows=_LEFT_OUT)
    terms = seen.picture.terms
    begun = m.Initiative.objects.filter(begun_from__initiative=key, sandbox=terms.sandbox).count()
    values: dict[str, Any] = {
        **frame(seen, here="initiative", title=_title(seen)), "title": _title(seen), "begun": begun,
        "blocks": _named(blocks(seen, seen.picture)), "may_advise": seen.may("learning.advise"),
        "inside": bool(seen.picture.insights or seen.picture.assumptions), "terms": terms,
        "may_start": request.user.is_authenticated and request.user.may_start_initiatives,
    }  # fmt: skip
    return answers.page(request, "learning/report.html", seen=seen, **values)


@require_safe
def end_report_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the report as an accessible PDF; `open=1` gives the one that everybody may read, to spread."""
    seen = access.visit(request, key, collections=_COLLECTIONS, windows=_LEFT_OUT)
    picture = _open(seen) if request.GET.get("open") == "1" else seen.picture
    answer = HttpResponse(documents.pdf(sheet=sheet(seen, picture)), content_type="application/pdf")
    name = f"{PAGES.say(seen.language, 'end_report.file')}-{key}.pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def advise_next(request: HttpRequest, key: str) -> HttpResponse:
    """Write advice to the next, in public."""
    seen = access.visit(request, key)
    seen.require("learning.advise")
    form, refusal, back = AdviceForm(request.POST or None, language=seen.language), None, _back(key)
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: learning.advise(**seen.act(), said=form.said("advice")))
        if refusal is None:
            return answers.done(request, back, "end_report.advised")
    return doing.page(request, seen, "advise_next", form=form, here="initiative", refusal=refusal, back=back)


def _back(key: str) -> str:
    return reverse("end_report", args=[key])


def _open(seen: Visit) -> Picture:
    return visibility.seen_by(seen.picture, Actor.nobody(), at=seen.at, demo=True)


def _title(seen: Visit) -> str:
    over = seen.picture.terms.state != InitiativeState.ACTIVE
    return PAGES.say(seen.language, "end_report.title" if over else "end_report.title_so_far")


def _named(found: Iterator[Block]) -> list[dict[str, Any]]:
    """Give each block with its kind and, for tables, a name."""
    return [
        {"kind": type(it).__name__.lower(), "it": it, "name": it.caption if isinstance(it, Table) else ""}
        for it in found
    ]


def sheet(seen: Visit, picture: Picture) -> Sheet:
    """Make the document from what one reader may see; it is dated by the day, and is the same all day."""
    terms = picture.terms
    day = seen.at.astimezone(words.STOCKHOLM).replace(hour=0, minute=0, second=0, microsecond=0)
    buyers = words.joined(seen.language, [it.name for it in terms.organisations if it.key in terms.buyers])
    return Sheet(
        title=f"{_title(seen)}: {terms.title.said(seen.language)}", language=seen.language, dated=day,
        author=buyers, kicker=f"{buyers} · {terms.number}", blocks=tuple(blocks(seen, picture)),
        footer=PAGES.say(seen.language, "invitation.footer", number=terms.number, title=terms.title),
    )  # fmt: skip


def blocks(seen: Visit, picture: Picture) -> Iterator[Block]:
    """Write the report: how it ended and the advice first, then the need, the course, the money, what was learned."""
    say = _Saying(seen)
    if picture.terms.invented:
        yield Paragraph(words=say("invented"))
    yield Facts(rows=tuple(_facts(say, picture)))
    if picture.terms.state_reason is not None:
        yield say.head("ended")
        yield Paragraph(words=say.text(picture.terms.state_reason))
    yield say.head("advice")
    lessons = tuple(say.text(one.said) for one in picture.terms.lessons)
    yield Bullets(items=lessons) if lessons else Paragraph(words=say("no_advice"))
    yield from _need(say, picture)
    yield from _course(say, picture)
    yield from _reasons(say, picture)
    yield from _money(say, picture)
    yield from _learned(say, picture)
    yield from _use(say, picture)


class _Saying:
    """Says the report's sentences in the reader's language."""

    def __init__(self, seen: Visit) -> None:
        self.language, self.on = seen.language, adoptions.day_of(seen.at)

    def __call__(self, code: str, **values: object) -> str:
        return PAGES.say(self.language, f"end_report.{code}", **values)

    def head(self, code: str) -> Heading:
        return Heading(words=self(f"head.{code}"))

    def text(self, said: Text) -> str:
        return said.said(self.language)

    def write(self, value: object) -> str:
        return words.write(self.language, value)

    def row(self, code: str, value: object) -> tuple[str, str]:
        return self(f"fact.{code}"), self.write(value)


def _facts(say: _Saying, picture: Picture) -> Iterator[tuple[str, str]]:
    terms = picture.terms
    names = [one.name for one in terms.organisations if one.key in terms.buyers]
    yield say.row("buyer", names)
    yield say.row("state", terms.state)
    yield say.row("began", terms.started)
    told = [adoptions.day_of(one.at) for one in picture.decisions]
    if told:
        yield say.row("last_decision", max(told))
    yield say.row("using", len(adoptions.using(picture, say.on)))
    if terms.begun_from is not None:
        yield say.row("begun_from", f"{terms.begun_from.title.said(say.language)} ({terms.begun_from.number})")


def _need(say: _Saying, picture: Picture) -> Iterator[Block]:
    yield say.head("need")
    for one in needs.current(picture.terms):
        yield Paragraph(words="\n".join(say.text(it) for it in (one.statement, one.now, one.wanted)))
    rows = tuple(
        (say.text(one.title), say.text(one.indicator), _level(say, one.base_value, one.base_year, one.unit),
         _level(say, one.target_value, one.target_year, one.unit))
        for one in picture.terms.goals
    )  # fmt: skip
    if rows:
        yield say_table(say, "goals", ("goal", "indicator", "base", "target"), rows)


def _level(say: _Saying, value: Any, year: int | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{say.write(value)} {unit}" + (f" ({year})" if year else "")


def say_table(say: _Saying, code: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    """Make a table whose words are the report's."""
    return Table(caption=say(f"caption.{code}"), header=tuple(say(f"column.{one}") for one in heads), rows=rows)


def _course(say: _Saying, picture: Picture) -> Iterator[Block]:
    yield say.head("course")
    rows = tuple(_course_row(say, one) for one in end_report.course(picture))
    if rows:
        heads = ("stage", "form", "days", "came", "went_on", "paid", "ceiling")
        yield say_table(say, "course", heads, rows)
    else:
        yield Paragraph(words=say("no_course"))


def _course_row(say: _Saying, one: end_report.Course) -> tuple[str, ...]:
    counts = (one.days, one.entered, one.continued)
    return (
        say.text(one.stage.name), words.word(say.language, one.stage.instrument),
        *("–" if it is None else say.write(it) for it in counts),
        say.write(one.paid), "–" if one.ceiling is None else say.write(one.ceiling),
    )  # fmt: skip


def _reasons(say: _Saying, picture: Picture) -> Iterator[Block]:
    """Give what each gate decided and why, in the words that everybody was told; no supplier is named."""
    told = sorted(picture.decisions, key=lambda one: one.at)
    if not told:
        return
    yield say.head("decisions")
    for one in told:
        name = picture.stage(one.stage).name
        yield Heading(words=say("decision", stage=name, day=adoptions.day_of(one.at)), level=2)
        yield Paragraph(words=f"{words.word(say.language, one.outcome).capitalize()}. {say.write(one.reason)}")


def _money(say: _Saying, picture: Picture) -> Iterator[Block]:
    paid, ended = affordable_loss.stage_money(picture), affordable_loss.to_ended(picture)
    yield say.head("money")
    rows = [say.row("paid", paid), say.row("ceiling", picture.terms.ceiling)]
    if ended.amount:
        said = say("ended_share", sum=ended, share=affordable_loss.share(ended, paid))
        rows.append(say.row("to_ended", said))
    yield Facts(rows=tuple(rows))


def _learned(say: _Saying, picture: Picture) -> Iterator[Block]:
    """Give the insights and assumptions that the reader may see: most readers see none."""
    insights = tuple(say.text(one.learned) for one in picture.insights if rules.is_shareable(one))
    if insights:
        yield say.head("insights")
        yield Bullets(items=insights)
    rows = tuple(
        (say.text(one.statement), say.write(one.state), say.text(one.evidence) if one.evidence else "–")
        for one in picture.assumptions if one.participation is None
    )  # fmt: skip
    if rows:
        yield say.head("assumptions")
        yield say_table(say, "assumptions", ("assumption", "outcome", "evidence"), rows)


def _use(say: _Saying, picture: Picture) -> Iterator[Block]:
    yield say.head("use")
    using = adoptions.in_use(picture, say.on)
    yield Paragraph(words=say("using", count=len(using)))
    if using:
        rows = tuple((picture.organisation(one.organisation).name, say.write(one.since)) for one in using)
        yield say_table(say, "use", ("organisation", "since"), rows)
    points = spread.series(picture, say.on)
    if points:
        last = points[-1]
        said = words.count(say.language, last.qualifier, last.count)
        yield Paragraph(words=say("reported", count=said, day=last.period_ends, source=last.source or say("no_source")))
        each = spread.money_per_organisation(picture, (last.count,))[0][1] if last.count else None
        if each is not None and each.amount:
            yield Paragraph(words=say("per_organisation", sum=each))
