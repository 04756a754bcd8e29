"""Somebody looking at a picture: which classes of field it sees, and which suppliers it knows of."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .. import initiative as i
from ..initiative import Key, Picture, Terms
from ..people import NEVER_READERS, READERS, TEAM, Actor
from ..stages import takes_part
from ..undertakings import is_bound
from ..vocabulary import AssessmentKind, ParticipationState, Provenance, Regime, Role, Seen, StageState

PARTY_ROLES = TEAM | {Role.OBSERVER}
"""The roles that see what those taking part see."""


def is_reader(actor: Actor) -> bool:
    """Say whether the actor's roles let it read what suppliers hand in and how it is assessed."""
    return bool(actor.roles & READERS) and not actor.roles & NEVER_READERS


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody looking at a picture: what each rule needs to know, worked out once."""

    picture: Picture
    actor: Actor
    at: datetime
    reader: bool
    party: bool
    shown: Mapping[Key, i.Participation]
    contract_in: frozenset[Key | None]
    contacts: frozenset[Key]
    marked: frozenset[tuple[Key, Key]]
    fitted: frozenset[tuple[Key, Key]]
    homes: Mapping[Key, Key]
    bound: bool
    """Whether it may read what came under seal: the buyer's own, or engaged under a secrecy undertaking."""
    _classes: dict[tuple[bool, Key | None], frozenset[Seen]] = field(default_factory=dict)

    def sees(self, seen: Seen, own: bool, stage: Key | None) -> bool:
        """Say whether a field of a class is seen, in a record that is the actor's own or not, of a stage or of none."""
        if seen == Seen.PUBLIC:
            return True
        if seen == Seen.PARTY:
            return self.party or own or stage in self.contract_in
        return self.reader or (own and seen != Seen.ASSESSOR)

    def classes(self, own: bool, stage: Key | None) -> frozenset[Seen]:
        """Give the classes of field that are seen in such a record; a picture asks for few that differ, many times."""
        if (own, stage) not in self._classes:
            self._classes[own, stage] = frozenset(one for one in Seen if self.sees(one, own, stage))
        return self._classes[own, stage]

    def owns(self, one: Any) -> bool:
        """Say whether a record belongs to the actor."""
        if isinstance(one, i.Person):
            return one.key == self.actor.person
        if isinstance(one, i.Participation):
            return one.key in self.actor.participations
        return getattr(one, "participation", None) in self.actor.participations


def eyes_of(picture: Picture, actor: Actor, at: datetime) -> Eyes:
    """Work out, once, what the actor may know of this picture at this instant."""
    reader = is_reader(actor)
    rows = picture.participations if picture.has("participations") else ()
    shown = {one.key: _as_told(picture, one, reader, at) for one in rows if _shows(picture, one, actor, at)}
    own = [one for one in shown.values() if one.key in actor.participations and _under_contract(picture, one, at)]
    stages = {one.key for one in picture.terms.stages if any(takes_part(picture.terms, mine, one) for mine in own)}
    now: set[Key | None] = {None} if any(one.state == ParticipationState.ACTIVE for one in own) else set()
    published = [one.contact for one in picture.terms.stages if one.state != StageState.PLANNED]
    return Eyes(
        picture=picture,
        actor=actor,
        at=at,
        reader=reader,
        party=bool(actor.roles & PARTY_ROLES),
        shown=shown,
        contract_in=frozenset(stages | now),
        contacts=frozenset(one for one in published if one is not None),
        marked=_marked(picture, actor),
        fitted=_fitted(picture, actor),
        homes={one.key: one.organisation for one in picture.terms.people},
        bound=is_bound(picture.terms, actor.person, actor.organisation, at),
    )


def _marked(picture: Picture, actor: Actor) -> frozenset[tuple[Key, Key]]:
    """Give the stages and suppliers whose individual marks are no secret: agreed on, or marked by the actor."""
    rows = picture.assessments if picture.has("marks") else ()
    own = (one for one in rows if one.kind == AssessmentKind.INDIVIDUAL and one.by == actor.person)
    told = (one for one in rows if one.kind == AssessmentKind.CONSENSUS)
    return frozenset((one.stage, one.participation) for one in (*own, *told))


