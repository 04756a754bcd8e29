"""The API described by OpenAPI 3.1, from the same names that its answers bear."""

from collections.abc import Mapping
from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}
_BOTH: dict[str, Any] = {"type": "object", "properties": {"sv": _TEXT, "en": _TEXT}, "required": ["sv", "en"]}
_SAID: dict[str, Any] = {"type": "object", "additionalProperties": _TEXT}
_NUMBER: dict[str, Any] = {"type": "integer"}
_LEVEL: dict[str, Any] = {"type": "string", "enum": ["block", "warn", "note"]}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: str | Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _ref(of) if isinstance(of, str) else of}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


_FINDING = {
    "code": _TEXT, "name": _TEXT, "level": _LEVEL, "rule": _TEXT, "where": _TEXT, "stage": _MAYBE, "place": _BOTH,
    "says": _BOTH,
}  # fmt: skip
_RULE = {
    "code": _TEXT, "name": _TEXT, "level": _LEVEL, "version": _NUMBER, "since": _TEXT, "rule": _TEXT,
    "moments": _list({"type": "string", "enum": ["publish", "correct", "contact", "gate"]}), "title": _BOTH,
}  # fmt: skip
SCHEMAS: Mapping[str, dict[str, Any]] = {
    "Error": _object(error=_TEXT, says=_BOTH),
    "Rules": _object(rules_version=_NUMBER, rules=_list("RuleRow")),
    "RuleRow": _object(**_RULE),
    "Rule": _object(**_RULE, sees=_BOTH, why=_BOTH, do=_BOTH, at_work=_BOTH, basis=_BOTH, implies=_list(_TEXT)),
    "Findings": _object(
        initiative=_TEXT, day={"type": "string", "format": "date"}, rules_version=_NUMBER, findings=_list("Finding"),
        may_stand=_list("MayStand"), taken_back=_list("TakenBack"),
    ),
    "Finding": _object(**_FINDING),
    "TakenBack": _object(
        code=_TEXT, rule=_TEXT, where=_TEXT, stage=_MAYBE, reason=_SAID, by=_TEXT, at=_MAYBE,
        taken_back_because=_SAID, taken_back_by=_TEXT, taken_back_at=_TEXT,
    ),
    "MayStand": _object(**_FINDING, reason=_SAID, by=_TEXT, at=_MAYBE),
}  # fmt: skip


def document() -> dict[str, Any]:
    """Give the description of every address of the API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vakna", "version": "1",
            "description": "Read-only. It tells what anybody may know, as the pages do, and gives no legal advice.",
        },
        "paths": {
            "/api/v1/rules/": _get("The catalogue of rules", "Rules"),
            "/api/v1/rules/{code}/": _get("One rule, by code or name", "Rule", "code"),
            "/api/v1/initiatives/{key}/findings/": _get(
                "What the rules find in what is open to all of an initiative, and what may stand and why", "Findings",
                "key",
            ),
        },
        "components": {"schemas": dict(SCHEMAS)},
    }  # fmt: skip


def _get(summary: str, schema: str, *takes: str) -> dict[str, Any]:
    answers = {"200": _answer("Told.", schema)} | ({"404": _answer("No such thing.", "Error")} if takes else {})
    asked = [{"name": one, "in": "path", "required": True, "schema": _TEXT} for one in takes]
    return {"get": {"summary": summary, "parameters": asked, "responses": answers}}


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref(schema)}}}
