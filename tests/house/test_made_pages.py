"""The reference is made from the code, and is as fresh as the code."""

from scripts import make_docs


def test_made_pages_are_what_the_code_would_make_today() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in make_docs.REFERENCE.iterdir()}

    assert there == make_docs.pages(), "run `make docs`"
