"""Accounts, the own start page, letters and the demo's stage door."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.core import vocabulary as v
from vakna.records import models as m
from vakna.web.people import throttle, ways
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_rests() -> None:
    cache.clear()


def _as(client: Client, key: str) -> Client:
    client.force_login(cast.person(key))
    return client


def _log_in(client: Client, password: str = cast.PASSWORD, onward: str = "") -> Any:
    return client.post(reverse("login") + onward, {"email": "Ulla@cast.example", "password": password})


def test_log_in_leads_to_start_whatever_the_case_of_the_address(client: Client) -> None:
    cast.the_house()

    assert _log_in(client)["location"] == reverse("start")
    assert client.get(reverse("start")).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "led_to"), [("/sv/dialogue/", "/sv/dialogue/"), ("https://evil.example/", "/sv/start/")]
)
def test_log_in_leads_on_within_the_house_only(client: Client, wanted: str, led_to: str) -> None:
    cast.the_house()

    assert _log_in(client, onward=f"?next={wanted}")["location"] == led_to


def test_wrong_password_is_answered_in_one_sentence(client: Client) -> None:
    cast.the_house()
    answer = _log_in(client, "fel")

    assert answer.status_code == 422
    assert PAGES.say("sv", "people.login.wrong") in answer.content.decode()


def test_address_rests_after_many_failures_and_the_right_password_waits_too(client: Client) -> None:
    cast.the_house()
    codes = [_log_in(client, "fel").status_code for _ in range(throttle.MOST)]
    resting = _log_in(client)
    throttle.forget(email="ulla@cast.example")

    assert codes == [422] * throttle.MOST
    assert (resting.status_code, "5 minuter" in resting.content.decode()) == (422, True)
    assert _log_in(client).status_code == 302


def test_log_out_is_a_post(client: Client) -> None:
    _as(client, "ulla")

    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).status_code == 302
    assert client.get(reverse("start")).status_code == 302


_NEW = {
    "name": "Aino Laine", "email": "aino@uusi.example", "password": "kolme-sanaa-jonossa", "organisation": "Uusi Aamu",
    "kind": "team", "country": "fi", "number": "", "once": "a",
}  # fmt: skip


def test_account_is_made_with_its_organisation_without_a_number(client: Client) -> None:
    answer = client.post(reverse("register"), _NEW)
    person = m.Person.objects.get(email="aino@uusi.example")

    assert (answer.status_code, client.get(reverse("start")).status_code) == (302, 200)
    assert (person.organisation.name, person.organisation.country, person.organisation.number) == (
        "Uusi Aamu",
        "FI",
        None,
    )
    assert [one.act for one in m.Entry.objects.filter(journal="house").order_by("sequence")] == ["people.register"] * 2


def test_account_form_posted_twice_makes_one(client: Client) -> None:
    codes = [Client().post(reverse("register"), _NEW).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert (m.Person.objects.count(), m.Organisation.objects.count()) == (1, 1)


def test_account_with_known_address_is_refused_and_leaves_no_organisation(client: Client) -> None:
    cast.the_house()
    answer = client.post(reverse("register"), {**_NEW, "email": "ULLA@cast.example"})

    assert answer.status_code == 409
    assert not m.Organisation.objects.filter(name="Uusi Aamu").exists()


@pytest.mark.parametrize(
    ("field", "typed"), [("password", "kort"), ("country", "Finland"), ("email", "aino"), ("name", "")]
)
def test_account_form_says_what_is_wrong_and_keeps_what_was_typed(client: Client, field: str, typed: str) -> None:
    answer = client.post(reverse("register"), {**_NEW, field: typed})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert "Uusi Aamu" in answer.content.decode()
    assert not m.Organisation.objects.exists()


def test_start_says_what_waits_and_for_whom(client: Client) -> None:
    cast.an_initiative(until="proposed")
    page = _as(client, "beata").get(reverse("start")).content.decode()

    assert "<h1>En sak behöver dig, Beata</h1>" in page
    assert reverse("decide", args=["prov", "concept"]) in page
    assert PAGES.say("sv", "people.never.decider") in page


def test_start_of_whoever_has_no_part_teaches(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    page = _as(client, "stranger").get(reverse("start")).content.decode()

    assert "<h1>Inget väntar på dig, Stina</h1>" in page
    assert PAGES.say("sv", "people.start.empty_title") in page
    assert "Se det jag ser" not in page


def test_start_shows_nothing_to_hand_in_when_the_time_has_passed(client: Client) -> None:
    built = cast.an_initiative(until="concept open")
    card = m.Summary.objects.get(initiative__key=built.key)
    rows = [{**row, "due": built.start.isoformat()} for row in card.to_do if row["code"] == "deliver"]
    m.Summary.objects.filter(pk=card.pk).update(to_do=rows)

    assert rows != []
    assert "<h1>Inget väntar på dig, Sara</h1>" in _as(client, "person-s1").get(reverse("start")).content.decode()


def test_every_next_action_has_its_way() -> None:
    codes = {code.split(".")[1] for code in PAGES.codes("sv") if code.startswith("next.")}
    told = {*ways.OF_INITIATIVE, *ways.OF_STAGE, *ways.OF_SUPPLIER}

    assert told == codes
    assert all(
        ways.way(code, initiative="i", stage="s", participation="p").startswith("/sv/initiatives/i/") for code in codes
    )


@pytest.mark.parametrize("suppliers", [3, 50])
def test_start_asks_the_database_as_often_whatever_the_number_of_suppliers(
    client: Client, django_assert_num_queries: Any, suppliers: int
) -> None:
    cast.an_initiative(until="concept open", suppliers=suppliers)
    _as(client, "ulla")

    with django_assert_num_queries(6):
        client.get(reverse("start"))


def test_own_page_shows_receipts_and_changes_language_of_letters(client: Client) -> None:
    cast.an_initiative(until="awarded")
    page = _as(client, "person-s1").get(reverse("me")).content.decode()
    answer = client.post(reverse("me"), {"language_of_letters": "en"})

    assert reverse("receipt", args=["prov", "call-s1"]) in page
    assert reverse("receipt", args=["prov", "call-s2"]) not in page
    assert (answer.status_code, cast.person("person-s1").language) == (302, "en")
    assert client.post(reverse("me"), {"language_of_letters": "de"}).status_code == 422


@pytest.mark.parametrize("name", ["start", "me"])
def test_own_pages_ask_for_log_in(client: Client, name: str) -> None:
    assert client.get(reverse(name))["location"] == f"{reverse('login')}?next={reverse(name)}"


def test_letters_are_read_by_their_addressee_alone(client: Client) -> None:
    cast.an_initiative(until="awarded")
    mine = m.Letter.objects.filter(to="person-s1@cast.example").first()
    theirs = m.Letter.objects.filter(to="person-s2@cast.example").first()
    assert mine is not None
    assert theirs is not None

    assert client.get(reverse("letters")).status_code == 403
    page = _as(client, "person-s1").get(reverse("letters")).content.decode()
    codes = [client.get(reverse("letter", args=[one.pk])).status_code for one in (mine, theirs)]

    assert ("person-s1@cast.example" in page, "person-s2@cast.example" in page) == (True, False)
    assert codes == [200, 404]


def test_letters_of_a_practice_case_are_open_in_the_demo_alone(client: Client, settings: Any) -> None:
    cast.an_initiative(until="awarded", sandbox=True)
    settings.VAKNA_DEMO = True

    assert "person-s2@cast.example" in client.get(reverse("letters")).content.decode()
    settings.VAKNA_DEMO = False
    assert client.get(reverse("letters")).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_stage_door_is_shut_outside_the_demo(client: Client, method: str) -> None:
    cast.an_initiative(until="rfi open", sandbox=True)

    assert getattr(client, method)(reverse("demo"), {"person": "ulla"}).status_code == 404
    assert _as(client, "stranger").post(reverse("next_date", args=["prov"])).status_code == 404


def test_stage_door_lets_anybody_become_one_of_the_cast(client: Client, settings: Any) -> None:
    settings.VAKNA_DEMO = True
    cast.an_initiative(until="rfi open", sandbox=True)
    page = client.get(reverse("demo")).content.decode()
    answer = client.post(reverse("demo"), {"person": "ulla"})
    start = client.get(answer["location"]).content.decode()

    assert "Bli Ulla Upphandlare" in page
    assert "Ulla" in start
    assert client.post(reverse("demo"), {"person": "nobody"}).status_code == 404


def test_stage_door_lets_nobody_become_a_real_person(client: Client, settings: Any) -> None:
    settings.VAKNA_DEMO = True
    cast.the_house()
    m.Organisation.objects.update(invented=False)

    assert client.post(reverse("demo"), {"person": "ulla"}).status_code == 404


def test_clock_of_a_practice_case_goes_on_to_its_next_date(client: Client, settings: Any) -> None:
    settings.VAKNA_DEMO = True
    cast.an_initiative(until="rfi open", sandbox=True)
    where = reverse("next_date", args=["prov"])
    stranger = client.post(where).status_code
    answer = _as(client, "ulla").post(where)
    stage = m.Stage.objects.get(key="rfi")

    assert (stranger, answer.status_code) == (403, 302)
    assert m.Initiative.objects.get(key="prov").clock_at == stage.deadline
    assert client.get(where).status_code == 405


def test_roles_have_each_their_sentences() -> None:
    wanted = {f"people.{what}.{role.value}" for role in v.Role for what in ("may", "never")}

    assert wanted - PAGES.codes("sv") == set()


def _link(address: str) -> str:
    found = re.search(r"https?://testserver(\S+)", m.Letter.objects.filter(to=address).latest("pk").body)
    assert found is not None
    return found.group(1)


def test_way_in_is_mailed_and_leads_in_once(client: Client) -> None:
    cast.the_house()
    client.post(reverse("forgot"), {"email": "ULLA@cast.example"})
    link = _link("ulla@cast.example")
    short = client.post(link, {"password": "kort"}).status_code
    answer = client.post(link, {"password": "ett-helt-nytt-ord-nu"})

    assert (short, answer.status_code, client.get(reverse("start")).status_code) == (422, 302, 200)
    assert client.get(link).status_code == 404
    assert cast.person("ulla").check_password("ett-helt-nytt-ord-nu")


def test_way_in_tells_nobody_whether_an_address_is_known(client: Client) -> None:
    cast.the_house()
    said = [client.post(reverse("forgot"), {"email": who})["location"] for who in ("ulla@cast.example", "x@y.example")]

    assert said == [reverse("login")] * 2
    assert list(m.Letter.objects.values_list("to", flat=True)) == ["ulla@cast.example"]


def test_way_in_is_shut_without_its_token(client: Client) -> None:
    cast.the_house()

    assert client.get(reverse("choose_password")).status_code == 404
    assert (
        client.post(f"{reverse('choose_password')}?person=ulla&token=x", {"password": "ett-helt-nytt"}).status_code
        == 404
    )


def test_same_thing_about_several_suppliers_is_said_once_on_the_start_page(client: Client) -> None:
    built = cast.an_initiative(until="concept open", key="flera")

    page = _as(client, "colin").get(reverse("start")).content.decode()

    assert page.count("Träffa 3 leverantörer") == 1
    assert reverse("contacts", args=[built.key]) in page
    assert page.count("Ungefär") == 1
