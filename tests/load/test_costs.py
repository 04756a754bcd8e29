"""What things cost in processor time, at several sizes, on the machine at hand: `make bench` prints it.

Only ratios are asserted: they hold on a slow machine as on a fast one.
"""

import time
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import an_initiative, person
from tests.web.test_gate_size import a_large_gate
from vakna.actions._journal import Pen
from vakna.core.initiative import ALL_PARTS
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_SIZES = (3, 50, 500)
_PAGES = ("", "log/", "information/", "money/", *(f"stages/concept/{one}" for one in ("", "gate/", "submissions/")))


def _cost(work: Callable[[], object], times: int = 1) -> float:
    """Give the processor time of doing something, in milliseconds each time."""
    before = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - before) * 1000 / times


def _append(key: str, count: int) -> float:
    with transaction.atomic():
        head = m.Head.objects.select_for_update(of=("self",)).get(initiative__key=key)
        pen = Pen(verb="bench", by="ulla", at=clock.now(), head=head)
        return _cost(lambda: pen.write("initiative", facts={"n": 1}, protected={"said": "ett ord"}), count)


def test_an_entry_costs_the_same_in_a_long_journal(capsys: pytest.CaptureFixture[str]) -> None:
    built = an_initiative()

    short = _append(built.key, 300)
    _append(built.key, 5_000)
    long = _append(built.key, 300)

    with capsys.disabled():
        print(f"\njournal: {short:.2f} ms an entry at the start, {long:.2f} ms after 5,000")
    assert long < 3 * short


def test_a_picture_grows_with_what_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    costs = {}
    for size in _SIZES:
        an_initiative(until="decided", suppliers=size, key=f"bild-{size}")
        costs[size] = _cost(lambda size=size: pictures.take(f"bild-{size}", ALL_PARTS), 3)  # type: ignore[misc]

    with capsys.disabled():
        print("\nwhole picture: " + ", ".join(f"{cost:.0f} ms at {size}" for size, cost in costs.items()))
    assert costs[500] < 500 / 3 * costs[3]


@pytest.mark.parametrize("who", ["ulla", None])
def test_pages_grow_no_faster_than_what_they_show(who: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    client, costs = Client(), dict[tuple[str, int], float]()
    for size in _SIZES:
        an_initiative(until="proposed", suppliers=size, key=f"sida-{size}")
        if who and size == _SIZES[0]:
            client.force_login(person(who))
        for page in _PAGES:
            address = f"/sv/initiatives/sida-{size}/{page}"
            client.get(address)
            costs[page, size] = _cost(lambda address=address: client.get(address), 2)  # type: ignore[misc]

    with capsys.disabled():
        for page in _PAGES:
            told = ", ".join(f"{costs[page, size]:.0f} ms at {size}" for size in _SIZES)
            print(f"\n{who or 'nobody'} reads {page or 'the overview'}: {told}", end="")
        print()
    assert [page for page in _PAGES if costs[page, 500] > 500 / 3 * costs[page, 3]] == []


def test_gate_of_a_hundred_suppliers_beside_an_empty_page(capsys: pytest.CaptureFixture[str]) -> None:
    client, gate = Client(), f"/sv/initiatives/{a_large_gate()}/stages/concept/gate/"
    client.force_login(person("ulla"))
    first = client.get(gate)
    client.get("/sv/help/")
    costs = [_cost(lambda page=page: client.get(page), 3) for page in (gate, "/sv/help/")]  # type: ignore[misc]

    with capsys.disabled():
        kilobytes = len(first.content) / 1000
        print(
            f"\ngate of 100 x 5 x 12: {costs[0]:.0f} ms, {kilobytes:.0f} kB; a page of words alone: {costs[1]:.0f} ms"
        )
    assert first.status_code == 200
