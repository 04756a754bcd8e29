"""Who acts, and what each role may and never may do, as data. Knows no log-in and no page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from .initiative import Key, Participation, Picture, Terms
from .refusal import NotAllowed
from .vocabulary import Role

ANYBODY = frozenset(
    {
        "oversight.record_request",
        "people.register",
        "dialogue.ask",
        "dialogue.give_feedback",
        "selection.answer",
        "spread.answer_use",
    }
)
"""What anybody may do, logged in or not: an RFI is open to all, a user test or a question to whoever holds its link."""

LOGGED_IN = frozenset(
    {"dialogue.unwatch", "dialogue.watch", "demand.start", "demand.follow", "people.leave", "spread.check_in"}
)
"""What anybody who is logged in may do, without a role in the initiative; of use, for its own organisation alone."""

SUPPLYING = frozenset(
    {
        "selection.answer",
        "selection.hand_in",
        "selection.withdraw",
        "selection.confirm",
        "dialogue.book_slot",
        "dialogue.cancel_slot",
        "dialogue.confirm_minutes",
    }
)
"""What anybody who is logged in may do as a supplier, but nobody who works in the initiative on the buyer's side."""

OPEN = ANYBODY | LOGGED_IN | SUPPLYING
"""What takes no role at all."""

TEAM = frozenset(Role) - {Role.SUPPLIER, Role.FOLLOWER, Role.OBSERVER}
"""The roles that work in the initiative on the buyer's side or beside it."""

WORKING = TEAM - {Role.COACH}
"""The roles that see what the team has to do and is advised; a business coach stands on the suppliers' side."""

READERS = frozenset(
    {Role.NEED_OWNER, Role.PROCURER, Role.PROCESS_LEADER, Role.ASSESSOR, Role.DECIDER, Role.LAWYER, Role.AUDITOR}
)
"""The roles that may read what suppliers hand in and how it is assessed (domain 4.6)."""

