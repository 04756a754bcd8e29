"""What comes to a contract after it was signed, into its row and the journal: one way for every verb."""

from vakna.core.initiative import Contract
from vakna.core.refusal import NotFound
from vakna.records import models as m

from ._journal import Pen


def keep(pen: Pen, contract: Contract, protected: dict[str, object], facts: dict[str, object] | None = None) -> None:
    """Write what has come to a contract since it was signed, and the entry that tells of it."""
    row = m.Contract.objects.filter(initiative=pen.initiative, key=contract.key).first()
    if row is None:
        raise NotFound("no-such-contract", key=contract.key)
    for name in ("milestones", "options", "rights", "further_development", "on_leaving"):
        setattr(row, name, getattr(contract, name))
    row.save(update_fields=["milestones", "options", "rights", "further_development", "on_leaving"])
    pen.write(f"stage:{contract.stage}", facts=facts, protected={"contract": contract.key, **protected})
