"""The way from an initiative to the portfolio of the programme that it belongs to."""

from django.urls import reverse
from django.utils.http import urlencode

from vakna.core.initiative import Terms


def portfolio(terms: Terms, language: str) -> str:
    """Give the address of the programme's portfolio, of practice cases where this is one; nothing without programme."""
    if terms.programme is None:
        return ""
    asked = {"programme": terms.programme.said(language)} | ({"practice": "1"} if terms.sandbox else {})
    return f"{reverse('portfolio')}?{urlencode(asked)}"
