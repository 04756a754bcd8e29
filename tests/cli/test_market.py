"""`vakna market` and `vakna reference`: loads are told and noted, questions answered, the rest refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.market.releases import package, release, written
from vakna.cli.main import main
from vakna.records import models as m
from vakna.records import reference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path) -> Iterator[None]:
    with override_settings(VAKNA_DATA=tmp_path / "data"):
        yield


def _lists(folder: Path) -> Path:
    lists = folder / "lists"
    lists.mkdir(exist_ok=True)
    written(lists, "a.csv", "code,check_digit,en,sv\n72000000,5,IT services,It-tjänster\n,1,x,y\n")
    heads = "lau_code,name,county_code,county,nuts3,org_nr,population"
    written(lists, "b.csv", f"{heads}\n1780,Ekby kommun,17,Värmlands län,SE311,212000-0001,100\n")
    written(lists, "c.csv", "other,columns\n1,2\n")
    return lists


def test_load_ask_and_potential_tell_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "a.json", package([release(1), release(2, ocid=None)]))
    main(["--lang", "en", "reference", "load", str(_lists(tmp_path))])
    capsys.readouterr()

    codes = [
        main(["--lang", "en", "market", "load", str(file), "--jobs", "1", "--report", str(tmp_path / "r.json")]),
        main(["--lang", "en", "market", "ask", "72*"]),
        main(["--lang", "en", "market", "potential", "72*"]),
    ]

    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert codes == [0, 0, 0]
    assert "    1 releases without ocid" in told
    assert "The market for 72* IT services" in told
    assert "Procurements: 1, by 1 buyers" in told
    assert "  1. Ekby kommun (3): buys in these codes (number of procurements: 1)" in told
    ((report),) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (report["read"], report["lost"], report["kept"]["sums"]) == (2, {"no-ocid": 1}, 1)
    entry = m.Entry.objects.get(journal="house", act="house.load_market")
    assert entry.facts == {"files": 1, "kept": 4, "lost": 1}


def test_load_of_known_files_leaves_no_entry(tmp_path: Path) -> None:
    file = written(tmp_path, "a.json", package([release(1)]))
    for _ in range(2):
        main(["market", "load", str(file), "--jobs", "1"])

    assert m.Entry.objects.filter(act="house.load_market").count() == 1


def test_reference_lists_are_loaded_once_and_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        main(["--lang", "sv", "reference", "load", str(_lists(tmp_path))])
        told.append(capsys.readouterr().out)

    assert "CPV-koder: 1 rader, nya (a.csv)\n    1 rader utan nyckel eller dubbla togs inte med" in told[0]
    assert "Regioner: finns inte i mappen" in told[0]
    assert "Andra tabeller i mappen, som lämnades: c.csv" in told[0]
    assert "CPV-koder: 1 rader, samma som förut (a.csv)" in told[1]
    entries = m.Entry.objects.filter(journal="house", act="house.load_reference")
    assert [(one.subject, one.facts["count"]) for one in entries] == [
        ("reference:cpv", 1),
        ("reference:municipalities", 1),
    ]
    assert (reference.cpv_label("72", "sv"), reference.cpv_label("33", "sv")) == ("It-tjänster", None)
    assert [(one.number, one.population) for one in reference.public_bodies()] == [("2120000001", 100)]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["market", "ask", "72*"], 2, "No open data has been loaded yet."),
        (["market", "ask", "IT"], 2, "cpv: IT is no CPV code."),
        (["market", "ask", "--from", "soon"], 2, "--from: soon is no day."),
        (["market", "load", "nowhere"], 2, "nowhere: The file cannot be read"),
        (["reference", "load", "src"], 2, "src: The folder holds no list that can be recognised."),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    line: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", *line]) == code
    assert capsys.readouterr().err.startswith(said)
