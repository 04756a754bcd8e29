"""Secrecy marks with ground and damage, per answer and per file, and files that are turned away: nothing is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.cast import said
from tests.web.visitor import browser, reads
from vakna.actions import drafts, selection
from vakna.core.initiative import Answer, Key
from vakna.core.refusal import BadInput
from vakna.records import models as m

pytestmark = pytest.mark.django_db

MARK = {"need_asked": "on", "need_ground": "Metoden är vår.", "need_damage": "Andra kan göra likadant."}
FILE_MARK = {"more_asked": "on", "more_ground": "Ritningen är vår.", "more_damage": "Den går att kopiera."}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def _desk(stage: str = "concept") -> str:
    return reverse("hand_in", args=["prov", stage])


def _post(client: Client, stage: str = "concept", **given: Any) -> Any:
    return client.post(_desk(stage), {"need": "Vi sitter med.", "do": "hand_in", "once": "a", **given})


def _text_file(name: str = "ritning.txt", content: bytes = b"en ritning") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_marks_are_handed_in_per_answer_and_file_and_shown_to_supplier_and_readers() -> None:
    cast.an_initiative(until="concept open")
    supplier = browser("person-s1")
    answer = _post(supplier, **MARK, **FILE_MARK, file_more=_text_file())
    row = m.Submission.objects.get(stage__key="concept")
    receipt = reads(reverse("receipt", args=["prov", row.key]), "person-s1")
    read = reads(reverse("submission", args=["prov", row.key]), "ulla")
    marked = [*MARK.values(), *FILE_MARK.values()]

    assert answer.status_code == 302
    assert [(one.ground, one.damage) for one in (*row.answers, *row.attachments)] == [
        (said(MARK["need_ground"]), said(MARK["need_damage"])),
        (said(FILE_MARK["more_ground"]), said(FILE_MARK["more_damage"])),
    ]
    assert [words for words in marked if words != "on" and (words not in receipt or words not in read)] == []


def test_marks_of_a_sealed_tender_are_encrypted_and_shown_to_its_supplier_alone() -> None:
    cast.an_initiative(until="call open")
    _post(browser("person-s1"), "call", **MARK)
    row = m.Submission.objects.get(stage__key="call")
    where = reverse("receipt", args=["prov", row.key])

    assert (row.answers, b"Metoden" in bytes(row.sealed or b"")) == ((), False)
    assert MARK["need_damage"] in reads(where, "person-s1")
    assert browser("person-s2").get(where).status_code == 404


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"need_asked": "on"}, ["need_ground", "need_damage"]),
        ({"need_ground": "Metoden är vår."}, ["need_damage"]),
        ({"need_asked": "on", "need_damage": "Skada."}, ["need_ground"]),
    ],
)
def test_mark_without_ground_or_damage_is_refused_beside_its_field_with_the_draft_kept(
    given: dict[str, str], missing: list[str]
) -> None:
    cast.an_initiative(until="concept open")
    answer = _post(browser("person-s1"), **given)

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == sorted(missing)
    assert not m.Submission.objects.filter(stage__key="concept").exists()
    assert m.Draft.objects.get().content["need"] == "Vi sitter med."
    assert {name: held for name, held in m.Draft.objects.get().content.items() if name in given and held} == {
        name: "True" if name.endswith("asked") else words for name, words in given.items()
    }


def test_mark_on_a_file_without_damage_is_refused_and_one_on_no_file_is_not_asked_about() -> None:
    cast.an_initiative(until="concept open")
    marked = {"more_asked": "on", "more_ground": "Ritningen."}
    refused = _post(browser("person-s1"), **marked, file_more=_text_file())
    kept = m.StoredFile.objects.get()
    m.StoredFile.objects.all().delete()
    taken = _post(browser("person-s1"), **marked)

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["more_damage"])
    assert (kept.name, kept.submission) == ("ritning.txt", None)
    assert taken.status_code == 302


def test_draft_and_next_version_keep_the_marks() -> None:
    cast.an_initiative(until="concept open")
    supplier = browser("person-s1")
    _post(supplier, **MARK, **FILE_MARK, file_more=_text_file(), do="save")
    drafted = reads(_desk(), "person-s1")
    _post(supplier, **MARK, **FILE_MARK)
    again = supplier.get(_desk()).context["form"].initial
    wanted = {name: words for name, words in (MARK | FILE_MARK).items() if not name.endswith("asked")}

    assert [words for words in wanted.values() if words not in drafted] == []
    assert {name: again[name] for name in wanted} == wanted
    assert again["need_asked"] is again["more_asked"] is True


def test_action_refuses_a_mark_that_is_not_whole() -> None:
    built = cast.an_initiative(until="concept open")
    answers = (Answer(topic=Key("need"), said=said("Vårt svar."), ground=said("Metoden.")),)

    with pytest.raises(BadInput) as refused:
        selection.hand_in(by="person-s1", at=built.at, initiative=built.key, stage="concept", answers=answers)
    assert [(one.path, one.code) for one in refused.value.problems] == [("need_damage", "mark-not-whole")]


def test_rfi_answer_without_account_says_that_it_is_public_and_takes_marks() -> None:
    cast.an_initiative(until="rfi open")
    where, nobody = reverse("answer_rfi", args=["prov", "rfi"]), browser()
    given = {
        "q1": "En film finns.",
        "name": "Nya",
        "kind": "team",
        "person": "Nora",
        "email": "n@ny.example",
        "once": "a",
    }
    refused = nobody.post(where, {**given, "q1_ground": "Filmen."})
    taken = nobody.post(where, {**given, "q1_ground": "Filmen.", "q1_damage": "Den är inte släppt."})
    row = m.Submission.objects.get(stage__key="rfi")

    assert "allmän handling från början" in reads(where)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["q1_damage"])
    assert (taken.status_code, row.answers[0].damage) == (302, said("Den är inte släppt."))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("program.exe", b"MZ\x90", "Filer av slaget .exe"),
        ("sida.html", b"<html>", "Filer av slaget .html"),
        ("svar.pdf", b"MZ\x90 ett program", "inte det som namnet säger"),
        ("svar.txt", b"<!DOCTYPE html><script>", "inte det som namnet säger"),
        ("stor.txt", b"x" * 65, "större än"),
    ],
)
def test_file_of_the_wrong_kind_or_too_large_is_refused_with_the_rest_kept(
    settings: Any, name: str, content: bytes, says: str
) -> None:
    settings.VAKNA_LARGEST_FILE = 64
    cast.an_initiative(until="concept open")
    answer = _post(browser("person-s1"), **MARK, file_more=SimpleUploadedFile(name, content), do="save")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert says in page
    assert "Vi sitter med." in page
    assert m.Draft.objects.get().content["need_ground"] == MARK["need_ground"]
    assert not m.StoredFile.objects.exists()
    assert [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()] == []


def test_file_that_was_uploaded_before_stays_when_the_next_one_is_refused() -> None:
    cast.an_initiative(until="concept open")
    supplier = browser("person-s1")
    _post(supplier, file_more=_text_file(), do="save")
    refused = _post(supplier, file_more=_text_file("svar.pdf", b"inget"), do="save")

    assert refused.status_code == 422
    assert m.StoredFile.objects.get().name == "ritning.txt"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\svar.txt", "svar.txt"),
        ("a\u202etxt.exe.txt", "atxt.exe.txt"),
        ("=HYPERLINK(1).txt", "=HYPERLINK(1).txt"),
        ("å" * 300 + ".txt", "å" * 251 + ".txt"),
    ],
)
def test_nasty_names_are_made_plain(name: str, kept: str) -> None:
    built = cast.an_initiative(until="concept open")
    pk = drafts.upload(
        by="person-s1", at=built.at, initiative="prov", form="hand-in.concept", topic="more", name=name, size=3,
        media_type="text/plain", chunks=[b"ord"],
    )  # fmt: skip

    assert m.StoredFile.objects.get(pk=pk).name == kept
