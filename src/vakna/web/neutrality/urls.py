"""The addresses of neutrality."""

from django.urls import path

from . import page, telling

_OF = "initiatives/<slug:key>"

urlpatterns = [
    path(f"{_OF}/neutrality/", page.neutrality, name="neutrality"),
    path(f"{_OF}/neutrality/mandate/", telling.give_mandate, name="give_mandate"),
    path(f"{_OF}/stages/<slug:stage>/neutrality/", telling.declare_neutrality, name="declare_neutrality"),
    path(f"{_OF}/stages/<slug:stage>/reached/", telling.publish_reach, name="publish_reach"),
    path(f"{_OF}/suppliers/<slug:participation>/firm/", telling.describe_firm, name="describe_firm"),
]
