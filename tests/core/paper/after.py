"""Acts after a gate, on paper: talks about the decision, and those on hold between gates."""

from collections.abc import Mapping
from dataclasses import replace

from tests.at_random.chance import Act
from tests.core.paper.money import entry
from tests.core.paper.rows import Doing, Paper, added, supplier, written
from vakna.core import affordable_loss, debriefs, resuming
from vakna.core import vocabulary as v
from vakna.core.ceilings import Right
from vakna.core.initiative import Debrief, Key, Picture, Resumption
from vakna.core.people import actor_in
from vakna.core.refusal import Conflict


def _offer(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    debriefs.check_offer(picture, its["stage"], its["starts"], its["minutes"], act.at)
    there = debriefs.of_stage(picture, its["stage"])
    every = tuple(sorted({*its["starts"], *(start for one in there for start in one.starts)}))
    for one in there:
        picture = written(picture, "debriefs", replace(one, starts=every))
    known = {one.participation for one in there}
    new = (
        Debrief(
            key=Key(f"d-{its['stage']}-{one.key}"), stage=its["stage"], participation=one.key, offered_at=act.at,
            starts=every, minutes=its["minutes"], place=its["place"],
        )
        for one in debriefs.ended(picture, its["stage"]) if one.key not in known
    )  # fmt: skip
    return added(picture, "debriefs", *new)


def _own(paper: Paper, act: Act) -> Debrief:
    one = debriefs.debrief(paper.picture, act.values["debrief"])
    debriefs.check_own(one, actor_in(paper.picture, act.by, act.at).participations)
    debriefs.check_answer(one, act.at)
    return one


def _book(paper: Paper, act: Act) -> Picture:
    one, start = _own(paper, act), act.values["starts"]
    debriefs.check_time(paper.picture, one, start, act.at)
    return written(paper.picture, "debriefs", replace(one, booked=start, declined=False, answered_at=act.at))


def _decline(paper: Paper, act: Act) -> Picture:
    one = _own(paper, act)
    return written(paper.picture, "debriefs", replace(one, booked=None, declined=True, answered_at=act.at))


def _note(paper: Paper, act: Act) -> Picture:
    one = debriefs.debrief(paper.picture, act.values["debrief"])
    debriefs.check_note(one, act.at)
    return written(paper.picture, "debriefs", replace(one, held_at=act.at, summary=act.values["summary"]))


def _ask(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    held = resuming.held_in(picture, supplier(picture, its["participation"]).key)
    if held is None:
        raise Conflict("resume-not-held")
    asked = Resumption(
        key=Key(its["key"]), participation=its["participation"], stage=held.key, at=act.at, by=Key(act.by),
        verdict=its["verdict"], reason=its["reason"],
    )  # fmt: skip
    resuming.check_asked(picture, asked, act.by)
    return added(picture, "resumptions", asked)


def _decide(paper: Paper, act: Act) -> Picture:
    picture, its = paper.picture, act.values
    one = resuming.find(picture, its["resumption"])
    right = Right(**{name: its.get(name) for name in ("mandate", "reference", "committee", "minuted")})
    right = resuming.check_decided(picture, one, by=act.by, accepted=its["accepted"], right=right, today=act.at.date())
    done = resuming.decided(one, by=act.by, at=act.at, accepted=its["accepted"], right=right, motive=None)
    picture = written(picture, "resumptions", done)
    if not its["accepted"]:
        return picture
    ends = done.verdict is v.Verdict.ENDED
    state = v.ParticipationState.ENDED if ends else v.ParticipationState.ACTIVE
    its_own = replace(picture.participation(one.participation), state=state, ended_stage=one.stage if ends else None)
    after = written(picture, "participations", its_own)
    return after if ends or not its["commit"] else _committed(after, done, act)


def _committed(picture: Picture, done: Resumption, act: Act) -> Picture:
    following = resuming.goes_on_to(picture, picture.stage(done.stage))
    asked = resuming.to_commit(picture, following, done.participation) if following else None
    if following is None or asked is None:
        return picture
    affordable_loss.require_room(picture, following.key, done.participation, asked)
    said = {"stage": following.key, "participation": done.participation, "amount": asked}
    return entry(picture, act, v.MoneyState.COMMITTED, **said)


DOING: Mapping[str, Doing] = {
    "debriefs.offer": _offer,
    "debriefs.book": _book,
    "debriefs.decline": _decline,
    "debriefs.note": _note,
    "resuming.ask": _ask,
    "resuming.decide": _decide,
}
