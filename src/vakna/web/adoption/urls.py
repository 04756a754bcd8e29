"""The addresses of adoption and of the pilot graveyard."""

from django.urls import path

from . import graveyard, page, writing

_OF = "initiatives/<slug:key>/adoption"

urlpatterns = [
    path("graveyard/", graveyard.graveyard, name="graveyard"),
    path(f"{_OF}/", page.adoption, name="adoption"),
    path(f"{_OF}/route/", writing.set_route, name="set_route"),
    path(f"{_OF}/decision/", writing.decide_adoption, name="decide_adoption"),
    path(f"{_OF}/revive/", writing.revive, name="revive"),
]
