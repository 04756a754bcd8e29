"""Gates: whom a decision is about, what it must say, who may take it, and how the rule for places is tried."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from . import declarations, lots
from .affordable_loss import room
from .assessment import Standing, quality, standings
from .initiative import Assessment, Key, Outcome, Participation, Picture, Proposal, Risk, Stage
from .money import Money
from .people import Actor, has_tie, organisations_of
from .refusal import BadInput, Conflict, NotAllowed, Problem
from .stages import next_within, rules
from .vocabulary import (
    AssessmentMode,
    CriterionGroup,
    FewerRule,
    GateOutcome,
    Mandate,
    NotPublished,
    ParticipationState,
    PlacesRule,
    Role,
    Verdict,
)

_ASKS_REASON = frozenset({Verdict.ENDED, Verdict.ON_HOLD, Verdict.TURNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStep:
    """One rule in the published order: whether it was tried, the code of its answer, and the values of the sentence.

    Sentences: `places.<answer_code>`.
    """

    rule: PlacesRule
    tried: bool
    answer_code: str
    values: tuple[tuple[str, object], ...] = field(default=())


def active(picture: Picture, stage: Stage) -> tuple[Participation, ...]:
    """Give the suppliers that this gate must decide on: in the stage and still going. Dialogue gates have none."""
    return declarations.concerned(picture, stage)


def check_outcomes(picture: Picture, stage: Stage, outcome: GateOutcome, outcomes: Iterable[Outcome]) -> None:
    """Refuse (`BadInput`, every fault at once) outcomes that do not say the right thing about every active supplier."""
    given = tuple(outcomes)
    due = active(picture, stage)
    found = [*_who(picture, due, given), *_each(picture, stage, outcome, given), *_stopped(picture, stage, given),
             *_places(picture, stage, given), *_fewer(picture, stage, outcome, given)]  # fmt: skip
    if found:
        raise BadInput("gate-outcomes", found=tuple(found))


def check_still(picture: Picture, stage: Stage, proposal: Proposal) -> None:
    """Refuse (`BadInput`) to decide on suppliers that have left or come since the proposal: a new one is laid.

    A decision would else take up again whoever has left under contract meanwhile.
    """
    found = _who(picture, active(picture, stage), proposal.outcomes)
    if found:
        raise BadInput("gate-outcomes", found=tuple(found))


def _who(picture: Picture, due: tuple[Participation, ...], given: tuple[Outcome, ...]) -> list[Problem]:
    keys = [one.participation for one in given]
    missing = [one.key for one in due if one.key not in keys]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    foreign = [key for key in keys if key not in {one.key for one in due}]
    return [
        *(Problem(_path(key), "outcome-missing", _named(picture, key)) for key in missing),
        *(Problem(_path(key), "outcome-twice", _named(picture, key)) for key in twice),
        *(Problem(_path(key), "outcome-foreign") for key in foreign),
    ]


def _each(picture: Picture, stage: Stage, outcome: GateOutcome, given: tuple[Outcome, ...]) -> list[Problem]:
    found: list[Problem] = []
    known = {one.key: one for one in picture.participations}
    for one in given:
        if one.participation in known:
            faults = _faults(stage, outcome, one, held=is_held(known[one.participation]))
            found += [Problem(path, code, _named(picture, one.participation)) for path, code in faults]
    return found


def is_held(one: Participation) -> bool:
    """Say whether a supplier is on hold: a later gate resumes or ends it, without a new assessment, with a reason."""
    return one.state == ParticipationState.ON_HOLD


def _faults(stage: Stage, outcome: GateOutcome, one: Outcome, *, held: bool) -> list[tuple[str, str]]:
    path = _path(one.participation)
    found: list[tuple[str, str]] = []
    if held and one.verdict == Verdict.CONTINUES:
        return [(f"{path}.reason", "outcome-resumed")] if isinstance(one.reason, NotPublished) else []
    if one.verdict in _ASKS_REASON and isinstance(one.reason, NotPublished):
        found.append((f"{path}.reason", "outcome-reason"))
    if one.verdict == Verdict.TURNS and one.direction is None:
        found.append((f"{path}.direction", "outcome-direction"))
    if outcome == GateOutcome.STOP and one.verdict != Verdict.ENDED:
        found.append((f"{path}.verdict", "outcome-stop-ends-all"))
    if one.verdict == Verdict.CONTINUES and one.eligible is not True:
        found.append((f"{path}.eligible", "outcome-not-eligible"))
    if one.verdict == Verdict.CONTINUES and rules(stage).pays and one.paid is not True:
        found.append((f"{path}.paid", "outcome-not-paid"))
    return found


def _stopped(picture: Picture, stage: Stage, given: tuple[Outcome, ...]) -> list[Problem]:
    """Nobody continues whom the consensus stops, whatever is said of being eligible."""
    stand = standing(picture, stage)
    return [
        Problem(f"{_path(one.participation)}.eligible", "outcome-stopped", _named(picture, one.participation))
        for one in given
        if one.verdict == Verdict.CONTINUES and one.eligible is True
        and (there := stand.get(one.participation)) is not None and there.agreed is not None and not there.eligible
    ]  # fmt: skip


def _places(picture: Picture, stage: Stage, given: tuple[Outcome, ...]) -> list[Problem]:
    following = next_within(picture.terms, stage)
    on = [one.participation for one in given if one.verdict == Verdict.CONTINUES]
    if following is None or following.places is None:
        return []
    more = PlacesRule.MORE_PLACES in following_rules(stage, following) and _affords(picture, following, len(on))
    lot_of = {one.key: one.lot for one in picture.participations}
    counts = [
        (places, sum(lot is None or lot_of.get(key) == lot for key in on)) for lot, places in lots.shares(following)
    ]
    over = [(places, count) for places, count in counts if places is not None and count > places and not more]
    return [Problem("outcomes", "outcome-places", (("places", places), ("count", count))) for places, count in over]


def risks_due(picture: Picture, stage: Stage) -> tuple[tuple[Assessment, Risk], ...]:
    """Give the risks that a stage's gate looks back on, each with the consensus it is from.

    They are from earlier stages, of the suppliers that still go on in this one.
    """
    numbers = {one.key: one.number for one in picture.terms.stages}
    there = {one.key for one in active(picture, stage)}
    earlier = (one for one in picture.assessments if numbers[one.stage] < stage.number)
    return tuple((one, risk) for one in earlier if one.participation in there for risk in one.risks)


def _fewer(picture: Picture, stage: Stage, outcome: GateOutcome, given: tuple[Outcome, ...]) -> list[Problem]:
    """Refuse another end than the published rule's when fewer go on than there are places."""
    following = next_within(picture.terms, stage)
    going_on = sum(one.verdict in {Verdict.CONTINUES, Verdict.TURNS} for one in given)
    if not given or following is None or following.places is None or going_on >= following.places:
        return []
    wanted = _ENDS.get(fewer_rule(stage, following))
    if wanted is None or outcome in {wanted[0], GateOutcome.STOP}:
        return []
    return [Problem("outcome", wanted[1], (("places", following.places), ("count", going_on)))]


