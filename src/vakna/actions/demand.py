"""A need becomes an initiative, is understood better and better, and gathers others who share it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from vakna.core import followers, learning, neutrality, programmes, templates
from vakna.core import goals as rules_of_goals
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import (
    BegunFrom,
    Cpv,
    Document,
    FundingSource,
    Goal,
    Join,
    Key,
    MaybeMoney,
    NamedBuyer,
    Need,
    Rights,
    Stage,
    Text,
)
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.records import models as m
from vakna.records import rows

from . import _cast, _files, _letters, _summary
from ._files import Upload
from ._journal import Pen, begin, hold, hold_house


def start(
    *,
    by: str,
    at: datetime,
    key: str,
    number: str,
    title: Text,
    summary: Text,
    buyer: str,
    need: Need,
    stages: Sequence[Stage] | None = None,
    team: Sequence[tuple[str, v.Role]] = (),
    intermediaries: Sequence[str] = (),
    goals: Sequence[Goal] = (),
    ceiling: MaybeMoney = None,
    supplier_ceiling: MaybeMoney = None,
    funding_sources: Sequence[FundingSource] = (),
    rights: Rights | None = None,
    diary_number: str | None = None,
    phases: Sequence[v.Phase] = (),
    cpv: Sequence[Cpv] = (),
    programme: Text | None = None,
    invented: bool = False,
    sandbox: bool = False,
    script: str = "",
    begun_from: BegunFrom | None = None,
    once: str = "",
) -> str:
    """Start an initiative from a need: its journal, its first need card, its stages (the DA template unless given).

    The starter becomes need owner; `team` adds further roles. A sandbox is one from birth: its clock stands at `at`.
    Refuses a person who may not start initiatives, and a key that is taken.
    """
    with hold_house("demand.start", by=by, at=at, once=once) as house:
        starter = house.person(by)
        if not starter.may_start_initiatives:
            raise NotAllowed("may-not-start")
        if m.Initiative.objects.filter(key=key).exists():
            raise Conflict("key-twice", path="key", key=key)
        row = m.Initiative.objects.create(
            key=key, number=number, title=title, summary=summary, provenance=v.Provenance.WITNESSED,
            invented=invented, sandbox=sandbox, clock_at=at if sandbox else None, script=script, started=at.date(),
            buyers=(buyer,), intermediaries=tuple(intermediaries), ceiling=ceiling, supplier_ceiling=supplier_ceiling,
            rights=rights or Rights(), funding_sources=tuple(funding_sources), diary_number=diary_number,
            phases=tuple(phases), goals=tuple(goals), cpv=tuple(cpv), programme=programme,
            begun_from=begun_from,
        )  # fmt: skip
        _cast.organisations(row, house.organisation(buyer), *(house.organisation(one) for one in intermediaries))
        _cast.named(row, organisations=[one.payer for one in funding_sources])
        _team(row, [(house.person(person), role) for person, role in ((by, v.Role.NEED_OWNER), *team)], at)
        _write_need(row, need)
        chosen = stages if stages is not None else templates.TEMPLATES[templates.DEMAND_ACCELERATION].planned(buyer)
        _write_stages(row, chosen)
        pen = begin(initiative=row, verb="demand.start", by=by, at=at)
        facts = {"stages": len(chosen)} | ({"begun_from": begun_from.initiative} if begun_from else {})
        pen.write("initiative", facts=facts, protected={"title": encode(title), "need": encode(need)})
        house.write(f"initiative:{key}", facts={"sandbox": sandbox})
        house.answer = key
        _summary.renew(row, at)
        return key


def add_need(*, by: str, at: datetime, initiative: str, need: Need, once: str = "") -> str:
    """Add a further need, its first version, to a dialogue with several. Gives its key.

    Refuses a key that is taken, and an owner that is not one of the buyers.
    """
    with hold("demand.add_need", by=by, at=at, initiative=initiative, parts=("learning",), once=once) as pen:
        if any(one.key == need.key for one in pen.picture.terms.needs):
            raise Conflict("key-twice", path="key", key=need.key)
        if need.version != 1:
            raise Conflict("stale-need", given=need.version, current=1)
        if need.owner not in pen.picture.terms.buyers:
            raise BadInput("need-owner-not-buyer", path="owner")
        _write_need(pen.initiative, need)
        pen.write("need", facts={"need": need.key, "version": 1}, protected={"need": encode(need)})
        pen.answer = need.key
        return need.key


def add_buyer(
    *, by: str, at: datetime, initiative: str, organisation: str, person: str | None = None, once: str = ""
) -> None:
    """Let a further organisation stand behind the initiative as a buyer; `person` of it becomes a need owner.

    Refuses one that is a buyer already or takes part as a supplier, and any once a procurement is announced: who may
    buy is said in the notice, and another circle of buyers is another procurement.
    """
    with hold("demand.add_buyer", by=by, at=at, initiative=initiative, once=once) as pen:
        row, terms = pen.organisation(organisation), pen.picture.terms
        if organisation in terms.buyers:
            raise Conflict("buyer-already", path="person")
        if any(organisation in {one.organisation, *one.consortium} for one in pen.picture.participations):
            raise Conflict("buyer-is-supplier", path="person")
        if any(one.notice is not None for one in terms.procurements):
            raise Conflict("buyer-after-notice")
        pen.initiative.buyers = (*terms.buyers, row.key)
        pen.initiative.save(update_fields=["buyers"])
        _cast.organisations(pen.initiative, row)
        if person is not None:
            _speaks(pen, pen.person(person), row)
        pen.write("buyers", facts={"buyers": len(pen.initiative.buyers)}, protected={"organisation": organisation})


def revise_need(*, by: str, at: datetime, initiative: str, need: Need, once: str = "") -> int:
    """Write a new version of one need; the old ones stay. Gives the version. Refuses a need that is not there."""
    with hold("demand.revise_need", by=by, at=at, initiative=initiative, parts=("learning",), once=once) as pen:
        version = 1 + sum(one.key == need.key for one in pen.picture.terms.needs)
        if version == 1:
            raise NotFound("no-such-need", key=need.key)
        if need.version != version:
            raise Conflict("stale-need", given=need.version, current=version)
        learning.require_shareable(pen.picture, need.because)
        _write_need(pen.initiative, need)
        pen.write(
            "need",
            facts={"need": need.key, "version": version, "because": list(need.because)},
            protected={"need": encode(need)},
        )
        return version


def set_goal(*, by: str, at: datetime, initiative: str, goal: Goal, once: str = "") -> str:
    """Add a goal to the initiative, or write one of its goals anew: indicator, base, target, years. Gives its key.

    Refuses what `core.goals.check` does.
    """
    rules_of_goals.check(goal)
    with hold("demand.set_goal", by=by, at=at, initiative=initiative, once=once) as pen:
        pen.initiative.goals = rules_of_goals.with_goal(pen.picture.terms.goals, goal)
        pen.initiative.save(update_fields=["goals"])
        pen.write("goal", facts={"goal": encode(goal)})
        pen.answer = goal.key
        return goal.key


def set_cpv(*, by: str, at: datetime, initiative: str, codes: Sequence[Cpv], once: str = "") -> None:
    """Say in CPV codes what the initiative is about; they take the place of those before. `core.cpv` reads them."""
    with hold("demand.set_cpv", by=by, at=at, initiative=initiative, once=once) as pen:
        pen.initiative.cpv = tuple(codes)
        pen.initiative.save(update_fields=["cpv"])
        pen.write("cpv", facts={"cpv": list(codes)})


def join_programme(*, by: str, at: datetime, initiative: str, programme: Text | None, once: str = "") -> None:
    """Say which named programme the initiative belongs to, in place of the one before; None leaves it.

    Refuses what `core.programmes.check` does.
    """
    programmes.check(programme)
    with hold("demand.join_programme", by=by, at=at, initiative=initiative, once=once) as pen:
        pen.initiative.programme = programme
        pen.initiative.save(update_fields=["programme"])
        named = {} if programme is None else {"programme": encode(programme)}
        pen.write("programme", facts={"belongs": programme is not None}, protected=named)


def follow(
    *,
    by: str,
    at: datetime,
    initiative: str,
    organisation: str,
    strength: v.Strength,
    note: Text | None = None,
    size: int | None = None,
    joins: Join | None = None,
    letters: Sequence[Upload] = (),
    once: str = "",
) -> None:
    """State, for one's own organisation, that it shares the need and how strongly. Gives no right to buy.

    `size` is how many there would use a solution; `letters` are letters of interest, open to all. With `joins` it asks
    to be a named buyer in a procurement; the procurers are told. Refuses another's organisation, and what
    `core.followers.require_joinable` does.
    """
    with (
        _files.stored(letters, path="letters") as put,
        hold("demand.follow", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen,
    ):
        row = pen.organisation(organisation)
        if pen.person(by).organisation_id != row.pk:
            raise NotAllowed("only-own-organisation")
        if joins is not None:
            followers.require_joinable(pen.picture, v.OrganisationKind(row.kind), strength, joins)
        _cast.organisations(pen.initiative, row)
        papers = tuple(
            Document(name=one.name, size=one.size, digest=one.digest, media_type=one.media_type)  # type: ignore[arg-type]
            for one in _files.keep(pen, put, topic=f"letter-{row.key}"[:64])
        )
        m.Follower.objects.create(
            initiative=pen.initiative, organisation=row, strength=strength, at=at, note=note, size=size,
            letters=papers, joins=joins,
        )  # fmt: skip
        facts = {"strength": strength, "joins": joins.procurement if joins else None}
        pen.write("follower", facts=facts, protected={"organisation": organisation})
        if joins is not None:
            to = _letters.team(pen.initiative, v.Role.PROCURER)
            _letters.write("join-asked", to=to, at=at, initiative=pen.initiative, organisation=row.name)


def answer_join(
    *,
    by: str,
    at: datetime,
    initiative: str,
    organisation: str,
    accepted: bool,
    reason: Text | None = None,
    once: str = "",
) -> None:
    """Answer an organisation that wishes to buy together. With a yes it is a named buyer, with the maximum it stated.

    Refuses a no without a reason, one that has not asked, and a yes once the notice is out.
    """
    with hold("demand.answer_join", by=by, at=at, initiative=initiative, parts=("spread",), once=once) as pen:
        asked = followers.asked_by(pen.picture, Key(organisation))
        if not accepted and reason is None:
            raise BadInput("missing-field", path="reason")
        wish, row = asked.joins, pen.organisation(organisation)
        if wish is None:
            raise Conflict("join-not-asked")
        if accepted:
            followers.require_joinable(pen.picture, v.OrganisationKind(row.kind), asked.strength, wish)
            _name_buyer(pen, Key(organisation), wish)
        answered = replace(wish, answered_at=at, accepted=accepted, reason=reason)
        m.Follower.objects.filter(initiative=pen.initiative, organisation=row, at=asked.at).update(joins=answered)
        facts = {"procurement": wish.procurement, "accepted": accepted}
        pen.write("follower", facts=facts, protected={"organisation": organisation, "reason": encode(reason)})
        to = row.people.filter(email__isnull=False)
        code = "join-accepted" if accepted else "join-declined"
        _letters.write(code, to=to, at=at, initiative=pen.initiative, reason=reason or "")


def _name_buyer(pen: Pen, organisation: Key, wish: Join) -> None:
    """Put the organisation among the procurement's named buyers, once."""
    row = m.Procurement.objects.get(initiative=pen.initiative, key=wish.procurement)
    if organisation not in {one.organisation for one in row.named_buyers}:
        named = NamedBuyer(organisation=organisation, max_quantity=wish.max_quantity, max_value=wish.max_value)
        row.named_buyers = (*row.named_buyers, named)
        row.save(update_fields=["named_buyers"])


