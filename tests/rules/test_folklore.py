"""The folklore library: enough claims, each with a source, in both languages, and about rules that exist."""

import pytest

from vakna.core.refusal import NotFound
from vakna.core.vocabulary import Layer
from vakna.rules.folklore import about, claims
from vakna.rules.folklore import find as find_claim
from vakna.rules.registry import find


def test_every_claim_has_layer_source_and_both_languages() -> None:
    every = claims()

    assert len(every) >= 25
    assert len({one.key for one in every}) == len(every)
    assert {one.layer for one in every} == set(Layer)
    assert [one.key for one in every if not one.source or not one.jurisdiction] == []
    assert {tuple(text.by_language) for one in every for text in (one.claim, one.says)} == {("sv", "en")}


def test_claim_is_found_by_its_key_and_an_unknown_one_refused() -> None:
    assert [find_claim(one.key) is one for one in claims()] == [True] * len(claims())
    with pytest.raises(NotFound, match="no-such-claim"):
        find_claim("saknas")


def test_rule_knows_the_claims_that_it_bears_on() -> None:
    assert [one.key for one in about(find("ND01"))] == ["only-local-pilot"]
