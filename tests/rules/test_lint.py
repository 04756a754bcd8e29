"""Reports: findings say where, suppressions stay to be seen, and the day decides which limit holds."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.rules import documents
from tests.rules.documents import AT, PCP, PRACTICE
from vakna.core.initiative import Key
from vakna.core.money import Money
from vakna.core.refusal import BadInput
from vakna.rules import allowing, amounts, reading
from vakna.rules.finding import Place, Result, Suppression
from vakna.rules.lint import Answer, Report, lint
from vakna.rules.registry import VERSION, find

_LOCAL = ("initiative.stages.rfi.target_group", {"sv": "Bara lokala företag får svara."})
_DIRECT = "initiative.procurements.direkt"


def _answer(report: Report, code: str) -> Answer:
    return next(one for one in report.answers if one.rule.code == code)


def test_finding_says_where_with_stage_and_words() -> None:
    picture = documents.picture(PRACTICE, _LOCAL)

    (look,) = _answer(lint(picture, at=AT[PRACTICE]), "ND01").findings

    assert look.place == Place(path="initiative.stages[1].target_group", stage=Key("rfi"))
    assert reading.where("sv", picture, look.place) == "initiative.stages[1].target_group, etapp RFI"
    assert reading.fault("en", find("ND01"), look).startswith("The text says “Bara lokala företag”.")


def test_finding_names_the_supplier_it_concerns() -> None:
    picture = documents.picture(PRACTICE, ("contracts.avtal-rum.signed", "2022-02-04"))

    (look,) = _answer(lint(picture, at=AT[PRACTICE]), "FR07").findings

    assert reading.where("en", picture, look.place).endswith("stage Concept, supplier Rum för två HB")


def test_suppressed_finding_stays_in_the_report_with_its_reason_and_name() -> None:
    allowed = Suppression(code="ND01", reason="Endast för övningen", by="Maja Lindqvist", stage=Key("rfi"))
    report = lint(documents.picture(PRACTICE, _LOCAL), at=AT[PRACTICE], suppressions=[allowed])

    answer = _answer(report, "ND01")
    assert (answer.result, answer.findings, [by for _, by in answer.suppressed]) == (Result.PASSED, (), [allowed])


def test_suppression_for_another_stage_does_not_hide_a_finding() -> None:
    allowed = Suppression(code="ND01", reason="Endast för övningen", by="Maja Lindqvist", stage=Key("koncept"))
    report = lint(documents.picture(PRACTICE, _LOCAL), at=AT[PRACTICE], suppressions=[allowed])

    assert _answer(report, "ND01").result is Result.FAILED


def test_report_names_the_version_of_the_rules() -> None:
    data = reading.as_data("sv", documents.picture(PCP), documents.report(PCP))

    assert data["rules_version"] == VERSION
    assert {one["code"] for one in data["answers"] if one["version"] == 2} == {"ET10", "TR02", "VL05"}


@pytest.mark.parametrize(
    ("published", "same_kind", "result"),
    [
        ("2021-12-01T08:00:00Z", "565312.00 SEK", Result.PASSED),
        ("2021-12-01T08:00:00Z", "565313.00 SEK", Result.FAILED),
        ("2023-12-20T08:00:00Z", "650000.00 SEK", Result.PASSED),
        ("2023-12-20T08:00:00Z", "650000.01 SEK", Result.FAILED),
        ("2026-02-01T08:00:00Z", "650000.01 SEK", Result.NOT_APPLICABLE),
    ],
)
def test_direct_award_is_weighed_against_the_limit_of_its_day(published: str, same_kind: str, result: Result) -> None:
    report = documents.report(
        PCP, ("initiative.stages.matning.published_at", published), (f"{_DIRECT}.same_kind_this_year", same_kind)
    )

    answer = _answer(report, "FR03")
    assert answer.result is result
    assert answer.because == ("amount-unknown" if result is Result.NOT_APPLICABLE else None)


def test_limit_found_later_is_added_without_code(tmp_path: Path) -> None:
    law = (amounts.FOLDER / "law.toml").read_text(encoding="utf-8")
    new = '\n[[direct-award-lou]]\nfrom = 2026-01-02\namount = "720000.00 SEK"\nsource = "invented for this test"\n'
    (tmp_path / "law.toml").write_text(law + new, encoding="utf-8")

    read = amounts.read(tmp_path)

    assert read.sum_on("direct-award-lou", date(2026, 1, 1)) is None
    assert read.sum_on("direct-award-lou", date(2026, 3, 1)) == Money.parse("720000.00 SEK")


def test_shipped_limits_are_those_of_their_days() -> None:
    limits = amounts.shipped()

    assert [str(limits.sum_on("direct-award-lou", date(year, 6, 1))) for year in (2019, 2021, 2023)] == [
        "586907.00 SEK", "615312.00 SEK", "700000.00 SEK",
    ]  # fmt: skip
    assert str(limits.sum_on("threshold-other", date(2026, 6, 1))) == "216000.00 EUR"
    assert limits.on("direct-award-lou", date(2017, 1, 1)) is None
    assert all(one.source for values in limits.by_name.values() for one in values)


@pytest.mark.parametrize(
    "written",
    [
        "[[limit]\nfrom = 2026-01-01",
        '[[limit]]\namount = 3\nsource = "x"',
        '[[limit]]\nfrom = 2026-01-01\namount = "many"\nsource = "x"',
        "[[limit]]\nfrom = 2026-01-01\namount = 3",
        '[[limit]]\nfrom = "2026"\namount = 3\nsource = "x"',
    ],
)
def test_broken_thresholds_are_refused_with_the_files_name(tmp_path: Path, written: str) -> None:
    (tmp_path / "law.toml").write_text(written, encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        amounts.read(tmp_path)

    assert refused.value.path.startswith("law.toml")


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"code": "ND01", "by": "Maja"}, ["allow-reason"]),
        ({"code": "ND01", "by": "Maja", "reason": "  "}, ["allow-reason"]),
        ({"code": "ND01", "reason": "Övning"}, ["allow-by"]),
        ({"code": "ZZ99", "reason": "Övning", "by": "Maja"}, ["no-such-rule"]),
        ({"code": "ND01", "reason": "Övning", "by": "Maja", "till": "2026"}, ["unknown-field"]),
        ("ND01", ["allow-shape"]),
    ],
)
def test_suppression_without_what_it_needs_is_refused(row: object, codes: list[str]) -> None:
    with pytest.raises(BadInput) as refused:
        allowing.read({"allow": [row]})

    assert [one.code for one in refused.value.problems] == codes


def test_suppression_is_read_with_its_stage() -> None:
    row = {"code": "limited-to-local-firms", "reason": "Övning", "by": "Maja", "stage": "rfi"}

    assert allowing.read({"allow": [row]}) == (Suppression(code="ND01", reason="Övning", by="Maja", stage=Key("rfi")),)


def test_answers_are_the_same_for_the_same_picture_and_instant() -> None:
    picture, at = documents.picture(PRACTICE, _LOCAL), datetime(2025, 1, 10, tzinfo=UTC)

    assert lint(picture, at=at) == lint(picture, at=at)
