"""The addresses of the pages of learning."""

from django.urls import URLPattern, path

from . import playbook, report, search, starting

_OF = "initiatives/<slug:key>"

urlpatterns: list[URLPattern] = [
    path("learning/", search.learning, name="learning"),
    path("playbook/", playbook.playbook, name="playbook"),
    path("playbook/<slug:step>/", playbook.playbook_page, name="playbook_page"),
    path(f"{_OF}/report/", report.end_report_page, name="end_report"),
    path(f"{_OF}/report/report.pdf", report.end_report_file, name="end_report_file"),
    path(f"{_OF}/report/advice/", report.advise_next, name="advise_next"),
    path(f"{_OF}/start-from/", starting.start_from, name="start_from"),
]
