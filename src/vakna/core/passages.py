"""What others can learn of an initiative, passage by passage: what a search across initiatives finds.

Asks for a picture that is redacted already (`core.visibility.seen_by`): what is hidden from its reader becomes no
passage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from . import adoptions, needs
from .initiative import Adoption, Assumption, Decision, Insight, Key, Need, Picture, Text
from .vocabulary import AssumptionState, InitiativeState, PassageKind
from .words import LANGUAGES

PARTS = ("gates", "broadcasts", "learning", "spread")
"""What the passages are made from beside the terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One thing to learn from: what it is, whose key it has, its day, what it is about, and what it says.

    `stage` is where it happened, where it was in one; `about` names it (a stage, a subject), and is searched too.
    `also` are names and numbers that it is found by in any language, without being shown.
    """

    kind: PassageKind
    key: str
    said: Text
    day: date | None = None
    about: Text | None = None
    stage: Key | None = None
    also: str = ""

    def words(self, language: str) -> str:
        """Give what is searched in a language; what stands in a third language is searched as Swedish."""
        texts = [one for one in (self.about, self.said) if one is not None]
        found = [one.by_language[language] for one in texts if language in one.by_language]
        strange = [
            said for one in texts for it, said in one.by_language.items() if language == "sv" and it not in LANGUAGES
        ]
        return " ".join([*found, *strange, self.also]).strip()


def passages(picture: Picture) -> tuple[Passage, ...]:
    """Give every passage of an initiative, in the order of the process."""
    return tuple(_all(picture))


def changes_at(picture: Picture, at: datetime) -> datetime | None:
    """Give the next instant at which more of the initiative becomes open by itself. Asks for the whole picture."""
    coming = [one.released_at for one in picture.decisions]
    coming += [one.available_at for one in picture.broadcasts]
    coming += [one.award.sent for one in picture.terms.procurements if one.award]
    return min((one for one in coming if one > at), default=None)


def _all(picture: Picture) -> Iterator[Passage]:
    terms = picture.terms
    yield Passage(kind=PassageKind.INITIATIVE, key=terms.key, said=terms.summary, about=terms.title,
                  day=terms.started, also=_named_by(picture))  # fmt: skip
    yield from (_need(one) for one in needs.current(terms))
    yield from (_insight(one) for one in picture.insights)
    yield from (_assumption(one) for one in picture.assumptions if one.state != AssumptionState.OPEN)
    for lesson in terms.lessons:
        yield Passage(kind=PassageKind.LESSON, key=lesson.key, said=lesson.said, day=adoptions.day_of(lesson.at))
    for told in picture.broadcasts:
        yield Passage(kind=PassageKind.TOLD, key=told.key, said=told.body, about=told.subject, stage=told.stage,
                      day=adoptions.day_of(told.available_at))  # fmt: skip
    yield from (it for one in picture.decisions if (it := _outcome(picture, one)))
    yield from (it for one in picture.adoptions if (it := _use(picture, one)))
    if terms.state != InitiativeState.ACTIVE and terms.state_reason:
        yield Passage(kind=PassageKind.END, key=terms.key, said=terms.state_reason, day=_last(picture))


def _named_by(picture: Picture) -> str:
    """Give the number and the buyers, so that an initiative is found by them too."""
    terms = picture.terms
    return " ".join((terms.number, *(one.name for one in terms.organisations if one.key in terms.buyers)))


def _need(one: Need) -> Passage:
    return Passage(
        kind=PassageKind.NEED, key=one.key, said=_together(one.users, one.now, one.wanted, one.purpose),
        about=one.statement, day=adoptions.day_of(one.at),
    )  # fmt: skip


def _together(*parts: Text) -> Text:
    """Give several texts as one, in each language that any of them has."""
    spoken = dict.fromkeys(language for one in parts for language in one.by_language)
    return Text({it: " ".join(one.by_language[it] for one in parts if it in one.by_language) for it in spoken})


def _insight(one: Insight) -> Passage:
    return Passage(kind=PassageKind.INSIGHT, key=one.key, said=one.learned, day=adoptions.day_of(one.at))


def _assumption(one: Assumption) -> Passage:
    said = one.evidence or one.statement
    about = one.statement if one.evidence else None
    day = adoptions.day_of(one.versions[-1].at) if one.versions else None
    return Passage(kind=PassageKind.ASSUMPTION, key=one.key, said=said, about=about, day=day)


def _outcome(picture: Picture, one: Decision) -> Passage | None:
    """Give the public reason of a gate's decision; one that was never published is no passage."""
    if not isinstance(one.reason, Text):
        return None
    name = picture.stage(one.stage).name
    return Passage(
        kind=PassageKind.OUTCOME,
        key=one.stage,
        said=one.reason,
        about=name,
        day=adoptions.day_of(one.at),
        stage=one.stage,
    )


def _use(picture: Picture, one: Adoption) -> Passage | None:
    """Give who took up which solution; one without a name says no more than the initiative does."""
    if not one.solution:
        return None
    user = picture.organisation(one.organisation).name
    said = Text(dict.fromkeys(LANGUAGES, f"{user}: {one.solution}"))
    return Passage(kind=PassageKind.USE, key=one.key, said=said, day=one.since)


def _last(picture: Picture) -> date | None:
    """Give the day of the last decision that is told."""
    return max((adoptions.day_of(one.at) for one in picture.decisions), default=None)
