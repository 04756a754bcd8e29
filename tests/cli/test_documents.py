"""Documents in and out: what is wrong is refused with its place, and what comes out goes in again as the same thing."""

import json
from collections.abc import Callable
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cast import SUPPLIERS, an_initiative
from tests.cli import shell
from vakna.actions import people, selection
from vakna.cli.main import main
from vakna.core import document
from vakna.core.initiative import Answer, Key, text
from vakna.core.vocabulary import Role
from vakna.records import models as m
from vakna.records import pictures

DEMO = resources.files("vakna") / "demo"


def _document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((DEMO / "ovningsfallet.json").read_text(encoding="utf-8"))
    return told


def _unknown_field(told: dict[str, Any]) -> None:
    told["initiative"]["colour"] = "blue"


def _without_zone(told: dict[str, Any]) -> None:
    told["initiative"]["stages"][1]["deadline"] = "2021-10-15T16:00:00"


def _negative(told: dict[str, Any]) -> None:
    told["money"][0]["amount"] = "-5000.00 SEK"


def _thousands(told: dict[str, Any]) -> None:
    told["initiative"]["ceiling"] = "321,311.475 SEK"


def _no_currency(told: dict[str, Any]) -> None:
    told["initiative"]["ceiling"] = "400000.00"


def _a_hundred_times(told: dict[str, Any]) -> None:
    told["initiative"]["procurements"][0]["total_value"] = "40000000.00 SEK"


def _dangling(told: dict[str, Any]) -> None:
    told["submissions"][0]["participation"] = "ingen"


Bad = tuple[Callable[[dict[str, Any]], None], str, str]
BAD: list[Bad] = [
    (_unknown_field, "initiative.colour", "colour"),
    (_without_zone, "initiative.stages[1].deadline", "2021-10-15T16:00:00"),
    (_negative, "money[0].amount", "-5000.00 SEK"),
    (_thousands, "initiative.ceiling", "321,311.475 SEK"),
    (_no_currency, "initiative.ceiling", "400000.00"),
    (_a_hundred_times, "initiative.procurements[0].total_value", ""),
    (_dangling, "submissions[0].participation", "ingen"),
]


def _spoiled(folder: Path, *spoilers: Callable[[dict[str, Any]], None]) -> str:
    """Write the practice case to a file, spoiled, and give the file's name."""
    told = _document()
    for spoil in spoilers:
        spoil(told)
    file = folder / "fall.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    return str(file)


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("bad", BAD, ids=[spoil.__name__.strip("_") for spoil, _, _ in BAD])
def test_bad_document_is_refused_with_place_reason_and_hint_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: Bad, lang: str
) -> None:
    spoil, place, given = bad

    code = main(["--lang", lang, "import", _spoiled(tmp_path, spoil)])

    said = capsys.readouterr()
    first, hint = said.err.splitlines()[:2]
    assert (code, said.out) == (2, "")
    assert first.startswith(f"{place}: ")
    assert given in first
    assert len(first) > len(place) + 10
    assert hint.startswith("    ")
    assert len(hint.strip()) > 10
    assert (m.Initiative.objects.count(), m.Organisation.objects.count(), m.Entry.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_every_fault_is_told_at_once_when_there_are_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", _spoiled(tmp_path, _unknown_field, _without_zone, _negative)])

    places = [line.split(": ")[0] for line in capsys.readouterr().err.splitlines()[::2]]
    assert places == ["initiative.colour", "initiative.stages[1].deadline", "money[0].amount"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("borta.json", None),
        ("trasig.json", b"{"),
        ("trasig.toml", b"= 1"),
        ("bytes.json", b"\xff\xfe"),
        ("annat.json", b"[]"),
    ],
)
@pytest.mark.django_db
def test_file_that_is_no_document_is_refused_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    code = main(["import", str(file)])

    assert code == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.django_db
def test_toml_is_read_as_json_is(tmp_path: Path) -> None:
    file = tmp_path / "litet.toml"
    file.write_text(
        'format = "vakna-initiative"\nversion = 1\n[initiative]\nkey = "litet"\nnumber = "1"\nprovenance = "stated"\n'
        'started = 2022-01-01\ntitle = {sv = "Litet"}\nsummary = {sv = "Ett litet fall"}\n',
        encoding="utf-8",
    )

    assert main(["import", str(file)]) == 0
    assert document.dump(pictures.take("litet"))["initiative"]["started"] == "2022-01-01"


