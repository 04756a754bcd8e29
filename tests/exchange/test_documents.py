"""Documents: the text of both forms is the sheet's text, whatever it holds, and both are accessible by construction."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from vakna.exchange.documents import Bullets, Facts, Heading, Note, Paragraph, Sheet, Table, docx, pdf

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = Sheet(
    title="Se det jag ser", language="sv", dated=datetime(2026, 11, 23, 9, tzinfo=UTC), kicker="RFI, utkast",
    footer="Kommunen i Vakna", author="Kommunen",
    blocks=(
        Note(title="Ingen upphandling har påbörjats", words="Svara gärna."),
        Heading(words="Syfte"),
        Paragraph(words="Vi vill veta mer.\nOch det snart."),
        Heading(words="Frågor", level=2),
        Bullets(items=("Hur ser du?", "Vad kostar det?"), numbered=True),
        Facts(rows=(("Kontakt", "Maja"),)),
        Table(caption="Tidplan", header=("Vad", "När"), rows=(("Svar senast", "12 december"), ("Beslut", "i januari"))),
    ),
)  # fmt: skip
_WORDS = (
    "RFI, utkast", "Se det jag ser", "Ingen upphandling har påbörjats", "Svara gärna.", "Syfte", "Vi vill veta mer.",
    "Och det snart.", "Frågor", "Hur ser du?", "Vad kostar det?", "Kontakt", "Maja", "Tidplan", "Vad", "När",
    "Svar senast", "12 december", "Beslut", "i januari",
)  # fmt: skip
_HOSTILE = (
    "<script>alert(1)</script>",
    '#eval("1 + 1") $x^2$ *fet* _kursiv_ = rubrik @ref <etikett> https://exempel.se',
    '=HYPERLINK("http://exempel.se";"klicka")',
    "=cmd|' /C calc'!A0",
    '{ MERGEFIELD namn } {{ mall }} {% if %} & "citat"',
    "Łódź, Ελλάδα, Київ, Đà Nẵng, 5 ≥ 4 → 9 m²",
)


def _told(sheet: Sheet) -> list[str]:
    """Give the lines of the PDF's text, without the footer."""
    text = PdfReader(io.BytesIO(pdf(sheet=sheet))).pages[0].extract_text()
    return [line.lstrip("•0123456789. ") if line[:2] in {"• ", "1.", "2."} else line for line in text.splitlines()][:-1]


def _written(sheet: Sheet, part: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(docx(sheet=sheet))) as file:
        return ET.fromstring(file.read(part))  # noqa: S314 - our own file


def _texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{_W}t")]


def test_pdf_says_what_the_sheet_says() -> None:
    assert " ".join(_told(_SHEET)) == " ".join(_WORDS)


def test_word_file_says_what_the_sheet_says() -> None:
    assert _texts(_written(_SHEET)) == list(_WORDS)


@pytest.mark.parametrize("words", _HOSTILE)
def test_words_stay_letters_when_they_look_like_code(words: str) -> None:
    sheet = replace(
        _SHEET,
        kicker="",
        title=words,
        blocks=(Paragraph(words=words), Table(caption=words, header=(words,), rows=((words,),))),
    )
    root = _written(sheet)

    assert "".join(_told(sheet)).replace(" ", "") == words.replace(" ", "") * 5
    assert _texts(root) == [words] * 5
    assert [
        tag for tag in ("fldSimple", "fldChar", "instrText", "hyperlink") if root.find(f".//{_W}{tag}") is not None
    ] == []


def test_control_characters_are_left_out_when_someone_pastes_them() -> None:
    sheet = replace(_SHEET, kicker="", blocks=(Paragraph(words="ett\x00\x1b[31m två\tre\ud800"),))

    assert _told(sheet) == ["Se det jag ser", "ett[31m två re"]
    assert _texts(_written(sheet)) == ["Se det jag ser", "ett[31m två re"]


def test_character_is_named_when_the_font_of_the_pdf_lacks_it() -> None:
    sheet = replace(_SHEET, kicker="", blocks=(Paragraph(words="Bra 👍 中"),))

    assert _told(sheet)[1:] == ["Bra [thumbs up sign] [cjk unified ideograph-4e2d]"]
    assert _texts(_written(sheet))[1:] == ["Bra 👍 中"]


def test_pdf_is_tagged_with_title_language_and_both_standards() -> None:
    reader = PdfReader(io.BytesIO(pdf(sheet=_SHEET)))
    root = reader.root_object
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "sv-SE",
        True,
        True,
    )
    assert reader.metadata is not None
    assert reader.metadata.title == "Se det jag ser"
    assert [name for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance") if name in metadata] == [
        "pdfuaid:part",
        "pdfaid:part",
        "pdfaid:conformance",
    ]


def test_pdf_is_set_in_the_house_s_type_alone() -> None:
    fonts = PdfReader(io.BytesIO(pdf(sheet=_SHEET))).pages[0]["/Resources"]["/Font"].values()

    assert {one.get_object()["/BaseFont"].partition("+")[2].partition("-")[0] for one in fonts} == {"SourceSans3VF"}


def test_pdf_tells_headings_lists_and_header_cells_apart() -> None:
    reader = PdfReader(io.BytesIO(pdf(sheet=_SHEET)))

    assert _tags(reader.root_object["/StructTreeRoot"]) >= {
        "/H1",
        "/H2",
        "/H3",
        "/L",
        "/LI",
        "/Table",
        "/TH",
        "/TD",
        "/Caption",
        "/P",
    }


def _tags(node: object) -> set[str]:
    it = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(it, list):
        return set().union(*map(_tags, it))
    if not isinstance(it, dict):
        return set()
    below = _tags(it["/K"]) if "/K" in it else set()
    return below | ({str(it["/S"])} if "/S" in it else set())


def test_word_file_has_language_title_and_a_header_row_that_repeats() -> None:
    language = _written(_SHEET, "word/styles.xml").find(f"./{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    core = {one.tag.partition("}")[2]: one.text for one in _written(_SHEET, "docProps/core.xml")}
    rows = list(_written(_SHEET).iter(f"{_W}tr"))

    assert language is not None
    assert language.get(f"{_W}val") == "sv-SE"
    assert (core["title"], core["language"], core["creator"]) == ("Se det jag ser", "sv-SE", "Kommunen")
    assert [row.find(f"./{_W}trPr/{_W}tblHeader") is not None for row in rows] == [True, False, False]


def test_language_follows_when_the_sheet_is_english() -> None:
    english = replace(_SHEET, language="en")
    language = _written(english, "word/styles.xml").find(f".//{_W}rPrDefault//{_W}lang")

    assert PdfReader(io.BytesIO(pdf(sheet=english))).root_object["/Lang"] == "en-GB"
    assert language is not None
    assert language.get(f"{_W}val") == "en-GB"


def test_numbered_list_starts_anew_when_there_was_one_before() -> None:
    sheet = replace(_SHEET, blocks=(Bullets(items=("a", "b"), numbered=True), Bullets(items=("c",), numbered=True)))
    lists = [one.get(f"{_W}val") for one in _written(sheet).iter(f"{_W}numId")]

    assert lists[0] == lists[1] != lists[2]


@pytest.mark.parametrize("write", [pdf, docx])
def test_same_sheet_gives_the_same_bytes(write: object) -> None:
    assert write(sheet=_SHEET) == write(sheet=_SHEET)  # type: ignore[operator]


def test_row_is_refused_when_a_cell_is_missing() -> None:
    with pytest.raises(ValueError, match="Tidplan"):
        Table(caption="Tidplan", header=("Vad", "När"), rows=(("Svar",),))
