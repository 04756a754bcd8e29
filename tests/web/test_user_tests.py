"""User tests on the web: consent first, answers without a name, results for readers and the supplier concerned."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from tests.web.filling import filled, sent
from tests.web.visitor import browser, queries, reads
from vakna.actions import dialogue
from vakna.core.initiative import Key, Scenario, UserTest
from vakna.records import models as m

pytestmark = pytest.mark.django_db

DOOR = "/sv/user-test/"
PAGE = "/sv/initiatives/prov/user-tests/t1/"


def _planned(**changes: Any) -> tuple[Built, str]:
    built = an_initiative(until="concept open")
    values: dict[str, Any] = {"opens": built.at - timedelta(hours=1), "closes": built.at + timedelta(days=1), **changes}
    test = UserTest(
        key=Key("t1"), stage=Key("concept"), participation=Key("s1"), title=said("Prova dagen"), about=said("Om"),
        consent=said("Det är frivilligt."), by=Key("petra"),
        scenarios=(Scenario(key=Key("s1"), task=said("Hitta knappen")), Scenario(key=Key("s2"), task=said("Visa"))),
        **values,
    )  # fmt: skip
    return built, dialogue.plan_user_test(by="petra", at=built.at, initiative="prov", test=test)


def _form(secret: str) -> str:
    return f"{DOOR}?code={secret}&consent=yes"


def _answer(secret: str, **answers: str) -> Any:
    return browser().post(_form(secret), filled(browser(), _form(secret), **answers))


def test_consent_comes_before_any_question() -> None:
    _, secret = _planned()

    first, then = reads(f"{DOOR}?code={secret}"), reads(_form(secret))

    assert ("Det är frivilligt." in first, "Hitta knappen" in first) == (True, False)
    assert "Hitta knappen" in then


def test_answer_is_thanked_and_only_its_words_are_stored() -> None:
    _, secret = _planned()

    answer = _answer(secret, went_1="with_help", said_1="<b>Liten</b> knapp", more="Tack")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sv/user-test/thanks/")
    (given,) = m.Feedback.objects.all()
    assert [(one.scenario, one.went) for one in given.answers] == [("s1", "with_help")]
    page = reads(PAGE, "petra")
    assert ("&lt;b&gt;Liten&lt;/b&gt; knapp" in page, "<b>Liten" in page) == (True, False)


def test_without_the_consent_of_the_form_nothing_is_stored() -> None:
    _, secret = _planned()

    _answer(secret, went_1="alone", consented="")

    assert m.Feedback.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "Inget är ifyllt."),
        ({"went_1": "alone", "said_1": "x" * 2_001}, "2001"),
        ({"said_1": "Bara en mening"}, "Markera hur det gick"),
        ({"went_1": "kanske"}, "det går inte att läsa"),
    ],
)
def test_bad_answer_is_told_and_what_was_typed_is_kept(answers: dict[str, str], says: str) -> None:
    _, secret = _planned()

    answer = _answer(secret, more="" if not answers else "Mina ord", **answers)

    html = answer.content.decode()
    assert (answer.status_code, m.Feedback.objects.count()) == (422, 0)
    assert says in html
    assert not answers or "Mina ord" in html


def test_wrong_code_is_a_page_that_says_what_to_do() -> None:
    answer = browser().get(f"{DOOR}?code=fel")

    assert (answer.status_code, "Be den som bjöd in dig" in answer.content.decode()) == (404, True)


def test_closed_test_says_when_it_closed_and_asks_nothing() -> None:
    built, secret = _planned()
    dialogue.close_user_test(by="petra", at=built.at, initiative="prov", test="t1")

    html = reads(_form(secret))

    assert ("Testet stängde" in html, "Hitta knappen" in html) == (True, False)


def test_secret_is_told_to_no_other_page_and_no_cookie_but_the_forms_own_is_set() -> None:
    _, secret = _planned()

    client = browser()
    answer = client.get(_form(secret))

    headers = {name: answer.headers[name] for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")}
    assert headers == {
        "Referrer-Policy": "strict-origin", "Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow",
    }  # fmt: skip
    assert set(client.cookies) == {"csrftoken"}
    assert secret not in answer.request["PATH_INFO"]


def test_visitor_learns_nothing_of_who_supplies_it() -> None:
    _, secret = _planned()

    assert "Alvina" not in reads(f"{DOOR}?code={secret}") + reads(_form(secret))


@pytest.mark.parametrize(
    ("who", "status"),
    [("petra", 200), ("asta", 200), ("person-s1", 200), ("person-s2", 404), ("colin", 404), (None, 404)],
)
def test_results_are_shown_to_readers_and_the_supplier_concerned(who: str | None, status: int) -> None:
    _planned()

    assert browser(who).get(PAGE).status_code == status


def test_link_is_shown_once_when_it_is_made_and_lost_after() -> None:
    an_initiative(until="concept open")
    client = browser("petra")

    answer = sent(client, "/sv/initiatives/prov/user-tests/new/", closes="2099-05-04T10:00", scenarios="Ett\n\nTvå")
    shown = client.get(answer.headers["Location"]).content.decode()
    later = client.get(answer.headers["Location"].partition("?")[0]).content.decode()

    code = re.search(r"code=([a-z0-9-]+)", answer.headers["Location"])
    assert code is not None
    assert (code[1] in shown, code[1] in later, "Gör en ny länk" in later) == (True, False, True)
    assert [one.task.said("sv") for one in m.UserTest.objects.get().scenarios] == ["Ett", "Två"]


def test_assessor_sees_the_suppliers_own_tests_beside_the_marks() -> None:
    built = an_initiative(until="concept closed")
    test = UserTest(
        key=Key("t1"), stage=Key("concept"), participation=Key("s1"), title=said("Prova dagen"), about=said("Om"),
        consent=said("Ja."), scenarios=(Scenario(key=Key("s1"), task=said("Hitta knappen")),), by=Key("petra"),
        opens=built.at - timedelta(hours=1), closes=built.at + timedelta(days=1),
    )  # fmt: skip
    secret = dialogue.plan_user_test(by="petra", at=built.at, initiative="prov", test=test)
    _answer(secret, went_1="alone")

    first, second = (reads(f"/sv/initiatives/prov/stages/concept/assess/{one}/", "asta") for one in ("s1", "s2"))

    assert ("Prova dagen" in first, "Prova dagen" in second) == (True, False)


def test_pages_keep_the_budget_of_queries() -> None:
    _, secret = _planned()

    asked = {path: queries(path, "petra") for path in (PAGE, "/sv/initiatives/prov/user-tests/", f"{PAGE}note/")}

    assert {path: count for path, count in asked.items() if count > 20} == {}
    assert queries(_form(secret)) <= 20