@pytest.mark.django_db
def test_second_import_of_the_same_is_answered_with_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(DEMO / "karlstad-1.json")

    assert (main(["import", file]), main(["import", file])) == (0, 1)
    assert "initiative.key" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["ingen"], ["ingen", "--journal"], ["ingen", "--public"]])
def test_export_of_what_is_not_there_ends_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(["export", *words]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_export_as_somebody_unknown_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative()

    assert main(["export", built.key, "--as", "ingen"]) == 2
    assert capsys.readouterr().err.startswith("--as: ")


@pytest.mark.django_db
def test_export_follows_the_published_form(capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative(until="in use")
    capsys.readouterr()

    main(["export", built.key])
    told = json.loads(capsys.readouterr().out)
    main(["schema"])
    jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out)).validate(told)

    assert told["initiative"]["key"] == built.key


def test_export_comes_out_the_same_when_an_empty_house_has_brought_it_in(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    one, other = tmp_path / "one.json", tmp_path / "other.json"

    codes = [
        shell.run(first, "import", str(DEMO / "ovningsfallet.json")).returncode,
        shell.run(first, "export", "ovningsfallet", "--output", str(one)).returncode,
        shell.run(second, "import", str(one)).returncode,
        shell.run(tmp_path, "export", "ovningsfallet", "--data", str(second), "--output", str(other)).returncode,
    ]

    assert codes == [0, 0, 0, 0]
    assert json.loads(one.read_text("utf-8")) == json.loads(other.read_text("utf-8"))
    assert json.loads(one.read_text("utf-8")) == _document()


@pytest.mark.django_db
def test_what_was_lived_here_comes_out_the_same_from_another_house(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built = an_initiative(until="in use")
    file = tmp_path / "levt.json"
    main(["export", built.key, "--output", str(file)])

    brought = shell.run(tmp_path / "annat", "import", str(file))
    back = shell.run(tmp_path / "annat", "export", built.key)

    assert (brought.returncode, brought.stderr, back.returncode) == (0, "", 0)
    assert json.loads(back.stdout) == json.loads(file.read_text("utf-8"))


def _export(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main(["export", *words]) == 0
    return json.loads(capsys.readouterr().out)


def _tender(key: str) -> None:
    """Let every supplier hand in under seal."""
    published = m.Stage.objects.get(initiative__key=key, key="call").published_at
    assert published
    for one in SUPPLIERS:
        selection.hand_in(
            by=f"person-{one}", at=published + timedelta(days=1), initiative=key, stage="call", participation=one,
            answers=(Answer(topic=Key("need"), said=text(f"kanarie {one}")),),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", [[], ["--public"], ["--as", "ulla"], ["--as", "stranger"], ["--journal"], ["--journal", "--public"]]
)
def test_no_export_tells_who_or_how_many_have_tendered_before_the_opening(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    built = an_initiative(until="call open")
    people.join(by="petra", at=built.at, initiative=built.key, person="person-s1", role=Role.SUPPLIER)
    before = _export(capsys, built.key, *words)

    _tender(built.key)

    assert _export(capsys, built.key, *words) == before


@pytest.mark.django_db
def test_public_export_is_what_nobody_in_particular_sees(capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative(until="decided")

    told = _export(capsys, built.key, "--public")

    assert "assessments" not in told
    # The procurer who is the published contact is the one person that everybody sees.
    assert [one["key"] for one in told["initiative"]["people"]] == ["ulla"]
    assert [one["participation"] for one in told["decisions"][-1]["outcomes"]] == ["s1", "s2", "s3"]
    assert "reason" not in told["decisions"][-1]["outcomes"][2]


@pytest.mark.django_db
def test_export_as_somebody_is_what_that_person_sees(capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative(until="decided")

    told = _export(capsys, built.key, "--as", "person-s3")

    reasons = {one["participation"]: "reason" in one for one in told["decisions"][-1]["outcomes"]}
    assert reasons == {"s1": False, "s2": False, "s3": True}
