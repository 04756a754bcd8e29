"""The strict content policy holds only if no template carries script or style of its own."""

import re

import pytest

from tests.house import tree

_FORBIDDEN = {
    "a script without a file": r"<script(?![^>]*\bsrc=)",
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "a handler in an attribute": r"\son[a-z]+\s*=",
    "htmx code in an attribute": r"\shx-on[:\-a-z]*\s*=",
    "an address that is a script": r"javascript:",
    "another site's file": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//(?=[^\"']*\.(?:js|css|woff2?|png|svg)\b)",
    "text marked as safe": r"\|\s*safe\b|{%\s*autoescape\s+off",
}

# One part may print what is marked as safe, since the chart room has escaped every word that it draws.
_DRAWINGS = "src/vakna/web/templates/_parts/figure.html"


def _faults(text: str) -> list[str]:
    bare = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    return [fault for fault, pattern in _FORBIDDEN.items() if re.search(pattern, bare, flags=re.IGNORECASE)]


def test_no_template_breaks_the_content_policy() -> None:
    faults = {tree.name_of(path): _faults(path.read_text(encoding="utf-8")) for path in tree.templates()}

    assert faults
    assert {name: found for name, found in faults.items() if found} == {_DRAWINGS: ["text marked as safe"]}


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<script>x</script>", "a script without a file"),
        ('<p style="x">', "a style attribute"),
        ('<a onclick="x">', "a handler in an attribute"),
        ("{{ note|safe }}", "text marked as safe"),
    ],
)
def test_search_sees_fault_when_there_is_one(planted: str, fault: str) -> None:
    assert _faults(planted) == [fault]