def _fitted(picture: Picture, actor: Actor) -> frozenset[tuple[Key, Key]]:
    """Give the stages and suppliers where buyers' marks are no secret: agreed on, or marked by the actor's buyer."""
    rows = picture.assessments if picture.has("marks") else ()
    told = (one for one in rows if one.kind == AssessmentKind.CONSENSUS or _of_buyer(one, actor))
    return frozenset((one.stage, one.participation) for one in told)


def _of_buyer(one: i.Assessment, actor: Actor) -> bool:
    return one.kind == AssessmentKind.BUYER and one.buyer == actor.organisation


def is_opened(terms: Terms, stage: i.Stage) -> bool:
    """Say whether what was handed in may be read: never sealed, opened by two persons, or stated as decided."""
    stated = terms.provenance == Provenance.STATED and stage.state == StageState.DECIDED
    return stage.regime == Regime.OPEN_WORKING or stage.opening is not None or stated


def is_told(picture: Picture, stage: i.Stage, at: datetime) -> bool:
    """Say whether what the stage's gate decided has been told to everyone."""
    if picture.has("gates"):
        return any(one.stage == stage.key and one.released_at <= at for one in picture.decisions)
    awards = [one.award for one in picture.terms.procurements if one.key == stage.procurement]
    return any(award is not None and award.sent <= at for award in awards)


def withheld_openings(picture: Picture, actor: Actor, *, at: datetime) -> tuple[Key, ...]:
    """Give the sealed stages from whose opening on the event log is withheld from `actor`: their award is not told.

    After the opening every mark and every reading leaves an entry, and their number would tell how many have tendered.
    Asks for the whole truth: the picture before redaction.
    """
    if is_reader(actor):
        return ()
    opened = (one for one in picture.terms.stages if one.regime == Regime.SEALED and one.opening is not None)
    return tuple(one.key for one in opened if not is_told(picture, one, at))


def sealed_stages(picture: Picture, one: i.Participation) -> list[i.Stage]:
    """Give the sealed stages that a supplier competes in: the one it joined by, else those of its procurement."""
    first = picture.stage(one.first_stage)
    if first.regime == Regime.SEALED:
        return [first]
    same = [stage for stage in picture.terms.stages if stage.procurement == one.procurement is not None]
    return [stage for stage in same if stage.regime == Regime.SEALED and stage.state != StageState.CANCELLED]


def _shows(picture: Picture, one: i.Participation, actor: Actor, at: datetime) -> bool:
    """Say whether a participation is seen at all. Before the award nobody outside sees who tenders, or how many."""
    sealed = sealed_stages(picture, one)
    if not sealed or one.key in actor.participations:
        return True
    if is_reader(actor):
        return any(is_opened(picture.terms, stage) for stage in sealed)
    left_before_award = one.state == ParticipationState.WITHDRAWN and one.ended_stage in {stage.key for stage in sealed}
    return not left_before_award and any(is_told(picture, stage, at) for stage in sealed)


def _under_contract(picture: Picture, one: i.Participation, at: datetime) -> bool:
    sealed = sealed_stages(picture, one)
    return one.procurement is not None and (not sealed or any(is_told(picture, stage, at) for stage in sealed))


def _as_told(picture: Picture, one: i.Participation, reader: bool, at: datetime) -> i.Participation:
    """Give a participation as it was until its end is told: an ended supplier learns it together with everyone."""
    if reader or one.state != ParticipationState.ENDED or one.ended_stage is None or not picture.has("gates"):
        return one
    ended_in = picture.stage(one.ended_stage)
    if ended_in.state == StageState.CANCELLED or is_told(picture, ended_in, at):
        return one
    return replace(one, state=ParticipationState.ACTIVE, ended_stage=None)
