"""The price that is counted, read from what the supplier answered and not typed again.

Where the stage counts a price and its form asks for exactly one sum, that answer is the price. Correcting it asks for a
reason, so that nobody's price is changed unseen (transparency, LOU 4 kap. 1 §).
"""

from ..initiative import FormQuestion, MaybeMoney, Picture, Stage, Submission, Text
from ..money import Money
from ..refusal import BadInput
from ..vocabulary import QuestionKind
from .points import counts_price
from .work import handed_in


def price_question(stage: Stage) -> FormQuestion | None:
    """Give the question whose answer is the price; None where none is counted, or several sums are asked for."""
    sums = [one for one in stage.form if one.kind is QuestionKind.MONEY]
    return sums[0] if counts_price(stage) and len(sums) == 1 else None


def answered_price(picture: Picture, stage: Stage, participation: str) -> tuple[Submission, Money] | None:
    """Give the price that a supplier has answered, with the hand-in it stands in; None where there is no such sum."""
    asked = price_question(stage)
    if asked is None:
        return None
    for one in handed_in(picture, stage.key):
        found = next((it.sum for it in one.answers if it.topic == asked.key), None)
        if one.participation == participation and found is not None:
            return one, found
    return None


def counted_price(
    picture: Picture, stage: Stage, participation: str, price: MaybeMoney, reason: Text | None
) -> tuple[MaybeMoney, Text | None]:
    """Give the price to count, and the reason where it is not the supplier's answer.

    Refuses (`BadInput`) another price than the answer without a reason.
    """
    answer = answered_price(picture, stage, participation)
    if answer is None:
        return price, reason
    if price is None or price == answer[1]:
        return answer[1], None
    if reason is None:
        raise BadInput("price-corrected-why", path="price_reason", answered=answer[1])
    return price, reason
