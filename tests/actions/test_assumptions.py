"""Assumptions and experiments for real: the history is kept, the cap is held, and a supplier's are the readers' own."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, kr, said
from vakna.actions import dialogue, funding
from vakna.core import vocabulary as v
from vakna.core.initiative import Assumption, Experiment, Key
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

ONE = Assumption(key=Key("natten"), about=v.AssumptionAbout.NEED, statement=said("Natten går att ändra."))
OF_S1 = replace(ONE, key=Key("orkar"), about=v.AssumptionAbout.SUPPLIER, participation=Key("s1"))


def _set(built: Built, one: Assumption, *, by: str = "petra", minutes: int = 0, **rest: Any) -> None:
    at = built.at + timedelta(minutes=minutes)
    dialogue.set_assumption(by=by, at=at, initiative=built.key, assumption=one, **rest)


def _try(
    built: Built, *, by: str = "petra", assumption: str = "natten", cap: int = 0, stage: str = "prototype"
) -> None:
    one = Experiment(
        key=Key("prov"), assumption=Key(assumption), during=Key("prototype"), owner=Key("petra"), cap=kr(cap),
        hypothesis=said("Hälften säger ja."), starts=built.at.date(), ends=built.at.date(),
    )  # fmt: skip
    dialogue.set_experiment(by=by, at=built.at, initiative=built.key, experiment=one)


def _code(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act(*given, **named)
    return refused.value.problems[0].code


def test_an_assumption_keeps_its_history_and_is_linked_to_the_planned_stages_alone() -> None:
    built = an_initiative(until="concept open")
    _set(built, ONE, tested_in=["prototype", "concept", "use"])
    now = replace(ONE, state=v.AssumptionState.SUPPORTED, evidence=said("Nio av tolv."))
    _set(built, now, by="ulla", minutes=5, why=said("Samtal på två boenden."), tested_in=["prototype"])

    picture = pictures.take(built.key)
    [kept] = picture.assumptions
    assert [(it.version, it.by, it.state) for it in kept.versions] == [(1, "petra", "open"), (2, "ulla", "supported")]
    assert {it.key: it.tests for it in picture.terms.stages if it.tests} == {"prototype": ("natten",)}
    facts = m.Entry.objects.filter(act="dialogue.set_assumption").order_by("pk").values_list("facts", flat=True)
    assert [one["version"] for one in facts] == [1, 2]


def test_what_is_assumed_about_a_supplier_is_the_readers_own_and_the_log_names_nobody() -> None:
    built = an_initiative(until="concept open")
    _set(built, OF_S1)

    assert _code(_set, built, OF_S1, by="inga", why=said("Vi vill.")) == "no-such-assumption"
    assert _code(_set, built, replace(OF_S1, key=Key("ny")), by="inga") == "no-such-assumption"
    assert _code(_try, built, by="inga", assumption="orkar") == "no-such-assumption"
    _try(built, assumption="orkar")
    acts = ("dialogue.set_assumption", "dialogue.set_experiment")
    assert [it.facts for it in m.Entry.objects.filter(act__in=acts)] == [{}, {}]


def test_the_cap_of_an_experiment_and_a_commitment_meet_under_one_ceiling() -> None:
    built = an_initiative(until="decided")
    _set(built, ONE)
    room = kr(100_000)
    assert pictures.take(built.key, ()).stage("prototype").ceiling == room

    assert _code(_try, built, cap=1) == "experiment-over-room"
    commitment = m.MoneyEntry.objects.filter(stage__key="prototype", participation__key="s2").get()
    funding.release(
        by="ulla", at=built.at, initiative=built.key, stage="prototype", participation="s2", amount=commitment.amount
    )
    _try(built, cap=20_000)
    paying: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "prototype", "participation": "s2"}
    assert _code(funding.commit, by="ulla", amount=kr(30_001), **paying) == "over-ceiling"
    funding.commit(by="ulla", amount=kr(30_000), **paying)