_ENDS: Mapping[FewerRule | None, tuple[GateOutcome, str]] = {
    FewerRule.STOP: (GateOutcome.STOP, "outcome-fewer-stop"),
    FewerRule.REOPEN: (GateOutcome.HOLD, "outcome-fewer-reopen"),
}
"""What the gate as a whole must do by each rule for fewer; going on with fewer leaves it free."""


def fewer_rule(stage: Stage, following: Stage) -> FewerRule | None:
    """Give the rule that was published for fewer suppliers than places: the ending stage's, else the coming stage's."""
    return stage.fewer_than_places or following.fewer_than_places


def fewer(picture: Picture, stage: Stage) -> tuple[FewerRule, int, int] | None:
    """Give the rule that applies when fewer are eligible than there are places, with both numbers; else None.

    Only when everyone who is not on hold has a consensus: before that nobody knows.
    """
    following = next_within(picture.terms, stage)
    stand = standing(picture, stage)
    judged = [stand[one.key] for one in active(picture, stage) if not is_held(one)]
    if following is None or following.places is None or not judged or any(one.agreed is None for one in judged):
        return None
    rule, count = fewer_rule(stage, following), sum(one.eligible for one in judged)
    return (rule, count, following.places) if rule is not None and count < following.places else None


def following_rules(stage: Stage, following: Stage) -> tuple[PlacesRule, ...]:
    """Give the rule that was published for more suppliers than places: the ending stage's, else the coming stage's."""
    return stage.more_than_places or following.more_than_places


def check_proposer(picture: Picture, stage: Stage, actor: Actor, outcomes: Iterable[Outcome]) -> None:
    """Refuse (`NotAllowed`) a proposer who has not declared for the stage, or is tied to a supplier it is about."""
    declarations.require(picture, stage, actor.person)
    check_ties(picture, (one.participation for one in outcomes), actor.person)


def check_decider(picture: Picture, proposal: Proposal, decider: str | None) -> None:
    """Refuse (`NotAllowed`) to decide: without the role, on one's own proposal, undeclared, or with a tie in it."""
    if not any(
        one.person == decider and one.role == Role.DECIDER and one.until is None for one in picture.terms.members
    ):
        raise NotAllowed("not-decider")
    if proposal.by == decider:
        raise NotAllowed("own-proposal")
    declarations.require(picture, picture.stage(proposal.stage), decider)
    check_ties(picture, (one.participation for one in proposal.outcomes), decider)


