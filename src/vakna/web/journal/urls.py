"""The addresses of the journal pages."""

from django.urls import URLPattern, path

from . import receipts, views

urlpatterns: list[URLPattern] = [
    path("initiatives/<slug:key>/log/", views.log, name="log"),
    path("initiatives/<slug:key>/log/check/", views.log_check, name="log_check"),
    path("initiatives/<slug:key>/log.json", views.log_file, name="log_file"),
    path("key/", views.key, name="key"),
    path("check-receipt/", receipts.check_receipt, name="check_receipt"),
]
