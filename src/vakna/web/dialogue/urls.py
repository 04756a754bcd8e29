"""The addresses of the dialogue pages."""

from django.urls import path

from . import (
    contacts,
    drafts,
    feed,
    inform,
    insights,
    opened,
    questions,
    reach,
    releasing,
    requirements,
    rfi,
    specification,
    stage,
    watching,
)

_OF = "initiatives/<slug:key>"
_STAGE = f"{_OF}/stages/<slug:stage>"

urlpatterns = [
    path("dialogue/", opened.dialogue, name="dialogue"),
    path(f"{_STAGE}/", stage.stage, name="stage"),
    path(f"{_STAGE}/document.<slug:kind>", rfi.rfi_file, name="rfi_file"),
    path(f"{_STAGE}/drafts/", drafts.drafts, name="drafts"),
    path(f"{_STAGE}/drafts/<int:number>/", drafts.draft, name="draft"),
    path(f"{_STAGE}/reach/", reach.reach, name="reach"),
    path(f"{_STAGE}/questions/", questions.questions, name="questions"),
    path(f"{_STAGE}/ask/", questions.ask, name="ask"),
    path(f"{_STAGE}/answers/", releasing.release_answers, name="release_answers"),
    path(f"{_OF}/feed.atom", feed.feed, name="feed"),
    path(f"{_OF}/watch/", watching.watch, name="watch"),
    path(f"{_OF}/unwatch/", watching.unwatch, name="unwatch"),
    path(f"{_OF}/questions/<slug:question>/answer/", questions.answer_question, name="answer_question"),
    path(f"{_OF}/contacts/", contacts.contacts, name="contacts"),
    path(f"{_OF}/contacts.csv", contacts.contacts_file, name="contacts_file"),
    path(f"{_OF}/contacts/record/", contacts.record_contact, name="record_contact"),
    path(f"{_OF}/contacts/<slug:contact>/confirm/", contacts.confirm_contact, name="confirm_contact"),
    path(f"{_OF}/contacts/<slug:contact>/revise/", contacts.revise_contact, name="revise_contact"),
    path(f"{_OF}/contacts/<slug:contact>/papers/<int:number>/", contacts.contact_paper, name="contact_paper"),
    path(f"{_OF}/insights/", insights.insights, name="insights"),
    path(f"{_OF}/insights/<slug:insight>/ask/", insights.ask_approval, name="ask_approval"),
    path(f"{_OF}/insights/<slug:insight>/answer/", insights.answer_approval, name="answer_approval"),
    path(f"{_OF}/broadcast/", inform.broadcast, name="broadcast"),
    path(f"{_OF}/broadcasts/<slug:broadcast>/acknowledge/", inform.acknowledge, name="acknowledge"),
    path(f"{_OF}/broadcasts/<slug:broadcast>/files/<int:number>/", inform.broadcast_file, name="broadcast_file"),
    path(f"{_OF}/requirements/", requirements.requirements, name="requirements"),
    path(f"{_OF}/requirements/compare/", specification.requirements_diff, name="requirements_diff"),
    path(f"{_OF}/requirements/<slug:item>/", specification.requirement, name="requirement"),
]
