"""Demand: a need told without a solution, shared by more than one, serving a goal (seed, value 2)."""

from collections.abc import Iterator

from vakna.core.initiative import Stage
from vakna.core.stages import rules

from ..finding import Level, Look, Only
from ..rule import AT_PUBLISH, Rule
from ..scene import Scene
from ..wording import wording

SOLUTION = wording(
    "app", "system", "plattform", "portal", "drönar", "robot", "vr-", "ai-", "chatt", "sensor", "webb", "platform",
    "drone", "chatbot", "website",
    sv=r"\b(?:behöver|vill ha|ska köpa|söker|efterfrågar|skaffa) (?:en|ett|nya?|nytt) (?:\w+ )?"
    r"(?:app\w*|\w*system\w*|\w*plattform\w*|\w*portal\w*|drönar\w*|\w*robot\w*|vr-\w+|ai-\w+|chatt\w*|\w*sensor\w*|webb\w+)\b",
    en=r"\b(?:needs?|wants?|is to buy|is looking for|seeks?) (?:an?|new) (?:\w+ )?"
    r"(?:apps?|systems?|platforms?|portals?|drones?|robots?|vr-\w+|ai-\w+|chatbots?|sensors?|websites?)\b",
)  # fmt: skip


def need_states_solution(scene: Scene) -> Iterator[Look]:
    """Look for a ready solution in the words of each need."""
    return SOLUTION.looks(scene.needs)


def _asked(scene: Scene) -> tuple[Stage, ...]:
    """Give the published stages that ask the market. Of imported history much is rightly not published."""
    return tuple(one for one in scene.live if rules(one).takes_submissions) if scene.witnessed else ()


def nobody_else_asked(scene: Scene) -> Iterator[Look]:
    """Look, once the market is asked, for who else has the need: said, joined, or buying together."""
    asked, terms = _asked(scene), scene.terms
    if asked and terms.needs:
        told = any(one.shared_by is not None for one in terms.needs)
        shared = told or bool(scene.picture.followers) or len(terms.buyers) > 1
        yield scene.look_at(f"initiative.needs[{len(terms.needs) - 1}].shared_by", shared, stage=asked[0].key)


def no_goal(scene: Scene) -> Iterator[Look]:
    """Look, once the market is asked, for the goal that the need serves."""
    if _asked(scene):
        yield scene.look_at("initiative.goals", bool(scene.terms.goals))


def goal_without_measure(scene: Scene) -> Iterator[Look]:
    """Look at each goal: a base, a target and their years."""
    for i, one in enumerate(scene.terms.goals):
        measured = None not in {one.base_value, one.base_year, one.target_value, one.target_year}
        yield scene.look_at(f"initiative.goals[{i}].target_value", measured, title=one.title)


def unmet_unsaid(scene: Scene) -> Iterator[Look]:
    """Look, once the market is asked, for what in each need is not met by what exists."""
    for i, one in enumerate(scene.terms.needs if _asked(scene) else ()):
        yield scene.look_at(f"initiative.needs[{i}].unmet", one.unmet is not None)


def no_market_seen(scene: Scene) -> Iterator[Look]:
    """Look, once the market is asked, for how large the market is thought to be."""
    for i, one in enumerate(scene.terms.needs if _asked(scene) else ()):
        yield scene.look_at(f"initiative.needs[{i}].market", one.market is not None or bool(one.figures))


_BASIS = ("seed-value-2",)
RULES = (
    Rule(
        "DM01",
        "need-states-solution",
        Level.WARN,
        need_states_solution,
        ("iso-37106", "seed-insight-1"),
        "no-need",
        moments=AT_PUBLISH,
    ),
    Rule(
        "DM02",
        "nobody-else-asked",
        Level.WARN,
        nobody_else_asked,
        _BASIS,
        "market-not-asked",
        ("SC06",),
        only=Only.GROWS,
    ),
    Rule("DM03", "no-goal", Level.WARN, no_goal, ("seed-value-3",), "market-not-asked", only=Only.GROWS),
    Rule(
        "DM04", "goal-without-measure", Level.NOTE, goal_without_measure, ("seed-value-3",), "no-goal", only=Only.NOTED
    ),
    Rule("DM05", "unmet-unsaid", Level.NOTE, unmet_unsaid, _BASIS, "market-not-asked", only=Only.NOTED),
    Rule(
        "DM06",
        "no-market-seen",
        Level.NOTE,
        no_market_seen,
        ("seed-principle-4", "seed-value-2"),
        "market-not-asked",
        only=Only.NOTED,
    ),
)
