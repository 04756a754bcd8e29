"""What is open to everybody now, over all initiatives: RFIs, dialogues and calls. It reads only what is published."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import vocabulary as v
from vakna.records import clock
from vakna.records import models as m
from vakna.web import access, answers

_OPEN_TO_ALL = (v.Instrument.RFI, v.Instrument.MARKET_DIALOGUE, v.Instrument.EXTERNAL_REVIEW, v.Instrument.OPEN_CALL)
_MOST = 200


@require_safe
def dialogue(request: HttpRequest) -> HttpResponse:
    """List the open questions and calls, the nearest deadline first."""
    rows = m.Stage.objects.filter(state=v.StageState.OPEN, instrument__in=_OPEN_TO_ALL)
    if not settings.VAKNA_DEMO:
        rows = rows.filter(initiative__sandbox=False)
    at = access.received_at(request)
    rows = rows.select_related("initiative__card").order_by("deadline", "pk")[:_MOST]
    found = [
        {"stage": one, "initiative": one.initiative, "instrument": v.Instrument(one.instrument)}
        for one in rows
        if one.deadline is None or one.deadline >= clock.now_in(one.initiative, real=at)
    ]
    return answers.page(request, "dialogue/dialogue.html", nav="dialogue", found=found)
