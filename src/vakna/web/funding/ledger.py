"""The ledger as pages and files show it: per stage beside its ceiling, per supplier and stage, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vakna.core import affordable_loss, currencies, stages, words
from vakna.core.affordable_loss import Standing
from vakna.core.initiative import Key, MaybeMoney, MoneyEntry, Picture, Rate, Stage, Text
from vakna.core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the ledger."""

    name: str | Text
    standing: Standing
    ceiling: MaybeMoney = None
    stage: Text | None = None
    outside: bool = False

    @property
    def left(self) -> Money | None:
        """Say what is left under the ceiling; None without one."""
        if not isinstance(self.ceiling, Money) or self.ceiling.currency != self.standing.currency:
            return None
        return self.ceiling.less(self.standing.exposure)

    @property
    def planned_over(self) -> bool:
        """Say whether what is planned would pass the ceiling: then a decision is needed in time."""
        same = isinstance(self.ceiling, Money) and self.ceiling.currency == self.standing.currency
        return same and self.standing.planned.amount > self.ceiling.amount  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What stands in another currency than the initiative's, and what it is worth by the latest stated rate."""

    standing: Standing
    worth: Money | None
    rate: Rate | None


def by_stage(picture: Picture) -> list[Row]:
    """Give each stage that has a ceiling or money, with its stage money; a further row for each further currency."""
    found = []
    for stage in stages.in_order(picture.terms):
        limited = isinstance(stage.ceiling, Money)
        first = stage.ceiling.currency if isinstance(stage.ceiling, Money) else currencies.home(picture)
        sums = affordable_loss.standings(picture.money, first, stage=stage.key)
        if (limited and stage.ceiling.amount) or any(one.moved for one in sums):  # type: ignore[union-attr]
            found += [_of_stage(stage, one) for one in sums]
    return found


def _of_stage(stage: Stage, standing: Standing) -> Row:
    same = isinstance(stage.ceiling, Money) and stage.ceiling.currency == standing.currency
    return Row(name=stage.name, standing=standing, ceiling=stage.ceiling if same else None)


def in_all(picture: Picture) -> Standing:
    """Sum the stage money of the whole initiative, in its own currency."""
    return affordable_loss.standing(picture.money, currency=currencies.home(picture))


def others(picture: Picture) -> list[Other]:
    """Give what stands in each other currency: never added to the rest but by a stated rate."""
    home = currencies.home(picture)
    return [_other(picture, one, home) for one in affordable_loss.standings(picture.money, home)[1:]]


def _other(picture: Picture, standing: Standing, home: str) -> Other:
    rates = picture.terms.rates
    latest = max((one for one in rates if {one.currency, one.to} == {standing.currency, home}),
                 key=lambda one: one.day, default=None)  # fmt: skip
    return Other(standing=standing, worth=currencies.converted(rates, standing.exposure, home), rate=latest)


def outside(picture: Picture) -> Standing:
    """Sum what lies outside stage money, such as what is paid for RFI answers."""
    return affordable_loss.standing(picture.money, outside=True)


def by_supplier(picture: Picture, language: str) -> list[Row]:
    """Give each supplier's money stage by stage, in alphabetical order of suppliers and the order of stages."""
    names = {one.key: one.name for one in picture.terms.organisations}
    called = {one.key: names[one.organisation] for one in picture.participations}
    order = {one.key: one for one in picture.terms.stages}
    rows = [
        (words.sort_key(language, called.get(supplier, "")), order[stage].number, apart, _row(entries, called, order))
        for (supplier, stage, apart, _), entries in _grouped(picture.money).items()
        if supplier is not None
    ]
    return [row for *_, row in sorted(rows, key=lambda it: it[:3])]


def _row(entries: list[MoneyEntry], called: dict[Key, str], order: dict[Key, Any]) -> Row:
    first = entries[0]
    its = order[first.stage]
    standing = affordable_loss.standing(entries, outside=first.outside_stage_money)
    kept = isinstance(its.supplier_ceiling, Money) and its.supplier_ceiling.currency == standing.currency
    ceiling = its.supplier_ceiling if kept and not first.outside_stage_money else None
    name = called.get(first.participation, "") if first.participation else ""
    return Row(name=name, standing=standing, ceiling=ceiling, stage=its.name, outside=first.outside_stage_money)


def _grouped(entries: Iterable[MoneyEntry]) -> dict[tuple[Key | None, Key, bool, str], list[MoneyEntry]]:
    found: dict[tuple[Key | None, Key, bool, str], list[MoneyEntry]] = {}
    for one in entries:
        at = (one.participation, one.stage, one.outside_stage_money, one.amount.currency)
        found.setdefault(at, []).append(one)
    return found
