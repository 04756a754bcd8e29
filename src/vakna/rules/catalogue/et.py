"""Equal treatment: the same information, time and terms to all, and nobody on two sides (LOU 4 kap. 1 §)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from vakna.core import equal_information, good_time
from vakna.core.initiative import Assessment, Key, Outcome, Stage
from vakna.core.money import Money
from vakna.core.people import NEVER_READERS, has_tie, organisations_of
from vakna.core.stages import rules
from vakna.core.vocabulary import AssessmentKind, Role

from ..finding import Level, Look, Only
from ..rule import AT_GATE, AT_PUBLISH, IN_CONTACT, IN_STAGE_WORDS, Rule
from ..scene import Scene
from ..wording import EQUIVALENT, wording

_SAME_TEXT = 80
_JUDGES = frozenset({Role.ASSESSOR, Role.DECIDER, Role.PROCURER, Role.PROCESS_LEADER, Role.LAWYER})

BRAND = wording(
    "märket", "fabrikat", "varumärke", "brand", "®", "™",
    sv=r"(?:\b(?:av märket|fabrikatet?|varumärket) \w+|\w+ ?[®™])",
    en=r"(?:\b(?:of the brand|brand name|branded) \w+|\w+ ?[®™])",
    unless=EQUIVALENT,
)  # fmt: skip


def information_unequal(scene: Scene) -> Iterator[Look]:
    """Look at each stage that has begun and still has suppliers: what one active supplier was told, all were."""
    for stage in scene.begun:
        if equal_information.circle(scene.picture, stage) and not _gate_over(scene, stage.key):
            found = equal_information.differences(scene.picture, stage, scene.at)
            yield scene.look(stage, "key", not found, what=found[0].what if found else None)


def _gate_over(scene: Scene, key: Key) -> bool:
    return key in scene.decisions


def contact_without_summary(scene: Scene) -> Iterator[Look]:
    """Look at each contact in which the buyer told something: it was passed on to all."""
    untold = {one.key for one in equal_information.untold(scene.picture, scene.at)}
    for i, one in enumerate(scene.picture.contacts):
        if one.told is not None and one.only_theirs is None:
            yield scene.look_at(
                f"contacts[{i}].told", one.key not in untold, stage=one.stage, supplier=one.participation, at=one.at
            )


def information_too_late(scene: Scene) -> Iterator[Look]:
    """Look at each piece of information that affects a hand-in: with all in good time before it."""
    for i, one in enumerate(scene.picture.broadcasts):
        if one.affects is not None and one.affects in scene.by_key:
            fine = good_time.in_good_time(scene.by_key[one.affects], one.available_at)
            yield scene.look_at(f"broadcasts[{i}].available_at", fine, stage=one.affects, at=one.available_at)


def told_while_tendering(scene: Scene) -> Iterator[Look]:
    """Look at each contact while a call is open: what the buyer told in it went to all, or was one supplier's alone."""
    passed_on = {key for one in scene.picture.broadcasts for key in one.passes_on}
    for i, one in enumerate(scene.picture.contacts):
        stage = scene.by_key[one.stage]
        if rules(stage).takes_tenders and _open_at(stage, one.at):
            fine = one.told is None or one.only_theirs is not None or one.key in passed_on
            yield scene.look_at(f"contacts[{i}].told", fine, stage=one.stage, supplier=one.participation, at=one.at)


def _open_at(stage: Stage, at: datetime) -> bool:
    begins = stage.opens_at or stage.published_at
    return begins is not None and begins <= at and (stage.deadline is None or at <= stage.deadline)


def slots_unequal(scene: Scene) -> Iterator[Look]:
    """Look at the times for dialogue of each stage: all are equally long."""
    lengths: dict[Key, set[int]] = defaultdict(set)
    for one in scene.picture.slots:
        lengths[one.stage].add(one.minutes)
    for key, minutes in lengths.items():
        yield scene.look_at("slots", len(minutes) == 1, stage=key, shortest=min(minutes), longest=max(minutes))


def brand_named(scene: Scene) -> Iterator[Look]:
    """Look for a make or a brand in what is asked, with nothing equivalent allowed."""
    return BRAND.looks(scene.demands)


def supplier_named(scene: Scene) -> Iterator[Look]:
    """Look for a taking-part supplier's name in what is asked."""
    names = {
        key: scene.organisations[key].name for one in scene.picture.participations for key in organisations_of(one)
    }
    whole = scene.demands.whole
    caught = [name for name in names.values() if name.lower() in whole]
    for said in scene.demands.said if caught else ():
        hit = next((name for name in caught if name.lower() in said.text.lower()), None)
        if hit:
            yield Look(place=said.place, fine=False, values={"words": hit})
    if names and not caught:
        yield from scene.demands.fine


