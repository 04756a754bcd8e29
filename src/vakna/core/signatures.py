"""Two signatures at a gate, for organisations that want them (design 4): both of the same version, by two deciders.

The first signature stands with the proposal; the second is the decision. A new version of the proposal has none, so a
stale one is refused to both.
"""

from .initiative import Picture, Proposal
from .people import Actor
from .refusal import Conflict, NotAllowed


def check_first(picture: Picture, proposal: Proposal) -> None:
    """Refuse (`Conflict`) a first signature where one signature decides, or where it stands already."""
    if not picture.terms.two_signatures:
        raise Conflict("one-signature")
    if proposal.signature is not None:
        raise Conflict("signed-already")


def check_second(picture: Picture, proposal: Proposal, person: str | None) -> None:
    """Refuse to decide before the first signature (`Conflict`), and as the same person (`NotAllowed`)."""
    if not picture.terms.two_signatures:
        return
    if proposal.signature is None:
        raise Conflict("signature-missing")
    if proposal.signature.by == person:
        raise NotAllowed("own-signature")


def check_setting(picture: Picture) -> None:
    """Refuse (`Conflict`) to change how many sign while a proposal lies at a gate: it would change what it takes."""
    decided = {one.stage for one in picture.decisions}
    lies = next((one for one in picture.proposals if one.stage not in decided), None)
    if lies is not None:
        raise Conflict("signatures-proposed", stage=picture.stage(lies.stage).name)


def signs(picture: Picture, proposal: Proposal) -> bool:
    """Say whether what a proposal waits for is the first of two signatures."""
    return picture.terms.two_signatures and proposal.signature is None


def waits_for(picture: Picture, proposal: Proposal, actor: Actor) -> bool:
    """Say whether a proposal waits for this decider: not its proposer, nor the one who has signed it."""
    signed = proposal.signature is not None and proposal.signature.by == actor.person
    return proposal.by != actor.person and not (picture.terms.two_signatures and signed)
