"""Forms are safe: what was typed stays, what is pressed twice is done once, and what went wrong is said and found."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.browser.house import House, way
from vakna.records import models as m
from vakna.web.sentences import PAGES

DESK = "concept"


def _standing(key: str, until: str = "concept open") -> str:
    return cast.an_initiative(until=until, key=key, sandbox=True).key


def _let_time_go(key: str, **time: float) -> None:
    row = m.Initiative.objects.get(key=key)
    assert row.clock_at is not None
    m.Initiative.objects.filter(key=key).update(clock_at=row.clock_at + timedelta(**time))


def _desk(house: House, key: str, *, scripts: bool = True) -> Page:
    page = house.context("person-s1", scripts=scripts).new_page()
    page.goto(way("hand_in", key, DESK))
    return page


def _handed_in(key: str) -> list[int]:
    own = m.Submission.objects.filter(initiative__key=key, stage__key=DESK, participation__key="s1")
    return list(own.values_list("version", flat=True))


def test_draft_is_kept_when_the_post_comes_after_the_deadline(house: House) -> None:
    key = _standing("form-sen")
    page = _desk(house, key, scripts=False)
    page.locator("textarea[name=need]").fill("Vi gick med dem en hel dag.")
    _let_time_go(key, days=21)

    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator("button[name=do][value=hand_in]").click()

    assert answered.value.status == 409
    expect(page.locator("textarea[name=need]")).to_have_value("Vi gick med dem en hel dag.")
    page.goto(way("hand_in", key, DESK))
    expect(page.locator("textarea[name=need]")).to_have_value("Vi gick med dem en hel dag.")
    assert _handed_in(key) == []


def test_one_thing_is_made_when_the_button_is_pressed_twice(house: House) -> None:
    key = _standing("form-dubbel")
    page = _desk(house, key)
    page.locator("textarea[name=need]").fill("Vi gick med dem en hel dag.")

    page.locator("button[name=do][value=hand_in]").dblclick()

    expect(page.locator("#receipt")).to_be_visible()
    assert _handed_in(key) == [1]


def test_page_tells_what_is_handed_in_when_somebody_goes_back(house: House) -> None:
    key = _standing("form-tillbaka")
    page = _desk(house, key)
    page.locator("textarea[name=need]").fill("Vi gick med dem en hel dag.")
    page.locator("button[name=do][value=hand_in]").click()
    expect(page.locator("#receipt")).to_be_visible()

    page.go_back()

    expect(page.locator("#receipt")).to_be_visible()
    expect(page.locator("button[value=hand_in]")).to_have_text(PAGES.say("sv", "handin.hand_in", version=2))
    expect(page.locator("textarea[name=need]")).to_have_value("Vi gick med dem en hel dag.")
    assert _handed_in(key) == [1]


@pytest.mark.parametrize(
    ("route", "person"), [("new_initiative", "kerstin-ahlgren"), ("register", None), ("login", None)]
)
def test_problems_come_first_and_lead_to_their_fields_when_nothing_was_filled_in(
    house: House, route: str, person: str | None
) -> None:
    page = house.window(person)
    page.goto(way(route))
    page.locator("main form button.button").last.click()

    expect(page.locator(".problems")).to_be_focused()
    links = page.locator(".problems a")
    assert links.count() > 0
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href") or ""
        expect(page.locator(target)).to_have_count(1)
    links.first.click()
    expect(page.locator(links.first.get_attribute("href") or "")).to_be_focused()


def test_page_says_how_the_saving_goes_when_somebody_types(house: House) -> None:
    key = _standing("form-spar")
    page = _desk(house, key)
    state = page.locator("[data-state]")

    page.locator("textarea[name=need]").press_sequentially("En hel dag")
    expect(state).to_have_text(PAGES.say("sv", "parts.unsaved"))
    expect(state).to_have_text(PAGES.say("sv", "parts.saved"))
    draft = m.Draft.objects.get(initiative__key=key, person__key="person-s1")
    assert draft.content["need"] == "En hel dag"

    page.context.set_offline(True)
    page.locator("textarea[name=need]").press_sequentially(" till")
    expect(state).to_have_text(PAGES.say("sv", "parts.not_saved"))
    page.context.set_offline(False)


def test_uploaded_and_handed_in_are_told_apart_when_a_file_is_only_uploaded(house: House) -> None:
    key = _standing("form-fil")
    page = _desk(house, key, scripts=False)
    page.locator("input[type=file]").last.set_input_files(
        {"name": "bilaga å.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 en bilaga"}
    )
    page.locator("button[name=do][value=save]").click()

    expect(page.get_by_role("link", name="bilaga å.pdf")).to_be_visible()
    expect(page.locator(".ladder li.not")).to_contain_text(PAGES.say("sv", "handin.not_in", version=1))
    assert _handed_in(key) == []

    page.locator("textarea[name=need]").fill("Se bilagan.")
    page.locator("button[name=do][value=hand_in]").click()
    expect(page.locator("#receipt")).to_contain_text("bilaga å.pdf")
    assert _handed_in(key) == [1]
