"""Which lot: in a procurement with lots a supplier hands in for each on its own, and may go for several."""

from django.http import HttpResponse
from django.urls import reverse

from vakna.core import lots
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame

from .desk import standing


def choose(seen: access.Visit, stage: str) -> HttpResponse | None:
    """Ask which lot it concerns, with what is handed in for each; None where there are no lots."""
    one = seen.stage(stage)
    found = lots.of(seen.picture.terms, one)
    if not found:
        return None
    seen.require("selection.hand_in")
    where = reverse("hand_in", args=[seen.key, stage])
    rows = [{"lot": lot, "url": f"{where}?lot={lot.key}", "standing": standing(seen, one, lot.key)} for lot in found]
    return answers.page(
        seen.request, "handin/lots.html", seen=seen, stage=one, rows=rows, **frame(seen, here=one.key, title="")
    )
