"""What suppliers, coaches, intermediaries, organisations with the same need, observers and auditors have to do next."""

from datetime import datetime, timedelta

from .. import adoptions, confirmation
from ..affordable_loss import standing
from ..equal_information import unacknowledged
from ..gates import active
from ..initiative import Key, Participation, Picture, Stage
from ..learning import waiting_for
from ..people import Actor
from ..stages import current, in_order, is_late, rules, takes_part
from ..vocabulary import ParticipationState, StageState, UseStanding
from . import debriefs, experiments, meetings, neutral, spreading
from .action import Found, NextAction, in_stage

CHECK_EVERY = timedelta(days=365)


def supplier(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Hand in for each open stage, acknowledge what was made available, approve wording, invoice what was approved."""
    mine = [one for one in picture.participations if one.key in actor.participations]
    going_on = [one for one in mine if one.state == ParticipationState.ACTIVE]
    for stage in in_order(picture.terms):
        if stage.state == StageState.OPEN and stage.deadline is not None and not is_late(stage.deadline, at):
            yield from _confirm(picture, going_on, stage)
            yield from _hand_in(picture, going_on, stage)
    for one in going_on:
        for sent in unacknowledged(picture, one.key, at):
            stage = picture.stage(sent.stage)
            yield in_stage("acknowledge", stage, 2, participation=one.key, number=sent.number, subject=sent.subject)
    for one in mine:
        waits = waiting_for(picture, one.key)
        if waits:
            yield NextAction(code="approve-wording", minutes=5, participation=one.key, values={"count": len(waits)})
        yield from _invoice(picture, one, at)
    yield from spreading.write_own(picture, going_on)
    yield from meetings.guest(picture, actor)
    yield from debriefs.guest(picture, actor, at)


def coach(picture: Picture, _actor: Actor, _at: datetime) -> Found:
    """Meet each supplier of the stage at least once."""
    now = current(picture.terms)
    if now is None or now.state != StageState.OPEN or not rules(now).takes_deliveries:
        return
    met = {one.participation for one in picture.contacts if one.stage == now.key}
    for one in active(picture, now):
        if one.key not in met:
            name = picture.supplier_name(one.key)
            yield in_stage("meet", now, 60, due=now.deadline, participation=one.key, supplier=name)


def intermediary(picture: Picture, actor: Actor, at: datetime) -> Found:
    """Declare neutrality for each stage; ask those who use the solution once a year; end one's own experiments."""
    yield from neutral.declare(picture, actor)
    yield from check_in(picture, at)
    yield from experiments.own(picture, actor, at)


def follower(picture: Picture, actor: Actor, _at: datetime) -> Found:
    """Say how strongly one's own organisation shares the need."""
    if actor.organisation is not None and actor.organisation not in {one.organisation for one in picture.followers}:
        yield NextAction(code="say-strength", minutes=2)


def watcher(_picture: Picture, _actor: Actor, _at: datetime) -> Found:
    """Verify the journal: the one thing that somebody who changes nothing can do."""
    yield NextAction(code="verify-journal", minutes=5)


def check_in(picture: Picture, at: datetime) -> Found:
    """Ask each organisation that took up the solution, once a year since it began or told of it last."""
    for one in picture.adoptions:
        word = adoptions.last_word(one)
        asked = adoptions.day_of(word.at) if word else one.since
        stopped = adoptions.standing(one, at.date()) == UseStanding.STOPPED
        if not stopped and at.date() - asked >= CHECK_EVERY:
            values = {"organisation": picture.organisation(one.organisation).name, "since": asked}
            yield NextAction(code="check-in", minutes=5, values=values)


def _confirm(picture: Picture, going_on: list[Participation], stage: Stage) -> Found:
    """Say that what was handed in still stands, after a correction that asks for it."""
    mine = {one.key for one in going_on}
    for one in confirmation.standing(picture, stage):
        asking = confirmation.awaited(stage, one) if one.participation in mine else None
        if asking is not None:
            values = {"version": one.version, "correction": asking.version}
            yield in_stage("confirm", stage, 2, due=stage.deadline, participation=one.participation, **values)


def _hand_in(picture: Picture, going_on: list[Participation], stage: Stage) -> Found:
    its = rules(stage)
    part = [one.key for one in going_on if takes_part(picture.terms, one, stage)]
    if not its.takes_submissions or (its.takes_deliveries and not part) or _handed_in(picture, part, stage):
        return
    code = "answer-rfi" if its.takes_answers else "tender" if its.takes_tenders else "deliver"
    yield in_stage(code, stage, 20, due=stage.deadline, participation=part[0] if part else None)


def _handed_in(picture: Picture, part: list[Key], stage: Stage) -> bool:
    return any(
        one.stage == stage.key and one.participation in part and not one.withdrawn_at for one in picture.submissions
    )


def _invoice(picture: Picture, one: Participation, at: datetime) -> Found:
    for decision in picture.decisions:
        approved = any(said.participation == one.key and said.paid for said in decision.outcomes)
        if not approved or decision.released_at > at:
            continue
        amount = standing(picture.money, stage=decision.stage, participation=one.key).uninvoiced
        if amount.amount:
            yield in_stage("invoice", picture.stage(decision.stage), 5, participation=one.key, amount=amount)
