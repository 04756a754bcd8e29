"""How the API answers: JSON in both languages, open to programs of other houses, and refusals with their code."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse

from vakna.core import words
from vakna.core.refusal import Refusal

Both = dict[str, str]


def answer(told: Callable[[], dict[str, Any]]) -> JsonResponse:
    """Give what is told, or the refusal's code with its status and sentence in both languages."""
    try:
        made = JsonResponse(told(), json_dumps_params={"ensure_ascii": False})
    except Refusal as refusal:
        made = JsonResponse(_refused(refusal), status=refusal.status, json_dumps_params={"ensure_ascii": False})
    made["Access-Control-Allow-Origin"] = "*"
    return made


def both(said: Callable[[str], str]) -> Both:
    """Say something in every language."""
    return {lang: said(lang) for lang in words.LANGUAGES}


def _refused(refusal: Refusal) -> dict[str, Any]:
    code = f"refusal.{refusal.code}.says"
    return {"error": refusal.code, "says": both(lambda lang: words.CORE.say(lang, code, **refusal.values))}


def address(request: HttpRequest, path: str) -> str:
    """Give the whole address of a path of this house."""
    return request.build_absolute_uri(path)
