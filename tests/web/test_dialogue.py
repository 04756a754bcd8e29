"""The stage's page, questions and answers, contacts, insights, information to all and the living specification."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.records import models as m
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db


def _as(client: Client, key: str) -> Client:
    client.force_login(cast.person(key))
    return client


def _stage(stage: str, route: str = "stage") -> str:
    return reverse(route, args=["prov", stage])


def _of(route: str) -> str:
    return reverse(route, args=["prov"])


def _page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def test_rfi_is_open_to_all_and_says_that_no_procurement_has_begun(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    page = _page(client, _stage("rfi"))

    assert "<h1>Hur kan vi se det du ser?</h1>" in page
    assert PAGES.say("sv", "dialogue.no_procurement") in page
    assert all(said in page for said in ("Vad finns?", "Vad kostar det?", "5\u00a0000\u00a0kr", "Ulla Upphandlare"))
    assert reverse("answer_rfi", args=["prov", "rfi"]) in page


def test_rfi_leads_whoever_has_an_account_to_the_desk_and_the_team_to_its_tools(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    outsider, team = (_page(_as(client, who), _stage("rfi")) for who in ("stranger", "ulla"))

    assert _stage("rfi", "hand_in") in outsider
    assert _stage("rfi", "correct_stage") not in outsider
    assert _stage("rfi", "hand_in") not in team
    assert _stage("rfi", "correct_stage") in team


def test_open_call_shows_notice_criteria_and_following_stages(client: Client) -> None:
    cast.an_initiative(until="call open")
    notice = m.Procurement.objects.get(key="u1").notice
    page = _page(client, _stage("call"))

    assert notice is not None
    assert notice.number in page
    assert PAGES.say("sv", "dialogue.criteria") in page
    assert all(one.title.said("sv") in page for one in m.Stage.objects.get(key="call").criteria)


def test_open_call_tells_nobody_how_many_have_tendered(client: Client) -> None:
    cast.an_initiative(until="call open")
    before = [_page(_as(client, who), _stage("call")).count("Björn och Bo HB") for who in ("stranger", "ulla")]

    assert m.Participation.objects.filter(procurement__key="u1").exists() is False or before == [0, 0]
    assert before == [0, 0]


def test_contract_stage_leads_its_own_suppliers_to_the_desk_alone(client: Client) -> None:
    cast.an_initiative(until="concept open")
    own, stranger = (_page(_as(client, who), _stage("concept")) for who in ("person-s1", "stranger"))

    assert _stage("concept", "hand_in") in own
    assert _stage("concept", "hand_in") not in stranger


def test_supplier_reads_its_own_outcome_and_no_other(client: Client) -> None:
    cast.an_initiative(until="decided")
    ended, going_on, public = (
        _page(_as(client, who), _stage("concept")) for who in ("person-s3", "person-s1", "stranger")
    )
    reason = "Ni klarade inte kriterium 1."

    assert [reason in page for page in (ended, going_on, public)] == [True, False, False]
    assert "Besked till Celsing s3" in ended
    assert "Besked till" not in public


def test_planned_stage_says_that_it_is_not_decided(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    page = _page(client, _stage("prototype"))

    assert "<h1>Prototyp är inte beslutad</h1>" in page
    assert "50\u00a0000" not in page


@pytest.mark.parametrize("route", ["stage", "questions", "ask"])
def test_stage_that_is_not_there_is_404(client: Client, route: str) -> None:
    cast.an_initiative(until="rfi open")

    assert client.get(_stage("nowhere", route)).status_code == 404
    assert client.get(reverse(route, args=["nowhere", "rfi"])).status_code == 404
    assert client.delete(_stage("rfi")).status_code == 405


def test_sandbox_is_hidden_from_strangers_outside_the_demo(client: Client) -> None:
    cast.an_initiative(until="rfi open", sandbox=True)

    assert client.get(_stage("rfi")).status_code == 404
    assert _as(client, "ulla").get(_stage("rfi")).status_code == 200


@pytest.mark.parametrize("suppliers", [3, 50])
def test_stage_asks_the_database_as_often_whatever_the_number_of_suppliers(
    client: Client, django_assert_num_queries: Any, suppliers: int
) -> None:
    cast.an_initiative(until="concept open", suppliers=suppliers)
    _as(client, "person-s1")

    with django_assert_num_queries(18):
        client.get(_stage("concept"))


def test_dialogue_lists_what_is_open_to_all(client: Client, django_assert_num_queries: Any) -> None:
    cast.an_initiative(until="rfi open")
    cast.an_initiative(until="rfi open", key="ovning", sandbox=True)
    with django_assert_num_queries(1):
        page = _page(client, reverse("dialogue"))

    assert _stage("rfi") in page
    assert reverse("stage", args=["ovning", "rfi"]) not in page
    assert "<h1>En fråga är öppen för alla</h1>" in page


def test_dialogue_with_nothing_open_teaches(client: Client) -> None:
    cast.an_initiative(until="concept open")

    assert PAGES.say("sv", "dialogue.empty_words") in _page(client, reverse("dialogue"))


@pytest.mark.parametrize(("who", "asker"), [(None, None), ("person-s1", "org-s1")])
def test_question_is_asked_in_public_and_asker_hidden_from_all(
    client: Client, who: str | None, asker: str | None
) -> None:
    cast.an_initiative(until="rfi open")
    if who:
        _as(client, who)
    answer = client.post(_stage("rfi", "ask"), {"question": "Får vi vara flera?", "once": "a"})
    row = m.Question.objects.get()
    team, public = (_page(_as(client, one), _stage("rfi", "questions")) for one in ("ulla", "stranger"))

    assert (answer.status_code, row.asker.key if row.asker else None) == (302, asker)
    assert ("Får vi vara flera?" in team, "Alvina" in team) == (True, False)
    assert "Får vi vara flera?" not in public


def test_answer_is_open_to_all_at_once_and_given_once(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    client.post(_stage("rfi", "ask"), {"question": "Får vi vara flera?", "once": "a"})
    where = reverse("answer_question", args=["prov", m.Question.objects.get().key])
    refused = [_as(client, who).post(where, {"answer": "Ja.", "once": "b"}).status_code for who in ("stranger", "asta")]
    codes = [_as(client, "ulla").post(where, {"answer": said, "once": said}).status_code for said in ("Ja.", "Nej.")]
    public = _page(Client(), _stage("rfi"))

    assert (refused, codes) == ([403, 403], [302, 409])
    assert ("Får vi vara flera?" in public, "Ja." in public) == (True, True)
    assert client.get(reverse("answer_question", args=["prov", "nowhere"])).status_code == 404


def test_question_is_refused_when_stage_is_not_open(client: Client) -> None:
    cast.an_initiative(until="rfi open")

    assert client.post(_stage("call", "ask"), {"question": "När?", "once": "a"}).status_code == 409
    assert client.post(_stage("rfi", "ask"), {"question": "", "once": "a"}).status_code == 422
    assert not m.Question.objects.exists()


_CONTACT = {
    "stage": "concept", "participation": "s1", "kind": "workshop", "at": "2026-03-01T10:00", "people": ["nils"],
    "told": "Vi visade schemat.", "ideas": "De vill filma.", "once": "a",
}  # fmt: skip


@pytest.mark.parametrize("route", ["record_contact", "insights", "broadcast", "requirements"])
def test_pages_of_learning_are_shut_to_strangers_and_for_posts_of_those_who_only_read(
    client: Client, route: str
) -> None:
    cast.an_initiative(until="concept open")

    assert [_as(client, who).get(_of(route)).status_code for who in ("stranger", "ulla")] == [403, 200]
    assert [_as(client, who).post(_of(route), {"once": "a"}).status_code for who in ("oskar", "person-s1")] == [
        403,
        403,
    ]
    assert _as(client, "ulla").get(reverse(route, args=["nowhere"])).status_code == 404
    assert _as(client, "ulla").post(_of(route), {"once": "a"}).status_code == 422


def test_what_was_learned_from_one_contact_is_told_to_all_and_acknowledged(client: Client) -> None:
    cast.an_initiative(until="concept open")
    _as(client, "petra").post(_of("record_contact"), _CONTACT)
    contact = m.Contact.objects.get().key
    client.post(
        _of("insights"), {"learned": "Natten har ingen tid.", "source": "Workshop", "contact": contact, "once": "b"}
    )
    insight = m.Insight.objects.get().key
    posted = {
        "stage": "concept",
        "subject": "Tiden",
        "body": "Natten har ingen tid.",
        "because": [insight],
        "once": "c",
    }
    sent = client.post(_of("broadcast"), posted)
    row = m.Broadcast.objects.get()
    where = reverse("acknowledge", args=["prov", row.key])
    codes = [_as(client, who).post(where, {"once": who}).status_code for who in ("stranger", "person-s1")]
    waits = [where in _page(_as(client, who), _stage("concept")) for who in ("person-s1", "person-s2")]

    assert (sent.status_code, row.because) == (302, (insight,))
    assert codes == [404, 302]
    assert waits == [False, True]
    assert client.get(where).status_code == 405
    assert [one.participation for one in m.Broadcast.objects.get().acknowledgements] == ["s1"]


def test_information_of_a_contract_stage_is_mailed_to_its_own_suppliers_alone(client: Client) -> None:
    cast.an_initiative(until="rfi open")
    client.post(
        reverse("answer_rfi", args=["prov", "rfi"]),
        {"q1": "Ja", "name": "Utanför", "kind": "team", "person": "Ulf", "email": "ulf@utan.example", "once": "z"},
    )
    cast.an_initiative(until="concept open", key="annan")
    posted = {"stage": "concept", "subject": "Tiden", "body": "Natten.", "once": "c"}
    _as(client, "ulla").post(reverse("broadcast", args=["annan"]), posted)
    told = m.Letter.objects.filter(initiative__key="annan", subject__contains="Tiden")

    assert sorted(told.values_list("to", flat=True)) == [f"person-{one}@cast.example" for one in cast.SUPPLIERS]


def test_requirement_is_written_version_by_version(client: Client) -> None:
    cast.an_initiative(until="concept open")
    first = {"item": "", "wording": "Ryms på ett pass.", "why": "Ingen kan gå ifrån.", "state": "proposed", "once": "a"}
    _as(client, "petra").post(_of("requirements"), first)
    item = m.Requirement.objects.get().item
    client.post(
        _of("requirements"), {**first, "item": item, "wording": "Ryms på 40 minuter.", "state": "current", "once": "b"}
    )
    page = _page(client, _of("requirements"))

    assert list(m.Requirement.objects.order_by("version").values_list("item", "version", "state")) == [
        (item, 1, "proposed"),
        (item, 2, "current"),
    ]
    assert ("Ryms på 40 minuter." in page, "Ryms på ett pass." in page) == (True, True)
    assert f'value="{item}" selected' in _page(client, f"{_of('requirements')}?item={item}")


@pytest.mark.parametrize("route", ["record_contact", "insights", "broadcast", "requirements"])
@pytest.mark.parametrize("suppliers", [3, 50])
def test_pages_of_learning_ask_the_database_a_fixed_number_of_times(
    client: Client, django_assert_max_num_queries: Any, route: str, suppliers: int
) -> None:
    cast.an_initiative(until="concept open", suppliers=suppliers)
    _as(client, "ulla")

    with django_assert_max_num_queries(20):
        assert client.get(_of(route)).status_code == 200
