"""An option used outside a gate: proposed by one person with its ground, decided on by another by right."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import funding
from vakna.core import option_uses as rules
from vakna.web import answers, doing
from vakna.web.initiatives.frame import frame

from . import options
from .forms import DecideUseForm, UseOptionForm
from .one import visit


def use_option(request: HttpRequest, key: str, contract: str, option: str) -> HttpResponse:
    """Propose to use an option, with the clause beside."""
    seen, one = visit(request, key, contract)
    seen.require("funding.propose_option")
    its = rules.find(one, option)
    form = UseOptionForm(request.POST or None, language=seen.language, left=rules.left(its))
    refusal = None
    if request.method == "POST" and form.is_valid():
        asked = {"contract": contract, "option": option, "key": f"option-{secrets.token_hex(4)}",
                 "value": form.cleaned_data["value"], "ground": form.said("ground")}  # fmt: skip
        refusal = answers.attempt(lambda: funding.propose_option(**seen.act(), **asked))
        if refusal is None:
            return answers.done(request, _back(key, contract), "options.proposed", sum=asked["value"])
    about: dict[str, object] = {"clause": its.clause, "supplier": seen.picture.supplier_name(one.participation)}
    values: dict[str, Any] = {"back": _back(key, contract), "row": options.row(seen, one, its)}
    return doing.page(request, seen, "use_option", form=form, here="money", refusal=refusal, about=about,
                      template="contracts/use_option.html", **values)  # fmt: skip


def option_use(request: HttpRequest, key: str, contract: str, option: str, option_use: str) -> HttpResponse:
    """Show one use of an option, and decide on it."""
    seen, one = visit(request, key, contract, "assumptions", "experiments", "ties")
    if request.method == "POST":
        seen.require(rules.DECIDES)
    its = rules.find(one, option)
    use = rules.find_use(its, option_use)
    shown = options.row(seen, one, its)
    form, refusal = None, None
    if request.method == "POST" or options.waits_for(seen, use):
        form = DecideUseForm(request.POST or None, language=seen.language)
    if request.method == "POST" and form and form.is_valid():
        done = {"contract": contract, "option": option, "use": option_use, **form.decision()}
        refusal = answers.attempt(lambda: funding.decide_option(**seen.act(), **done))
        if refusal is None:
            return answers.done(request, reverse("option_use", args=[key, contract, option, option_use]),
                                "options.decided")  # fmt: skip
    values: dict[str, Any] = {
        "row": shown,
        "use": options.use_of(seen, one, its, use),
        "form": form,
        "refusal": refusal,
    }
    return answers.page(request, "contracts/option_use.html", seen=seen, **values,
                        **frame(seen, here="money", title=its.clause))  # fmt: skip


def _back(key: str, contract: str) -> str:
    return reverse("one_contract", args=[key, contract])
