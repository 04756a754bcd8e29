"""The addresses of the form builder."""

from django.urls import path

from . import asking, overview

_STAGE = "initiatives/<slug:key>/stages/<slug:stage>"

urlpatterns = [
    path(f"{_STAGE}/form/", overview.stage_form, name="stage_form"),
    path(f"{_STAGE}/form/new/<slug:kind>/", asking.new_form_question, name="new_form_question"),
    path(f"{_STAGE}/form/<slug:question>/", asking.form_question, name="form_question"),
]
