"""A stage is cancelled, by itself or with its procurement: the row, the entry and the letters."""

from vakna.core import replanning
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Cancelled, Stage

from . import _letters, _told
from ._journal import Pen


def stage(pen: Pen, one: Stage, said: Cancelled) -> None:
    """Cancel one stage. Refuses one that is over or has not begun, and one in which money is committed."""
    replanning.require_cancellable(pen.picture, one)
    row = pen.stage(one.key)
    row.state, row.cancelled = v.StageState.CANCELLED, said
    row.save(update_fields=["state", "cancelled"])
    facts = {"state": row.state, "reason": encode(said.reason), "reference": said.reference}
    pen.write(f"stage:{one.key}", facts=facts)
    to = _told.of_stage(pen, row)
    _letters.write(
        "stage-cancelled", to=to, at=pen.at, initiative=pen.initiative, stage=one.name, reason=said.reason,
        reference=said.reference,
    )  # fmt: skip
