"""A stage's own form: built on pages, answered at the desk, read by the assessor, corrected in public."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.core import document
from vakna.core import vocabulary as v
from vakna.core.initiative import Choice, Claim, FormQuestion, Key
from vakna.core.money import Money
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

FORM = (
    FormQuestion(key=Key("f1"), kind=v.QuestionKind.TEXT, asks=cast.said("Vad gör ni?"), longest=20,
                 group=v.CriterionGroup.TEAM),
    FormQuestion(key=Key("f2"), kind=v.QuestionKind.NUMBER, asks=cast.said("Hur många använder den?")),
    FormQuestion(key=Key("f3"), kind=v.QuestionKind.MONEY, asks=cast.said("Vad kostar en månad?")),
    FormQuestion(key=Key("f4"), kind=v.QuestionKind.ONE, asks=cast.said("Finns den?"), required=False, choices=(
        Choice(key=Key("c1"), label=cast.said("Ja", "Yes")), Choice(key=Key("c2"), label=cast.said("Nej", "No")))),
    FormQuestion(key=Key("f5"), kind=v.QuestionKind.MANY, asks=cast.said("Var?"), choices=(
        Choice(key=Key("c1"), label=cast.said("Hemma")), Choice(key=Key("c2"), label=cast.said("Ute")))),
    FormQuestion(key=Key("f6"), kind=v.QuestionKind.FILE, asks=cast.said("Skissen"), files=(v.FileKind.PICTURE,)),
    FormQuestion(key=Key("f7"), kind=v.QuestionKind.VIDEO, asks=cast.said("Filmen"), required=False),
    FormQuestion(key=Key("f8"), kind=v.QuestionKind.READINESS, asks=cast.said("Tekniken"),
                 dimension=v.ReadinessDimension.TECHNOLOGY),
)  # fmt: skip

GIVEN: dict[str, Any] = {
    "f1": "Vi sitter med.", "f2": "1 200,5", "f3": "25 000 kr", "f4": "c2", "f5": ["c1", "c2"],
    "f7": "https://film.example/vi", "f8": "Tolv boenden har provat.", "f8_level": "6",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def _as(key: str) -> Client:
    client = Client()
    client.force_login(cast.person(key))
    return client


def _with_form() -> None:
    cast.an_initiative(until="concept open")
    m.Stage.objects.filter(key="concept").update(form=FORM)


def _sketch(name: str = "skiss.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n skiss", content_type="image/png")


def _hand_in(client: Client, **given: Any) -> Any:
    return client.post(reverse("hand_in", args=["prov", "concept"]), {"do": "hand_in", "once": "a", **given})


def test_form_is_built_question_by_question_while_the_stage_is_planned() -> None:
    cast.an_initiative(until="planned")
    ulla, page = _as("ulla"), reverse("stage_form", args=["prov", "concept"])
    one, many = (reverse("new_form_question", args=["prov", "concept", kind]) for kind in ("one", "many"))
    ulla.post(page, {"do": "adopt", "once": "1"})

    ulla.post(one, {"asks": "Finns den?", "asks_other": "Does it exist?", "choices": "Ja\nNej",
                                  "choices_other": "Yes\nNo", "group": "market", "once": "2"})  # fmt: skip
    refused = ulla.post(many, {"asks": "Var?", "choices": "Hemma", "required": "on", "once": "3"})
    ulla.post(page, {"do": "up.f1", "once": "4"})
    ulla.post(page, {"do": "remove.team", "once": "5"})

    form = pictures.take("prov", ()).stage("concept").form
    assert [(one.key, one.kind, one.required) for one in form] == [
        ("need", "text", True), ("market", "text", True), ("model", "text", True), ("f1", "one", False),
    ]  # fmt: skip
    made = form[3]
    assert [dict(one.label.by_language) for one in made.choices] == [
        {"sv": "Ja", "en": "Yes"},
        {"sv": "Nej", "en": "No"},
    ]
    assert (made.asks.said("en"), made.group) == ("Does it exist?", v.CriterionGroup.MARKET)
    assert (refused.status_code, "minst två olika svar" in refused.content.decode()) == (422, True)


def test_typed_answers_are_handed_in_as_values_and_shown_to_the_assessor() -> None:
    _with_form()
    answer = _hand_in(_as("person-s1"), **GIVEN, file_f6=_sketch())
    row = m.Submission.objects.get(stage__key="concept")
    by_topic = {str(one.topic): one for one in row.answers}
    page = _as("asta").get(reverse("submission", args=["prov", row.key])).content.decode()

    assert answer.status_code == 302
    assert (by_topic["f2"].number, by_topic["f3"].sum) == (Decimal("1200.5"), Money(Decimal(25_000)))
    assert (by_topic["f4"].chosen, by_topic["f5"].chosen) == (("c2",), ("c1", "c2"))
    assert by_topic["f8"].claim == Claim(dimension=v.ReadinessDimension.TECHNOLOGY, level=6)
    assert dict(by_topic["f4"].said.by_language) == {"sv": "Nej", "en": "No"}
    assert [(one.topic, one.name) for one in row.attachments] == [("f6", "skiss.png")]
    for shown in ("1\u00a0200,5", "25\u00a0000\u00a0kr", "Hemma och Ute", "Teknik, nivå 6 av 9", "Skissen",
                  'href="https://film.example/vi"'):  # fmt: skip
        assert shown in page
    [frozen] = [one for one in document.load(document.dump(pictures.take("prov"))).submissions if one.key == row.key]
    assert frozen.answers == row.answers


WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"f1": ""}, "f1", "är inte besvarad"),
    ({"f1": "Vi sitter med dem hela dagen."}, "f1", "är 9 tecken för långt"),
    ({"f2": "många"}, "f2", "går inte att läsa som ett tal"),
    ({"f3": "gratis"}, "f3", "går inte att läsa som en summa"),
    ({"f7": "film.example"}, "f7", "går inte att läsa som en adress"),
    ({"f8_level": ""}, "f8", "saknar nivå eller underlag"),
    ({"f8": ""}, "f8", "saknar nivå eller underlag"),
    ({"file_f6": None}, "file_f6", "Filen till ”Skissen” saknas"),
    ({"file_f6": "skiss.pdf"}, "file_f6", "är inte av det slag som ”Skissen” ber om"),
)
"""What is wrong in an otherwise whole hand-in, the field that the page says it at, and what it says there."""


def test_answer_is_refused_at_its_question_and_the_draft_is_kept() -> None:
    _with_form()
    client, missed = _as("person-s1"), []

    for wrong, field, said in WRONG:
        file = wrong.get("file_f6", "skiss.png")
        files = {"file_f6": _sketch(file)} if file else {}
        answer = _hand_in(client, **{**GIVEN, **{name: one for name, one in wrong.items() if one is not None}, **files})
        _, _, after = answer.content.decode().partition(f'id="id_{field}_error"')
        if answer.status_code != 422 or said not in after.partition("</p>")[0]:
            missed.append((wrong, answer.status_code, after[:200]))
        m.StoredFile.objects.filter(draft__isnull=False).delete()

    assert missed == []
    assert m.Draft.objects.get(form="hand-in.concept").content["f5"] == "c1\nc2"
    assert not m.Submission.objects.filter(stage__key="concept").exists()


def test_draft_saves_itself_with_every_choice() -> None:
    _with_form()
    client = _as("person-s1")

    client.post(reverse("draft_save", args=["prov", "hand-in.concept"]), {"f5": ["c1", "c2"], "f8_level": "4"})
    page = client.get(reverse("hand_in", args=["prov", "concept"])).content.decode()

    assert m.Draft.objects.get().content == {"f5": "c1\nc2", "f8_level": "4"}
    assert len(re.findall(r'<input[^>]* name="f5"[^>]* checked', page)) == 2
    assert '<option value="4" selected>' in page


def test_published_form_changes_only_by_a_correction_told_to_all() -> None:
    _with_form()
    _hand_in(_as("person-s1"), **GIVEN, file_f6=_sketch())
    ulla = _as("ulla")
    users, film = (reverse("form_question", args=["prov", "concept", key]) for key in ("f2", "f7"))

    rearranged = ulla.post(reverse("stage_form", args=["prov", "concept"]), {"do": "remove.f2", "once": "1"})
    ulla.post(users, {"asks": "Hur många använder den nu?", "why": "En fråga visade det.", "confirm": "on",
                              "once": "2"})  # fmt: skip
    ulla.post(film, {"asks": "Filmen", "why": "Ingen tittar.", "remove": "on", "once": "3"})

    stage = pictures.take("prov", ()).stage("concept")
    assert rearranged.status_code == 409
    assert [one.what.said("sv") for one in stage.corrections] == [
        "Ändrad fråga i formuläret: ”Hur många använder den nu?”.", "Borttagen fråga i formuläret: ”Filmen”.",
    ]  # fmt: skip
    assert [one.confirm for one in stage.corrections] == [True, False]
    assert stage.corrections[0].form_before == FORM
    assert [(one.key, one.required) for one in stage.form][:2] == [("f1", True), ("f2", False)]
    assert "f7" not in {one.key for one in stage.form}
    assert m.Letter.objects.filter(subject__contains="Koncept").count() >= 6
