"""The one redaction: what stands for whom to see, row by row, and that nothing else slips through any list."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import (
    CALL,
    CONCEPT,
    LATER,
    PROTOTYPE,
    SUPPLIERS,
    agreed,
    assessed,
    day,
    decided,
    in_state,
    organisation,
    outcome,
    stage,
    taking_part,
)
from tests.core.seeing import (
    AWARD,
    AWARDED,
    INSIGHT,
    RUNNING,
    SEALED,
    contact_with,
    sees,
    tendered,
)
from vakna.core.initiative import (
    Acknowledgement,
    Assumption,
    Broadcast,
    Key,
    Question,
    Stage,
    Text,
    Tie,
    text,
)
from vakna.core.people import Actor
from vakna.core.refusal import NotFound
from vakna.core.visibility import may_see, seen_by
from vakna.core.vocabulary import (
    AssessmentKind,
    AssumptionAbout,
    Instrument,
    ParticipationState,
    Role,
    Seen,
    StageState,
    Verdict,
)

# Decisions.


def test_decision_is_seen_by_all_from_the_instant_it_is_told() -> None:
    whole = tendered(AWARDED, decisions=(AWARD,))

    assert [[len(sees(whole, one, at).decisions) for at in (14, 15)] for one in (None, "alfa-p", "colin", "ulla")] == [
        [0, 1],
        [0, 1],
        [0, 1],
        [1, 1],
    ]


def test_supplier_cannot_tell_that_it_is_ended_before_everyone_is_told() -> None:
    ended = taking_part("alfa", state=ParticipationState.ENDED, ended_stage=Key("koncept"))
    gate = decided(CONCEPT, outcome("alfa", Verdict.ENDED), outcome("beta", Verdict.CONTINUES), at=50, released=55)
    whole = tendered(
        AWARDED, in_state(CONCEPT, StageState.DECIDED), PROTOTYPE,
        participations=(*ended, *taking_part("beta")), decisions=(AWARD, gate), insights=(INSIGHT,),
    )  # fmt: skip
    before, after = (sees(whole, "alfa-p", at) for at in (54, 55))

    assert [one.state for one in before.participations] == [ParticipationState.ACTIVE] * 2
    assert [one.stage(CONCEPT.key).state for one in (before, after)] == [StageState.CLOSED, StageState.DECIDED]
    assert [len(one.insights) for one in (before, after)] == [1, 0]
    assert [one.state for one in after.participations] == [ParticipationState.ENDED, ParticipationState.ACTIVE]


def test_reason_is_for_the_supplier_it_is_given_to() -> None:
    said = tuple(outcome(one, Verdict.CONTINUES, reason=text(f"skäl {one}")) for one in SUPPLIERS)
    whole = tendered(AWARDED, decisions=(replace(AWARD, outcomes=said),))

    def reasons(person: str | None) -> list[str]:
        shown = sees(whole, person).decisions[0].outcomes
        return [one.reason.said("sv") for one in shown if isinstance(one.reason, Text)]

    assert reasons("beta-p") == ["skäl beta"]
    assert reasons(None) == reasons("colin") == []
    assert len(reasons("ulla")) == 4


# Assessments.


_TWO = (
    assessed(CONCEPT, "alfa", "asta", 2, 2, 2, kind=AssessmentKind.INDIVIDUAL),
    assessed(CONCEPT, "beta", "axel", 2, 2, 2, kind=AssessmentKind.INDIVIDUAL),
)


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("asta", 1),
        ("axel", 1),
        ("petra", 2),
        ("rut", 2),
        ("ulla", 0),
        ("beata", 0),
        ("colin", 0),
        ("inga", 0),
        ("alfa-p", 0),
    ],
)
def test_others_marks_wait_for_ones_own(person: str, seen: int) -> None:
    whole = tendered(AWARDED, in_state(CONCEPT, StageState.CLOSED), assessments=_TWO, decisions=(AWARD,))

    assert len(sees(whole, person).assessments) == seen


def test_marks_are_seen_by_all_readers_when_there_is_a_consensus() -> None:
    whole = tendered(
        AWARDED,
        in_state(CONCEPT, StageState.CLOSED),
        assessments=(*_TWO, agreed(CONCEPT, "alfa", 2, 2, 2)),
        decisions=(AWARD,),
    )

    assert [len(sees(whole, one).assessments) for one in ("ulla", "axel", "asta", "colin", "otto")] == [2, 3, 2, 0, 0]


def test_coach_who_is_also_assessor_sees_no_assessment() -> None:
    whole = tendered(AWARDED, CONCEPT, assessments=_TWO, decisions=(AWARD,))
    both = Actor(person=Key("asta"), roles=frozenset({Role.ASSESSOR, Role.COACH}))

    assert seen_by(whole, both, at=day(30)).assessments == ()


# Dialogue.


def _question(**rest: Any) -> Question:
    return Question(
        key=Key("q"), number=1, stage=Key("inbjudan"), asked_at=day(3), asker=Key("alfa"), question=text("?"), **rest
    )


def test_unanswered_question_is_for_the_team_and_whoever_asked() -> None:
    whole = tendered(questions=(_question(),))

    people = ("ulla", "colin", "alfa-p", "beta-p", "folke", "otto", None)
    assert [len(sees(whole, one).questions) for one in people] == [1, 1, 1, 0, 0, 0, 0]


def test_answer_is_public_from_its_instant_and_never_says_who_asked() -> None:
    whole = tendered(questions=(_question(answer=text("!"), answered_at=day(20)),))

    assert [len(sees(whole, None, at).questions) for at in (19, 20)] == [0, 1]
    assert [sees(whole, one).questions[0].asker for one in ("ulla", "rut", None, "beta-p", "alfa-p")] == [
        None, None, None, None, "alfa",
    ]  # fmt: skip


def _broadcast(of: Stage, at: int = 20) -> Broadcast:
    seen = (
        Acknowledgement(participation=Key("s-alfa"), at=day(25)),
        Acknowledgement(participation=Key("s-beta"), at=day(26)),
    )
    return Broadcast(
        key=Key("b"),
        number=1,
        stage=of.key,
        available_at=day(at),
        subject=text("x"),
        body=text("y"),
        acknowledgements=seen,
    )


@pytest.mark.parametrize(
    ("of", "seen"), [(CALL, [1, 1, 1, 1, 1]), (CONCEPT, [0, 0, 1, 1, 1])]
)  # fmt: skip
def test_broadcast_is_for_everyone_before_there_are_contracts_and_for_the_parties_after(
    of: Stage, seen: list[int]
) -> None:
    whole = tendered(AWARDED, RUNNING, broadcasts=(_broadcast(of),), decisions=(AWARD,))

    assert [len(sees(whole, one).broadcasts) for one in (None, "folke", "alfa-p", "otto", "ulla")] == seen


def test_broadcast_waits_for_its_instant_and_the_team_has_it_before() -> None:
    whole = tendered(AWARDED, RUNNING, broadcasts=(_broadcast(CONCEPT),), decisions=(AWARD,))

    assert [[len(sees(whole, one, at).broadcasts) for at in (19, 20)] for one in ("alfa-p", "petra")] == [
        [0, 1],
        [1, 1],
    ]


def test_supplier_sees_its_own_acknowledgement_only() -> None:
    whole = tendered(AWARDED, RUNNING, broadcasts=(_broadcast(CONCEPT),), decisions=(AWARD,))

    def by(person: str) -> list[str]:
        return [one.participation for one in sees(whole, person).broadcasts[0].acknowledgements]

    assert (by("alfa-p"), by("gamma-p"), by("petra"), by("colin")) == (["s-alfa"], [], ["s-alfa", "s-beta"], [])


def test_what_the_buyer_told_is_for_the_parties_and_the_suppliers_ideas_are_its_own() -> None:
    whole = tendered(AWARDED, RUNNING, contacts=(contact_with("alfa"),), decisions=(AWARD,))
    shown = {one: sees(whole, one).contacts for one in ("alfa-p", "beta-p", "petra", "colin", None)}

    assert {one: [it.ideas is not None for it in rows] for one, rows in shown.items()} == {
        "alfa-p": [True], "beta-p": [False], "petra": [True], "colin": [False], None: [],
    }  # fmt: skip
    assert shown["beta-p"][0].participation is None
    assert shown["beta-p"][0].people == ()


def test_supplier_of_an_earlier_stage_does_not_see_what_is_told_later() -> None:
    ended = taking_part("alfa", state=ParticipationState.ENDED, ended_stage=Key("koncept"))
    gate = decided(CONCEPT, outcome("alfa", Verdict.ENDED), at=50)
    later = replace(contact_with("beta", PROTOTYPE), key=Key("c-later"))
    whole = tendered(
        AWARDED, in_state(CONCEPT, StageState.DECIDED), in_state(PROTOTYPE, StageState.OPEN),
        participations=(*ended, *taking_part("beta")), contacts=(contact_with("beta"), later), decisions=(AWARD, gate),
    )  # fmt: skip

    assert [one.key for one in sees(whole, "alfa-p", 60).contacts] == ["c-beta"]
    assert len(sees(whole, "beta-p", 60).contacts) == 2


def test_those_who_only_answered_the_rfi_do_not_see_what_is_told_under_contract() -> None:
    rfi = stage("rfi", 0, Instrument.RFI, state=StageState.DECIDED)
    answered = taking_part("delta", procurement=None, first_stage=Key("rfi"))
    whole = tendered(
        AWARDED, RUNNING, rfi, participations=(*taking_part("alfa"), *answered), submissions=(),
        contacts=(contact_with("alfa"),), insights=(INSIGHT,), decisions=(AWARD,),
    )  # fmt: skip

    assert (sees(whole, "delta-p").contacts, sees(whole, "delta-p").insights) == ((), ())
    assert len(sees(whole, "alfa-p").insights) == 1


def test_what_is_assumed_about_one_supplier_is_for_those_who_assess() -> None:
    of_one = Assumption(
        key=Key("a1"), about=AssumptionAbout.SUPPLIER, participation=Key("s-alfa"), statement=text("Orkar inte")
    )
    of_need = Assumption(key=Key("a2"), about=AssumptionAbout.NEED, statement=text("Finns hos fler"))
    tested = replace(RUNNING, tests=(Key("a1"), Key("a2")))
    whole = tendered(AWARDED, tested, assumptions=(of_one, of_need), decisions=(AWARD,))

    assert {one: [it.key for it in sees(whole, one).assumptions] for one in ("ulla", "colin", "alfa-p", None)} == {
        "ulla": ["a1", "a2"], "colin": ["a2"], "alfa-p": ["a2"], None: [],
    }  # fmt: skip
    assert [sees(whole, one).stage("koncept").tests for one in ("ulla", "alfa-p", None)] == [("a1", "a2"), ("a2",), ()]


# Stages and people.


def test_planned_stage_shows_the_public_its_name_and_not_its_money() -> None:
    whole = tendered()

    assert sees(whole, None).stage("koncept") == Stage(
        key=CONCEPT.key, number=2, name=CONCEPT.name, instrument=CONCEPT.instrument, procurement=Key("p")
    )
    assert sees(whole, "petra").stage("koncept") == CONCEPT
    assert sees(tendered(in_state(CALL, StageState.OPEN), RUNNING), None).stage("koncept").pay == CONCEPT.pay


def test_contact_of_a_published_stage_is_reached_by_everyone_and_other_addresses_are_not() -> None:
    rfi = stage("rfi", 0, Instrument.RFI, state=StageState.OPEN, contact=Key("ulla"))
    planned = stage("sen", 9, Instrument.RFI, contact=Key("petra"))

    shown = sees(tendered(SEALED, rfi, planned), None)

    assert [(one.name, one.email) for one in shown.terms.people] == [("Ulla", "ulla@kop.example")]


def test_parties_see_names_and_only_the_buyers_readers_see_addresses() -> None:
    whole = tendered(AWARDED, RUNNING, decisions=(AWARD,))

    def addresses(person: str) -> set[str]:
        return {one.email for one in sees(whole, person).terms.people if one.email}

    assert addresses("colin") == {"colin@kop.example"}
    assert addresses("alfa-p") == {"p@alfa.example"}
    assert len(addresses("ulla")) == len(whole.terms.people)


def test_suppliers_people_are_not_shown_to_other_suppliers() -> None:
    whole = tendered(AWARDED, RUNNING, decisions=(AWARD,))

    def known(person: str) -> set[str]:
        return {str(one.key) for one in sees(whole, person).terms.people} & {f"{one}-p" for one in SUPPLIERS}

    assert (known("alfa-p"), len(known("petra")), known("folke")) == ({"alfa-p"}, 4, set())


def test_organisation_that_nothing_seen_names_is_not_in_the_list() -> None:
    tie = Tie(person=Key("asta"), organisation=Key("bank"), declared_at=day(1), nature=text("Aktier"))
    base = tendered(ties=(tie,))
    whole = replace(base, terms=replace(base.terms, organisations=(*base.terms.organisations, organisation("bank"))))

    listed = [{it.key for it in sees(whole, one).terms.organisations} for one in ("ulla", "colin", None)]
    assert ["bank" in one for one in listed] == [True, False, False]


def test_sandbox_is_nowhere_for_those_outside_it_but_in_a_demo() -> None:
    base = tendered()
    whole = replace(base, terms=replace(base.terms, sandbox=True))

    for inside in ("ulla", "folke", "alfa-p"):
        assert sees(whole, inside).terms.sandbox
    with pytest.raises(NotFound, match="no-such-initiative"):
        sees(whole, None)
    assert seen_by(whole, Actor.nobody(), at=LATER, demo=True).terms.sandbox


# Single values.


@pytest.mark.parametrize(
    ("seen", "allowed"),
    [
        (Seen.PUBLIC, ["nobody", "coach", "procurer", "supplier", "owner"]),
        (Seen.PARTY, ["coach", "procurer", "supplier", "owner"]),
        (Seen.OWN, ["procurer", "owner"]),
        (Seen.SEALED, ["procurer", "owner"]),
        (Seen.ASSESSOR, ["procurer"]),
    ],
)
def test_single_value_is_seen_by_its_class(seen: Seen, allowed: list[str]) -> None:
    actors = {
        "nobody": Actor.nobody(),
        "coach": Actor(person=Key("x"), roles=frozenset({Role.COACH})),
        "procurer": Actor(person=Key("x"), roles=frozenset({Role.PROCURER})),
        "supplier": Actor(person=Key("x"), roles=frozenset({Role.SUPPLIER}), participations=frozenset({Key("s-beta")})),
        "owner": Actor(person=Key("x"), roles=frozenset({Role.SUPPLIER}), participations=frozenset({Key("s-alfa")})),
    }

    assert [one for one, it in actors.items() if may_see(seen, it, owner_participation=Key("s-alfa"))] == allowed
