"""The way from an initiative to the market's page, with what is known of the initiative filled in."""

from django.urls import reverse
from django.utils.http import urlencode

from vakna.core.initiative import Terms


def filled_in(terms: Terms) -> str:
    """Give the address of the market's page, with the codes, the first buyer and its county filled in.

    An invented buyer is in no register, so its number is left out.
    """
    buyers = [one for one in terms.organisations if one.key in terms.buyers[:1]]
    like = next((one.number for one in buyers if not one.invented), None)
    county = next((one.county for one in buyers), None)
    asked = {"cpv": " ".join(terms.cpv), "like": like, "county": county}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("market_potential") + (f"?{query}" if terms.cpv else "")
