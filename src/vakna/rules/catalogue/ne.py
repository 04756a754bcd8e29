"""Neutrality: whoever advises or judges stands on nobody's side but the buyer's (seed, insight 2)."""

from collections import defaultdict
from collections.abc import Iterator

from vakna.core.initiative import Key
from vakna.core.neutrality import SEGMENT, mandate
from vakna.core.people import organisations_of
from vakna.core.vocabulary import AssessmentKind, InitiativeState, Role

from ..finding import Level, Look, Only
from ..rule import AT_GATE, Rule
from ..scene import Scene


def segment_helper_assesses(scene: Scene) -> Iterator[Look]:
    """Look at each assessor: not employed by an intermediary, a cluster or incubator, or a funder."""
    for i, one in enumerate(scene.terms.members):
        home = scene.organisations.get(scene.home.get(one.person, Key("")))
        if one.role == Role.ASSESSOR and home is not None:
            yield scene.look_at(f"initiative.members[{i}].role", home.kind not in SEGMENT, organisation=home.name)


def coach_assesses(scene: Scene) -> Iterator[Look]:
    """Look at each coach: neither the coach nor anybody at its organisation assesses."""
    judging: dict[Key, set[Key]] = defaultdict(set)
    for one in scene.terms.members:
        if one.role == Role.ASSESSOR:
            judging[scene.home.get(one.person, one.person)].add(one.person)
    buyers = set(scene.terms.buyers)
    for i, one in enumerate(scene.terms.members):
        if one.role == Role.COACH:
            home = scene.home.get(one.person, one.person)
            own = one.person in {person for people in judging.values() for person in people}
            yield scene.look_at(f"initiative.members[{i}].role", not own and (home in buyers or home not in judging))


def intermediary_decides(scene: Scene) -> Iterator[Look]:
    """Look at each decision: made by somebody of the buyer's, not by an intermediary."""
    outside = set(scene.terms.intermediaries)
    for i, one in enumerate(scene.picture.decisions):
        if one.by is not None:
            yield scene.look_at(f"decisions[{i}].by", scene.home.get(one.by) not in outside, stage=one.stage)


def intermediary_on_both_sides(scene: Scene) -> Iterator[Look]:
    """Look at each intermediary: it is not itself a supplier in the same initiative."""
    suppliers = {key for one in scene.picture.participations for key in organisations_of(one)}
    for i, key in enumerate(scene.terms.intermediaries):
        name = scene.organisations[key].name
        yield scene.look_at(f"initiative.intermediaries[{i}]", key not in suppliers, organisation=name)


def intermediary_as_buyer(scene: Scene) -> Iterator[Look]:
    """Look at each intermediary: it is not the buyer, nor the owner of the need."""
    owners = {one.owner for one in scene.terms.needs} | set(scene.terms.buyers)
    for i, key in enumerate(scene.terms.intermediaries):
        name = scene.organisations[key].name
        yield scene.look_at(f"initiative.intermediaries[{i}]", key not in owners, organisation=name)


def assessed_without_declaration(scene: Scene) -> Iterator[Look]:
    """Look at each assessor of each stage: a declaration of interest for that stage before the first assessment."""
    declared = {(one.person, one.stage): one.at for one in reversed(scene.picture.declarations)}
    first: dict[tuple[Key, Key], int] = {}
    for i, one in enumerate(scene.picture.assessments):
        if one.kind == AssessmentKind.INDIVIDUAL and scene.witnessed:
            first.setdefault((one.by, one.stage), i)
    for (person, stage), i in first.items():
        said = declared.get((person, stage))
        fine = said is not None and said <= scene.picture.assessments[i].at
        yield scene.look_at(f"assessments[{i}].by", fine, stage=stage)


def intermediary_undeclared(scene: Scene) -> Iterator[Look]:
    """Look at each intermediary once a stage has begun: it has told its owner, funder, target group and measures."""
    said = {one.organisation for one in scene.terms.neutrality}
    for i, key in enumerate(scene.terms.intermediaries if scene.begun else ()):
        name = scene.organisations[key].name
        yield scene.look_at(f"initiative.intermediaries[{i}]", key in said, organisation=name)


def declaration_not_renewed(scene: Scene) -> Iterator[Look]:
    """Look at each stage that has begun, for each intermediary that has declared: for that stage too."""
    said = {(one.organisation, one.stage) for one in scene.terms.neutrality}
    for key in dict.fromkeys(one.organisation for one in scene.terms.neutrality):
        for stage in scene.begun:
            yield scene.look(stage, "state", (key, stage.key) in said, organisation=scene.organisations[key].name)


def intermediary_limited(scene: Scene) -> Iterator[Look]:
    """Look at each declaration: the organisation is not there for some firms alone."""
    for i, one in enumerate(scene.terms.neutrality):
        name = scene.organisations[one.organisation].name
        yield scene.look_at(f"initiative.neutrality[{i}].limited", not one.limited, stage=one.stage, organisation=name)


def mandate_missing(scene: Scene) -> Iterator[Look]:
    """Look at each intermediary of an initiative that goes on: it has a buyer's letter of mandate in force."""
    going_on = scene.terms.state == InitiativeState.ACTIVE and bool(scene.begun)
    for i, key in enumerate(scene.terms.intermediaries if going_on else ()):
        held = mandate(scene.terms, key, scene.today)
        name = scene.organisations[key].name
        yield scene.look_at(f"initiative.intermediaries[{i}]", held is not None, organisation=name)


_BASIS = ("seed-insight-2", "lou-4-1")
RULES = (
    Rule(
        "NE01", "segment-helper-assesses", Level.BLOCK, segment_helper_assesses, _BASIS, "no-assessor", moments=AT_GATE
    ),
    Rule(
        "NE02", "coach-assesses", Level.BLOCK, coach_assesses, _BASIS, "no-helpers", implies=("ET07",), moments=AT_GATE
    ),
    Rule("NE03", "intermediary-decides", Level.BLOCK, intermediary_decides, _BASIS, "no-decision", only=Only.TEAM),
    Rule(
        "NE04",
        "intermediary-on-both-sides",
        Level.BLOCK,
        intermediary_on_both_sides,
        _BASIS,
        "no-intermediary",
        moments=AT_GATE,
    ),
    Rule(
        "NE05",
        "intermediary-as-buyer",
        Level.WARN,
        intermediary_as_buyer,
        _BASIS,
        "no-intermediary",
        implies=("NE07", "NE10"),
        only=Only.TEAM,
    ),
    Rule(
        "NE06",
        "assessed-without-declaration",
        Level.BLOCK,
        assessed_without_declaration,
        ("conflict-of-interest", "seed-insight-2"),
        "nothing-assessed",
        moments=AT_GATE,
    ),
    Rule(
        "NE07",
        "intermediary-undeclared",
        Level.WARN,
        intermediary_undeclared,
        _BASIS,
        "no-intermediary",
        only=Only.TEAM,
    ),
    Rule(
        "NE08", "declaration-not-renewed", Level.WARN, declaration_not_renewed, _BASIS, "no-neutrality", only=Only.TEAM
    ),
    Rule(
        "NE09",
        "intermediary-limited",
        Level.WARN,
        intermediary_limited,
        ("seed-insight-2", "seed-erdf"),
        "no-neutrality",
        only=Only.TEAM,
    ),
    Rule(
        "NE10", "mandate-missing", Level.WARN, mandate_missing, ("seed-insight-2",), "no-intermediary", only=Only.TEAM
    ),
)
