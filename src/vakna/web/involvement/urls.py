"""The addresses of parts in the preparations."""

from django.urls import path

from . import one, register

urlpatterns = [
    path("initiatives/<slug:key>/stages/<slug:stage>/preparations/", register.preparations, name="preparations"),
    path(
        "initiatives/<slug:key>/stages/<slug:stage>/preparations/<slug:participation>/",
        register.note_involvement,
        name="note_involvement",
    ),
    path("initiatives/<slug:key>/preparations/<slug:involvement>/", one.involvement, name="involvement"),
]
