"""Anybody can check one file, or its fingerprint, against a receipt; nothing of it is kept."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_BYTES = b"%PDF-1.7 det vi lovar"


def test_receipt_tells_which_file_is_its_own_when_a_file_or_a_fingerprint_is_given(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    cast.an_initiative(until="concept open")
    supplier, anybody = Client(), Client()
    supplier.force_login(cast.person("person-s1"))
    file = SimpleUploadedFile("koncept.pdf", _BYTES, content_type="application/pdf")
    supplier.post(reverse("hand_in", args=["prov", "concept"]), {"do": "hand_in", "once": "a", "file_more": file})
    row, page = m.Submission.objects.get(stage__key="concept"), reverse("check_receipt")
    before = m.StoredFile.objects.count()

    def told(**given: Any) -> str:
        return str(anybody.post(page, {"note": row.receipt, **given}).context["one"])

    attachment = {"digest": sha256(_BYTES).hexdigest(), "name": "", "number": 1, "answers": False}
    assert told(print=sha256(_BYTES).hexdigest().upper()) == str(attachment)
    assert told(file=SimpleUploadedFile("samma.pdf", _BYTES)) == str({**attachment, "name": "samma.pdf"})
    assert told(print=row.digest) == str({"digest": row.digest, "name": "", "number": None, "answers": True})
    other = told(file=SimpleUploadedFile("annan.pdf", _BYTES + b"!"))
    assert "'number': None, 'answers': False" in other
    assert m.StoredFile.objects.count() == before
    shown = anybody.post(page, {"note": row.receipt, "print": sha256(_BYTES).hexdigest()}).content.decode()
    assert "Ja. Det är bilaga 1 på kvittot." in shown
