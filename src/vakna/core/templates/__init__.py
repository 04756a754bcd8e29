"""Templates of whole processes, as data that a buyer edits until each stage is published (design 4).

Each file beside this one is a template: its stages in the document's own form, both languages beside each other. Left
out is what every stage of a kind has in common (`common.toml`), and every figure that no source gives: it is unknown.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..criteria_library import LIBRARY, written
from ..document import decode
from ..initiative import Key, Rights, Stage, Text
from ..money import Money
from ..stages import rules
from ..vocabulary import CriterionKind, Evidence, FewerRule, GateKind, PlacesRule

DEMAND_ACCELERATION, MARKET_DIALOGUE = "demand-acceleration", "market-dialogue"
_ORDER = (
    DEMAND_ACCELERATION,
    MARKET_DIALOGUE,
    "challenge",
    "venture-client",
    "pcp",
    "ppi",
    "innovation-partnership",
    "partnering",
    "direct-award",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A process to begin with: what it is, figures seen elsewhere, sources, and its stages with no buyer yet."""

    key: str
    name: Text
    about: Text
    figures: Text | None
    sources: tuple[str, ...]
    stages: tuple[Stage, ...]

    def planned(self, buyer: str, *, procurement: str | None = None) -> tuple[Stage, ...]:
        """Give the stages for a buyer, who pays what is paid; those that buy stand under `procurement` when given."""
        return tuple(_bought_by(one, Key(buyer), Key(procurement) if procurement else None) for one in self.stages)


def buys(stage: Stage) -> bool:
    """Say whether a stage belongs to a procurement: it takes tenders or stands on a contract."""
    return rules(stage).takes_tenders or rules(stage).contract


def _bought_by(stage: Stage, buyer: Key, procurement: Key | None) -> Stage:
    paid = rules(stage).pays or stage.pay is not None
    return replace(stage, payer=buyer if paid else None, procurement=procurement if buys(stage) else None)


def _read(key: str, common: Mapping[str, Any]) -> Template:
    said = _toml(key)
    figures = Text(said["figures"]) if "figures" in said else None
    stages = tuple(_stage(one, number, common) for number, one in enumerate(said["stages"], start=1))
    return Template(
        key=key, name=Text(said["name"]), about=Text(said["about"]), figures=figures,
        sources=tuple(said["sources"]), stages=stages,
    )  # fmt: skip


def _stage(said: Mapping[str, Any], number: int, common: Mapping[str, Any]) -> Stage:
    picked = said.get("criteria")
    plain = {name: value for name, value in said.items() if name != "criteria"}
    stage: Stage = decode(Stage, {"number": number, **plain})
    return _with_common(_with_criteria(stage, picked) if picked else stage, common)


def _with_criteria(stage: Stage, picked: Mapping[str, Any]) -> Stage:
    asks, awarding = Evidence(picked["asks"]), rules(stage).takes_tenders
    chosen = enumerate(picked["keys"], start=1)
    criteria = tuple(written(LIBRARY[key], asks=asks, number=number, awarding=awarding) for number, key in chosen)
    if stage.gate is GateKind.INVITATION:
        # An application is about who applies: qualification alone, with no award criterion in it (domain 3.7).
        qualifies = {"kind": CriterionKind.QUALIFICATION, "link_to_purchase": None}
        criteria = tuple(replace(one, **qualifies) for one in criteria)  # type: ignore[arg-type]
    return replace(stage, criteria=criteria)


def _with_common(stage: Stage, common: Mapping[str, Any]) -> Stage:
    """Say what every stage of this kind says: of secrecy and questions, of rights, of places and of money."""
    given: dict[str, Any] = {}
    if rules(stage).dialogue:
        given |= {"secrecy_notice": Text(common["secrecy_notice"])}
        given |= {"wants_to_know": decode(tuple[Text, ...], common["wants_to_know"])}
    if buys(stage):
        given |= {"rights": stage.rights or decode(Rights, common["rights"])}
    if stage.criteria:
        given |= {"more_than_places": decode(tuple[PlacesRule, ...], common["more_than_places"])}
        given |= {"fewer_than_places": FewerRule(common["fewer_than_places"])}
    if rules(stage).pays and isinstance(stage.pay, Money) and stage.places is not None:
        given |= {"ceiling": stage.pay * stage.places, "supplier_ceiling": stage.pay}
    return replace(stage, **given)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def _all() -> dict[str, Template]:
    common = _toml("common")
    return {key: _read(key, common) for key in _ORDER}


TEMPLATES: Mapping[str, Template] = _all()
"""Every template by its key, in the order in which they are offered."""
