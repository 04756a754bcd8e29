"""The address of a supplier on hold after a stage's gate."""

from django.urls import path

from . import page

urlpatterns = [
    path("initiatives/<slug:key>/stages/<slug:stage>/on-hold/<slug:participation>/", page.resume, name="resume"),
]
