"""The API of the rules: what it says is what the pages say to anybody, and its shape is what it describes."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import an_initiative, said
from vakna.actions import oversight
from vakna.api.openapi import SCHEMAS, document
from vakna.core.initiative import Key, Suppression
from vakna.rules.registry import RULES, VERSION

pytestmark = pytest.mark.django_db


def _asked(path: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    return json.loads(answer.content)


def _shape(name: str) -> set[str]:
    return set(SCHEMAS[name]["properties"])


def test_catalogue_lists_every_rule_in_both_languages() -> None:
    told = _asked("rules/")

    assert (told["rules_version"], [one["code"] for one in told["rules"]]) == (VERSION, [one.code for one in RULES])
    assert {frozenset(one) for one in told["rules"]} == {frozenset(_shape("RuleRow"))}
    assert told["rules"][0]["title"] == {"sv": "Bara lokala företag bjuds in", "en": "Only local firms are invited"}


def test_rule_is_explained_by_code_and_a_missing_one_refused_in_words() -> None:
    told, missing = _asked("rules/ND01/"), _asked("rules/ZZ99/", 404)

    assert set(told) == _shape("Rule")
    assert told["moments"] == ["contact", "correct", "publish"]
    assert set(missing) == _shape("Error")
    assert missing["error"] == "no-such-rule"


def test_findings_are_those_that_anybody_may_know_with_what_may_stand() -> None:
    built = an_initiative(until="rfi open")
    let = Suppression(
        key=Key("x"), at=built.at, code="DM03", where="initiative.goals", reason=said("Senare."), signed=""
    )
    oversight.let_stand(by="ulla", at=built.at, initiative="prov", suppression=let)

    told = _asked("initiatives/prov/findings/")

    assert set(told) == _shape("Findings")
    assert {frozenset(one) for one in told["findings"]} == {frozenset(_shape("Finding"))}
    (stands,) = told["may_stand"]
    assert set(stands) == _shape("MayStand")
    assert (stands["code"], stands["reason"], stands["by"]) == ("DM03", {"sv": "Senare."}, "Ulla Upphandlare")
    assert "DM03" not in {one["code"] for one in told["findings"]}


def test_findings_of_a_practice_case_are_hidden_from_outsiders() -> None:
    an_initiative(until="rfi open", sandbox=True)

    assert _asked("initiatives/prov/findings/", 404)["error"] == "no-such-initiative"
    assert _asked("initiatives/saknas/findings/", 404)["error"] == "no-such-initiative"


def test_description_is_of_every_address() -> None:
    assert _asked("openapi.json") == json.loads(json.dumps(document()))
    assert list(document()["paths"]) == [
        "/api/v1/rules/",
        "/api/v1/rules/{code}/",
        "/api/v1/initiatives/{key}/findings/",
    ]


def test_api_only_reads() -> None:
    assert Client().post("/api/v1/rules/").status_code == 405
