"""The catalogue as a whole: stable codes, texts for each rule in both languages, and the words they use."""

import pytest

from vakna.core.refusal import NotFound
from vakna.rules import pages, reading
from vakna.rules.finding import Family
from vakna.rules.registry import BY_CODE, FAMILIES, RULES, find


def test_codes_and_names_are_unique_and_stand_under_their_family() -> None:
    assert len(RULES) >= 60
    assert len({one.code for one in RULES}) == len({one.name for one in RULES}) == len(RULES)
    assert [
        (family, [one.code for one in rules if one.family is not family]) for family, rules in FAMILIES.items()
    ] == [(family, []) for family in Family]


def test_implied_rules_exist() -> None:
    assert {code for one in RULES for code in one.implies} <= set(BY_CODE)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_rule_has_a_page_with_what_it_sees_why_and_what_to_do(lang: str) -> None:
    made = pages.pages(lang)

    assert set(made) == {"README.md", *(f"{one.code}.md" for one in RULES)}
    headings = [f"## {reading.say(lang, f'page.{name}')}" for name in ("sees", "why", "do", "says", "basis")]
    assert [
        code for code, text in made.items() if code != "README.md" and not all(one in text for one in headings)
    ] == []


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_reason_and_basis_that_is_written_belongs_to_a_rule(lang: str) -> None:
    written = reading.SENTENCES.codes(lang)
    used = {f"because.{one.absent}" for one in RULES} | {f"basis.{name}" for one in RULES for name in one.basis}

    assert {code for code in written if code.startswith(("because.", "basis."))} == used


def test_page_prints_what_a_rule_implies() -> None:
    assert "AL03 och AL08" in pages.page("sv", find("AL02"))


def test_rule_is_found_by_code_in_any_case_and_by_name() -> None:
    assert find("nd01") is find("limited-to-local-firms") is BY_CODE["ND01"]


def test_unknown_code_is_refused() -> None:
    with pytest.raises(NotFound, match="no-such-rule"):
        find("ZZ99")
