"""What the pages of a long dialogue cost beside the same pages with nothing on them: `make bench` prints it.

The specification has 500 items of 60 versions each, the stream of questions 2,000 entries.
"""

import statistics
import time

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast, many

pytestmark = pytest.mark.django_db

_TIMES, _AT_MOST = 30, 10
_PAGES = (("requirements",), ("requirements_diff",), ("questions", "rfi"))


def _median(client: Client, page: tuple[str, ...], key: str) -> float:
    """Give the median of a page's processor time, in milliseconds."""
    name, *rest = page
    address, took = reverse(name, args=[key, *rest]), []
    client.get(address)
    for _ in range(_TIMES):
        before = time.process_time()
        assert client.get(address).status_code == 200
        took.append((time.process_time() - before) * 1000)
    return statistics.median(took)


def test_pages_of_a_long_dialogue_cost_at_most_ten_empty_ones(capsys: pytest.CaptureFixture[str]) -> None:
    cast.an_initiative(until="rfi open", key="tom")
    built = cast.an_initiative(until="rfi open", key="lang")
    many.versions(built, items=500, each=60)
    many.questions(built, 2_000)
    client = Client()
    client.force_login(cast.person("ulla"))

    costs = {page: (_median(client, page, "tom"), _median(client, page, "lang")) for page in _PAGES}
    history = _median(client, ("requirement", "punkt-004"), "lang")
    costs["requirement",] = (costs["requirements",][0], history)

    with capsys.disabled():
        for page, (empty, full) in costs.items():
            print(f"\n{page[0]}: median {full:.0f} ms, empty {empty:.0f} ms, {full / empty:.1f} times", end="")
        print()
    assert {page: full / empty for page, (empty, full) in costs.items() if full > _AT_MOST * empty} == {}
