"""Django's own view of the house: no complaint, no model without its migration, cautious headers."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.test import Client

from vakna.config import databases, environment


def test_system_check_has_nothing_to_say() -> None:
    assert checks.run_checks() == []


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize(
    ("asked", "led_to"), [("en-GB,en;q=0.9", "/en/"), ("sv-SE", "/sv/"), ("fi", "/sv/"), ("", "/sv/")]
)
def test_root_leads_to_own_language(client: Client, asked: str, led_to: str) -> None:
    answer = client.get("/", headers={"accept-language": asked})

    assert (answer.status_code, answer.headers["location"]) == (302, led_to)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sv/", "/en/", "/sv/nowhere/"])
def test_every_answer_carries_the_strict_policy(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = {part.strip() for part in answer.headers["content-security-policy"].split(";")}

    assert policy == {
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    }
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


def test_arrival_is_stamped_before_anything_else() -> None:
    assert settings.MIDDLEWARE[0] == "vakna.web.edge.ArrivalMiddleware"


def test_database_is_sqlite_in_the_data_folder_when_no_address_is_given(tmp_path: Path) -> None:
    chosen = databases.choose(url="", data=tmp_path)

    assert (chosen["ENGINE"], chosen["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "vakna.sqlite3")
    assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_is_the_server_when_an_address_is_given(tmp_path: Path) -> None:
    chosen = databases.choose(url="postgres://vakna:secret@db.example/vakna", data=tmp_path)

    assert (chosen["ENGINE"], chosen["HOST"], chosen["CONN_MAX_AGE"]) == (
        "django.db.backends.postgresql",
        "db.example",
        0,
    )
    assert chosen["OPTIONS"]["pool"]["max_size"] == 4


def test_missing_driver_is_named_with_the_command_that_adds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda _: None)

    with pytest.raises(environment.ImproperlyConfigured, match=r"pip install -e '\.\[postgres\]'"):
        databases.choose(url="postgres://db.example/vakna", data=tmp_path)


@pytest.mark.parametrize(("word", "meant"), [("1", True), ("yes", True), ("0", False), ("", False), ("Off", False)])
def test_flag_understands_plain_words(monkeypatch: pytest.MonkeyPatch, word: str, meant: bool) -> None:
    monkeypatch.setenv("VAKNA_TRY", word)

    assert environment.flag("VAKNA_TRY", default=not meant) is meant


@pytest.mark.parametrize(("kind", "word"), [("flag", "perhaps"), ("whole_number", "-1"), ("whole_number", "1.5")])
def test_value_that_cannot_be_understood_stops_the_start(monkeypatch: pytest.MonkeyPatch, kind: str, word: str) -> None:
    monkeypatch.setenv("VAKNA_TRY", word)

    with pytest.raises(environment.ImproperlyConfigured, match="VAKNA_TRY"):
        environment.flag("VAKNA_TRY", default=True) if kind == "flag" else environment.whole_number("VAKNA_TRY", 1)


def test_secret_is_made_once_and_for_its_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VAKNA_TRY", raising=False)
    kept_in = tmp_path / "new" / "secret"

    first, second = (environment.secret("VAKNA_TRY", kept_in) for _ in range(2))

    assert first == second
    assert len(first) == 64
    assert kept_in.stat().st_mode & 0o777 == 0o600
    assert list(kept_in.parent.iterdir()) == [kept_in]


def test_secret_of_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VAKNA_TRY", "given")

    assert environment.secret("VAKNA_TRY", tmp_path / "secret") == "given"
    assert list(tmp_path.iterdir()) == []
