"""Case T12: somebody asks for all RFI answers. Each is tried, words are covered, and it is known who was given what."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests import cast
from tests.web.filling import filled, sent
from tests.web.visitor import browser
from vakna.core.disclosure import COVER
from vakna.core.vocabulary import Release
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

PRICE, METHOD, OPEN = "elva kronor per skärm", "baklänges ljudkarta", "Det finns en film på en telefon."
GROUND = "OSL 31 kap. 16 §: inköpspriset är en affärsuppgift."


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def _hand_in(person: str, **given: Any) -> Client:
    client = browser(person)
    answer = sent(client, reverse("hand_in", args=["prov", "rfi"]), do="hand_in", **given)
    assert answer.status_code == 302, answer.content.decode()
    return client


def _answers_come_in() -> None:
    _hand_in(
        "person-s1", q1=OPEN, q2=f"Vi köper för {PRICE}.", q2_asked="on", q2_ground="Inköpspriset.",
        q2_damage="En konkurrent kan räkna ut vår marginal.",
        file_more=SimpleUploadedFile("metod.txt", f"Så gör vi: {METHOD}.".encode()), more_asked="on",
        more_ground="Metoden.", more_damage="Den går att kopiera.",
    )  # fmt: skip
    _hand_in("person-s2", q1="Vi har inget än.", q2="Vet inte.")


def _text_of(answer: HttpResponse) -> str:
    if answer["Content-Type"] == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    with ZipFile(BytesIO(answer.content)) as packed:
        return re.sub("<[^>]+>", "", packed.read("word/document.xml").decode())


def _raw(answer: HttpResponse) -> bytes:
    """Give everything in the file, unpacked, for the search of what must not be there."""
    if answer["Content-Type"] == "application/pdf":
        reader = PdfReader(BytesIO(answer.content))
        streams = [one.get_object() for one in (reader.get_object(n) for n in range(1, len(reader.xref[0]) + 1)) if one]
        unpacked = b"".join(one.get_data() for one in streams if hasattr(one, "get_data"))
        return bytes(answer.content) + unpacked + str(reader.metadata).encode()
    with ZipFile(BytesIO(answer.content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def _asked_by_somebody() -> str:
    nobody, where = browser(), reverse("request_records", args=["prov", "rfi"])
    answer = sent(nobody, where)
    assert answer.status_code == 302
    return m.Disclosure.objects.get().key


def _tried(key: str) -> Client:
    """Release what is not marked with one press, cover the price, keep the method back."""
    lawyer, where = browser("jorun"), reverse("disclosure", args=["prov", key])
    assert sent(lawyer, where, do="unmarked").status_code == 302
    form = filled(lawyer, where, do="decide")
    places = sorted(name.removesuffix("-here") for name in form if name.endswith("-here"))
    assert len(places) == 2
    assert [f"{one}-decision" in form for one in places] == [False, False]
    answer, file = (one for one in sorted(places, key=lambda one: f"{one}-words" not in form))
    decided = {
        f"{answer}-decision": "mask", f"{answer}-words": PRICE.upper(), f"{answer}-ground": GROUND,
        f"{file}-decision": "withhold", f"{file}-ground": "OSL 31 kap. 16 §: metoden är en driftuppgift.",
    }  # fmt: skip
    assert lawyer.post(where, {**form, **decided}).status_code == 302
    return lawyer


def test_all_rfi_answers_are_asked_for_tried_and_given_with_words_covered() -> None:
    cast.an_initiative(until="rfi open")
    _answers_come_in()
    key = _asked_by_somebody()
    lawyer = _tried(key)
    [asked] = pictures.take("prov", {"openness"}).disclosures
    hers = [one for one in asked.items if one.participation == asked.items[0].participation]
    by = {(one.topic, one.file is not None): one.decision for one in hers}

    assert {one.decision for one in asked.items} == {Release.RELEASE, Release.MASK, Release.WITHHOLD}
    assert by == {("q1", False): Release.RELEASE, ("q2", False): Release.MASK, (None, True): Release.WITHHOLD}
    for route in ("disclosure_pdf", "disclosure_docx"):
        copy = lawyer.get(reverse(route, args=["prov", key]))
        words, raw = _text_of(copy), _raw(copy)
        assert OPEN in " ".join(words.split())
        assert COVER in words
        assert GROUND in " ".join(words.split())
        assert [hidden for hidden in (PRICE, METHOD, "metod.txt") if hidden in words or hidden.encode() in raw] == []

    where = reverse("disclosure", args=["prov", key])
    given = sent(lawyer, where, to=reverse("give_out", args=["prov", key]), given_to="Den som frågade, med e-post")
    assert given.status_code == 302
    assert browser("jorun").get(reverse("disclosure_file", args=["prov", key, 1])).status_code == 404
    page = browser("rut").get(where).content.decode()
    assert all(words in page for words in ("Den som frågade, med e-post", GROUND, "Inköpspriset.", COVER))


def test_suppliers_concerned_are_told_and_see_their_own_papers_alone() -> None:
    cast.an_initiative(until="rfi open")
    _answers_come_in()
    key = _asked_by_somebody()
    _tried(key)
    where = reverse("disclosure", args=["prov", key])
    mine, other = (browser(who).get(where).content.decode() for who in ("person-s1", "person-s2"))
    letters = m.Letter.objects.filter(subject__contains="begärt ut")

    assert sorted(letters.values_list("to", flat=True)) == sorted(2 * [f"person-s{n}@cast.example" for n in (1, 2)])
    assert GROUND in mine
    assert [said for said in (GROUND, PRICE, "metod.txt", "Alvina") if said in other] == []
    others = (None, "stranger", "person-s3", "folke", "colin")
    assert [browser(who).get(where).status_code for who in others] == [404] * 5


def test_log_says_that_records_were_asked_for_and_given_and_protects_who() -> None:
    cast.an_initiative(until="rfi open")
    _answers_come_in()
    key = _asked_by_somebody()
    _tried(key)
    entries = m.Entry.objects.filter(act__startswith="oversight.").exclude(act="oversight.checkpoint")

    assert [(one.act, one.facts.get("whole")) for one in entries] == [
        ("oversight.record_request", None),
        ("oversight.decide_disclosure", False),
        ("oversight.decide_disclosure", True),
    ]
    assert not any(words in str(one.facts) for one in entries for words in (PRICE, METHOD, GROUND, "s1"))
