"""One movement of money into the rows and the journal; whoever calls has judged the ceilings under the lock."""

from vakna.core.document import encode
from vakna.core.initiative import MoneyEntry
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