def _member(initiative: m.Initiative, person: m.Person, role: v.Role, at: datetime) -> None:
    _cast.people(initiative, person)
    m.Member.objects.create(initiative=initiative, person=person, role=role, since=at)


def _team(initiative: m.Initiative, team: Sequence[tuple[m.Person, v.Role]], at: datetime) -> None:
    """Give the first team its roles, one after the other, so that no two exclude each other."""
    held: list[tuple[str, str, v.Role]] = []
    for person, role in team:
        home = _cast.home(person)
        neutrality.check_role(home, person.key, role, buyers=initiative.buyers, others=held)
        held.append((person.key, home.key, role))
        _member(initiative, person, role, at)


def _speaks(pen: Pen, person: m.Person, organisation: m.Organisation) -> None:
    """Make somebody of a new buyer a need owner, and tell them."""
    if person.organisation_id != organisation.pk:
        raise BadInput("buyer-not-their-own", path="person")
    if not pen.initiative.members.filter(person=person, role=v.Role.NEED_OWNER, until__isnull=True).exists():
        _member(pen.initiative, person, v.Role.NEED_OWNER, pen.at)
    _letters.write("buyer", to=[person], at=pen.at, initiative=pen.initiative, buyer=organisation.name)


def _write_need(initiative: m.Initiative, need: Need) -> None:
    owner = m.Organisation.objects.filter(key=need.owner).first()
    if owner is None:
        raise BadInput("no-such-key", path="owner", key=need.owner, among="organisations")
    _cast.organisations(initiative, owner)
    _cast.named(initiative, people=(need.by,))
    m.Need.objects.create(initiative=initiative, **rows.columns(m.Need, need, rows.finder(initiative)))


def _write_stages(initiative: m.Initiative, chosen: Sequence[Stage]) -> None:
    def number(model: type, key: str) -> int:
        return int(model.objects.values_list("pk", flat=True).get(key=key))  # type: ignore[attr-defined]

    for stage in chosen:
        if stage.procurement:
            raise BadInput("no-such-key", path="procurement", key=stage.procurement, among="procurements")
        _cast.named(
            initiative, people=(stage.contact, stage.owner, stage.adoption_decider), organisations=(stage.payer,)
        )
        m.Stage.objects.create(initiative=initiative, **rows.columns(m.Stage, stage, number))
