"""What stops a gate because not everybody has been told: one line for each difference, and the way to tell all."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from vakna.core import equal_information
from vakna.core.initiative import Picture, Stage
from vakna.core.visibility import is_reader
from vakna.core.vocabulary import PackItemKind
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

_NAMED = 20


def unequal(seen: Visit, stage: Stage, picture: Picture) -> dict[str, Any] | None:
    """Give the differences at a gate in words, and the page where they can be told to all; None where there are none.

    Only those who read what suppliers hand in are told. `picture` is what `records.telling` gives.
    """
    if not is_reader(seen.actor):
        return None
    found = equal_information.differences(picture, stage, seen.at)
    if not found:
        return None
    problems = [equal_information.problem(picture, one) for one in found[:_NAMED]]
    lines = [PAGES.say(seen.language, f"refusal.{one.code}.says", **dict(one.values)) for one in problems]
    told = [one.piece.source for one in found if one.piece.kind is PackItemKind.CONTACT]
    where = f"{reverse('broadcast', args=[seen.key])}?{urlencode([('contact', one) for one in told[:_NAMED]])}"
    may = bool(told) and seen.may("dialogue.broadcast")
    return {"lines": lines, "count": len(found), "more": len(found) - len(lines), "url": where if may else ""}
