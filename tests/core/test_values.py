"""Values that cannot be: refused where they are made, before anybody has acted."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from vakna.core import document
from vakna.core.initiative import Text, text
from vakna.core.money import Money
from vakna.core.refusal import BadInput


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Money.parse("321,311.475 SEK"), "money-grammar"),
        (lambda: Money(Decimal("0.001")), "money-grammar"),
        (lambda: Money.parse("-1 SEK"), "money-negative"),
        (lambda: Money(Decimal(-1)), "money-negative"),
        (lambda: text("  "), "text-empty"),
        (lambda: Text({}), "text-empty"),
        (lambda: Text({"svenska": "Ja."}), "text-language"),
    ],
)
def test_a_sum_or_a_text_that_cannot_be_is_refused_where_it_is_made(make: Callable[[], Any], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        make()

    assert caught.value.code == code


def test_all_the_faults_of_a_document_are_one_refusal() -> None:
    with pytest.raises(BadInput) as caught:
        document.load({"format": document.FORMAT, "version": document.VERSION, "strange": 1})

    assert caught.value.code == "bad-input"
    assert len(caught.value.problems) > 1
