"""Who has the same need, who uses the solution, and what was reported: rows for the spread page."""

from datetime import date
from typing import Any

from vakna.core import spread, words
from vakna.core.initiative import Adoption, Key, ReportedCount
from vakna.core.vocabulary import Strength
from vakna.web.access import Visit
from vakna.web.initiatives.river import STRENGTHS, latest, when


def organisations(seen: Visit) -> list[dict[str, Any]]:
    """Give every named organisation with the same need, strongest first, then by name. Who uses it has bought."""
    known = {one.key: one for one in seen.picture.terms.organisations}
    stated: dict[Key, tuple[Strength, date]] = {
        one.organisation: (Strength(one.strength), one.at.astimezone(words.STOCKHOLM).date()) for one in latest(seen)
    }
    stated |= {one.organisation: (Strength.BOUGHT, one.checked or one.since) for one in spread.in_use(seen.picture)}
    rows = [_organisation(seen, known[key], strength, at) for key, (strength, at) in stated.items()]
    return sorted(rows, key=lambda row: (-row["level"], words.sort_key(seen.language, row["name"])))


def _organisation(seen: Visit, one: Any, strength: Strength, at: date) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": words.word(seen.language, one.kind),
        "level": STRENGTHS.index(strength) + 1,
        "words": words.word(seen.language, strength),
        "at": at,
    }


def adoptions(seen: Visit) -> list[dict[str, Any]]:
    """Give the named organisations that use, or have used, the solution, in the order they began."""
    return [_adoption(seen, one) for one in sorted(seen.picture.adoptions, key=lambda one: (one.since, one.key))]


def _adoption(seen: Visit, one: Adoption) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": seen.picture.organisation(one.organisation).name,
        "supplier": seen.picture.organisation(one.supplier).name,
        "since": one.since,
        "how": one.how,
        "in_use": one.in_use,
        "checked": one.checked,
        "source": one.source or "",
    }


def counts(seen: Visit) -> list[dict[str, Any]]:
    """Give the reported counts in order of time, each with who said it."""
    return [_count(seen, one) for one in sorted(seen.picture.counts, key=lambda one: one.period_ends)]


def _count(seen: Visit, one: ReportedCount) -> dict[str, Any]:
    return {
        "said": words.count(seen.language, one.qualifier, one.count),
        "when": when(seen.language, one),
        "sector": one.sector,
        "source": one.source,
        "note": one.note,
    }
