"""The addresses of change requests."""

from django.urls import path

from . import asking, register

_OF = "initiatives/<slug:key>/changes"

urlpatterns = [
    path(f"{_OF}/", register.changes, name="changes"),
    path(f"{_OF}/new/", asking.request_change, name="request_change"),
    path(f"{_OF}/<slug:change>/", register.change, name="change"),
]
