"""The addresses of the selection pages on the buyer's side: what came in, opening, assessment, gate and decision."""

from django.urls import path

from . import (
    answer_sheet,
    assessing,
    consensus,
    deciding,
    declaring,
    delegated,
    gate_pages,
    need_fit,
    notices,
    opening,
    risks,
    submissions,
)

_OF = "initiatives/<slug:key>"
_STAGE = f"{_OF}/stages/<slug:stage>"

urlpatterns = [
    path(f"{_STAGE}/submissions/", submissions.submissions, name="submissions"),
    path(f"{_OF}/submissions/<slug:submission>/", submissions.submission, name="submission"),
    path(
        f"{_OF}/submissions/<slug:submission>/files/<int:number>/", submissions.submission_file, name="submission_file"
    ),
    path(f"{_STAGE}/submissions/answers/", answer_sheet.answers_file, name="answers_file"),
    path(f"{_STAGE}/opening/", opening.opening, name="opening"),
    path(f"{_STAGE}/declaration/", declaring.declare, name="declare"),
    path(f"{_STAGE}/assessments/", assessing.assessments, name="assessments"),
    path(f"{_STAGE}/assess/<slug:participation>/", assessing.assess, name="assess"),
    path(f"{_STAGE}/consensus/<slug:participation>/", consensus.consensus, name="consensus"),
    path(f"{_STAGE}/need-fit/<slug:participation>/", need_fit.need_fit, name="need_fit"),
    path(f"{_OF}/risks/", risks.risks, name="risks"),
    path(f"{_STAGE}/risks/<slug:participation>/<slug:criterion>/", risks.risk, name="risk"),
    path(f"{_STAGE}/gate/", gate_pages.gate, name="gate"),
    path(f"{_OF}/suppliers/<slug:participation>/notices/", notices.notices, name="notices"),
    path(f"{_STAGE}/notices/<slug:participation>.<slug:kind>", notices.notice_file, name="notice_file"),
    path("delegated-decisions/", delegated.delegated, name="delegated"),
    path("delegated-decisions.csv", delegated.delegated_file, name="delegated_file"),
    path(f"{_STAGE}/decide/", deciding.decide, name="decide"),
]
