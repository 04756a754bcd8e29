"""Each role meets its own next thing to do, at the right time, with a sentence for it in both languages."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.core.cast import (
    CALL,
    CONCEPT,
    PROTOTYPE,
    actor,
    agreed,
    assessed,
    day,
    decided,
    entry,
    handed_in,
    in_state,
    kr,
    outcome,
    picture,
    stage,
    taking_part,
    terms,
)
from tests.generated import Maker
from vakna.core import words
from vakna.core.initiative import (
    Adoption,
    Award,
    Broadcast,
    CheckIn,
    Contact,
    Contract,
    Correction,
    Follower,
    Insight,
    Key,
    Member,
    Need,
    Notice,
    Picture,
    Proposal,
    Question,
    Stage,
    Tie,
    text,
)
from vakna.core.next_actions import NextAction, next_actions, next_date
from vakna.core.people import Actor
from vakna.core.vocabulary import (
    AssessmentKind,
    ContactKind,
    GateKind,
    GateOutcome,
    HowBought,
    InitiativeState,
    Instrument,
    MoneyState,
    ParticipationState,
    Role,
    StageState,
    Strength,
    Verdict,
)

_OPEN, _CLOSED = in_state(CONCEPT, StageState.OPEN), in_state(CONCEPT, StageState.CLOSED)
_AWARDED = in_state(CALL, StageState.DECIDED)
_AWARD = decided(CALL, outcome("alfa", Verdict.CONTINUES), outcome("beta", Verdict.CONTINUES), at=15)
_NOTICE = Notice(number="1", published=date(2026, 1, 2), database="Annonsbasen")
_RFI = stage(
    "rfi", 1, Instrument.RFI, gate=GateKind.DIALOGUE, question=text("Hur?"), purpose=text("Veta"),
    use_of_answers=text("Läses"), secrecy_notice=text("Allmän"), contact=Key("ulla"), success=text("Vi vet"),
    background=text("Tio boenden"), target_group=text("Alla"), we_know=(text("Ont om tid"),),
    wants_to_know=(text("Vad?"),),
    compensation=text("Ingen"), next_steps=text("Beslut"),
    owner=Key("nora"), deadline=day(5), decision_due=day(9), opens_at=day(1),
)  # fmt: skip
_NEED = Need(
    version=1, at=day(0), owner=Key("kop"), statement=text("a"), purpose=text("b"), users=text("c"), now=text("d"),
    wanted=text("e"),
)  # fmt: skip


def _picture(*stages: Stage, noticed: bool = True, **rest: Any) -> Picture:
    award = Award(decided=day(15).date(), sent=day(15), standstill_ends=day(25).date())
    procurement = replace(terms().procurements[0], notice=_NOTICE if noticed else None, award=award)
    whole = terms(*(stages or (_AWARDED, _OPEN, PROTOTYPE)), procurements=(procurement,), needs=(_NEED,))
    values: dict[str, Any] = {"participations": taking_part("alfa", "beta"), "decisions": (_AWARD,)}
    return picture(of=whole, **(values | rest))


def _found(whole: Picture, person: str, at: datetime) -> list[NextAction]:
    """Give what there is to do, after saying each thing in both languages."""
    found = next_actions(whole, actor(whole, person, at), at)
    for one in found:
        for lang in words.LANGUAGES:
            assert words.CORE.say(lang, f"next.{one.code}.title", **one.values)
            assert words.CORE.say(lang, f"next.{one.code}.explain", **one.values)
    return list(found)


def _codes(whole: Picture, person: str, at: int = 30) -> list[str]:
    return [one.code for one in _found(whole, person, day(at))]


# The procurer.


def test_procurer_prepares_and_then_publishes_the_first_planned_stage() -> None:
    bare = replace(_RFI, question=None)

    assert [(one.code, one.due) for one in _found(_picture(bare), "ulla", day(0))] == [("prepare-stage", day(1))]
    assert _codes(_picture(_RFI), "ulla") == ["publish-rfi"]
    assert _codes(_picture(_AWARDED, in_state(CONCEPT, StageState.DECIDED), PROTOTYPE, contracts=_SIGNED), "ulla") == [
        "publish-stage"
    ]


def test_procurer_does_not_publish_before_the_stage_under_way_is_done() -> None:
    assert _codes(_picture(_AWARDED, _OPEN, PROTOTYPE, contracts=_SIGNED), "ulla") == []


def test_spread_is_published_while_the_solution_is_in_use() -> None:
    use = stage("bruk", 2, Instrument.USE, state=StageState.OPEN)
    spread = stage("spridning", 3, Instrument.SPREAD, success=text("x"), owner=Key("nora"))

    assert _codes(_picture(_AWARDED, use, spread, participations=()), "ulla") == ["publish-stage"]


def test_procurer_answers_each_open_question() -> None:
    asked = tuple(
        Question(
            key=Key(f"q{one}"),
            number=one,
            stage=Key("koncept"),
            question=text("?"),
            answer=text("!") if one == 2 else None,
        )
        for one in (1, 2, 3)
    )

    found = _found(_picture(questions=asked, contracts=_SIGNED), "ulla", day(30))

    assert [(one.code, one.values["number"], one.due) for one in found] == [
        ("answer-question", 1, day(40)),
        ("answer-question", 3, day(40)),
    ]


def test_procurer_records_the_notice_of_a_published_call() -> None:
    call = in_state(CALL, StageState.OPEN, published_at=day(1))

    assert _codes(_picture(call, participations=(), decisions=(), noticed=False), "ulla", 5) == ["record-notice"]
    assert _codes(_picture(call, participations=(), decisions=()), "ulla", 5) == []


_SIGNED = tuple(
    Contract(key=Key(f"k-{one}"), participation=Key(f"s-{one}"), stage=Key("koncept"), signed=day(28).date())
    for one in ("alfa", "beta")
)


def test_procurer_records_each_contract_when_the_standstill_is_over() -> None:
    whole = _picture(contracts=_SIGNED[:1])

    assert _codes(whole, "ulla", 25) == []
    assert [(one.code, one.participation) for one in _found(whole, "ulla", day(26))] == [("record-contract", "s-beta")]


@pytest.mark.parametrize("person", ["ulla", "jorun"])
def test_sealed_tenders_are_opened_when_their_time_has_come(person: str) -> None:
    whole = _picture(in_state(CALL, StageState.OPEN), decisions=())

    assert [_codes(whole, person, at) for at in (9, 10, 11)] == [[], [], ["open-sealed"]]


def test_procurer_proposes_when_every_supplier_has_its_consensus() -> None:
    one, two = agreed(CONCEPT, "alfa", 2, 2, 2), agreed(CONCEPT, "beta", 2, 2, 2)
    stages = (_AWARDED, _CLOSED, PROTOTYPE)

    assert _codes(_picture(*stages, assessments=(one,), contracts=_SIGNED), "ulla", 48) == []
    assert _codes(_picture(*stages, assessments=(one, two), contracts=_SIGNED), "ulla", 48) == ["propose"]


def test_procurer_proposes_again_when_the_consensus_has_changed_since() -> None:
    both = (agreed(CONCEPT, "alfa", 2, 2, 2), agreed(CONCEPT, "beta", 2, 2, 2, at=49))
    whole = _picture(_AWARDED, _CLOSED, assessments=both, contracts=_SIGNED, proposals=(_proposal("ulla", at=48),))

    assert _codes(whole, "ulla", 50) == ["propose-again"]
    assert _codes(replace(whole, _taken={**whole._taken, "proposals": (_proposal("ulla", at=50),)}), "ulla", 50) == []


def test_dialogue_is_proposed_after_its_deadline_without_assessments() -> None:
    whole = _picture(in_state(_RFI, StageState.OPEN), decisions=(), participations=())

    assert [_codes(whole, "ulla", at) for at in (4, 6)] == [[], ["propose"]]


def test_procurer_pays_what_is_invoiced() -> None:
    money = (entry(MoneyState.COMMITTED, 25_000), entry(MoneyState.INVOICED, 25_000))

    assert _codes(_picture(money=money, contracts=_SIGNED), "ulla") == ["pay"]
    assert _codes(_picture(money=(*money, entry(MoneyState.PAID, 25_000)), contracts=_SIGNED), "ulla") == []


def test_procurer_pays_each_supplier_its_own() -> None:
    paid = [entry(state, 25_000) for state in (MoneyState.COMMITTED, MoneyState.INVOICED, MoneyState.PAID)]
    owed = [entry(state, 10_000, supplier="beta") for state in (MoneyState.COMMITTED, MoneyState.INVOICED)]

    found = _found(_picture(money=(*paid, *owed), contracts=_SIGNED), "ulla", day(30))

    assert [(one.code, one.participation, one.values["amount"]) for one in found] == [("pay", "s-beta", kr(10_000))]


# The process leader, assessors, the decider, the need owner.


def test_process_leader_opens_and_closes_in_time() -> None:
    published = in_state(CONCEPT, StageState.PUBLISHED, opens_at=day(20))

    assert [_codes(_picture(_AWARDED, published), "petra", at) for at in (19, 20)] == [[], ["open-stage"]]
    assert [_codes(_picture(), "petra", at) for at in (40, 41)] == [[], ["close-stage"]]


def test_process_leader_writes_down_and_passes_on_what_a_meeting_taught() -> None:
    contact = Contact(key=Key("c"), stage=Key("koncept"), kind=ContactKind.MEETING, at=day(24), told=text("x"))
    insight = Insight(key=Key("i"), at=day(24), learned=text("x"), source=text("y"), contact=Key("c"))
    told = _broadcast(because=(Key("i"),))

    assert _codes(_picture(contacts=(contact,)), "petra") == ["add-insight"]
    assert _codes(_picture(contacts=(contact,), insights=(insight,)), "petra") == ["broadcast"]
    assert _codes(_picture(contacts=(contact,), insights=(insight,), broadcasts=(told,)), "petra") == []


def test_what_one_was_told_waits_for_the_process_leader_and_at_the_gate_for_the_procurer() -> None:
    talk = Contact(
        key=Key("c"), stage=Key("koncept"), participation=Key("s-alfa"), kind=ContactKind.MEETING, at=day(24),
        told=text("x"),
    )  # fmt: skip
    insight = Insight(key=Key("i"), at=day(24), learned=text("x"), source=text("y"), contact=Key("c"))
    both = {"contacts": (talk,), "insights": (insight,)}
    passed = _broadcast(because=(Key("i"),), passes_on=(Key("c"),))
    closed = in_state(CONCEPT, StageState.CLOSED)

    assert _codes(_picture(**both), "petra") == ["pass-on", "broadcast"]
    assert _codes(_picture(**both, broadcasts=(passed,)), "petra") == []
    assert "pass-on" in _codes(_picture(_AWARDED, closed, **both), "ulla", 41)
    assert "propose" not in _codes(_picture(_AWARDED, closed, **both), "ulla", 41)


def _own(supplier: str, by: str) -> Any:
    return assessed(CONCEPT, supplier, by, 2, 2, 2, kind=AssessmentKind.INDIVIDUAL)


def test_assessor_meets_the_next_supplier_and_how_many_are_done() -> None:
    given_in = handed_in(CONCEPT, "alfa", "beta")
    found = _found(
        _picture(_AWARDED, _CLOSED, submissions=given_in, assessments=(_own("alfa", "asta"),)), "asta", day(41)
    )

    assert [(one.code, one.participation, one.due) for one in found] == [("assess", "s-beta", day(50))]
    assert words.CORE.say("sv", "next.assess.explain", **found[0].values).startswith("1 av dina 2 i Koncept")


def test_nobody_assesses_before_the_stage_is_closed_or_after_it_is_decided() -> None:
    given_in = handed_in(CONCEPT, "alfa", "beta")
    gate = decided(CONCEPT, outcome("alfa", Verdict.CONTINUES), at=50)

    assert _codes(_picture(_AWARDED, _OPEN, submissions=given_in), "asta", 41) == []
    assert _codes(_picture(_AWARDED, _CLOSED, submissions=given_in, decisions=(_AWARD, gate)), "asta", 51) == []


def test_process_leader_leads_the_consensus_when_all_have_marked() -> None:
    marked = (_own("alfa", "asta"), _own("alfa", "axel"), _own("beta", "asta"))
    whole = _picture(_AWARDED, _CLOSED, submissions=handed_in(CONCEPT, "alfa", "beta"), assessments=marked)

    assert [(one.code, one.participation) for one in _found(whole, "petra", day(45))] == [("agree", "s-alfa")]


def _proposal(by: str, version: int = 3, at: int = 48) -> Proposal:
    outcomes = (outcome("alfa", Verdict.CONTINUES), outcome("beta", Verdict.ENDED))
    return Proposal(
        stage=Key("koncept"), version=version, by=Key(by), at=day(at), outcome=GateOutcome.GO_ON, reason=text("x"),
        outcomes=outcomes,
    )  # fmt: skip


def test_decider_meets_the_last_version_that_somebody_else_proposed() -> None:
    tie = Tie(person=Key("beata"), organisation=Key("beta"), declared_at=day(1), nature=text("Syskon"))
    stages, laid = (_AWARDED, _CLOSED), (_proposal("ulla", 2), _proposal("ulla"))

    found = _found(_picture(*stages, proposals=laid), "beata", day(49))

    assert [(one.code, one.values["version"], one.due) for one in found] == [("decide", 3, day(50))]
    assert _codes(_picture(*stages, proposals=(_proposal("beata"),)), "beata", 49) == []
    assert _codes(_picture(*stages, proposals=laid, ties=(tie,)), "beata", 49) == []


def test_need_owner_describes_the_need_and_looks_it_over_when_more_is_known() -> None:
    insight = Insight(key=Key("i"), at=day(3), learned=text("x"), source=text("y"))
    rfi = in_state(_RFI, StageState.OPEN)

    assert _codes(picture(rfi), "nora", 2) == ["describe-need"]
    assert _codes(_picture(rfi, insights=(insight,)), "nora", 4) == ["revise-need"]
    assert _codes(_picture(rfi), "nora", 4) == []


@pytest.mark.parametrize("person", ["nora", "inga"])
def test_those_who_use_the_solution_are_asked_once_a_year(person: str) -> None:
    def using(**rest: Any) -> Picture:
        named = {"key": Key("a"), "organisation": Key("kop"), "supplier": Key("alfa")}
        return _picture(adoptions=(Adoption(since=day(0).date(), how=HowBought.OPTION, **named, **rest),))

    def asked(whole: Picture, at: int) -> list[str]:
        """Leave out what the market and further development ask of the need owner: tests/core/test_market_looks.py."""
        return [code for code in _codes(whole, person, at) if code not in {"set-market-look", "tell-further"}]

    assert [asked(using(), at) for at in (364, 365)] == [[], ["check-in"]]

    def told(in_use: bool, at: float) -> tuple[CheckIn, ...]:
        return (CheckIn(at=day(at), told_by=Key("kop"), in_use=in_use),)

    assert asked(using(checks=told(True, 300)), 400) == []
    assert asked(using(checks=told(False, 30)), 400) == []


# Outside the buyer.


@pytest.mark.parametrize(
    ("of", "code"),
    [
        (in_state(_RFI, StageState.OPEN), "answer-rfi"),
        (in_state(CALL, StageState.OPEN), "tender"),
        (in_state(CONCEPT, StageState.OPEN), "deliver"),
    ],
)
def test_supplier_hands_in_for_the_open_stage_until_it_has(of: Stage, code: str) -> None:
    joined = {"first_stage": of.key, "procurement": of.procurement}
    whole = _picture(of, PROTOTYPE, participations=taking_part("alfa", **joined))
    done = _picture(of, PROTOTYPE, participations=taking_part("alfa", **joined), submissions=handed_in(of, "alfa"))
    taken_back = handed_in(of, "alfa", withdrawn_at=day(4))

    assert [(one.code, one.due, one.participation) for one in _found(whole, "alfa-p", day(3))] == [
        (code, of.deadline, "s-alfa")
    ]
    assert _codes(done, "alfa-p", 3) == []
    assert _codes(replace(done, _taken={**done._taken, "submissions": taken_back}), "alfa-p", 4) == [code]
    assert _codes(whole, "alfa-p", 41) == []


def test_supplier_that_answered_the_rfi_is_asked_to_tender() -> None:
    rfi = in_state(_RFI, StageState.DECIDED)
    call = in_state(CALL, StageState.OPEN, number=2)
    answered = taking_part("alfa", procurement=None, first_stage=Key("rfi"))

    found = _found(_picture(rfi, call, participations=answered), "alfa-p", day(8))

    assert [(one.code, one.stage, one.participation) for one in found] == [("tender", "inbjudan", None)]


def test_supplier_that_does_not_take_part_is_not_asked_to_deliver() -> None:
    assert _codes(_picture(participations=taking_part("beta")), "alfa-p") == []


def test_supplier_confirms_what_it_handed_in_before_a_correction_that_asks_for_it() -> None:
    asking = Correction(version=1, at=day(30), what=text("x"), why=text("y"), confirm=True)
    quiet = replace(asking, version=2, at=day(32), confirm=False)
    corrected = in_state(CONCEPT, StageState.OPEN, corrections=(asking, quiet))
    handed = handed_in(CONCEPT, "alfa", received_at=day(28))
    cases = {
        "asked": handed,
        "confirmed": tuple(replace(one, confirmed_at=day(31)) for one in handed),
        "again": (*handed, replace(handed[0], key=Key("h2"), version=2, received_at=day(31))),
    }

    wholes = {name: _picture(_AWARDED, corrected, PROTOTYPE, submissions=rows) for name, rows in cases.items()}
    found = {name: _codes(whole, "alfa-p", 33) for name, whole in wholes.items()}

    assert found == {"asked": ["confirm"], "confirmed": [], "again": []}
    assert "confirm" not in _codes(_picture(_AWARDED, corrected, submissions=handed), "alfa-p", 41)


def _broadcast(**rest: Any) -> Broadcast:
    return Broadcast(
        key=Key("b"),
        number=4,
        stage=Key("koncept"),
        available_at=day(25),
        subject=text("Två boenden"),
        body=text("y"),
        **rest,
    )


def test_supplier_acknowledges_and_invoices_what_was_approved() -> None:
    gate = decided(CONCEPT, outcome("alfa", Verdict.CONTINUES), at=50)
    money = (entry(MoneyState.COMMITTED, 25_000),)
    whole = _picture(
        _AWARDED,
        in_state(CONCEPT, StageState.DECIDED),
        broadcasts=(_broadcast(),),
        decisions=(_AWARD, gate),
        money=money,
    )

    assert _codes(whole, "alfa-p", 51) == ["acknowledge", "invoice"]
    assert _codes(whole, "alfa-p", 49) == ["acknowledge"]


def test_supplier_that_has_ended_invoices_and_does_nothing_else() -> None:
    gate = decided(CONCEPT, outcome("alfa", Verdict.ENDED), at=50)
    ended = taking_part("alfa", state=ParticipationState.ENDED, ended_stage=Key("koncept"))
    whole = _picture(
        _AWARDED, in_state(CONCEPT, StageState.DECIDED), broadcasts=(_broadcast(),), decisions=(_AWARD, gate),
        money=(entry(MoneyState.COMMITTED, 25_000),), participations=ended,
    )  # fmt: skip

    assert _codes(whole, "alfa-p", 51) == ["invoice"]


def test_coach_meets_every_supplier_once() -> None:
    met = Contact(
        key=Key("c"),
        stage=Key("koncept"),
        participation=Key("s-alfa"),
        kind=ContactKind.COACHING,
        at=day(24),
        told=text("x"),
    )

    assert [one.values["supplier"] for one in _found(_picture(contacts=(met,)), "colin", day(30))] == ["Beta"]
    assert _codes(_picture(_AWARDED, _CLOSED), "colin") == []


def test_follower_says_how_strongly_until_it_has() -> None:
    said = Follower(organisation=Key("kop"), strength=Strength.WILL_BUY, at=day(1))

    assert (_codes(_picture(), "folke"), _codes(_picture(followers=(said,)), "folke")) == (["say-strength"], [])


@pytest.mark.parametrize("person", ["otto", "rut"])
def test_those_who_change_nothing_verify_the_journal(person: str) -> None:
    assert _codes(_picture(), person) == ["verify-journal"]


# All of them.


def test_what_is_due_first_stands_first_and_what_has_no_date_last() -> None:
    member = Member(person=Key("ulla"), role=Role.AUDITOR, since=day(0))
    asked = Question(key=Key("q"), number=1, stage=Key("koncept"), question=text("?"))
    base = _picture(questions=(asked,), contracts=_SIGNED, money=(entry(MoneyState.INVOICED, 1),))
    whole = replace(base, terms=replace(base.terms, members=(*base.terms.members, member)))

    assert _codes(whole, "ulla") == ["answer-question", "pay", "verify-journal"]


def test_somebody_with_two_roles_meets_a_thing_once() -> None:
    base = _picture(in_state(CALL, StageState.OPEN), decisions=())
    both = Member(person=Key("ulla"), role=Role.LAWYER, since=day(0))
    whole = replace(base, terms=replace(base.terms, members=(*base.terms.members, both)))

    assert _codes(whole, "ulla", 11) == ["open-sealed"]


def test_initiative_that_has_ended_asks_for_nothing_but_to_be_verified() -> None:
    base = _picture(money=(entry(MoneyState.INVOICED, 1),))
    whole = replace(base, terms=replace(base.terms, state=InitiativeState.ENDED_NO_PROCUREMENT))

    assert {one: _codes(whole, one) for one in ("ulla", "petra", "alfa-p", "rut")} == {
        "ulla": [], "petra": [], "alfa-p": [], "rut": ["verify-journal"],
    }  # fmt: skip


def test_nobody_has_nothing_to_do() -> None:
    assert next_actions(_picture(), Actor.nobody(), day(30)) == ()


@pytest.mark.parametrize("seed", range(25))
def test_every_action_in_any_initiative_has_its_sentences(seed: int) -> None:
    whole = Maker(seed, full=True).document_picture()
    everybody = Actor(
        person=Key("x"), roles=frozenset(Role), organisation=whole.terms.organisations[0].key,
        participations=frozenset(one.key for one in whole.participations),
    )  # fmt: skip

    for one in next_actions(whole, everybody, day(0)):
        for lang in words.LANGUAGES:
            assert words.CORE.say(lang, f"next.{one.code}.title", **one.values)
            assert words.CORE.say(lang, f"next.{one.code}.explain", **one.values)


def test_next_date_is_the_nearest_that_is_still_to_come() -> None:
    whole = _picture(_AWARDED, _OPEN, PROTOTYPE)

    assert [next_date(whole, day(at)) for at in (0, 10, 40, 105, 110)] == [day(10), day(40), day(50), day(110), None]
