"""What a stage was to test, at its gate and on the initiative's page: the settled and the open, side by side."""

from typing import Any

from vakna.core import assumptions as rules
from vakna.core.initiative import Stage
from vakna.web.access import Visit

from . import rows


def at_gate(seen: Visit, stage: Stage) -> dict[str, Any]:
    """Give `assumptions/_at_gate.html` what it shows. The picture must hold both collections."""
    tested = rules.of_stage(seen.picture, stage.key)
    return {
        "settled": [rows.line(seen, one) for one in tested.settled],
        "open": [rows.line(seen, one) for one in tested.open],
        "any": bool(seen.picture.assumptions), "may_set": seen.may("dialogue.set_assumption"),
    }  # fmt: skip
