"""A file that holds a secret is given out as a masked copy: the original's bytes are nowhere in what is given."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from tests import cast
from tests.journeys.test_disclosure import _raw
from tests.web.filling import filled, sent
from tests.web.visitor import browser
from vakna.records import models as m
from vakna.records import pictures, vault

pytestmark = pytest.mark.django_db

SECRET, OPEN, COVERED = "baklänges ljudkarta", "Så gör vi:", "Så gör vi: ■■■■."
ORIGINAL = f"{OPEN} {SECRET}.".encode()
GROUND = "OSL 31 kap. 16 §: metoden är en driftuppgift."


@pytest.fixture
def lawyer(tmp_path: Path) -> Iterator[Client]:
    """A lawyer with a request for everything that one supplier has handed in: two answers and a marked file."""
    with override_settings(MEDIA_ROOT=tmp_path / "files"):
        yield _asked()


def _asked() -> Client:
    cast.an_initiative(until="rfi open")
    answers = {"q1": "Det finns en film.", "q2": "Vet inte.", "more_ground": "Metoden.", "more_damage": "Kan kopieras."}
    handed_in = sent(
        browser("person-s1"), reverse("hand_in", args=["prov", "rfi"]), do="hand_in", **answers, more_asked="on",
        file_more=SimpleUploadedFile("hemlig-metod.txt", ORIGINAL),
    )  # fmt: skip
    assert handed_in.status_code == 302
    assert sent(browser(), reverse("request_records", args=["prov", "rfi"])).status_code == 302
    return browser("jorun")


def _where(route: str = "disclosure", *args: object) -> str:
    return reverse(route, args=["prov", m.Disclosure.objects.get().key, *args])


def _try(lawyer: Client, **given: Any) -> Any:
    """Decide about the file as said, everything else as it stands; `i2` is its place."""
    form = filled(lawyer, _where(), do="decide", **{"i2-ground": GROUND})
    return lawyer.post(_where(), {**form, **{f"i2-{name}": value for name, value in given.items()}})


def _copy(name: str = "metod-maskerad.txt", content: bytes = COVERED.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _lying() -> list[bytes]:
    """Give the bytes of every file on disk."""
    return [one.read_bytes() for one in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if one.is_file()]


def _file_item() -> Any:
    return next(one for one in pictures.take("prov", {"openness"}).disclosures[0].items if one.file)


def test_masked_copy_is_given_instead_of_the_file_and_the_original_is_nowhere(lawyer: Client) -> None:
    page = lawyer.get(_where()).content.decode()
    original = lawyer.get(reverse("submission_file", args=["prov", m.Submission.objects.get().key, 1]))
    done = _try(lawyer, decision="mask", copy=_copy())
    sheets = [lawyer.get(_where(f"disclosure_{kind}")) for kind in ("pdf", "docx")]
    given = b"".join(lawyer.get(_where("disclosure_file", 1)).streaming_content)  # type: ignore[attr-defined]
    mine = browser("person-s1").get(_where()).content.decode()

    assert b"".join(original.streaming_content) == ORIGINAL  # type: ignore[attr-defined]
    assert reverse("submission_file", args=["prov", m.Submission.objects.get().key, 1]) in page
    assert (done.status_code, given.decode()) == (302, COVERED)
    assert lawyer.get(_where("disclosure_file", 2)).status_code == 404
    assert _file_item().masked_file.name == "metod-maskerad.txt"
    for sheet in sheets:
        assert [one for one in (SECRET, "hemlig-metod", _file_item().file) if one.encode() in _raw(sheet)] == []
    assert ("metod-maskerad.txt" in mine, GROUND in mine) == (True, True)
    others = [browser(who).get(_where("disclosure_file", 1)).status_code for who in (None, "person-s1", "rut")]
    assert others == [403] * 3


def test_copies_lie_encrypted_and_one_that_is_replaced_is_forgotten(lawyer: Client) -> None:
    left, everything = {"i0-decision": "", "i1-decision": ""}, f"{_where()}?show=all"
    for number in (1, 2):
        form = filled(lawyer, everything, do="decide", **left, **{"i2-ground": GROUND})
        answer = lawyer.post(everything, {**form, "i2-decision": "mask", "i2-copy": _copy(f"v{number}.txt")})
        assert answer.status_code == 302
    kept = m.StoredFile.objects.filter(topic__startswith="copies:")
    again = lawyer.post(everything, {**filled(lawyer, everything, do="decide", **left), "i2-decision": "mask"})

    assert [one.name for one in kept] == ["v2.txt"]
    assert b"".join(vault.read(place=kept[0].place)).decode() == COVERED
    assert [one for one in (ORIGINAL, COVERED.encode()) if any(one in it for it in _lying())] == []
    assert (again.status_code, _file_item().masked_file.name) == (302, "v2.txt")
    assert sent(lawyer, everything, do="decide", **left, **{"i2-decision": "withhold"}).status_code == 302
    assert (kept.all().count(), _file_item().masked_file) == (0, None)


@pytest.mark.parametrize(
    ("decision", "copy", "where", "says"),
    [
        ("mask", None, "copy", "Den maskerade kopian av filen saknas."),
        ("mask", ("metod.txt", ORIGINAL), "copy", "samma fil som originalet"),
        ("mask", ("metod.exe", b"MZ"), "copy", "metod.exe"),
        ("mask", ("metod.pdf", b"ingen pdf"), "copy", "metod.pdf är inte det som namnet säger"),
        ("mask", ("stor.txt", b"x" * 101), "copy", "MB"),
        ("release", ("metod.txt", b"annat"), "decision", "inte att filen lämnas ut maskerad"),
        ("", ("metod.txt", b"annat"), "decision", "inte att filen lämnas ut maskerad"),
    ],
)  # fmt: skip
def test_copy_that_will_not_do_is_refused_beside_its_file_and_nothing_is_kept(
    lawyer: Client, decision: str, copy: tuple[str, bytes] | None, where: str, says: str
) -> None:
    with override_settings(VAKNA_LARGEST_FILE=100):
        before = _lying()
        answer = _try(lawyer, decision=decision, **({"copy": _copy(*copy)} if copy else {}))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert says in page.partition(f'id="id_i2-{where}_error"')[2][:800]
    assert GROUND in page
    assert _file_item().decision is None
    assert _lying() == before
    assert not m.StoredFile.objects.filter(topic__startswith="copies:").exists()
