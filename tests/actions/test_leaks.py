"""A supplier's own text is stopped on its way to all, until a person who may read it has signed why it may be told."""

from typing import Any

import pytest

from tests.cast import Built, an_initiative, said
from vakna.actions import dialogue, selection
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Contact, Key, Requirement, Text
from vakna.core.leaks import LeakFound
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db

IDEA = "Vi sätter en ultraljudsgivare i golvlisten som mäter hur snabbt den boende reser sig och varnar natten."
CLOSE = "En ultraljudsgivare i golvlisten ska mäta hur snabbt boende reser sig."
WHY = said("Leverantören berättade samma sak på sitt öppna seminarium.")


@pytest.fixture
def built() -> Built:
    made = an_initiative(until="concept open")
    contact = Contact(
        key=Key("k1"), stage=Key("concept"), participation=Key("s1"), kind=v.ContactKind.WORKSHOP, at=made.at,
        people=(Key("petra"),), told=said("Vi berättade om morgonen."), ideas=said(IDEA),
    )  # fmt: skip
    dialogue.record_contact(by="petra", at=made.at, initiative=made.key, contact=contact)
    return made


def _shared(built: Built, by: str = "ulla") -> dict[str, Any]:
    return {"by": by, "at": built.at, "initiative": built.key}


def _tell(built: Built, body: str, because: Text | None = None) -> None:
    dialogue.broadcast(
        **_shared(built), stage="concept", subject=said("Det vi lärt oss"), body=said(body), cleared_because=because
    )


def _requirement(wording: str, version: int = 1, state: v.RequirementState = v.RequirementState.CURRENT) -> Requirement:
    return Requirement(
        item=Key("givare"), version=version, at=m.Entry.objects.latest("at").at, state=state, wording=said(wording),
        why=said("Det följer av behovet."),
    )  # fmt: skip


def _set(built: Built, requirement: Requirement, by: str = "ulla", because: Text | None = None) -> None:
    dialogue.set_requirement(**_shared(built, by), requirement=requirement, cleared_because=because)


def test_information_to_all_with_a_suppliers_idea_is_refused_with_whose_and_what(built: Built) -> None:
    before = m.Entry.objects.count()

    with pytest.raises(LeakFound) as refusal:
        _tell(built, CLOSE)

    assert (refusal.value.code, refusal.value.values["supplier"]) == ("leak", "Alvina Verkstad AB")
    assert [one.own.source for one in refusal.value.found] == ["k1"]
    assert (m.Broadcast.objects.count(), m.Entry.objects.count()) == (0, before)


def test_a_signed_reason_lets_it_through_and_stays_with_it(built: Built) -> None:
    _tell(built, CLOSE, WHY)

    (sent,) = pictures.take(built.key, {"broadcasts"}).broadcasts
    assert (sent.cleared_by, sent.cleared_because) == ("ulla", WHY)
    entry = m.Entry.objects.filter(act="dialogue.broadcast").get()
    cleared = m.ProtectedPart.objects.get(journal=entry.journal, sequence=entry.sequence, name="cleared").value
    assert cleared["because"] == {"sv": WHY.said("sv")}
    assert [one["participation"] for one in cleared["passages"]] == ["s1"]


def test_text_of_the_buyers_own_passes_and_needs_no_name(built: Built) -> None:
    _tell(built, "Morgonen är den svåra tiden på dygnet, då tre medarbetare går till fjorton dörrar.")

    (sent,) = pictures.take(built.key, {"broadcasts"}).broadcasts
    assert (sent.cleared_by, sent.cleared_because) == (None, None)


def test_a_leak_in_the_specification_stops_the_next_information_to_all(built: Built) -> None:
    _set(built, _requirement(CLOSE), because=WHY)

    with pytest.raises(LeakFound, match="leak"):
        _tell(built, "Kravbilden har ändrats. Läs den nya versionen.")
    _tell(built, "Kravbilden har ändrats. Läs den nya versionen.", WHY)
    _tell(built, "En rättelse av stavningen.")

    assert m.Broadcast.objects.count() == 2


def test_a_requirement_in_a_suppliers_words_is_refused_and_can_be_dropped(built: Built) -> None:
    with pytest.raises(LeakFound):
        _set(built, _requirement(CLOSE))
    _set(built, _requirement(CLOSE), because=WHY)
    _set(built, _requirement(CLOSE, version=2, state=v.RequirementState.DROPPED))

    assert m.Requirement.objects.count() == 2


def test_somebody_who_may_not_read_is_told_that_there_is_a_leak_and_not_what(built: Built) -> None:
    for because in (None, WHY):
        with pytest.raises(LeakFound) as refusal:
            _set(built, _requirement(CLOSE), by="inga", because=because)
        assert refusal.value.code == "leak-unseen"
        assert (refusal.value.found, refusal.value.names) == ((), {})
        assert "Alvina" not in str(refusal.value.values)


def test_an_answer_to_a_question_is_read_as_well(built: Built) -> None:
    asked = dialogue.ask(by=None, at=built.at, initiative=built.key, stage="concept", question=said("Vad söker ni?"))

    with pytest.raises(LeakFound):
        dialogue.answer(**_shared(built), question=asked, said=said(CLOSE), move_deadline=True)
    dialogue.answer(**_shared(built), question=asked, said=said(CLOSE), move_deadline=True, cleared_because=WHY)

    (question,) = pictures.take(built.key, {"questions"}).questions
    assert question.answer == said(CLOSE)


def test_what_a_supplier_has_marked_in_its_hand_in_is_its_own_and_the_rest_is_read_as_usual(built: Built) -> None:
    marked = "Golvets stomljud lyssnas av med billiga piezoelement från bilindustrin."
    open_text = "Vi räknar med åtta veckors arbete för två utvecklare och en designer på plats."
    answers = (
        Answer(topic=Key("need"), said=said(marked), ground=said("Affärshemlighet"), damage=said("Andra härmar.")),
        Answer(topic=Key("market"), said=said(open_text)),
    )
    selection.hand_in(by="person-s2", at=built.at, initiative=built.key, stage="concept", answers=answers)

    with pytest.raises(LeakFound) as refusal:
        _tell(built, f"{marked} {open_text}")

    assert [(one.own.participation, one.own.where) for one in refusal.value.found] == [("s2", "submission")]


def test_what_the_buyer_told_a_supplier_first_is_not_that_suppliers_own(built: Built) -> None:
    buyers = "Hälften av våra timvikarier har inte svenska som modersmål och läser schemat i telefonen."
    for key, whose, told, ideas in (("k2", "s2", buyers, "De undrar om annat."), ("k3", "s2", None, buyers)):
        contact = Contact(
            key=Key(key), stage=Key("concept"), participation=Key(whose), kind=v.ContactKind.PHONE, at=built.at,
            told=said(told) if told else None, ideas=said(ideas),
        )  # fmt: skip
        dialogue.record_contact(**_shared(built), contact=contact)

    _tell(built, buyers)

    assert m.Broadcast.objects.count() == 1


def test_what_the_buyer_told_another_supplier_of_an_idea_is_still_a_leak(built: Built) -> None:
    contact = Contact(
        key=Key("k2"), stage=Key("concept"), participation=Key("s2"), kind=v.ContactKind.PHONE, at=built.at,
        told=said(CLOSE),
    )  # fmt: skip
    dialogue.record_contact(**_shared(built), contact=contact)

    with pytest.raises(LeakFound):
        _tell(built, CLOSE)
