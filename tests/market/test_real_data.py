"""The real open data: every file loads, each loss is told, and the known figures come out of `vakna market ask`."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.market.releases import OPEN_DATA, loaded, with_open_data
from vakna.cli.main import main
from vakna.market.loading import Loaded
from vakna.market.report import total
from vakna.market.store import Store

pytestmark = [with_open_data, pytest.mark.django_db]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Loaded]]:
    folder = tmp_path_factory.mktemp("real")
    done = loaded(Store.of(folder), OPEN_DATA / "procurement", OPEN_DATA / "notices")
    yield folder, done
    shutil.rmtree(folder)


def test_known_figures_come_out_of_ask(data: tuple[Path, Loaded], capsys: pytest.CaptureFixture[str]) -> None:
    """IT services (CPV 72*), January to September 2021: counted once by hand from the four tables of the statistics."""
    frame = ["--source", "uhm", "--from", "2021-01-01", "--to", "2021-09-30"]
    with override_settings(VAKNA_DATA=data[0]):
        code = main(["--lang", "en", "market", "ask", "72*", *frame, "--format", "json"])

    answer = json.loads(capsys.readouterr().out)
    (valued,) = (one for one in answer["sums"] if one["kind"] == "valued")
    lots, suppliers = answer["tenders"], answer["suppliers"]
    assert code == 0
    assert (valued["count"], valued["buyers"], valued["median"]) == (317, 177, "3812142")
    assert (lots["lots"], round(100 * lots["single"] / lots["lots"], 1), suppliers["count"]) == (490, 23.7, 373)
    assert answer["basis"]["sources"] == [
        {"name": "uhm", "procurements": 563, "first": "2021-01-04", "last": "2021-09-30"}
    ]


def test_known_figures_are_told_in_words(data: tuple[Path, Loaded], capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(VAKNA_DATA=data[0]):
        main(["--lang", "en", "market", "ask", "72*", "--source", "uhm"])

    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Valued: 317 procurements by 177 buyers, median SEK 3,812,142" in told
    assert "Tenders: 490 lots, 23.7 % with a single tender" in told
    assert "Suppliers: 373 on" in told


_READ = {
    "armenia": 100, "canada-buyandsell": 33, "fictional-example-1.1": 14, "mexico-cdmx": 32, "mexico-jalisco": 20,
    "moldova": 102, "nigeria": 23, "paraguay": 84, "uk-contracts-finder": 32,
}  # fmt: skip
"""How many releases the publishers' files hold, as counted when they were collected."""


def test_every_real_file_loads_and_each_loss_is_told(data: tuple[Path, Loaded]) -> None:
    reports = data[1].reports
    notices = [one for one in reports if one.name.startswith("notices/")]
    silent = [one.name for one in reports if not one.known and not one.outcome.kept and not one.outcome.lost]

    assert silent == []
    assert (len(notices), sum(one.outcome.read for one in notices)) == (45, 45)
    assert all(one.outcome.kept["procurements"] for one in notices)
    assert dict(total(reports).lost) == {
        "unknown-kind": 10, "empty-file": 1, "linked-releases": 3, "summary-table": 3,
    }  # fmt: skip


@pytest.mark.parametrize("publisher", _READ)
def test_every_release_of_a_publisher_is_read(data: tuple[Path, Loaded], publisher: str) -> None:
    reports = [one for one in data[1].reports if f"/{publisher}.zip/" in one.name]

    assert sum(one.outcome.read for one in reports) == _READ[publisher]


def test_the_same_real_files_again_change_nothing(data: tuple[Path, Loaded]) -> None:
    again = loaded(Store.of(data[0]), OPEN_DATA / "procurement" / "ocds", OPEN_DATA / "notices")

    assert {one.known for one in again.reports} == {True}
