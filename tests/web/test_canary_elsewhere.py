"""The canary beside the pages: in the server's logs, in what the worker writes, and in what a search gives away."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import person
from tests.web import canary_table as table
from tests.web.canary_log import server_log
from tests.web.canary_world import KEY, TOKENS, World, a_world
from tests.web.test_canary import Known, _leaks, _read_route, _who_may
from vakna.actions import search
from vakna.actions.delivery import letters, worker
from vakna.core import visibility
from vakna.records import clock
from vakna.records import models as m
from vakna.web.dialogue import questions
from vakna.web.initiatives import frame

pytestmark = pytest.mark.django_db

_NOWHERE = "zqx88888"
"""A word of the canaries' kind that stands nowhere."""


def _sent(settings: Any, *, port: int) -> list[tuple[str, str]]:
    """Send the letters that wait, through a mail server that is not there or one in memory, and give what is logged."""
    kind = "smtp" if port else "locmem"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = f"django.core.mail.backends.{kind}.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = port
    at = clock.now() + timedelta(hours=1 if port else 2)
    with server_log() as log:
        while worker.one_round(at=at, worker="w", now=lambda: at):
            pass
        return list(log.lines())


def test_logs_and_searches_tell_nobody_what_they_may_not_know(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One world, four nets, and in three of them a leak planted on purpose, which is caught."""
    world = a_world("decided")
    allowed = _who_may(world)
    secret = next(leaf.word for leaf in table.leaves(world) if leaf.place == "Mark.motive")

    search.index_due(at=clock.now())
    assert (_wrongly_indexed(allowed), len(_indexed("public")) > 10, len(_indexed("party")) > 1) == (set(), True, True)
    found = {who: _searched(world, allowed, who) for who in table.EVERYBODY}
    assert {who: told for who, (told, _) in found.items() if told} == {}
    assert {page for _, known in found.values() for page in known} == {
        "learning",
        "objection_library",
        "questions",
        "search_objections",
    }
    logged = [_read_with_log(), _sent(settings, port=1), _sent(settings, port=0)]
    assert [_leaks(allowed, None, iter(one), {}) for one in logged] == [[], [], []]
    assert any("Connection refused" in line for _, line in logged[1])

    with monkeypatch.context() as planted:
        planted.setattr(frame, "kicker", lambda _: logging.getLogger("vakna.web").warning("%s", secret) or "")
        assert {leak.split()[2] for leak in _leaks(allowed, None, iter(_read_with_log()), {})} == {secret}
    with monkeypatch.context() as planted:
        planted.setattr(letters, "_message", _refused_with_its_words)
        m.Letter.objects.update(sent_at=None)
        m.Job.objects.all().delete()
        assert len(_leaks(allowed, None, iter(_sent(settings, port=0)), {})) > 0
    with monkeypatch.context() as planted:
        planted.setattr(visibility, "seen_by", lambda picture, *_, **__: picture)
        planted.setattr(questions, "_visible", lambda _: Q())  # what is read is chosen first, and redacted then
        search.rebuild(at=clock.now())
        assert _wrongly_indexed(allowed) != set()
        assert {page for page, _ in _searched(world, allowed, "person-s2")[0]} == {"learning", "questions"}


def _indexed(*seen: str) -> set[str]:
    """Give the canaries that stand in passages of these classes, or of any."""
    rows = m.Passage.objects.filter(seen__in=seen) if seen else m.Passage.objects.all()
    return set(re.findall(TOKENS, " ".join(f"{one.sv} {one.en} {one.about} {one.said}" for one in rows)))


def _wrongly_indexed(allowed: Known) -> set[str]:
    """Give the canaries in the index that its readers may not know: any visitor, and an observer of the initiative."""
    known = {who: {word for word, people in allowed.items() if who in people} for who in (None, "oskar")}
    return (_indexed("public") - known[None]) | (_indexed("party") - known["oskar"])


def _read_with_log() -> list[tuple[str, str]]:
    """Give what the server writes while a supplier reads a page, and asks for one that it may not read."""
    with server_log() as log:
        for route in ("initiative", "objections"):
            list(_read_route("person-s1", route))
        return list(log.lines())


def _refused_with_its_words(row: m.Letter) -> Any:
    raise ValueError(row.body.replace("\n", " "))


def _searched(world: World, allowed: Known, who: table.Person) -> tuple[set[tuple[str, str]], set[str]]:
    """Search for the words of what each page searches in.

    Gives the pages that told of one to somebody who may not know it, and those that found one for somebody who may.
    """
    client = Client()
    if who is not None:
        client.force_login(person(who))
    told, known, nothing = set(), set(), dict[str, str]()
    for page, address, word in _searches(world, who):
        if address not in nothing:
            nothing[address] = _plain(client.get(address + _NOWHERE), _NOWHERE)
        if _plain(client.get(address + word), word) != nothing[address]:
            known |= {page} if who in allowed[word] else set()
            told |= {(page, word)} if who not in allowed[word] else set()
    return told, known


def _searches(world: World, who: table.Person) -> Iterator[tuple[str, str, str]]:
    """Give each page that searches, its address up to the word, and the words that it could tell of."""
    words = {leaf.word: leaf for leaf in table.leaves(world) if re.fullmatch(TOKENS, leaf.word)}
    for word, leaf in words.items():
        if leaf.record == "Question":
            yield "questions", reverse("questions", args=[KEY, leaf.row.stage]) + "?q=", word
        if leaf.place == "Objection.claim" and who in table.TEAM:
            yield "search_objections", reverse("search_objections", args=[KEY]) + "?claim=", word
        if leaf.place == "Objection.claim":
            yield "objection_library", reverse("objection_library") + "?q=", word
    if who in (None, "person-s2", "oskar"):
        for word in sorted(_indexed() & set(words)):
            yield "learning", reverse("learning") + "?q=", word
        for word in {leaf.record: word for word, leaf in words.items() if leaf.seen != "public"}.values():
            yield "initiatives", reverse("initiatives") + "?q=", word


def _plain(answer: HttpResponse, word: str) -> str:
    """Give a page without what was searched for and what differs each time."""
    page = answer.content.decode().replace(word, "")
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", page)
