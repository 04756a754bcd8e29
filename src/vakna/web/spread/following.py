"""Who else has the need: to say so for one's own organisation, its letters of interest, and to buy together."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from vakna.actions import demand
from vakna.core import followers
from vakna.core.initiative import Key
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import OrganisationKind
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access
from vakna.web.access import Visit
from vakna.web.dialogue.papers import uploads

from .forms import AnswerJoinForm, FollowForm
from .views import ask

_PARTS = ("spread", "money")
_form = require_http_methods(["GET", "HEAD", "POST"])


@_form
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """Say, for one's own organisation, that it shares the need."""
    access.require_person(request)
    seen = access.visit(request, key, parts=_PARTS)
    seen.require("demand.follow")
    own: m.Organisation = request.user.organisation  # type: ignore[union-attr]
    form = FollowForm(
        request.POST or None, request.FILES or None, language=seen.language, joinable=_joinable(seen, own)
    )

    def act() -> None:
        said = form.cleaned_data
        demand.follow(
            **seen.act(), organisation=own.key, strength=said["strength"], note=form.maybe_said("note"),
            size=said["size"], joins=form.wish(), letters=uploads(said["letters"]),
        )  # fmt: skip

    return ask(request, seen, "follow", form, act, template="spread/follow.html")


def _joinable(seen: Visit, own: m.Organisation) -> list[tuple[str, str]]:
    """Give the procurements that one's own organisation can still ask to be named in."""
    if OrganisationKind(own.kind) not in followers.BUYS_BY_LAW or own.key in seen.picture.terms.buyers:
        return []
    return [(one.key, one.title.said(seen.language)) for one in followers.open_to_join(seen.picture)]


@_form
def answer_join(request: HttpRequest, key: str, organisation: str) -> HttpResponse:
    """Answer an organisation that wishes to buy together."""
    seen = access.visit(request, key, parts=_PARTS)
    seen.require("demand.answer_join")
    asked = followers.asked_by(seen.picture, Key(organisation))
    form = AnswerJoinForm(request.POST or None, language=seen.language)
    about: dict[str, object] = {"organisation": seen.picture.organisation(asked.organisation).name}

    def act() -> None:
        accepted = form.cleaned_data["accepted"] == "yes"
        demand.answer_join(**seen.act(), organisation=organisation, accepted=accepted, reason=form.maybe_said("reason"))

    return ask(request, seen, "answer_join", form, act, about=about)


@require_safe
def letter_file(request: HttpRequest, key: str, organisation: str, number: int) -> StreamingHttpResponse:
    """Give a letter of interest of an organisation's last word, open to all; `number` counts from nought."""
    seen = access.visit(request, key, parts=("spread",))
    said = next((one for one in followers.latest(seen.picture) if one.organisation == organisation), None)
    wanted = said.letters[number].digest if said and number < len(said.letters) else ""
    rows = m.StoredFile.objects.filter(initiative__key=key, digest=wanted, topic=f"letter-{organisation}"[:64])
    row = rows.first()
    if row is None:
        raise NotFound("no-such-file")
    answer = StreamingHttpResponse(vault.read(place=row.place), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    return answer
