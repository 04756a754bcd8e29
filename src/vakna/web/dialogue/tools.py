"""The ways onward from a stage for those who work in it: what their roles allow and the stage's state needs."""

from dataclasses import dataclass

from vakna.core import information_pack, stages
from vakna.core.initiative import Stage
from vakna.core.vocabulary import Regime, StageState
from vakna.web.access import Visit
from vakna.web.initiatives.frame import way
from vakna.web.sentences import PAGES

_STAGE, _INITIATIVE = "stage", "initiative"
_LIVE = frozenset({StageState.PUBLISHED, StageState.OPEN})
_OVER = frozenset({StageState.CLOSED, StageState.DECIDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One way: its page, of the stage or of the whole initiative, the verb it leads to, and when it is shown."""

    route: str
    verb: str
    of: str = _STAGE
    when: frozenset[StageState] = frozenset(StageState)


_TOOLS = (
    Tool(route="edit_stage", verb="initiatives.plan_stage", when=frozenset({StageState.PLANNED})),
    Tool(route="required_readiness", verb="initiatives.plan_stage", when=frozenset({StageState.PLANNED})),
    Tool(route="publish_stage", verb="initiatives.publish_stage", when=frozenset({StageState.PLANNED})),
    Tool(route="skip_stage", verb="initiatives.skip_stage", when=frozenset({StageState.PLANNED})),
    Tool(route="open_stage", verb="initiatives.open_stage", when=frozenset({StageState.PUBLISHED})),
    Tool(route="correct_stage", verb="initiatives.correct_stage", when=_LIVE),
    Tool(route="reach", verb="dialogue.record_reach", when=_LIVE),
    Tool(route="questions", verb="dialogue.answer", when=_LIVE),
    Tool(route="contacts", verb="dialogue.record_contact", of=_INITIATIVE, when=_LIVE),
    Tool(route="insights", verb="dialogue.add_insight", of=_INITIATIVE, when=_LIVE),
    Tool(route="broadcast", verb="dialogue.broadcast", of=_INITIATIVE, when=_LIVE),
    Tool(route="requirements", verb="dialogue.set_requirement", of=_INITIATIVE),
    Tool(route="changes", verb="dialogue.request_change", of=_INITIATIVE, when=_LIVE | frozenset({StageState.CLOSED})),
    Tool(route="user_tests", verb="selection.read", of=_INITIATIVE, when=_LIVE | _OVER),
    Tool(route="disclosures", verb="oversight.decide_disclosure", of=_INITIATIVE, when=_LIVE | _OVER),
    Tool(route="close_stage", verb="initiatives.close_stage", when=frozenset({StageState.OPEN})),
)


def of(seen: Visit, one: Stage) -> list[dict[str, str]]:
    """List the ways that this person may go from here."""
    found = [tool for tool in _TOOLS if one.state in tool.when and (seen.may(tool.verb) or _own(seen, one, tool))]
    return [link for link in (*(_link(seen, one, tool) for tool in found), *_judging(seen, one)) if link["url"]]


def _own(seen: Visit, one: Stage, tool: Tool) -> bool:
    """Say whether a supplier under contract goes this way to what is its own: the tests of its solution."""
    return tool.route == "user_tests" and bool(seen.actor.participations) and stages.rules(one).contract


def _link(seen: Visit, one: Stage, tool: Tool) -> dict[str, str]:
    args = (seen.key, one.key) if tool.of == _STAGE else (seen.key,)
    return {"title": PAGES.say(seen.language, f"dialogue.tool.{tool.route}"), "url": way(tool.route, *args)}


def _joins(seen: Visit, one: Stage) -> bool:
    """Say whether suppliers can join in the stage, now or when it is published."""
    return one.state in _LIVE | {StageState.PLANNED} and information_pack.is_joined(seen.picture.terms, one)


def _judging(seen: Visit, one: Stage) -> list[dict[str, str]]:
    """List the ways to opening, reading, assessing and the gate."""
    over = one.state in _OVER
    sealed = one.regime is Regime.SEALED and one.opening is None
    handed_in = stages.rules(one).takes_submissions and one.state is not StageState.PLANNED
    assesses = seen.may("assessment.hand_in") or seen.may("assessment.agree")
    wanted = [
        ("procurement", one.procurement is not None and seen.may("initiatives.record_notice")),
        ("opening", sealed and one.state in (StageState.OPEN, StageState.CLOSED) and seen.may("selection.open_sealed")),
        ("packs", _joins(seen, one) and seen.may("dialogue.make_pack")),
        ("preparations", over and stages.rules(one).takes_tenders and seen.may("dialogue.note_involvement")),
        ("submissions", handed_in and not sealed and seen.may("selection.read")),
        (
            "assessments",
            over and bool(one.criteria) and assesses,
        ),
        ("gate", (over or handed_in) and seen.may("gates.propose")),
        ("decide", one.state is not StageState.DECIDED and over and seen.may("gates.decide")),
    ]
    return [
        {
            "title": PAGES.say(seen.language, f"dialogue.tool.{route}"),
            "url": way(route, seen.key, one.procurement if route == "procurement" else one.key),
        }
        for route, shown in wanted
        if shown
    ]