def helper_sees_assessments(scene: Scene) -> Iterator[Look]:
    """Look at each coach and each person of a supplier: none of them holds a role that reads or judges."""
    roles: dict[Key, set[Role]] = defaultdict(set)
    for one in scene.terms.members:
        if one.until is None or one.until > scene.at:
            roles[one.person].add(one.role)
    suppliers = {key for one in scene.picture.participations for key in organisations_of(one)}
    for i, one in enumerate(scene.terms.members):
        helps = one.role in NEVER_READERS or scene.home.get(one.person) in suppliers
        if helps and one.person in roles:
            yield scene.look_at(f"initiative.members[{i}].role", not roles[one.person] & _JUDGES, role=one.role)


def advantage_not_levelled(scene: Scene) -> Iterator[Look]:
    """Look at each tenderer that helped prepare: levelled before anything else was decided about it."""
    for i, one in enumerate(scene.picture.involvements):
        fine = one.levelled_at is not None and (one.decided_at is None or one.levelled_at <= one.decided_at)
        yield scene.look_at(f"involvements[{i}].levelled_at", fine, supplier=one.participation)


def tied_person_judged(scene: Scene) -> Iterator[Look]:
    """Look at each assessment, proposal and decision: made by nobody with a declared tie to the supplier."""
    tied = {one.person for one in scene.picture.ties}
    for i, one in enumerate(scene.picture.assessments if tied else ()):
        if one.by in tied:
            yield _tied(scene, f"assessments[{i}].by", one.by, one.participation)
    acts: list[tuple[str, Key | None, tuple[Outcome, ...]]] = []
    acts += [(f"proposals[{i}].by", one.by, one.outcomes) for i, one in enumerate(scene.picture.proposals)]
    acts += [(f"decisions[{i}].by", one.by, one.outcomes) for i, one in enumerate(scene.picture.decisions)]
    for path, by, outcomes in acts:
        if by is not None and by in tied:
            yield from (_tied(scene, path, by, outcome.participation) for outcome in outcomes)
    if tied:
        yield scene.look_at("ties", True)


def _tied(scene: Scene, path: str, person: Key, participation: Key) -> Look:
    tied = has_tie(scene.picture, person, organisations_of(scene.parts[participation]))
    return scene.look_at(path, not tied, supplier=participation)


def identical_texts(scene: Scene) -> Iterator[Look]:
    """Look at long answers in what is handed in: no two suppliers of a stage gave the same one (a red flag)."""
    seen: dict[tuple[Key, str], Key] = {}
    stages: set[Key] = set()
    for i, one in enumerate(scene.picture.submissions):
        for j, answer in enumerate(one.answers):
            text = next(iter(answer.said.by_language.values()))
            if len(text) < _SAME_TEXT:
                continue
            stages.add(one.stage)
            other = seen.setdefault((one.stage, text), one.participation)
            if other != one.participation:
                yield scene.look_at(
                    f"submissions[{i}].answers[{j}].said", False, stage=one.stage, supplier=one.participation
                )
    for key in stages:
        yield scene.look_at("submissions", True, stage=key)
    yield from _same_prices(scene)


def _same_prices(scene: Scene) -> Iterator[Look]:
    """Give each price that two suppliers of a stage have in common to the last öre."""
    seen: dict[tuple[Key, Money], Key] = {}
    for i, one in enumerate(scene.picture.assessments):
        if one.kind == AssessmentKind.CONSENSUS and isinstance(one.price, Money):
            other = seen.setdefault((one.stage, one.price), one.participation)
            if other != one.participation:
                yield scene.look_at(f"assessments[{i}].price", False, stage=one.stage, supplier=one.participation)


def one_supplier_favoured(scene: Scene) -> Iterator[Look]:
    """Look at each assessor of several stages: no supplier comes first in each with it alone (a red flag).

    First is to have more than every other of that assessor's in the stage. One stage alone is no pattern.
    """
    given: dict[Key, dict[Key, list[Assessment]]] = defaultdict(lambda: defaultdict(list))
    for one in scene.picture.assessments:
        if one.kind == AssessmentKind.INDIVIDUAL:
            given[one.stage][one.by].append(one)
    first = {stage: {by: _first(those) for by, those in each.items()} for stage, each in given.items()}
    for by in {by: None for each in first.values() for by in each}:
        mine = [(stage, each) for stage, each in first.items() if by in each and len(each) > 1]
        if len(mine) > 1:
            alone = {_alone(by, each) for _, each in mine}
            favoured = next(iter(alone)) if len(alone) == 1 else None
            yield scene.look_at("assessments", favoured is None, stage=mine[-1][0], supplier=favoured)


