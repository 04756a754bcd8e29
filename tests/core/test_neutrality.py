"""Neutrality on paper: which roles exclude each other, what is still to be declared, and what a report may tell."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cast import START, terms
from vakna.core import firms, neutrality
from vakna.core.initiative import Key, MandateLetter, Organisation, text
from vakna.core.refusal import Conflict
from vakna.core.vocabulary import FirmSize, OrganisationKind, Role

BUYER = Organisation(key=Key("kommun"), name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
HUB = Organisation(key=Key("navet"), name="Navet", kind=OrganisationKind.INTERMEDIARY)
COACHES = Organisation(key=Key("coacher"), name="Coacherna AB", kind=OrganisationKind.COMPANY)


def _refused(home: Organisation, role: Role, *others: tuple[str, str, Role]) -> str | None:
    try:
        neutrality.check_role(home, "eva", role, buyers=("kommun",), others=others)
    except Conflict as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("home", "role", "others", "code"),
    [
        (HUB, Role.ASSESSOR, (), "role-helper-assesses"),
        (HUB, Role.DECIDER, (), "role-helper-decides"),
        (HUB, Role.INTERMEDIARY, (), None),
        (BUYER, Role.ASSESSOR, (("eva", "kommun", Role.COACH),), "role-coach-assesses"),
        (BUYER, Role.COACH, (("eva", "kommun", Role.ASSESSOR),), "role-coach-assesses"),
        (BUYER, Role.ASSESSOR, (("per", "kommun", Role.COACH),), None),
        (COACHES, Role.ASSESSOR, (("per", "coacher", Role.COACH),), "role-coach-assesses"),
        (COACHES, Role.COACH, (("per", "coacher", Role.COACH),), None),
        (COACHES, Role.ASSESSOR, (("per", "navet", Role.COACH),), None),
    ],
)
def test_role_is_refused_when_another_part_excludes_it(
    home: Organisation, role: Role, others: tuple[tuple[str, str, Role], ...], code: str | None
) -> None:
    assert _refused(home, role, *others) == code


def _letter(key: str, *, after: int, since: date, until: date | None = None) -> MandateLetter:
    return MandateLetter(
        key=Key(key), intermediary=Key("navet"), given_by=Key("kommun"), at=START + timedelta(days=after),
        covers=text("Råd"), text=text("Brev"), since=since, until=until,
    )  # fmt: skip


def test_mandate_in_force_is_the_latest_letter_that_holds_on_the_day() -> None:
    first = _letter("ett", after=0, since=date(2025, 1, 1), until=date(2025, 6, 30))
    second = _letter("tva", after=9, since=date(2025, 6, 1))
    one = terms(mandates=(first, second))
    days = {date(2024, 12, 31): None, date(2025, 1, 1): first, date(2025, 6, 1): second, date(2025, 7, 1): second}

    assert {day: neutrality.mandate(one, "navet", day) for day in days} == days
    assert [neutrality.ends_soon(first, date(2025, month, 1)) for month in (5, 6, 7)] == [False, True, False]


@given(st.lists(st.sampled_from([None, *FirmSize]), max_size=40))
def test_reach_report_tells_no_group_of_fewer_than_three_and_loses_nobody(said: list[FirmSize | None]) -> None:
    told = firms._told(FirmSize, said)

    counts, shown = Counter(said), dict(told)
    left = shown.pop(None, 0)
    assert all(count == counts[band] >= firms.FEWEST for band, count in shown.items())
    assert sum(shown.values()) + left == len(said)
    assert left == 0 or left >= firms.FEWEST or not shown
