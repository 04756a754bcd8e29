"""Mandates, declarations and reach reports through the real verbs: who may, when, and what the public sees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import neutrality, people
from vakna.core import vocabulary as v
from vakna.core.initiative import FirmProfile, Key, MandateLetter, NeutralityDeclaration, Picture
from vakna.core.people import Actor, actor_in
from vakna.core.refusal import Refusal
from vakna.core.visibility import seen_by
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _code(act: Callable[[], object]) -> str | None:
    try:
        act()
    except Refusal as refused:
        return refused.code
    return None


def _letter(built: Built, **changes: Any) -> MandateLetter:
    return replace(
        MandateLetter(
            key=Key("brev"), intermediary=Key("nav"), given_by=Key("bjorkhult"), at=built.at, covers=said("Råd."),
            text=said("Navet ger råd."), since=built.at.date(),
        ),
        **changes,
    )  # fmt: skip


def _declaration(built: Built, **changes: Any) -> NeutralityDeclaration:
    return replace(
        NeutralityDeclaration(
            key=Key("ord"), organisation=Key("nav"), stage=Key("rfi"), at=built.at, owner=said("Tre kommuner."),
            funder=said("Kommunerna."), target_group=said("Köpare."), limited=False, indicators=said("Spridning."),
        ),
        **changes,
    )  # fmt: skip


def _public(built: Built) -> Picture:
    return seen_by(pictures.take(built.key), Actor.nobody(), at=built.at)


def test_mandate_and_declaration_are_public_but_for_who_wrote_them_and_refused_when_they_cannot_hold() -> None:
    built = an_initiative(until="rfi open")

    def give(by: str = "ulla", **changes: Any) -> str | None:
        letter = _letter(built, **changes)
        return _code(lambda: neutrality.give_mandate(by=by, at=built.at, initiative="prov", mandate=letter))

    def declare(by: str = "inga", **changes: Any) -> str | None:
        one = _declaration(built, **changes)
        return _code(lambda: neutrality.declare(by=by, at=built.at, initiative="prov", declaration=one))

    assert {by: give(by) for by in ("inga", "asta", "stranger")} == dict.fromkeys(
        ("inga", "asta", "stranger"), "may-not"
    ) | {"stranger": "may-not-without-role"}
    assert give(given_by=Key("nav")) == "mandate-not-by-buyer"
    assert give(intermediary=Key("granby")) == "mandate-no-intermediary"
    assert give(until=date(2020, 1, 1)) == "mandate-over"
    assert give() is None
    assert give() == "key-twice"
    assert declare(organisation=Key("granby")) == "neutrality-not-yours"
    assert declare(stage=Key("concept")) == "neutrality-not-now"
    assert declare(by="ulla") == "may-not"
    assert declare() is None
    terms = _public(built).terms
    assert terms.mandates == (_letter(built),)
    assert terms.neutrality == (_declaration(built),)
    inside = seen_by(pictures.take("prov"), actor_in(pictures.take("prov"), "petra", built.at), at=built.at).terms
    assert [one.by for one in (*inside.mandates, *inside.neutrality)] == ["ulla", "inga"]


@pytest.mark.parametrize(
    ("person", "role", "code"),
    [
        ("inga", v.Role.ASSESSOR, "role-helper-assesses"),
        ("inga", v.Role.DECIDER, "role-helper-decides"),
        ("asta", v.Role.COACH, "role-coach-assesses"),
        ("stranger", v.Role.ASSESSOR, None),
    ],
)
def test_roles_that_exclude_each_other_are_not_given(person: str, role: v.Role, code: str | None) -> None:
    built = an_initiative(until="planned")

    assert _code(lambda: people.join(by="ulla", at=built.at, initiative="prov", person=person, role=role)) == code


def test_reach_of_a_sealed_call_is_counted_only_when_its_award_is_told_and_a_profile_is_its_own() -> None:
    profile = FirmProfile(size=v.FirmSize.SMALL, place=v.FirmPlace.EEA)
    opened = an_initiative(until="opened", key="oppnat")

    def describe(built: Built, by: str = "person-s1", given: FirmProfile = profile) -> str | None:
        values: dict[str, Any] = {"initiative": built.key, "participation": "s1", "profile": given}
        return _code(lambda: neutrality.describe_firm(by=by, at=built.at, **values))

    def publish(built: Built, stage: str = "call") -> str | None:
        values: dict[str, Any] = {"initiative": built.key, "stage": stage, "key": "nadde"}
        return _code(lambda: neutrality.publish_reach(by="ulla", at=built.at, **values))

    assert (describe(opened), publish(opened)) == ("profile-under-seal", "reach-too-early")
    built = an_initiative(until="awarded", key="tilldelat")
    assert (describe(built, "person-s2"), describe(built)) == ("no-such-supplier", None)
    assert publish(built) is None
    whole = pictures.take(built.key)
    held = {who: [one.profile for one in seen_by(whole, actor_in(whole, who, built.at), at=built.at).participations if
                  one.key == "s1"] for who in ("person-s1", "person-s2", "asta", "rut", None)}  # fmt: skip
    assert held == {"person-s1": [profile], "person-s2": [None], "asta": [None], "rut": [None], None: [None]}
    [report] = _public(built).terms.reach_reports
    assert (report.suppliers, [(one.band, one.count) for one in report.sizes]) == (3, [(None, 3)])
    assert describe(replace(built, at=built.at + timedelta(minutes=1)), given=FirmProfile()) is None
    assert pictures.take(built.key).participation("s1").profile is None
