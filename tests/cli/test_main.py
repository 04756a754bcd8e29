"""What is typed is understood or explained, in the reader's language, and the exit code tells which."""

import json
import subprocess

import pytest

from tests.cli import shell
from vakna.cli import said
from vakna.cli.main import main


def test_help_is_given_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--lang", "sv", "--help"])

    told = capsys.readouterr()
    assert (code, told.err) == (0, "")
    assert told.out.startswith("Så skrivs det: vakna [-h] [--lang {sv,en}]")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([], "Vakna: from a shared need"),
        (["fly"], "This cannot be understood"),
        (["import"], "This cannot be understood"),
        (["export", "x", "--public", "--as", "y"], "This cannot be understood"),
        (["serve", "--port", "soon"], "This cannot be understood"),
        (["journal"], "This cannot be understood"),
    ],
)
def test_misuse_ends_with_2_and_says_how_it_is_typed(
    capsys: pytest.CaptureFixture[str], typed: list[str], told: str
) -> None:
    code = main(["--lang", "en", *typed])

    said_there = capsys.readouterr()
    assert (code, said_there.out) == (2, "")
    assert "How to type it: vakna" in said_there.err
    assert told in said_there.err


@pytest.mark.parametrize(
    ("typed", "shell_says", "language"),
    [
        ([], {}, "sv"),
        ([], {"LANG": "sv_SE.UTF-8"}, "sv"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "sv"),
        ([], {"LANG": "sv_SE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        (["--lang", "en", "schema"], {"LANG": "sv_SE.UTF-8"}, "en"),
        (["schema", "--lang=sv"], {"LANG": "en_GB.UTF-8"}, "sv"),
    ],
)
def test_language_is_the_asked_for_then_the_shells_own(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], shell_says: dict[str, str], language: str
) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in shell_says.items():
        monkeypatch.setenv(name, value)

    assert said.language(typed) == language


def test_schema_is_shown_without_a_house(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["schema"])

    schema = json.loads(capsys.readouterr().out)
    assert (code, schema["$schema"]) == (0, "https://json-schema.org/draft/2020-12/schema")
    assert schema["additionalProperties"] is False


def test_nothing_is_complained_of_when_the_reader_has_heard_enough() -> None:
    pipe = subprocess.Popen(  # noqa: S603  ourselves
        [*shell.COMMAND, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert pipe.stdout
    assert pipe.stderr
    pipe.stdout.close()

    assert (pipe.stderr.read(), pipe.wait()) == (b"", 0)
