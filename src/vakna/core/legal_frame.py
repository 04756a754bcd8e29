"""The legal frame of a procurement: how long the standstill lasts and what the whole of it is worth."""

from dataclasses import dataclass
from datetime import date, timedelta

from .initiative import Award, Picture, Procurement, Review, Stage, Terms
from .money import Money, total
from .refusal import BadInput, Conflict
from .stages import in_order, rules

STANDSTILL_DAYS = 10
_SATURDAY = 5
_FIXED = frozenset({(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)})
_FROM_EASTER = frozenset({-2, 0, 1, 39, 49})


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The value of a procurement excluding VAT: what is known, and the fields that are not known or not published."""

    known: Money
    unknown: tuple[str, ...]


def standstill_ends(sent: date) -> date:
    """Give the last day of the standstill: ten calendar days from the day after the notice is sent electronically.

    Source: LOU (2016:1145) 20 kap. 1-2 §§. A last day on a Saturday, Sunday, public holiday, or the eve of midsummer,
    Christmas or New Year moves to the next working day: lag (1930:173) om beräkning av lagstadgad tid, 2 §.
    """
    last = sent + timedelta(days=STANDSTILL_DAYS)
    while is_day_off(last):
        last += timedelta(days=1)
    return last


def may_sign_from(award: Award) -> date | None:
    """Give the first day on which contracts may be signed; None while a court reviews the award, or when unknown.

    A review that was asked for keeps the contract waiting until the administrative court has decided and ten days have
    gone. Source: LOU (2016:1145) 20 kap. 1-2 and 8-10 §§.
    """
    ends = [award.standstill_ends]
    if award.review is not None:
        if award.review.settled is None:
            return None
        ends.append(standstill_ends(award.review.settled))
    known = [one for one in ends if one is not None]
    return max(known) + timedelta(days=1) if known else None


def require_signable(award: Award, signed: date) -> None:
    """Refuse (`Conflict`) a contract signed while the standstill or a review holds it."""
    review = award.review
    if award.standstill_ends is not None and signed <= award.standstill_ends:
        raise Conflict("standstill", until=award.standstill_ends)
    if review is not None and review.settled is None:
        raise Conflict("review-pending", noted=review.noted)
    if review is not None and review.settled is not None and signed <= standstill_ends(review.settled):
        raise Conflict("review-standstill", until=standstill_ends(review.settled))


def check_review(award: Award | None, review: Review) -> None:
    """Refuse a review of no award (`Conflict`), and one that was settled before it was asked for (`BadInput`)."""
    if award is None:
        raise Conflict("no-award-to-review")
    if review.settled is not None and review.settled < review.noted:
        raise BadInput("review-order", path="settled")


def is_day_off(d: date) -> bool:
    """Say whether `d` cannot be the last day of a legal time in Sweden.

    Source: lag (1989:253) om allmänna helgdagar, and the eves and Saturdays of lag (1930:173) 2 §.
    Midsummer Day and All Saints' Day are always Saturdays.
    """
    midsummer_eve = d.month == 6 and d.weekday() == 4 and 19 <= d.day <= 25
    return (
        d.weekday() >= _SATURDAY
        or (d.month, d.day) in _FIXED
        or (d - easter(d.year)).days in _FROM_EASTER
        or midsummer_eve
    )


def easter(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar. Source: J. Meeus, Astronomical Algorithms, chapter 8."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def total_value(picture: Picture, procurement: Procurement) -> Total:
    """Sum the procurement's whole value excluding VAT: each stage's places times its pay, options and purchase.

    Source: LOU 5 kap. 3 §: the value counts every option and prolongation as if used. A stage whose places or pay
    is not stated is named in `unknown` as `stages[<number>]`, an amount that is missing by its field.
    """
    stages = paying(picture.terms, procurement)
    sums = {f"stages[{one.number}]": worth(one) for one in stages}
    sums |= {"option_value": procurement.option_value, "purchase_value": procurement.purchase_value}  # type: ignore[dict-item]
    known = [one for one in sums.values() if isinstance(one, Money)]
    unknown = tuple(name for name, one in sums.items() if not isinstance(one, Money))
    return Total(known=total(known, known[0].currency if known else "SEK"), unknown=unknown)


def paying(terms: Terms, procurement: Procurement) -> list[Stage]:
    """Give the stages of a procurement in which suppliers are paid, in order, without skipped and cancelled ones."""
    return [one for one in in_order(terms) if one.procurement == procurement.key and rules(one).pays]


def worth(stage: Stage) -> Money | None:
    """Give what a stage is worth: its places times its pay; None where either is not known."""
    if stage.places is None or not isinstance(stage.pay, Money):
        return None
    return stage.pay * stage.places


@dataclass(frozen=True, slots=True, kw_only=True)
class TowardsLimit:
    """What counts towards the limit for direct award, as far as known; `certain` that nothing of it is unknown."""

    counts: Money
    certain: bool

    def reaches(self, limit: Money | None) -> bool | None:
        """Say whether a limit is reached: then the procurement is announced. None where too little is known."""
        if limit is None or limit.currency != self.counts.currency:
            return None
        if self.counts.amount >= limit.amount:
            return True
        return False if self.certain else None


def towards_limit(picture: Picture, procurement: Procurement) -> TowardsLimit:
    """Count a procurement with its options and the year's other direct awards of the same kind.

    Source: LOU 19 a kap.; domain 4.3. The limits are dated values of the rules, with their sources.
    """
    its, same = total_value(picture, procurement), procurement.same_kind_this_year
    if not isinstance(same, Money) or same.currency != its.known.currency:
        return TowardsLimit(counts=its.known, certain=False)
    return TowardsLimit(counts=its.known + same, certain=not its.unknown)


def begun(terms: Terms, procurement: Procurement) -> date | None:
    """Give the day on which a procurement began: its notice, else the first publication of a stage in it."""
    if procurement.notice is not None:
        return procurement.notice.published
    out = [one.published_at for one in terms.stages if one.procurement == procurement.key and one.published_at]
    return min(out).date() if out else None
