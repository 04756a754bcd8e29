"""The pilot graveyard: initiatives that stop in the test and never reach use (seed, insight 1)."""

from collections.abc import Iterator

from vakna.core import adoptions, graveyard
from vakna.core.stages import rules
from vakna.core.vocabulary import InitiativeState, Instrument, MoneyState, StageState, UseStanding

from ..amounts import limits_of_tests
from ..finding import Level, Look, Only
from ..rule import Rule
from ..scene import Scene


def adoption_undecided(scene: Scene) -> Iterator[Look]:
    """Look, when the last stage of tests is decided, for a stage of use that has begun in time."""
    tests = [one for one in scene.begun if rules(one).takes_deliveries]
    uses = [one for one in scene.stages if one.instrument in {Instrument.USE, Instrument.PPI}]
    if not tests or not uses or tests[-1].key not in scene.decisions:
        return
    limit = scene.thresholds.number_on("adoption-days", scene.today)
    waits = scene.passed(scene.decisions[tests[-1].key].at, limit) and scene.terms.state == InitiativeState.ACTIVE
    begun = any(one.state != StageState.PLANNED and one.key in {it.key for it in scene.begun} for one in uses)
    yield scene.look(uses[0], "state", begun or not waits, since=scene.decisions[tests[-1].key].at, days=limit)


def pilot_too_old(scene: Scene) -> Iterator[Look]:
    """Look at each stage of tests that stands open: not longer than a pilot may."""
    limit = scene.thresholds.number_on("pilot-days", scene.today)
    for stage in scene.begun:
        if rules(stage).takes_deliveries and stage.opens_at is not None:
            open_still = stage.state in {StageState.OPEN, StageState.CLOSED}
            yield scene.look(stage, "opens_at", not (open_still and scene.passed(stage.opens_at, limit)), days=limit)


def funding_ends_first(scene: Scene) -> Iterator[Look]:
    """Look at each source that pays for a stage: it does not end before the stage is decided."""
    paid = {(one.source, one.stage) for one in scene.picture.money if one.source and one.state == MoneyState.COMMITTED}
    for i, source in enumerate(scene.terms.funding_sources):
        due = [it for key, stage in paid if key == source.key and (it := scene.by_key[stage].decision_due)]
        if source.ends is not None and due:
            yield scene.look_at(
                f"initiative.funding_sources[{i}].ends", source.ends >= max(due).date(), ends=source.ends,
                due=max(due), source=source.name,
            )  # fmt: skip


def use_not_checked(scene: Scene) -> Iterator[Look]:
    """Look at each organisation that took up the solution: it has told within a year that it still uses it."""
    limit = scene.thresholds.number_on("adoption-check-days", scene.today)
    for i, one in enumerate(scene.picture.adoptions):
        if adoptions.standing(one, scene.today) != UseStanding.STOPPED:
            word = adoptions.last_word(one)
            last = adoptions.day_of(word.at) if word else one.since
            yield scene.look_at(f"adoptions[{i}].checks", not scene.passed(last, limit), last=last)


def no_adoption_route(scene: Scene) -> Iterator[Look]:
    """Look at each stage of tests that has begun: somebody has written who buys, from which budget and by when."""
    for stage in scene.begun if scene.witnessed else ():
        if rules(stage).takes_deliveries:
            yield scene.look(stage, "opens_at", bool(scene.terms.adoption_routes))


def adoption_late(scene: Scene) -> Iterator[Look]:
    """Look at the day that the route to adoption names: not gone while the finished test waits for its decision."""
    found = graveyard.standing(scene.picture, scene.at, limits_of_tests(scene.at))
    for i, one in list(enumerate(scene.terms.adoption_routes))[-1:]:
        late = found is not None and found.fate is graveyard.Fate.LATE
        yield scene.look_at(f"initiative.adoption_routes[{i}].decide_by", not late, day=one.decide_by)


_BASIS = ("seed-pilot-graveyard",)
RULES = (
    Rule("PG01", "adoption-undecided", Level.WARN, adoption_undecided, _BASIS, "no-test-decided", only=Only.TIME),
    Rule("PG02", "pilot-too-old", Level.WARN, pilot_too_old, _BASIS, "no-paying-stage", only=Only.TIME),
    Rule("PG03", "funding-ends-first", Level.WARN, funding_ends_first, _BASIS, "no-funding-source", only=Only.TIME),
    Rule(
        "PG04",
        "use-not-checked",
        Level.NOTE,
        use_not_checked,
        ("seed-consequence-2", "seed-pilot-graveyard"),
        "not-in-use",
        only=Only.NOTED,
    ),
    Rule("PG05", "no-adoption-route", Level.WARN, no_adoption_route, _BASIS, "no-paying-stage", only=Only.TIME),
    Rule(
        "PG06",
        "adoption-late",
        Level.WARN,
        adoption_late,
        _BASIS,
        "no-adoption-route",
        implies=("PG01",),
        only=Only.TIME,
    ),
)
