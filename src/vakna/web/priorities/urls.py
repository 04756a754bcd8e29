"""The addresses of the priority board."""

from django.urls import path

from . import board, writing

urlpatterns = [
    path("priorities/", board.priorities, name="priorities"),
    path("priorities/board.csv", board.priorities_csv, name="priorities_csv"),
    path("priorities/frame/", writing.set_frame, name="set_frame"),
    path("priorities/<slug:key>/place/", writing.place, name="place"),
    path("priorities/<slug:key>/resources/", writing.plan_resources, name="plan_resources"),
]
