"""The panel on an initiative's page: what the rules say now, by principle, with evidence. It asks nothing."""

from typing import Any

from vakna.rules import reading
from vakna.web.access import Visit

from . import judged_rows as rows
from .judged import Judged


def of(seen: Visit, found: Judged) -> dict[str, Any]:
    """Give the panel: everything with its evidence to those who read, to others what stands in what all may see."""
    lang, picture, report = seen.language, seen.picture, found.report
    return {
        "whole": found.whole,
        "sums": reading.sums(lang, report),
        "faults": rows.faults(lang, picture, report),
        "standing": rows.standing(lang, picture, report),
        "taken_back": rows.taken_back(lang, picture, report),
        "families": rows.families(lang, picture, report) if found.whole else [],
    }
