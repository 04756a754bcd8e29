"""Affordable loss holds when fifty commit at once, from several processes, in one stage and in two."""

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connections

from vakna.actions import documents
from vakna.core import affordable_loss
from vakna.core.money import Money, total
from vakna.records import pictures

pytestmark = [pytest.mark.locks, pytest.mark.django_db(transaction=True)]

_COMMIT = """
import sys, django
django.setup()
from datetime import UTC, datetime
from decimal import Decimal
from vakna.actions import funding
from vakna.core.money import Money
from vakna.core.refusal import OverCeiling
key, by, stages, suppliers = sys.argv[1], sys.argv[2], sys.argv[3].split(","), sys.argv[4].split(",")
sys.stdin.readline()
for number in range(10):
    try:
        funding.commit(
            by=by, at=datetime(2022, 2, 1, tzinfo=UTC), initiative=key, stage=stages[number % len(stages)],
            participation=suppliers[number % len(suppliers)], amount=Money(Decimal(25_000)),
        )
        print("committed")
    except OverCeiling as refusal:
        print("refused", refusal.values["left"])
"""


def an_initiative_under_contract(
    *, ceiling: int | None, stage_ceiling: int | None, supplier_ceiling: int | None
) -> tuple[str, str, list[str]]:
    """Bring in an initiative with two open contract stages; give its key, its procurer and its three suppliers."""
    suppliers = ["s1", "s2", "s3"]
    sums = {"ceiling": stage_ceiling}
    stage = {"instrument": "contract_stage", "state": "open"} | {name: f"{n}.00 SEK" for name, n in sums.items() if n}
    terms = {
        "key": "tak", "number": "1", "title": {"sv": "Tak"}, "summary": {"sv": "Tak"}, "provenance": "witnessed",
        "started": "2022-01-01", "buyers": ["kommun"],
        "organisations": [
            {"key": "kommun", "name": "Påhittade kommunen", "kind": "municipality"},
            *({"key": f"o-{one}", "name": f"Påhittad {one}", "kind": "company"} for one in suppliers),
        ],
        "people": [{"key": "ulla", "name": "Ulla Upphandlare", "organisation": "kommun"}],
        "members": [{"person": "ulla", "role": "procurer", "since": "2022-01-01T00:00:00Z"}],
        "stages": [
            {"key": key, "number": number, "name": {"sv": key}, **stage}
            for number, key in enumerate(("koncept", "prototyp"), start=1)
        ],
    }  # fmt: skip
    terms |= {"ceiling": f"{ceiling}.00 SEK"} if ceiling else {}
    terms |= {"supplier_ceiling": f"{supplier_ceiling}.00 SEK"} if supplier_ceiling else {}
    joined = {"first_stage": "koncept", "joined_at": "2022-01-01T00:00:00Z"}
    participations = [{"key": one, "organisation": f"o-{one}", **joined} for one in suppliers]
    data = {"format": "vakna-initiative", "version": 1, "initiative": terms, "participations": participations}
    documents.bring_in(by=None, at=datetime(2022, 1, 2, tzinfo=UTC), data=data)
    return "tak", "ulla", suppliers


def _at_once(environment: dict[str, str], *arguments: str) -> list[str]:
    """Run five processes, released together, each of which commits ten times; give all they said."""
    connections.close_all()
    command = [sys.executable, "-c", _COMMIT, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    running = [subprocess.Popen(command, **pipes) for _ in range(5)]  # type: ignore[call-overload]  # noqa: S603  ours
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [line for one in running for line in one.communicate()[0].splitlines()]
    assert [one.returncode for one in running] == [0] * 5
    return said


def test_fifty_at_once_in_one_stage_never_pass_the_stage_ceiling(child_environment: dict[str, str]) -> None:
    key, by, suppliers = an_initiative_under_contract(stage_ceiling=175_000, supplier_ceiling=None, ceiling=400_000)

    said = _at_once(child_environment, key, by, "koncept", ",".join(suppliers))

    entries = pictures.take(key, ("money",)).money
    assert len(said) == 50
    assert said.count("committed") == 7
    assert total(one.amount for one in entries) == Money(Decimal(175_000))


def test_fifty_at_once_in_two_stages_never_pass_the_initiative_ceiling(child_environment: dict[str, str]) -> None:
    key, by, suppliers = an_initiative_under_contract(stage_ceiling=300_000, supplier_ceiling=None, ceiling=400_000)

    said = _at_once(child_environment, key, by, "koncept,prototyp", ",".join(suppliers))

    picture = pictures.take(key, ("money",))
    assert said.count("committed") == 16
    assert affordable_loss.standing(picture.money).exposure == Money(Decimal(400_000))


def test_fifty_at_once_never_pass_a_supplier_ceiling(child_environment: dict[str, str]) -> None:
    key, by, suppliers = an_initiative_under_contract(stage_ceiling=None, supplier_ceiling=50_000, ceiling=None)

    said = _at_once(child_environment, key, by, "koncept,prototyp", ",".join(suppliers))

    entries = pictures.take(key, ("money",)).money
    assert said.count("committed") == 6
    assert {
        one.participation: total(e.amount for e in entries if e.participation == one.participation) for one in entries
    } == {supplier: Money(Decimal(50_000)) for supplier in suppliers}
