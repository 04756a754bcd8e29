"""An innovation partnership from its template: some apply, those who can are invited, and they alone tender."""

from typing import Any

import pytest

from tests.cast import kr
from tests.journeys.course import Course
from vakna.core import vocabulary as v
from vakna.core.refusal import Conflict, NotFound
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_PLACES: dict[str, Any] = {
    "places": 2,
    "more_than_places": (v.PlacesRule.MORE_PLACES,),
    "fewer_than_places": v.FewerRule.GO_ON_WITH_FEWER,
}
_BUYS = ("ansokan", "anbud", "fas-1", "fas-2", "kop")


def _begun(key: str) -> Course:
    """Plan a partnership whose need and RFI are skipped."""
    course = Course(key=key, template="innovation-partnership")
    course.skip("rfi")
    course.plan("fas-1", **_PLACES, pay=kr(200_000), ceiling=kr(400_000), supplier_ceiling=kr(200_000))
    course.procure("partnerskap", *_BUYS)
    return course


def test_applicants_are_invited_without_award_and_only_the_invited_tender() -> None:
    course = _begun("bjuds-in")
    course.plan("ansokan")
    course.publish("ansokan")
    course.hand_in("ansokan", ("alm", "bok", "ek"))
    course.close("ansokan")
    alm, bok, ek = course.taking_part("ansokan", "alm", "bok", "ek")
    course.decide("ansokan", go_on=[alm, bok], end=[ek])

    [own] = [one for one in course.picture.terms.procurements if one.key == "partnerskap"]
    assert own.award is None
    course.plan("anbud")
    course.publish("anbud")
    with pytest.raises(Conflict, match="participation-ended"):
        course.hand_in("anbud", ("ek",))
    with pytest.raises(NotFound, match="not-taking-part"):
        course.hand_in("anbud", ("gran",))
    course.hand_in("anbud", ("alm", "bok"))
    course.close("anbud")
    course.decide("anbud", go_on=[alm], end=[bok])

    [own] = [one for one in course.picture.terms.procurements if one.key == "partnerskap"]
    assert own.award is not None
    course.contract("fas-1", [alm], 200_000)
    assert [one.participation for one in course.picture.contracts] == [alm]


def test_newcomers_tender_where_the_application_was_skipped() -> None:
    course = _begun("utan-ansokan")
    course.skip("ansokan")
    course.plan("anbud")
    course.publish("anbud")
    course.hand_in("anbud", ("alm",))

    assert m.Participation.objects.get(initiative__key="utan-ansokan").first_stage.key == "anbud"
