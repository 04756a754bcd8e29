"""Attempts to reach what came under seal by somebody who may not: one entry each in the house's own journal."""

from datetime import datetime

from vakna.actions._journal import hold_house


def note_attempt(*, by: str, at: datetime, initiative: str, tried: str, refused: str) -> None:
    """Note that somebody tried to read or open something (`tried`, its key) and was refused, with the code.

    Directive 2014/24/EU, annex IV (g): attempts are to be detectable. Who and what is told in protected parts alone.
    """
    with hold_house("oversight.note_attempt", by=by, at=at) as pen:
        pen.write(f"initiative:{initiative}", facts={"refused": refused}, protected={"person": by, "tried": tried})
