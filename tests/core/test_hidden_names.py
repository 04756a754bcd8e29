"""Where a stage hides names an assessor reads Supplier A: the same letter always, and the name nowhere at all."""

from dataclasses import replace
from typing import Any

import pytest

from tests.core.cast import CALL, CONCEPT, PROTOTYPE, actor, agreed, day, handed_in, in_state, picture, taking_part
from vakna.core import document
from vakna.core.initiative import Answer, Attachment, Digest, Key, Picture, Submission, Tie, text
from vakna.core.next_actions import next_actions
from vakna.core.people import Actor
from vakna.core.visibility import seen_by, true_keys
from vakna.core.visibility.hidden import letters
from vakna.core.vocabulary import Role, StageState

_HIDES = replace(CONCEPT, names_hidden=True)
_NAMED = "Vi på Alfa Å Ö AB ritade. Alfa Å Ö:s film: https://film.example/alfaao/1, skriv till p@alfa.example."


def _said(one: Submission) -> Submission:
    file = Attachment(name="alfa-skiss.PDF", size=9, digest=Digest("a" * 64), media_type="application/pdf")
    return replace(one, answers=(Answer(topic=Key("need"), said=text(_NAMED)),), attachments=(file, file))


def _whole(state: StageState = StageState.CLOSED, **rest: Any) -> Picture:
    rows = tuple(replace(one, alias=number) for number, one in enumerate(taking_part("beta", "alfa"), start=1))
    made = picture(
        replace(CALL, state=StageState.DECIDED, opening=None), in_state(_HIDES, state), PROTOTYPE, participations=rows,
        submissions=tuple(_said(one) for one in handed_in(_HIDES, "beta", "alfa")),
        assessments=(agreed(_HIDES, "alfa", 2, 1, 2),), **rest,
    )  # fmt: skip
    called = tuple(replace(one, name="Alfa Å Ö AB") if one.key == "alfa" else one for one in made.terms.organisations)
    stages = tuple(replace(one, regime="open_working") if one.key == "inbjudan" else one for one in made.terms.stages)  # type: ignore[arg-type]
    return replace(made, terms=replace(made.terms, organisations=called, stages=stages))


def _shown(whole: Picture, person: str = "asta", language: str = "sv") -> Picture:
    return seen_by(whole, actor(whole, person), at=day(60), language=language)


def test_assessor_reads_the_alias_and_nothing_that_tells_whose_it_is() -> None:
    shown = _shown(_whole())

    assert [shown.supplier_name(one.key) for one in shown.participations] == ["Leverantör A", "Leverantör B"]
    mine = next(one for one in shown.submissions if one.participation == shown.participations[1].key)
    assert [one.name for one in mine.attachments] == ["Leverantör B, fil 1.PDF", "Leverantör B, fil 2.PDF"]
    assert mine.answers[0].said.said("sv") == (
        "Vi på Leverantör B ritade. Leverantör B:s film: https://film.example/Leverantör B/1, skriv till Leverantör B."
    )
    written = str(document.dump(shown)).casefold()
    assert [word for word in ("alfa", "s-alfa", "alfa-p", "beta@", "koncept-alfa") if word in written] == []


def test_name_is_in_the_readers_language() -> None:
    shown = _shown(_whole(), language="en")

    assert shown.supplier_name(shown.participations[0].key) == "Supplier A"


@pytest.mark.parametrize("person", ["petra", "ulla", "beata", "rut", "alfa-p"])
def test_everybody_else_reads_the_name(person: str) -> None:
    assert "Alfa Å Ö AB" in {one.name for one in _shown(_whole(), person).terms.organisations}


def test_assessor_reads_the_alias_whatever_other_role_it_has() -> None:
    whole = _whole()
    both = Actor(person=Key("asta"), roles=frozenset({Role.ASSESSOR, Role.PROCURER}), organisation=Key("kop"))

    assert "Alfa Å Ö AB" not in {one.name for one in seen_by(whole, both, at=day(60)).terms.organisations}


@pytest.mark.parametrize("state", [StageState.PLANNED, StageState.PUBLISHED, StageState.DECIDED])
def test_names_are_read_before_the_stage_and_when_its_gate_is_decided(state: StageState) -> None:
    shown = _shown(_whole(state))

    assert {shown.supplier_name(one.key) for one in shown.participations} == {"Beta", "Alfa Å Ö AB"}


def test_letter_stays_when_somebody_else_has_left() -> None:
    whole = _whole()
    alone = whole.with_rows(participations=whole.participations[1:], submissions=whole.submissions[1:])

    assert [_shown(alone).supplier_name(one.key) for one in _shown(alone).participations] == ["Leverantör B"]


def test_keys_lead_back_to_what_an_action_knows() -> None:
    whole = _whole()
    shown, behind = _shown(whole), true_keys(whole, actor(whole, "asta"))

    assert [behind[one.key] for one in shown.participations] == ["s-beta", "s-alfa"]
    assert [behind[one.organisation] for one in shown.participations] == ["beta", "alfa"]
    assert [behind[one.key] for one in shown.submissions] == ["h-koncept-beta", "h-koncept-alfa"]
    assert true_keys(whole, actor(whole, "petra")) == {}


def test_tie_still_binds_under_the_alias() -> None:
    tie = Tie(person=Key("asta"), organisation=Key("alfa"), declared_at=day(1), nature=text("Syster på Alfa Å Ö AB"))
    shown = _shown(_whole(ties=(tie,)))

    [kept] = shown.ties
    assert kept.organisation == shown.participations[1].organisation
    assert kept.nature == text("Syster på Leverantör B")


def test_what_to_do_next_names_the_alias() -> None:
    whole = _whole().with_rows(assessments=())
    found = next_actions(whole, actor(whole, "asta"), day(60))

    [one] = [it for it in found if it.code == "assess"]
    assert one.values["supplier"] == text("Leverantör A") or one.values["supplier"].said("sv") == "Leverantör A"  # type: ignore[attr-defined]
    assert one.participation == _shown(whole).participations[0].key


@pytest.mark.parametrize(("number", "said"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_letters_go_on_after_the_last(number: int, said: str) -> None:
    assert letters(number) == said
