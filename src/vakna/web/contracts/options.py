"""The options of the contracts: what each clause says, what is left of it, and how it has been used."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.core import option_uses as rules
from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Contract, Option, OptionUse
from vakna.core.money import Money
from vakna.core.people import TEAM
from vakna.web import access, answers
from vakna.web.initiatives.frame import frame


@require_safe
def options(request: HttpRequest, key: str) -> HttpResponse:
    """Show every option of the contracts that this person may see, what is left of it, and what waits."""
    seen = access.visit(request, key, parts=("money",))
    mine = [one for one in seen.picture.contracts if _sees(seen, one)]
    rows = [row(seen, one, it) for one in mine for it in one.options]
    values: dict[str, Any] = {"rows": rows, "waits": [(row, use) for row in rows for use in row["uses"] if use["may"]],
                              "may_record": seen.may("funding.add_option")}  # fmt: skip
    return answers.page(request, "contracts/options.html", seen=seen, **values, **frame(seen, here="money"))


def row(seen: access.Visit, one: Contract, option: Option) -> dict[str, Any]:
    """Give one option as pages show it: its clause, what is left of it, why it cannot be used now, and its uses."""
    gone = seen.picture.participation(one.participation).state is not v.ParticipationState.ACTIVE
    today = seen.at.astimezone(words.STOCKHOLM).date()
    late = option.last_day is not None and today > option.last_day
    open_ = option.stage is None and not late and not gone and isinstance(option.ceiling, Money)
    return {
        "one": option, "contract": one, "supplier": seen.picture.supplier_name(one.participation),
        "used": rules.used(option), "left": rules.left(option), "late": late, "gone": gone,
        "gate": seen.stage(option.stage).name if option.stage else None,
        "uses": [use_of(seen, one, option, it) for it in option.uses],
        "may": open_ and seen.may("funding.propose_option"),
    }  # fmt: skip


def use_of(seen: access.Visit, one: Contract, option: Option, use: OptionUse) -> dict[str, Any]:
    """Give one use of an option as pages show it."""
    names = {it.key: it.name for it in seen.picture.terms.people}
    return {
        "one": use, "waits": use.state is v.ChangeState.ASKED, "accepted": use.state is v.ChangeState.ACCEPTED,
        "by": names.get(use.by, "") if use.by else "", "may": waits_for(seen, use),
        "decided_by": names.get(use.decided_by, "") if use.decided_by else "",
        "url": reverse("option_use", args=[seen.key, one.key, option.key, use.key]),
    }  # fmt: skip


def waits_for(seen: access.Visit, use: OptionUse) -> bool:
    """Say whether a use waits for this person to decide on it."""
    return use.state is v.ChangeState.ASKED and use.by != seen.actor.person and seen.may(rules.DECIDES)


def _sees(seen: access.Visit, one: Contract) -> bool:
    return bool(seen.actor.roles & TEAM) or one.participation in seen.actor.participations
