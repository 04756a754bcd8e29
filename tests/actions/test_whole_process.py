"""Two hundred random processes through the real verbs, on the database: what must never be is never.

Which acts are every act and which refusals every refusal, see `tests.at_random`. One journey is built and stops at each
beginning; every sequence from there is rolled back. After every act that was accepted the picture is judged, and the
journal's new entries are counted on from those before; the whole journal is verified at the end of each sequence.
"""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from tests import at_random
from tests.actions.financing import named
from tests.actions.test_assessment import joint
from tests.along import one_journey
from tests.at_random import after, plans
from tests.at_random.chance import Act, Cast, Chance, Seen, kr
from tests.at_random.never import faults
from tests.cast import Built, marks, outcomes
from vakna.actions import _summary, assessment, dialogue, funding, gates, initiatives, people, selection
from vakna.core import journal
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Answer,
    Assumption,
    CeilingChange,
    Experiment,
    FormQuestion,
    Key,
    Lot,
    Milestone,
    Picture,
    Procurement,
    Rate,
    Review,
    text,
)
from vakna.core.refusal import Refusal
from vakna.exchange import signed_note
from vakna.records import journals, pictures, rows
from vakna.records import models as m
from vakna.web.journal import public_keys

pytestmark = [pytest.mark.django_db]

RUNS, ACTS = 200 * int(os.environ.get("SOAK_TIMES", "1")), 36
WIDE = 64
SOAK = int(os.environ.get("SOAK_FROM", "0"))
"""The first seed; `make soak` begins elsewhere each time, and says where."""

START = datetime(2026, 2, 2, 9, tzinfo=UTC)
CAST = Cast(sellers={f"person-{one}": f"org-{one}" for one in ("s1", "s2", "s3")}, stranger="stranger")
_LOOKED_AT = (
    "submissions", "marks", "gates", "debriefs", "resumptions", "money", "money_decisions", "growth", "learning",
)  # fmt: skip


def _stage(key: str, stage: str, **changed: Any) -> None:
    m.Stage.objects.filter(initiative__key=key, key=stage).update(**changed)


def _in_lots(built: Built) -> None:
    """Let the call be tendered for in two lots, and the first tender be asked whether it still stands."""
    lots = tuple(Lot(key=Key(one), name=text(one)) for one in ("norr", "soder"))
    m.Procurement.objects.filter(initiative__key=built.key).update(lots=lots)
    shared: dict[str, Any] = {"initiative": built.key, "stage": "call"}
    answers = (Answer(topic=Key("need"), said=text("Ja.")),)
    selection.hand_in(by="person-s1", at=built.at, **shared, answers=answers, lot="norr")
    at = built.at + timedelta(minutes=1)
    initiatives.correct_stage(by="ulla", at=at, **shared, what=text("Två filer."), why=text("En fråga."), confirm=True)


def _with_form(built: Built) -> None:
    """Let the concept stage ask for a text, a number and a paper."""
    asked = {"ord": v.QuestionKind.TEXT, "tal": v.QuestionKind.NUMBER, "fil": v.QuestionKind.FILE}
    form = tuple(
        FormQuestion(key=Key(key), kind=kind, asks=text(key), files=(v.FileKind.PAPER,) if key == "fil" else ())
        for key, kind in asked.items()
    )
    _stage(built.key, "concept", form=form)
    m.Contract.objects.filter(initiative__key=built.key, participation__key="s3").update(pay=None)
    m.MoneyEntry.objects.filter(initiative__key=built.key, participation__key="s3").delete()


def _priced(built: Built) -> None:
    """Let the price part those who are even, and fewer than the places send the stage out again."""
    price = (v.PlacesRule.POINTS, v.PlacesRule.PRICE)
    _stage(built.key, "concept", more_than_places=price, fewer_than_places=v.FewerRule.REOPEN, spread_limit=0)
    _stage(built.key, "prototype", places=3)
    named(built.key, max_value=kr(5_000))
    for by, low in (("asta", None), ("axel", "fit")):
        for one in built.suppliers[:2]:
            assessment.hand_in(
                by=by, at=built.at, initiative=built.key, stage="concept", participation=one, marks=marks(low)
            )


