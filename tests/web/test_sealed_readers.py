"""What came under seal is read by the buyer's own and by those under a secrecy undertaking; every reading is listed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.actions import people, selection
from vakna.core.refusal import BadInput, NotAllowed
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_WORDS = "Vi gick med dem en dag (call)."


def _as(key: str) -> Client:
    client = Client()
    client.force_login(cast.person(key))
    return client


def _at(route: str, *args: str) -> str:
    return reverse(route, args=["prov", *args])


def test_engaged_reader_reads_under_its_undertaking_alone_and_every_reading_is_listed() -> None:
    built = cast.an_initiative(until="opened")
    given = m.Initiative.objects.get(key="prov").undertakings
    m.Initiative.objects.filter(key="prov").update(undertakings=())
    rut, ulla, page = _as("rut"), _as("ulla"), _at("submission", "call-s1")

    without = rut.post(page, {"once": "1"}).status_code
    m.Initiative.objects.filter(key="prov").update(undertakings=given)
    read = rut.post(page, {"once": "2"}).status_code
    shown = rut.get(page).content.decode()
    m.Initiative.objects.filter(key="prov").update(undertakings=())
    hidden = rut.get(page).content.decode()
    log = ulla.get(_at("reading_log", "call")).content.decode()
    record = ulla.get(_at("opening_record", "call")).content.decode()

    assert (without, read) == (403, 302)
    assert (_WORDS in shown, _WORDS in hidden) == (True, False)
    # One reading, and the attempt without an undertaking before it.
    assert ("1 läsning" in log, log.count("Rut Revisor"), log.count("Alvina Verkstad AB, version 1")) == (True, 2, 1)
    assert "hade ingen antecknad sekretessförbindelse" in log
    assert [record.count(one) for one in ("Ulla Upphandlare", "Jorun Jurist", "Celsing s3")] == [2, 1, 1]
    assert record.count("1, gäller") == len(built.suppliers)
    assert ulla.get(_at("opening_record_file", "call")).content.startswith(b"%PDF-")
    assert [_as(one).get(_at("reading_log", "call")).status_code for one in ("colin", "person-s1")] == [403, 403]
    with pytest.raises(NotAllowed) as caught:
        selection.read(by="rut", at=built.at, initiative="prov", submission="call-s2")
    assert caught.value.code == "no-undertaking"


def test_nobody_opens_without_an_undertaking_but_the_buyers_own() -> None:
    built = cast.an_initiative(until="call open", at=None)
    m.Person.objects.filter(key="jorun").update(organisation=m.Organisation.objects.get(key="granskning"))
    after = built.at + timedelta(days=28)

    with pytest.raises(NotAllowed) as caught:
        selection.open_sealed(by="jorun", at=after, initiative="prov", stage="call")
    noted = {"initiative": "prov", "person": "jorun", "signed": built.at.date(), "reference": "P 2026:10"}
    people.note_undertaking(by="ulla", at=built.at, **noted)

    assert caught.value.code == "no-undertaking"
    assert selection.open_sealed(by="jorun", at=after, initiative="prov", stage="call") is False


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"person": "stranger"}, "undertaking-no-member"),
        ({"signed": timedelta(days=2)}, "undertaking-to-come"),
        ({"until": timedelta(days=-9)}, "undertaking-ends-first"),
    ],
)
def test_undertaking_is_refused_when_it_cannot_bind(changed: dict[str, Any], code: str) -> None:
    built = cast.an_initiative()
    today = built.at.date()
    days = {name: today + one for name, one in changed.items() if isinstance(one, timedelta)}
    given = {"person": "rut", "signed": today, "reference": "P 2026:10", **changed, **days}

    with pytest.raises(BadInput) as caught:
        people.note_undertaking(by="jorun", at=built.at, initiative="prov", **given)

    assert caught.value.code == code


def test_undertakings_page_shows_who_lacks_one_and_notes_it() -> None:
    cast.an_initiative()
    m.Initiative.objects.filter(key="prov").update(undertakings=())
    ulla, page = _as("ulla"), _at("undertakings")
    before = ulla.get(page).content.decode()

    ulla.post(page, {"person": "rut", "signed": "2026-01-05", "reference": "P 2026:11", "once": "1"})

    assert "Saknas: får inte läsa" in before
    [made] = m.Initiative.objects.get(key="prov").undertakings
    assert (made.person, made.reference, made.noted_by) == ("rut", "P 2026:11", "ulla")
    assert "Saknas" not in ulla.get(page).content.decode()
