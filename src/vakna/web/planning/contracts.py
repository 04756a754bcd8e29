"""Contracts as they were signed elsewhere: recorded with the file's hash; the file lies in the vault."""

import secrets
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from vakna.actions import drafts, initiatives
from vakna.core import stages as rules
from vakna.core import vocabulary as v
from vakna.core.initiative import Contract
from vakna.core.refusal import NotFound, Refusal
from vakna.records import models as m
from vakna.records import vault
from vakna.web import access, answers, doing

from .forms import ContractForm
from .team import insiders


def contract(request: HttpRequest, key: str) -> HttpResponse:
    """List the recorded contracts; record one more."""
    seen = access.visit(request, key, parts=("money",))
    insiders(seen)
    form = ContractForm(
        request.POST or None, request.FILES or None, language=seen.language, suppliers=_suppliers(seen),
        stages=_stages(seen), initial=_initial(request, seen),
    )  # fmt: skip
    refusal = None
    if request.method == "POST":
        seen.require("initiatives.record_contract")
        if form.is_valid():
            refusal = answers.attempt(lambda: _record(request, seen, form))
            if refusal is None:
                return answers.done(request, reverse("contract", args=[key]), "planning.contract_recorded")
    values: dict[str, Any] = {
        "rows": [_row(seen, one) for one in seen.picture.contracts],
        "back": reverse("plan", args=[key]),
        "may": seen.may("initiatives.record_contract"),
    }
    return doing.page(request, seen, "contract", form=form, here="plan", refusal=refusal,
                      template="planning/contract.html", **values)  # fmt: skip


def _record(request: HttpRequest, seen: access.Visit, form: ContractForm) -> None:
    """Put the file in the vault, before any lock, and then record the contract."""
    key, file = f"avtal-{secrets.token_hex(4)}", request.FILES.get("file")
    name = digest = None
    if file is not None:
        stored = drafts.upload(
            by=seen.actor.person, at=seen.at, initiative=seen.key, form=f"contract/{key}", topic="contract",
            name=file.name or "avtal", media_type=file.content_type or "application/octet-stream", size=file.size or 0,
            chunks=file.chunks(),
        )  # fmt: skip
        name, digest = m.StoredFile.objects.values_list("name", "digest").get(pk=stored)
    try:
        written = form.contract(key=key, file_name=name, file_digest=digest)
        initiatives.record_contract(**seen.act(), contract=written)
    except Refusal:
        drafts.discard(by=seen.actor.person, initiative=seen.key, form=f"contract/{key}")
        raise


@require_safe
def contract_file(request: HttpRequest, key: str, contract: str) -> HttpResponse | FileResponse:
    """Give the signed file to those who see it in the picture."""
    seen = access.visit(request, key, parts=("money",))
    one = next((one for one in seen.picture.contracts if one.key == contract and one.file_digest), None)
    form = f"contract/{contract}"
    file = m.StoredFile.objects.filter(draft__initiative__key=key, draft__form=form).first() if one else None
    if one is None or file is None:
        raise NotFound("no-such-file")
    return FileResponse(vault.read(place=file.place), as_attachment=True, filename=one.file_name or "avtal",
                        content_type="application/octet-stream")  # fmt: skip


def _row(seen: access.Visit, one: Contract) -> dict[str, Any]:
    stage = next(stage for stage in seen.picture.terms.stages if stage.key == one.stage)
    url = reverse("contract_file", args=[seen.key, one.key]) if one.file_digest else ""
    return {"contract": one, "supplier": seen.picture.supplier_name(one.participation), "stage": stage.name, "url": url,
            "signed": None if isinstance(one.signed, v.NotPublished) else one.signed}  # fmt: skip


def _suppliers(seen: access.Visit) -> list[tuple[str, str]]:
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    active = [
        one for one in seen.picture.participations if one.state is v.ParticipationState.ACTIVE and one.procurement
    ]
    return sorted(((one.key, names[one.organisation]) for one in active), key=lambda pair: pair[1].casefold())


def _stages(seen: access.Visit) -> list[tuple[str, str]]:
    found = [one for one in rules.in_order(seen.picture.terms) if rules.rules(one).contract]
    return [(one.key, one.name.said(seen.language)) for one in found]


def _initial(request: HttpRequest, seen: access.Visit) -> dict[str, Any]:
    """Fill in what the way here said: the supplier, and the first stage that stands on a contract with its pay."""
    stage = next((one for one in rules.in_order(seen.picture.terms) if rules.rules(one).contract), None)
    pay = {"stage": stage.key, "pay": stage.pay} if stage else {}
    return {"participation": request.GET.get("supplier"), "signed": seen.at.date(), **pay}
