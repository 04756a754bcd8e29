"""A meeting from the offered time to the confirmed minutes, in a dialogue with two needs: every verb of it is done."""

from datetime import timedelta
from typing import Any

from tests.cast import a_need, an_initiative, said
from vakna.actions import demand, dialogue
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key


def held(*, key: str) -> None:
    """Offer, book, cancel and take away times; write, dispute and change minutes; add a need and a buyer."""
    built = an_initiative(until="rfi open", key=key)
    at, by = built.at, "petra"
    later = at + timedelta(days=2)
    here: dict[str, Any] = {"at": at, "initiative": key}
    demand.add_buyer(by=by, **here, organisation="granby")
    demand.add_need(by=by, **here, need=a_need(key=Key("granby-behov"), owner=Key("granby")))
    dialogue.open_slots(
        by=by, **here, stage="rfi", minutes=30, place=said("Rådhuset"), keys=("ett", "tva"),
        starts=[at + timedelta(days=1), at + timedelta(days=1, hours=1)],
    )  # fmt: skip
    dialogue.book_slot(by="person-s1", **here, slot="tva")
    dialogue.cancel_slot(by="person-s1", **here, slot="tva")
    dialogue.remove_slot(by=by, **here, slot="tva")
    mine = dialogue.book_slot(by="person-s1", **here, slot="ett")
    given = Contact(
        key=Key("anteckning"), stage=Key("rfi"), participation=Key(mine), kind=v.ContactKind.MEETING, at=later,
        told=said("Vi börjar på två boenden."), slot=Key("ett"),
    )  # fmt: skip
    dialogue.write_minutes(by=by, at=later, initiative=key, minutes=given)
    dialogue.revise_minutes(by=by, at=later, initiative=key, minutes=given)
    dialogue.confirm_minutes(by="person-s1", at=later, initiative=key, minutes="anteckning", right=True)
