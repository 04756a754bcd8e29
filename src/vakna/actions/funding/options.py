"""An option used outside a gate: proposed by one person, decided by another by right, told to the supplier at once."""

from datetime import date, datetime

from vakna.actions import _ledger, _letters
from vakna.actions._agreed import keep
from vakna.actions._journal import Pen, hold
from vakna.core import ceilings
from vakna.core import contracts as agreed
from vakna.core import option_uses as rules
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Contract, Key, MoneyEntry, Option, OptionUse, Text
from vakna.core.money import Money

_PARTS = ("money", "learning", "marks")


def propose_option(
    *,
    by: str,
    at: datetime,
    initiative: str,
    contract: str,
    option: str,
    value: Money,
    ground: Text,
    key: str,
    once: str = "",
) -> str:
    """Propose to use an option of a contract for a sum, and tell the deciders. Gives the key.

    Nothing is bought by this. Refuses what could not be decided now (`core.option_uses.check`).
    """
    with hold("funding.propose_option", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = agreed.find(pen.picture, contract)
        asked = OptionUse(key=Key(key), at=at, by=Key(by), value=value, ground=ground)
        after = rules.propose(pen.picture, one, rules.find(one, option), asked, today=at.date())
        # What is proposed is the team's own until it is decided.
        keep(pen, after, {"option": option, "use": encode(asked)})
        to = [it for it in _letters.team(pen.initiative, v.Role.DECIDER) if it.key != by]
        _letters.write("option_proposed", to=to, at=at, initiative=pen.initiative, **_about(pen, one), sum=value,
                       ground=ground)  # fmt: skip
        pen.answer = key
        return key


def decide_option(
    *,
    by: str,
    at: datetime,
    initiative: str,
    contract: str,
    option: str,
    use: str,
    accepted: bool,
    mandate: v.Mandate,
    reference: str,
    committee: str | None = None,
    minuted: date | None = None,
    motive: Text | None = None,
    once: str = "",
) -> None:
    """Decide by right to use an option: its sum is committed under every ceiling and the supplier told, all at once.

    Refuses one's own proposal, a decision without its right, a tied decider, twice, and what `core.option_uses.check`
    refuses by now.
    """
    with hold("funding.decide_option", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        one = agreed.find(pen.picture, contract)
        its = rules.find(one, option)
        asked = rules.find_use(its, use)
        right = ceilings.Right(mandate=mandate, reference=reference, committee=committee, minuted=minuted)
        after = rules.decide(
            pen.picture, one, its, asked, by=by, at=at, accepted=accepted, right=right, motive=motive
        )  # fmt: skip
        done = rules.find_use(rules.find(after, option), use)
        if accepted:
            _commit(pen, one, done)
        keep(pen, after, {"option": option, "use": encode(done)}, _facts(done))
        _tell(pen, one, its, done)


def _commit(pen: Pen, contract: Contract, use: OptionUse) -> None:
    payer = pen.picture.stage(contract.stage).payer or pen.picture.terms.buyers[0]
    entry = MoneyEntry(
        key=rules.commitment_key(use), at=pen.at, state=v.MoneyState.COMMITTED, amount=use.value, stage=contract.stage,
        participation=contract.participation, payer=payer,
    )  # fmt: skip
    _ledger.enter(pen, entry)


def _facts(use: OptionUse) -> dict[str, object]:
    return {"state": use.state, "mandate": use.mandate, "reference": use.reference, "committee": use.committee,
            "minuted": encode(use.minuted)}  # fmt: skip


def _tell(pen: Pen, contract: Contract, option: Option, use: OptionUse) -> None:
    """Write to the supplier when the option is used, and to whoever proposed it either way."""
    about = {"sum": use.value, "reason": use.motive or use.ground, **_about(pen, contract)}
    accepted = use.state is v.ChangeState.ACCEPTED
    to = [pen.person(use.by)] if use.by else []
    _letters.write("option_accepted" if accepted else "option_declined", to=to, at=pen.at, initiative=pen.initiative,
                   **about)  # fmt: skip
    if accepted:
        told = _letters.suppliers([pen.participation(contract.participation)])
        said = {"sum": use.value, "ground": use.ground, "clause": option.clause, "reference": use.reference}
        _letters.write("option_used", to=told, at=pen.at, initiative=pen.initiative, **said)


def _about(pen: Pen, contract: Contract) -> dict[str, object]:
    return {"supplier": pen.picture.supplier_name(contract.participation)}
