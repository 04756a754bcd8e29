"""The addresses of tests with users. An invitation's secret stands after the question mark: paths end up in logs."""

from django.urls import path

from . import invitation, link, notes, planning, reading

_OF = "initiatives/<slug:key>/user-tests"
_TEST = f"{_OF}/<slug:test>"

urlpatterns = [
    path(f"{_OF}/", reading.user_tests, name="user_tests"),
    path(f"{_OF}/new/", planning.plan_user_test, name="plan_user_test"),
    path(f"{_TEST}/", reading.user_test, name="user_test"),
    path(f"{_TEST}/link/", link.user_test_link, name="user_test_link"),
    path(f"{_TEST}/close/", planning.close_user_test, name="close_user_test"),
    path(f"{_TEST}/note/", notes.note_feedback, name="note_feedback"),
    path(f"{_TEST}/insight/", notes.user_test_insight, name="user_test_insight"),
    path("user-test/", invitation.invitation, name="invitation"),
    path("user-test/thanks/", invitation.thanks, name="test_thanks"),
    path("user-test/no-thanks/", invitation.declined, name="test_declined"),
]
