"""The addresses of the talks about a decision."""

from django.urls import path

from . import answering, hosting

_AFTER = "initiatives/<slug:key>/stages/<slug:stage>/debriefs"

urlpatterns = [
    path(f"{_AFTER}/", hosting.debriefs, name="debriefs"),
    path(f"{_AFTER}/offer/", hosting.offer_debriefs, name="offer_debriefs"),
    path(f"{_AFTER}/<slug:participation>/", answering.debrief, name="debrief"),
    path(f"{_AFTER}/<slug:participation>/note/", hosting.note_debrief, name="note_debrief"),
]
