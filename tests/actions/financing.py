"""Every act about money, done once in an initiative of the cast's under contract."""

from datetime import timedelta
from typing import Any

from tests.cast import an_initiative, kr, said
from vakna.actions import funding
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    CallOff,
    CeilingChange,
    ContractRights,
    Key,
    Milestone,
    NamedBuyer,
    Option,
    OwnershipChange,
    Rate,
)
from vakna.records import models as m


def named(key: str, **most: Any) -> None:
    """Let Granby be named in the procurement's notice, with its greatest quantity and value."""
    buyer = NamedBuyer(organisation=Key("granby"), **most)
    granby = m.Organisation.objects.get(key="granby")
    row = m.Initiative.objects.get(key=key)
    m.CastOrganisation.objects.get_or_create(initiative=row, organisation=granby)
    m.Procurement.objects.filter(initiative=row).update(named_buyers=(buyer,))


def a_ceiling(key: str, stage: str, amount: int, **rest: Any) -> CeilingChange:
    """Ask for a stage's ceiling."""
    at = m.Initiative.objects.get(key=key).card.updated_at
    return CeilingChange(key=Key("tak"), at=at, ceiling=v.Ceiling.STAGE, stage=Key(stage), to=kr(amount),
                         reason=said("Vi har lärt oss mer."), **rest)  # fmt: skip


def an_option(key: str) -> None:
    """Record an option of the first supplier's contract that no gate opens, up to 10,000 kr."""
    at = m.Initiative.objects.get(key=key).card.updated_at
    option = Option(key=Key("o1"), clause="9.3", when=said("När"), extent=said("Hur"), nature=said("Vad"),
                    ceiling=kr(10_000))  # fmt: skip
    funding.add_option(by="ulla", at=at, initiative=key, contract="contract-s1", option=option)


def financed(key: str) -> None:
    """Plan, ask for a ceiling and have it decided, state a rate, fill a contract, call off, leave, be bought."""
    built = an_initiative(until="concept open", key=key)
    named(key, max_quantity=44)
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": key}
    funding.plan(**shared, stage="prototype", amount=kr(100_000))
    asked = funding.ask_ceiling(**shared, change=a_ceiling(key, "prototype", 110_000))
    right = {"mandate": v.Mandate.DELEGATION, "reference": "4.7"}
    funding.decide_ceiling(**{**shared, "by": "beata"}, change=asked, accepted=True, **right)  # type: ignore[arg-type]
    rate = Rate(currency="EUR", to="SEK", value=kr(11).amount, day=built.at.date(), source="Påhittad")
    funding.state_rate(**shared, rate=rate)
    of: dict[str, Any] = {**shared, "contract": "contract-s1"}
    rights = ContractRights(scope=said("Använda den."))
    funding.set_contract_terms(**of, rights=rights, further_development=None, on_leaving=v.Settlement.TIME_SHARE)
    funding.add_milestone(**of, milestone=Milestone(key=Key("halva"), what=said("Hälften"), share=50))
    funding.approve_milestone(**of, milestone="halva")
    an_option(key)
    funding.release(**shared, stage="concept", participation="s1", amount=kr(5_000))
    use = {"contract": "contract-s1", "option": "o1"}
    ground = said("Proven är klara.")
    asked = funding.propose_option(**shared, **use, value=kr(4_000), ground=ground, key="mer")
    funding.decide_option(**{**shared, "by": "beata"}, **use, use=asked, accepted=True, **right)  # type: ignore[arg-type]
    call = CallOff(key=Key("avrop"), at=built.at, procurement=Key("u1"), participation=Key("s1"),
                   organisation=Key("granby"), quantity=4)  # fmt: skip
    funding.call_off(**shared, call=call)
    bought = OwnershipChange(key=Key("agare"), at=built.at, participation=Key("s3"), day=built.at.date(), owner="Stora")
    funding.note_owner(**shared, change=bought)
    leaves = {"participation": "s2", "day": built.at.date(), "reason": said("De slutar.")}
    funding.tell_leaving(**{**shared, "by": "person-s2"}, **leaves)  # type: ignore[arg-type]
    funding.settle_departure(
        **{**shared, "at": built.at + timedelta(hours=1)}, stage="concept", participation="s2", day=built.at.date(),
        rule=v.Settlement.TIME_SHARE, reason=said("De slutar."),
    )  # fmt: skip
