"""The reference is made from the code, and is as fresh as the code."""

from scripts import make_docs


def test_made_pages_are_what_the_code_would_make_today() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in make_docs.REFERENCE.iterdir()}

    assert there == make_docs.pages(), "run `make docs`"


def test_pages_about_the_rules_are_what_the_rules_would_say_today() -> None:
    written = [path for path in make_docs.RULES.rglob("*") if path.is_file()]
    there = {path.relative_to(make_docs.RULES).as_posix(): path.read_text(encoding="utf-8") for path in written}

    assert there == make_docs.rules(), "run `make docs`"
