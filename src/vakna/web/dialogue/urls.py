"""The addresses of the dialogue pages."""

from django.urls import path

from . import contacts, inform, insights, opened, questions, requirements, stage

_OF = "initiatives/<slug:key>"
_STAGE = f"{_OF}/stages/<slug:stage>"

urlpatterns = [
    path("dialogue/", opened.dialogue, name="dialogue"),
    path(f"{_STAGE}/", stage.stage, name="stage"),
    path(f"{_STAGE}/questions/", questions.questions, name="questions"),
    path(f"{_STAGE}/ask/", questions.ask, name="ask"),
    path(f"{_OF}/questions/<slug:question>/answer/", questions.answer_question, name="answer_question"),
    path(f"{_OF}/contacts/", contacts.contacts, name="contacts"),
    path(f"{_OF}/insights/", insights.insights, name="insights"),
    path(f"{_OF}/broadcast/", inform.broadcast, name="broadcast"),
    path(f"{_OF}/broadcasts/<slug:broadcast>/acknowledge/", inform.acknowledge, name="acknowledge"),
    path(f"{_OF}/requirements/", requirements.requirements, name="requirements"),
]
