"""Acts of people about suppliers, on paper: roles, declarations, hand-ins, openings, marks, consensus, gates."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.at_random.chance import Act
from tests.core.paper.money import entry
from tests.core.paper.plan import moved
from tests.core.paper.rows import (
    Doing,
    Paper,
    added,
    stage,
    supplier,
    with_procurement,
    with_stage,
    with_terms,
    written,
)
from vakna.core import (
    affordable_loss,
    assessment,
    confirmation,
    declarations,
    files,
    gates,
    legal_frame,
    lots,
    neutrality,
    partners,
    people,
    secrecy,
    signatures,
    stage_form,
    stages,
    undertakings,
)
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Assessment,
    Award,
    Decision,
    Declaration,
    Key,
    Member,
    Opening,
    Participation,
    Picture,
    Proposal,
    Signature,
    Stage,
    Submission,
    Tie,
    Undertaking,
)
from vakna.core.money import Money
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound


def _join(paper: Paper, act: Act) -> Picture:
    terms, its = paper.picture.terms, act.values
    if its["person"] not in {one.key for one in terms.people}:
        raise NotFound("no-such-person")
    if any((one.person, one.role, one.until) == (its["person"], its["role"], None) for one in terms.members):
        raise Conflict("role-already")
    home = paper.picture.organisation(next(one.organisation for one in terms.people if one.key == its["person"]))
    others = neutrality.holders(terms, act.at)
    neutrality.check_role(home, its["person"], its["role"], buyers=terms.buyers, others=others)
    new = Member(person=Key(its["person"]), role=its["role"], since=act.at)
    return with_terms(paper.picture, members=(*terms.members, new))


def _leave(paper: Paper, act: Act) -> Picture:
    members, its = paper.picture.terms.members, act.values
    held = next(
        (one for one in members if (one.person, one.role, one.until) == (its["person"], its["role"], None)), None
    )
    if held is None:
        raise Conflict("role-not-held")
    kept = tuple(replace(one, until=act.at) if one is held else one for one in members)
    return with_terms(paper.picture, members=kept)


def _undertaking(paper: Paper, act: Act) -> Picture:
    terms, its = paper.picture.terms, act.values
    if not any(one.person == its["person"] and one.until is None for one in terms.members):
        raise BadInput("undertaking-no-member")
    if its["signed"] > act.at.date():
        raise BadInput("undertaking-to-come")
    if its.get("until") and its["until"] < its["signed"]:
        raise BadInput("undertaking-ends-first")
    made = Undertaking(
        person=its["person"], signed=its["signed"], reference="P 1", noted_at=act.at, noted_by=Key(act.by)
    )
    return with_terms(paper.picture, undertakings=(*terms.undertakings, made))


def _tie(paper: Paper, act: Act) -> Picture:
    organisation = act.values["organisation"]
    if organisation not in {one.key for one in paper.picture.terms.organisations}:
        raise NotFound("no-such-organisation")
    if any((one.person, one.organisation) == (act.by, organisation) for one in paper.picture.ties):
        raise Conflict("tie-already")
    return added(paper.picture, "ties", _tied(act, organisation))


def _tied(act: Act, organisation: str) -> Tie:
    return Tie(person=Key(act.by), organisation=Key(organisation), declared_at=act.at, nature=act.values["nature"])


def _declare(paper: Paper, act: Act) -> Picture:
    picture, tied = paper.picture, act.values["tied"]
    its = stage(picture, act.values["stage"])
    about = declarations.about(picture, its, act.values["about"])
    declarations.check_tied(picture, about, tied)
    told = {one.organisation for one in picture.ties if one.person == act.by}
    new = [one for one in tied if one not in told]
    if new and act.values["nature"] is None:
        raise BadInput("missing-field")
    said = Declaration(person=Key(act.by), stage=its.key, at=act.at, about=about)
    return added(added(picture, "declarations", said), "ties", *(_tied(act, one) for one in new))


def _keep(paper: Paper, act: Act) -> Picture:
    if len(act.values["content"]["need"]) > 200_000:
        raise BadInput("draft-too-long")
    return paper.picture


def _upload(paper: Paper, act: Act) -> Picture:
    files.require_kind(act.values["name"])
    if act.values["size"] != 8:
        raise BadInput("file-empty" if not act.values["size"] else "file-too-large")
    paper.answer = act.values["name"]
    return paper.picture


def _require_taken(one: Stage, act: Act) -> None:
    """Refuse what is late, or comes when nothing is taken in any more."""
    stages.require_in_time(one, act.at)
    if one.opening is not None or one.state not in (v.StageState.OPEN, v.StageState.CLOSED):
        raise Conflict("stage-not-open")
    if one.deadline is None and one.state is v.StageState.CLOSED:
        raise Conflict("stage-not-open")


def _hand_in(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    one = stage(picture, its["stage"])
    _require_taken(one, act)
    if not its["answers"] and not its["files"]:
        raise BadInput("nothing-handed-in")
    secrecy.require_whole((it.topic, secrecy.Mark(ground=it.ground, damage=it.damage)) for it in its["answers"])
    stage_form.require_whole(one.form, its["answers"], [("fil", name) for name in its["files"]], with_files=True)
    picture, mine = _participation(picture, one, act)
    partners.require_sound(its["works_with"])
    if one.regime is not v.Regime.SEALED:
        partners.require_told(
            partners.before(picture.submissions, mine.key), its["works_with"], its["partners_changed"]
        )
    before = [it for it in picture.submissions if (it.stage, it.participation) == (one.key, mine.key)]
    new = Submission(
        key=Key(its["key"]), stage=one.key, participation=mine.key, version=1 + len(before), received_at=act.at,
        answers=its["answers"], partners=its["works_with"],
    )  # fmt: skip
    return added(picture, "submissions", new)


def _participation(picture: Picture, one: Stage, act: Act) -> tuple[Picture, Participation]:
    """Find the supplier's participation, or make it with the first hand-in."""
    home = next((it.organisation for it in picture.terms.people if it.key == act.by), Key("ingen"))
    if act.values.get("organisation", home) != home:
        raise NotAllowed("only-own-organisation")
    lot = act.values.get("lot")
    lots.require(picture.terms, one, lot)
    rows = [it for it in picture.participations if it.organisation == home]
    found = next((it for it in rows if it.procurement == one.procurement and it.lot == lot), None)
    if found is None:
        return _begun(picture, one, act, home)
    withdrew = found.state is v.ParticipationState.WITHDRAWN and found.ended_stage == one.key
    if withdrew and not any(it.participation == found.key for it in picture.departures):
        found = replace(found, state=v.ParticipationState.ACTIVE, ended_stage=None)
    if found.state is not v.ParticipationState.ACTIVE:
        raise Conflict("participation-ended")
    return written(picture, "participations", found), found


