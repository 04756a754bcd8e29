"""Consortium and subcontractors, named with country, number and part; a change is told; no personal number."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.actions import people, selection
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Key, Partner
from vakna.core.organisations import is_personal
from vakna.core.refusal import BadInput
from vakna.records import models as m
from vakna.records import own_content

pytestmark = pytest.mark.django_db

OLLI = Partner(kind=v.PartnerKind.SUBCONTRACTOR, name="Olli Oy", country="FI", number="1234567-8",
               part=cast.said("Filmar."))  # fmt: skip
ROW = {"partner_1_kind": "subcontractor", "partner_1_name": "Olli Oy", "partner_1_country": "fi",
       "partner_1_number": "1234567-8", "partner_1_part": "Filmar."}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def _as(key: str) -> Client:
    client = Client()
    client.force_login(cast.person(key))
    return client


def test_partners_are_handed_in_shown_and_a_change_asks_for_its_reason() -> None:
    cast.an_initiative(until="concept open")
    supplier, desk = _as("person-s1"), reverse("hand_in", args=["prov", "concept"])
    given = {"need": "Vi sitter med.", "do": "hand_in"}

    unsaid = supplier.post(desk, {**given, **ROW, "once": "a"})
    lacking = supplier.post(desk, {**given, **ROW, "partner_1_part": "", "once": "b"})
    personal = supplier.post(desk, {**given, **ROW, "partner_1_country": "", "partner_1_number": "850101-1234",
                                    "partners_changed": "Olli filmar bättre.", "once": "c"})  # fmt: skip
    done = supplier.post(desk, {**given, **ROW, "partners_changed": "Olli filmar bättre.", "once": "d"})
    again = supplier.post(desk, {**given, **ROW, "once": "e"})
    row = m.Submission.objects.filter(stage__key="concept").first()
    assert row
    page = _as("ulla").get(reverse("submission", args=["prov", row.key])).content.decode()

    answered = [one.status_code for one in (unsaid, lacking, personal, done, again)]
    assert answered == [422, 422, 422, 302, 302]
    assert "är andra än de ni angav senast" in unsaid.content.decode()
    assert "Namn och del av arbetet behövs" in lacking.content.decode()
    assert "ser ut som ett personnummer" in personal.content.decode()
    assert (row.partners, row.partners_changed) == ((OLLI,), cast.said("Olli filmar bättre."))
    assert [one in page for one in ("Olli Oy", "FI, 1234567-8", "Filmar.", "Olli filmar bättre.")] == [True] * 4


def test_more_than_five_partners_are_added_without_script_and_the_draft_keeps_them() -> None:
    cast.an_initiative(until="concept open")
    supplier, desk = _as("person-s1"), reverse("hand_in", args=["prov", "concept"])
    seven = {f"partner_{n}_{part}": said for n in range(1, 8)
             for part, said in {"name": f"Firma {n}", "country": "NO", "part": "Bygger."}.items()}  # fmt: skip
    five = {name: said for name, said in seven.items() if int(name.split("_")[1]) <= 5}

    added = supplier.post(desk, {"need": "Vi sitter med.", **five, "do": "more_partners", "once": "a"})
    page = supplier.get(desk).content.decode()
    supplier.post(desk, {"need": "Vi sitter med.", **seven, "partner_rows": "10", "once": "b"})
    kept = supplier.get(desk).content.decode()
    changed = {"partners_changed": "Vi har blivit fler.", "do": "hand_in", "once": "c"}
    done = supplier.post(desk, {"need": "Vi sitter med.", **seven, "partner_rows": "10", **changed})

    assert (added.status_code, added["Location"]) == (302, f"{desk}#partners")
    assert ('name="partner_10_name"' in page, 'name="partner_11_name"' in page) == (True, False)
    assert ('value="Firma 5"' in page, 'value="Firma 7"' in kept, done.status_code) == (True, True, 302)
    row = m.Submission.objects.filter(stage__key="concept").first()
    assert row
    assert [one.name for one in row.partners] == [f"Firma {n}" for n in range(1, 8)]


def test_partners_lie_under_seal_until_the_opening() -> None:
    built = cast.an_initiative(until="call open")
    selection.hand_in(
        by="person-s1", at=built.at, initiative="prov", stage="call", works_with=(OLLI,), key="t1",
        answers=(Answer(topic=Key("need"), said=cast.said("Vi går med.")),),
    )  # fmt: skip
    row = m.Submission.objects.get(key="t1")
    shown = _as("person-s1").get(reverse("hand_in", args=["prov", "call"])).content.decode()
    sealed = (row.partners, b"Olli" in bytes(row.sealed or b""))
    for by in ("ulla", "jorun"):
        selection.open_sealed(by=by, at=built.at + timedelta(days=28), initiative="prov", stage="call")

    assert sealed == ((), False)
    assert own_content.partners(initiative="prov", submission="t1") == (OLLI,)
    assert 'value="Olli Oy"' in shown
    assert m.Submission.objects.get(key="t1").partners == (OLLI,)


def test_personal_number_is_neither_taken_nor_shown() -> None:
    built = cast.an_initiative()
    m.Organisation.objects.filter(key="nav").update(number="850101-1234")

    with pytest.raises(BadInput) as caught:
        people.register_organisation(
            by=None, at=built.at, name="Firma Eva", kind=v.OrganisationKind.SOLE_TRADER, number="19850101-1234"
        )
    document = _as("ulla").get(reverse("document_file", args=["prov"])).content.decode()

    assert caught.value.code == "number-is-personal"
    assert "850101" not in document
    numbers = {"556016-0680": "SE", "212000-1850": "SE", "1234567-8": "FI", "850101-1234": "NO", "8501611234": "SE"}
    assert {one: is_personal(one, country) for one, country in numbers.items()} == {
        "556016-0680": False, "212000-1850": False, "1234567-8": False, "850101-1234": False, "8501611234": True,
    }  # fmt: skip
