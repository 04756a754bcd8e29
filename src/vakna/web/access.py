"""Who visits which initiative, and what they may see and do: the one place where a page gets its picture."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from vakna.core import people, visibility
from vakna.core.initiative import ALL_PARTS, Key, Picture, Stage
from vakna.core.refusal import NotAllowed, NotFound
from vakna.records import journals, pictures
from vakna.records.windows import Shown, Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to one initiative: the picture as this person may see it, and the instant it is seen at."""

    request: HttpRequest
    picture: Picture
    actor: people.Actor
    at: datetime
    log_withheld: tuple[Key, ...] = ()
    """The sealed stages from whose opening on this person is not shown the event log."""
    true_keys: Mapping[str, Key] = field(default_factory=dict)
    """Where names are hidden from this person: the keys behind those that the picture shows."""
    shown: Mapping[str, Shown] = field(default_factory=dict)
    """Of each collection that was read through a window with pages: how many rows match, and which page it is."""

    @property
    def key(self) -> str:
        """Give the initiative's key."""
        return self.picture.terms.key

    @property
    def language(self) -> str:
        """Give the page's language."""
        return language(self.request)

    def log_size(self) -> int | None:
        """Say how many entries of the event log this person is shown; None for all. One query, and none for all."""
        return journals.told_size(key=self.key, withheld=self.log_withheld)

    def may(self, verb: str) -> bool:
        """Say whether to show the way to `verb`; the action asks again."""
        return people.may(self.actor, verb)

    def require(self, verb: str) -> None:
        """Refuse the page of something that this person may not do."""
        people.require(self.actor, verb)

    def stage(self, key: str) -> Stage:
        """Find a stage of the initiative, or refuse."""
        found = next((one for one in self.picture.terms.stages if one.key == key), None)
        if found is None:
            raise NotFound("no-such-stage", key=key)
        return found

    def true(self, key: str) -> str:
        """Give the key that an action knows, behind one that the picture shows."""
        return self.true_keys.get(key, key)

    def act(self) -> dict[str, Any]:
        """Give what every action is called with: by whom, at what instant, on what, from which form."""
        return {"by": self.actor.person, "at": self.at, "initiative": self.key, "once": once(self.request)}


def visit(
    request: HttpRequest,
    key: str,
    parts: Iterable[str] = (),
    *,
    collections: Iterable[str] = (),
    windows: Windows | None = None,
) -> Visit:
    """See an initiative as the person behind the request may. Refuses `no-such-initiative`, also for what is hidden.

    `collections` are taken beside the parts, where a whole part is more than the page needs; `windows` are the rows
    that the page shows of a long collection.
    """
    look = pictures.look(key, {"participations", "gates", *parts}, collections=collections, windows=windows)
    at = look.clock_at or received_at(request)
    actor = people.actor_in(look.picture, person(request), at)
    said = language(request)
    seen = visibility.seen_by(look.picture, actor, at=at, demo=settings.VAKNA_DEMO, language=said)
    withheld = visibility.withheld_openings(look.picture, actor, at=at)
    made = Visit(request=request, picture=seen, actor=actor, at=at, log_withheld=withheld, shown=look.shown,
                 true_keys=visibility.true_keys(look.picture, actor))  # fmt: skip
    request.vakna_visit = made  # type: ignore[attr-defined]
    return made


def whole(seen: Visit) -> Picture:
    """Give the whole initiative but what is under seal, to be judged; a page shows the judgement, not the picture.

    Refuses (`NotAllowed`) somebody who may not read what suppliers hand in and how it is assessed.
    """
    if not visibility.is_reader(seen.actor):
        raise NotAllowed("may-not-without-role")
    picture = visibility.unsealed(pictures.take(seen.key, ALL_PARTS))
    return visibility.with_names_hidden(picture, seen.actor, seen.language)


def person(request: HttpRequest) -> Any:
    """Give the key of the person who is logged in, or None."""
    return request.user.key if request.user.is_authenticated else None


def require_person(request: HttpRequest) -> Any:
    """Give the key of the person who is logged in, or refuse."""
    key = person(request)
    if key is None:
        raise NotAllowed("log-in-first")
    return key


def received_at(request: HttpRequest) -> datetime:
    """Give the instant at which the request reached the server's edge."""
    stamped: datetime = request.received_at  # type: ignore[attr-defined]
    return stamped


def language(request: HttpRequest) -> str:
    """Give the page's language, `sv` or `en`."""
    return str(getattr(request, "LANGUAGE_CODE", "sv"))[:2]


def once(request: HttpRequest) -> str:
    """Give the key of the form that was posted: the same key is done once."""
    return request.POST.get("once", "")[:64]


def new_once() -> str:
    """Make a key for a form that is shown."""
    return secrets.token_urlsafe(24)
