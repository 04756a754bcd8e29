"""What those who decide on ceilings and on options have to do next."""

from ..ceilings import to_decide
from ..initiative import Picture
from ..option_uses import to_decide as options_to_decide
from ..people import Actor
from .action import Found, NextAction


def decide(picture: Picture, actor: Actor) -> Found:
    """Decide on each new ceiling that somebody else has asked for, and on each option proposed to be used."""
    for number, one in enumerate(to_decide(picture, actor), start=1):
        values = {"ceiling": one.ceiling, "sum": one.to, "reason": one.reason, "number": number}
        yield NextAction(code="decide-ceiling", stage=one.stage, minutes=10, values=values)
    for number, (contract, option, use) in enumerate(options_to_decide(picture, actor), start=1):
        about = {"clause": option.clause, "sum": use.value, "ground": use.ground, "number": number}
        values = {"supplier": picture.supplier_name(contract.participation), **about}
        yield NextAction(code="decide-option", stage=contract.stage, minutes=10, values=values)
