"""What a second, deeper question to the market builds on: what was learned since the first, with the way to each."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from vakna.core import learned_between as rules
from vakna.core.initiative import Need, Picture, Stage
from vakna.records import windows
from vakna.web.access import Visit


def to_read(stage: str, now: datetime) -> windows.Windows:
    """Give what is read for a stage that builds on another, chosen once the terms are known; for others no query.

    What is proposed at a gate is nothing that the page shows.
    """

    def insights(picture: Picture) -> windows.Window:
        one = next((it for it in picture.terms.stages if it.key == stage), None)
        within = rules.span(picture.terms, one, now) if one else None
        return windows.insights(within.since, within.until) if within else windows.NOTHING

    return {"insights": insights, "proposals": lambda _: windows.NOTHING}


def learned(seen: Visit, one: Stage) -> dict[str, Any] | None:
    """Give what the page shows, as far as the visitor may see it; None for a stage that builds on none that closed."""
    within = rules.span(seen.picture.terms, one, seen.at)
    if within is None:
        return None
    found = rules.learned(seen.picture, one, within)
    return {
        "found": found,
        "needs": [{"need": it, "url": _need(seen, it)} for it in found.needs],
        "changes": _changes(seen, within) if seen.may("dialogue.set_requirement") else "",
        "public": bool(found.broadcasts or found.needs or found.questions),
    }


def _need(seen: Visit, one: Need) -> str:
    asked = {"need": one.key, "from": one.version - 1, "to": one.version}
    return f"{reverse('need_diff', args=[seen.key])}?{urlencode(asked)}"


def _changes(seen: Visit, within: rules.Span) -> str:
    asked = {"from": within.since.isoformat(), "to": within.until.isoformat()}
    return f"{reverse('requirements_diff', args=[seen.key])}?{urlencode(asked)}"
