"""Information packs on the web: one press, a deadline that waits for an answer, a leak that waits for a signature."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Built, an_initiative, said
from tests.web.filling import filled, sent
from tests.web.visitor import browser, queries, reads
from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db

IDEA = "Vi sätter en ultraljudsgivare i golvlisten som mäter hur snabbt den boende reser sig och varnar natten."
CLOSE = "En ultraljudsgivare i golvlisten ska mäta hur snabbt boende reser sig."
WHY = "Leverantören berättade samma sak på sitt öppna seminarium."


def _of(route: str, *more: str) -> str:
    return reverse(route, args=["prov", *more])


def _idea(built: Built, stage: str) -> None:
    contact = Contact(
        key=Key("k1"), stage=Key(stage), participation=Key("s1"), kind=v.ContactKind.WORKSHOP, at=built.at,
        people=(Key("petra"),), told=said("Vi berättade om morgonen."), ideas=said(IDEA),
    )  # fmt: skip
    dialogue.record_contact(by="petra", at=built.at, initiative=built.key, contact=contact)


def _press(**more: Any) -> Any:
    return sent(browser("ulla"), _of("packs", "call"), **more)


def _the_pack() -> str:
    return str(m.Pack.objects.latest("number").key)


def test_one_press_makes_a_pack_that_anybody_reads_and_the_stage_leads_to() -> None:
    an_initiative(until="call open")

    assert _press().status_code == 302

    page = reads(_of("pack", _the_pack()))
    assert ("Tidigare inbjudningar" in page, "Hur kan vi se det du ser?" in page) == (True, True)
    assert _of("pack", _the_pack()) in reads(_of("stage", "call"))
    assert "<form" not in reads(_of("packs", "call")).split("<main")[1]
    assert _of("packs", "call") in reads(_of("stage", "call"), "ulla")


def test_second_pack_marks_what_is_new_and_leads_to_the_former() -> None:
    built = an_initiative(until="call open")
    _press()
    first = _the_pack()
    dialogue.broadcast(
        by="petra", at=clock.now(), initiative=built.key, stage="call", subject=said("Tider"), body=said("Ny tid.")
    )

    assert _press().status_code == 302

    page = reads(_of("pack", _the_pack()))
    assert ("1 sak är ny sedan paket 1." in page, _of("pack", first) in page) == (True, True)
    assert [page.count(">nytt</span>"), reads(_of("pack", first)).count(">nytt</span>")] == [1, 0]


def test_pack_that_comes_too_late_waits_until_the_deadline_may_move() -> None:
    an_initiative(until="call open")
    assert "move_deadline" not in filled(browser("ulla"), _of("packs", "call"))
    m.Stage.objects.filter(key="call").update(deadline=clock.now().replace(microsecond=0) + timedelta(days=1))

    refused = _press()
    assert (refused.status_code, m.Pack.objects.count()) == (409, 0)
    assert 'name="move_deadline"' in refused.content.decode()
    assert _press(move_deadline="on").status_code == 302
    stage = m.Stage.objects.get(key="call")
    assert [one.deadline for one in stage.corrections] == [stage.deadline]


def test_nobody_else_makes_a_pack_and_a_stage_that_nobody_joins_has_no_form() -> None:
    an_initiative(until="concept open")

    assert browser("folke").post(_of("packs", "concept")).status_code == 403
    refused = browser("ulla").post(_of("packs", "concept"))
    assert (refused.status_code, m.Pack.objects.count()) == (409, 0)
    assert "fortsätter bara de som redan har avtal" in refused.content.decode()


def test_files_of_other_kinds_and_packs_that_are_not_there_are_not_found() -> None:
    an_initiative(until="call open")
    _press()

    assert browser().get(_of("pack_file", _the_pack(), "exe")).status_code == 404
    assert browser().get(_of("pack", "saknas")).status_code == 404


def test_paragraphs_of_what_was_said_stay_apart_and_what_somebody_typed_is_text() -> None:
    built = an_initiative(until="call open")
    dialogue.broadcast(
        by="petra",
        at=built.at,
        initiative=built.key,
        stage="call",
        subject=said("Tider"),
        body=said("Ny.\n<b>Tid.</b>"),
    )
    _press()

    assert "Ny.<br>&lt;b&gt;Tid.&lt;/b&gt;" in reads(_of("pack", _the_pack()))


def test_pages_ask_the_database_little() -> None:
    an_initiative(until="call open")
    _press()

    for address in (_of("packs", "call"), _of("pack", _the_pack())):
        assert queries(address, "ulla") <= 20


def test_information_close_to_a_suppliers_words_shows_the_passage_and_goes_with_a_signed_reason() -> None:
    _idea(an_initiative(until="concept open"), "concept")
    told = {"stage": "concept", "subject": "Det vi lärt oss", "body": CLOSE}
    ulla = browser("ulla")

    refused = sent(ulla, _of("broadcast"), **told)
    page = refused.content.decode()
    assert (refused.status_code, m.Broadcast.objects.count()) == (409, 0)
    assert ("ultraljudsgivare i golvlisten som mäter" in page, "Alvina Verkstad AB" in page) == (True, True)
    assert 'name="cleared_because"' in page

    assert sent(ulla, _of("broadcast"), **told, cleared_because=WHY).status_code == 302
    row = m.Broadcast.objects.get()
    assert (row.cleared_by.key, row.cleared_because) == ("ulla", said(WHY))


def test_requirement_close_to_a_suppliers_words_waits_for_a_signed_reason_too() -> None:
    _idea(an_initiative(until="concept open"), "concept")
    ulla, written = browser("ulla"), {"wording": CLOSE, "why": "Det följer av behovet.", "state": "current"}

    refused = sent(ulla, _of("requirements"), **written)
    assert (refused.status_code, 'name="cleared_because"' in refused.content.decode()) == (409, True)
    assert sent(ulla, _of("requirements"), **written, cleared_because=WHY).status_code == 302
    assert m.Requirement.objects.count() == 1
