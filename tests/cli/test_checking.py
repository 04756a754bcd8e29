"""`vakna check` and `vakna rules`: exit codes, formats, and bad input said clearly."""

import json
from pathlib import Path

import pytest

from tests.cast import an_initiative
from tests.rules import documents
from tests.rules.documents import PRACTICE
from vakna.cli.main import main
from vakna.rules.registry import RULES

_DAY = ("--at", "2025-01-10")


def _written(folder: Path, *changes: tuple[str, object]) -> str:
    data = documents.clean(PRACTICE)
    for path, value in changes:
        documents.put(data, path, value)
    (folder / "initiativ.json").write_text(json.dumps(data), encoding="utf-8")
    return str(folder / "initiativ.json")


_LOCAL = ("initiative.stages.rfi.target_group", {"sv": "Bara lokala företag får svara."})


def test_clean_document_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--lang", "sv", "check", _written(tmp_path), *_DAY])

    told = capsys.readouterr()
    assert (code, told.err) == (0, "")
    assert "Inget fel hittat." in told.out


def test_finding_is_told_with_its_place_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--lang", "en", "check", str(tmp_path), *_DAY]) if _written(tmp_path, _LOCAL) else None

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert lines[1:3] == ["BLOCK ND01 limited-to-local-firms", "      initiative.stages[1].target_group, stage RFI"]


def test_note_alone_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", _written(tmp_path, ("experiments.e-dagen-efter.cap", None)), *_DAY])

    assert (code, "AL09" in capsys.readouterr().out) == (0, True)


def test_findings_are_written_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", _written(tmp_path, _LOCAL), *_DAY, "--format", "json"])

    told = json.loads(capsys.readouterr().out)
    answers = {one["code"]: one for one in told["answers"]}
    assert len(answers) == len(RULES)
    assert answers["ND01"]["findings"][0]["path"] == "initiative.stages[1].target_group"
    assert answers["FR03"]["result"] == "not_applicable"


def test_findings_are_written_as_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _written(tmp_path, _LOCAL)
    main(["check", file, *_DAY, "--format", "sarif"])

    (run,) = json.loads(capsys.readouterr().out)["runs"]
    result, let = run["results"]
    assert (result["ruleId"], result["level"], "suppressions" in result) == ("ND01", "error", False)
    assert (let["ruleId"], [one["kind"] for one in let["suppressions"]]) == ("ND04", ["external"])
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == file
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == [one.code for one in RULES]


def test_findings_are_written_as_github_reads_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _written(tmp_path, _LOCAL)
    main(["--lang", "en", "check", file, *_DAY, "--format", "github"])

    assert capsys.readouterr().out.startswith(
        f"::error file={file},title=ND01 limited-to-local-firms::initiative.stages[1].target_group: The text says"
    )


def test_allowed_finding_ends_with_0_and_is_told_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    allow = tmp_path / "allow.toml"
    allow.write_text('[[allow]]\ncode = "ND01"\nreason = "Bara en övning"\nby = "Maja"\n', encoding="utf-8")

    code = main(["--lang", "sv", "check", _written(tmp_path, _LOCAL), *_DAY, "--allow", str(allow)])

    assert code == 0
    assert "Får stå: Bara en övning (Maja)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[[allow]]\ncode = "ND01"\nby = "Maja"\n', "allow[0].reason: The reason is missing."),
        ('[[allow]]\ncode = "ZZ99"\nreason = "x"\nby = "Maja"\n', "allow[0].code: There is no rule called ZZ99."),
        ("[[allow\n", "The file cannot be read"),
        ("", "allow: The file does not say what may stand."),
    ],
)
def test_bad_suppression_ends_with_2_and_a_clear_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, told: str
) -> None:
    allow = tmp_path / "allow.toml"
    allow.write_text(written, encoding="utf-8")

    code = main(["--lang", "en", "check", _written(tmp_path), "--allow", str(allow)])

    assert code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code": "ZZ99"}, "suppressions[0].code: There is no rule called ZZ99."),
        ({"signed": " "}, "suppressions[0].signed: "),
        ({"reason": {}}, "suppressions[0].reason: "),
        ({"reason": None}, "suppressions[0].reason: "),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_what_a_document_itself_lets_stand_needs_a_known_rule_a_reason_and_a_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, object], told: str, *, whole: bool
) -> None:
    source = _written(tmp_path, *((f"suppressions.0.{name}", value) for name, value in changes.items()))

    code = main(["--lang", "en", "check", source if whole else str(tmp_path), *_DAY])

    assert code == 2
    assert told in capsys.readouterr().err


def test_broken_document_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.toml").write_text("format = ", encoding="utf-8")

    assert main(["--lang", "en", "check", str(tmp_path / "x.toml")]) == 2
    assert "The file cannot be read" in capsys.readouterr().err


def test_rules_are_listed_and_one_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "rules"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("ND01  block  limited-to-local-firms")
    assert main(["--lang", "en", "rules", "limited-to-local-firms"]) == 0
    assert "## Do instead" in capsys.readouterr().out


def test_unknown_rule_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "rules", "ZZ99"]) == 2
    assert "There is no rule called ZZ99." in capsys.readouterr().err


@pytest.mark.django_db
def test_initiative_of_the_house_is_judged_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    an_initiative(key="huset")

    code = main(["check", "huset", "--format", "json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["initiative"], code in {0, 1}) == ("huset", True)
    assert len(told["answers"]) == len(RULES)
