"""A newcomer runs the practice case: enters as one of the cast and lets time go on, from need to spread."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.journeys.test_karlstad import SWEDISH, figures
from vakna.actions import demo
from vakna.records import clock

START, LONGEST = "ovningsfallet-start", 150


@pytest.mark.django_db
@override_settings(VAKNA_DEMO=True)
def test_practice_case_comes_to_karlstads_figures_when_a_newcomer_lets_time_go_on() -> None:
    demo.build(at=clock.now())
    client = Client()
    client.post(reverse("demo"), {"person": "maja-lindqvist"})
    presses = 0
    while client.post(reverse("next_date", args=[START]), {"with_cast": "on"}).status_code == 302:
        presses += 1
        assert presses < LONGEST

    assert presses > 5
    assert figures(client, START, "sv") == SWEDISH
