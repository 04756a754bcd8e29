"""What every page of an initiative stands in: stage bar, tabs and breadcrumbs, from the redacted picture alone."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vakna.core import stages
from vakna.core.initiative import Key, Stage, Text
from vakna.core.people import TEAM, WORKING
from vakna.core.visibility import is_reader
from vakna.core.vocabulary import Instrument, StageState
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

_FOR_ALL = ("initiative", "need", "information", "money", "neutrality", "spread", "log")
_FOR_TEAM = ("plan", "team", "timeline", "contacts", "assumptions", "objections", "adoption")
_FOR_READERS = ("check",)
_FOR_WORKING = ("together",)
_FOR_SUPPLIERS = ("contacts", "growth", "timeline")


_HOW: Mapping[str, str] = {
    "need": "need", "information": "equal", "contacts": "equal", "money": "loss", "assumptions": "assumptions",
    "spread": "spread", "adoption": "use", "plan": "call", "check": "principles", "objections": "principles",
    "neutrality": "scale", "growth": "scale",
}  # fmt: skip
"""Which step of the playbook tells how the work of a tab is done."""

_HOW_OF_STAGE: Mapping[Instrument, str] = {
    Instrument.NEED_WORK: "need", Instrument.RFI: "rfi", Instrument.MARKET_DIALOGUE: "rfi",
    Instrument.EXTERNAL_REVIEW: "rfi", Instrument.OPEN_CALL: "call", Instrument.USE: "use", Instrument.SPREAD: "spread",
}  # fmt: skip
"""The same for a stage; in every other form of stage something is developed."""


def frame(seen: Visit, *, here: str = "", title: str = "") -> dict[str, Any]:
    """Give a page of an initiative its `stages`, `tabs`, `work_tabs` and their labels, `crumbs`, `kicker` and `nav`.

    The tabs are what everybody reads; the tabs of the work are there for those who take part in it.
    `here` is the route of the tab that the page is or belongs to, or the key of the stage it is about. A page that lies
    below it gives its own `title`, and the way back becomes the last breadcrumb.
    """
    terms = seen.picture.terms
    return {
        "nav": "initiatives",
        "terms": terms,
        "kicker": kicker(seen),
        "stages": _bar(seen),
        "tabs": [_tab(seen, name, here) for name in _FOR_ALL],
        "tabs_label": PAGES.say(seen.language, "initiatives.tabs.label"),
        "work_tabs": [_tab(seen, name, here) for name in _work(seen)],
        "work_label": PAGES.say(seen.language, "initiatives.tabs.work"),
        "crumbs": _crumbs(seen, here, title),
        "how": _how(seen, here),
    }


def _how(seen: Visit, here: str) -> dict[str, str] | None:
    """Give the way to the step of the playbook that tells how the work of this page is done."""
    stage = next((one for one in seen.picture.terms.stages if one.key == here), None)
    step = _HOW_OF_STAGE.get(stage.instrument, "develop") if stage else _HOW.get(here)
    if step is None:
        return None
    title = PAGES.say(seen.language, f"playbook.step.{step}.title")
    return {"url": f"{way('playbook_page', step)}?of={seen.key}", "title": title}


def kicker(seen: Visit) -> SafeString:
    """Give the line above a heading: the initiative's number and buyers."""
    terms = seen.picture.terms
    names = [one.name for one in terms.organisations if one.key in terms.buyers]
    said = PAGES.say(seen.language, "initiatives.kicker", number=terms.number, buyers=names)
    return format_html("{}", said)


def spoken(language: str, value: Text) -> SafeString:
    """Give what a person wrote, marked with its language when that is not the page's."""
    written = value.language(language)
    template = "{1}" if written == language else '<span lang="{0}">{1}</span>'
    return format_html(template, written, value.by_language[written])


def _work(seen: Visit) -> tuple[str, ...]:
    """Name the pages of the work that this person takes part in, on the buyer's side or a supplier's."""
    if seen.actor.roles & TEAM:
        inside = _FOR_WORKING if seen.actor.roles & WORKING else ()
        return _FOR_TEAM + inside + (_FOR_READERS if is_reader(seen.actor) else ())
    mine = any(one.key in seen.actor.participations for one in seen.picture.participations)
    return _FOR_SUPPLIERS if mine else ()


def _tab(seen: Visit, name: str, here: str) -> dict[str, Any]:
    title = PAGES.say(seen.language, f"initiatives.tabs.{name}")
    url = way(name, seen.key, _own(seen)) if name == "growth" else way(name, seen.key)
    return {"title": title, "url": url, "here": name == here}


def _own(seen: Visit) -> Key:
    """Give one's own participation: the one in a procurement before one in a dialogue, the latest of several."""
    mine = [one for one in seen.picture.participations if one.key in seen.actor.participations]
    return max(mine, key=lambda one: (one.procurement is not None, one.joined_at, one.key)).key


def way(name: str, *args: object) -> str:
    """Give the address of a page in the language of this one."""
    return reverse(name, args=args)


def _crumbs(seen: Visit, here: str, title: str) -> list[dict[str, Any]]:
    found = [{"title": PAGES.say(seen.language, "base.initiatives"), "url": way("initiatives")}]
    if here != "initiative" or title:
        found.append({"title": spoken(seen.language, seen.picture.terms.title), "url": way("initiative", seen.key)})
    return found + (_above(seen, here) if title else [])


def _above(seen: Visit, here: str) -> list[dict[str, Any]]:
    """Give the way back to the tab or the stage that a page lies below."""
    stage = next((one for one in seen.picture.terms.stages if one.key == here), None)
    if stage is not None:
        return [{"title": spoken(seen.language, stage.name), "url": way("stage", seen.key, here)}]
    known = here in {*_FOR_ALL, *_FOR_TEAM, *_FOR_WORKING, *_work(seen)} - {"initiative"}
    return [_tab(seen, here, here)] if known else []


def _bar(seen: Visit) -> list[dict[str, Any]]:
    drawn = enumerate(stages.bar(seen.picture.terms), start=1)
    return [_step(seen, place, stage, state) for place, (stage, state) in drawn]


def _step(seen: Visit, place: int, stage: Stage, state: str) -> dict[str, Any]:
    shown = stage.state != StageState.PLANNED or bool(seen.actor.roles & TEAM)
    return {
        "number": place,
        "name": spoken(seen.language, stage.name),
        "state": state,
        "note": _note(seen, stage, state),
        "url": way("stage", seen.key, stage.key) if shown else "",
    }


def _note(seen: Visit, stage: Stage, state: str) -> str:
    """Say how many suppliers a contract stage has or had, or how many places it will have."""
    if not stages.rules(stage).contract:
        return ""
    count = sum(stages.takes_part(seen.picture.terms, one, stage) for one in seen.picture.participations)
    if state in {"done", "now"} and count:
        return PAGES.say(seen.language, "initiatives.suppliers", count=count)
    return PAGES.say(seen.language, "initiatives.places", count=stage.places) if stage.places else ""
