"""Every route of the house is visited: no barriers, nothing too wide, one heading, the right language, no complaint."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser import eyes
from tests.browser.house import House, way
from tests.browser.visits import ANSWERED, SEEN, Answered, Seen
from tests.browser.walking import text


def _routes(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns)
        else:
            yield one.name or f"nameless: {one.pattern}"


def test_every_route_is_visited_and_every_visit_has_its_route() -> None:
    routes = set(_routes(get_resolver().url_patterns))
    visited = {one.route for one in SEEN + ANSWERED}

    assert sorted(routes - visited) == []
    assert sorted(visited - routes) == []


@pytest.mark.parametrize("visit", SEEN, ids=lambda visit: visit.name)
def test_page_has_no_barrier_when_seen_in_both_languages_at_every_width(house: House, visit: Seen) -> None:
    page = house.window(visit.by)
    found: list[str] = []
    with eyes.watching(page) as watch:
        for lang in ("sv", "en"):
            page.set_viewport_size(eyes.DESK)
            query = visit.query() if callable(visit.query) else visit.query
            answer = page.goto(f"{way(visit.route, *visit.args, lang=lang)}?{query}")
            assert answer is not None
            if answer.status != visit.status:
                found.append(f"{lang}: answered {answer.status}, not {visit.status}: {text(page)[:300]}")
                continue
            found += [f"{lang}: {one}" for one in eyes.faults(page, lang=lang)]
    found += [one for one in watch.said if not (visit.status >= 400 and f"status of {visit.status}" in one)]

    assert not found, "\n".join([visit.name, *found])


@pytest.mark.parametrize("visit", ANSWERED, ids=lambda visit: visit.route)
def test_what_is_no_page_answers_as_it_should_when_fetched(house: House, visit: Answered) -> None:
    answer = house.context(visit.by).request.get(way(visit.route, *visit.args), max_redirects=0)

    assert (answer.status, visit.kind in answer.headers.get("content-type", "")) == (visit.status, True)
    assert answer.headers.get("location", "").endswith(visit.leads)
