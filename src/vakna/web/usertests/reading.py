"""What the tests gave, for those who read and for the supplier whose solution it was: counts in words, and comments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import user_tests as rules
from vakna.core.initiative import UserTest
from vakna.core.refusal import NotFound
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame, way
from vakna.web.sentences import PAGES

from .results import shown


@require_safe
def user_tests(request: HttpRequest, key: str) -> HttpResponse:
    """List the tests that one may see, the latest first, with how many have answered."""
    seen = access.visit(request, key, parts=("tests",))
    if not seen.actor.participations:
        seen.require("selection.read")
    counted: dict[str, int] = {}
    for one in seen.picture.feedback:
        counted[one.test] = counted.get(one.test, 0) + 1
    found = sorted(seen.picture.user_tests, key=lambda one: one.opens, reverse=True)
    rows = [
        {"test": one, "state": state(one, seen), "answered": counted.get(one.key, 0), "supplier": supplier(seen, one)}
        for one in found
    ]
    may_plan = seen.may("dialogue.plan_user_test")
    values = {"rows": rows, "may_plan": may_plan, **frame(seen, title=" ")}
    return answers.page(request, "usertests/list.html", seen=seen, **values)


@require_safe
def user_test(request: HttpRequest, key: str, test: str) -> HttpResponse:
    """Show one test: how each scenario went, what was said, and the ways onward for its leaders."""
    seen = access.visit(request, key, parts=("tests",))
    one = find(seen, test)
    found = rules.results(seen.picture, one)
    values: dict[str, Any] = {
        "test": one, "results": shown(seen.language, found, name="test"), "state": state(one, seen),
        "supplier": supplier(seen, one), "leads": seen.may("dialogue.plan_user_test"),
        "may_learn": seen.may("dialogue.add_insight") and bool(found.answered),
    }  # fmt: skip
    return answers.page(request, "usertests/test.html", seen=seen, **values, **frame_of(seen, one))


def find(seen: access.Visit, key: str) -> UserTest:
    """Find a test among those that this person sees, or refuse."""
    found = next((one for one in seen.picture.user_tests if one.key == key), None)
    if found is None:
        raise NotFound("no-such-user-test", key=key)
    return found


def state(one: UserTest, seen: access.Visit) -> str:
    """Say where a test stands: `coming`, `open` or `over`."""
    if rules.is_open(one, seen.at):
        return "open"
    return "coming" if seen.at < one.opens else "over"


def supplier(seen: access.Visit, one: UserTest) -> str:
    """Name the supplier whose solution is tried; empty when it is the need itself."""
    return seen.picture.supplier_name(one.participation) if one.participation else ""


def frame_of(seen: access.Visit, one: UserTest) -> dict[str, Any]:
    """Give a page about one test its frame: below the list of tests."""
    framed = frame(seen, here=one.stage, title=one.title.said(seen.language))
    listed = {"title": PAGES.say(seen.language, "usertests.title"), "url": way("user_tests", seen.key)}
    return {**framed, "crumbs": [*framed["crumbs"], listed]}
