"""Before the award nobody outside sees who tenders or how many, on any list, and the house's own export neither."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import (
    CALL,
    CONCEPT,
    SUPPLIERS,
    TEAM,
    day,
    entry,
    handed_in,
    in_state,
    stage,
    taking_part,
    terms,
)
from tests.core.seeing import (
    AWARD,
    AWARDED,
    INSIGHT,
    NOT_SEEING,
    OPENED,
    SEALED,
    SEEING,
    contact_with,
    sees,
    suppliers_known,
    tendered,
)
from vakna.core import document
from vakna.core.initiative import (
    Award,
    Decision,
    Key,
    Person,
    Picture,
    Stage,
)
from vakna.core.visibility import unsealed
from vakna.core.vocabulary import (
    Instrument,
    MoneyState,
    ParticipationState,
    Provenance,
    StageState,
)

# Before the award nobody outside sees who tenders, or how many.


@pytest.mark.parametrize("person", [*TEAM, None])
def test_sealed_tenderers_are_known_to_nobody_when_not_opened(person: str | None) -> None:
    ledger: dict[str, Any] = {"money": (entry(MoneyState.PLANNED, 1, CALL),), "contacts": (contact_with("alfa", CALL),)}
    whole = tendered(**ledger)

    assert suppliers_known(sees(whole, person)) == set()


def test_tenderer_sees_itself_and_nobody_else_when_not_opened() -> None:
    shown = sees(tendered(), "alfa-p")

    assert suppliers_known(shown) == {"alfa"}
    assert shown.submissions == handed_in(CALL, "alfa")


@pytest.mark.parametrize("person", [*NOT_SEEING, None, "alfa-p"])
def test_opened_tenders_stay_hidden_from_all_but_the_readers_until_the_award_is_told(person: str | None) -> None:
    whole = tendered(OPENED, decisions=(replace(AWARD, released_at=day(40)),))

    assert suppliers_known(sees(whole, person)) == ({"alfa"} if person == "alfa-p" else set())


@pytest.mark.parametrize("person", SEEING)
def test_opened_tenders_are_read_by_those_who_assess(person: str) -> None:
    shown = sees(tendered(OPENED), person)

    assert shown.submissions == handed_in(CALL)
    assert suppliers_known(shown) == set(SUPPLIERS)


@pytest.mark.parametrize("person", [*TEAM, None, "alfa-p"])
def test_tenderers_are_known_to_all_when_the_award_is_told(person: str | None) -> None:
    shown = sees(tendered(AWARDED, decisions=(AWARD,)), person)

    assert [one.organisation for one in shown.participations] == list(SUPPLIERS)


def test_award_told_by_the_procurement_counts_when_decisions_were_not_taken() -> None:
    award = Award(decided=day(12).date(), sent=day(15))
    procurement = replace(terms().procurements[0], award=award)
    whole = Picture(
        terms=terms(AWARDED, CONCEPT, procurements=(procurement,)), _taken={"participations": taking_part("alfa")}
    )

    assert [len(sees(whole, None, at).participations) for at in (14, 15)] == [0, 1]
    assert [sees(whole, None, at).terms.procurements[0].award for at in (14, 15)] == [None, award]


def test_tenderer_that_withdrew_before_the_award_is_never_shown() -> None:
    gone = taking_part("beta", state=ParticipationState.WITHDRAWN, ended_stage=Key("inbjudan"))
    whole = tendered(AWARDED, participations=(*taking_part("alfa"), *gone), submissions=(), decisions=(AWARD,))

    assert [one.organisation for one in sees(whole, None).participations] == ["alfa"]


def test_tenderers_of_a_cancelled_call_are_never_shown() -> None:
    assert suppliers_known(sees(tendered(in_state(CALL, StageState.CANCELLED)), None)) == set()


def test_history_that_was_stated_as_decided_counts_as_opened() -> None:
    base = tendered(in_state(CALL, StageState.DECIDED))
    stated = replace(base, terms=replace(base.terms, provenance=Provenance.STATED))

    assert [len(sees(one, "ulla").submissions) for one in (base, stated)] == [0, 4]


# The house's own export.


def test_export_by_the_house_leaves_out_what_is_under_seal() -> None:
    whole = tendered(contacts=(contact_with("alfa", CALL),), insights=(INSIGHT,))

    shown = unsealed(whole)

    assert suppliers_known(shown) == set()
    assert (shown.submissions, shown.contacts, shown.insights[0].contact) == ((), (), None)
    document.load(document.dump(shown))


def test_export_by_the_house_is_whole_when_nothing_is_under_seal() -> None:
    whole = tendered(OPENED)

    assert unsealed(whole) is whole


def test_export_by_the_house_keeps_the_tenders_of_a_cancelled_call_to_itself() -> None:
    assert suppliers_known(unsealed(tendered(in_state(CALL, StageState.CANCELLED)))) == set()


def test_export_by_the_house_tells_of_no_tender_by_what_it_leaves_out() -> None:
    """A supplier that was made a member beforehand is told of alike before and after its tender."""
    whole = tendered()
    before = replace(whole, _taken={**whole._taken, "participations": (), "submissions": ()})

    assert unsealed(before) == unsealed(whole)


# Suppliers that are known otherwise, and those that did not join by the call.


def test_answering_the_rfi_is_known_and_tendering_is_not() -> None:
    rfi = stage("rfi", 0, Instrument.RFI, state=StageState.DECIDED)
    answered = taking_part("alfa", procurement=None, first_stage=Key("rfi"))
    tenders = tuple(replace(one, key=Key(f"t-{one.key}")) for one in taking_part("alfa", "beta"))
    whole = tendered(SEALED, rfi, participations=(*answered, *tenders), submissions=())

    assert suppliers_known(sees(whole, None)) == suppliers_known(sees(whole, "colin")) == {"alfa"}
    assert [one.key for one in sees(whole, "colin").participations] == ["s-alfa"]
    assert {one.key for one in sees(whole, "colin").terms.people} & {"alfa-p", "beta-p"} == {"alfa-p"}


def _joined_before(*calls: Stage, awards: tuple[Decision, ...] = ()) -> Picture:
    """Give suppliers that joined the procurement in an open stage, before its sealed calls."""
    meeting = stage("mote", 0, Instrument.MARKET_DIALOGUE, state=StageState.DECIDED, procurement=Key("p"))
    joined = taking_part(first_stage=Key("mote"))
    return tendered(*calls, meeting, participations=joined, submissions=(), decisions=awards)


@pytest.mark.parametrize(
    ("calls", "awards", "team", "everybody"),
    [
        ((SEALED,), (), 0, 0),
        ((OPENED,), (), 4, 0),
        ((AWARDED,), (AWARD,), 4, 4),
        ((AWARDED, replace(SEALED, key=Key("andra"), number=5)), (AWARD,), 4, 4),
        ((in_state(CALL, StageState.CANCELLED),), (), 4, 4),
        ((replace(SEALED, procurement=None),), (), 4, 4),
    ],
)
def test_sealed_calls_of_the_procurement_hide_those_that_joined_before_them(
    calls: tuple[Stage, ...], awards: tuple[Decision, ...], team: int, everybody: int
) -> None:
    whole = _joined_before(*calls, awards=awards)

    assert [len(sees(whole, one).participations) for one in ("ulla", None)] == [team, everybody]


def test_stage_that_history_states_as_decided_stays_so_without_its_decision() -> None:
    whole = tendered(AWARDED, in_state(CONCEPT, StageState.DECIDED), decisions=(AWARD,))

    assert sees(whole, None).stage("koncept").state == StageState.DECIDED


def test_export_by_the_house_keeps_those_of_the_buyer_that_nothing_names() -> None:
    base = tendered()
    spare = Person(key=Key("vilma"), name="Vilma", organisation=Key("kop"))
    whole = replace(base, terms=replace(base.terms, people=(*base.terms.people, spare)))

    assert {one.key for one in unsealed(whole).terms.people} == {*TEAM, "vilma"}
