"""Assumptions on the web: apart by whom they are about, at the gate and on the initiative's page, and who may see."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, kr, said
from tests.web.visitor import browser, reads
from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/"
NEED = Assumption(key=Key("natten"), about=v.AssumptionAbout.NEED, statement=said("Natten <i>går</i> att ändra."))
SUPPLIER = Assumption(
    key=Key("orkar"), about=v.AssumptionAbout.SUPPLIER, participation=Key("s1"), statement=said("De orkar tio kunder."),
)  # fmt: skip


def _assumed(until: str, *rows: Assumption) -> Built:
    built = an_initiative(until=until)
    for one in rows:
        dialogue.set_assumption(by="petra", at=built.at, initiative="prov", assumption=one)
    return built


def _tried(built: Built, **rest: Any) -> None:
    one = Experiment(
        key=Key("prov"), assumption=Key("natten"), during=Key("concept"), owner=Key("petra"), cap=kr(0),
        hypothesis=said("Hälften säger ja."), starts=built.start.date(), ends=built.at.date() - timedelta(days=1),
    )  # fmt: skip
    dialogue.set_experiment(by="petra", at=built.at, initiative="prov", experiment=replace(one, **rest))


def test_need_and_supplier_stand_apart_and_each_reader_sees_its_own() -> None:
    _assumed("concept open", NEED, SUPPLIER)

    team, party = reads(f"{OF}assumptions/", "petra"), reads(f"{OF}assumptions/", "person-s1")

    assert ("Om behovet" in team, "Om en leverantör" in team, "&lt;i&gt;går" in team) == (True, True, True)
    assert ("Om behovet" in party, "orkar" in party) == (True, False)
    assert [browser(who).get(f"{OF}assumptions/").status_code for who in ("person-s1", None)] == [200, 403]
    hidden = [browser(who).get(f"{OF}assumptions/orkar/").status_code for who in ("petra", "person-s1", "colin", None)]
    assert hidden == [200, 404, 404, 403]


def test_tested_and_open_ones_stand_at_the_gate_and_on_the_initiatives_page() -> None:
    settled = replace(NEED, state=v.AssumptionState.SUPPORTED, evidence=said("Nio av tolv sa ja."))
    built = _assumed("assessed", settled, replace(NEED, key=Key("delat"), statement=said("Tio andra vill.")))
    _tried(built)

    gate, page = reads(f"{OF}stages/concept/gate/", "ulla"), reads(OF, "ulla")

    assert ("1 prövade antaganden, 0 kvar" in gate, "Nio av tolv" in gate, "Tio andra" in gate) == (True, True, False)
    assert ("Tio andra vill." in page, "Kvar att pröva: 1." in page) == (True, True)
    assert "Tio andra vill." not in reads(OF)


def test_an_overdue_experiment_is_on_its_owners_start_page_until_it_is_decided() -> None:
    built = _assumed("assessed", NEED)
    _tried(built)
    before = ["experimentet visade" in reads("/sv/start/", who) for who in ("petra", "nils")]

    answer = browser("petra").post(
        f"{OF}experiments/prov/",
        {"hypothesis": "Hälften säger ja.", "during": "concept", "cap": "0", "starts": built.start.date().isoformat(),
         "ends": built.at.date().isoformat(), "owner": "petra", "result": "Elva av fjorton.", "once": "a"},
    )  # fmt: skip

    assert (before, answer.status_code) == ([True, False], 302)
    assert "Besluta utifrån experimentet" in reads("/sv/start/", "petra")


def test_a_verdict_without_evidence_is_refused_beside_its_field() -> None:
    _assumed("planned", NEED)

    answer = browser("petra").post(
        f"{OF}assumptions/natten/revise/",
        {"statement": "Natten går att ändra.", "state": "refuted", "confidence": "low", "why": "Vi såg.", "once": "a"},
    )

    assert (answer.status_code, "evidence" in answer.context["form"].errors) == (422, True)
    assert [it.state for it in m.Assumption.objects.all()] == [v.AssumptionState.OPEN]
