"""Two signatures at a gate: both of the same version, by two deciders who did not propose; nothing is told before."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Built, an_initiative, outcomes, said
from vakna.actions import gates, people
from vakna.core import vocabulary as v
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def two_sign(until: str = "assessed", key: str = "prov") -> Built:
    """Give an initiative where two sign, with the lawyer as a second decider who has declared."""
    built = an_initiative(until=until, key=key)
    shared: dict[str, Any] = {"at": built.at, "initiative": key}
    people.join(by="nils", **shared, person="jorun", role=v.Role.DECIDER)
    people.declare_interests(by="jorun", **shared, stage="concept", about=built.suppliers)
    m.Initiative.objects.filter(key=key).update(two_signatures=True)
    return built


def signed(built: Built, by: str = "beata", **more: Any) -> dict[str, Any]:
    """Say what a signature or a decision is called with."""
    return {"by": by, "at": built.at, "initiative": built.key, "stage": "concept", "version": 1,
            "mandate": v.Mandate.DELEGATION, "reference": "4.7", **more}  # fmt: skip


def _propose(built: Built, by: str = "ulla") -> None:
    given = outcomes(go_on=built.suppliers[:2], end=built.suppliers[2:])
    gates.propose(by=by, at=built.at, initiative=built.key, stage="concept", outcome=v.GateOutcome.GO_ON,
                  reason=said("Räcker."), outcomes=given)  # fmt: skip


def _code(action: Callable[..., Any], **values: Any) -> str:
    before = m.Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        action(**values)
    assert m.Entry.objects.count() == before
    return str(refusal.value.code)


def test_a_gate_is_decided_when_another_decider_signs_and_nobody_is_told_before() -> None:
    built = two_sign("proposed")
    m.Letter.objects.all().delete()

    assert _code(gates.decide, **signed(built)) == "signature-missing"
    gates.sign(**signed(built))
    assert {(one.to, one.subject) for one in m.Letter.objects.all()} == {
        ("jorun@cast.example", "En underskrift till behövs efter Koncept")
    }
    assert m.Stage.objects.get(initiative__key="prov", key="concept").state == "closed"
    assert _code(gates.sign, **signed(built, by="jorun")) == "signed-already"
    assert _code(gates.decide, **signed(built)) == "own-signature"
    gates.decide(**signed(built, by="jorun", reference="4.8"))

    decision = next(one for one in pictures.take("prov", {"gates"}).decisions if one.stage == "concept")
    assert decision.first is not None
    assert (decision.first.by, decision.first.reference, decision.by, decision.reference) == (
        "beata", "4.7", "jorun", "4.8",
    )  # fmt: skip
    assert m.Letter.objects.filter(to="person-s3@cast.example").count() == 1


def test_a_new_proposal_needs_both_signatures_again_and_the_stale_one_is_refused_to_both() -> None:
    built = two_sign("proposed")
    gates.sign(**signed(built))
    _propose(built)

    assert _code(gates.sign, **signed(built)) == "stale-proposal"
    assert _code(gates.decide, **signed(built, by="jorun")) == "stale-proposal"
    assert _code(gates.decide, **signed(built, by="jorun", version=2)) == "signature-missing"


def test_who_proposed_signs_neither_first_nor_second() -> None:
    built = two_sign()
    people.join(by="nils", at=built.at, initiative="prov", person="ulla", role=v.Role.DECIDER)
    _propose(built)

    assert _code(gates.sign, **signed(built, by="ulla")) == "own-proposal"
    gates.sign(**signed(built))
    assert _code(gates.decide, **signed(built, by="ulla")) == "own-proposal"


def test_how_many_sign_is_chosen_before_a_proposal_lies() -> None:
    built = an_initiative(until="proposed")
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": "prov", "two": True}

    assert _code(gates.set_signatures, **shared) == "signatures-proposed"
    assert _code(gates.sign, **signed(built)) == "one-signature"
    gates.decide(**signed(built))
    gates.set_signatures(**shared)
    assert pictures.take("prov", ()).terms.two_signatures
