"""Pages about the house itself: help, accessibility, personal data. They know no initiative."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.web import answers


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain in short how the house works and what its words mean."""
    return answers.page(request, "initiatives/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what works for whom, what has been checked and how to report what does not work."""
    return answers.page(request, "initiatives/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say which personal data the house holds, why, and who sees it."""
    return answers.page(request, "initiatives/privacy.html")
