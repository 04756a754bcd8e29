"""The desk at which one supplier hands in for one stage: what stands, what is drafted, what is missing."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from vakna.core import confirmation, lots, stages
from vakna.core.initiative import Answer, Attachment, Correction, Participation, Partner, Stage, Submission
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import ParticipationState, Regime, StageState
from vakna.records import models as m
from vakna.records import own_content
from vakna.web import access
from vakna.web.access import Visit
from vakna.web.sentences import PAGES

from . import partners, topics
from .forms import HandInForm, typed
from .topics import Slot, Topic

_SHOWN = frozenset({StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED, StageState.DECIDED})


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One supplier's hand-in for one stage, as it stands at the instant of the visit."""

    seen: Visit
    stage: Stage
    participation: Participation | None
    standing: Submission | None
    draft: m.Draft | None
    files: tuple[m.StoredFile, ...]
    token: str = ""
    lot: str | None = None

    @property
    def form_name(self) -> str:
        """Name the form under which the draft is kept."""
        return form_of(self.stage.key, self.lot)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """List what is to be answered."""
        return topics.of(self.stage, self.seen.language)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """List the places for files."""
        return topics.slots(self.stage, self.seen.language)

    @property
    def late(self) -> bool:
        """Say whether the deadline has passed."""
        return self.stage.deadline is not None and stages.is_late(self.stage.deadline, self.seen.at)

    @property
    def takes_in(self) -> bool:
        """Say whether the stage takes anything in now."""
        return self.stage.state is StageState.OPEN and not self.late

    @property
    def ended(self) -> bool:
        """Say whether the cooperation in this procurement has ended."""
        return self.participation is not None and self.participation.state is not ParticipationState.ACTIVE

    @property
    def to_confirm(self) -> Correction | None:
        """Give the correction after which the standing version is to be confirmed, while it can be."""
        return confirmation.awaited(self.stage, self.standing) if self.standing and self.takes_in else None

    @property
    def version(self) -> int:
        """Give the number that the next hand-in gets."""
        return (self.standing.version if self.standing else 0) + 1

    @cached_property
    def content(self) -> tuple[tuple[Answer, ...], tuple[Attachment, ...]]:
        """Give the answers and attachments of the standing version, also those under one's own seal."""
        if self.standing is None:
            return (), ()
        if self.stage.regime is Regime.SEALED and not self.standing.answers and not self.standing.attachments:
            return own_content.unseal(initiative=self.seen.key, submission=self.standing.key)
        return self.standing.answers, self.standing.attachments

    def form(self, *args: Any) -> HandInForm:
        """Make the form: posted, or filled with the draft, or with what stands."""
        kept = dict(self.draft.content) if self.draft else self._stands()
        return HandInForm(
            *args, initial=kept, language=self.seen.language, topics=self.topics, slots=self.slots,
            with_partners=not stages.rules(self.stage).takes_answers,
        )  # fmt: skip

    def _stands(self) -> dict[str, Any]:
        """Give what stands as a form shows it. Which slot a file came by is told by its row."""
        answers, attachments = self.content
        rows = m.StoredFile.objects.filter(submission__key=self.standing.key) if self.standing and attachments else ()
        slots = {row.digest: row.topic for row in rows}
        files = {slots[one.digest]: one for one in attachments if one.digest in slots}
        return {**typed(answers, files, self.seen.language), **partners.typed(self.works_with, self.seen.language)}

    @cached_property
    def works_with(self) -> tuple[Partner, ...]:
        """Give whom the standing version names, also under one's own seal."""
        if self.standing is None:
            return ()
        if self.stage.regime is Regime.SEALED and self.stage.opening is None:
            return own_content.partners(initiative=self.seen.key, submission=self.standing.key)
        return self.standing.partners

    def owner(self) -> dict[str, Any]:
        """Give what every verb of a draft is called with."""
        return {"by": self.seen.actor.person, "initiative": self.seen.key, "form": self.form_name, "token": self.token}


PARTS = ("submissions",)
"""What the desk reads of an initiative beside its terms."""


def sit_down(request: HttpRequest, key: str, stage: str, *, parts: tuple[str, ...] = ()) -> Desk:
    """See the desk as the person behind the request may. Refuses where nothing is handed in, or nothing is shown."""
    return at_desk(access.visit(request, key, parts=(*PARTS, *parts)), stage)


def at_desk(seen: Visit, stage: str) -> Desk:
    """See the desk in a visit that has taken its parts; see `sit_down`."""
    request, key, one = seen.request, seen.key, seen.stage(stage)
    its = stages.rules(one)
    if one.state not in _SHOWN or not its.takes_submissions:
        raise NotFound("no-such-stage", key=stage)
    lot = request.GET.get("lot") or None
    lots.require(seen.picture.terms, one, lot)
    mine = _participation(seen, one, lot)
    if its.takes_deliveries and mine is None:
        raise NotFound("not-taking-part")
    draft = m.Draft.objects.filter(initiative__key=key, person__key=seen.actor.person, form=form_of(stage, lot)).first()
    files = tuple(draft.files.order_by("uploaded_at")) if draft else ()
    return Desk(
        seen=seen, stage=one, participation=mine, standing=standing(seen, one, lot), draft=draft, files=files, lot=lot
    )  # fmt: skip


def form_of(stage: str, lot: str | None) -> str:
    """Name the form of a draft: one for each stage, and within it for each lot."""
    return f"hand-in.{stage}.{lot}" if lot else f"hand-in.{stage}"


def standing(seen: Visit, stage: Stage, lot: str | None = None) -> Submission | None:
    """Give the version of one's own that counts, in its lot: the latest that was not withdrawn."""
    mine = {it.key for it in seen.picture.participations if lots.within(it, lot)} & seen.actor.participations
    own = [
        one
        for one in seen.picture.submissions
        if one.stage == stage.key and one.participation in mine and one.withdrawn_at is None
    ]
    return max(own, key=lambda one: one.version, default=None)


def left(language: str, time: timedelta) -> str:
    """Say how much time is left, as the page's clock says it."""
    seconds = max(0, int(time.total_seconds()))
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return PAGES.say(language, "parts.clock_days", days=days, hours=hours)
    if hours:
        return PAGES.say(language, "parts.clock_hours", hours=hours, minutes=minutes)
    return PAGES.say(language, "parts.clock_minutes", minutes=minutes, seconds=seconds % 60)


def _participation(seen: Visit, stage: Stage, lot: str | None) -> Participation | None:
    own = [one for one in seen.picture.participations if one.key in seen.actor.participations and lots.within(one, lot)]
    return next((one for one in own if stages.takes_part(seen.picture.terms, one, stage)), None)
