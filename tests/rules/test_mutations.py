"""Each rule is caught by its own fault alone: one fault planted at a time in a clean document."""

import pytest

from tests.rules import documents
from tests.rules.documents import BARE, PCP, PRACTICE
from tests.rules.plants import PLANTS, Plant
from vakna.core import document
from vakna.rules.finding import Result
from vakna.rules.lint import lint
from vakna.rules.registry import BY_CODE, RULES


@pytest.mark.parametrize("name", [PRACTICE, PCP])
def test_clean_document_has_no_finding(name: str) -> None:
    report = documents.report(name)

    assert [(one.rule.code, [look.place.path for look in one.findings]) for one in report.failed()] == []


def test_every_rule_passes_on_a_clean_document() -> None:
    passed = {
        one.rule.code
        for name in (PRACTICE, PCP)
        for one in documents.report(name).answers
        if one.result is Result.PASSED
    }

    assert passed == set(BY_CODE)


def test_every_rule_has_a_plant() -> None:
    assert {code for code, _, _ in PLANTS} == set(BY_CODE)


def test_no_rule_applies_to_a_bare_document() -> None:
    report = lint(document.load(BARE), at=documents.AT[PCP])

    assert {one.rule.code: one.because for one in report.answers} == {one.code: one.absent for one in RULES}


@pytest.mark.parametrize("plant", PLANTS, ids=[f"{plant[0]}-{number}" for number, plant in enumerate(PLANTS)])
def test_fault_is_caught_by_its_rule_alone(plant: Plant) -> None:
    code, base, changes = plant

    failed = {one.rule.code: one for one in documents.report(base, *changes).failed()}

    assert code in failed
    assert set(failed) - {code} <= set(BY_CODE[code].implies)
    assert all(look.place.path for look in failed[code].findings)
