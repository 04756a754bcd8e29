"""The addresses of the initiatives pages."""

from django.urls import URLPattern, path

from . import about, information, views

urlpatterns: list[URLPattern] = [
    path("", views.front, name="front"),
    path("initiatives/", views.initiatives, name="initiatives"),
    path("initiatives/<slug:key>/", views.initiative, name="initiative"),
    path("initiatives/<slug:key>/document.json", views.document_file, name="document_file"),
    path("initiatives/<slug:key>/information/", information.information, name="information"),
    path("help/", about.help_page, name="help"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
]
