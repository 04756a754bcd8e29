"""The house is kept from the shell: its first people let in, its key changed."""

import io
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import override_settings

from vakna.cli.main import main
from vakna.exchange import keys
from vakna.records import models as m

pytestmark = pytest.mark.django_db
PASSWORD = "tre korgar med lingon"


def _account(monkeypatch: pytest.MonkeyPatch, password: str, *more: str, email: str = "disa@kommun.example") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    words = ["--lang", "en", "account", email, "--name", "Disa Dahl", "--organisation", "Dalens kommun"]
    return main([*words, "--password-stdin", *more])


def test_person_can_log_in_when_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    code = _account(monkeypatch, PASSWORD, "--may-start")

    person = authenticate(username="disa@kommun.example", password=PASSWORD)
    assert isinstance(person, m.Person)
    assert (code, person.may_start_initiatives, person.organisation.name) == (0, True, "Dalens kommun")
    assert person.organisation.kind == "municipality"


def test_organisation_is_entered_once_when_several_come_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _account(monkeypatch, PASSWORD)
    _account(monkeypatch, PASSWORD, email="doris@kommun.example")

    assert m.Organisation.objects.count() == 1
    assert m.Person.objects.count() == 2


def test_address_that_is_taken_is_answered_with_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [_account(monkeypatch, PASSWORD) for _ in range(2)]

    assert codes == [0, 1]
    assert capsys.readouterr().err.startswith("email: ")


@pytest.mark.parametrize("password", ["kort", "", "password1234"])
def test_easy_password_is_refused_and_nothing_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], password: str
) -> None:
    code = _account(monkeypatch, password)

    assert code == 2
    assert capsys.readouterr().err.startswith("password: The password is too ")
    assert (m.Person.objects.count(), m.Organisation.objects.count()) == (0, 0)


def test_every_act_of_the_shell_leaves_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    _account(monkeypatch, PASSWORD)

    acts = m.Entry.objects.filter(journal="house").order_by("sequence").values_list("act", "subject")
    assert list(acts) == [("people.register", "organisation"), ("people.register", "person")]


def test_house_is_made_ready_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--lang", "en", "migrate"])

    assert code == 0
    assert capsys.readouterr().out.endswith("is ready and the journal guarded.\n")


def test_house_signs_with_a_new_key_and_what_the_old_one_signed_still_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(VAKNA_KEYS=tmp_path / "keys"):
        before = keys.house_key(folder=tmp_path / "keys", name="vakna.local").public
        code = main(["--lang", "en", "key", "rotate"])
        now = keys.house_key(folder=tmp_path / "keys", name="vakna.local").public
        journal = tmp_path / "house.json"
        assert main(["export", "house", "--journal", "--output", str(journal)]) == 0

    assert (code, capsys.readouterr().out.splitlines()[0].endswith(str(now))) == (0, True)
    last = m.Entry.objects.filter(journal="house", act="house.rotate_key").latest("sequence")
    assert last.facts == {"old": before.key_id, "new": now.key_id}
    assert main(["journal", "verify", str(journal), "--key", str(before), "--key", str(now)]) == 0
    assert main(["journal", "verify", str(journal), "--key", str(now)]) == 1
