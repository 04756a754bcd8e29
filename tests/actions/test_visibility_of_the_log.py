"""Between opening and award outsiders are shown the log up to the opening, and can check what they are shown."""

import pytest

from tests.cast import an_initiative, marks, person
from vakna.actions import assessment, dialogue
from vakna.core import journal, people, visibility
from vakna.core.initiative import text
from vakna.exchange import keys, signed_note
from vakna.records import journals, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_LAST_TOLD = ("selection.open_sealed", {"opened": True})


def _marked_once() -> str:
    """Build an initiative whose tenders have been opened, and one of them marked."""
    built = an_initiative(until="opened")
    assessment.hand_in(by="asta", at=built.at, initiative=built.key, stage="call", participation="s1", marks=marks())
    return built.key


def _told(key: str, who: str | None) -> journal.Export:
    picture = pictures.take(key)
    at = m.Summary.objects.get(initiative__key=key).updated_at
    withheld = visibility.withheld_openings(picture, people.actor_in(picture, who, at), at=at)
    size = journals.told_size(key=key, withheld=withheld)
    return journals.export(name=journals.name_of(key=key), protected=False, size=size)


def _faults(export: journal.Export) -> list[str]:
    whole = journal.load(journal.dump(export))
    trusted = signed_note.opener(keys=[keys.read_public_key(text=one) for one in whole.keys])
    return [one.code for one in journal.verify(whole, open_note=trusted)]


@pytest.mark.parametrize("who", [None, "stranger", "colin", "oskar", "person-s1"])
def test_outsiders_are_shown_the_log_up_to_the_opening_and_it_verifies(who: str | None) -> None:
    key = _marked_once()

    told = _told(key, who)

    last = told.rows[-1].entry
    assert ((last.act, last.facts), told.head.size) == (_LAST_TOLD, len(told.rows))
    assert _faults(told) == []


@pytest.mark.parametrize("who", ["ulla", "petra", "asta", "rut"])
def test_readers_are_shown_the_whole_log(who: str) -> None:
    key = _marked_once()

    assert _told(key, who).head.size == m.Head.objects.get(initiative__key=key).size


def test_everybody_is_shown_the_whole_log_when_the_award_is_told() -> None:
    built = an_initiative(until="awarded")

    told = _told(built.key, None)

    assert told.head.size == m.Head.objects.get(initiative__key=built.key).size
    assert _faults(told) == []


def test_the_asker_of_a_question_bears_no_name_that_another_entry_bears() -> None:
    built = an_initiative(until="rfi open")
    for said in ("Får man vara flera?", "Får man vara få?"):
        dialogue.ask(
            by="person-s1", at=built.at, initiative=built.key, stage="rfi", question=text(said), organisation="org-s1"
        )

    asked = m.Entry.objects.filter(act="dialogue.ask").values_list("actor", flat=True)

    assert len({*asked}) == 2
    assert person("person-s1").pseudonym not in asked
    assert m.ProtectedPart.objects.filter(name="by", value="person-s1").count() == 2
