"""A lawyer signs for a claim of the folklore library: its source was read on a day, and the claim is rightly told."""

from datetime import date, datetime

from vakna.actions._journal import hold_house
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Text
from vakna.core.refusal import BadInput, NotAllowed
from vakna.core.words import STOCKHOLM
from vakna.records import models as m
from vakna.rules import folklore

SIGNING = v.Role.LAWYER
"""Whoever has this role in some initiative may sign for the house."""


def sign_claim(*, by: str, at: datetime, claim: str, checked: date, note: Text | None = None, once: str = "") -> None:
    """Sign that the source of a claim was read on the day `checked`; the latest signature of a claim holds.

    `note` is what the lawyer wants to add. Refuses a claim that is not there, a day to come, and whoever is no lawyer.
    """
    known = folklore.find(claim)
    if checked > at.astimezone(STOCKHOLM).date():
        raise BadInput("day-ahead", path="checked", day=checked)
    with hold_house("oversight.sign_claim", by=by, at=at, once=once) as pen:
        if not m.Member.objects.filter(person__key=by, role=SIGNING, until__isnull=True).exists():
            raise NotAllowed("claim-not-yours")
        person = pen.person(by)
        signed = {"signed": person.name, "organisation": person.organisation.name}
        m.ClaimReview.objects.create(claim=known.key, at=at, checked=checked, note=note, by=person, **signed)
        facts = {"folklore": known.key, "checked": checked.isoformat()}
        pen.write(f"claim:{known.key}", facts=facts, protected={"signature": {**signed, "note": encode(note)}})
