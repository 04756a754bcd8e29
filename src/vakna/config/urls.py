"""The addresses of the house: every page lies under its language, /sv/ or /en/, and / leads to the reader's own."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers


@require_safe
@vary_on_headers("Accept-Language", "Cookie")
def to_own_language(request: HttpRequest) -> HttpResponse:
    """Lead to the front page in the language that the browser asks for; Swedish when it asks for neither."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)}/")


urlpatterns = [
    path("", to_own_language, name="to_own_language"),
    path("api/v1/", include("vakna.api.urls")),
    *i18n_patterns(path("", include("vakna.web.urls")), prefix_default_language=True),
]
