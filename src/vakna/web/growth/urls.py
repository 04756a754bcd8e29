"""The addresses of a supplier's ability to grow."""

from django.urls import path

from . import page, required, writing

_OF = "initiatives/<slug:key>/suppliers/<slug:participation>"

urlpatterns = [
    path(f"{_OF}/growth/", page.growth, name="growth"),
    path(f"{_OF}/growth/economics/", writing.unit_economics, name="unit_economics"),
    path(f"{_OF}/growth/resources/new/", writing.write_resource, name="write_resource"),
    path("initiatives/<slug:key>/resources/<slug:resource>/", writing.change_resource, name="change_resource"),
    path(
        "initiatives/<slug:key>/stages/<slug:stage>/readiness/", required.required_readiness, name="required_readiness"
    ),
]
