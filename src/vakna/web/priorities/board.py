"""The board: an organisation's needs side by side, and what they take beside what it has. It only reads."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import priorities as rules
from vakna.core import words
from vakna.core.initiative import Key
from vakna.core.vocabulary import InitiativeState
from vakna.exchange import spreadsheets
from vakna.exchange.charts import picture as drawn
from vakna.exchange.charts import shares
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.initiatives import listing
from vakna.web.sentences import PAGES

GRADES = ("own_value", "shared_need", "readiness")
SORTS = (*GRADES, "shared", "title")
_THOUSAND = Decimal(1_000)


@require_safe
def priorities(request: HttpRequest) -> HttpResponse:
    """Show the needs of the reader's own organisation by the rule asked for, and the years beside their frames."""
    person = require(request)
    language, sort = access.language(request), _sort(request)
    there = rows(request, person)
    years = rules.years((one["halves"] for one in there), frames(person))
    values: dict[str, Any] = {
        "nav": "portfolio", "organisation": person.organisation, "rows": ordered(there, sort, language),
        "sort": sort, "sorts": [(one, _say(language, f"by.{one}")) for one in SORTS],
        "years": years, "chart": chart(language, years), "may": person.may_start_initiatives,
    }  # fmt: skip
    return answers.page(request, "priorities/board.html", **values)


def require(request: HttpRequest) -> Any:
    """Give the reader, or refuse whoever is not logged in: the board is the organisation's own."""
    access.require_person(request)
    return request.user


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in SORTS else GRADES[0]


def rows(request: HttpRequest, person: Any) -> list[dict[str, Any]]:
    """Give the initiatives under way that the organisation stands behind, each with its last judgement and plan."""
    mine = m.CastOrganisation.objects.filter(organisation=person.organisation_id).values("initiative")
    found = listing.rows(request).filter(initiative__in=mine, initiative__state=InitiativeState.ACTIVE)
    own = [one for one in found if Key(person.organisation.key) in one.initiative.buyers]
    placed = _last(m.Placing, person)
    plans = _last(m.ResourcePlan, person)
    return [_row(one, placed.get(one.initiative_id), plans.get(one.initiative_id)) for one in own]


def _last(model: Any, person: Any) -> dict[int, Any]:
    """Give the last word of the organisation on each initiative. One query."""
    held = model.objects.filter(organisation=person.organisation_id).select_related("by").order_by("pk")
    return {one.initiative_id: one for one in held}


def _row(one: m.Summary, placed: Any, plan: Any) -> dict[str, Any]:
    grades = {name: getattr(placed, name) if placed else None for name in GRADES}
    return {
        "key": one.initiative.key, "title": one.initiative.title, "sandbox": one.initiative.sandbox,
        "begun": (one.stage_number or 0) > 1 or bool(one.active_suppliers), "stage": one.stage, "placed": placed,
        "grades": grades, "shared": sum(it.count for it in one.portfolio.wanted) if one.portfolio else 0,
        "halves": plan.halves if plan else (),
    }  # fmt: skip


def ordered(there: list[dict[str, Any]], sort: str, language: str) -> list[dict[str, Any]]:
    """Put the highest first by what was asked for; the same stand by title, and what is not judged stands last."""
    by_title = sorted(there, key=lambda one: words.sort_key(language, one["title"].said(language)))

    def rule(one: dict[str, Any]) -> int:
        return -int(one["shared"] if sort == "shared" else one["grades"][sort] or 0)

    return by_title if sort == "title" else sorted(by_title, key=rule)


def frames(person: Any) -> list[rules.YearFrame]:
    """Give what the organisation has, year by year. One query."""
    return [one.frame for one in m.Frame.objects.filter(organisation=person.organisation_id).order_by("year")]


def chart(language: str, years: tuple[rules.YearLoad, ...]) -> drawn.Picture | None:
    """Draw each year that has a frame: planned within it, over it, and left, in thousands of kronor."""
    bars = tuple(_bar(language, one) for one in years if one.frame)
    if not bars:
        return None
    over = [str(one.year) for one in years if one.over_money or one.over_months]
    said = words.joined(language, over) if over else ""
    summary = _say(language, "over", years=said) if over else _say(language, "within")
    figure = shares.Shares(title=_say(language, "chart"), summary=summary, column=_say(language, "year"), bars=bars)
    return shares.draw(figure, name="frames")


def _bar(language: str, one: rules.YearLoad) -> shares.Bar:
    frame = one.frame.money.amount if one.frame else Decimal(0)
    counts = {"planned_part": min(one.money.amount, frame), "beyond": max(one.money.amount - frame, Decimal(0)),
              "left": max(frame - one.money.amount, Decimal(0))}  # fmt: skip
    parts = tuple(
        shares.Part(count=round(amount / _THOUSAND), words=_say(language, name)) for name, amount in counts.items()
    )
    return shares.Bar(name=str(one.year), parts=parts, empty=_say(language, "nothing"))


def _say(language: str, code: str, **values: object) -> str:
    return PAGES.say(language, f"priorities.{code}", **values)


@require_safe
def priorities_csv(request: HttpRequest) -> HttpResponse:
    """Give the board for a spreadsheet: judgements, reasons and plans, a row for each need."""
    person, language = require(request), access.language(request)
    heads = [
        _say(language, f"column.{name}") for name in ("title", *GRADES, "why", "by", "at", "shared", "money", "months")
    ]
    table = [_cells(one, language) for one in ordered(rows(request, person), _sort(request), language)]
    answer = HttpResponse(spreadsheets.csv([heads, *table]), content_type=spreadsheets.MEDIA_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, "priorities.csv")
    return answer


def _cells(one: dict[str, Any], language: str) -> list[object]:
    placed, halves = one["placed"], one["halves"]
    told = (placed.why.said(language), placed.by.name, placed.at.date().isoformat()) if placed else (None, None, None)
    money = sum((it.money.amount for it in halves), Decimal(0)) if halves else None
    months = sum((it.months for it in halves), Decimal(0)) if halves else None
    return [one["title"].said(language), *one["grades"].values(), *told, one["shared"], money, months]