def check_ties(picture: Picture, participations: Iterable[str], person: str | None) -> None:
    """Refuse (`NotAllowed`) somebody with a declared tie to one of the suppliers."""
    wanted = set(participations)
    for one in picture.participations:
        if one.key in wanted and person is not None and has_tie(picture, person, organisations_of(one)):
            raise NotAllowed("tie", supplier=picture.supplier_name(one.key))


def check_mandate(mandate: Mandate, reference: str, committee: str | None, minuted: date | None, today: date) -> str:
    """Give the reference as it is kept: `§ 112` of a committee's minute, or the item of the delegation, such as `4.7`.

    Refuses (`BadInput`, every fault at once) a minute without its committee, paragraph or day, one of a coming day, and
    an item without a number. Source: kommunallagen (2017:725) 5 kap. 65-67 §§ and 6 kap. 35-40 §§.
    """
    if mandate == Mandate.MINUTE:
        return _minute(reference, committee, minuted, today)
    if not any(one.isdigit() for one in reference) or len(reference.strip()) > _LONGEST_ITEM:
        raise BadInput("mandate-item", path="reference")
    return reference.strip()


_LONGEST_ITEM = 40
_PARAGRAPH = re.compile(r"(?:§\s*)?(\d{1,4}\s?[a-z]?)")


def _minute(reference: str, committee: str | None, minuted: date | None, today: date) -> str:
    paragraph = _PARAGRAPH.fullmatch(reference.strip())
    wrong = {
        "committee": "" if (committee or "").strip() else "mandate-committee",
        "reference": "" if paragraph else "mandate-paragraph",
        "minuted": "mandate-day" if minuted is None else "mandate-coming-day" if minuted > today else "",
    }
    found = tuple(Problem(path, code) for path, code in wrong.items() if code)
    if paragraph is None or found:
        raise BadInput("mandate", found=found)
    return f"§ {paragraph[1]}"


def latest_proposal(picture: Picture, stage: str) -> Proposal | None:
    """Give the last version of what the stage's gate is proposed to decide."""
    return max((one for one in picture.proposals if one.stage == stage), key=lambda one: one.version, default=None)


def check_current(picture: Picture, stage: Stage, version: int) -> Proposal:
    """Give the proposal to decide on. Refuses (`Conflict`) all but the last version, and a gate with no proposal."""
    last = latest_proposal(picture, stage.key)
    if last is None:
        raise Conflict("no-proposal")
    if version != last.version:
        raise Conflict("stale-proposal", given=version, current=last.version)
    return last


def standing(picture: Picture, stage: Stage) -> Mapping[Key, Standing]:
    """See where the active suppliers stand after their consensus, in the picture's order."""
    return standings(picture, stage, active(picture, stage))


def eligible(picture: Picture, stage: Stage) -> tuple[Participation, ...]:
    """Give the active suppliers that nothing in their consensus stops, in the picture's order."""
    stand = standing(picture, stage)
    return tuple(one for one in active(picture, stage) if stand[one.key].eligible)


def place_rule_steps(picture: Picture, stage: Stage, lot: Key | None = None) -> tuple[PlaceStep, ...]:
    """Try the published rule for places in order, with an answer at each step, until one settles it; in one `lot`.

    A later rule parts only those whom the rules before it left even.
    """
    following, picture = _following_in(picture, stage, lot), lots.only(picture, lot)
    if following is None or following.places is None:
        return ()
    still = [one for one in standing(picture, stage).values() if one.eligible]
    steps: list[PlaceStep] = []
    settled, compared = len(still) <= following.places, list[PlacesRule]()
    for rule in following_rules(stage, following):
        compared += [rule] if rule in _COMPARING else []
        step = _untried(rule) if settled else _try(picture, stage, following, rule, _keys(stage, still, compared))
        settled = settled or step.answer_code.endswith("-settles")
        steps.append(step)
    return tuple(steps)


def _following_in(picture: Picture, stage: Stage, lot: Key | None) -> Stage | None:
    """Give the stage that suppliers go on to, with the places of one lot as its places."""
    following = next_within(picture.terms, stage)
    if following is None or lot is None:
        return following
    return replace(following, places=dict(lots.shares(following)).get(lot))


def suggested(picture: Picture, stage: Stage) -> Mapping[Key, Verdict]:
    """Say what the published rules give, lot by lot, for those whom they give anything.

    They are stopped, in place, or without a place. Who lies even at the last place is left open: that is for people to
    settle, by lot where that is published.
    """
    following, found = next_within(picture.terms, stage), dict[Key, Verdict]()
    for lot, _ in lots.shares(following) if following else ((None, None),):
        found |= _suggested_in(picture, stage, lot)
    return found


