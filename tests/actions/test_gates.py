"""Gates: a proposal with a version, another person's decision, everyone told at once, with the money or not at all."""

from dataclasses import replace
from typing import Any

import pytest

from tests.cast import Built, an_initiative, kr, outcomes, said
from vakna.actions import funding, gates, people
from vakna.core import vocabulary as v
from vakna.core.refusal import BadInput, Conflict, NotAllowed, OverCeiling
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _propose(built: Built, **changes: Any) -> int:
    asked = {
        "by": "petra", "at": built.at, "initiative": built.key, "stage": "concept", "outcome": v.GateOutcome.GO_ON,
        "reason": said("Två går vidare."), "outcomes": outcomes(go_on=["s1", "s2"], end=["s3"]),
    }  # fmt: skip
    return gates.propose(**{**asked, **changes})


def _decide(built: Built, **changes: Any) -> None:
    asked = {
        "by": "beata", "at": built.at, "initiative": built.key, "stage": "concept", "version": 1,
        "mandate": v.Mandate.DELEGATION, "reference": "Delegation, punkt 4.7",
    }  # fmt: skip
    gates.decide(**{**asked, **changes})


def test_a_stale_proposal_cannot_be_decided() -> None:
    built = an_initiative(until="assessed")
    _propose(built)
    second = _propose(built, reason=said("Ny läsning av motiven."))

    with pytest.raises(Conflict) as refused:
        _decide(built, version=1)

    assert (refused.value.code, refused.value.values["given"], refused.value.values["current"]) == (
        "stale-proposal",
        1,
        2,
    )
    assert second == 2
    assert not m.Decision.objects.filter(stage__key="concept").exists()


def test_a_supplier_that_left_after_the_proposal_is_not_taken_up_again_by_the_decision() -> None:
    """Found by a random process (tests/core/test_whole_process.py, seed 5840)."""
    built = an_initiative(until="proposed")
    settled = {"rule": v.Settlement.TIME_SHARE, "reason": said("De slutar.")}
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": built.key, "stage": "concept"}
    funding.settle_departure(**shared, participation="s1", day=built.at.date(), **settled)

    with pytest.raises(BadInput) as refused:
        _decide(built)

    assert [(one.path, one.code) for one in refused.value.problems] == [("outcomes[s1]", "outcome-foreign")]
    assert m.Participation.objects.get(initiative__key=built.key, key="s1").state == "withdrawn"
    assert not m.Decision.objects.filter(stage__key="concept").exists()


def test_the_proposer_never_decides() -> None:
    built = an_initiative(until="assessed")
    people.join(by="ulla", at=built.at, initiative=built.key, person="nils", role=v.Role.DECIDER)
    people.declare_interests(by="nils", at=built.at, initiative=built.key, stage="concept", about=built.suppliers)
    _propose(built, by="nils")

    with pytest.raises(NotAllowed) as refused:
        _decide(built, by="nils")

    assert refused.value.code == "own-proposal"


def test_a_decider_with_a_tie_to_a_supplier_is_refused() -> None:
    built = an_initiative(until="proposed")
    people.declare_tie(by="beata", at=built.at, initiative=built.key, organisation="org-s1", nature=said("Syskon."))

    with pytest.raises(NotAllowed) as refused:
        _decide(built)

    assert refused.value.code == "tie"


def test_a_supplier_cannot_be_ended_without_a_reason() -> None:
    built = an_initiative(until="assessed")
    unexplained = outcomes(go_on=["s1", "s2", "s3"])

    with pytest.raises(BadInput) as refused:
        _propose(built, outcomes=(*unexplained[:2], _ended_without_reason(unexplained[2])))

    assert [one.code for one in refused.value.problems] == ["outcome-reason"]


def test_everybody_is_told_at_the_same_instant_with_their_own_reason() -> None:
    built = an_initiative(until="proposed")
    m.Letter.objects.all().delete()

    _decide(built)

    told = {one.to: one for one in m.Letter.objects.filter(to__startswith="person-")}
    assert sorted(told) == [f"person-{one}@cast.example" for one in built.suppliers]
    assert {one.release_at for one in told.values()} == {built.at}
    ended = next(one for one in pictures.take(built.key, ("gates",)).decisions if one.stage == "concept")
    reasons = {one.participation: one.reason for one in ended.outcomes if one.verdict is v.Verdict.ENDED}
    assert reasons
    for supplier, reason in reasons.items():
        assert reason.said("sv") in told[f"person-{supplier}@cast.example"].body


def test_a_decision_commits_the_next_stage_or_nothing_at_all() -> None:
    built = an_initiative(until="assessed")
    _propose(built)
    row = m.Stage.objects.get(initiative__key=built.key, key="prototype")
    row.ceiling = kr(60_000)
    row.save()

    with pytest.raises(OverCeiling):
        _decide(built, commit=True)

    picture = pictures.take(built.key, ("gates", "money"))
    assert [one.stage for one in picture.decisions if one.stage == "concept"] == []
    assert [one for one in picture.money if one.stage == "prototype"] == []
    assert {one.state for one in picture.participations} == {v.ParticipationState.ACTIVE}


def test_a_commitment_past_a_ceiling_says_what_is_left() -> None:
    built = an_initiative(until="concept open")
    before = pictures.take(built.key, ("money",)).money

    with pytest.raises(OverCeiling) as refused:
        funding.commit(
            by="ulla", at=built.at, initiative=built.key, stage="concept", participation="s1", amount=kr(10_000_000)
        )

    assert set(refused.value.values) == {"ceiling", "left", "asked"}
    assert pictures.take(built.key, ("money",)).money == before


def _ended_without_reason(one: Any) -> Any:
    return replace(one, verdict=v.Verdict.ENDED)