def _begun(picture: Picture, one: Stage, act: Act, home: Key) -> tuple[Picture, Participation]:
    left_out = (v.StageState.SKIPPED, v.StageState.CANCELLED)
    same = [it for it in picture.terms.stages if it.procurement == one.procurement and it.state not in left_out]
    earlier = [it for it in same if it.number < one.number]
    if one.procurement and earlier:
        raise NotFound("not-taking-part")
    new = Participation(
        key=Key(f"s-{len(picture.participations)}"), organisation=home, procurement=one.procurement,
        lot=act.values.get("lot"), first_stage=one.key, contact=Key(act.by), joined_at=act.at,
    )  # fmt: skip
    return added(picture, "participations", new), new


def _own_submission(paper: Paper, act: Act) -> tuple[Submission, Stage]:
    its = next((one for one in paper.picture.submissions if one.key == act.values["submission"]), None)
    if its is None or its.participation not in people.actor_in(paper.picture, act.by, act.at).participations:
        raise NotFound("no-such-submission")
    one = stage(paper.picture, its.stage)
    _require_taken(one, act)
    return its, one


def _withdraw(paper: Paper, act: Act) -> Picture:
    its, one = _own_submission(paper, act)
    picture = written(paper.picture, "submissions", replace(its, withdrawn_at=act.at))
    mine = picture.participation(its.participation)
    carried = any(it.participation == mine.key and it.withdrawn_at is None for it in picture.submissions)
    if mine.first_stage != one.key or carried:
        return picture
    gone = replace(mine, state=v.ParticipationState.WITHDRAWN, ended_stage=one.key)
    return written(picture, "participations", gone)


def _confirm(paper: Paper, act: Act) -> Picture:
    its, one = _own_submission(paper, act)
    confirmation.require_awaited(paper.picture, one, its.key)
    return written(paper.picture, "submissions", replace(its, confirmed_at=act.at))


def _open_sealed(paper: Paper, act: Act) -> Picture:
    picture, one = paper.picture, stage(paper.picture, act.values["stage"])
    undertakings.require_bound(picture.terms, people.actor_in(picture, act.by, act.at), act.at)
    if one.regime is not v.Regime.SEALED or one.deadline is None:
        raise Conflict("not-sealed")
    if one.opening is not None:
        raise Conflict("opened-already")
    if act.at < stages.opens_from(one):
        raise Conflict("too-early-to-open")
    first = paper.asked.setdefault(one.key, act.by)
    if first == act.by:
        if "asked" in paper.asked:
            raise NotAllowed("two-persons")
        paper.asked["asked"] = act.by
        return picture
    opening = Opening(at=act.at, first=Key(first), second=Key(act.by), size=0, root="0" * 64)
    return with_stage(picture, replace(one, opening=opening, state=v.StageState.CLOSED))


