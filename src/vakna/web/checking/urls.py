"""The addresses of the pages about the rules."""

from django.urls import path

from . import explaining, folklore, letting, report

urlpatterns = [
    path("rules/", explaining.rules, name="rules"),
    path("folklore/", folklore.folklore, name="folklore"),
    path("folklore/<slug:claim>/sign/", folklore.sign_claim, name="sign_claim"),
    path("rules/<slug:code>/", explaining.rule, name="rule"),
    path("initiatives/<slug:key>/check/", report.check, name="check"),
    path("initiatives/<slug:key>/check/let-stand/", letting.let_stand, name="let_stand"),
    path("initiatives/<slug:key>/check/stands/<slug:suppression>/", letting.take_back, name="take_back"),
    path("initiatives/<slug:key>/check.pdf", report.check_pdf, name="check_pdf"),
]
