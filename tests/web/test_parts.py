"""The drawer of parts: fields wired to their hints and errors, states told in words, nothing drawn for nothing."""

import re
from typing import Any
from xml.etree import ElementTree as ET

from django import forms
from django.template.loader import render_to_string

from tests.house import tree

_STAGES = [
    {"number": 1, "name": "Behov", "state": "done", "note": "", "url": "/need/"},
    {"number": 2, "name": "Koncept", "state": "now", "note": "7 leverantörer", "url": ""},
    {"number": 3, "name": "Prototyp", "state": "maybe", "note": "", "url": ""},
]


class _Form(forms.Form):
    price = forms.IntegerField(label="Pris, kronor", help_text="Utan moms.")
    mark = forms.ChoiceField(label="Märke", choices=[("0", "Klarar inte"), ("2", "Klarar")], widget=forms.RadioSelect)
    why = forms.CharField(label="Motiv", required=False, max_length=200, widget=forms.Textarea)


def _drawn(part: str, **values: Any) -> ET.Element:
    """Draw a part and read it back as XML, once bare attributes have a value and open inputs are closed."""
    html: str = render_to_string(f"_parts/{part}.html", {"lang": "sv", **values})
    html = re.sub(r" (required|hidden|checked|data-focus)(?=[ >])", r' \1=""', html)
    html = re.sub(r"(<input[^>]*)>", r"\1/>", html)
    return ET.fromstring(f"<part>{html}</part>")  # noqa: S314 our own template


def _words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_field_is_wired_to_its_hint_and_its_error() -> None:
    drawn = _drawn("field", field=_Form({"price": "en miljon"})["price"])

    label, field = next(drawn.iter("label")), next(drawn.iter("input"))
    assert label.attrib["for"] == field.attrib["id"]
    assert field.attrib["aria-describedby"].split() == [
        element.attrib["id"] for element in drawn.findall(".//p") if "id" in element.attrib
    ]
    assert field.attrib["aria-invalid"] == "true"


def test_field_stands_in_the_order_label_hint_field_error() -> None:
    drawn = _drawn("field", field=_Form({"price": "en miljon"})["price"])

    assert [element.tag for element in drawn[0]] == ["label", "p", "input", "p"]


def test_radios_stand_in_a_group_with_a_legend_and_a_label_each() -> None:
    drawn = _drawn("field", field=_Form()["mark"], kind="segments")

    labels = drawn.findall(".//label")
    assert _words(next(drawn.iter("legend"))) == "Märke"
    assert [(label.attrib["class"], label.attrib["for"]) for label in labels] == [
        ("grade-0", "id_mark_0"),
        ("grade-2", "id_mark_1"),
    ]


def test_field_that_may_be_left_empty_says_so_and_counts_its_letters() -> None:
    drawn = _drawn("field", field=_Form()["why"])

    count = next(element for element in drawn.iter("p") if element.attrib["class"] == "count")
    assert _words(next(drawn.iter("label"))) == "Motiv (frivilligt)"
    assert (count.attrib["data-count"], count.attrib["data-most"]) == ("id_why", "200")
    assert count.attrib["data-left"] == "{left} tecken kvar"


def test_summary_links_each_error_to_its_field() -> None:
    drawn = _drawn("error_summary", form=_Form({"price": "en miljon"}))

    assert [link.attrib["href"] for link in drawn.iter("a")] == ["#id_price", "#id_mark_0"]


def test_summary_is_not_drawn_when_nothing_is_wrong() -> None:
    assert _words(_drawn("error_summary", form=_Form())) == ""


def test_stage_bar_tells_every_state_in_words() -> None:
    drawn = _drawn("stage_bar", stages=_STAGES)

    assert [_words(element) for element in drawn.iter("li")] == [
        "Behov, klar",
        "2Koncept, etapp 2 av 3, pågår 7 leverantörer",
        "3Prototyp, inte beslutad",
    ]
    assert [element.attrib.get("aria-current") for element in drawn.iter("li")] == [None, "step", None]


def test_stop_criterion_is_told_in_words_beside_its_digit() -> None:
    assert _words(_drawn("mark", value=0, stop=True)) == "0 stoppkriterium"


def test_mark_that_is_not_given_says_so() -> None:
    assert _words(_drawn("mark", value=None)) == "–inget märke"


def test_icon_is_decoration_and_never_read_aloud() -> None:
    assert [svg.attrib["aria-hidden"] for svg in _drawn("icon", name="check").iter("svg")] == ["true"]


def test_every_icon_that_a_template_asks_for_is_drawn() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in tree.templates())
    asked = set(re.findall(r'(?:_parts/icon\.html" with name|icon)="([a-z]+)"', written))

    assert "shield" in asked
    assert sorted(name for name in asked if not list(_drawn("icon", name=name)[0])) == []
