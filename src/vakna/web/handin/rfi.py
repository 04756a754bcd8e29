"""Answering an RFI without an account: who answers and where the receipt goes is asked with the answers."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from vakna.actions import drafts, people, selection
from vakna.core import secrecy, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Stage
from vakna.core.refusal import Conflict, NotFound, Refusal
from vakna.records import models as m
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame

from . import receipts, topics
from .desk import left
from .forms import RfiForm

_TOKEN = "draft_token"  # noqa: S105  the name of a session's value, not a secret


def answer_rfi(request: HttpRequest, key: str, stage: str) -> HttpResponse:
    """Show the questions with this browser's draft; hand in when asked. Whoever has an account uses the desk."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("hand_in", args=[key, stage]))
    seen = access.visit(request, key)
    one = seen.stage(stage)
    if one.state is v.StageState.PLANNED or not stages.rules(one).takes_answers:
        raise NotFound("no-such-stage", key=stage)
    draft = _draft(request, key, stage)
    form = RfiForm(request.POST or None, initial=draft, language=seen.language, topics=topics.of(one, seen.language))
    refusal, given = None, ""
    if request.method == "POST" and form.is_valid():
        refusal, given = _try(request, seen, one, form)
        if refusal is None:
            way = reverse("receipt", args=[key, given])
            return answers.done(request, f"{way}?pass={receipts.make_pass(given)}", "handin.done", stage=one.name)
    return _page(request, seen, one, form, refusal)


def token(request: HttpRequest) -> str:
    """Give the token by which this browser's drafts are known; it is made with the first one."""
    if _TOKEN not in request.session:
        request.session[_TOKEN] = access.new_once()
    return str(request.session[_TOKEN])


def _draft(request: HttpRequest, key: str, stage: str) -> dict[str, str]:
    kept = request.session.get(_TOKEN)
    mine = m.Draft.objects.filter(initiative__key=key, person__isnull=True, token=kept, form=f"answer.{stage}")
    found = mine.first() if kept else None
    return dict(found.content) if found else {}


def _try(request: HttpRequest, seen: Visit, stage: Stage, form: RfiForm) -> tuple[Refusal | None, str]:
    """Keep the draft, hand in, and put the draft away. Gives the refusal, or the submission's key."""
    name = {"by": None, "initiative": seen.key, "form": f"answer.{stage.key}", "token": token(request)}
    drafts.keep(at=seen.at, content=form.content(), **name)  # type: ignore[arg-type]
    try:
        secrecy.require_whole(form.marks(()))
        given = _hand_in(seen, stage, form)
    except Refusal as refusal:
        if refusal.code != "done-already":
            return refusal, ""
        given = str(refusal.values["answer"])
    drafts.discard(**name)  # type: ignore[arg-type]
    return None, given


@transaction.atomic
def _hand_in(seen: Visit, stage: Stage, form: RfiForm) -> str:
    """Enter who answers in the house, unless known, and hand in: all or nothing."""
    organisation = _known(form.cleaned_data["email"]) or _enter(seen, form)
    shared = {**seen.act(), "by": None}
    return selection.hand_in(**shared, stage=stage.key, answers=form.answers(), organisation=organisation)


def _known(email: str) -> str:
    """Give the organisation of somebody who has answered by this address before. An account answers when logged in."""
    found = get_user_model().objects.filter(email__iexact=email).select_related("organisation").first()
    if found is not None and found.has_usable_password():
        raise Conflict("email-taken", path="email")
    return str(found.organisation.key) if found else ""


def _enter(seen: Visit, form: RfiForm) -> str:
    said, at = form.cleaned_data, access.received_at(seen.request)
    key = people.register_organisation(by=None, at=at, name=said["name"], kind=v.OrganisationKind(said["kind"]))
    people.register_person(
        by=None, at=at, name=said["person"], organisation=key, email=said["email"], language=seen.language
    )
    return key


def _page(request: HttpRequest, seen: Visit, stage: Stage, form: RfiForm, refusal: Refusal | None) -> HttpResponse:
    open_now = stage.state is v.StageState.OPEN and not (stage.deadline and stages.is_late(stage.deadline, seen.at))
    values = {
        **frame(seen, here=stage.key),
        "left": left(seen.language, stage.deadline - seen.at) if stage.deadline else "",
        "open_now": open_now,
        "asks_files": any(it.kind is v.QuestionKind.FILE for it in stage.form),
        "autosave": reverse("draft_save", args=[seen.key, f"answer.{stage.key}"]),
    }
    return answers.page(request, "handin/answer.html", refusal=refusal, seen=seen, stage=stage, form=form, **values)