def _read(paper: Paper, act: Act) -> Picture:
    picture = paper.picture
    its = next((one for one in picture.submissions if one.key == act.values["submission"]), None)
    if its is None:
        raise NotFound("no-such-submission")
    undertakings.require_bound(picture.terms, people.actor_in(picture, act.by, act.at), act.at)
    return picture


def _closed(paper: Paper, act: Act) -> Stage:
    one = stage(paper.picture, act.values["stage"])
    if one.state is not v.StageState.CLOSED:
        raise Conflict("stage-not-closed")
    return one


def _mark(paper: Paper, act: Act) -> Picture:
    picture, one, who = paper.picture, _closed(paper, act), act.values["participation"]
    assessment.check_marks(one, act.values["marks"])
    assessment.may_assess(picture, one, act.by, supplier(picture, who).key)
    if any(it.by == act.by for it in assessment.individual(picture, one.key, who)):
        raise Conflict("assessed-already")
    return added(picture, "assessments", _assessed(act, v.AssessmentKind.INDIVIDUAL))


def _mark_need(paper: Paper, act: Act) -> Picture:
    picture, one, who = paper.picture, _closed(paper, act), act.values["participation"]
    buyer = people.actor_in(picture, act.by, act.at).organisation
    if buyer not in picture.terms.buyers or not assessment.marks_per_buyer(picture, one):
        raise NotAllowed("not-a-buyer")
    assessment.check_need_fit(one, act.values["marks"])
    assessment.may_assess(picture, one, act.by, supplier(picture, who).key)
    mine = _assessed(act, v.AssessmentKind.BUYER, buyer=buyer)
    return _replacing(picture, mine)


def _agree(paper: Paper, act: Act) -> Picture:
    picture, one, its = paper.picture, _closed(paper, act), act.values
    assessment.check_marks(one, its["marks"])
    who = supplier(picture, its["participation"]).key
    declarations.require(picture, one, act.by)
    if not assessment.ready_for_consensus(picture, one, who):
        raise Conflict("assessments-missing")
    assessment.require_moderation(one, assessment.individual(picture, one.key, who), its["moderation"])
    others = tuple(it for it in picture.assessments if it.participation != who)
    assessment.check_price(others, one, its["price"])
    made = _assessed(act, v.AssessmentKind.CONSENSUS, price=its["price"])
    said = {it.criterion: it for it in its.get("risks", ())}
    return _replacing(picture, replace(made, risks=assessment.from_marks(one, made, said, one.owner or Key(act.by))))


def _replacing(picture: Picture, made: Assessment) -> Picture:
    same = (made.kind, made.stage, made.participation, made.buyer)
    kept = (it for it in picture.assessments if (it.kind, it.stage, it.participation, it.buyer) != same)
    return picture.with_rows(assessments=(*kept, made))


def _assessed(act: Act, kind: v.AssessmentKind, **rest: Any) -> Assessment:
    its = act.values
    return Assessment(
        key=Key(its["key"]), stage=its["stage"], participation=its["participation"], kind=kind, by=Key(act.by),
        at=act.at, marks=its["marks"], **rest,
    )  # fmt: skip


