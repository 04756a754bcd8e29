"""What every page's frame needs. At most two queries, and none for pages outside an initiative."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.encoding import iri_to_uri

from vakna.records import journals

from . import access

_OTHER = {"sv": "en", "en": "sv"}


def page(request: HttpRequest) -> dict[str, Any]:
    """Give language, person, band and proof to the frame of a page."""
    language = access.language(request)
    other = _OTHER[language]
    found = getattr(request, "vakna_visit", None)
    terms = found.picture.terms if found else None
    return {
        "lang": language,
        "other_lang": other,
        "other_url": _in_language(request, other),
        "person": request.user if getattr(request, "user", None) and request.user.is_authenticated else None,
        "demo": settings.VAKNA_DEMO,
        "sandbox": bool(terms and terms.sandbox),
        "invented": bool(terms and terms.invented),
        "visit": found,
        "proof": _proof(found) if found else None,
    }


def _in_language(request: HttpRequest, language: str) -> str:
    """Give the address of the page in a language, with what was asked for in it."""
    found = request.resolver_match
    if found is None:
        return translate_url(request.get_full_path(), language)
    with translation.override(language):
        path = reverse(found.view_name, args=found.args, kwargs=found.kwargs)
    asked = request.META.get("QUERY_STRING", "")
    return f"{path}?{iri_to_uri(asked)}" if asked else path


def _proof(seen: access.Visit) -> dict[str, Any] | None:
    last = journals.last_checkpoint(name=journals.name_of(key=seen.key), size=seen.log_size())
    return {"at": last[0], "sequence": last[1]} if last else None
