"""How what was handed in is assessed: reverse 0-1-2 where nobody is ranked, or weighted points where that is published.

Sources: design 1.4 and 5; domain 1.4 (reverse), 5.3 (DYNAMO's price formula and thresholds, SILVER's minimum and
threshold per phase). Pure: values in, values out; sums in Decimal, rounded half up to two decimals where it is said.
"""

from .fit import Place, potential
from .marks import FAILS, PASSES, RISK, VALUES, Summary, check_marks, check_need_fit, summary, top, values
from .points import check_price, counts_price, price_score, quality, total
from .price import answered_price, counted_price, price_question
from .risks import followed, from_marks
from .spread import far_apart, require_moderation, width
from .standing import Score, Standing, standings
from .work import (
    assessors,
    buyers_marks,
    buyers_missing,
    consensus,
    handed_in,
    individual,
    is_tied,
    marks_per_buyer,
    may_assess,
    of_supplier,
    queue,
    ready_for_consensus,
    to_assess,
)

__all__ = [
    "FAILS", "PASSES", "RISK", "VALUES", "Place", "Score", "Standing", "Summary", "answered_price", "assessors",
    "buyers_marks", "buyers_missing", "check_marks", "check_need_fit", "check_price", "consensus", "counted_price",
    "counts_price", "far_apart", "followed", "from_marks", "handed_in", "individual", "is_tied", "marks_per_buyer",
    "may_assess", "of_supplier", "potential", "price_question", "price_score", "quality", "queue",
    "ready_for_consensus", "require_moderation", "standings", "summary", "to_assess", "top", "total", "values",
    "width",
]  # fmt: skip
