"""Letters of mandate, declarations of neutrality and reach reports of a document, as history."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from vakna.core.initiative import Key, Participation, Picture

from ._event import Event


def of(picture: Picture, *, procurer: Key, contact: Callable[[Picture, Key], Key]) -> Iterator[Event]:
    """Give each as it was written, and each supplier's word on its firm when it could first be given."""
    for letter in picture.terms.mandates:
        yield Event(at=letter.at, verb="neutrality.give_mandate", by=letter.by or procurer, values={"mandate": letter})
    for said in picture.terms.neutrality:
        by = said.by or next(one.key for one in picture.terms.people if one.organisation == said.organisation)
        yield Event(at=said.at, verb="neutrality.declare", by=by, values={"declaration": said})
    for one in picture.participations:
        if one.profile is not None:
            values = {"participation": one.key, "profile": one.profile}
            at = _open_since(picture, one) + timedelta(minutes=30)
            yield Event(at=at, verb="neutrality.describe_firm", by=contact(picture, one.key), values=values)
    for report in picture.terms.reach_reports:
        values = {"stage": report.stage, "key": report.key}
        yield Event(at=report.at, verb="neutrality.publish_reach", by=report.by or procurer, values=values)


def _open_since(picture: Picture, one: Participation) -> datetime:
    """Give the instant from which a supplier may describe its firm: when it joined, or when the award was told."""
    told = [it.released_at for it in picture.decisions if it.stage == one.first_stage]
    sealed = picture.stage(one.first_stage).regime == "sealed"
    return max([one.joined_at, *told]) if sealed else one.joined_at
