"""The addresses of the hand-in pages."""

from django.urls import path

from . import rfi, show, views

_STAGE = "initiatives/<slug:key>/stages/<slug:stage>"
_SUBMISSION = "initiatives/<slug:key>/submissions/<slug:submission>"

urlpatterns = [
    path(f"{_STAGE}/hand-in/", views.hand_in, name="hand_in"),
    path(f"{_STAGE}/answer/", rfi.answer_rfi, name="answer_rfi"),
    path("initiatives/<slug:key>/drafts/<str:form>/", views.draft_save, name="draft_save"),
    path("initiatives/<slug:key>/own-files/<int:file>/", views.own_file, name="own_file"),
    path(f"{_SUBMISSION}/withdraw/", views.withdraw, name="withdraw"),
    path(f"{_SUBMISSION}/confirm/", views.confirm, name="confirm_submission"),
    path(f"{_SUBMISSION}/receipt/", show.receipt, name="receipt"),
    path(f"{_SUBMISSION}/receipt.txt", show.receipt_file, name="receipt_file"),
]
