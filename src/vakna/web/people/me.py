"""One's own page: roles, organisation, language of letters, receipts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from vakna.actions import people
from vakna.core.vocabulary import Role
from vakna.records import models as m
from vakna.web import access, answers

from .forms import LanguageForm

_MOST = 50


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show who one is here; choose the language of one's letters."""
    person: Any = request.user
    now = {"language_of_letters": person.language}
    form = LanguageForm(request.POST or None, initial=now, language=access.language(request))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language_of_letters"]
        people.set_language(by=person.key, at=access.received_at(request), language=chosen)
        return answers.done(request, reverse("me"), "people.me.saved")
    rows = m.Member.objects.filter(person=person).select_related("initiative").order_by("-since")
    held = [{"member": one, "role": Role(one.role)} for one in rows]
    own = m.Submission.objects.filter(participation__organisation=person.organisation_id, receipt__isnull=False)
    receipts = own.select_related("initiative", "stage", "participation").order_by("-received_at")[:_MOST]
    values = {"form": form, "held": held, "receipts": receipts, "organisation": person.organisation}
    return answers.page(request, "people/me.html", **values)
