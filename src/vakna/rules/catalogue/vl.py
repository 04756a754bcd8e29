"""Venture logic: phases in turn, something tested in each stage, and one decision at a time (seed)."""

from collections.abc import Iterator

from vakna.core.initiative import Criterion
from vakna.core.stages import rules
from vakna.core.vocabulary import AssumptionState, CriterionKind, GateKind, MoneyState, Phase, StageState

from ..finding import Level, Look, Only
from ..rule import AT_GATE, AT_PUBLISH, IN_STAGE_WORDS, Rule
from ..scene import Scene
from ..wording import wording

_EARLY = frozenset({Phase.PROBLEM_SOLUTION_FIT})
LATE = wording(
    "lönsam", "intäkt", "omsätt", "marknadsandel", "installerad", "profit", "revenue", "market share", "installed",
    sv=r"\b(?:lönsam\w*|intäkt\w*|omsätter|marknadsandel\w*|installerad\w*)\b",
    en=r"\b(?:profitab\w+|revenues?|market shares?|installed base)\b",
)  # fmt: skip


def skipped_without_reason(scene: Scene) -> Iterator[Look]:
    """Look at each skipped stage: a written reason."""
    for stage in scene.terms.stages:
        if stage.state == StageState.SKIPPED:
            yield scene.look(stage, "skipped_because", stage.skipped_because is not None)


def phase_jumped(scene: Scene) -> Iterator[Look]:
    """Look, when product/market fit is worked on, for an earlier stage on problem/solution fit or a reason."""
    meant = not scene.terms.phases or Phase.PROBLEM_SOLUTION_FIT in scene.terms.phases
    earlier, skipped = False, any(one.skipped_because for one in scene.terms.stages)
    for stage in scene.stages:
        earlier = earlier or Phase.PROBLEM_SOLUTION_FIT in stage.phases
        if meant and Phase.PRODUCT_MARKET_FIT in stage.phases:
            yield scene.look(stage, "phases", earlier or skipped)


def late_criterion_stops_early(scene: Scene) -> Iterator[Look]:
    """Look at stop criteria while the idea is being tried: none asks for what only a later phase can show."""
    for stage in scene.judged:
        if _EARLY.issuperset(stage.phases):
            for i, one in enumerate(stage.criteria):
                if one.stop:
                    texts = [
                        *one.title.by_language.items(),
                        *(one.guidance.by_language.items() if one.guidance else ()),
                    ]
                    words = next((hit for language, text in texts if (hit := LATE.words(language, text))), None)
                    yield scene.look(stage, f"criteria[{i}]", words is None, words=words)


def _late_words(one: Criterion) -> str | None:
    texts = [one.title, one.guidance] if one.guidance else [one.title]
    said = (pair for text in texts for pair in text.by_language.items())
    return next((hit for language, text in said if (hit := LATE.words(language, text))), None)


def nothing_tested(scene: Scene) -> Iterator[Look]:
    """Look at each stage under contract that has begun: it tests an assumption."""
    for stage in scene.begun:
        if rules(stage).takes_deliveries and scene.witnessed:
            yield scene.look(stage, "tests", bool(stage.tests))


def nothing_learned(scene: Scene) -> Iterator[Look]:
    """Look, once its gate is proposed, at each stage that tested something: one assumption at least is settled."""
    state = {one.key: one.state for one in scene.picture.assumptions}
    for stage in scene.begun:
        if (stage.state == StageState.DECIDED or stage.key in scene.proposed) and stage.tests:
            fine = any(state[key] != AssumptionState.OPEN for key in stage.tests if key in state)
            yield scene.look(stage, "tests", fine, count=len(stage.tests))


def decided_up_front(scene: Scene) -> Iterator[Look]:
    """Look at each commitment: the gate before its stage had been decided."""
    before = {after.key: stage for stage, after in zip(scene.stages, scene.stages[1:], strict=False)}
    for i, one in enumerate(scene.picture.money):
        gate = before.get(one.stage)
        if (
            one.state == MoneyState.COMMITTED
            and gate is not None
            and gate.gate != GateKind.NONE
            and gate.key in scene.decisions
        ):
            fine = one.at >= scene.decisions[gate.key].at
            yield scene.look_at(f"money[{i}].at", fine, stage=one.stage, supplier=one.participation, at=one.at)


def experiment_overdue(scene: Scene) -> Iterator[Look]:
    """Look at each experiment with a last day: it has a result, or the day is to come."""
    for i, one in enumerate(scene.picture.experiments):
        if one.ends is not None:
            fine = one.result is not None or scene.today <= one.ends
            yield scene.look_at(f"experiments[{i}].result", fine, ends=one.ends)


def dialogue_judged_as_tender(scene: Scene) -> Iterator[Look]:
    """Look at each published dialogue gate with criteria: none of them is an award criterion."""
    for stage in scene.live:
        if stage.gate == GateKind.DIALOGUE and stage.criteria:
            yield scene.look(stage, "criteria", all(one.kind != CriterionKind.AWARD for one in stage.criteria))


_BASIS = ("seed-venture-logic",)
RULES = (
    Rule(
        "VL01",
        "skipped-without-reason",
        Level.WARN,
        skipped_without_reason,
        _BASIS,
        "nothing-skipped",
        only=Only.REFUSED,
    ),
    Rule("VL02", "phase-jumped", Level.WARN, phase_jumped, _BASIS, "no-later-phase", moments=AT_PUBLISH),
    Rule(
        "VL03",
        "late-criterion-stops-early",
        Level.WARN,
        late_criterion_stops_early,
        _BASIS,
        "no-early-stop",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "VL04",
        "nothing-tested",
        Level.WARN,
        nothing_tested,
        ("seed-venture-logic", "seed-principle-1"),
        "no-paying-stage",
        ("AL05",),
        only=Only.GROWS,
    ),
    Rule(
        "VL05",
        "nothing-learned",
        Level.WARN,
        nothing_learned,
        ("seed-venture-logic", "seed-principle-1"),
        "nothing-tested",
        ("AL05",),
        version=2,
        moments=AT_GATE,
    ),
    Rule(
        "VL06",
        "decided-up-front",
        Level.WARN,
        decided_up_front,
        ("seed-principle-1", "seed-affordable-loss"),
        "no-money",
        only=Only.ORDER,
    ),
    Rule(
        "VL07",
        "experiment-overdue",
        Level.NOTE,
        experiment_overdue,
        ("domain-momentum",),
        "no-experiment",
        only=Only.NOTED,
    ),
    Rule(
        "VL08",
        "dialogue-judged-as-tender",
        Level.BLOCK,
        dialogue_judged_as_tender,
        ("lou-4-8", "seed-insight-1"),
        "no-gate",
        moments=AT_PUBLISH,
    ),
)
