"""What the law asks of award criteria, when contracts may be signed, and by when a procurement is documented."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, day, kr, picture, terms
from vakna.core import criteria_law, documentation_duty, legal_frame, stages
from vakna.core.initiative import Award, Cancelled, Contract, Criterion, Key, Notice, Picture, RecordKept, Review, text
from vakna.core.refusal import BadInput, Conflict
from vakna.core.vocabulary import CriterionGroup, CriterionKind, GateKind, Law

_LINK = text("Det som köps ska hjälpa dem som har behovet.")


def _award(key: str, group: CriterionGroup = CriterionGroup.NEED, **rest: Any) -> Criterion:
    values: dict[str, Any] = {"kind": CriterionKind.AWARD, "link_to_purchase": _LINK} | rest
    return Criterion(key=Key(key), number=1, group=group, title=text(key), **values)


def _missing(*criteria: Criterion, law: Law = Law.LOU, **rest: Any) -> list[str]:
    stage = replace(CALL, criteria=criteria, **rest)
    known = terms(stage, CONCEPT)
    known = replace(known, procurements=(replace(known.procurements[0], law=law),))
    return [name for name, there in criteria_law.said(stage, known).items() if not there]


def test_each_criterion_of_an_award_says_what_it_is_and_what_it_has_to_do_with_what_is_bought() -> None:
    fit, able = _award("fit"), _award("able", CriterionGroup.TEAM)

    assert _missing(fit, able) == []
    assert _missing(replace(fit, link_to_purchase=None)) == ["award-link"]
    assert _missing(fit, replace(able, link_to_purchase=None)) == ["ability-link"]
    assert _missing(fit, replace(able, kind=CriterionKind.QUALIFICATION, link_to_purchase=None)) == []
    assert _missing(fit, replace(able, kind=CriterionKind.OPTION_GROUND)) == ["criterion-kind"]


def test_nothing_is_asked_outside_the_acts_and_at_other_gates() -> None:
    unlinked = _award("able", CriterionGroup.RESOURCES, link_to_purchase=None)

    assert _missing(unlinked, law=Law.NONE) == []
    assert _missing(unlinked, gate=GateKind.OPTION) == []


def test_publishing_is_refused_where_the_price_and_the_links_are_not_stated() -> None:
    alone = replace(CALL, criteria=(_award("able", CriterionGroup.TEAM, link_to_purchase=None),))

    with pytest.raises(BadInput) as refused:
        stages.require_ready(alone, terms(alone))

    codes = {one.code: one.path for one in refused.value.problems}
    assert codes["missing-ability-link"] == "criteria"
    assert codes["missing-price"] == "compensation"
    said = replace(alone, compensation=text("Priset räknas till 10 procent."))
    assert "missing-price" not in stages.missing_before_opening(said, terms(said))


def test_contract_waits_for_the_standstill_and_for_the_court() -> None:
    award = Award(decided=date(2026, 3, 2), sent=day(60), standstill_ends=date(2026, 3, 12))
    pending = replace(award, review=Review(noted=date(2026, 3, 10)))
    settled = replace(award, review=Review(noted=date(2026, 3, 10), settled=date(2026, 4, 1)))

    assert legal_frame.may_sign_from(award) == date(2026, 3, 13)
    assert legal_frame.may_sign_from(pending) is None
    assert legal_frame.may_sign_from(settled) == date(2026, 4, 14)  # the eleventh and twelfth are a weekend
    for one, signed, code in (
        (award, date(2026, 3, 12), "standstill"),
        (pending, date(2026, 9, 1), "review-pending"),
        (settled, date(2026, 4, 13), "review-standstill"),
    ):
        with pytest.raises(Conflict, match=code):
            legal_frame.require_signable(one, signed)
    legal_frame.require_signable(award, date(2026, 3, 13))
    legal_frame.require_signable(settled, date(2026, 4, 14))


def test_review_is_of_an_award_and_is_settled_after_it_was_asked_for() -> None:
    award = Award(decided=date(2026, 3, 2), sent=day(60))

    with pytest.raises(Conflict, match="no-award-to-review"):
        legal_frame.check_review(None, Review(noted=date(2026, 3, 10)))
    with pytest.raises(BadInput, match="review-order"):
        legal_frame.check_review(award, Review(noted=date(2026, 3, 10), settled=date(2026, 3, 9)))


def _bought(*contracts: Contract, **changes: Any) -> Picture:
    known = terms(CALL, replace(CONCEPT, places=5))
    notice = Notice(number="1", published=date(2026, 1, 5), database="D")
    values: dict[str, Any] = {
        "notice": notice,
        "record": None,
        "option_value": kr(0),
        "purchase_value": kr(0),
    } | changes
    one = replace(known.procurements[0], **values)
    return picture(of=replace(known, procurements=(one,)), contracts=contracts)


def _signed(on: date) -> Contract:
    return Contract(key=Key(f"c-{on}"), participation=Key("s-alfa"), stage=CONCEPT.key, signed=on)


def _last_day(whole: Picture) -> date | None:
    found = documentation_duty.duty(whole, whole.terms.procurements[0])
    assert found is not None
    return found.last_day


def test_documentation_is_due_thirty_days_after_the_first_contract_or_the_cancellation() -> None:
    assert _last_day(_bought()) is None
    assert _last_day(_bought(_signed(date(2026, 4, 20)), _signed(date(2026, 4, 13)))) == date(2026, 5, 13)
    off = Cancelled(at=day(100), reason=text("Behovet är borta."), reference="§ 4")
    assert _last_day(_bought(cancelled=off)) == day(130).date()


@pytest.mark.parametrize(
    ("places", "law", "asked"),
    [(4, Law.LOU, False), (5, Law.LOU, True), (4, Law.LUK, True), (None, Law.LOU, True), (5, Law.NONE, False)],
)
def test_duty_holds_above_the_limit_of_the_day_the_procurement_began(places: int | None, law: Law, asked: bool) -> None:
    whole = _bought(law=law)
    known = replace(whole.terms, stages=(CALL, replace(CONCEPT, places=places)))
    found = documentation_duty.duty(replace(whole, terms=known), known.procurements[0])

    assert (found is not None) == asked
    assert [one.since for one in documentation_duty.LIMITS] == sorted(one.since for one in documentation_duty.LIMITS)
    if found:
        assert (found.limit.since, found.limit.days) == (date(2022, 2, 1), 30)


def test_documentation_is_completed_once_and_not_before_there_is_anything_to_document() -> None:
    ready = _bought(_signed(date(2026, 4, 13)))
    [one] = ready.terms.procurements
    documentation_duty.require_completable(ready, one)

    kept = RecordKept(at=day(100) + timedelta(days=1), by=Key("ulla"), reference="1")
    for whole, procurement, code in ((ready, replace(one, record=kept), "record-kept"),
                                     (_bought(), _bought().terms.procurements[0], "record-not-due")):  # fmt: skip
        with pytest.raises(Conflict, match=code):
            documentation_duty.require_completable(whole, procurement)
