"""The event log as people read and check it, the house's keys, and receipts that somebody holds."""

import json
from urllib.parse import urlencode

import pytest
from django.db import connection

from tests import cast
from tests.web.visitor import browser, queries, reads
from vakna.actions import dialogue
from vakna.core import journal
from vakna.core.people import VERBS
from vakna.exchange import keys, signed_note
from vakna.records.models import Entry, Submission
from vakna.web.journal import acts, public_keys
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov"


def test_log_has_a_line_for_every_entry_when_they_fit_on_a_page() -> None:
    cast.an_initiative(until="rfi open")
    entries = Entry.objects.filter(journal="initiative/prov").count()

    page = reads(f"{OF}/log/")

    assert [f'id="e-{number}"' in page for number in range(entries)] == [True] * entries
    assert f'id="e-{entries}"' not in page


def test_log_is_divided_when_it_is_long() -> None:
    cast.an_initiative(until="in use")

    assert reads(f"{OF}/log/").count('role="rowheader"') == 50
    assert 'rel="prev"' in reads(f"{OF}/log/?page=2")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_verb_of_the_house_is_said_in_words_when_it_stands_in_a_log(language: str) -> None:
    assert [verb for verb in sorted(VERBS) if acts.act(language, verb) == verb] == []


def test_names_stand_in_the_log_when_a_reader_looks_and_for_nobody_else() -> None:
    cast.an_initiative(until="proposed")

    assert "Ulla Upphandlare ·" in reads(f"{OF}/log/", "rut")
    for person in (None, "stranger", "oskar", "person-s1", "colin"):
        assert "Ulla Upphandlare ·" not in reads(f"{OF}/log/", person)


def test_who_asked_stays_hidden_when_the_team_reads_the_log() -> None:
    built = cast.an_initiative(until="rfi open")
    dialogue.ask(
        by="person-s1",
        at=built.at,
        initiative="prov",
        stage="rfi",
        question=cast.said("Får vi svara två?"),
        organisation="org-s1",
    )

    page = reads(f"{OF}/log/", "ulla")

    assert PAGES.say("sv", "journal.act.dialogue.ask") in page
    assert "Sara Säljare" not in page
    assert "Alvina" not in page


def test_file_is_verified_when_only_the_public_key_is_known() -> None:
    cast.an_initiative(until="in use")

    export = journal.parse(browser().get(f"{OF}/log.json").content)

    assert export.protected == ()
    assert export.head.size == Entry.objects.filter(journal="initiative/prov").count()
    assert journal.verify(export, open_note=signed_note.opener(keys=public_keys.all_of_them())) == ()


def test_file_tells_nothing_of_sealed_trees_when_the_stage_is_not_decided() -> None:
    cast.an_initiative(until="opened")

    assert json.loads(browser().get(f"{OF}/log.json").content)["sealed"] == []
    assert json.loads(browser("ulla").get(f"{OF}/log.json").content)["sealed"] == []


def test_check_says_so_when_every_entry_holds() -> None:
    cast.an_initiative(until="decided")
    entries = Entry.objects.filter(journal="initiative/prov").count()

    assert f"Alla {entries} poster stämmer" in reads(f"{OF}/log/check/")


def test_check_names_the_entry_when_somebody_has_altered_it() -> None:
    cast.an_initiative(until="decided")
    with connection.cursor() as cursor:
        _drop_guards(cursor)
        cursor.execute(
            "UPDATE records_entry SET act = 'gates.propose' WHERE journal = 'initiative/prov' AND sequence = 3"
        )

    page = reads(f"{OF}/log/check/")

    assert "Loggen stämmer inte" in page
    assert PAGES.say("sv", "journal.finding.entry-altered", sequence=3) in page


def _drop_guards(cursor: object) -> None:
    """Do what whoever owns the database file can do."""
    on_table = "" if connection.vendor == "sqlite" else " ON records_entry"
    cursor.execute(f"DROP TRIGGER records_entry_upd{on_table}")  # type: ignore[attr-defined]


def test_key_page_shows_the_key_when_anybody_asks() -> None:
    shown = reads("/en/key/")

    assert str(public_keys.signing()).replace("+", "&#x2B;") in shown.replace("&#43;", "&#x2B;").replace("+", "&#x2B;")


def receipt_of(stage: str) -> str:
    """Give the receipt that the first supplier holds."""
    found = Submission.objects.get(initiative__key="prov", stage__key=stage, participation__key="s1").receipt
    assert found
    return found


def checked(note: str) -> str:
    """Ask the page about a receipt."""
    return reads("/sv/check-receipt/?" + urlencode({"note": note}))


def test_receipt_is_confirmed_and_waits_when_the_stage_is_not_decided() -> None:
    cast.an_initiative(until="opened")

    page = checked(receipt_of("call"))

    assert "Kvittot är äkta" in page
    assert PAGES.say("sv", "journal.receipt.sealed") in page


def test_receipt_is_found_in_the_tree_when_the_decision_has_been_told() -> None:
    cast.an_initiative(until="awarded")

    assert PAGES.say("sv", "journal.receipt.in_tree", place=1, size=3) in checked(receipt_of("call"))


def test_receipt_is_found_in_the_log_when_the_stage_was_open() -> None:
    cast.an_initiative(until="concept closed")
    entry = Entry.objects.filter(act="selection.hand_in", subject="stage:concept").order_by("sequence").first()

    assert entry
    assert PAGES.say("sv", "journal.receipt.in_log", sequence=entry.sequence) in checked(receipt_of("concept"))


def test_receipt_is_refused_when_one_letter_has_been_changed() -> None:
    cast.an_initiative(until="concept closed")
    forged = receipt_of("concept").replace("stage concept", "stage koncept")

    answer = browser().get("/sv/check-receipt/?" + urlencode({"note": forged}))

    assert answer.status_code == 422
    assert PAGES.say("sv", "refusal.note-not-ours.says") in answer.content.decode()


def test_receipt_is_refused_when_another_house_signed_it() -> None:
    cast.an_initiative(until="concept closed")
    text = signed_note.parse(note=receipt_of("concept")).text
    theirs = signed_note.sign(text=text, keys=[keys.generate(name="annat.hus")])

    assert browser().get("/sv/check-receipt/?" + urlencode({"note": theirs})).status_code == 422


def test_queries_of_the_log_are_as_many_when_there_are_fifty_suppliers() -> None:
    cast.an_initiative(until="in use", key="fa")
    cast.an_initiative(until="in use", suppliers=50)

    for page, person in (("log/", "ulla"), ("log/check/", "ulla")):
        few, many = queries(f"/sv/initiatives/fa/{page}", person), queries(f"{OF}/{page}", person)
        assert few <= 20, page
        assert many <= few
