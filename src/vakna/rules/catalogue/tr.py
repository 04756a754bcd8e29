"""Transparency: what is asked, given and decided is said beforehand, kept, and explained (LOU 4 kap. 1 §)."""

from collections.abc import Iterator

from vakna.core import good_time
from vakna.core.money import Money
from vakna.core.stages import rules
from vakna.core.vocabulary import GateKind, NotPublished, StageState, Verdict

from ..finding import Level, Look, Only
from ..rule import AT_GATE, AT_PUBLISH, IN_CORRECTION, Rule
from ..scene import Scene


def criteria_missing(scene: Scene) -> Iterator[Look]:
    """Look at each published stage that is judged: its criteria are there."""
    for stage in scene.live:
        if scene.is_judged(stage):
            yield scene.look(stage, "criteria", bool(stage.criteria))


def places_missing(scene: Scene) -> Iterator[Look]:
    """Look at each published stage that takes tenders or is paid: how many may take part.

    A call's places are those of the stage that it leads to, which its page shows.
    """
    for stage in scene.live:
        if rules(stage).takes_tenders or rules(stage).pays:
            following = scene.following(stage) if rules(stage).takes_tenders else ()
            yield scene.look(stage, "places", any(one.places is not None for one in (stage, *following)))


def pay_missing(scene: Scene) -> Iterator[Look]:
    """Look at each published stage under contract: what each supplier is paid."""
    for stage in scene.live:
        if rules(stage).pays:
            yield scene.look(stage, "pay", isinstance(stage.pay, Money) or _unpublished(scene, stage.pay))


def _unpublished(scene: Scene, value: object) -> bool:
    return not scene.witnessed and isinstance(value, NotPublished)


def decision_date_missing(scene: Scene) -> Iterator[Look]:
    """Look at each published stage with a gate: when it will be decided."""
    for stage in scene.live:
        if stage.gate != GateKind.NONE and (scene.witnessed or stage.decision_due):
            yield scene.look(stage, "decision_due", stage.decision_due is not None)


def published_after_opening(scene: Scene) -> Iterator[Look]:
    """Look at each stage that has opened: its terms were published before."""
    for stage in scene.begun:
        if stage.opens_at is not None and (scene.witnessed or stage.published_at):
            fine = stage.published_at is not None and stage.published_at <= stage.opens_at
            yield scene.look(stage, "published_at", fine, opened=stage.opens_at)


def changed_late(scene: Scene) -> Iterator[Look]:
    """Look at each correction after opening: in good time before the hand-in, or the last day moved."""
    for stage in scene.live:
        for i, one in enumerate(stage.corrections):
            late = stage.deadline is not None and not good_time.in_good_time(stage, one.at)
            yield scene.look(stage, f"corrections[{i}].at", not late or one.deadline is not None, at=one.at)


def criteria_changed(scene: Scene) -> Iterator[Look]:
    """Look at each correction after opening: it leaves the words of the criteria as they were.

    When it came does not matter here; a late one, whatever it changes, is TR06's.
    """
    for stage in scene.live:
        opened = stage.opens_at or stage.published_at
        numbers = {one.key: str(one.number) for one in stage.criteria}
        for i, one in enumerate(stage.corrections):
            if opened is not None and one.at > opened:
                of = (numbers.get(it.criterion, it.criterion) for it in one.fields if it.criterion is not None)
                changed = tuple(dict.fromkeys(of))
                yield scene.look(stage, f"corrections[{i}].fields", not changed, at=one.at, numbers=changed)


def gate_without_reasons(scene: Scene) -> Iterator[Look]:
    """Look at each decision: a reason for the whole, and for every supplier whose cooperation ends."""
    if not scene.witnessed:
        return
    for i, one in enumerate(scene.picture.decisions):
        yield scene.look_at(f"decisions[{i}].reason", not isinstance(one.reason, NotPublished), stage=one.stage)
        for j, outcome in enumerate(one.outcomes):
            if outcome.verdict != Verdict.CONTINUES:
                yield scene.look_at(
                    f"decisions[{i}].outcomes[{j}].reason", not isinstance(outcome.reason, NotPublished),
                    stage=one.stage, supplier=outcome.participation,
                )  # fmt: skip


def decision_overdue(scene: Scene) -> Iterator[Look]:
    """Look at each gate with a date: decided by then, or the date is still to come."""
    for stage in scene.begun:
        if stage.gate != GateKind.NONE and stage.decision_due is not None:
            fine = stage.state == StageState.DECIDED or scene.at <= stage.decision_due
            yield scene.look(stage, "decision_due", fine, due=stage.decision_due)


