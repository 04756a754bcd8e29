"""The deadline at the edge: late is refused with the draft kept; stamped in time is in time, however long it waits."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tests.cast import Built, an_initiative, person
from vakna.records import clock
from vakna.records import models as m

_DESK = "/sv/initiatives/prov/stages/concept/hand-in/"


def _deadline(built: Built, **before_now: float) -> None:
    passed = clock.now() - timedelta(**before_now)
    m.Stage.objects.filter(initiative__key=built.key, key="concept").update(deadline=passed)


@pytest.mark.django_db
def test_what_comes_late_is_refused_and_the_draft_is_kept() -> None:
    built = an_initiative(until="concept open")
    _deadline(built, seconds=1)
    client = Client()
    client.force_login(person("person-s1"))
    before = m.Submission.objects.count(), m.Entry.objects.count()

    answer = client.post(_DESK, {"need": "Vi hann nästan.", "do": "hand_in", "once": "sen"})

    assert answer.status_code == 409
    assert "Vi hann nästan." in answer.content.decode()
    assert m.Draft.objects.get(form="hand-in.concept").content["need"] == "Vi hann nästan."
    assert (m.Submission.objects.count(), m.Entry.objects.count()) == before


_arrived = threading.Event()


class Noticing:
    """A middleware of the test's own, right inside the stamp: tells that a request has been stamped."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _arrived.set()
        return self._get_response(request)


@pytest.mark.locks
@pytest.mark.django_db(transaction=True)
def test_what_arrived_in_time_and_waited_past_the_deadline_is_in_time(settings: Any) -> None:
    outermost, *inner = settings.MIDDLEWARE
    settings.MIDDLEWARE = [outermost, f"{__name__}.Noticing", *inner]
    built = an_initiative(until="concept open")
    client = Client()
    client.force_login(person("person-s1"))
    answers: list[Any] = []
    waiting = threading.Thread(target=_post, args=(client, answers))
    _arrived.clear()

    with transaction.atomic():
        m.Head.objects.select_for_update(of=("self",)).get(initiative__key=built.key)
        waiting.start()
        assert _arrived.wait(60)
        deadline = clock.now()
        m.Stage.objects.filter(initiative__key=built.key, key="concept").update(deadline=deadline)
    waiting.join(60)

    row = m.Submission.objects.get(stage__key="concept", participation__key="s1")
    assert (answers[0].status_code, row.received_at < deadline) == (302, True)
    assert clock.now() > deadline


def _post(client: Client, answers: list[Any]) -> None:
    try:
        answers.append(client.post(_DESK, {"need": "Vi hann.", "do": "hand_in", "once": "i-tid"}))
    finally:
        connections.close_all()
