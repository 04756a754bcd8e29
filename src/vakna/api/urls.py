"""The addresses of the API. What is under a version stays as it is; another shape gets another version."""

from django.urls import path

from . import rules

urlpatterns = [
    path("openapi.json", rules.description, name="api_description"),
    path("rules/", rules.rules, name="api_rules"),
    path("rules/<slug:code>/", rules.rule, name="api_rule"),
    path("initiatives/<slug:key>/findings/", rules.findings, name="api_findings"),
]
