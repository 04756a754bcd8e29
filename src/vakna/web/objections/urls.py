"""The addresses of objections and of house rules set aside."""

from django.urls import path

from . import answering, filing, library, register, waivers

_OF = "initiatives/<slug:key>/objections"

urlpatterns = [
    path("objections/", library.objection_library, name="objection_library"),
    path(f"{_OF}/", register.objections, name="objections"),
    path(f"{_OF}/search/", filing.search_objections, name="search_objections"),
    path(f"{_OF}/new/", filing.file_objection, name="file_objection"),
    path(f"{_OF}/<slug:objection>/", register.objection, name="objection"),
    path(f"{_OF}/<slug:objection>/answer/", answering.answer_objection, name="answer_objection"),
    path("initiatives/<slug:key>/waivers/new/", waivers.grant_waiver, name="grant_waiver"),
]
