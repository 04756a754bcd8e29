"""The addresses of the meetings: times of a stage, one time, its minutes, the stage's common summary."""

from django.urls import path

from . import booking, hosting, minutes, summary, times

_OF = "initiatives/<slug:key>"
_STAGE = f"{_OF}/stages/<slug:stage>"
_SLOT = f"{_OF}/times/<slug:slot>"

urlpatterns = [
    path(f"{_STAGE}/times/", times.times, name="times"),
    path(f"{_STAGE}/times/offer/", hosting.open_slots, name="open_slots"),
    path(f"{_STAGE}/summary/", summary.summary, name="summary"),
    path(f"{_SLOT}/book/", booking.book_slot, name="book_slot"),
    path(f"{_SLOT}/cancel/", booking.cancel_slot, name="cancel_slot"),
    path(f"{_SLOT}/remove/", hosting.remove_slot, name="remove_slot"),
    path(f"{_SLOT}/minutes/", minutes.minutes, name="minutes"),
    path(f"{_SLOT}/minutes/write/", minutes.write_minutes, name="write_minutes"),
]
