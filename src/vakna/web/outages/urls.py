"""The addresses of the outage register."""

from django.urls import path

from . import register

urlpatterns = [
    path("outages/", register.outages, name="outages"),
    path("outages/<slug:outage>/extend/", register.extend_deadlines, name="extend_deadlines"),
]
