"""All typed answers of a stage as one table, safe in spreadsheets; what came under seal is read in order first."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import an_initiative, person, said
from vakna.actions import selection
from vakna.core.initiative import Answer, Key
from vakna.records import models as m

pytestmark = pytest.mark.django_db


def _as(key: str) -> Client:
    client = Client()
    client.force_login(person(key))
    return client


def _table(client: Client, stage: str) -> list[list[str]]:
    answer = client.get(reverse("answers_file", args=["prov", stage]))
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff")), delimiter=";"))


def test_answers_stand_in_a_table_and_are_never_run_as_formulas() -> None:
    built = an_initiative(until="concept open")
    for key, words in (("s2", "=1+1"), ("s1", "Vi gick med dem.")):
        answers = (
            Answer(topic=Key("need"), said=said(words), ground=said("Vårt recept."), damage=said("Andra tar det.")),
        )
        selection.hand_in(by=f"person-{key}", at=built.at, initiative="prov", stage="concept", answers=answers)

    head, first, second = _table(_as("ulla"), "concept")
    column = head.index("Begärs skyddat") + 1

    assert head[:4] == ["Leverantör", "Version", "Mottaget", "Begärs skyddat"]
    assert (first[column], second[column]) == ("Vi gick med dem.", "'=1+1")
    assert first[3] == head[column]
    assert _as("person-s1").get(reverse("answers_file", args=["prov", "concept"])).status_code == 403


def test_what_came_under_seal_is_read_in_the_journal_before_the_table_is_given() -> None:
    an_initiative(until="opened")
    ulla, where = _as("ulla"), reverse("answers_file", args=["prov", "call"])
    read = m.Entry.objects.filter(act="selection.read")

    assert (ulla.get(where).status_code, read.count()) == (409, 0)
    assert ulla.post(where, {"once": "a"}).status_code == 302
    assert read.count() == 3
    assert len(_table(ulla, "call")) == 4
    assert _as("petra").get(where).status_code == 409


def test_nothing_is_given_before_the_opening() -> None:
    an_initiative(until="call open")

    assert _as("ulla").get(reverse("answers_file", args=["prov", "call"])).status_code == 409
