"""Confirmation: after a correction that asks, does what was handed in still stand? It counts until answered."""

from .initiative import Correction, Picture, Stage, Submission
from .refusal import Conflict


def standing(picture: Picture, stage: Stage) -> tuple[Submission, ...]:
    """Give the submission of each supplier that counts: its latest version that was not withdrawn."""
    mine = (one for one in picture.submissions if one.stage == stage.key and one.withdrawn_at is None)
    latest = {one.participation: one for one in sorted(mine, key=lambda one: one.version)}
    return tuple(latest.values())


def awaited(stage: Stage, one: Submission) -> Correction | None:
    """Give the last correction that asks for this submission to be confirmed and that it has not been, or None.

    Handing in again after the correction says the same as confirming.
    """
    since = max(one.received_at, one.confirmed_at or one.received_at)
    asking = [it for it in stage.corrections if it.confirm and it.at > since]
    return max(asking, key=lambda it: it.version, default=None)


def require_awaited(picture: Picture, stage: Stage, submission: str) -> Correction:
    """Give the correction that a submission is to be confirmed after. Refuses (`Conflict`) what is not asked for."""
    mine = next((one for one in standing(picture, stage) if one.key == submission), None)
    waits = awaited(stage, mine) if mine else None
    if waits is None:
        raise Conflict("nothing-to-confirm")
    return waits