def _first(those: list[Assessment]) -> Key | None:
    """Give the supplier with the highest sum of one assessor's; None where there is no such one, or only one."""
    sums = sorted(((sum(mark.value for mark in one.marks), one.participation) for one in those), reverse=True)
    return sums[0][1] if len(sums) > 1 and sums[0][0] > sums[1][0] else None


def _alone(by: Key, each: dict[Key, Key | None]) -> Key | None:
    """Give whom an assessor puts first in a stage, where nobody else does."""
    others = {first for other, first in each.items() if other != by}
    return each[by] if each[by] not in others else None


def late_hand_in_assessed(scene: Scene) -> Iterator[Look]:
    """Look at what was handed in and assessed: some version came by the last day (a red flag otherwise)."""
    assessed = {(one.stage, one.participation) for one in scene.picture.assessments}
    first: dict[tuple[Key, Key], int] = {}
    for i, one in enumerate(scene.picture.submissions):
        first.setdefault((one.stage, one.participation), i)
    for (stage, supplier), i in first.items():
        deadline = scene.by_key[stage].deadline
        if deadline is not None and (stage, supplier) in assessed:
            fine = scene.picture.submissions[i].received_at <= deadline
            path = f"submissions[{i}].received_at"
            yield scene.look_at(path, fine, stage=stage, supplier=supplier, deadline=deadline)


_BASIS = ("lou-4-1", "seed-value-4")
RULES = (
    Rule(
        "ET01",
        "information-unequal",
        Level.BLOCK,
        information_unequal,
        _BASIS,
        "no-suppliers",
        implies=("ET02",),
        only=Only.REFUSED,
    ),
    Rule(
        "ET02",
        "contact-without-summary",
        Level.WARN,
        contact_without_summary,
        ("lou-4-1", "seed-insight-1"),
        "no-contact",
        implies=("ET01",),
        only=Only.TIME,
    ),
    Rule(
        "ET03",
        "information-too-late",
        Level.BLOCK,
        information_too_late,
        ("directive-53-2", "lou-4-1"),
        "no-information",
        only=Only.REFUSED,
    ),
    Rule("ET04", "slots-unequal", Level.BLOCK, slots_unequal, _BASIS, "no-slots", moments=AT_PUBLISH),
    Rule(
        "ET05",
        "brand-named",
        Level.WARN,
        brand_named,
        ("directive-42-4", "lou-4-1"),
        "nothing-asked",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "ET06",
        "supplier-named",
        Level.BLOCK,
        supplier_named,
        ("directive-42-4", "lou-4-1"),
        "no-suppliers",
        moments=IN_STAGE_WORDS,
    ),
    Rule(
        "ET07",
        "helper-sees-assessments",
        Level.BLOCK,
        helper_sees_assessments,
        ("seed-insight-2", "lou-4-1"),
        "no-helpers",
        implies=("NE02",),
        moments=AT_GATE,
    ),
    Rule(
        "ET08",
        "advantage-not-levelled",
        Level.BLOCK,
        advantage_not_levelled,
        ("lou-4-8",),
        "no-involvement",
        moments=AT_GATE,
    ),
    Rule(
        "ET09",
        "tied-person-judged",
        Level.BLOCK,
        tied_person_judged,
        ("conflict-of-interest", "lou-4-1"),
        "no-ties",
        moments=AT_GATE,
    ),
    Rule(
        "ET10",
        "identical-texts",
        Level.WARN,
        identical_texts,
        ("red-flag",),
        "nothing-handed-in",
        moments=AT_GATE,
        version=2,
    ),
    Rule(
        "ET11",
        "late-hand-in-assessed",
        Level.BLOCK,
        late_hand_in_assessed,
        ("red-flag", "lou-4-1"),
        "nothing-assessed",
        moments=AT_GATE,
    ),
    Rule(
        "ET12",
        "told-while-tendering",
        Level.WARN,
        told_while_tendering,
        ("directive-53-2", "lou-4-1"),
        "no-contact-in-call",
        implies=("ET02",),
        moments=IN_CONTACT,
    ),
    Rule(
        "ET13",
        "one-supplier-favoured",
        Level.NOTE,
        one_supplier_favoured,
        ("red-flag", "lou-4-1"),
        "one-stage-assessed",
        only=Only.NOTED,
    ),
)
