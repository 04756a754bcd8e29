"""Who somebody is in an initiative, what each role may, and the one thing that each never may."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import CALL, LATER, START, TEAM, actor, day, picture, taking_part, terms
from vakna.core import people, words
from vakna.core.initiative import Key, Member
from vakna.core.people import OPEN, ROLES, VERBS, Actor, may
from vakna.core.refusal import NotAllowed
from vakna.core.vocabulary import Role

_ROLE_SETS = st.frozensets(st.sampled_from(list(Role)))
_VERBS = st.sampled_from(sorted(VERBS))


def _in(*roles: Role) -> Actor:
    return Actor(person=Key("x"), roles=frozenset(roles))


def test_every_role_has_its_forbidden_thing_in_words() -> None:
    said = [words.CORE.say("sv", ROLES[role].never) for role in Role]

    assert len(set(said)) == len(Role)


def test_no_role_may_what_it_never_may() -> None:
    assert {role: rules.may & rules.never_verbs for role, rules in ROLES.items()} == {
        role: frozenset() for role in Role
    }


def test_every_verb_belongs_to_somebody_and_every_permission_is_a_verb() -> None:
    granted = frozenset(OPEN).union(*(rules.may for rules in ROLES.values()))

    assert granted == VERBS


@given(_ROLE_SETS, _VERBS)
def test_forbidden_thing_binds_in_every_other_role_too(roles: frozenset[Role], verb: str) -> None:
    forbidden = any(verb in ROLES[role].never_verbs for role in roles)

    assert not (forbidden and may(_in(*roles), verb))


@pytest.mark.parametrize(
    ("role", "verb", "allowed"),
    [
        (Role.DECIDER, "gates.decide", True),
        (Role.PROCESS_LEADER, "gates.decide", False),
        (Role.INTERMEDIARY, "gates.decide", False),
        (Role.LAWYER, "assessment.hand_in", False),
        (Role.ASSESSOR, "assessment.hand_in", True),
        (Role.COACH, "selection.read", False),
        (Role.AUDITOR, "selection.read", True),
        (Role.AUDITOR, "initiatives.plan_stage", False),
        (Role.OBSERVER, "dialogue.ask", False),
        (Role.FOLLOWER, "selection.read", False),
        (Role.PROCURER, "initiatives.publish_stage", True),
        (Role.SUPPLIER, "dialogue.acknowledge", True),
        (Role.SUPPLIER, "gates.propose", False),
    ],
)
def test_role_may_its_own_verbs_only(role: Role, verb: str, allowed: bool) -> None:
    assert may(_in(role), verb) == allowed


def test_process_leader_cannot_decide_by_also_being_decider() -> None:
    assert not may(_in(Role.DECIDER, Role.PROCESS_LEADER), "gates.decide")


def test_anybody_may_answer_an_rfi_and_ask_but_only_the_logged_in_may_tender() -> None:
    nobody, stranger = Actor.nobody(), _in()

    assert [may(nobody, verb) for verb in ("selection.answer", "dialogue.ask", "selection.hand_in")] == [
        True,
        True,
        False,
    ]
    assert [may(stranger, verb) for verb in ("selection.answer", "selection.hand_in", "gates.propose")] == [
        True,
        True,
        False,
    ]


@given(_ROLE_SETS)
def test_nobody_on_the_buyers_side_hands_in(roles: frozenset[Role]) -> None:
    assert may(_in(*roles), "selection.hand_in") != bool(roles & (people.TEAM | {Role.OBSERVER}))


def test_refusal_names_the_roles() -> None:
    with pytest.raises(NotAllowed) as caught:
        people.require(_in(Role.COACH), "gates.decide")

    assert words.explain("sv", caught.value.problems[0])[0] == "Som affärscoach kan du inte göra det här."


def test_refusal_without_a_role_says_so() -> None:
    with pytest.raises(NotAllowed) as caught:
        people.require(_in(), "gates.decide")

    assert caught.value.code == "may-not-without-role"


@pytest.mark.parametrize("person", TEAM)
def test_actor_has_the_role_it_was_given(person: str) -> None:
    assert actor(picture(CALL), person) == Actor(
        person=Key(person), roles=frozenset({TEAM[person]}), organisation=Key("kop")
    )


def test_role_holds_from_its_instant_until_its_end() -> None:
    ending = Member(person=Key("nora"), role=Role.ASSESSOR, since=day(1), until=day(3))
    whole = terms(members=(ending,))

    held = [bool(people.actor_in(whole, "nora", at).roles) for at in (START, day(1), day(2), day(3))]

    assert held == [False, True, True, False]


def test_supplier_is_known_by_its_organisation_its_consortium_or_its_contact() -> None:
    one = taking_part("alfa")[0]
    shared = replace(one, organisation=Key("beta"), consortium=(Key("alfa"),), contact=None)
    by_contact = replace(one, organisation=Key("beta"))

    found = [actor(picture(CALL, participations=(it,)), "alfa-p").participations for it in (one, shared, by_contact)]

    assert found == [frozenset({"s-alfa"})] * 3


def test_somebody_who_takes_part_is_a_supplier_without_being_added() -> None:
    assert actor(picture(CALL, participations=taking_part("alfa")), "alfa-p").roles == frozenset({Role.SUPPLIER})


def test_actor_without_participations_taken_has_none() -> None:
    assert people.actor_in(terms(CALL), "alfa-p", LATER) == Actor(person=Key("alfa-p"), organisation=Key("alfa"))
    assert people.actor_in(terms(CALL), None, LATER) == Actor.nobody()
