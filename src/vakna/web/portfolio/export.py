"""The facts that otherwise take a request for public records, as a table and as data (domain 6.5).

One row for each supplier of each initiative that anybody may know of: participant, round, sponsor, question, solution,
stage reached, agreement signed and value, later agreements and value, in use today.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import adoptions, words
from vakna.core.money import Money
from vakna.core.portfolio import Reached
from vakna.exchange import spreadsheets
from vakna.records.models import Summary
from vakna.web import access
from vakna.web.sentences import PAGES

from .reading import Found, asked, found, named

FIELDS = (
    "participant", "round", "sponsor", "initiative", "question", "solution", "stage_reached", "ended",
    "agreement_signed", "agreement_value", "later_agreements", "later_value", "in_use_today", "too_early", "programme",
)  # fmt: skip
"""The fields of domain 6.5, in its order, with the initiative's key, whether its spread can be judged yet, and its
programme."""


@require_safe
def suppliers_csv(request: HttpRequest) -> HttpResponse:
    """Give the table for a spreadsheet, its heads and words in the page's language."""
    language = access.language(request)
    heads = [PAGES.say(language, f"portfolio.field.{name}") for name in FIELDS]
    table = ([_cell(language, row[name]) for name in FIELDS] for row in _rows(request, language))
    answer = HttpResponse(spreadsheets.csv([heads, *table]), content_type=spreadsheets.MEDIA_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, "portfolio.csv")
    return answer


@require_safe
def suppliers_json(request: HttpRequest) -> HttpResponse:
    """Give the same rows as data: sums with their currency, days by ISO 8601, nothing where nothing is known."""
    data = {"fields": FIELDS, "rows": list(map(_plain, _rows(request, access.language(request))))}
    answer = HttpResponse(json.dumps(data, ensure_ascii=False, indent=1) + "\n", content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(True, "portfolio.json")
    return answer


def _rows(request: HttpRequest, language: str) -> Iterator[dict[str, Any]]:
    wanted = asked(request)
    there = {one.pk: one for one in found(request, wanted)}
    for row in named(request, wanted).iterator(chunk_size=500):
        if row.pk in there:
            yield from (_row(row, one, there[row.pk], language) for one in row.reached)


def _row(row: Summary, one: Reached, initiative: Found, language: str) -> dict[str, Any]:
    on, programme = adoptions.day_of(initiative.at), initiative.card.programme
    return {
        "participant": one.supplier,
        "round": one.first_stage.said(language),
        "sponsor": row.buyer,
        "initiative": row.initiative.key,
        "question": row.initiative.title.said(language),
        "solution": one.solution or None,
        "stage_reached": one.stage_reached.said(language),
        "ended": one.ended,
        "agreement_signed": one.signed,
        "agreement_value": one.value,
        "later_agreements": one.later,
        "later_value": one.later_value,
        "in_use_today": sum(on < until for until in one.using),
        "too_early": initiative.card.too_early(on),
        "programme": programme.said(language) if programme else None,
    }


def _cell(language: str, value: Any) -> object:
    if isinstance(value, bool):
        return PAGES.say(language, f"values.{'yes' if value else 'no'}")
    if isinstance(value, Money):
        return words.money(language, value)
    if isinstance(value, tuple):
        return ", ".join(words.money(language, one) for one in value) or None
    return value.isoformat() if isinstance(value, date) else value


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _datum(value) for name, value in row.items()}


def _datum(value: Any) -> Any:
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, tuple):
        return [_datum(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
