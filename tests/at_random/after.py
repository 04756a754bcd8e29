"""Acts after a gate: talks about the decision, and those on hold taken up again or ended between gates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tests.at_random.chance import Act, Chance, Doing, Slip, anyhow
from tests.at_random.judging import person_of, right
from tests.at_random.judging_slips import WRONG_RIGHTS, who_decides_too
from vakna.core import debriefs, resuming
from vakna.core import vocabulary as v
from vakna.core.initiative import Debrief, Key, Picture, Stage, text

WHY = text("Det säger underlaget.")


def offer(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Offer talks to those whom a gate ended: enough times for all who wait, an hour apart."""
    stages = [one for one in picture.terms.stages if debriefs.ended(picture, one.key)]
    stage = chance.any(stages if chance.heeds else picture.terms.stages)
    if stage is None:
        return None
    there = debriefs.of_stage(picture, stage.key)
    first = max([chance.at, *(start for one in there for start in one.starts)]) + timedelta(hours=1)
    count = max(len(debriefs.waiting(picture, stage.key)), 1)
    starts = tuple(first + timedelta(hours=number) for number in range(count))
    return chance.done(
        "debriefs.offer", chance.with_role(picture, v.Role.PROCURER, v.Role.PROCESS_LEADER), stage=stage.key,
        starts=starts, minutes=30, place=text("Per video"),
    )  # fmt: skip


def _own(chance: Chance, picture: Picture, one: Debrief) -> str:
    return person_of(chance, picture.participation(one.participation))