NEVER_READERS = frozenset({Role.COACH, Role.SUPPLIER, Role.FOLLOWER})
"""The roles that shut their holder out from submissions and assessments, whatever other role is held (design 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """What a role may do (verbs), the code of its one forbidden thing, and the verbs that this forbids."""

    may: frozenset[str]
    never: str
    never_verbs: frozenset[str] = frozenset()


_ASKING_CHANGES = frozenset({"dialogue.request_change"})
_DECIDING_CHANGES = frozenset({"dialogue.decide_change"})
_DECIDING = frozenset(
    {
        "gates.decide",
        "gates.sign",
        "dialogue.decide_involvement",
        "funding.decide_ceiling",
        "funding.decide_option",
        "resuming.decide",
        "adoption.decide",
    }
)
_MARKING = frozenset({"assessment.hand_in", "assessment.mark_need", "assessment.agree"})
_FOLLOWING = frozenset({"assessment.follow_risk"})
_JUDGING = _DECIDING | _DECIDING_CHANGES | _MARKING | {"gates.propose", "selection.read", "selection.open_sealed"}
_TEAM_VERBS = frozenset({"people.declare_tie", "people.declare_interests", "oversight.file_objection"})
_TESTING = frozenset(
    {
        "dialogue.plan_user_test",
        "dialogue.renew_invitation",
        "dialogue.close_user_test",
        "dialogue.note_feedback",
    }
)
_ENGAGING = frozenset({"people.note_undertaking"})
_MANDATES = frozenset({"neutrality.give_mandate"})
_ADOPTING = frozenset({"adoption.set_route", "adoption.revive"})
_TOGETHER = frozenset({"teamwork.add_task", "teamwork.hand_over", "teamwork.finish_task"})
_ANCHORING = frozenset({"teamwork.note_anchoring", "teamwork.set_function"})
_ANSWERING = frozenset({"teamwork.answer_advice"})
_REACH = frozenset({"neutrality.publish_reach"})
_HOUSE_RULES = frozenset({"oversight.answer_objection", "oversight.grant_waiver"})
_LETTING_STAND = frozenset({"oversight.let_stand", "oversight.take_back"})
_PLANNING = frozenset(
    {
        "people.join",
        "demand.add_buyer",
        "initiatives.set_ceilings",
        "dialogue.record_reach",
        "initiatives.add_drafts",
        "initiatives.add_stage",
        "initiatives.plan_stage",
        "initiatives.remove_draft",
        "initiatives.skip_stage",
        "stages.add_template",
        "stages.restore",
        "stages.repeat",
        "gates.propose",
        "gates.set_signatures",
    }
)
_LEARNING = frozenset(
    {
        "dialogue.record_contact",
        "dialogue.add_insight",
        "dialogue.set_requirement",
        "dialogue.set_assumption",
        "dialogue.set_experiment",
    }
)
_MEETING = frozenset(
    {"dialogue.open_slots", "dialogue.remove_slot", "dialogue.write_minutes", "dialogue.revise_minutes"}
)
_DEBRIEFING = frozenset({"debriefs.offer", "debriefs.note", "resuming.ask"})
_DEBRIEFED = frozenset({"debriefs.book", "debriefs.decline"})
_NEEDS = frozenset(
    {"demand.revise_need", "demand.add_need", "demand.set_goal", "demand.set_cpv", "demand.join_programme"}
)
_PASSING_ON = frozenset({"learning.advise"})
_REWORDING = frozenset({"dialogue.revise_contact", "dialogue.ask_approval"})
_OWN_WORDS = frozenset({"dialogue.confirm_contact", "dialogue.answer_approval"})
_GROWING = frozenset({"growth.set_resource", "growth.set_economics"})
_MONEY = frozenset(
    {
        "funding.plan",
        "funding.commit",
        "funding.release",
        "funding.invoice",
        "funding.pay",
        "funding.ask_ceiling",
        "funding.propose_option",
        "funding.state_rate",
        "funding.approve_milestone",
        "funding.settle_departure",
    }
)
_SPREADING = frozenset(
    {
        "spread.adopt",
        "spread.report_count",
        "spread.name_contact",
        "spread.ask_use",
        "spread.tell_further_development",
        "spread.set_plan",
        "spread.note_further_user",
        "spread.note_look",
    }
)
_RUNNING = frozenset(
    {"outages.extend", "initiatives.open_stage", "initiatives.close_stage", "initiatives.correct_stage"}
)
_SEALED = frozenset({"selection.open_sealed", "selection.read"})
_CANCELLING = frozenset({"stages.cancel", "procurements.cancel"})
_LEVELLING = frozenset(
    {
        "dialogue.make_pack",
        "dialogue.note_involvement",
        "dialogue.level_involvement",
        "dialogue.hear_involvement",
    }
)
_GIVING = frozenset({"oversight.decide_disclosure", "oversight.give_out"})
_CONTRACTS = frozenset(
    {
        "initiatives.record_contract",
        "funding.set_contract_terms",
        "funding.add_milestone",
        "funding.add_option",
        "funding.call_off",
        "funding.note_owner",
    }
)
_RECORDING = _CONTRACTS | {
    "demand.answer_join",
    "initiatives.record_procurement",
    "initiatives.record_notice",
    "procurements.note_review",
    "procurements.complete_record",
}
_CHANGES = frozenset().union(
    OPEN, _ASKING_CHANGES, _DECIDING_CHANGES,
    _GIVING, _LEVELLING, _PLANNING, _MEETING, _NEEDS, _LEARNING, _REWORDING, _OWN_WORDS, _GROWING, _MONEY, _SPREADING,
    _RUNNING, _RECORDING, _MARKING, _FOLLOWING, _ENGAGING, _CANCELLING, _DEBRIEFING, _DEBRIEFED, _LETTING_STAND,
    _MANDATES, _REACH, _ADOPTING, _TOGETHER, _ANCHORING, _ANSWERING, _PASSING_ON,
) | {
    "teamwork.give_advice",
    "neutrality.declare", "neutrality.describe_firm",
    "dialogue.answer", "dialogue.release_answers", "dialogue.broadcast", "dialogue.acknowledge",
    "funding.tell_leaving", "spread.tell_own_plan",
    "initiatives.publish_stage", "initiatives.end", "stages.reopen", "selection.open_sealed", *_DECIDING,
    "house.import_document", "house.erase", *_TEAM_VERBS, *_TESTING, *_HOUSE_RULES,
}  # fmt: skip
_ONESELF = frozenset({"dialogue.unwatch", "dialogue.watch", "people.register", "people.leave"})
VERBS = _CHANGES | {"selection.read"}
"""Every verb of the house."""


def _rules(
    role: Role, *may: frozenset[str], also: tuple[str, ...] = (), never: frozenset[str] = frozenset()
) -> RoleRules:
    return RoleRules(may=frozenset().union(*may, also), never=f"people.never.{role.value}", never_verbs=never)


ROLES: Mapping[Role, RoleRules] = {
    Role.NEED_OWNER: _rules(
        Role.NEED_OWNER, _TEAM_VERBS, _TESTING, _HOUSE_RULES,
        _PLANNING, _MEETING, _NEEDS, _LEARNING, _REWORDING, _SPREADING, _ASKING_CHANGES, _FOLLOWING,
        _MANDATES, _ADOPTING, _TOGETHER, _ANCHORING, _ANSWERING, _PASSING_ON,
        also=("selection.read", "assessment.mark_need", "funding.approve_milestone", "funding.ask_ceiling"),
    ),
    Role.PROCURER: _rules(
        Role.PROCURER, _TEAM_VERBS, _TESTING, _HOUSE_RULES,
        _PLANNING, _MEETING, _LEARNING, _REWORDING, _MONEY, _SPREADING, _RUNNING, _SEALED, _RECORDING, _GIVING,
        _LEVELLING, _ASKING_CHANGES, _DECIDING_CHANGES, _FOLLOWING, _ENGAGING, _CANCELLING, _DEBRIEFING, _LETTING_STAND,
        _MANDATES, _REACH, _ADOPTING, _TOGETHER, _ANCHORING, _ANSWERING, _PASSING_ON,
        also=("initiatives.publish_stage", "initiatives.end", "stages.reopen", "dialogue.answer",
              "dialogue.release_answers", "dialogue.broadcast", "house.import_document", "house.erase"),
    ),
    Role.PROCESS_LEADER: _rules(
        Role.PROCESS_LEADER, _TEAM_VERBS, _TESTING, _HOUSE_RULES,
        _PLANNING, _MEETING, _NEEDS, _LEARNING, _REWORDING, _MONEY, _SPREADING, _RUNNING, _SEALED,
        _LEVELLING, _ASKING_CHANGES, _DECIDING_CHANGES, _FOLLOWING, _ENGAGING, _DEBRIEFING,
        _MANDATES, _REACH, _ADOPTING, _TOGETHER, _ANCHORING, _ANSWERING, _PASSING_ON,
        also=("dialogue.answer", "dialogue.release_answers", "dialogue.broadcast", "assessment.agree",
              "house.import_document"),
        never=_DECIDING,
    ),
    Role.ASSESSOR: _rules(
        Role.ASSESSOR, _TEAM_VERBS, _FOLLOWING, _TOGETHER,
        also=("assessment.hand_in", "assessment.mark_need", "selection.read", "dialogue.add_insight",
              "funding.approve_milestone"),
    ),
    Role.DECIDER: _rules(
        Role.DECIDER, _TEAM_VERBS, _TOGETHER, _ANSWERING, _DECIDING, _DECIDING_CHANGES, _CANCELLING,
        also=("oversight.grant_waiver", "initiatives.end", "selection.read")
    ),
    Role.LAWYER: _rules(
        Role.LAWYER, _TEAM_VERBS, _TOGETHER, _HOUSE_RULES, _SEALED, _GIVING, _LEVELLING, _ENGAGING,
        _CONTRACTS, _LETTING_STAND,
        also=("dialogue.answer", "dialogue.release_answers", "procurements.note_review", "house.erase"),
        never=_MARKING,
    ),
    Role.COACH: _rules(
        Role.COACH, _TEAM_VERBS, also=("dialogue.record_contact",), never=_JUDGING | _GIVING
    ),
    Role.INTERMEDIARY: _rules(
        Role.INTERMEDIARY, _TEAM_VERBS, _TOGETHER, _LEARNING, _ASKING_CHANGES,
        also=("spread.report_count", "funding.commit", "funding.pay", "neutrality.declare", "teamwork.give_advice"),
        never=_DECIDING | _DECIDING_CHANGES | _GIVING,
    ),
    Role.SUPPLIER: _rules(
        Role.SUPPLIER, _OWN_WORDS, _GROWING, _DEBRIEFED,
        also=("dialogue.acknowledge", "dialogue.hear_involvement", "funding.invoice", "funding.tell_leaving",
              "spread.tell_own_plan", "neutrality.describe_firm"),
        never=_JUDGING | _GIVING,
    ),
    Role.FOLLOWER: _rules(
        Role.FOLLOWER, also=("spread.adopt",), never=_SEALED | _GIVING,
    ),
    Role.OBSERVER: _rules(Role.OBSERVER, never=_CHANGES - _ONESELF),
    Role.AUDITOR: _rules(Role.AUDITOR, also=("selection.read",), never=_CHANGES - _ONESELF),
}  # fmt: skip
"""What each role may do, and its one forbidden thing, which binds its holder in every other role too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person as it stands in one initiative at one instant: roles, organisation and participations of its own."""

    person: Key | None = None
    roles: frozenset[Role] = frozenset()
    organisation: Key | None = None
    participations: frozenset[Key] = frozenset()

    @classmethod
    def nobody(cls) -> "Actor":
        """Give the visitor who is not logged in."""
        return cls()


def actor_in(initiative: Picture | Terms, person: str | None, at: datetime) -> Actor:
    """See what `person` is in the initiative at `at`. Somebody whose participations were not taken has none."""
    terms = initiative.terms if isinstance(initiative, Picture) else initiative
    if person is None:
        return Actor.nobody()
    organisation = next((one.organisation for one in terms.people if one.key == person), None)
    own = _participations(initiative, person, organisation)
    roles = _roles(terms, person, at) | ({Role.SUPPLIER} if own else frozenset())
    return Actor(person=Key(person), roles=roles, organisation=organisation, participations=own)


def actors_in(picture: Picture, persons: Iterable[str], at: datetime) -> Iterator[Actor]:
    """See what each of many persons is in the initiative, as `actor_in` would, in one walk through its rows."""
    homes = {one.key: one.organisation for one in picture.terms.people}
    roles: dict[str, set[Role]] = {}
    for member in picture.terms.members:
        if member.since <= at and (member.until is None or at < member.until):
            roles.setdefault(member.person, set()).add(member.role)
    own: dict[str, set[Key]] = {}
    for one in picture.participations:
        for whose in {*organisations_of(one), *([one.contact] if one.contact else [])}:
            own.setdefault(whose, set()).add(one.key)
    for key in persons:
        home = homes.get(Key(key))
        mine = frozenset(own.get(key, set()) | own.get(home or "", set()))
        held = frozenset(roles.get(key, set())) | ({Role.SUPPLIER} if mine else frozenset())
        yield Actor(person=Key(key), roles=held, organisation=home, participations=mine)


def may(actor: Actor, verb: str) -> bool:
    """Say whether one of the actor's roles allows `verb` and none forbids it."""
    if any(verb in ROLES[role].never_verbs for role in actor.roles) or (verb in SUPPLYING and actor.roles & TEAM):
        return False
    open_to_it = ANYBODY if actor.person is None else OPEN
    return verb in open_to_it or any(verb in ROLES[role].may for role in actor.roles)


