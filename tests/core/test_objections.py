"""Objections: found again by their words, checked when filed, counted by layer, old when checked long ago."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import cast
from vakna.core import objections
from vakna.core.initiative import Key, Objection, Text, Waiver, text
from vakna.core.people import Actor
from vakna.core.refusal import Refusal
from vakna.core.vocabulary import Law, Layer, Principle, Role

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def _objection(key: str, claim: str, **rest: object) -> Objection:
    shared: dict[str, object] = {"number": 1, "at": NOW, "layer": Layer.ROUTINE, "owner": Key("jorun")}
    return Objection(key=Key(key), claim=text(claim), **{**shared, **rest})  # type: ignore[arg-type]


def _told(*claims: str) -> list[objections.Told]:
    rows = [_objection(f"o{n}", claim, answer=text("Jo."), answered_at=NOW) for n, claim in enumerate(claims)]
    return [objections.Told(initiative=Key("prov"), title=text("Prov"), objection=one) for one in rows]


def _found(claim: str, among: list[objections.Told]) -> list[str]:
    return [one.objection.key for one in objections.search(claim, among)]


FOLKLORE = (
    "Vi får inte prata med leverantörer innan upphandlingen",
    "En RFI får skickas först efter formellt beslut",
    "We cannot pay suppliers for answers",
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Man får aldrig träffa leverantörerna före upphandling", ["o0"]),
        ("formella beslutet", ["o1"]),
        ("paying for an answer", ["o2"]),
        ("Bara små företag får vara med", []),
        ("det är så att", []),
        ("", []),
    ],
)
def test_search_finds_by_words_whatever_their_endings(claim: str, found: list[str]) -> None:
    assert _found(claim, _told(*FOLKLORE)) == found


def test_search_puts_the_likest_first_and_gives_a_few() -> None:
    among = _told("Avtal om drift", "Avtal om drift och test", *["Avtal"] * 9)

    found = _found("avtal drift test", among)

    assert (found[:2], len(found) <= 5) == (["o1", "o0"], True)


def test_search_reads_the_answer_and_both_languages() -> None:
    one = _objection("o", "Det går inte", answer=Text({"sv": "Dialog går bra", "en": "Meetings are fine"}))
    among = [objections.Told(initiative=Key("prov"), title=text("Prov"), objection=one)]

    assert _found("meeting", among) == _found("dialogen", among) == ["o"]


@given(st.text(max_size=60))
def test_search_never_breaks_whatever_is_typed(claim: str) -> None:
    assert set(_found(claim, _told(*FOLKLORE))) <= {"o0", "o1", "o2"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"layer": Layer.LAW}, "objection-without-law"),
        ({"layer": Layer.LAW, "law": Law.NONE}, "objection-without-law"),
        ({"layer": Layer.PRINCIPLE}, "objection-without-principle"),
    ],
)
def test_claim_about_law_or_principle_names_which(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        objections.check(_objection("o", "Nej", **changes))

    assert refused.value.problems[0].code == code


def test_filed_keeps_what_its_layer_asks_for_and_nothing_of_an_answer() -> None:
    whole = _objection(
        "o", "Nej", layer=Layer.LAW, law=Law.LOU, principle=Principle.TRANSPARENCY, answer=text("Jo"),
        answered_at=NOW, source="LOU", checked=TODAY, rule_says=text("Får"), turned_out=Layer.ROUTINE,
    )  # fmt: skip

    assert objections.as_filed(whole) == _objection("o", "Nej", layer=Layer.LAW, law=Law.LOU)


@pytest.mark.parametrize(
    ("roles", "person", "may"),
    [
        ({Role.LAWYER}, "annan", True),
        ({Role.PROCURER}, "annan", True),
        ({Role.NEED_OWNER}, "jorun", True),
        ({Role.NEED_OWNER}, "nils", False),
    ],
)
def test_procurer_lawyer_and_owner_answer(roles: set[Role], person: str, may: bool) -> None:
    actor = Actor(person=Key(person), roles=frozenset(roles))

    assert objections.may_answer(_objection("o", "Nej"), actor) == may


def test_waiting_are_ones_own_without_an_answer() -> None:
    picture = cast.picture(
        objections=(
            _objection("a", "x"), _objection("b", "x", answer=text("y")), _objection("c", "x", owner=Key("nils")),
        )
    )  # fmt: skip

    assert [one.key for one in objections.waiting(picture, "jorun")] == ["a"]
    assert objections.waiting(picture, None) == ()


@pytest.mark.parametrize(
    ("checked", "old"), [(date(2025, 5, 4), False), (date(2025, 5, 3), True), (None, False), (TODAY, False)]
)
def test_answer_is_old_after_a_year(checked: date | None, old: bool) -> None:
    assert objections.is_old(_objection("o", "x", checked=checked), TODAY) == old


@pytest.mark.parametrize(
    ("until", "over", "soon"),
    [
        (date(2026, 5, 3), True, False),
        (TODAY, False, True),
        (date(2026, 6, 3), False, True),
        (date(2026, 6, 4), False, False),
        (None, False, False),
    ],
)
def test_waiver_holds_through_its_last_day_and_warns_a_month_before(until: date | None, over: bool, soon: bool) -> None:
    one = Waiver(key=Key("w"), at=NOW, rule=text("r"), owner=text("o"), granted_by=text("g"), reference="1")

    dated = replace(one, until=until)

    assert (objections.is_over(dated, TODAY), objections.ends_soon(dated, TODAY)) == (over, soon)


_LAYERS = st.sampled_from(list(Layer))


def test_statistic_tells_filed_from_turned_out() -> None:
    found = objections.statistic(
        [(Layer.LAW, Layer.ROUTINE), (Layer.LAW, Layer.INTERPRETATION), (Layer.LAW, Layer.LAW), (Layer.ROUTINE, None)]
    )

    assert (found.filed, found.answered, found.light) == (4, 3, 2)
    assert found.table[Layer.LAW, Layer.ROUTINE] == 1
    assert (found.filed_as(Layer.LAW), found.turned_out(Layer.LAW)) == (3, 1)


@given(st.lists(st.tuples(_LAYERS, st.none() | _LAYERS)))
def test_statistic_adds_up_both_ways(pairs: list[tuple[Layer, Layer | None]]) -> None:
    found = objections.statistic(pairs)

    assert found.answered == sum(found.filed_as(one) for one in Layer) == sum(found.turned_out(one) for one in Layer)
    assert found.light == found.turned_out(Layer.INTERPRETATION) + found.turned_out(Layer.ROUTINE) <= found.answered
