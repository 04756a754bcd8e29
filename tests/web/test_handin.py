"""Handing in: draft, files, deadline, receipt, taking back; with an account and, for an RFI, without."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.actions import drafts
from vakna.actions._journal import house_key
from vakna.core import vocabulary as v
from vakna.core.refusal import BadInput
from vakna.exchange import signed_note
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def _as(client: Client, key: str) -> Client:
    client.force_login(cast.person(key))
    return client


def _desk(key: str = "prov", stage: str = "concept") -> str:
    return reverse("hand_in", args=[key, stage])


def _past_deadline(stage: str) -> None:
    m.Stage.objects.filter(key=stage).update(deadline=clock.now() - timedelta(seconds=1))


def test_draft_is_kept_and_not_handed_in_when_saved(client: Client) -> None:
    cast.an_initiative(until="concept open")
    answer = _as(client, "person-s1").post(_desk(), {"need": "Vi sitter med.", "do": "save", "once": "a"})
    page = client.get(_desk()).content.decode()

    assert answer.status_code == 302
    assert m.Draft.objects.get().content["need"] == "Vi sitter med."
    assert "INTE INLÄMNAD" in page
    assert "Vi sitter med." in page
    assert not m.Submission.objects.filter(stage__key="concept").exists()


def test_hand_in_gives_receipt_and_puts_draft_away(client: Client) -> None:
    cast.an_initiative(until="concept open")
    file = SimpleUploadedFile("koncept.pdf", b"%PDF-1.7 vad vi menar", content_type="application/pdf")
    posted = {
        "need": "Vi sitter med.",
        "need_ground": "Metoden är vår.",
        "need_damage": "Andra kan göra likadant.",
        "file_more": file,
        "do": "hand_in",
        "once": "a",
    }
    answer = _as(client, "person-s1").post(_desk(), posted)
    row = m.Submission.objects.get(stage__key="concept")
    receipt = signed_note.read_receipt_note(note=row.receipt or "", keys=[house_key().public])
    page = client.get(_desk()).content.decode()

    assert answer.status_code == 302
    assert [(one.topic, one.said.said("sv"), one.ground is not None) for one in row.answers] == [
        ("need", "Vi sitter med.", True)
    ]
    assert receipt.attachments == (sha256(b"%PDF-1.7 vad vi menar").hexdigest(),)
    assert "Version 1 är INLÄMNAD" in page
    assert receipt.attachments[0] in page
    assert not m.Draft.objects.exists()


def test_same_form_posted_twice_makes_one_version(client: Client) -> None:
    cast.an_initiative(until="concept open")
    posted = {"need": "Vi sitter med.", "do": "hand_in", "once": "the-same"}
    codes = [_as(client, "person-s1").post(_desk(), posted).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert m.Submission.objects.filter(stage__key="concept").count() == 1
    assert not m.Draft.objects.exists()


def test_next_version_takes_files_along_and_leaves_earlier_receipt(client: Client) -> None:
    cast.an_initiative(until="concept open")
    _as(client, "person-s1")
    file = SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42")
    client.post(_desk(), {"need": "Ett.", "file_more": file, "do": "hand_in", "once": "a"})
    client.post(_desk(), {"need": "Två.", "do": "save", "once": "b"})
    page = client.get(_desk()).content.decode()
    client.post(_desk(), {"need": "Två.", "do": "hand_in", "once": "c"})
    rows = list(m.Submission.objects.filter(stage__key="concept").order_by("version"))

    assert "Version 1 är inlämnad och gäller" in page
    assert "Version 2 är INTE INLÄMNAD" in page
    assert [(row.version, [one.name for one in row.attachments]) for row in rows] == [
        (1, ["film.mp4"]),
        (2, ["film.mp4"]),
    ]
    assert [row.files.count() for row in rows] == [1, 1]


def test_late_hand_in_is_refused_with_409_and_draft_kept(client: Client) -> None:
    cast.an_initiative(until="concept open")
    _past_deadline("concept")
    answer = _as(client, "person-s1").post(_desk(), {"need": "För sent.", "do": "hand_in", "once": "a"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Ditt utkast finns kvar" in page
    assert "För sent." in page
    assert m.Draft.objects.get().content["need"] == "För sent."
    assert not m.Submission.objects.filter(stage__key="concept").exists()


def test_empty_hand_in_is_refused_and_says_what_to_do(client: Client) -> None:
    cast.an_initiative(until="concept open")
    answer = _as(client, "person-s1").post(_desk(), {"do": "hand_in", "once": "a"})

    assert answer.status_code == 422
    assert "Det finns inget att lämna in." in answer.content.decode()


def test_sealed_tender_is_read_by_its_own_supplier_only(client: Client) -> None:
    cast.an_initiative(until="call open")
    posted = {"need": "Hemligheten är tystnad.", "do": "hand_in", "once": "a"}
    _as(client, "person-s1").post(_desk(stage="call"), posted)
    own = client.get(_desk(stage="call")).content.decode()
    other = _as(client, "person-s2").get(_desk(stage="call")).content.decode()
    row = m.Submission.objects.get(stage__key="call", participation__organisation__key="org-s1", receipt__isnull=False)

    assert (row.answers, b"tystnad" in bytes(row.sealed or b"")) == ((), False)
    assert "Hemligheten är tystnad." in own
    assert "Hemligheten är tystnad." not in other


def test_desk_asks_for_log_in_and_refuses_team_and_strangers(client: Client) -> None:
    cast.an_initiative(until="concept open")

    assert client.get(_desk()).status_code == 302
    assert _as(client, "ulla").get(_desk(stage="call")).status_code == 403
    assert _as(client, "stranger").get(_desk()).status_code == 404
    assert _as(client, "person-s1").get(_desk(stage="nowhere")).status_code == 404
    assert _as(client, "person-s1").get(_desk(stage="prototype")).status_code == 404
    assert _as(client, "person-s1").get(_desk(key="nowhere")).status_code == 404


def test_draft_saves_itself_for_its_owner_and_for_nobody_without_session_form(client: Client) -> None:
    cast.an_initiative(until="concept open")
    where = reverse("draft_save", args=["prov", "hand-in.concept"])
    stranger = client.post(where, {"need": "x"}).status_code
    answer = _as(client, "person-s1").post(where, {"need": "Halvvägs", "file_more": "[object File]", "once": "a"})

    assert (stranger, answer.status_code, answer.content) == (403, 204, b"")
    assert m.Draft.objects.get().content == {"need": "Halvvägs"}
    assert client.get(where).status_code == 405


def test_file_is_removed_from_draft_with_its_bytes(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    cast.an_initiative(until="concept open")
    _as(client, "person-s1").post(_desk(), {"file_more": SimpleUploadedFile("a.txt", b"a"), "do": "save"})
    row = m.StoredFile.objects.get()
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(_desk(), {"remove": str(row.pk), "do": "save"})

    assert len(stored) == 1
    assert not m.StoredFile.objects.exists()
    assert not stored[0].exists()


def test_own_file_is_given_back_to_its_owner_alone(client: Client) -> None:
    cast.an_initiative(until="concept open")
    _as(client, "person-s1").post(_desk(), {"file_more": SimpleUploadedFile("å.txt", b"innehall"), "do": "save"})
    where = reverse("own_file", args=["prov", m.StoredFile.objects.get().pk])
    own = client.get(where)

    assert b"".join(own.streaming_content) == b"innehall"  # type: ignore[attr-defined]
    assert own["Content-Disposition"].startswith("attachment;")
    assert _as(client, "person-s2").get(where).status_code == 404


@pytest.mark.parametrize(("size", "code"), [(0, "file-empty"), (11, "file-too-large")])
def test_file_that_is_empty_or_too_large_is_refused(settings: Any, size: int, code: str) -> None:
    cast.an_initiative(until="concept open")
    settings.VAKNA_LARGEST_FILE = 10

    with pytest.raises(BadInput) as refused:
        drafts.upload(
            by="person-s1", at=clock.now(), initiative="prov", form="hand-in.concept", topic="more", name="a.txt",
            size=size, media_type="text/plain", chunks=[b"x" * size],
        )  # fmt: skip
    assert (refused.value.code, refused.value.path) == (code, "file_more")
    assert not m.StoredFile.objects.exists()


def test_receipt_is_shown_and_downloaded_by_its_supplier_alone(client: Client) -> None:
    cast.an_initiative(until="concept open")
    _as(client, "person-s1").post(_desk(), {"need": "Ett.", "do": "hand_in", "once": "a"})
    row = m.Submission.objects.get(stage__key="concept")
    page, file = reverse("receipt", args=["prov", row.key]), reverse("receipt_file", args=["prov", row.key])

    assert "attachment" in client.get(file)["Content-Disposition"]
    assert client.get(file).content.decode() == row.receipt
    assert (row.digest or "-") in client.get(page).content.decode()
    assert [_as(client, "person-s2").get(where).status_code for where in (page, file)] == [404, 404]


def test_tender_is_taken_back_and_can_be_handed_in_again(client: Client) -> None:
    cast.an_initiative(until="call open")
    _as(client, "person-s1").post(_desk(stage="call"), {"need": "Ett.", "do": "hand_in", "once": "a"})
    row = m.Submission.objects.get(participation__organisation__key="org-s1", stage__key="call")
    where = reverse("withdraw", args=["prov", row.key])
    other = _as(client, "person-s2").post(where, {"once": "b"}).status_code
    own = _as(client, "person-s1").post(where, {"once": "c"}).status_code
    page = client.get(_desk(stage="call")).content.decode()

    assert (other, own, client.get(where).status_code) == (404, 302, 405)
    assert "INTE INLÄMNAD" in page


_RFI = {"q1": "En film finns.", "name": "Nyfikna team", "kind": "team", "person": "Nora Ny", "email": "nora@ny.example"}


def _answer(stage: str = "rfi") -> str:
    return reverse("answer_rfi", args=["prov", stage])


def test_rfi_is_answered_without_account_and_receipt_shown_and_mailed(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    before = set(m.Submission.objects.values_list("pk", flat=True))
    answer = client.post(_answer(), {**_RFI, "once": "a"})
    row = m.Submission.objects.exclude(pk__in=before).get()
    page = client.get(answer["location"])

    assert (row.participation.organisation.name, row.participation.organisation.kind) == ("Nyfikna team", "team")
    assert (page.status_code, (row.digest or "-") in page.content.decode()) == (200, True)
    assert row.receipt in m.Letter.objects.get(to="nora@ny.example").body
    assert client.get(reverse("receipt", args=["prov", row.key])).status_code == 404
    assert not m.Person.objects.get(email="nora@ny.example").has_usable_password()
    assert mail.outbox == []


def test_rfi_answer_posted_twice_makes_one(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    before = m.Submission.objects.count()
    ways = {client.post(_answer(), {**_RFI, "once": "a"})["location"].partition("?")[0] for _ in range(2)}

    assert len(ways) == 1
    assert (m.Submission.objects.count() - before, m.Organisation.objects.filter(name="Nyfikna team").count()) == (1, 1)


def test_late_rfi_answer_is_refused_and_draft_of_browser_kept(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    _past_deadline("rfi")
    answer = client.post(_answer(), {**_RFI, "once": "a"})

    assert answer.status_code == 409
    assert "En film finns." in client.get(_answer()).content.decode()
    assert "En film finns." not in Client().get(_answer()).content.decode()
    assert not m.Organisation.objects.filter(name="Nyfikna team").exists()


def test_rfi_answer_refuses_address_of_an_account(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    answer = client.post(_answer(), {**_RFI, "email": "person-s1@cast.example", "once": "a"})

    assert answer.status_code == 409
    assert not m.Organisation.objects.filter(name="Nyfikna team").exists()


def test_rfi_answer_again_by_same_address_is_next_version(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    for once in ("a", "b"):
        client.post(_answer(), {**_RFI, "once": once})
    own = m.Submission.objects.filter(participation__organisation__name="Nyfikna team")

    assert sorted(own.values_list("version", flat=True)) == [1, 2]


def test_rfi_answer_without_address_is_asked_for_again_with_what_was_typed(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    answer = client.post(_answer(), {**_RFI, "email": "", "once": "a"})

    assert answer.status_code == 422
    assert "En film finns." in answer.content.decode()


def test_answer_page_is_for_dialogues_only(client: Client) -> None:
    cast.an_initiative(until="call open")

    assert client.get(_answer("call")).status_code == 404
    assert client.get(_answer("concept")).status_code == 404
    assert _as(client, "person-s1").get(_answer()).status_code == 302


@pytest.mark.parametrize("suppliers", [3, 50])
def test_desk_asks_the_database_as_often_whatever_the_number_of_suppliers(
    client: Client, django_assert_num_queries: Any, suppliers: int
) -> None:
    cast.an_initiative(until="concept open", suppliers=suppliers)
    _as(client, "person-s1")

    with django_assert_num_queries(17):
        client.get(_desk())


def test_nothing_about_another_supplier_stands_on_the_desk(client: Client) -> None:
    cast.an_initiative(until="concept open")
    page = _as(client, "person-s1").get(_desk()).content.decode()

    assert "Alvina Verkstad AB" in page
    assert "Björn och Bo HB" not in page


def test_stage_that_is_closed_takes_nothing_in(client: Client) -> None:
    cast.an_initiative(until="concept closed")
    answer = _as(client, "person-s1").post(_desk(), {"need": "x", "do": "hand_in", "once": "a"})

    assert answer.status_code == 409
    assert m.Stage.objects.get(key="concept").state == v.StageState.CLOSED
