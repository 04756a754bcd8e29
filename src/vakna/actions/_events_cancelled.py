"""The cancelled stages and procurements of a document, as history."""

from collections.abc import Iterator

from vakna.core.initiative import Key, Picture

from ._event import Event


def of(picture: Picture, by: Key) -> Iterator[Event]:
    """Give each procurement as it was cancelled, and each stage that was cancelled by itself."""
    whole = {one.key: one.cancelled for one in picture.terms.procurements if one.cancelled is not None}
    for key, one in whole.items():
        values = {"procurement": key, "reason": one.reason, "reference": one.reference}
        yield Event(at=one.at, verb="procurements.cancel", by=by, values=values)
    for stage in picture.terms.stages:
        alone = stage.cancelled
        if alone is not None and (stage.procurement is None or alone != whole.get(stage.procurement)):
            values = {"stage": stage.key, "reason": alone.reason, "reference": alone.reference}
            yield Event(at=alone.at, verb="stages.cancel", by=by, values=values)