def require(actor: Actor, verb: str) -> None:
    """Refuse (`NotAllowed`, 403) when the actor may not do `verb`."""
    if not may(actor, verb):
        roles = tuple(sorted(actor.roles))
        code = "may-not" if roles else "may-not-without-role"
        raise NotAllowed(code, roles=roles, verb=verb)


def organisations_of(one: Participation) -> frozenset[Key]:
    """Give the organisations behind a participation: the supplier and its consortium."""
    return frozenset({one.organisation, *one.consortium})


def has_tie(picture: Picture, person: str, organisations: frozenset[Key]) -> bool:
    """Say whether `person` has declared a tie to one of the organisations."""
    return any(tie.person == person and tie.organisation in organisations for tie in picture.ties)


def _roles(terms: Terms, person: str, at: datetime) -> frozenset[Role]:
    mine = (one for one in terms.members if one.person == person)
    return frozenset(one.role for one in mine if one.since <= at and (one.until is None or at < one.until))


def _participations(initiative: Picture | Terms, person: str, organisation: Key | None) -> frozenset[Key]:
    if isinstance(initiative, Terms) or not initiative.has("participations"):
        return frozenset()
    rows = initiative.participations
    return frozenset(
        one.key for one in rows if organisation in {one.organisation, *one.consortium} or one.contact == person
    )