def _follow(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    agreed = assessment.consensus(picture, its["stage"], its["participation"])
    risk = next((one for one in agreed.risks if one.criterion == its["criterion"]), None) if agreed else None
    if agreed is None or risk is None:
        raise NotFound("no-such-risk")
    leads = {v.Role.PROCESS_LEADER, v.Role.PROCURER} & people.actor_in(picture, act.by, act.at).roles
    if risk.owner != act.by and not leads:
        raise NotAllowed("not-your-risk")
    told = assessment.followed(risk, its["state"], its["shown"], act.at)
    kept = tuple(told if one is risk else one for one in agreed.risks)
    return _replacing(picture, replace(agreed, risks=kept))


def _undecided(paper: Paper, act: Act) -> Stage:
    one = stage(paper.picture, act.values["stage"])
    if any(it.stage == one.key for it in paper.picture.decisions):
        raise Conflict("gate-decided")
    if one.state is not v.StageState.CLOSED and one.gate is not v.GateKind.DIALOGUE:
        raise Conflict("stage-not-closed")
    return one


def _propose(paper: Paper, act: Act) -> Picture:
    picture, one, its = paper.picture, _undecided(paper, act), act.values
    gates.check_proposer(picture, one, people.actor_in(picture, act.by, act.at), its["outcomes"])
    gates.check_outcomes(picture, one, its["outcome"], its["outcomes"])
    version = 1 + sum(it.stage == one.key for it in picture.proposals)
    said = Proposal(
        stage=one.key, version=version, by=Key(act.by), at=act.at, outcome=its["outcome"], reason=its["reason"],
        outcomes=its["outcomes"],
    )  # fmt: skip
    return added(picture, "proposals", said)


def _decide(paper: Paper, act: Act) -> Picture:
    picture, one, its = paper.picture, _undecided(paper, act), act.values
    proposal = gates.check_current(picture, one, its["version"])
    gates.check_decider(picture, proposal, act.by)
    gates.check_still(picture, one, proposal)
    signatures.check_second(picture, proposal, act.by)
    names = ("reference", "committee", "minuted")
    gates.check_mandate(its["mandate"], *(its.get(name) for name in names), act.at.date())
    said = Decision(
        stage=one.key, proposal=proposal.version, by=Key(act.by), at=act.at, mandate=its["mandate"],
        reference=its["reference"], outcome=proposal.outcome, reason=proposal.reason, released_at=act.at,
        outcomes=proposal.outcomes,
    )  # fmt: skip
    after = added(_applied(_awarded(picture, one, act), said), "decisions", said)
    return _committed(after, one, said, act) if its["commit"] else after


def _sign(paper: Paper, act: Act) -> Picture:
    picture, one, its = paper.picture, _undecided(paper, act), act.values
    proposal = gates.check_current(picture, one, its["version"])
    gates.check_decider(picture, proposal, act.by)
    signatures.check_first(picture, proposal)
    names = ("reference", "committee", "minuted")
    kept = gates.check_mandate(its["mandate"], *(its.get(name) for name in names), act.at.date())
    signed = Signature(by=Key(act.by), at=act.at, mandate=its["mandate"], reference=kept)
    rows = tuple(replace(it, signature=signed) if it is proposal else it for it in picture.proposals)
    return picture.with_rows(proposals=rows)


def _set_signatures(paper: Paper, act: Act) -> Picture:
    signatures.check_setting(paper.picture)
    return with_terms(paper.picture, two_signatures=act.values["two"])


_STATES = {
    v.Verdict.CONTINUES: v.ParticipationState.ACTIVE, v.Verdict.TURNS: v.ParticipationState.ACTIVE,
    v.Verdict.ON_HOLD: v.ParticipationState.ON_HOLD, v.Verdict.ENDED: v.ParticipationState.ENDED,
}  # fmt: skip


def _awarded(picture: Picture, one: Stage, act: Act) -> Picture:
    # A dialogue's gate may be decided while it is open: the move is judged only where a stage has been closed.
    closed = replace(one, state=v.StageState.CLOSED) if one.gate is v.GateKind.DIALOGUE else one
    picture = moved(picture, closed, v.StageState.DECIDED)
    own = next((it for it in picture.terms.procurements if it.key == one.procurement), None)
    if own is None or one.gate is not v.GateKind.AWARD:
        return picture
    day = act.at.date()
    award = Award(decided=day, sent=act.at, standstill_ends=legal_frame.standstill_ends(day))
    return with_procurement(picture, replace(own, award=award))


def _applied(picture: Picture, decision: Decision) -> Picture:
    for one in decision.outcomes:
        ended = decision.stage if one.verdict is v.Verdict.ENDED else None
        its = replace(picture.participation(one.participation), state=_STATES[one.verdict], ended_stage=ended)
        picture = written(picture, "participations", its)
    return picture


def _committed(picture: Picture, one: Stage, decision: Decision, act: Act) -> Picture:
    following = stages.next_within(picture.terms, one)
    if following is None or not isinstance(following.pay, Money):
        return picture
    for it in decision.outcomes:
        if it.verdict is v.Verdict.CONTINUES:
            affordable_loss.require_room(picture, following.key, it.participation, following.pay)
            said = {"stage": following.key, "participation": it.participation, "amount": following.pay}
            picture = entry(picture, act, v.MoneyState.COMMITTED, **said)
    return picture


DOING: Mapping[str, Doing] = {
    "people.join": _join,
    "people.leave": _leave,
    "people.note_undertaking": _undertaking,
    "people.declare_tie": _tie,
    "people.declare_interests": _declare,
    "drafts.keep": _keep,
    "drafts.upload": _upload,
    "selection.hand_in": _hand_in,
    "selection.withdraw": _withdraw,
    "selection.confirm": _confirm,
    "selection.open_sealed": _open_sealed,
    "selection.read": _read,
    "assessment.hand_in": _mark,
    "assessment.mark_need": _mark_need,
    "assessment.agree": _agree,
    "assessment.follow_risk": _follow,
    "gates.propose": _propose,
    "gates.set_signatures": _set_signatures,
    "gates.sign": _sign,
    "gates.decide": _decide,
}
