"""The demo: built once, reused, built anew when it was left half done; another house's folder is never touched."""

import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli import shell
from vakna.actions import demo

KEYS = {*demo.PUBLISHED, *(case.key for case in demo.CASES)}


def _keys(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "vakna.sqlite3") as database:
        return {key for (key,) in database.execute("SELECT key FROM records_initiative")}


def _entries(folder: Path) -> int:
    with sqlite3.connect(folder / "vakna.sqlite3") as database:
        (count,) = database.execute("SELECT COUNT(*) FROM records_entry").fetchone()
    return int(count)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demo built anew over one that was left half done, and what was printed."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo").write_text("building\n", encoding="ascii")
    (folder / "vakna.sqlite3").write_bytes(b"half a database")
    done = shell.run(folder, "demo", "--no-serve")
    assert (done.returncode, done.stderr) == (0, "")
    return folder, done.stdout


def test_demo_built_over_a_half_done_one_holds_every_case(built: tuple[Path, str]) -> None:
    assert _keys(built[0]) == KEYS


def test_invented_municipality_orders_its_needs_once(built: tuple[Path, str]) -> None:
    with sqlite3.connect(built[0] / "vakna.sqlite3") as database:
        counted = [
            database.execute(f"SELECT COUNT(*) FROM records_{table}").fetchone()[0]  # noqa: S608  our own names
            for table in ("placing", "resourceplan", "frame")
        ]

    assert counted == [2, 2, 2]


def test_everybody_who_can_log_in_is_listed_with_role_in_both_languages(built: tuple[Path, str]) -> None:
    lines = built[1].splitlines()

    (procurer,) = [line for line in lines if "maja@amala.example" in line]
    assert re.split(r"\s{2,}", procurer)[1] == "Maja Lindqvist"
    assert "upphandlare / procurer" in procurer
    assert f"Lösenord för alla: {demo.PASSWORD}" in lines
    assert f"Password for everybody: {demo.PASSWORD}" in lines


def test_letters_are_on_the_page_from_the_start(built: tuple[Path, str]) -> None:
    with sqlite3.connect(built[0] / "vakna.sqlite3") as database:
        (waiting, written) = database.execute("SELECT SUM(sent_at IS NULL), COUNT(*) FROM records_letter").fetchone()

    assert waiting == 0
    assert written > 100


def test_finished_demo_is_reused(built: tuple[Path, str]) -> None:
    folder, _ = built
    before = _entries(folder)

    done = shell.run(folder.parent, "demo", "--no-serve", "--data", str(folder))

    assert (done.returncode, _entries(folder)) == (0, before)
    assert "byggs" not in done.stdout


def test_other_house_is_left_alone(tmp_path: Path) -> None:
    assert shell.run(tmp_path, "migrate").returncode == 0
    before = (tmp_path / "vakna.sqlite3").read_bytes()

    done = shell.run(tmp_path, "demo", "--no-serve", "--lang", "en")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("--data: The folder ")
    assert ((tmp_path / "vakna.sqlite3").read_bytes(), (tmp_path / "demo").exists()) == (before, False)


def test_demo_stands_in_a_folder_of_its_own_when_none_is_named(tmp_path: Path) -> None:
    """Whoever tries the demo and then serves a house of their own gets two folders."""
    environment = {name: value for name, value in shell.environment(tmp_path).items() if name != "VAKNA_DATA"}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "vakna.sqlite3").write_bytes(b"somebody's house")
    marked = tmp_path / "data" / "demo"
    marked.mkdir()
    (marked / "demo").write_text("built\n", encoding="ascii")

    subprocess.run(  # noqa: S603  ourselves
        [*shell.COMMAND, "demo", "--no-serve"], env=environment, cwd=tmp_path, check=False, capture_output=True
    )

    assert (tmp_path / "data" / "vakna.sqlite3").read_bytes() == b"somebody's house"
    assert (marked / "vakna.sqlite3").exists()
