"""The folklore library: enough claims, each with a source, in both languages, and about rules that exist."""

from vakna.core.vocabulary import Layer
from vakna.rules.folklore import about, claims
from vakna.rules.registry import find


def test_every_claim_has_layer_source_and_both_languages() -> None:
    every = claims()

    assert len(every) >= 25
    assert len({one.key for one in every}) == len(every)
    assert {one.layer for one in every} == set(Layer)
    assert [one.key for one in every if not one.source or not one.jurisdiction] == []
    assert {tuple(text.by_language) for one in every for text in (one.claim, one.says)} == {("sv", "en")}


def test_nobody_is_said_to_have_signed_what_nobody_has() -> None:
    assert [one.key for one in claims() if one.signed or one.checked] == []


def test_rule_knows_the_claims_that_it_bears_on() -> None:
    assert [one.key for one in about(find("ND01"))] == ["only-local-pilot"]
