"""Many initiatives counted: survival, money on the ended, and the two ends; what nobody uses counts as nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.demo.reading import PRACTICE, picture
from vakna.core import document, people, portfolio, programmes, visibility
from vakna.core.initiative import Key, Picture, Text, text
from vakna.core.portfolio import Card
from vakna.core.vocabulary import InitiativeState, Phase

END = datetime(2025, 3, 31, 12, tzinfo=UTC)


def _seen(name: str) -> Picture:
    return visibility.seen_by(picture(name), people.Actor.nobody(), at=END, demo=True)


@pytest.fixture(scope="module")
def practice() -> Card:
    return portfolio.card(_seen(PRACTICE), END.date())


def test_practice_case_survives_seven_three_one_and_spends_77_per_cent_on_the_ended(practice: Card) -> None:
    sums = portfolio.whole([(practice, END)])

    assert [(one.entered, one.continued) for one in practice.gates] == [(7, 7), (7, 3), (3, 1)]
    assert [str(one) for one in (*practice.paid, *practice.paid_ended)] == ["325000.00 SEK", "250000.00 SEK"]
    assert sums.share_ended == {"SEK": 77}
    assert str(sums.carried["SEK"]) == "96000.00 SEK"


def test_the_two_ends_are_counted_apart_and_by_the_users_own_words(practice: Card) -> None:
    later = datetime(2025, 10, 1, tzinfo=UTC)

    assert [(practice.implemented(at.date()), practice.spread(at.date())) for at in (END, later)] == [
        (True, 1),
        (True, 0),
    ]


def test_finished_pilot_that_nobody_uses_has_no_credit() -> None:
    pilot = _seen("karlstad-1")

    sums = portfolio.whole([(portfolio.card(pilot, END.date()), END)])

    assert pilot.adoptions
    assert pilot.counts
    assert (sums.initiatives, sums.implemented, sums.spread, sums.organisations) == (1, 0, 0, set())


def test_what_others_report_is_told_beside_the_ends_and_never_counted_into_them(practice: Card) -> None:
    reported = portfolio.card(_seen("karlstad-1"), END.date())

    sums = portfolio.whole([(reported, END), (practice, END)])

    assert (reported.only_reported(END.date()), practice.only_reported(END.date())) == (40, 0)
    assert (sums.initiatives, sums.implemented, sums.spread, sums.only_reported) == (2, 1, 1, 1)


def test_money_of_an_ended_initiative_is_no_longer_at_risk() -> None:
    seen = _seen(PRACTICE)
    half = seen.with_rows(money=seen.money[: len(seen.money) // 2])
    over = replace(half, terms=replace(half.terms, state=InitiativeState.ENDED_STOPPED))

    assert portfolio.card(half, END.date()).committed
    assert portfolio.card(over, END.date()).committed == ()


def test_totals_equal_the_sums_of_the_parts(practice: Card) -> None:
    many = portfolio.whole([(practice, END)] * 40)

    assert str(many.paid["SEK"]) == "13000000.00 SEK"
    assert many.phases == {Phase.SCALING: 40}
    assert len(many.organisations) == 2
    assert [(gate.passed, gate.entered, gate.continued) for gate in many.gates.values()] == [
        (40, 280, 280),
        (40, 280, 120),
        (40, 120, 40),
    ]


def test_initiatives_of_one_programme_are_summed_whichever_organisations_they_are(practice: Card) -> None:
    national, shouted = Text({"sv": "Vaken vardag", "en": "Awake"}), text("VAKEN  vardag")
    said = (national, shouted, text("Något annat"), None)
    cards = [replace(practice, buyers=(Key(f"o-{n}"),), programme=one) for n, one in enumerate(said)]
    known = programmes.by_name(one for one in said if one)
    mine = [it for it in cards if it.programme and programmes.of(it.programme, known) == known["awake"]]

    sums = portfolio.whole((replace(one, programme=known["awake"]), END) for one in mine)

    assert [one.buyers for one in mine] == [("o-0",), ("o-1",)]
    assert (sums.initiatives, sums.programmes, str(sums.paid["SEK"])) == (2, {national: 2}, "650000.00 SEK")
    assert [(gate.passed, gate.entered) for gate in sums.gates.values()] == [(2, 14), (2, 14), (2, 6)]


def test_card_says_the_programme_that_the_initiative_names() -> None:
    named = replace(_PRACTICE, terms=replace(_PRACTICE.terms, programme=text("Vaken vardag")))

    assert portfolio.card(named, END.date()).programme == text("Vaken vardag")


@given(st.dates(date(2022, 1, 1), date(2030, 1, 1)))
def test_no_day_makes_more_users_than_have_told(on: date) -> None:
    card = portfolio.card(_PRACTICE, on)

    assert len(card.using(on)) <= sum(bool(one.checks) for one in _PRACTICE.adoptions)


_PRACTICE = _seen(PRACTICE)


def test_facts_that_take_a_request_elsewhere_are_rows() -> None:
    rows = {(one.supplier, one.first_stage.said("sv")): one for one in portfolio.reached(_PRACTICE, END.date())}
    mirror, ended = rows["Vinterspegel AB", "Inbjudan"], rows["Ordlöst AB", "Inbjudan"]

    assert (mirror.stage_reached.said("sv"), mirror.ended, mirror.solution) == ("Användning", False, "Vinterspegeln")
    assert (mirror.later, [str(one) for one in mirror.later_value], len(mirror.using)) == (3, ["154000.00 SEK"], 2)
    assert (ended.ended, str(ended.value), ended.using) == (True, "25000.00 SEK", ())


def test_card_reads_as_it_was_written(practice: Card) -> None:
    assert document.decode(Card, document.encode(practice)) == practice