def _strict(built: Built) -> None:
    """Let the gate stop when fewer go on than there are places, one be on hold, and two sign."""
    people.join(by="ulla", at=built.at, initiative=built.key, person="nils", role=v.Role.DECIDER)
    gates.set_signatures(by="ulla", at=built.at, initiative=built.key, two=True)
    _stage(built.key, "concept", fewer_than_places=v.FewerRule.STOP)
    _stage(built.key, "prototype", places=3)
    m.Participation.objects.filter(initiative__key=built.key, key="s2").update(state=v.ParticipationState.ON_HOLD)
    award = m.Decision.objects.get(initiative__key=built.key, stage__key="call")
    award.outcomes = tuple(
        replace(one, verdict=v.Verdict.ON_HOLD) if one.participation == "s2" else one for one in award.outcomes
    )
    award.save(update_fields=["outcomes"])
    named(built.key, max_quantity=3)


def _agreed_on_leaving(built: Built) -> None:
    """Let a contract stand in a stage without a last day, another say how it is left; assume something, and try it."""
    contracts = m.Contract.objects.filter(initiative__key=built.key)
    in_use = m.Stage.objects.get(initiative__key=built.key, key="use")
    contracts.filter(participation__key__in=("s1", "s2")).update(stage=in_use)
    options = plans.options(at=built.at, stage="prototype", by="nils")
    done = Milestone(key=Key("forst"), what=text("Först"), share=50, approved_at=built.at, approved_by=Key("ulla"))
    steps = (done, Milestone(key=Key("sedan"), what=text("Sedan"), share=50))
    contracts.filter(participation__key="s1").update(milestones=steps)
    contracts.filter(participation__key="s2").update(on_leaving=v.Settlement.TIME_SHARE, options=options)
    people.join(by="ulla", at=built.at, initiative=built.key, person="nils", role=v.Role.DECIDER)
    procurement = m.Procurement.objects.get(initiative__key=built.key)
    assert procurement.award is not None
    day = built.at.date()
    procurement.award = replace(procurement.award, review=Review(noted=day, settled=day))
    procurement.save(update_fields=["award"])
    _stage(built.key, "spread", state=v.StageState.CLOSED, published_at=built.at)
    shared: dict[str, Any] = {"by": "nils", "at": built.at, "initiative": built.key}
    for one in ("n1", "n2"):
        assumed = Assumption(key=Key(one), about=v.AssumptionAbout.NEED, statement=text(one))
        dialogue.set_assumption(**shared, assumption=assumed)
    rate = Rate(currency="EUR", to="SEK", value=Decimal(11), day=day, source="Påhittad")
    funding.state_rate(**{**shared, "by": "ulla"}, rate=rate)
    funding.commit(**{**shared, "by": "ulla"}, stage="use", participation="s1", amount=kr(100, "EUR"))
    change = CeilingChange(
        key=Key("tak"), at=built.at, ceiling=v.Ceiling.INITIATIVE, to=kr(260_000), reason=text("Vi har lärt oss mer.")
    )
    funding.ask_ceiling(**shared, change=change)
    tried = Experiment(key=Key("x"), assumption=Key("n1"), during=Key("prototype"), hypothesis=text("Tre av fem."))
    dialogue.set_experiment(**shared, experiment=tried)


def _put_on_hold(built: Built) -> None:
    """Let the gate put one on hold, end another, and leave one place in the next stage."""
    _stage(built.key, "concept", more_than_places=(v.PlacesRule.POINTS,))
    _stage(built.key, "prototype", places=1)
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "concept"}
    first, second, third = outcomes(go_on=["s1"], end=["s2", "s3"])
    given = (first, replace(second, verdict=v.Verdict.ON_HOLD), third)
    proposed = gates.propose(by="ulla", **shared, outcome=v.GateOutcome.GO_ON, reason=text("Så."), outcomes=given)
    item: dict[str, Any] = {"mandate": v.Mandate.DELEGATION, "reference": "4.7"}
    gates.decide(by="beata", **shared, version=proposed, **item)
    people.join(by="ulla", at=built.at, initiative=built.key, person="ulla", role=v.Role.DECIDER)
    row = m.Initiative.objects.get(key=built.key)
    for one in after.talks("concept", "s3", "s2", built.at):
        m.Debrief.objects.create(initiative=row, **rows.columns(m.Debrief, one, rows.finder(row)))


def _without_paper(built: Built) -> None:
    """Let the auditor's undertaking not have been stored."""
    m.Initiative.objects.filter(key=built.key).update(undertakings=())


def _twice(built: Built) -> None:
    """Let there be a second procurement, with a call that names no price, and stages that say only their form."""
    second = Procurement(key=Key("u2"), title=text("En till"), law=v.Law.LOU, procedure=text("Öppet"))
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": built.key}
    initiatives.record_procurement(**shared, procurement=second)
    for number, stage in enumerate((plans.unpriced(second.key), *map(plans.bare, plans.BARE)), start=8):
        initiatives.plan_stage(**shared, stage=replace(stage, key=Key(f"e-halv-{number}"), number=number))


