"""The addresses of the planning pages: need, team, plan, stages as data, procurements and contracts."""

from django.urls import path

from . import (
    buyers,
    ceilings,
    codes,
    contracts,
    corrections,
    documentation,
    goals,
    named_buyers,
    need_versions,
    needs,
    processes,
    procurements,
    signing,
    stage_pages,
    steps,
    team,
    turns,
)

_OF = "initiatives/<slug:key>"
_STAGE = f"{_OF}/stages/<slug:stage>"
_PROCUREMENT = f"{_OF}/procurements/<slug:procurement>"

urlpatterns = [
    path("new-initiative/", needs.new_initiative, name="new_initiative"),
    path(f"{_OF}/need/", needs.need, name="need"),
    path(f"{_OF}/need/compare/", need_versions.need_diff, name="need_diff"),
    path(f"{_OF}/need/revise/", needs.revise_need, name="revise_need"),
    path(f"{_OF}/need/add/", needs.new_need, name="new_need"),
    path(f"{_OF}/need/goal/", goals.goal, name="goal"),
    path(f"{_OF}/need/cpv/", codes.codes, name="cpv"),
    path(f"{_OF}/need/add-buyer/", buyers.new_buyer, name="new_buyer"),
    path(f"{_OF}/team/", team.team, name="team"),
    path("initiatives/<slug:key>/signatures/", signing.signatures, name="signatures"),
    path(f"{_OF}/team/join/", team.join, name="join"),
    path(f"{_OF}/team/leave/", team.leave, name="leave"),
    path(f"{_OF}/team/tie/", team.tie, name="tie"),
    path(f"{_OF}/plan/", stage_pages.plan, name="plan"),
    path(f"{_OF}/plan/ceilings/", ceilings.ceilings, name="ceilings"),
    path(f"{_OF}/plan/new-stage/", stage_pages.new_stage, name="new_stage"),
    path(f"{_OF}/plan/add-process/", processes.add_template, name="add_template"),
    path(f"{_OF}/plan/end/", ceilings.end_initiative, name="end_initiative"),
    path(f"{_STAGE}/edit/", stage_pages.edit_stage, name="edit_stage"),
    path(f"{_STAGE}/criteria/", stage_pages.criteria, name="criteria"),
    path(f"{_STAGE}/publish/", steps.publish_stage, name="publish_stage"),
    path(f"{_STAGE}/correct/", corrections.correct_stage, name="correct_stage"),
    path(f"{_STAGE}/skip/", steps.skip_stage, name="skip_stage"),
    path(f"{_STAGE}/restore/", turns.restore_stage, name="restore_stage"),
    path(f"{_STAGE}/reopen/", turns.reopen_stage, name="reopen_stage"),
    path(f"{_STAGE}/another-round/", turns.repeat_stage, name="repeat_stage"),
    path(f"{_STAGE}/cancel/", turns.cancel_stage, name="cancel_stage"),
    path(f"{_STAGE}/open/", steps.open_stage, name="open_stage"),
    path(f"{_STAGE}/close/", steps.close_stage, name="close_stage"),
    path(f"{_OF}/new-procurement/", procurements.new_procurement, name="new_procurement"),
    path(f"{_PROCUREMENT}/", procurements.procurement, name="procurement"),
    path(f"{_PROCUREMENT}/named-buyers/", named_buyers.named_buyers, name="named_buyers"),
    path(f"{_OF}/documentation/", documentation.documentation, name="documentation"),
    path(f"{_PROCUREMENT}/documentation.<slug:kind>", documentation.documentation_file, name="documentation_file"),
    path(f"{_PROCUREMENT}/review/", documentation.review, name="review"),
    path(f"{_PROCUREMENT}/cancel/", turns.cancel_procurement, name="cancel_procurement"),
    path(f"{_PROCUREMENT}/notice/", procurements.notice, name="notice"),
    path(f"{_OF}/contracts/", contracts.contract, name="contract"),
    path(f"{_OF}/contracts/<slug:contract>/file/", contracts.contract_file, name="contract_file"),
]
