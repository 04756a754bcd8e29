"""Money to exact sums: named buyers (T8), a ceiling reached (T9), a supplier that leaves (T14), one bought (T15)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests import cast
from tests.along import one_journey
from tests.cast import kr
from tests.web.filling import sent
from tests.web.visitor import browser, reads
from vakna.actions import funding, gates, initiatives
from vakna.core import affordable_loss, contracts, declarations
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, NamedBuyer
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov"
PARTS = ("money", "money_decisions", "marks", "gates")


def now() -> Any:
    return pictures.take("prov", PARTS)


def entered(**changes: str) -> Any:
    given = {"state": "committed", "stage": "prototype", "participation": "s1", "amount": "50 000"} | changes
    return browser("ulla").post(f"{OF}/money/enter/", given)


def _named_from_the_start(**most: Any) -> None:
    """Name Granby in the procurement while it is planned, and let the journey go on until there are contracts."""
    start = clock.now().replace(microsecond=0) - timedelta(days=cast.DAY["concept open"])
    for point, built in one_journey(start=start):
        if point == "planned":
            [one] = now().terms.procurements
            named = NamedBuyer(organisation=Key("granby"), **most)
            initiatives.record_procurement(
                by="ulla", at=built.at, initiative=built.key, procurement=replace(one, named_buyers=(named,))
            )
        if point == "concept open":
            return


def test_t8_a_hospital_named_from_the_start_calls_off_44_units_and_not_one_more() -> None:
    """St. Olavs: the call itself named who may buy without new competition (domain 3.7)."""
    _named_from_the_start(max_quantity=44, max_value=kr(440_000))
    page = f"{OF}/procurements/u1/call-offs/"
    given = {"organisation": "granby", "participation": "s1"}

    done = [sent(browser("ulla"), page, **given, quantity=str(n), value=f"{n * 10_000}").status_code for n in (30, 14)]
    above = sent(browser("ulla"), page, **given, quantity="1", value="1")
    other = browser("ulla").post(page, given | {"organisation": "bjorkhult", "quantity": "1", "value": "1"})

    assert (done, above.status_code, other.status_code) == ([302, 302], 409, 422)
    assert contracts.called_off(now(), "u1", "granby") == (44, kr(440_000))
    assert "44" in reads(page)
    assert browser("person-s1").post(page, given).status_code == 403


def test_t9_a_reached_ceiling_blocks_until_another_person_decides_on_a_new_one() -> None:
    cast.an_initiative(until="concept open")
    first = [entered(participation=one).status_code for one in ("s1", "s2")]
    blocked = entered(participation="s3")
    ask = {"ceiling": "stage:prototype", "amount": "150 000", "reason": "Tre prototyper lär oss mer."}

    sent(browser("ulla"), f"{OF}/money/ask-ceiling/", **ask)
    [asked] = now().ceiling_changes
    page = f"{OF}/money/ceilings/{asked.key}/"
    own = browser("ulla").post(page, {"accepted": "yes", "mandate": "delegation", "reference": "4.7"})
    still = entered(participation="s3")
    warned = browser("beata").get(page).context["row"]["unlearned"]
    decided = sent(browser("beata"), page, accepted="yes", mandate="minute", reference="§ 12", committee="Nämnden",
                   minuted="2026-05-04")  # fmt: skip
    through = entered(participation="s3")

    assert (first, blocked.status_code, own.status_code, still.status_code) == ([302, 302], 409, 403, 409)
    assert (warned, decided.status_code, through.status_code) == (True, 302, 302)
    sums = affordable_loss.standing(now().money, stage="prototype")
    assert (sums.exposure, now().stage("prototype").ceiling) == (kr(150_000), kr(150_000))
    told = reads(page)
    assert "100\u00a0000\u00a0kr" in told
    assert "§ 12" in told
    acts = m.Entry.objects.filter(journal="initiative/prov", subject="ceilings").order_by("sequence")
    assert [one.act for one in acts][-2:] == ["funding.ask_ceiling", "funding.decide_ceiling"]


def test_t9_money_left_after_a_gate_moves_by_decision_and_the_sum_of_ceilings_stays() -> None:
    """TED 328680-2021: leftover moves to the next phase; here never by itself."""
    built = cast.an_initiative(until="proposed")
    shared: dict[str, Any] = {"at": built.at, "initiative": built.key, "stage": "concept"}
    funding.release(by="ulla", **shared, participation="s3", amount=kr(25_000))
    gates.decide(by="beata", **shared, version=1, mandate=v.Mandate.DELEGATION, reference="4.7")
    at = m.Initiative.objects.get(key="prov").card.updated_at

    assert "25\u00a0000\u00a0kr blev kvar i Koncept" in reads(f"{OF}/money/", "ulla")
    ask = {"ceiling": "stage:prototype", "amount": "125 000", "moved_from": "concept", "reason": "Det blev över."}
    sent(browser("ulla"), f"{OF}/money/ask-ceiling/?from=concept", **ask)
    [asked] = now().ceiling_changes
    before = [now().stage(one).ceiling for one in ("concept", "prototype")]
    page = f"{OF}/money/ceilings/{asked.key}/"
    sent(browser("beata"), page, accepted="yes", mandate="delegation", reference="4.7")

    assert before == [kr(75_000), kr(100_000)]
    assert [now().stage(one).ceiling for one in ("concept", "prototype")] == [kr(50_000), kr(125_000)]
    assert now().terms.ceiling == kr(250_000)
    assert at <= now().ceiling_changes[0].decided_at


def test_t14_a_supplier_leaves_half_way_and_is_paid_its_share_of_the_days() -> None:
    """The stage runs 28 days from the 73rd to the 100th; the supplier leaves on the 80th: 8/28 of 25,000 is 7,143."""
    built = cast.an_initiative(until="concept open")
    page = f"{OF}/contracts/contract-s2/leave/"
    start = built.start + timedelta(days=73)
    whole = (m.Stage.objects.get(key="concept").deadline.date() - start.date()).days + 1
    part = (built.at.date() - start.date()).days + 1
    due = kr(round(25_000 * part / whole))

    given = {"day": built.at.date().isoformat(), "rule": "time_share", "reason": "De bytte inriktning."}
    answer = sent(browser("ulla"), page, **given)

    picture = now()
    sums = affordable_loss.standing(picture.money, stage="concept", participation="s2")
    [left] = picture.departures
    assert answer.status_code == 302
    assert (part, whole, due) == (8, 28, kr(7_143))
    assert (left.part, left.whole, left.due, left.released) == (8, 28, kr(7_143), kr(17_857))
    assert (sums.committed, sums.released, sums.exposure) == (kr(25_000), kr(17_857), kr(7_143))
    assert affordable_loss.room(picture, "concept", None).stage == kr(17_857)
    assert picture.participation("s2").state is v.ParticipationState.WITHDRAWN
    assert left.replacement is v.FewerRule.GO_ON_WITH_FEWER
    assert entered(participation="s2", amount="1 000").status_code == 409
    assert entered(state="invoiced", stage="concept", participation="s2", amount="7 144").status_code == 409
    assert entered(state="invoiced", stage="concept", participation="s2", amount="7 143").status_code == 302
    assert "8 av 28 dagar, 7\u00a0143\u00a0kr" in reads(f"{OF}/money/", "ulla")


def test_t15_a_supplier_bought_days_after_the_award_is_noted_and_everybody_declares_again() -> None:
    """StartOff: the buyer learned that a listed company had bought the supplier days after the award."""
    built = cast.an_initiative(until="concept closed")
    stage = now().stage("concept")
    declared = declarations.missing(now(), stage, "asta")
    letters = m.Letter.objects.count()

    given = {"owner": "Stora Börsbolaget AB", "day": built.at.date().isoformat(), "note": "De ringde oss."}
    answer = sent(browser("ulla"), f"{OF}/contracts/contract-s1/owner/", **given)

    assert (answer.status_code, declared) == (302, ())
    assert [one.key for one in declarations.missing(now(), stage, "asta")] == ["s1"]
    assert m.Letter.objects.count() - letters == len({*cast.TEAM} - {"folke", "oskar"})
    assert "Stora Börsbolaget AB" in reads(f"{OF}/stages/concept/gate/", "petra")
    assert "Stora Börsbolaget AB" not in reads(f"{OF}/")
    assert browser("person-s2").get(f"{OF}/contracts/contract-s1/").status_code == 404
    assert now().ownership_changes[0].participation == Key("s1")


def test_t13_a_sum_a_thousand_times_off_is_asked_about_and_entered_when_it_is_right() -> None:
    cast.an_initiative(until="concept open")
    m.Initiative.objects.filter(key="prov").update(ceiling=None)
    m.Stage.objects.filter(key="prototype").update(ceiling=None, supplier_ceiling=None)
    m.Initiative.objects.filter(key="prov").update(supplier_ceiling=None)

    asked = entered(amount="50 000 000")
    sure = entered(amount="50 000 000", amount_is_right="on")

    assert (asked.status_code, sure.status_code) == (422, 302)
    assert "Menade du 50\u00a0000\u00a0kr?" in asked.content.decode()
    assert 'name="amount_is_right"' in asked.content.decode()


def test_euros_are_kept_apart_until_a_rate_is_stated_and_then_count_under_the_ceiling_in_kronor() -> None:
    cast.an_initiative(until="concept open")

    refused = entered(amount="4 000 EUR")
    sent(browser("ulla"), f"{OF}/money/rate/", value="11,25", day="2026-05-04", source="Riksbanken")
    through = entered(amount="4 000 EUR")
    above = entered(amount="445 EUR")
    page = reads(f"{OF}/money/", "ulla")

    assert (refused.status_code, through.status_code, above.status_code) == (422, 302, 409)
    assert affordable_loss.room(now(), "prototype", "s1").supplier_in_stage == kr(5_000)
    assert affordable_loss.standing(now().money, currency="SEK").committed == kr(75_000)
    assert "45\u00a0000\u00a0kr" in page
    assert "Riksbanken" in page


def test_vat_is_noted_beside_the_invoice_and_never_counts_as_exposure() -> None:
    cast.an_initiative(until="concept open")

    entered(state="invoiced", stage="concept", amount="25 000", vat_rate="25")

    one = now().money[-1]
    assert (one.amount, one.vat_rate, one.vat) == (kr(25_000), 25, kr(6_250))
    assert affordable_loss.standing(now().money).exposure == kr(75_000)


def test_planned_money_is_replaced_by_a_later_plan_and_takes_no_room() -> None:
    cast.an_initiative(until="concept open")

    for amount in ("120 000", "90 000"):
        entered(state="planned", participation="", amount=amount)

    assert affordable_loss.standing(now().money, stage="prototype").planned == kr(90_000)
    assert affordable_loss.room(now(), "prototype", None).stage == kr(100_000)


def test_contract_by_milestones_pays_what_is_approved_on_its_page() -> None:
    cast.an_initiative(until="concept open")
    page = f"{OF}/contracts/contract-s1/"
    given = {"what": "Hälften är klar", "share": "40", "approver": "petra"}

    sent(browser("ulla"), f"{page}new-milestone/", **given)
    [step] = now().contracts[0].milestones
    waits = entered(state="invoiced", stage="concept", amount="10 000")
    wrong = browser("ulla").post(f"{page}approve/", {"milestone": step.key})
    browser("petra").post(f"{page}approve/", {"milestone": step.key})
    through = entered(state="invoiced", stage="concept", amount="10 000")

    assert (waits.status_code, wrong.status_code, through.status_code) == (409, 403, 302)
    assert "Hälften är klar" in reads(page, "person-s1")
