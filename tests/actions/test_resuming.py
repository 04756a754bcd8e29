"""A supplier on hold is taken up again or ended between gates: one person asks, another decides, ceilings hold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, kr, outcomes, said
from vakna.actions import gates, initiatives, people, resuming
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Outcome
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def held(key: str = "prov") -> Built:
    """Give an initiative whose concepts are decided: the first continues, the second is on hold, the third ended."""
    built = an_initiative(until="assessed", key=key)
    given = outcomes(go_on=["s1"], end=["s3"])
    waits = Outcome(participation=Key("s2"), paid=True, eligible=True, verdict=v.Verdict.ON_HOLD, reason=said("Vänta."))
    shared: dict[str, Any] = {"initiative": key, "stage": "concept"}
    reason, on = said("Räcker."), v.GateOutcome.GO_ON
    gates.propose(by="ulla", at=built.at, **shared, outcome=on, reason=reason, outcomes=(*given, waits))
    gates.decide(by="beata", at=built.at, **shared, version=1, mandate=v.Mandate.DELEGATION, reference="4.7")
    return built


def asked(built: Built, **more: Any) -> dict[str, Any]:
    """Say what a request that the held supplier continues is called with."""
    reason = said("De har visat mer.", "They have shown more.")
    return {"by": "ulla", "at": built.at, "initiative": built.key, "participation": "s2", "key": "begaran",
            "verdict": v.Verdict.CONTINUES, "reason": reason, **more}  # fmt: skip


def decided(built: Built, **more: Any) -> dict[str, Any]:
    """Say what the decision is called with."""
    return {"by": "beata", "at": built.at + timedelta(hours=1), "initiative": built.key, "resumption": "begaran",
            "accepted": True, "mandate": v.Mandate.DELEGATION, "reference": "4.7", **more}  # fmt: skip


def _code(action: Callable[..., Any], **values: Any) -> str:
    before = m.Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        action(**values)
    assert m.Entry.objects.count() == before
    return str(refusal.value.code)


def _state(key: str = "s2") -> tuple[str, str | None]:
    one = m.Participation.objects.get(initiative__key="prov", key=key)
    return one.state, one.ended_stage.key if one.ended_stage else None


def _letters() -> set[tuple[str, str]]:
    return {(one.to.partition("@")[0], one.subject) for one in m.Letter.objects.all()}


def test_continuing_is_decided_by_another_commits_the_pay_and_tells_the_supplier() -> None:
    built = held()
    m.Letter.objects.all().delete()

    resuming.ask(**asked(built))
    assert _state() == ("on_hold", None)
    resuming.decide(**decided(built, commit=True))

    assert _state() == ("active", None)
    [one] = pictures.take("prov", {"resumptions"}).resumptions
    assert (one.stage, one.state, one.by, one.decided_by, one.reference) == (
        "concept",
        "accepted",
        "ulla",
        "beata",
        "4.7",
    )
    bound = [it for it in pictures.take("prov", {"money"}).money if it.stage == "prototype"]
    assert [(it.participation, it.amount) for it in bound] == [("s2", kr(50_000))]
    assert _letters() == {
        ("beata", "Beslut behövs om Björn och Bo HB, som avvaktar"),
        ("person-s2", "Björn och Bo HB fortsätter efter Koncept"),
        ("ulla", "Beslutat om Björn och Bo HB efter Koncept"),
    }


def test_ending_is_told_with_its_reason_and_declining_changes_nothing() -> None:
    built = held()

    resuming.ask(**asked(built, verdict=v.Verdict.ENDED))
    resuming.decide(**decided(built, accepted=False))
    assert _state() == ("on_hold", None)
    resuming.ask(**asked(built, verdict=v.Verdict.ENDED, key="igen"))
    resuming.decide(**decided(built, resumption="igen"))

    assert _state() == ("ended", "concept")
    assert {one.state for one in pictures.take("prov", {"resumptions"}).resumptions} == {"accepted", "declined"}


def test_what_cannot_be_asked_for_or_decided_is_refused() -> None:
    built = held()

    assert _code(resuming.ask, **asked(built, by="person-s2")) == "may-not"
    assert _code(resuming.ask, **asked(built, participation="s1")) == "resume-not-held"
    assert _code(resuming.ask, **asked(built, verdict=v.Verdict.TURNS)) == "resume-verdict"
    resuming.ask(**asked(built))
    assert _code(resuming.ask, **asked(built, key="till")) == "resume-asked"
    assert _code(resuming.decide, **decided(built, resumption="saknas")) == "no-such-resumption"
    assert _code(resuming.decide, **decided(built, by="ulla")) == "may-not"
    assert _code(resuming.decide, **decided(built, reference="")) == "mandate-item"
    prototype = m.Stage.objects.filter(initiative__key="prov", key="prototype")
    prototype.update(ceiling=kr(49_999))
    assert _code(resuming.decide, **decided(built)) == "over-ceiling"
    m.Stage.objects.filter(initiative__key="prov", key="prototype").update(
        ceiling=kr(100_000), places=1, more_than_places=()
    )
    m.Stage.objects.filter(initiative__key="prov", key="concept").update(more_than_places=())
    assert _code(resuming.decide, **decided(built)) == "resume-no-place"
    people.declare_tie(by="beata", at=built.at, initiative="prov", organisation="org-s2", nature=said("Syskon."))
    assert _code(resuming.decide, **decided(built)) == "tie"


def test_nobody_decides_on_their_own_request_and_a_request_is_decided_once() -> None:
    built = held()
    people.join(by="nils", at=built.at, initiative="prov", person="ulla", role=v.Role.DECIDER)
    resuming.ask(**asked(built))

    assert _code(resuming.decide, **decided(built, by="ulla")) == "resume-own"
    resuming.decide(**decided(built))
    assert _code(resuming.decide, **decided(built)) == "resume-decided"


def test_a_gate_with_a_proposal_decides_on_those_on_hold_itself() -> None:
    built = held()
    initiatives.publish_stage(by="ulla", at=built.at, initiative="prov", stage="prototype")
    prototype = m.Stage.objects.get(initiative__key="prov", key="prototype")
    m.Proposal.objects.create(
        initiative=prototype.initiative, stage=prototype, version=1, by=m.Person.objects.get(key="ulla"), at=built.at,
        outcome=v.GateOutcome.GO_ON, reason=said("Räcker."),
    )  # fmt: skip

    assert _code(resuming.ask, **asked(built)) == "resume-at-gate"
