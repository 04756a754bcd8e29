"""The team: who has which role, each role's one forbidden thing, joining and leaving, and declared ties."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vakna.actions import people
from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Member, Organisation
from vakna.core.people import ROLES, TEAM
from vakna.core.refusal import NotAllowed, NotFound
from vakna.records import models as m
from vakna.web import access, answers, doing
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .forms import JoinForm, TieForm


def insiders(seen: access.Visit) -> None:
    """Refuse those who have no part in the work on the buyer's side, observers apart."""
    if not seen.actor.roles & (TEAM | {v.Role.OBSERVER}):
        raise NotAllowed("may-not-without-role")


@require_safe
def team(request: HttpRequest, key: str) -> HttpResponse:
    """Show who has which role now, and who had it before."""
    seen = access.visit(request, key, parts=("marks",))
    insiders(seen)
    names = {one.key: one for one in seen.picture.terms.organisations}
    ties = [one for one in seen.picture.ties if one.person == seen.actor.person]
    values: dict[str, Any] = {
        "roles": _by_role(seen),
        "missing": _missing(seen),
        "ties": [{"supplier": names[one.organisation].name, "tie": one} for one in ties if one.organisation in names],
        "may_join": seen.may("people.join"),
        "may_tie": seen.may("people.declare_tie"),
        "may_set_signatures": seen.may("gates.set_signatures"),
    }
    return answers.page(request, "planning/team.html", seen=seen, **values, **frame(seen, here="team"))


def _by_role(seen: access.Visit) -> list[dict[str, Any]]:
    """Give each role on the buyer's side with its forbidden thing and its people. Suppliers' people stand elsewhere."""
    terms = seen.picture.terms
    names = {one.key: one for one in terms.people}
    homes = {one.key: one for one in terms.organisations}
    found = []
    for role in (one for one in v.Role if one is not v.Role.SUPPLIER):
        rows = [_row(seen, one, names, homes) for one in terms.members if one.role == role and one.person in names]
        if rows:
            found.append({"role": role, "never": PAGES.say(seen.language, ROLES[role].never), "people": rows})
    return found


def _row(seen: access.Visit, one: Member, names: Any, homes: dict[Any, Organisation]) -> dict[str, Any]:
    person = names[one.person]
    may_end = one.until is None and (one.person == seen.actor.person or seen.may("people.join"))
    home = homes.get(person.organisation)
    return {"member": one, "name": person.name, "organisation": home.name if home else "", "may_end": may_end,
            "since": one.since.astimezone(words.STOCKHOLM).date(),
            "until": one.until.astimezone(words.STOCKHOLM).date() if one.until else None}  # fmt: skip


def _missing(seen: access.Visit) -> list[str]:
    """Name the roles without which the journey stops somewhere."""
    needed = (v.Role.PROCURER, v.Role.PROCESS_LEADER, v.Role.ASSESSOR, v.Role.DECIDER, v.Role.LAWYER)
    held = {one.role for one in seen.picture.terms.members if one.until is None}
    return [words.word(seen.language, role) for role in needed if role not in held]


def join(request: HttpRequest, key: str) -> HttpResponse:
    """Give somebody a role."""
    seen = access.visit(request, key)
    seen.require("people.join")
    form = JoinForm(request.POST or None, language=seen.language)
    refusal = None
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        refusal = answers.attempt(lambda: people.join(**seen.act(), person=_known(email), role=role))
        if refusal is None:
            return answers.done(request, reverse("team", args=[key]), "planning.joined")
    back = reverse("team", args=[key])
    return doing.page(request, seen, "join", form=form, here="team", refusal=refusal, back=back)


def _known(email: str) -> str:
    """Find the person behind an address, or refuse."""
    found = m.Person.objects.filter(email__iexact=email).values_list("key", flat=True).first()
    if found is None:
        raise NotFound("no-account-with-email", path="email", email=email)
    return found


@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """End a role: one's own, or another's for those who may add members."""
    seen = access.visit(request, key)
    role = request.POST.get("role", "")
    if role not in set(v.Role):
        raise NotFound("no-such-role")
    people.leave(**seen.act(), person=request.POST.get("person", ""), role=v.Role(role))
    return answers.done(request, reverse("team", args=[key]), "planning.left")


def tie(request: HttpRequest, key: str) -> HttpResponse:
    """Declare one's own interest in a supplier."""
    seen = access.visit(request, key, parts=("marks",))
    seen.require("people.declare_tie")
    among = {one.organisation for one in seen.picture.participations}
    offered = [(one.key, one.name) for one in seen.picture.terms.organisations if one.key in among]
    form = TieForm(request.POST or None, language=seen.language, suppliers=offered)
    refusal = None
    if request.method == "POST" and form.is_valid():
        organisation = seen.true(form.cleaned_data["organisation"])
        refusal = answers.attempt(
            lambda: people.declare_tie(**seen.act(), organisation=organisation, nature=form.said("nature"))
        )
        if refusal is None:
            return answers.done(request, reverse("team", args=[key]), "planning.tied")
    back = reverse("team", args=[key])
    return doing.page(request, seen, "tie", form=form, here="team", refusal=refusal, back=back)