def _suggested_in(picture: Picture, stage: Stage, lot: Key | None) -> dict[Key, Verdict]:
    steps, following = place_rule_steps(picture, stage, lot), _following_in(picture, stage, lot)
    stand = standing(lots.only(picture, lot), stage)
    found = {key: Verdict.ENDED for key, one in stand.items() if one.agreed is not None and not one.eligible}
    still = [one for one in stand.values() if one.eligible]
    all_go_on = following is None or following.places is None or len(still) <= following.places
    if all_go_on or any(one.answer_code == "more-places-settles" for one in steps):
        return found | {one.participation: Verdict.CONTINUES for one in still}
    tried = [one.rule for one in steps if one.tried and one.rule in _COMPARING]
    return found | _parted(stage, still, tried, following.places or 0)  # type: ignore[union-attr]


def _parted(stage: Stage, still: Sequence[Standing], tried: Sequence[PlacesRule], places: int) -> dict[Key, Verdict]:
    keys = dict(zip((one.participation for one in still), _keys(stage, still, tried), strict=True))
    ranked = sorted(keys.values(), reverse=True)
    inside, outside = ranked[places - 1], ranked[places]
    if not tried:
        return {}
    going = {key: Verdict.CONTINUES for key, one in keys.items() if one > outside}
    return going | {key: Verdict.ENDED for key, one in keys.items() if one < inside}


_COMPARING = frozenset({PlacesRule.POINTS, PlacesRule.NEED_FIT, PlacesRule.PRICE})
"""The rules that put suppliers before one another; no other rule does, and only where they were published."""


def _keys(stage: Stage, still: Iterable[Standing], rules: Sequence[PlacesRule]) -> list[tuple[Decimal, ...]]:
    """Give, for each supplier, what the rules tried so far compare, the highest first in place."""
    return [tuple(_compared(stage, one, rule) for rule in rules) for one in still]


def _compared(stage: Stage, one: Standing, rule: PlacesRule) -> Decimal:
    if one.agreed is None:
        return Decimal(0)
    if rule is PlacesRule.PRICE:
        return -one.agreed.price.amount if isinstance(one.agreed.price, Money) else Decimal("-Infinity")
    group = CriterionGroup.NEED if rule is PlacesRule.NEED_FIT else None
    if stage.mode is AssessmentMode.REVERSE:
        return Decimal(points(stage, one.agreed, group))
    return quality(stage, one.agreed, group) if group or one.score is None else one.score.total


def _untried(rule: PlacesRule) -> PlaceStep:
    return PlaceStep(rule=rule, tried=False, answer_code="not-needed")


def _try(
    picture: Picture, stage: Stage, following: Stage, rule: PlacesRule, keys: Sequence[tuple[Decimal, ...]]
) -> PlaceStep:
    if rule == PlacesRule.MORE_PLACES:
        return _try_more_places(picture, stage, following)
    if rule == PlacesRule.LOT:
        return PlaceStep(rule=rule, tried=True, answer_code="lot-settles", values=(("places", following.places),))
    return _try_comparing(rule, sorted(keys, reverse=True), following.places or 0)


def _try_more_places(picture: Picture, stage: Stage, following: Stage) -> PlaceStep:
    wanted = len(eligible(picture, stage))
    code = "more-places-settles" if _affords(picture, following, wanted) else "more-places-too-dear"
    left = room(picture, following.key, None).least
    values = (("count", wanted), ("places", following.places), ("left", left), ("asked", _cost(following, wanted)))
    return PlaceStep(rule=PlacesRule.MORE_PLACES, tried=True, answer_code=code, values=values)


def _try_comparing(rule: PlacesRule, ranked: Sequence[tuple[Decimal, ...]], places: int) -> PlaceStep:
    code = rule.value.replace("_", "-")
    settles = ranked[places - 1] > ranked[places]
    values = (("count", sum(one >= ranked[places - 1] for one in ranked)), ("places", places))
    return PlaceStep(rule=rule, tried=True, answer_code=f"{code}-settles" if settles else f"{code}-even", values=values)


def points(stage: Stage, assessment: Assessment, group: CriterionGroup | None = None) -> int:
    """Sum the marks of a reverse assessment, of one group of criteria or of all."""
    chosen = {one.key for one in stage.criteria if group is None or one.group == group}
    return sum(one.value for one in assessment.marks if one.criterion in chosen)


def _cost(following: Stage, suppliers: int) -> Money | None:
    return following.pay * suppliers if isinstance(following.pay, Money) else None


def _affords(picture: Picture, following: Stage, suppliers: int) -> bool:
    cost, left = _cost(following, suppliers), room(picture, following.key, None).least
    return cost is not None and (left is None or cost.amount <= left.amount)


def _named(picture: Picture, key: str) -> tuple[tuple[str, object], ...]:
    return (("supplier", picture.supplier_name(key)),)


def _path(key: str) -> str:
    return f"outcomes[{key}]"
