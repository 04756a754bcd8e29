"""What outsiders can check us by: checkpoints of every journal, and erasure that leaves every hash as it was."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vakna.actions._journal import HOUSE, Pen, hold, hold_house, house_key
from vakna.core.refusal import NotFound
from vakna.exchange import keys
from vakna.records import models as m


def checkpoint_all(*, at: datetime) -> int:
    """Sign a checkpoint of each journal that has grown since its last, the house's own included. Gives how many."""
    signed = 0
    for name in (HOUSE, *m.Head.objects.exclude(name=HOUSE).order_by("pk").values_list("name", flat=True)):
        with transaction.atomic():
            head = m.Head.objects.select_for_update(of=("self",)).filter(name=name).first()
            if head and not m.Checkpoint.objects.filter(journal=name, size=head.size).exists():
                Pen(verb="oversight.checkpoint", by=None, at=at, head=head).checkpoint()
                signed += 1
    return signed


def rotate_key(*, by: str | None, at: datetime, once: str = "") -> str:
    """Let the house sign with a new key from now on; give its public half. Notes by the old key hold as before.

    The old key's last checkpoint and the new key's first one stand on either side of the entry that tells of both.
    """
    with hold_house("house.rotate_key", by=by, at=at, once=once) as pen:
        old = house_key().public
        pen.checkpoint()
        new = keys.rotate(folder=Path(settings.VAKNA_KEYS), name=settings.VAKNA_HOUSE).public
        pen.write("key", facts={"old": old.key_id, "new": new.key_id})
        pen.checkpoint()
        pen.answer = str(new)
        return str(new)


def erase(*, by: str, at: datetime, initiative: str, sequence: int, name: str, ground: str, once: str = "") -> None:
    """Erase one protected part of one entry (personal data); the commitment stays, so no hash changes."""
    with hold("house.erase", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.ProtectedPart.objects.filter(journal=pen.head.name, sequence=sequence, name=name).first()
        if row is None:
            raise NotFound("no-such-part", key=name)
        row.salt, row.value, row.erased = None, None, True
        row.save(update_fields=["salt", "value", "erased"])
        pen.write("journal", facts={"sequence": sequence, "name": name}, protected={"ground": ground})
