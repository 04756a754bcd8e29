"""What is passed on to the next initiative, by the real verbs."""

from tests.cast import BUYER, Built, a_need, an_initiative, said
from vakna.actions import learning
from vakna.records import pictures


def advised(key: str, until: str = "decided") -> Built:
    """Let the process leader of an initiative give advice to the next."""
    built = an_initiative(until=until, key=key)
    learning.advise(by="petra", at=built.at, initiative=key, said=said("Börja hos de boende.", "Begin there."))
    return built


def begun(key: str, *, by: str = "nils", carry: tuple[str, ...] = ()) -> str:
    """Begin another initiative from one."""
    at = pictures.take(key, ()).terms.needs[-1].at
    return learning.start_from(
        by=by, at=at, source=key, key=f"{key}-nasta", number="P-2", title=said("Nästa"), summary=said("Ett till."),
        buyer=BUYER, need=a_need(at=at), carry=carry,
    )  # fmt: skip
