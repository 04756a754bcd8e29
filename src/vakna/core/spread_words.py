"""The closed lists of words about spread: who follows, how it was bought, what was counted, where a use stands."""

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


class Strength(StrEnum):
    """How strongly a follower follows. None of them gives a right to buy."""

    INTERESTED = "interested"
    WILL_TEST = "will_test"
    WILL_BUY = "will_buy"
    BOUGHT = "bought"


class HowBought(StrEnum):
    """How an organisation came to use the solution."""

    OPTION = "option"
    CALL_OFF = "call_off"
    DIRECT_AWARD = "direct_award"
    OWN_PROCUREMENT = "own_procurement"
    PRIVATE_PURCHASE = "private_purchase"
    UNKNOWN = "unknown"


class FurtherAnswer(StrEnum):
    """What an organisation that may use the solution next has said."""

    WAITS = "waits"
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Qualifier(StrEnum):
    """How exact a reported count is."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    ALMOST = "almost"
    NEARLY = "nearly"


class Sector(StrEnum):
    """Whom a reported count counts."""

    PUBLIC = "public"
    PRIVATE = "private"
    BOTH = "both"
