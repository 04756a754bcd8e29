"""A journal that was written out is judged by anyone with the file: whole, or wrong at its first bad entry."""

import json
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import an_initiative
from tests.cli import shell
from vakna.cli.main import main
from vakna.exchange import keys
from vakna.records import journals
from vakna.records import models as m

pytestmark = [pytest.mark.locks, pytest.mark.django_db]


def _behind_the_pen(statement: str, *values: object) -> None:
    """Change rows as whoever owns the database can: with the guards dropped."""
    with connection.cursor() as cursor:
        for guard in ("upd", "del", "ins"):
            where = " ON records_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS records_entry_{guard}{where}")
        cursor.execute(statement, values)


def _export(folder: Path, *words: str) -> Path:
    file = folder / "logg.json"
    assert main(["export", *words, "--journal", "--output", str(file)]) == 0
    return file


def _verify(file: Path, *words: str, lang: str = "en") -> int:
    return main(["--lang", lang, "journal", "verify", str(file), *words])


@pytest.mark.parametrize("words", [[], ["--public"]])
def test_untouched_journal_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    built = an_initiative(until="decided")
    head = m.Head.objects.get(name=f"initiative/{built.key}")

    code = _verify(_export(tmp_path, built.key, *words))

    told = capsys.readouterr().out.splitlines()
    assert code == 0
    assert told[0].startswith("No key was given: the check trusts the key in the file.")
    assert told[1].startswith(
        f"The journal vakna.local/initiative/{built.key} is whole: {head.size} entries agree with "
    )


def test_house_has_a_journal_of_its_own(tmp_path: Path) -> None:
    an_initiative()

    assert _verify(_export(tmp_path, "house")) == 0


def test_public_journal_holds_nothing_protected(tmp_path: Path) -> None:
    built = an_initiative(until="decided")

    told = json.loads(_export(tmp_path, built.key, "--public").read_text("utf-8"))

    assert told["protected"] == []
    assert "Ulla Upphandlare" not in json.dumps(told, ensure_ascii=False)


_COLUMNS = "at, actor, act, subject, facts, commitments, leaf, root"
_SIZE = "(SELECT COUNT(*) FROM records_entry AS every WHERE journal = one.journal)"
_ADDED = (
    f"INSERT INTO records_entry (journal, sequence, {_COLUMNS}) "  # noqa: S608  our own words
    f"SELECT journal, {_SIZE}, {_COLUMNS} FROM records_entry AS one WHERE journal = %s AND sequence = 7"
)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE records_entry SET act = 'gates.decide' WHERE journal = %s AND sequence = 7",
            "Entry 7 has been altered",
        ),
        ("DELETE FROM records_entry WHERE journal = %s AND sequence = 7", "Entry 7 is missing."),
        (_ADDED, "Entry {size} has been altered"),
    ],
    ids=["altered", "removed", "inserted"],
)
def test_first_bad_entry_is_named_when_rows_were_changed_behind_the_pen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str, told: str
) -> None:
    built = an_initiative(until="awarded")
    head = m.Head.objects.get(name=f"initiative/{built.key}")
    _behind_the_pen(statement, head.name)

    code = _verify(_export(tmp_path, built.key))

    lines = capsys.readouterr().out.splitlines()
    assert (code, lines[1].startswith("The journal is not what it was")) == (1, True)
    assert lines[2].strip().startswith(told.format(size=head.size))


def test_older_checkpoint_convicts_when_the_end_was_cut_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A journal cut short, head and all, agrees with itself: only a checkpoint kept elsewhere tells."""
    built = an_initiative(until="decided")
    file = _export(tmp_path, built.key)
    told = json.loads(file.read_text("utf-8"))
    kept = tmp_path / "kontrollpunkt.txt"
    kept.write_text(told["checkpoints"][-1], encoding="utf-8")
    size = 10
    cut = {
        **told, "entries": told["entries"][:size], "head": {"size": size, "root": told["entries"][size - 1]["root"]},
        "checkpoints": [], "sealed": [], "protected": [one for one in told["protected"] if one["sequence"] < size],
    }  # fmt: skip
    file.write_text(json.dumps(cut), encoding="utf-8")

    assert _verify(file) == 0
    capsys.readouterr()
    assert _verify(file, "--checkpoint", str(kept)) == 1
    assert "cut short at entry 10" in capsys.readouterr().out


def test_stranger_key_trusts_no_checkpoint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative(until="decided")
    stranger = keys.generate(name="vakna.local").public

    code = _verify(_export(tmp_path, built.key), "--key", str(stranger))

    assert code == 1
    assert "Checkpoint 1 is not signed with any of the keys that you trust." in capsys.readouterr().out


def test_key_is_taken_as_text_or_as_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative(until="decided")
    (key,) = journals.public_keys()
    file = tmp_path / "nyckel.txt"
    file.write_text(f"{key}\n", encoding="utf-8")
    export = _export(tmp_path, built.key)

    assert (_verify(export, "--key", key), _verify(export, "--key", str(file))) == (0, 0)
    assert "No key was given" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"format": "vakna-journal", "version": 2}', '{"format": "vakna-journal"']
)
def test_what_is_no_journal_is_refused_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    file = tmp_path / "annat.json"
    file.write_text(content, encoding="utf-8")

    assert _verify(file) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_what_is_no_key_is_refused_with_2(tmp_path: Path) -> None:
    built = an_initiative()

    assert _verify(_export(tmp_path, built.key), "--key", "nyckel") == 2


def test_judging_needs_no_house(tmp_path: Path) -> None:
    """No data folder is made, no settings are read: anyone can check the file."""
    built = an_initiative(until="decided")
    file = _export(tmp_path, built.key)
    data = tmp_path / "inget"

    done = shell.run(data, "journal", "verify", str(file), DATABASE_URL="nonsense://")

    assert (done.returncode, done.stderr, data.exists()) == (0, "", False)
