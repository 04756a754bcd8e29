"""The ledger as pages and files show it: per stage beside its ceiling, per supplier and stage, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vakna.core import affordable_loss, stages, words
from vakna.core.affordable_loss import Standing
from vakna.core.initiative import Key, MaybeMoney, MoneyEntry, Picture, Text
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
        return self.ceiling.less(self.standing.exposure) if isinstance(self.ceiling, Money) else None


def by_stage(picture: Picture) -> list[Row]:
    """Give each stage that has a ceiling or money, with its stage money."""
    found = []
    for stage in stages.in_order(picture.terms):
        standing = affordable_loss.standing(picture.money, stage=stage.key)
        if (isinstance(stage.ceiling, Money) and stage.ceiling.amount) or _moved(standing):
            found.append(Row(name=stage.name, standing=standing, ceiling=stage.ceiling))
    return found


def in_all(picture: Picture) -> Standing:
    """Sum the stage money of the whole initiative."""
    return affordable_loss.standing(picture.money)


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
        for (supplier, stage, apart), entries in _grouped(picture.money).items()
        if supplier is not None
    ]
    return [row for *_, row in sorted(rows, key=lambda it: it[:3])]


def _row(entries: list[MoneyEntry], called: dict[Key, str], order: dict[Key, Any]) -> Row:
    first = entries[0]
    its = order[first.stage]
    standing = affordable_loss.standing(entries, outside=first.outside_stage_money)
    ceiling = None if first.outside_stage_money else its.supplier_ceiling
    name = called.get(first.participation, "") if first.participation else ""
    return Row(name=name, standing=standing, ceiling=ceiling, stage=its.name, outside=first.outside_stage_money)


def _grouped(entries: Iterable[MoneyEntry]) -> dict[tuple[Key | None, Key, bool], list[MoneyEntry]]:
    found: dict[tuple[Key | None, Key, bool], list[MoneyEntry]] = {}
    for one in entries:
        found.setdefault((one.participation, one.stage, one.outside_stage_money), []).append(one)
    return found


def _moved(standing: Standing) -> bool:
    return any(one.amount for one in (standing.committed, standing.invoiced, standing.paid, standing.released))
