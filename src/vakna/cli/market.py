"""`vakna market`: load open data, ask what it says of some CPV codes, and put those in order who could be next."""

import dataclasses
import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from vakna.actions import market
from vakna.core.money import Money
from vakna.core.words import CORE, money
from vakna.market import adopters, answers, asked, extra, questions
from vakna.market.report import FileReport, Outcome, total
from vakna.market.sources import plain
from vakna.market.store import Store
from vakna.records import clock, reference

from . import files
from .house import make_ready
from .said import say

_SHOWN = 20
_UNKNOWN = "–"
_STEP = 5


def load(given: Namespace) -> int:
    """Load files and say of each what was kept, lost and why; the same files again change nothing."""
    extra.require()
    columns = plain.read_map(files.read(given.columns), path=given.columns) if given.columns else None
    make_ready()
    paths = [Path(one) for one in given.paths]
    told = _Progress(given.lang)
    loaded = market.load(by=None, at=clock.now(), paths=paths, columns=columns, jobs=given.jobs, told=told.hear)
    if given.report:
        files.write_json([_plain(one) for one in loaded.reports], to=given.report)
    for line in _report(given.lang, loaded.reports):
        print(line)
    return 0


class _Progress:
    """Says how far a load has come, where errors go, each time it has come some steps further."""

    def __init__(self, lang: str) -> None:
        self.lang, self.said = lang, 0

    def hear(self, name: str, done: int, whole: int) -> None:
        """Hear how many bytes of all are done."""
        percent = 100 * done // whole if whole else 100
        if percent >= self.said + _STEP:
            self.said = percent
            print(say(self.lang, "cli.market.progress", percent=percent, name=name), file=sys.stderr, flush=True)


def _report(lang: str, reports: Iterable[FileReport]) -> Iterator[str]:
    """Tell of each file that lost something, and of all together."""
    told = list(reports)
    for one in told:
        if one.outcome.lost and not one.known:
            yield say(lang, "cli.market.file", name=one.name, read=one.outcome.read, kept=_kept(one.outcome))
            yield from _reasons(lang, "lost", one.outcome.lost)
    new, everything = [one for one in told if not one.known], total(told)
    yield say(lang, "cli.market.loaded", files=len(new), known=len(told) - len(new), read=everything.read)
    for table, count in sorted(everything.kept.items()):
        yield f"  {say(lang, f'cli.market.table.{table}')}: {CORE.say(lang, 'market.number', number=count)}"
    yield from _reasons(lang, "lost", everything.lost)
    yield from _reasons(lang, "lacks", everything.lacks)


def _kept(outcome: Outcome) -> int:
    return sum(outcome.kept.values())


def _reasons(lang: str, what: str, counted: Mapping[str, int]) -> Iterator[str]:
    for reason, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        yield f"    {CORE.say(lang, 'market.number', number=count)} {CORE.say(lang, f'market.{what}.{reason}')}"


def _plain(one: FileReport) -> dict[str, Any]:
    return {"name": one.name, "known": one.known, **one.outcome.dump()}


def ask(given: Namespace) -> int:
    """Say who buys in some codes, how much and how often, and what the answer rests on."""
    frame = _frame(given)
    with _desk() as desk:
        answer = questions.ask(desk, frame)
    if given.format == "json":
        files.write_json(_data(answer), to=None)
        return 0
    for line in _told(given.lang, answer):
        print(line)
    return 0


def potential(given: Namespace) -> int:
    """Put those in order who could be next, with the reasons of each."""
    frame = _frame(given)
    with _desk() as desk:
        answer = questions.ask(desk, frame)
        bodies = reference.public_bodies()
        found = adopters.potential(desk, answer, bodies, like=given.like, most=given.most)
    if given.format == "json":
        files.write_json({**_data(found), "basis": _data(answer.basis)}, to=None)
        return 0
    for line in (*_order(given.lang, found, registers=bool(bodies)), *_basis(given.lang, answer.basis)):
        print(line)
    return 0


def _desk() -> Any:
    extra.require()
    make_ready()
    return questions.desk(Store.of(settings.VAKNA_DATA))


def _frame(given: Namespace) -> asked.Asked:
    return asked.Asked(
        codes=asked.read_codes(given.cpv), since=asked.read_day(given.since, "--from"),
        until=asked.read_day(given.until, "--to"), sources=tuple(given.source or ()),
    )  # fmt: skip


