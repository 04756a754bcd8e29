"""The living specification: what is asked grows out of what is learned, inside a frame that stands (seed)."""

from collections.abc import Iterator

from vakna.core.vocabulary import ChangeState, Origin, RequirementState

from ..finding import Level, Look, Only
from ..rule import Rule
from ..scene import Scene


def frozen_before_learning(scene: Scene) -> Iterator[Look]:
    """Look at each binding item (ska-krav): something had been learned before it was written."""
    first = min((one.at for one in scene.picture.insights), default=None)
    for i, one in enumerate(scene.picture.requirements):
        fine = not one.binding or (first is not None and one.at >= first)
        yield scene.look_at(f"requirements[{i}].binding", fine, item=one.item)


def change_without_insight(scene: Scene) -> Iterator[Look]:
    """Look at each new version of an item: it says which insight it comes from."""
    for i, one in enumerate(scene.picture.requirements):
        if one.version > 1:
            yield scene.look_at(f"requirements[{i}].because", bool(one.because), item=one.item)


def change_outside_frame(scene: Scene) -> Iterator[Look]:
    """Look at each accepted change: the same circle of suppliers, the same object, the same value."""
    for i, one in enumerate(scene.picture.changes):
        if one.state == ChangeState.ACCEPTED:
            fine = not (one.other_circle or one.other_object or one.other_value)
            yield scene.look_at(f"changes[{i}]", fine, stage=one.stage, number=one.number)


def need_revised_without_reason(scene: Scene) -> Iterator[Look]:
    """Look at each new version of a need: why it differs, or the insight it comes from."""
    for i, one in enumerate(scene.terms.needs):
        if one.version > 1:
            fine = one.why is not None or bool(one.because)
            yield scene.look_at(f"initiative.needs[{i}].because", fine, version=one.version)


def idea_used_without_approval(scene: Scene) -> Iterator[Look]:
    """Look at each item that comes from a supplier's insight: the supplier has approved the wording."""
    ideas = {one.key: one for one in scene.picture.insights if one.origin == Origin.SUPPLIER}
    for i, one in enumerate(scene.picture.requirements):
        mine = [ideas[key] for key in one.because if key in ideas]
        if mine and one.state != RequirementState.DROPPED:
            fine = all(idea.approval is not None and idea.approval.approved is True for idea in mine)
            yield scene.look_at(f"requirements[{i}].because", fine, supplier=mine[0].participation, item=one.item)


def change_hinders_spread(scene: Scene) -> Iterator[Look]:
    """Look at each accepted change: it does not make the way to other customers harder."""
    for i, one in enumerate(scene.picture.changes):
        if one.state == ChangeState.ACCEPTED:
            yield scene.look_at(
                f"changes[{i}].scalability", one.scalability != "hinders", stage=one.stage, number=one.number
            )


_BASIS = ("seed-living-specification",)
RULES = (
    Rule(
        "LS01",
        "frozen-before-learning",
        Level.WARN,
        frozen_before_learning,
        _BASIS,
        "no-specification",
        only=Only.ORDER,
    ),
    Rule(
        "LS02", "change-without-insight", Level.NOTE, change_without_insight, _BASIS, "nothing-revised", only=Only.NOTED
    ),
    Rule(
        "LS03",
        "change-outside-frame",
        Level.BLOCK,
        change_outside_frame,
        ("lou-17-10", "seed-living-specification"),
        "no-change",
        only=Only.REFUSED,
    ),
    Rule(
        "LS04",
        "need-revised-without-reason",
        Level.NOTE,
        need_revised_without_reason,
        _BASIS,
        "nothing-revised",
        only=Only.NOTED,
    ),
    Rule(
        "LS05",
        "idea-used-without-approval",
        Level.BLOCK,
        idea_used_without_approval,
        ("lou-4-1", "seed-living-specification"),
        "no-supplier-idea",
        only=Only.ORDER,
    ),
    Rule(
        "LS06",
        "change-hinders-spread",
        Level.WARN,
        change_hinders_spread,
        ("seed-principle-4", "seed-living-specification"),
        "no-change",
        only=Only.ORDER,
    ),
)
