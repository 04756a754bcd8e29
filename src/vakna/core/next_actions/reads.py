"""What the next actions read of a picture, as data: whoever renews them takes this and nothing more.

An action that reads another collection adds it here; what is not here raises when it is touched.
"""

from collections.abc import Mapping

READS = (
    "participations", "submissions", "ties", "declarations", "assessments", "proposals", "decisions",
    "resumptions", "debriefs",
    "questions", "slots", "contacts", "involvements", "broadcasts", "packs", "disclosures", "insights", "assumptions",
    "experiments", "changes", "objections", "waivers", "contracts", "money", "ceiling_changes", "ownership_changes",
    "followers", "adoptions", "tasks", "advice", "supplier_plans",
)  # fmt: skip
"""The collections that some role's next actions read."""

ONLY_WITHOUT: Mapping[str, str] = {
    "questions": "answered_at",
    "tasks": "done_at",
    "advice": "answered_at",
}
"""Collections of which only the rows that lack this field are read: what waits for an answer, or is to be done."""
