"""A long dialogue costs what its page shows: the same queries, and no more bytes, however much lies behind it."""

import re

import pytest
from django.urls import reverse

from tests import cast, many
from tests.web.visitor import queries, reads

pytestmark = pytest.mark.django_db

MOST_BYTES = 100_000
"""What a page of fifty rows of one line each may weigh, whatever lies behind it."""

_SPECIFICATION = (("requirements",), ("requirements_diff",), ("requirement", "punkt-004"))


def _address(page: tuple[str, ...], key: str, query: str = "") -> str:
    name, *rest = page
    return reverse(name, args=[key, *rest]) + query


def test_specification_pages_cost_the_same_with_five_hundred_items_of_sixty_versions() -> None:
    short, long = cast.an_initiative(until="rfi open", key="kort"), cast.an_initiative(until="rfi open", key="lang")
    many.versions(short, items=60, each=5)
    many.versions(long, items=500, each=60)

    counts = {page: [queries(_address(page, key), "ulla") for key in ("kort", "lang")] for page in _SPECIFICATION}
    weighs = {page: len(reads(_address(page, "lang"), "ulla").encode()) for page in _SPECIFICATION}
    last = reads(_address(("requirements",), "lang", "?page=10"), "ulla")
    oldest = reads(_address(("requirement", "punkt-499"), "lang", "?page=2&from=1&to=60"), "ulla")

    assert {page: few for page, (few, some) in counts.items() if few != some or few > 20} == {}
    assert {page: size for page, size in weighs.items() if size > MOST_BYTES} == {}
    assert _rows(last) == [f"punkt-{n:03}" for n in range(350, 500, 3)]
    assert re.findall(r"Version (\d+),", oldest.partition('id="versions"')[2]) == [str(n) for n in range(10, 0, -1)]
    assert re.findall(r"<(?:del|ins)><span[^>]*>[^<]*</span>(\d+)", oldest) == ["500", "559"]


def _rows(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"/requirements/(punkt-\d+)/", page)))


def test_questions_cost_the_same_with_two_thousand_and_weigh_no_more() -> None:
    many.questions(cast.an_initiative(until="rfi open", key="kort"), 60)
    many.questions(cast.an_initiative(until="rfi open", key="lang"), 2_000)
    page = ("questions", "rfi")

    few, lots = (queries(_address(page, key), "ulla") for key in ("kort", "lang"))

    assert few == lots <= 20
    assert {who: size for who in ("ulla", None) if (size := len(reads(_address(page, "lang"), who))) > MOST_BYTES} == {}
