"""The twenty-one counties of Sweden: code and name, and where each stands on the tile map.

Codes by Statistics Sweden (SCB); the places on the map are our own: each county
is one square, put so that neighbours stay near each other and north is up.
"""

from collections.abc import Mapping

from .refusal import BadInput

COUNTIES: Mapping[str, str] = {
    "01": "Stockholms län", "03": "Uppsala län", "04": "Södermanlands län", "05": "Östergötlands län",
    "06": "Jönköpings län", "07": "Kronobergs län", "08": "Kalmar län", "09": "Gotlands län", "10": "Blekinge län",
    "12": "Skåne län", "13": "Hallands län", "14": "Västra Götalands län", "17": "Värmlands län", "18": "Örebro län",
    "19": "Västmanlands län", "20": "Dalarnas län", "21": "Gävleborgs län", "22": "Västernorrlands län",
    "23": "Jämtlands län", "24": "Västerbottens län", "25": "Norrbottens län",
}  # fmt: skip


def require(county: str | None) -> None:
    """Refuse (`BadInput`) a code that is no county's; none at all is fine."""
    if county and county not in COUNTIES:
        raise BadInput("no-such-county", path="county", given=county)