def _joint(built: Built) -> None:
    """Let two buyers mark the need, each for itself, and one assessor have a tie."""
    joint(built)
    people.declare_tie(by="asta", at=built.at, initiative=built.key, organisation="org-s3", nature=text("Syskon."))


BEGINNINGS: Mapping[str, Callable[[Built], None]] = {
    "planned": _twice,
    "call open": _in_lots,
    "opened": _joint,
    "awarded": _without_paper,
    "concept open": _with_form,
    "concept closed": _priced,
    "assessed": _strict,
    "proposed": _put_on_hold,
    "decided": _agreed_on_leaving,
}
"""Where sequences begin, and what stands there beside the journey."""


class _Log:
    """The journal as it was counted so far: every new entry must follow from what was there."""

    def __init__(self, key: str) -> None:
        """Begin where the journal stands."""
        head = m.Head.objects.get(initiative__key=key)
        self.name, self.frontier = head.name, journal.Frontier.load(head.size, head.frontier)

    def counts_on(self) -> bool:
        """Say whether the new entries have the leaf and the root that they must have, and the head theirs."""
        found = m.Entry.objects.filter(journal=self.name, sequence__gte=self.frontier.size).order_by("sequence")
        for row in found:
            entry = journal.Entry(
                sequence=row.sequence, at=row.at, actor=row.actor, act=row.act, subject=row.subject, facts=row.facts,
                commitments=row.commitments,
            )  # fmt: skip
            added = journal.add(self.frontier, entry)
            if (added.leaf, added.root) != (row.leaf, row.root):
                return False
            self.frontier = added.frontier
        head = m.Head.objects.get(name=self.name)
        return (head.size, head.frontier) == (self.frontier.size, self.frontier.dump())


def _do(act: Act, key: str) -> Any:
    """Do an act by its verb."""
    verb = at_random.VERBS[act.verb]
    in_it = {"initiative": key} if "initiative" in inspect.signature(verb).parameters else {}
    return verb(**{"by": act.by, "at": act.at, **in_it, **act.values})


def _look(key: str) -> Picture:
    return pictures.take(key, _LOOKED_AT)


@contextmanager
def _undone() -> Iterator[None]:
    """Take back whatever is done in it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _run(seed: int, built: Built, seen: Seen) -> None:
    chance, picture, log = Chance(seed, CAST, built.at, seen, wide=WIDE), _look(built.key), _Log(built.key)
    for _ in range(ACTS):
        act = chance.act(picture, at_random.TABLE)
        seen.tried[act.verb] += 1
        try:
            answer = _do(act, built.key)
        except Refusal as refusal:
            chance.turned_away(act, refusal)
        else:
            seen.accepted[act.verb] += 1
            chance.heard(act, answer)
            picture = _look(built.key)
            assert faults(picture) == [], f"seed {seed}: {act}"
            assert log.counts_on(), f"seed {seed}: {act}"
    assert _judged(built.key) == (), f"seed {seed}"


def _judged(key: str) -> tuple[journal.Finding, ...]:
    """Judge the journal as anybody with the file and the public key would."""
    opener = signed_note.opener(keys=public_keys.all_of_them())
    return journal.verify(journals.export(name=journals.name_of(key=key)), open_note=opener)


def _from_every_beginning(seeds: range, key: str, seen: Seen) -> None:
    """Run the sequences of these seeds, as many from each beginning, along one journey."""
    begun = 0
    for point, built in one_journey(start=START, key=key):
        if point in BEGINNINGS:
            for seed in seeds[begun :: len(BEGINNINGS)]:
                with _undone(), _summary.resting():
                    BEGINNINGS[point](built)
                    _run(seed, built, seen)
            begun += 1


def test_nothing_that_must_never_be_comes_of_random_acts_on_the_database() -> None:
    """At least two hundred sequences; what chance left unmet may take some tens more, and then must have been met."""
    seen = Seen()
    for number, seeds in enumerate((range(SOAK, SOAK + RUNS), *_MORE)):
        if set(seen.accepted) != set(at_random.VERBS) or set(seen.refused) != at_random.refusals():
            _from_every_beginning(seeds, f"prov-{number}", seen)

    assert sum(seen.tried.values()) >= RUNS * ACTS
    assert sum(seen.accepted.values()) / sum(seen.tried.values()) >= 0.4
    assert set(seen.accepted) == set(at_random.VERBS)
    assert set(seen.refused) == at_random.refusals()


_MORE = tuple(range(SOAK + RUNS + begin, SOAK + RUNS + begin + 45) for begin in (0, 45, 90))
