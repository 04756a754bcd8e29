"""Market potential: who buys in some CPV codes, how much and how often, where, and who could be next. Open to all."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core.counties import COUNTIES
from vakna.core.public_bodies import PublicBody
from vakna.core.refusal import BadInput, NotFound, Refusal
from vakna.market import adopters, asked, extra, questions, settling
from vakna.market.answers import Answer
from vakna.market.store import Store
from vakna.records import reference
from vakna.web import access, answers
from vakna.web.fields import KeyField
from vakna.web.forms import PageForm

from . import figures

_NEXT = 20


class MarketForm(PageForm):
    """The codes, the period, and whom others are compared with."""

    about = "market"

    cpv = forms.CharField(max_length=200)
    since = forms.CharField(max_length=10, required=False)
    until = forms.CharField(max_length=10, required=False)
    like = forms.CharField(max_length=20, required=False)
    county = KeyField(among=COUNTIES.items(), required=False)


@require_safe
def market_potential(request: HttpRequest) -> HttpResponse:
    """Ask for codes, or tell what open data says of them. Says what is missing when data or the extra is not there."""
    language = access.language(request)
    store = Store.of(Path(settings.VAKNA_DATA))
    ready = extra.is_there() and settling.current(store) is not None
    form = MarketForm(request.GET if "cpv" in request.GET else None, language=language)
    values: dict[str, Any] = {"form": form, "extra": extra.is_there(), "command": extra.COMMAND, "ready": ready}
    refusal: Refusal | None = None
    if ready and form.is_bound and form.is_valid():
        try:
            values |= _told(store, form.cleaned_data, language)
        except BadInput as refused:
            refusal = refused
        except NotFound as refused:
            # Nobody has that number: the answer stands all the same, with nobody to compare with.
            refusal = refused
            values |= _told(store, form.cleaned_data | {"like": ""}, language) if form.cleaned_data["like"] else {}
    return answers.page(request, "market/market.html", refusal=refusal, **values)


def _told(store: Store, given: dict[str, Any], language: str) -> dict[str, Any]:
    """Ask the question and give everything that the page shows."""
    frame = asked.Asked(
        codes=asked.read_codes([given["cpv"]]), since=asked.read_day(given["since"], "since"),
        until=asked.read_day(given["until"], "until"),
    )  # fmt: skip
    bodies = reference.public_bodies()
    said = settling.current(store)
    if said is None:
        raise NotFound("market-empty")
    answer, found = _answered(store, said["generation"], frame, bodies, like=given["like"], county=given["county"])
    names = [f"{code}* {reference.cpv_label(code, language) or ''}".strip() for code in frame.codes]
    known = figures.Known(bodies=bodies, counties=reference.counties(), areas=reference.areas(language))
    return figures.shown(language, answer, found, known, names)


@lru_cache(maxsize=32)
def _answered(
    store: Store,
    generation: int,
    frame: asked.Asked,
    bodies: tuple[PublicBody, ...],
    *,
    like: str,
    county: str | None,
) -> tuple[Answer, adopters.Potential]:
    """Ask once for as long as the tables are the same; `generation` says which they are."""
    del generation
    with questions.desk(store) as desk:
        answer = questions.ask(desk, frame)
        return answer, adopters.potential(desk, answer, bodies, like=like or None, county=county, most=_NEXT)
