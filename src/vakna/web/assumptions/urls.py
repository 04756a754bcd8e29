"""The addresses of assumptions and experiments."""

from django.urls import path

from . import experiments, register, writing

_OF = "initiatives/<slug:key>/assumptions"

urlpatterns = [
    path(f"{_OF}/", register.assumptions, name="assumptions"),
    path(f"{_OF}/new/", writing.write_assumption, name="write_assumption"),
    path(f"{_OF}/<slug:assumption>/", register.assumption, name="assumption"),
    path(f"{_OF}/<slug:assumption>/revise/", writing.revise_assumption, name="revise_assumption"),
    path(f"{_OF}/<slug:assumption>/experiments/new/", experiments.plan_experiment, name="plan_experiment"),
    path("initiatives/<slug:key>/experiments/<slug:experiment>/", experiments.experiment, name="experiment"),
]