def _data(value: Any) -> Any:
    """Give an answer as plain data; sums are texts, so that nothing rounds them."""
    return json.loads(json.dumps(dataclasses.asdict(value), default=str))


def _told(lang: str, answer: answers.Answer) -> Iterator[str]:
    codes = answer.asked.codes
    named = [f"{one}* {reference.cpv_label(one, lang) or ''}".strip() for one in codes]
    yield say(lang, "cli.market.heading", codes=named or say(lang, "cli.market.all-codes"))
    basis, tenders, sold = answer.basis, answer.tenders, answer.suppliers
    yield say(lang, "cli.market.procurements", number=basis.procurements, buyers=_buying(answer))
    yield say(lang, "cli.market.kinds", joint=answer.joint, innovation=answer.innovation, frameworks=answer.frameworks)
    for one in answer.sums:
        yield from _sum(lang, one)
    if tenders.lots:
        yield say(
            lang, "cli.market.tenders", lots=tenders.lots, share=tenders.single_share, median=tenders.median,
            most=tenders.most,
        )  # fmt: skip
    if sold.count:
        yield say(
            lang, "cli.market.suppliers", suppliers=sold.count, lots=sold.lots, ten=sold.first_ten, one=sold.one_buyer
        )
    yield say(lang, "cli.market.buyers")
    yield from (f"  {_buyer(lang, one)}" for one in answer.buyers[:_SHOWN])
    yield from _basis(lang, basis)


def _buying(answer: answers.Answer) -> int:
    return sum(1 for one in answer.buyers if one.procurements)


def _sum(lang: str, one: answers.Sums) -> Iterator[str]:
    sums = {name: _money(lang, getattr(one, name), one.currency) for name in ("lower", "median", "upper", "total")}
    yield say(lang, f"cli.market.sums.{one.kind}", number=one.count, buyers=one.buyers, zero=one.zero, **sums)


def _buyer(lang: str, one: answers.Buyer) -> str:
    said = say(lang, "cli.market.buyer", name=one.name, number=one.procurements, last=one.last or _UNKNOWN)
    if not one.currency:
        return said
    contracts, ceilings = (_money(lang, it, one.currency) for it in (one.contracts, one.ceilings))
    return f"{said} {say(lang, 'cli.market.buyer-sums', contracts=contracts, ceilings=ceilings)}"


def _money(lang: str, amount: Any, currency: str | None) -> str:
    return money(lang, Money(amount, currency or "SEK"))


def _order(lang: str, found: adopters.Potential, *, registers: bool) -> Iterator[str]:
    yield CORE.say(lang, "market.order", number=len(found.candidates), looked=found.looked_at)
    if found.like:
        yield CORE.say(lang, "market.like", name=found.like)
    if not registers:
        yield CORE.say(lang, "market.no-registers")
    for place, one in enumerate(found.candidates, 1):
        reasons = (CORE.say(lang, f"market.reason.{it.code}", value=it.value) for it in one.reasons)
        yield f"{place:>3}. {one.name} ({one.points}): {'; '.join(reasons)}"


def _basis(lang: str, basis: answers.Basis) -> Iterator[str]:
    first, last = basis.period
    yield say(lang, "cli.market.basis")
    for one in basis.sources:
        named = CORE.say(lang, f"market.source.{one.name}") if one.name in _SOURCES else one.name
        days = {"first": one.first or _UNKNOWN, "last": one.last or _UNKNOWN}
        yield f"  {say(lang, 'cli.market.source', name=named, number=one.procurements, **days)}"
    yield say(lang, "cli.market.period", first=first or _UNKNOWN, last=last or _UNKNOWN)
    yield say(
        lang, "cli.market.coverage", number=basis.procurements, sums=basis.with_sum, tenders=basis.with_tenders,
        suppliers=basis.with_suppliers, uncoded=basis.uncoded,
    )  # fmt: skip
    yield say(lang, "cli.market.dropped")
    yield from _reasons(lang, "lost", basis.lost)
    yield from _reasons(lang, "lacks", basis.lacks)


_SOURCES = ("uhm", "ocds", "eforms")
"""Sources that have a name in words; a column map names others itself."""
