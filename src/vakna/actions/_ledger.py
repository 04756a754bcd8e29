"""One movement of money into the rows and the journal; whoever calls has judged the ceilings under the lock."""

import secrets
from dataclasses import replace

from vakna.core import affordable_loss
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Key, MoneyEntry
from vakna.core.money import Money
from vakna.records import models as m
from vakna.records import rows

from ._journal import Pen


def enter(pen: Pen, entry: MoneyEntry) -> str:
    """Write one movement of money and its entry in the journal. Gives its key; the caller has judged the ceilings."""
    m.MoneyEntry.objects.create(
        initiative=pen.initiative, **rows.columns(m.MoneyEntry, entry, rows.finder(pen.initiative))
    )
    facts = {"state": entry.state, "amount": encode(entry.amount)}
    protected = {"participation": entry.participation, "reference": entry.reference}
    pen.write(f"stage:{entry.stage}", facts=facts, protected=protected)
    pen.answer = entry.key
    return entry.key


def follow(pen: Pen, state: v.MoneyState, stage: str, participation: str, amount: Money) -> MoneyEntry:
    """Make what follows a commitment: it keeps the commitment's payer, source, and whether it is stage money.

    Refusals: `core.affordable_loss.commitment`.
    """
    pen.stage(stage), pen.participation(participation)
    first = affordable_loss.commitment(pen.picture, stage, participation, amount, state)
    key = Key(f"e-{secrets.token_hex(6)}")
    return replace(first, key=key, at=pen.at, state=state, amount=amount, reference=None)
