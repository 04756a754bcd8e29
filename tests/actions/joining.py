"""An organisation that wishes to buy together with the buyer."""

from tests.cast import Built
from vakna.actions import demand
from vakna.core import vocabulary as v
from vakna.core.initiative import Join, Key


def wished(built: Built) -> None:
    """Let Granby wish to be a named buyer in the procurement that is not yet announced."""
    demand.follow(
        by="stranger", at=built.at, initiative=built.key, organisation="granby", strength=v.Strength.WILL_BUY,
        joins=Join(procurement=Key("u1"), max_quantity=40),
    )  # fmt: skip
