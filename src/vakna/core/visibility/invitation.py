"""What somebody with the link of a user test may see: that test's own words, whose it is, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from ..initiative import Key, Picture, Scenario, Text
from ..refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A test as its test users meet it. Who supplies the solution, and what others answered, is not in it."""

    title: Text
    about: Text
    consent: Text
    scenarios: tuple[Scenario, ...]
    opens: datetime
    closes: datetime
    buyers: tuple[str, ...]
    sandbox: bool
    invented: bool


def invited(picture: Picture, test: Key) -> Invitation:
    """Give what the bearer of a test's invitation sees of a picture. Refuses (`NotFound`) a test that is not there."""
    one = next((it for it in picture.user_tests if it.key == test), None)
    if one is None:
        raise NotFound("no-such-invitation")
    terms = picture.terms
    return Invitation(
        title=one.title, about=one.about, consent=one.consent, scenarios=one.scenarios, opens=one.opens,
        closes=one.closes, buyers=tuple(it.name for it in terms.organisations if it.key in terms.buyers),
        sandbox=terms.sandbox, invented=terms.invented,
    )  # fmt: skip
