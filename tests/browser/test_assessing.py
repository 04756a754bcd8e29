"""An assessor's whole job for one supplier: reading, twelve marks and their motives, on one page, by keyboard alone."""

from dataclasses import replace

from playwright.sync_api import expect

from tests import cast
from tests.browser.house import House, way
from tests.browser.keyboard import Keyboard
from tests.browser.walking import MAIN
from vakna.core.initiative import Criterion, Key
from vakna.records import clock, pictures
from vakna.records import models as m

CRITERIA: tuple[Criterion, ...] = tuple(
    replace(cast.CRITERIA[number % 4], key=Key(f"k{number}"), number=number + 1) for number in range(12)
)
"""Three in each of the cast's four groups."""


def test_twelve_marks_with_motives_are_one_page_by_keyboard_alone(house: House) -> None:
    built = cast.an_initiative(until="concept closed", key="tolv-kriterier", at=clock.now().replace(microsecond=0))
    m.Stage.objects.filter(initiative__key=built.key, key="concept").update(criteria=CRITERIA)
    page, hand = house.window("asta"), Keyboard()
    typed = {}
    for place, one in enumerate(CRITERIA):
        typed |= {f"mark_{one.key}": str(place % 3), f"motive_{one.key}": f"Sett i avsnitt {place + 1}."}

    page.goto(way("assess", built.key, "concept", "s1"))
    expect(page.get_by_text("Vi gick med dem en dag (concept).")).to_be_visible()
    hand.fill(page, **typed)
    hand.press(page, MAIN)

    expect(page.get_by_text("Din bedömning av Alvina Verkstad AB är lämnad.")).to_be_visible()
    [mine] = [one for one in pictures.take(built.key, {"marks"}).assessments if one.stage == "concept"]
    assert [(it.value, it.motive and it.motive.said("sv")) for it in mine.marks] == [
        (place % 3, f"Sett i avsnitt {place + 1}.") for place in range(12)
    ]
