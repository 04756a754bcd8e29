"""The decision at a gate: another person than the proposer decides on one version, by a stated right."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import gates as actions
from vakna.core import gates, signatures, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Proposal, Stage
from vakna.core.refusal import Conflict
from vakna.records import telling
from vakna.web import access, answers, doing
from vakna.web.fields import DayField, WordField
from vakna.web.forms import PageForm
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import gate_table as table
from . import pages
from .declaring import first
from .gate_desk import told
from .gate_equal import unequal
from .gate_pages import visit


class DecisionForm(PageForm):
    """By what right, with what reference, and whether the coming stage's pay is committed at once."""

    about = "decide"

    reference = forms.CharField(max_length=40)
    committee = forms.CharField(max_length=200, required=False)
    minuted = DayField(required=False)
    diary_number = forms.CharField(max_length=80, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, commits: bool, **options: Any) -> None:
        """Offer the commitment only where the coming stage pays."""
        super().__init__(*args, **options)
        rights = (v.Mandate.DELEGATION, v.Mandate.MINUTE)
        self.fields["mandate"] = WordField(among=rights, language=self.language, initial=v.Mandate.DELEGATION)
        self.dress("mandate", self.fields["mandate"])
        if commits:
            self.fields["commit"] = forms.BooleanField(required=False, initial=True)
            self.dress("commit", self.fields["commit"])
        self.order_fields(["mandate", "reference", "diary_number", "commit"])


def decide(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show the proposal to the one who decides, and take the decision. A stale version is refused."""
    seen = visit(request, key)
    seen.require("gates.decide")
    one = seen.stage(stage)
    proposal = gates.latest_proposal(seen.picture, stage)
    if any(it.stage == stage for it in seen.picture.decisions):
        return answers.done(request, reverse("gate", args=[key, stage]), "selection.decide.already")
    if request.method != "POST" and first(seen, one, "gates.decide"):
        return answers.done(request, reverse("declare", args=[key, stage]))
    money = table.money(seen, one, _going_on(proposal))
    form = _form(request, seen, proposal, bool(money))
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _act(seen, stage, form, proposal))
        if refusal is None:
            code = "signatures.done" if _signs(seen, proposal) else "selection.decide.done"
            return answers.done(request, reverse("gate", args=[key, stage]), code, stage=one.name)
        if isinstance(refusal, Conflict):
            form = _form(None, seen, proposal, bool(money))
    values = _values(request, seen, one, proposal, money)
    return answers.page(request, "selection/decide.html", refusal=refusal, seen=seen, form=form, **values,
                        **frame(seen, here=one.key))  # fmt: skip


def _signs(seen: access.Visit, proposal: Proposal | None) -> bool:
    """Say whether this is the first of two signatures."""
    return proposal is not None and signatures.signs(seen.picture, proposal)


def _act(seen: access.Visit, stage: str, form: DecisionForm, proposal: Proposal | None) -> None:
    """Sign as the first of two, or decide."""
    given = dict(form.cleaned_data)
    if not _signs(seen, proposal):
        actions.decide(**seen.act(), stage=stage, **given)
        return
    names = ("version", "mandate", "reference", "committee", "minuted")
    actions.sign(**seen.act(), stage=stage, **{name: given[name] for name in names})


def _form(request: HttpRequest | None, seen: access.Visit, proposal: Proposal | None, commits: bool) -> DecisionForm:
    posted = request.POST if request is not None and request.method == "POST" else None
    version = proposal.version if proposal else 0
    decides = not _signs(seen, proposal)
    return DecisionForm(posted, language=seen.language, commits=commits and decides, initial={"version": version})


def _values(
    request: HttpRequest, seen: access.Visit, stage: Stage, proposal: Proposal | None, money: dict[str, Any] | None
) -> dict[str, Any]:
    following = stages.next_within(seen.picture.terms, stage)
    names, people = pages.names(seen), {one.key: one.name for one in seen.picture.terms.people}
    rows = [{"name": names[it.participation], "outcome": it} for it in proposal.outcomes] if proposal else []
    rows.sort(key=lambda row: str(row["name"]).casefold())
    about: dict[str, object] = {"stage": stage.name, "count": len(rows), "version": proposal.version if proposal else 0}
    own = proposal is not None and proposal.by == seen.actor.person
    mine = proposal is not None and not own and not signatures.waits_for(seen.picture, proposal, seen.actor)
    differs = unequal(seen, stage, telling.told(seen.picture))
    return {
        "one": stage, "following": following, "proposal": proposal, "page": pages.of(request, rows), "money": money,
        "by": people.get(proposal.by, "") if proposal else "", "own": own, "about": about,
        "may": proposal is not None and not own and not mine and not differs, "unequal": differs,
        "signs": _signs(seen, proposal), "signed_by_me": mine,
        "signed": people.get(proposal.signature.by, "") if proposal and proposal.signature else "",
        "steps": doing.steps(seen.language, "sign", about) if _signs(seen, proposal)
        else _steps(seen, stage, money, about),
        "counts": _counts(proposal),
    }  # fmt: skip


def _steps(seen: access.Visit, stage: Stage, money: dict[str, Any] | None, about: dict[str, object]) -> list[str]:
    """Say what the decision does: the version holds, what may be committed, who is told and what follows."""
    found = doing.steps(seen.language, "decide", about)
    if money:
        sums = {"cost": money["cost"], "following": money["following"]}
        found.append(PAGES.say(seen.language, "selection.decide.commits", **sums))
    return found + told(seen, stage)


def _counts(proposal: Proposal | None) -> list[dict[str, Any]]:
    given = [it.verdict for it in proposal.outcomes] if proposal else []
    return [{"verdict": one, "count": given.count(one)} for one in v.Verdict if one in given]


def _going_on(proposal: Proposal | None) -> int:
    return sum(it.verdict is v.Verdict.CONTINUES for it in proposal.outcomes) if proposal else 0