def decided_late(scene: Scene) -> Iterator[Look]:
    """Look at each decision: made and told by the day that was published."""
    for i, one in enumerate(scene.picture.decisions):
        due = scene.by_key[one.stage].decision_due
        if due is not None:
            yield scene.look_at(
                f"decisions[{i}].released_at", one.released_at.date() <= due.date(), stage=one.stage, due=due
            )


def question_unanswered(scene: Scene) -> Iterator[Look]:
    """Look at each question of a stage whose hand-in is over: it was answered to all."""
    for i, one in enumerate(scene.picture.questions):
        deadline = scene.by_key[one.stage].deadline
        if deadline is not None and deadline < scene.at:
            yield scene.look_at(f"questions[{i}].answer", one.answer is not None, stage=one.stage, number=one.number)


def answered_too_late(scene: Scene) -> Iterator[Look]:
    """Look at each answer: with all in good time before the hand-in."""
    for i, one in enumerate(scene.picture.questions):
        stage = scene.by_key[one.stage]
        if one.answered_at is not None and stage.deadline is not None:
            fine = one.answered_at <= stage.deadline and good_time.in_good_time(stage, one.answered_at)
            yield scene.look_at(
                f"questions[{i}].answered_at", fine, stage=one.stage, number=one.number, at=one.answered_at
            )


def question_after_cut_off(scene: Scene) -> Iterator[Look]:
    """Look at each question with an instant: asked before questions closed, so that all had as long to ask."""
    for i, one in enumerate(scene.picture.questions):
        closes = scene.by_key[one.stage].questions_until
        if one.asked_at is not None and closes is not None:
            fine = one.asked_at <= closes
            yield scene.look_at(f"questions[{i}].asked_at", fine, stage=one.stage, number=one.number, closes=closes)


def success_unsaid(scene: Scene) -> Iterator[Look]:
    """Look at each published stage: by what it will be called a success."""
    for stage in scene.live:
        if scene.witnessed:
            yield scene.look(stage, "success", stage.success is not None)


_BASIS = ("lou-4-1", "domain-transparency")
RULES = (
    Rule("TR01", "criteria-missing", Level.BLOCK, criteria_missing, _BASIS, "no-judged-stage", moments=AT_PUBLISH),
    Rule(
        "TR02",
        "places-missing",
        Level.WARN,
        places_missing,
        _BASIS,
        "no-paying-stage",
        ("FR01",),
        moments=AT_PUBLISH,
        version=2,
    ),
    Rule("TR03", "pay-missing", Level.BLOCK, pay_missing, _BASIS, "no-paying-stage", ("FR01",), moments=AT_PUBLISH),
    Rule("TR04", "decision-date-missing", Level.BLOCK, decision_date_missing, _BASIS, "no-gate", moments=AT_PUBLISH),
    Rule(
        "TR05",
        "published-after-opening",
        Level.BLOCK,
        published_after_opening,
        _BASIS,
        "nothing-opened",
        moments=AT_PUBLISH,
    ),
    Rule(
        "TR06",
        "changed-late",
        Level.BLOCK,
        changed_late,
        ("directive-47-3", "red-flag"),
        "no-correction",
        only=Only.REFUSED,
    ),
    Rule(
        "TR07",
        "gate-without-reasons",
        Level.BLOCK,
        gate_without_reasons,
        ("lou-12-12", "lou-4-1"),
        "no-decision",
        only=Only.REFUSED,
    ),
    Rule(
        "TR08",
        "decision-overdue",
        Level.WARN,
        decision_overdue,
        ("domain-momentum", "lou-4-1"),
        "no-gate",
        moments=AT_GATE,
    ),
    Rule(
        "TR09", "decided-late", Level.NOTE, decided_late, ("domain-momentum", "lou-4-1"), "no-decision", only=Only.NOTED
    ),
    Rule(
        "TR10",
        "question-unanswered",
        Level.WARN,
        question_unanswered,
        ("directive-53-2", "lou-4-1"),
        "no-question",
        only=Only.TIME,
    ),
    Rule(
        "TR11",
        "answered-too-late",
        Level.BLOCK,
        answered_too_late,
        ("directive-53-2", "lou-4-1"),
        "no-question",
        only=Only.REFUSED,
    ),
    Rule(
        "TR12",
        "success-unsaid",
        Level.WARN,
        success_unsaid,
        ("seed-investment-logic",),
        "nothing-published",
        moments=AT_PUBLISH,
    ),
    Rule(
        "TR13",
        "question-after-cut-off",
        Level.WARN,
        question_after_cut_off,
        ("directive-53-2", "lou-4-1"),
        "no-cut-off",
        only=Only.REFUSED,
    ),
    Rule(
        "TR14",
        "criteria-changed-after-opening",
        Level.WARN,
        criteria_changed,
        ("lou-4-1", "red-flag"),
        "no-correction",
        ("TR06",),
        moments=IN_CORRECTION,
    ),
)
