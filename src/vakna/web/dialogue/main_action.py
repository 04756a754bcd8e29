"""The one main action of a stage's page, for whoever looks. It only shows the way; the action itself asks again."""

from dataclasses import dataclass

from django.urls import reverse

from vakna.core import stages
from vakna.core.initiative import Stage
from vakna.core.people import TEAM
from vakna.core.vocabulary import Regime, StageState
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

_LIVE = frozenset({StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class MainAction:
    """A panel: its title, what happens in steps, and the button, if anything can be pressed."""

    title: str
    steps: tuple[str, ...]
    label: str = ""
    url: str = ""


def of(seen: Visit, one: Stage) -> MainAction | None:
    """Give the way to take part, or say why there is none; those who work in the initiative have tools instead."""
    its = stages.rules(one)
    if not its.takes_submissions or one.state not in _LIVE or seen.actor.roles & TEAM:
        return None
    if one.state is not StageState.OPEN or _is_late(seen, one):
        code = "waits" if one.state is StageState.PUBLISHED else "over"
        return MainAction(title=_say(seen, f"{code}_title"), steps=(_say(seen, f"{code}_words"),))
    if its.takes_answers:
        return _answer(seen, one)
    return _tender(seen, one) if its.takes_tenders else _deliver(seen, one)


def _answer(seen: Visit, one: Stage) -> MainAction:
    route = "hand_in" if seen.actor.person else "answer_rfi"
    count = len(one.wants_to_know)
    first = _say(seen, "answer_1", count=count, number=count) if count else _say(seen, "answer_free")
    steps = (first, _say(seen, "answer_2"), _say(seen, "answer_3"))
    return _way(seen, one, "answer", steps, route)


def _tender(seen: Visit, one: Stage) -> MainAction:
    sealed = (_say(seen, "tender_sealed"),) if one.regime is Regime.SEALED else ()
    if seen.actor.person is None:
        return _way(seen, one, "tender_log_in", (_say(seen, "tender_1"), *sealed), "hand_in")
    return _way(seen, one, "tender", (_say(seen, "tender_1"), *sealed, _say(seen, "receipt")), "hand_in")


def _deliver(seen: Visit, one: Stage) -> MainAction | None:
    own = [it for it in seen.picture.participations if it.key in seen.actor.participations]
    if not any(stages.takes_part(seen.picture.terms, it, one) for it in own):
        return None
    return _way(seen, one, "deliver", (_say(seen, "deliver_1"), _say(seen, "receipt")), "hand_in")


def _way(seen: Visit, one: Stage, code: str, steps: tuple[str, ...], route: str) -> MainAction:
    """Make the panel; what is handed in already is said first."""
    mine = (it for it in seen.picture.submissions if it.participation in seen.actor.participations)
    own = [it.version for it in mine if it.stage == one.key and it.withdrawn_at is None]
    stands = (_say(seen, "stands", version=max(own)),) if own else ()
    label = _say(seen, "again") if own else _say(seen, f"{code}_do")
    url = reverse(route, args=[seen.key, one.key])
    return MainAction(title=_say(seen, f"{code}_title"), steps=(*stands, *steps), label=label, url=url)


def _is_late(seen: Visit, one: Stage) -> bool:
    return one.deadline is not None and stages.is_late(one.deadline, seen.at)


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"dialogue.main.{code}", **values)