def book(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Take one of the offered times."""
    free = [(one, start) for one in picture.debriefs for start in _free(chance, picture, one)]
    one, start = chance.any(free) or (None, None)
    return one and chance.done("debriefs.book", _own(chance, picture, one), debrief=one.key, starts=start)


def _free(chance: Chance, picture: Picture, one: Debrief) -> tuple[datetime, ...]:
    begun = debriefs.is_begun(one, chance.at)
    return () if begun else debriefs.free(one, debriefs.taken(picture, one), chance.at)


def decline(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Want no talk."""
    one = chance.any(it for it in picture.debriefs if not chance.heeds or debriefs.waits(it))
    return one and chance.done("debriefs.decline", _own(chance, picture, one), debrief=one.key)


def note(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Note a talk that was held, when it has begun."""
    booked = [one for one in picture.debriefs if one.booked and one.held_at is None]
    one = chance.any(booked if chance.heeds else picture.debriefs)
    if one is not None and one.booked is not None and chance.draw(0.8):
        chance.at = max(chance.at, one.booked + timedelta(minutes=1))
    return one and chance.done(
        "debriefs.note", chance.with_role(picture, v.Role.PROCURER), debrief=one.key, summary=WHY
    )


def ask(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Ask for a supplier on hold to continue or be ended."""
    held = [one for one in picture.participations if resuming.held_in(picture, one.key)]
    free = [one for one in held if resuming.waiting(picture, one.key) is None]
    one = chance.any(free if chance.heeds else picture.participations)
    return one and chance.done(
        "resuming.ask", chance.with_role(picture, v.Role.PROCURER, v.Role.PROCESS_LEADER), participation=one.key,
        verdict=chance.one(resuming.VERDICTS), reason=WHY, key=chance.key("q"),
    )  # fmt: skip


def decide(chance: Chance, picture: Picture, _: Stage) -> Act | None:
    """Decide on what was asked about a supplier on hold."""
    waits = [one for one in picture.resumptions if one.state is v.ChangeState.ASKED]
    one = chance.any(waits if chance.heeds else [it for it in picture.resumptions if it not in waits])
    return one and chance.done(
        "resuming.decide", chance.with_role(picture, v.Role.DECIDER), resumption=one.key, accepted=chance.draw(0.7),
        commit=chance.draw(0.5), **right(chance),
    )  # fmt: skip


def talks(stage: str, booked: str, waiting: str, at: datetime) -> tuple[Debrief, ...]:
    """Give the talks that two ended suppliers were offered: one has taken a time, the other has not answered."""
    starts = (at + timedelta(hours=50), at + timedelta(hours=60))
    free = Debrief(
        key=Key("samtal-tva"), stage=Key(stage), participation=Key(waiting), offered_at=at, starts=starts, minutes=30,
        place=text("Per video"),
    )  # fmt: skip
    return replace(free, key=Key("samtal-ett"), participation=Key(booked), booked=starts[0], answered_at=at), free


DOING: Mapping[str, Doing] = {
    "debriefs.offer": offer,
    "debriefs.book": book,
    "debriefs.decline": decline,
    "debriefs.note": note,
    "resuming.ask": ask,
    "resuming.decide": decide,
}


def _stranger(chance: Chance, _: Picture, __: Stage, act: Act) -> Act:
    """Let another supplier's person do it."""
    return act.who(str(chance.one([one for one in chance.cast.sellers if one != act.by])))


def _taken(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
    """Take a time that somebody else has."""
    free = (one for one in picture.debriefs if not debriefs.is_begun(one, chance.at))
    taken = [(one, it) for one in free for it in debriefs.taken(picture, one) if it > chance.at]
    one, start = min(taken, key=lambda pair: pair[1], default=(None, None))
    return act.who(_own(chance, picture, one)).but(debrief=one.key, starts=start) if one else None


def _begun(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
    """Answer anew when the talk has begun."""
    one = next((it for it in picture.debriefs if it.booked), None)
    if one is None or one.booked is None:
        return None
    chance.at = max(chance.at, one.booked + timedelta(minutes=5))
    return replace(act, at=chance.at, by=_own(chance, picture, one)).but(debrief=one.key)


def _not_booked(_: Chance, picture: Picture, __: Stage, act: Act) -> Act | None:
    one = next((it for it in picture.debriefs if it.booked is None), None)
    return act.but(debrief=one.key) if one else None


def _not_begun(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
    one = next((it for it in picture.debriefs if it.booked and it.booked > chance.at), None)
    return replace(act, at=chance.at).but(debrief=one.key) if one else None


def _by_its_asker(_: Chance, picture: Picture, __: Stage, act: Act) -> Act | None:
    deciders = {one.person for one in picture.terms.members if one.role is v.Role.DECIDER and one.until is None}
    own = (one for one in picture.resumptions if one.state is v.ChangeState.ASKED and one.by in deciders)
    return next((act.who(str(one.by)).but(resumption=one.key) for one in own), None)


SLIPS: Mapping[str, Mapping[str, Slip]] = {
    "debriefs.offer": {
        "debrief-nobody": anyhow,
        "slots-none": lambda _, __, ___, a: a.but(starts=()),
        "slots-minutes": lambda _, __, ___, a: a.but(minutes=0),
        "slots-length": lambda _, p, __, a: a.but(minutes=20) if debriefs.of_stage(p, a.values["stage"]) else None,
        "debrief-too-few": lambda _, __, ___, a: a.but(starts=a.values["starts"][1:]),
        "slot-past": lambda _, __, ___, a: a.but(
            starts=tuple(one - timedelta(days=300) for one in a.values["starts"])
        ),
        "slot-overlaps": lambda _, __, ___, a: a.but(
            starts=(*a.values["starts"], a.values["starts"][0] + timedelta(minutes=5))
        ),
    },
    "debriefs.book": {
        "no-such-debrief": lambda _, __, ___, a: a.but(debrief="inget"),
        "debrief-not-yours": _stranger,
        "debrief-no-such-time": lambda c, __, ___, a: a.but(starts=c.at + timedelta(seconds=1)),
        "debrief-taken": _taken,
        "debrief-begun": _begun,
    },
    "debriefs.decline": {"debrief-not-yours": _stranger, "debrief-begun": _begun},
    "debriefs.note": {
        "debrief-not-booked": _not_booked,
        "debrief-not-begun": _not_begun,
        "debrief-noted": anyhow,
    },
    "resuming.ask": {
        "resume-not-held": anyhow,
        "resume-asked": anyhow,
        "resume-verdict": lambda _, __, ___, a: a.but(verdict=v.Verdict.TURNS),
        "resume-at-gate": lambda _, __, ___, a: a,
        "resume-no-place": lambda _, __, ___, a: a.but(verdict=v.Verdict.CONTINUES),
        "resume-own": lambda c, p, _, a: who_decides_too(c, p, a),
        "no-such-resumption": lambda c, p, *_: c.done(
            "resuming.decide", c.with_role(p, v.Role.DECIDER), resumption="inget", accepted=True,
            mandate=v.Mandate.DELEGATION, reference="4.7",
        ),
    },
    "resuming.decide": {"resume-decided": anyhow, "resume-own": _by_its_asker, **WRONG_RIGHTS},
}  # fmt: skip
