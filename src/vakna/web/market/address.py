"""The way from an initiative to the market's page, with what is known of the initiative filled in."""

from django.urls import reverse
from django.utils.http import urlencode

from vakna.core.initiative import Terms


def filled_in(terms: Terms) -> str:
    """Give the address of the market's page, with the codes filled in and others compared with the first buyer.

    An invented buyer is in no register, so nobody is compared with it.
    """
    known = {one.key: one.number for one in terms.organisations if not one.invented}
    like = next((number for one in terms.buyers if (number := known.get(one))), None)
    asked = {"cpv": " ".join(terms.cpv), "like": like}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("market_potential") + (f"?{query}" if terms.cpv else "")
