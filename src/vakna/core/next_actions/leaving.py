"""What those who hold the money have to do when a supplier has said that it leaves."""

from ..departures import running, to_settle
from ..initiative import Picture
from .action import Found, NextAction


def settle(picture: Picture) -> Found:
    """Settle the pay of each supplier that has said itself that it leaves."""
    for one in to_settle(picture):
        contract = running(picture, one.key)
        if one.leaving is not None and contract is not None:
            values = {"supplier": picture.supplier_name(one.key), "day": one.leaving.day, "contract": contract.key}
            yield NextAction(code="settle-departure", stage=contract.stage, participation=one.key, minutes=10,
                             values=values)  # fmt: skip
