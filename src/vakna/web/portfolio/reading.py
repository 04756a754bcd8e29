"""The cards of many initiatives, read in one question and decoded once each; a sandbox is never counted with others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest

from vakna.core import document, programmes
from vakna.core.initiative import Text
from vakna.core.portfolio import Card
from vakna.records.models import Summary
from vakna.web import access
from vakna.web.initiatives import listing


@dataclass(frozen=True, slots=True)
class Found:
    """One initiative of a portfolio: its row's number, its card, and what its clock says."""

    pk: int
    card: Card
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks for: whose initiatives, which goal, programme and phase, and whether practice ones."""

    organisation: str = ""
    goal: str = ""
    programme: str = ""
    phase: str = ""
    practice: bool = False

    def takes(self, card: Card, programme: Text | None) -> bool:
        """Say whether a card is among them; `programme` is the one asked for, if there is one of that name."""
        goals = {said for one in card.goals for said in one.by_language.values()}
        return (
            (not self.organisation or self.organisation in card.buyers)
            and (not self.goal or self.goal in goals)
            and (not self.programme or (programme is not None and card.programme == programme))
            and (not self.phase or self.phase == card.phase)
        )


def asked(request: HttpRequest, organisation: str = "") -> Asked:
    """Read what is asked for in the address."""
    said = {name: request.GET.get(name, "").strip()[:200] for name in ("goal", "programme", "phase", "organisation")}
    return Asked(
        organisation=organisation or said["organisation"], goal=said["goal"], programme=said["programme"],
        phase=said["phase"], practice=request.GET.get("practice") == "1",
    )  # fmt: skip


def rows(request: HttpRequest, wanted: Asked) -> QuerySet[Summary]:
    """Give the summary rows that this reader may list, practice initiatives apart from the others."""
    return listing.rows(request).filter(initiative__sandbox=wanted.practice, portfolio__isnull=False)


def named(request: HttpRequest, wanted: Asked) -> QuerySet[Summary]:
    """Give the rows whose suppliers this reader may know by name: not where it assesses suppliers whose names it is
    not to know yet.
    """
    return rows(request, wanted).exclude(initiative__in=listing.unnamed(request))


def found(request: HttpRequest, wanted: Asked) -> list[Found]:
    """Give the initiatives asked for, the latest begun first; those of one programme name it alike. One query."""
    read = rows(request, wanted).annotate(
        card_json=Cast("portfolio", TextField()), began=F("initiative__started"), clock=F("initiative__clock_at")
    )
    held = read.order_by("-began", "pk").values_list("pk", "card_json", "clock")
    now = access.received_at(request)
    there = [Found(pk, _card(stored), clock or now) for pk, stored, clock in held]
    known = programmes.by_name(one.card.programme for one in there if one.card.programme)
    programme = known.get(programmes.fold(wanted.programme))
    return [one for one in (_alike(it, known) for it in there) if wanted.takes(one.card, programme)]


def _alike(one: Found, known: Mapping[str, Text]) -> Found:
    """Let an initiative name its programme as the others in it do."""
    if one.card.programme is None:
        return one
    named = programmes.of(one.card.programme, known)
    return one if named == one.card.programme else replace(one, card=replace(one.card, programme=named))


@lru_cache(maxsize=1 << 15)
def _card(stored: str) -> Card:
    """Read a stored card once: a card is frozen, and most are the same from one reading to the next."""
    card: Card = document.decode(Card, json.loads(stored))
    return card
