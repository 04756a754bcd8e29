"""Three hundred hand in at the last instant, from four processes: everyone is in time, and has a receipt of its own."""

import subprocess
import sys
import time

import pytest
from django.db import connections

from tests.cast import an_initiative, the_house
from vakna.actions import people
from vakna.core import vocabulary as v
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db(transaction=True)

_SUPPLIERS, _PROCESSES = 300, 4

_HAND_IN = """
import sys, django
django.setup()
from datetime import datetime
from vakna.actions import selection
from vakna.core.initiative import Answer, Key, Text
at, first, last = datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
answers = (Answer(topic=Key("need"), said=Text({"sv": "Vi gick med dem en dag. " * 40})),)
sys.stdin.readline()
for number in range(first, last):
    by = f"sist-{number}"
    selection.hand_in(by=by, at=at, initiative="prov", stage="call", answers=answers, once=by)
    print("in time")
"""


def _enter_suppliers() -> None:
    the_house()
    for number in range(_SUPPLIERS):
        people.register_organisation(
            by=None, at=clock.now(), name=f"Sista {number} AB", kind=v.OrganisationKind.COMPANY, key=f"o-{number}"
        )
        people.register_person(
            by=None, at=clock.now(), name=f"Person {number}", organisation=f"o-{number}", key=f"sist-{number}",
            email=f"sist-{number}@cast.example",
        )  # fmt: skip


def test_three_hundred_hand_in_at_the_deadline(
    child_environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    an_initiative(until="call open")
    _enter_suppliers()
    deadline = m.Stage.objects.get(initiative__key="prov", key="call").deadline
    assert deadline is not None
    connections.close_all()
    share = _SUPPLIERS // _PROCESSES
    spans = [(str(share * one), str(share * (one + 1))) for one in range(_PROCESSES)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": child_environment}

    running = [
        subprocess.Popen([sys.executable, "-c", _HAND_IN, deadline.isoformat(), *span], **pipes)  # type: ignore[call-overload]  # noqa: S603  ours
        for span in spans
    ]
    began = time.monotonic()
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [line for one in running for line in one.communicate()[0].splitlines()]
    took = time.monotonic() - began

    with capsys.disabled():
        print(f"\n{_SUPPLIERS} tenders from {_PROCESSES} processes in {took:.1f} s: {_SUPPLIERS / took:.0f} a second")
    receipts = set(m.Submission.objects.filter(stage__key="call").values_list("receipt", flat=True))
    assert (told.count("in time"), len(receipts)) == (_SUPPLIERS, _SUPPLIERS)
    assert m.SealedTree.objects.get(stage__key="call").size == _SUPPLIERS
