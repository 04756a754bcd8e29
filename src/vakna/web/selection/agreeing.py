"""The form of a consensus: marks and motives, who owns each risk, the price counted, what was talked through."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from vakna.core import assessment
from vakna.core import vocabulary as v
from vakna.core.initiative import Criterion, Key, MaybeMoney, Risk, Stage, Terms, Text
from vakna.web.fields import KeyField, MoneyField
from vakna.web.forms import area
from vakna.web.sentences import PAGES

from .marks import MarksForm

_OWNERS = frozenset({v.Role.NEED_OWNER, v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.ASSESSOR})


class AgreementForm(MarksForm):
    """What a consensus says beside its marks is asked for only where the stage has it."""

    def __init__(
        self, *args: Any, stage: Stage, terms: Terms, apart: Iterable[Key], risks: Iterable[Risk],
        answered: MaybeMoney = None, **options: Any,
    ) -> None:  # fmt: skip
        """Ask for the marks, for the owner of a risk at each, for the price, and for a note where they lie apart."""
        super().__init__(*args, stage=stage, **options)
        self.apart, self.before = tuple(apart), {one.criterion: one for one in risks}
        if stage.mode is v.AssessmentMode.REVERSE:
            team = _team(terms)
            for one in self.criteria:
                self._follow(one, team)
        if assessment.counts_price(stage):
            self.fields["price"] = MoneyField(required=False, label=PAGES.say(self.language, "assessing.price.label"))
            of = stage.weighing.price_of if stage.weighing else v.PriceOf.NEXT_STAGE
            self.fields["price"].help_text = PAGES.say(self.language, "assessing.price.hint", of=of)
        if self.apart:
            words = PAGES.say(self.language, "assessing.moderation.label")
            self.fields["moderation"] = area(required=False, rows=3, label=words)
            self.fields["moderation"].help_text = PAGES.say(self.language, "assessing.moderation.hint")
        if assessment.price_question(stage):
            self._ask_why(answered)
        for name in ("price", "price_reason", "moderation"):
            if name in self.fields:
                self.fields[name].quiet = True  # type: ignore[attr-defined]  # core says that it is asked for

    @property
    def price(self) -> MaybeMoney:
        """Give the price that was typed."""
        found: MaybeMoney = self.cleaned_data.get("price")
        return found

    def _ask_why(self, answered: MaybeMoney) -> None:
        """Begin with the supplier's own answer where it may be shown, and ask why another price is counted."""
        self.fields["price"].help_text = (
            PAGES.say(self.language, "assessing.price.hint_answered", answered=answered)
            if answered
            else PAGES.say(self.language, "assessing.price.hint_unread")
        )
        self.fields["price"].initial = answered
        words = PAGES.say(self.language, "assessing.price.why")
        self.fields["price_reason"] = area(required=False, rows=2, label=words)
        self.fields["price_reason"].help_text = PAGES.say(self.language, "assessing.price.why_hint")

    def price_reason(self, before: Text | None) -> Text | None:
        """Give why the price is another than the supplier's answer; words not changed keep their languages."""
        return self.rewritten("price_reason", before) if "price_reason" in self.fields else before

    def moderation(self, before: Text | None) -> Text | None:
        """Give what was talked through; words that were not changed keep their languages."""
        return self.rewritten("moderation", before) if "moderation" in self.fields else before

    def risks(self) -> tuple[Risk, ...]:
        """Give the risks with their owners and plans, one for each 1."""
        ones = (one for one in self.criteria if self.cleaned_data.get(f"mark_{one.key}") == assessment.RISK)
        return tuple(self._risk(one) for one in ones if f"owner_{one.key}" in self.fields)

    def _follow(self, one: Criterion, team: list[tuple[str, str]]) -> None:
        before = self.before.get(one.key)
        owner = KeyField(among=team, required=False, label=PAGES.say(self.language, "assessing.risk.owner"))
        plan = area(required=False, rows=2, label=PAGES.say(self.language, "assessing.risk.plan"))
        owner.initial = before.owner if before else self.stage.owner
        plan.initial = before.plan.said(self.language) if before and before.plan else ""
        self.fields |= {f"owner_{one.key}": owner, f"plan_{one.key}": plan}

    def _risk(self, one: Criterion) -> Risk:
        before = self.before.get(one.key) or Risk(criterion=one.key)
        owner = self.cleaned_data[f"owner_{one.key}"] or self.stage.owner
        return replace(before, owner=owner, plan=self.rewritten(f"plan_{one.key}", before.plan))

    def _row(self, one: Criterion) -> dict[str, Any]:
        row = super()._row(one)
        if f"owner_{one.key}" in self.fields:
            row |= {"owner": self[f"owner_{one.key}"], "plan": self[f"plan_{one.key}"]}
        return row


def _team(terms: Terms) -> list[tuple[str, str]]:
    """List the people who may own a risk: those who read assessments and work with the suppliers."""
    now = {one.person for one in terms.members if one.until is None and one.role in _OWNERS}
    return [(one.key, one.name) for one in terms.people if one.key in now]
