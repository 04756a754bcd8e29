"""Search across initiatives: found by any form of a word, by those who may read it, and by nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Built, an_initiative, person, said
from vakna.actions import dialogue, search
from vakna.actions.delivery import worker
from vakna.core.initiative import Insight, Key
from vakna.records import full_text
from vakna.records import models as m

pytestmark = [pytest.mark.django_db, pytest.mark.locks]


def _found(asked: str, *, by: str | None = None, language: str = "sv", kind: str = "") -> list[str]:
    """Give the words that the page marks, one entry for each passage it shows."""
    client = Client()
    if by:
        client.force_login(person(by))
    page = client.get(f"/{language}/learning/", {"q": asked, "kind": kind}).content.decode()
    articles = re.findall(r"<article.*?</article>", page, flags=re.DOTALL)
    return [" ".join(re.findall(r"<mark>(.*?)</mark>", one)) for one in articles]


def _insight(built: Built, key: str, learned: str) -> None:
    insight = Insight(
        key=Key(key), at=built.at, learned=said(learned), source=said("Mötet med de boende"), contact=None
    )
    dialogue.add_insight(by="ulla", at=built.at, initiative=built.key, insight=insight)


def test_a_word_is_found_in_each_form_with_its_letters_kept_when_it_is_open_to_the_reader() -> None:
    built = an_initiative(until="decided")
    _insight(built, "larm", "Larmet väcker fåren och de boende på demensboendet.")
    search.index_due(at=built.at)

    assert _found("underlagen", kind="outcome") == ["Underlaget"] * 4
    assert _found("resident", language="en", kind="need") == ["Residents"]
    assert _found("larmen boenden", by="petra") == ["Larmet boende"]
    assert (_found("larm"), _found("larm", by="person-s1"), _found("larm", by="oskar")) == ([], [], ["Larmet"])
    assert _found("demens", by="ulla") == ["demensboendet"]
    assert (_found("faren", by="ulla"), _found("får", by="ulla")) == ([], ["fåren"])
    assert _found("underlag zebra") == []
    assert (len(_found("Björkhults P-1")), len(_found("Björkhults", language="en"))) == (1, 1)
    assert _found('”(*) ^:{ "') == []


def test_passages_follow_the_journal_when_something_happens_or_becomes_open() -> None:
    built = an_initiative(until="decided")
    assert (search.index_due(at=built.at), search.index_due(at=built.at)) == (1, 0)
    later = built.at + timedelta(days=2)
    m.Decision.objects.filter(stage__key="concept").update(released_at=later)
    _insight(built, "ny", "En ny insikt.")

    worker.one_round(at=built.at, worker="w", now=lambda: built.at)
    before = _kinds("outcome")
    assert m.Indexed.objects.get().again_at == later
    worker.one_round(at=later, worker="w", now=lambda: later)

    assert _kinds("outcome") == before + 1
    assert _kinds("insight") == 1
    assert m.Indexed.objects.get().again_at is None
    assert search.rebuild(at=later) == 1
    assert _kinds("insight") == 1


def _kinds(kind: str) -> int:
    return m.Passage.objects.filter(kind=kind, seen="public" if kind == "outcome" else "party").count()


def test_a_sandbox_is_found_by_its_members_alone_but_in_a_demo_marked_for_all(settings: Any) -> None:
    built = an_initiative(until="decided", sandbox=True)
    search.index_due(at=built.at)

    assert _found("underlag") == []
    assert len(_found("underlag", by="ulla")) == 4
    settings.VAKNA_DEMO = True
    assert len(_found("underlag")) == 4
    assert Client().get("/sv/learning/?q=underlag").content.decode().count("Övning<") == 4


def test_whoever_is_not_to_know_a_name_finds_nothing_there() -> None:
    built = an_initiative(until="concept open")
    m.Stage.objects.filter(key="concept").update(names_hidden=True)
    search.index_due(at=built.at)

    assert _found("underlag", by="asta") == []
    assert len(_found("underlag", by="ulla")) > 0


def test_the_page_takes_few_queries_however_much_is_found() -> None:
    built = an_initiative(until="decided")
    search.index_due(at=built.at)
    few = _queries()
    for number in range(30):
        _insight(built, f"rad-{number}", f"Underlaget {number} räcker.")
    search.index_due(at=built.at)

    assert (_queries() - few, few <= 12) == (0, True)


def _queries() -> int:
    client = Client()
    client.force_login(person("ulla"))
    with CaptureQueriesContext(connection) as asked:
        client.get("/sv/learning/?q=underlag")
    return len(asked)


@pytest.mark.parametrize(
    ("asked", "given", "marked"),
    [
        ("leverantör", "Leverantörerna svarade.", ["Leverantörerna"]),
        ("insikter", "En insikt till.", ["insikt"]),
        ("far", "Ett får.", []),
        ("demens", "De och dem, men demensboendet i Demand.", ["demensboendet"]),
        ("", "Inget sökt.", []),
    ],
)
def test_hits_are_told_apart_when_a_form_of_the_word_stands_there(asked: str, given: str, marked: list[str]) -> None:
    pieces = full_text.hits("sv", asked, given)

    assert [said for said, hit in pieces if hit] == marked
    assert "".join(said for said, _ in pieces) == given
