"""The closed lists of words about use: where one organisation's use stands, and whether it would recommend it."""

from enum import StrEnum


class UseStanding(StrEnum):
    """Where an organisation's use stands, by its own word alone (`core.adoptions.standing` decides)."""

    UNCONFIRMED = "unconfirmed"
    IN_USE = "in_use"
    LAPSED = "lapsed"
    STOPPED = "stopped"


class Recommends(StrEnum):
    """Whether an organisation that uses the solution would recommend it to another."""

    YES = "yes"
    WITH_RESERVATION = "with_reservation"
    NO = "no"
