"""The feed of one initiative: what is told to everybody, for feed readers. The same for all, logged in or not."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.core import visibility
from vakna.core.initiative import Picture, Stage, Text
from vakna.core.people import Actor
from vakna.exchange import feeds
from vakna.exchange.feeds import Entry, Feed
from vakna.records import pictures
from vakna.records.windows import Window
from vakna.web import access
from vakna.web.sentences import PAGES

_PARTS = frozenset({"participations", "gates", "broadcasts"})
_MOST = 100
_LATEST_ANSWERS = Window(where=Q(answer__isnull=False), order=("-answered_at", "-pk"), size=_MOST)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Give the latest news of an initiative. It renders what nobody in particular sees, whoever asks."""
    look = pictures.look(key, _PARTS, windows={"questions": lambda _: _LATEST_ANSWERS})
    at = look.clock_at or access.received_at(request)
    picture = visibility.seen_by(look.picture, Actor.nobody(), at=at, demo=settings.VAKNA_DEMO)
    writer = _Writer(request=request, picture=picture, at=at)
    return HttpResponse(feeds.atom(feed=writer.feed()), content_type=feeds.MEDIA_TYPE)


class _Writer:
    """Writes what is public of one picture as entries, in the language of the address."""

    def __init__(self, *, request: HttpRequest, picture: Picture, at: datetime) -> None:
        self.request, self.picture, self.at = request, picture, at
        self.language = access.language(request)
        self.key = picture.terms.key
        self.house = f"https://{settings.VAKNA_HOUSE}/initiatives/{self.key}"

    def feed(self) -> Feed:
        """Give the feed with its latest entries, the newest first."""
        found = (*self._stages(), *self._answers(), *self._broadcasts(), *self._packs(), *self._decisions())
        latest = sorted((one for one in found if one.at <= self.at), key=lambda one: (one.at, one.about), reverse=True)
        terms = self.picture.terms
        buyers = [one.name for one in terms.organisations if one.key in terms.buyers]
        return Feed(
            about=f"{self.house}#feed", title=self._say("feed", title=terms.title), author=", ".join(buyers) or "Vakna",
            own=self._address("feed"), page=self._address("initiative"), language=self.language, at=self.at,
            entries=latest[:_MOST],
        )  # fmt: skip

    def _stages(self) -> Iterator[Entry]:
        for one in self.picture.terms.stages:
            if one.published_at is None:
                continue
            body = one.question or one.purpose or one.name
            yield self._entry(f"stage/{one.key}", one.published_at, one, body, "published", stage=one.name)
            for it in one.corrections:
                about, title = f"stage/{one.key}/correction/{it.version}", "correction"
                yield self._entry(about, it.at, one, it.what, title, stage=one.name, version=it.version)

    def _answers(self) -> Iterator[Entry]:
        stages = {one.key: one for one in self.picture.terms.stages}
        for one in self.picture.questions:
            if one.answer is None or one.answered_at is None:
                continue
            stage, both = stages[one.stage], self._say("both", question=one.question, answer=one.answer)
            where = f"{self._address('questions', stage.key)}#q-{one.number}"
            made = self._entry(
                f"answer/{one.key}", one.answered_at, stage, one.answer, "answer", stage=stage.name, number=one.number
            )
            yield Entry(
                about=made.about, title=made.title, body=both, at=made.at, address=where, language=made.language
            )

    def _broadcasts(self) -> Iterator[Entry]:
        for one in self.picture.broadcasts:
            stage, about = self.picture.stage(one.stage), f"broadcast/{one.key}"
            title = {"number": one.number, "subject": one.subject}
            yield self._entry(about, one.available_at, stage, one.body, "broadcast", **title)

    def _packs(self) -> Iterator[Entry]:
        for one in self.picture.packs:
            stage, words = self.picture.stage(one.stage), {"number": one.number, "count": len(one.items)}
            body = Text({self.language: self._say("pack_words", **words)})
            yield self._entry(f"pack/{one.key}", one.at, stage, body, "pack", number=one.number)

    def _decisions(self) -> Iterator[Entry]:
        for one in self.picture.decisions:
            stage = self.picture.stage(one.stage)
            body = one.reason if isinstance(one.reason, Text) else stage.name
            yield self._entry(f"decision/{stage.key}", one.released_at, stage, body, "decision", stage=stage.name)

    def _entry(self, about: str, at: datetime, stage: Stage, body: Text, code: str, /, **words: object) -> Entry:
        return Entry(
            about=f"{self.house}/{about}", title=self._say(code, **words), body=body.said(self.language), at=at,
            address=self._address("stage", stage.key), language=body.language(self.language),
        )  # fmt: skip

    def _address(self, route: str, *args: str) -> str:
        return self.request.build_absolute_uri(reverse(route, args=[self.key, *args]))

    def _say(self, code: str, **words: object) -> str:
        return PAGES.say(self.language, f"questions.feed.{code}", **words)
