"""Assessing for real: risks from the consensus, moderation above the limit, buyers' own marks, points and price."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests import cast
from tests.cast import Built, an_initiative, kr, marks, said
from vakna.actions import assessment, people
from vakna.core import assessment as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, FormQuestion, Key, Mark, Risk, Weighing
from vakna.core.refusal import BadInput, NotAllowed, Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

ONE = (*marks()[:1], Mark(criterion=Key("market"), value=1, motive=said("Tre av tio.")), *marks()[2:])


def joint(built: Built) -> None:
    """Let a second buyer share the need, and each mark it for itself in the call."""
    m.Initiative.objects.filter(key=built.key).update(buyers=(Key(cast.BUYER), Key("granby")))
    m.Stage.objects.filter(initiative__key=built.key, key="call").update(need_per_buyer=True)
    row = m.Initiative.objects.get(key=built.key)
    granby = m.Organisation.objects.get(key="granby")
    m.CastOrganisation.objects.get_or_create(initiative=row, organisation=granby)
    m.CastPerson.objects.get_or_create(initiative=row, person=cast.person("stranger"))
    m.Member.objects.create(initiative=row, person=cast.person("stranger"), role=v.Role.NEED_OWNER, since=built.start)
    for by in ("nils", "stranger"):
        people.declare_interests(by=by, at=built.at, initiative=built.key, stage="call", about=built.suppliers)


def _stage(built: Built, **changed: Any) -> None:
    m.Stage.objects.filter(initiative__key=built.key, key="call").update(**changed)


def _alone(built: Built, *given: tuple[Mark, ...]) -> dict[str, Any]:
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "call", "participation": "s1"}
    for by, its in zip(("asta", "axel"), given or (ONE, ONE), strict=True):
        assessment.hand_in(by=by, **shared, marks=its)
    return shared


def _refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught:
        act()
    assert [one.code for one in caught.value.problems] == [code]


def test_one_in_the_consensus_is_followed_until_it_is_said_what_has_shown() -> None:
    built = an_initiative(until="opened")
    shared = _alone(built)
    said_of = Risk(criterion=Key("market"), owner=Key("nils"), plan=said("Ring tre kommuner."))
    assessment.agree(by="petra", **shared, marks=ONE, risks=(said_of,))

    follow = {**shared, "criterion": "market", "state": v.RiskState.GONE, "shown": said("Tre har skrivit på.")}
    _refused("not-your-risk", lambda: assessment.follow_risk(by="asta", **follow))
    assessment.follow_risk(by="nils", **follow)

    agreed = rules.consensus(pictures.take(built.key, {"marks"}), "call", "s1")
    assert agreed is not None
    assert agreed.risks == (
        replace(said_of, state=v.RiskState.GONE, shown=said("Tre har skrivit på."), followed_at=built.at),
    )
    _refused("no-such-risk", lambda: assessment.follow_risk(by="nils", **{**follow, "criterion": "team"}))


def test_consensus_written_anew_keeps_who_follows_and_drops_what_is_no_longer_a_one() -> None:
    built = an_initiative(until="opened")
    shared = _alone(built)
    assessment.agree(by="petra", **shared, marks=ONE)
    first = rules.consensus(pictures.take(built.key, {"marks"}), "call", "s1")
    assessment.agree(by="petra", **shared, marks=ONE)
    again = rules.consensus(pictures.take(built.key, {"marks"}), "call", "s1")
    assessment.agree(by="petra", **shared, marks=marks())
    last = rules.consensus(pictures.take(built.key, {"marks"}), "call", "s1")

    risk = Risk(criterion=Key("market"), owner=Key("petra"))
    assert [one.risks for one in (first, again, last) if one] == [(risk,), (risk,), ()]


def test_consensus_is_refused_without_a_note_when_the_assessors_lie_further_apart_than_the_limit() -> None:
    built = an_initiative(until="opened")
    _stage(built, spread_limit=1)
    shared = _alone(built, marks(), marks("team"))

    _refused("moderation-missing", lambda: assessment.agree(by="petra", **shared, marks=marks()))
    assessment.agree(by="petra", **shared, marks=marks(), moderation=said("Axel hade missat bilagan."))

    agreed = rules.consensus(pictures.take(built.key, {"marks"}), "call", "s1")
    assert agreed is not None
    assert agreed.moderation == said("Axel hade missat bilagan.")


def test_each_buyer_marks_the_need_before_the_consensus_and_may_mark_it_anew() -> None:
    built = an_initiative(until="opened")
    joint(built)
    shared = _alone(built)
    need, lower = ONE[:1], (Mark(criterion=Key("fit"), value=1, motive=said("Inte hos oss.")),)

    _refused("assessments-missing", lambda: assessment.agree(by="petra", **shared, marks=ONE))
    for by, given in (("nils", need), ("stranger", need), ("stranger", lower)):
        assessment.mark_need(by=by, **shared, marks=given)
    assessment.agree(by="petra", **shared, marks=ONE)

    found = rules.buyers_marks(pictures.take(built.key, {"marks"}), "call", "s1")
    assert [(one.buyer, one.by, one.marks) for one in found] == [
        (cast.BUYER, "nils", need), ("granby", "stranger", lower),
    ]  # fmt: skip


def test_buyers_marks_are_refused_where_the_initiative_is_not_joint() -> None:
    built = an_initiative(until="opened")
    _stage(built, need_per_buyer=True)
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "call", "participation": "s1"}

    with pytest.raises(NotAllowed, match="not-a-buyer"):
        assessment.mark_need(by="nils", **shared, marks=ONE[:1])


def test_points_and_price_are_counted_when_the_stage_says_so() -> None:
    built = an_initiative(until="opened")
    criteria = tuple(replace(one, weight=Decimal(25), scale=5, threshold=2, stop=False) for one in cast.CRITERIA)
    _stage(built, mode=v.AssessmentMode.POINTS, criteria=criteria, weighing=Weighing(price_weight=Decimal(10)))
    full = tuple(Mark(criterion=one.key, value=5) for one in criteria)
    shared = _alone(built, full, full)

    with pytest.raises(BadInput, match="price-missing"):
        assessment.agree(by="petra", **shared, marks=full)
    assessment.agree(by="petra", **shared, marks=full, price=kr(85_000))

    picture = pictures.take(built.key, {"marks"})
    [stand] = rules.standings(picture, picture.stage("call"), [picture.participation("s1")]).values()
    assert (stand.eligible, stand.score) == (
        True, rules.Score(quality=Decimal(100), price=Decimal(100), total=Decimal(100)),
    )  # fmt: skip


def test_alias_is_dealt_once_in_the_order_of_registration() -> None:
    built = an_initiative(until="assessed")

    assert [(one.key, one.alias) for one in pictures.take(built.key, {"participations"}).participations] == [
        ("s1", 1), ("s2", 2), ("s3", 3),
    ]  # fmt: skip


def test_the_price_is_the_suppliers_own_answer_and_a_correction_asks_why() -> None:
    built = an_initiative(until="opened")
    asked = FormQuestion(key=Key("pris"), kind=v.QuestionKind.MONEY, asks=said("Vad kostar det?"))
    _stage(built, more_than_places=(v.PlacesRule.PRICE,), form=(asked,))
    row = m.Submission.objects.get(initiative__key="prov", stage__key="call", participation__key="s1")
    row.answers = (*row.answers, Answer(topic=Key("pris"), said=said("70 000 kr"), sum=kr(70_000)))
    row.save()
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "call", "participation": "s1"}
    for by in ("asta", "axel"):
        assessment.hand_in(by=by, **shared, marks=marks())

    assessment.agree(by="petra", **shared, marks=marks())
    assert _price() == (kr(70_000), None)
    with pytest.raises(BadInput, match="price-corrected-why"):
        assessment.agree(by="petra", **shared, marks=marks(), price=kr(56_000))
    assessment.agree(by="petra", **shared, marks=marks(), price=kr(56_000), price_reason=said("Momsen var med."))
    assert _price() == (kr(56_000), said("Momsen var med."))


def _price() -> tuple[Any, Any]:
    one = next(it for it in pictures.take("prov", {"marks"}).assessments if it.kind is v.AssessmentKind.CONSENSUS)
    return one.price, one.price_reason
