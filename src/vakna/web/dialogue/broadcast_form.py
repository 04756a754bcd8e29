"""The form of information to all: what, from which contacts and insights, and what happens to the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from vakna.core import good_time, stages, words
from vakna.core.initiative import Stage
from vakna.core.vocabulary import StageState
from vakna.web.access import Visit
from vakna.web.forms import PageForm, area
from vakna.web.sentences import PAGES

from .forms import Choices, choose, stages_of
from .papers import Papers

_LIVE = frozenset({StageState.PUBLISHED, StageState.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """A hand-in to come, by when information must be with all before it, and the deadline that it asks for now."""

    stage: Stage
    deadline: datetime
    latest: datetime
    moved: datetime
    days: int

    @property
    def late(self) -> bool:
        """Say whether it is too late for this hand-in now."""
        return self.moved != self.deadline


def hand_ins(seen: Visit) -> tuple[HandIn, ...]:
    """List the hand-ins to come of the published stages, the nearest first."""
    found = (_hand_in(seen, one) for one in seen.picture.terms.stages if one.state in _LIVE)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.deadline))


def _hand_in(seen: Visit, stage: Stage) -> HandIn | None:
    latest, moved = good_time.latest(stage), good_time.moved_deadline(stage, seen.at)
    if stage.deadline is None or latest is None or moved is None or not good_time.affected(stage, seen.at):
        return None
    return HandIn(stage=stage, deadline=stage.deadline, latest=latest, moved=moved, days=good_time.days(stage))


class BroadcastForm(PageForm):
    """Information to all. What answers a rule (moving a deadline) is asked only where the rule stands in the way."""

    about = "broadcast"

    stage = forms.ChoiceField()
    passes_on = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    because = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(max_length=200)
    body = area(rows=8)
    documents = Papers(required=False)
    affects = forms.ChoiceField(required=False)
    move_deadline = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, seen: Visit, contacts: Choices, insights: Choices, coming: Sequence[HandIn], **options: Any
    ) -> None:
        """Offer the stages, the contacts and insights that not everybody has been told, and the hand-ins to come."""
        super().__init__(*args, language=seen.language, **options)
        choose(self, "stage", stages_of(seen))
        choose(self, "passes_on", list(contacts))
        choose(self, "because", list(insights))
        own = ("", PAGES.say(seen.language, "information.affects_own"))
        others = [(str(one.stage.key), one.stage.name.said(seen.language)) for one in coming]
        now = stages.current(seen.picture.terms)
        elsewhere = any(now is None or one.stage.key != now.key for one in coming)
        choose(self, "affects", [own, *others] if elsewhere else [])
        late = [one for one in coming if one.late]
        if late:
            said = [PAGES.say(seen.language, "information.move", stage=one.stage.name, to=one.moved) for one in late]
            self.fields["move_deadline"].label = words.write(seen.language, said)
        else:
            del self.fields["move_deadline"]
