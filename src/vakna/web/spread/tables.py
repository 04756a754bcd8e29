"""Who has the same need, who uses the solution, and what was reported: rows for the spread page."""

from datetime import date
from typing import Any

from vakna.core import adoptions, followers, people, words
from vakna.core.initiative import Adoption, Follower, Key, ReportedCount
from vakna.core.vocabulary import Strength, UseStanding
from vakna.web.access import Visit
from vakna.web.initiatives.river import STRENGTHS, when


def organisations(seen: Visit) -> list[dict[str, Any]]:
    """Give every named organisation with the same need, strongest first, then by name. Who took it up has bought."""
    known = {one.key: one for one in seen.picture.terms.organisations}
    said = {one.organisation: one for one in followers.latest(seen.picture)}
    stated: dict[Key, tuple[Strength, date]] = {
        key: (Strength(one.strength), adoptions.day_of(one.at)) for key, one in said.items()
    }
    today = adoptions.day_of(seen.at)
    kept = (it for it in seen.picture.adoptions if adoptions.standing(it, today) != UseStanding.STOPPED)
    stated |= {one.organisation: (Strength.BOUGHT, _told(one)) for one in kept}
    rows = [_organisation(seen, known[key], strength, at, said.get(key)) for key, (strength, at) in stated.items()]
    return sorted(rows, key=lambda row: (-row["level"], words.sort_key(seen.language, row["name"])))


def _organisation(seen: Visit, one: Any, strength: Strength, at: date, said: Follower | None) -> dict[str, Any]:
    return {
        "key": one.key,
        "note": said.note if said else None,
        "size": said.size if said else None,
        "letters": said.letters if said else (),
        "joins": said.joins if said else None,
        "waits": bool(said and said.joins and said.joins.accepted is None),
        "name": one.name,
        "kind": words.word(seen.language, one.kind),
        "level": STRENGTHS.index(strength) + 1,
        "words": words.word(seen.language, strength),
        "at": at,
    }


def _told(one: Adoption) -> date:
    word = adoptions.last_word(one)
    return adoptions.day_of(word.at) if word else one.since


def tally(seen: Visit, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give how many of these organisations stand at each strength, the strongest first."""
    levels = [row["level"] for row in rows]
    return [
        {"name": words.word(seen.language, one), "count": levels.count(number)}
        for number, one in reversed(list(enumerate(STRENGTHS, start=1)))
    ]


def taken_up(seen: Visit) -> list[dict[str, Any]]:
    """Give the named organisations that took up the solution, in the order they began, and where each use stands."""
    return [_adoption(seen, one) for one in sorted(seen.picture.adoptions, key=lambda one: (one.since, one.key))]


def is_team(seen: Visit) -> bool:
    """Say whether the reader works in the initiative, and so may note what it was told of others' use."""
    return bool(seen.actor.roles & people.TEAM)


def figure(seen: Visit) -> dict[str, Any]:
    """Give the figure of use: how many use it by their own word, how many people, and how many words are missing."""
    today = adoptions.day_of(seen.at)
    using = adoptions.in_use(seen.picture, today)
    users = [word.users for one in using if (word := adoptions.last_word(one)) and word.users is not None]
    silent = {UseStanding.UNCONFIRMED, UseStanding.LAPSED}
    return {
        "using": len(adoptions.using(seen.picture, today)),
        "users": sum(users),
        "silent": sum(adoptions.standing(one, today) in silent for one in seen.picture.adoptions),
    }


def _adoption(seen: Visit, one: Adoption) -> dict[str, Any]:
    word = adoptions.last_word(one)
    return {
        "key": one.key,
        "name": seen.picture.organisation(one.organisation).name,
        "kind": seen.picture.organisation(one.organisation).kind,
        "supplier": seen.picture.organisation(one.supplier).name,
        "since": one.since,
        "how": one.how,
        "solution": one.solution or "",
        "value": one.value,
        "standing": adoptions.standing(one, adoptions.day_of(seen.at)),
        "told": adoptions.day_of(word.at) if word else None,
        "users": word.users if word and word.in_use else None,
        "recommends": word.recommends if word else None,
        "reference": one.reference or "",
        "has_contact": one.contact is not None,
        "source": one.source or "",
        "may_answer": seen.may("spread.check_in") and (is_team(seen) or one.organisation == seen.actor.organisation),
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
