"""The catalogue as a whole: stable codes, texts for each rule in both languages, and the words they use."""

from dataclasses import replace

import pytest

from vakna.core.refusal import NotFound
from vakna.rules import pages, reading
from vakna.rules.finding import Family, Level, Only
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
    used.add("because.nothing-assumed")  # the one reason that a rule gives beside that of having nothing to look at

    assert {code for code in written if code.startswith(("because.", "basis."))} == used


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_page_says_in_which_acts_a_rule_is_at_work_or_why_it_only_judges(lang: str) -> None:
    said = {one.code: reading.at_work(lang, one) for one in RULES}

    assert [code for code, text in said.items() if text not in pages.page(lang, BY_CODE[code])] == []
    only = [one for one in RULES if one.only is not None]
    assert {one.only for one in only} == set(Only)
    assert {one.code for one in only if one.level is Level.NOTE} == {one.code for one in only if one.only is Only.NOTED}
    assert {said[one.code] for one in only} == {reading.say(lang, f"only.{one}") for one in Only}
    assert reading.say(lang, "moment.gate") in said["AL05"]


def test_rule_that_neither_works_nor_says_why_is_a_bug() -> None:
    rule = BY_CODE["TR02"]

    with pytest.raises(ValueError, match="TR02"):
        replace(rule, moments=frozenset())
    with pytest.raises(ValueError, match="TR02"):
        replace(rule, only=Only.TIME)


def test_page_prints_what_a_rule_implies() -> None:
    assert "AL03 och AL08" in pages.page("sv", find("AL02"))


def test_rule_is_found_by_code_in_any_case_and_by_name() -> None:
    assert find("nd01") is find("limited-to-local-firms") is BY_CODE["ND01"]


def test_unknown_code_is_refused() -> None:
    with pytest.raises(NotFound, match="no-such-rule"):
        find("ZZ99")
