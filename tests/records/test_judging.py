"""What is read in one question at a gate is what the picture holds."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import an_initiative, said
from vakna.actions import dialogue, people
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Key
from vakna.records import judging, pictures

pytestmark = pytest.mark.django_db


def test_ties_declarations_and_assumptions_are_what_the_picture_holds() -> None:
    built = an_initiative(until="concept open")
    people.declare_tie(
        by="jorun", at=built.at, initiative="prov", organisation="org-s2", nature=said("Syskon.", "Kin.")
    )
    for one in (
        Assumption(key=Key("a1"), about=v.AssumptionAbout.NEED, statement=said("Fler har behovet.")),
        Assumption(key=Key("a2"), about=v.AssumptionAbout.SUPPLIER, participation=Key("s1"), statement=said("De kan."),
                   state=v.AssumptionState.SUPPORTED, evidence=said("Två försök.")),
    ):  # fmt: skip
        dialogue.set_assumption(by="petra", at=built.at, initiative="prov", assumption=one)
    whole = pictures.take("prov")

    with CaptureQueriesContext(connection) as asked:
        found = judging.said(whole)

    assert len(asked) == 1
    assert (len(found.ties), len(found.declarations), len(found.assumptions)) == (1, 10, 2)
    assert (found.ties, found.declarations) == (whole.ties, whole.declarations)
    assert found.assumptions == tuple(replace(one, phase=None) for one in whole.assumptions)
