"""The closed lists in which a supplier may describe its firm; `vocabulary` gives them with all others."""

from enum import StrEnum


class FirmSize(StrEnum):
    """How many work there, in the bands of the Commission's recommendation 2003/361/EC; or no company yet."""

    NO_COMPANY = "no_company"
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class FirmPlace(StrEnum):
    """Where the firm is, as seen from the buyer."""

    SAME_COUNTY = "same_county"
    SAME_COUNTRY = "same_country"
    EEA = "eea"
    FURTHER = "further"


class FirmAge(StrEnum):
    """How old the firm is (domain 6.3: how little reaches firms younger than five years)."""

    NOT_FOUNDED = "not_founded"
    UNDER_FIVE = "under_five"
    FIVE_TO_NINE = "five_to_nine"
    TEN_OR_MORE = "ten_or_more"
