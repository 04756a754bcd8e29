"""A national programme: 290 organisations with 40 initiatives each on one page, in at most fifteen questions."""

import time

import pytest
from django.test import Client

from tests.many import portfolio_rows
from tests.web.visitor import queries

pytestmark = pytest.mark.django_db

ADDRESSES = ("/sv/portfolio/", "/sv/portfolio/o-7/")


def test_portfolio_and_map_of_a_whole_country(capsys: pytest.CaptureFixture[str]) -> None:
    portfolio_rows(organisations=290, each=40)
    cold = [_cost(one) for one in ADDRESSES]
    warm = [_cost(one) for one in ADDRESSES]

    asked = [queries(one) for one in ADDRESSES]

    with capsys.disabled():
        print(f"\n290 x 40 initiatives: {asked} queries; CPU s first {cold}, then {warm}")
    assert max(asked) <= 15


def _cost(address: str) -> float:
    before = time.process_time()
    assert Client().get(address).status_code == 200
    return round(time.process_time() - before, 2)
