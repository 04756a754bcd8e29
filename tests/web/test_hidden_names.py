"""Where a stage hides names, no address of the house tells an assessor a supplier's name before the gate is decided."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from tests import cast
from tests.web.routes import known, routes
from tests.web.visitor import browser
from vakna.actions import drafts, selection
from vakna.core.initiative import Answer, Key
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

KEY = "dolda"
NAMES = ("Alvina", "Björn och Bo", "Celsing", "Sara Säljare", "Bo Byggare", "Cilla", "person-s", "org-s", "concept-s")


def _built() -> cast.Built:
    """Let the first supplier hand in a file and a text that bear its name, and the stage hide names."""
    at = clock.now().replace(microsecond=0)
    built = cast.an_initiative(until="concept open", key=KEY, at=at)
    shared: dict[str, Any] = {"by": "person-s1", "at": at, "initiative": KEY}
    content = b"%PDF-1.4 skiss"
    file = drafts.upload(
        **shared, form="hand-in.concept", topic="bilaga", name="Alvina Verkstad AB skiss.pdf",
        media_type="application/pdf", size=len(content), chunks=[content],
    )  # fmt: skip
    said = Answer(topic=Key("need"), said=cast.said("Vi på Alvina Verkstad gick med dem. Sara Säljare ritade."))
    selection.hand_in(**shared, stage="concept", answers=(said,), files=(file,), key="concept-s1-fil")
    m.Stage.objects.filter(initiative__key=KEY, key="concept").update(names_hidden=True, state="closed")
    return built


def _addresses(client: Client) -> list[str]:
    """Give every address about the stage and its first supplier, with the true keys and with those that one reads."""
    page = client.get(f"/sv/initiatives/{KEY}/stages/concept/assessments/")
    shown = page.context["seen"].picture
    supplier, handed_in = shown.participations[0].key, [one.key for one in shown.submissions if one.stage == "concept"]
    values = {
        **known(KEY), "stage": ["concept"], "participation": ["s1", supplier], "procurement": ["u1"],
        "submission": ["concept-s1-fil", *handed_in], "taking part": ["concept s1", f"concept {supplier}"],
        "number": ["1"], "kind": ["pdf"], "form": ["hand-in.concept"], "letter": [], "file": [],
    }  # fmt: skip
    return [address for one in routes() for address in one.addresses(values, "sv")]


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    body = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"%PDF-") and len(body) > 100:
        return "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages) + str(answer.headers)
    return body.decode("utf-8", "replace") + str(answer.headers)


def test_no_page_file_name_or_download_tells_an_assessor_the_name() -> None:
    _built()
    client = browser("asta")
    addresses = _addresses(client)

    read_all = {address: _read(client, address) for address in addresses}
    told = [
        (address, word) for address, said in read_all.items() for word in NAMES if word in said and word not in address
    ]
    read = client.get(next(one for one in addresses if "/assess/a-3-dolda/" in one)).content.decode()

    assert len(addresses) > 60
    assert told == []
    assert "Bedöm Leverantör A" in read
    assert "Vi på Leverantör A gick med dem. Leverantör A ritade." in read


def test_assessor_hands_in_under_the_alias_and_reads_the_name_when_the_gate_is_decided() -> None:
    _built()
    client = browser("asta")
    page = f"/sv/initiatives/{KEY}/stages/concept/assess/a-3-dolda/"
    sent = {f"mark_{one.key}": "2" for one in cast.CRITERIA}

    answer = client.post(page, sent)
    m.Stage.objects.filter(initiative__key=KEY, key="concept").update(state="decided")
    after = client.get(f"/sv/initiatives/{KEY}/stages/concept/assess/s1/").content.decode()

    assert answer.status_code == 302
    assert [
        (one.participation, one.by) for one in pictures.take(KEY, {"marks"}).assessments if one.stage == "concept"
    ] == [("s1", "asta")]
    assert "Bedöm Alvina Verkstad AB" in after


def test_file_is_downloaded_under_the_alias() -> None:
    _built()
    client = browser("asta")
    [address] = [one for one in _addresses(client) if "/files/1/" in one and "a-3-dolda" in one]

    assert "filename*=utf-8''Leverant%C3%B6r%20A%2C%20fil%201.pdf" in client.get(address).headers["Content-Disposition"]
