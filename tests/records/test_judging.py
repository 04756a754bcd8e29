"""What is read in one question at a gate is what the picture holds."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import an_initiative, kr, said
from vakna.actions import dialogue, funding, people
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key, OwnershipChange
from vakna.records import judging, pictures

pytestmark = pytest.mark.django_db


def test_ties_declarations_owners_assumptions_and_experiments_are_what_the_picture_holds() -> None:
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
    trial = Experiment(
        key=Key("x1"), assumption=Key("a2"), during=Key("prototype"), owner=Key("petra"), cap=kr(500),
        hypothesis=said("Hälften säger ja."), starts=built.at.date(), ends=built.at.date(),
    )  # fmt: skip
    dialogue.set_experiment(by="petra", at=built.at, initiative="prov", experiment=trial)
    bought = OwnershipChange(key=Key("agare"), at=built.at, participation=Key("s3"), day=built.at.date(), owner="Stora")
    funding.note_owner(by="ulla", at=built.at, initiative="prov", change=bought)
    whole = pictures.take("prov")

    with CaptureQueriesContext(connection) as asked:
        found = judging.said(whole)

    assert len(asked) == 1
    assert (len(found.ties), len(found.declarations), len(found.assumptions)) == (1, 10, 2)
    assert found.ownership_changes == whole.ownership_changes == (bought,)
    assert (found.ties, found.declarations) == (whole.ties, whole.declarations)
    assert found.assumptions == tuple(replace(one, phase=None, versions=()) for one in whole.assumptions)
    assert found.experiments == (replace(trial, owner=None, starts=None, ends=None),)
