"""The invitation link: shown once when it is made, to copy or to print. Only its hash is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vakna.actions import dialogue
from vakna.core import user_tests as rules
from vakna.core.refusal import AlreadyDone
from vakna.records import models as m
from vakna.web import access, answers

from .discretion import discreet
from .planning import to_link
from .reading import find, frame_of


@discreet
def user_test_link(request: HttpRequest, key: str, test: str) -> HttpResponse:
    """Show the link that was just made; or, posted to, make a new one: the old one is dead from then on."""
    seen = access.visit(request, key, parts=("tests",))
    seen.require("dialogue.renew_invitation")
    one = find(seen, test)
    if request.method == "POST":
        try:
            return redirect(to_link(key, test, dialogue.renew_invitation(**seen.act(), test=test)))
        except AlreadyDone:
            return redirect("user_test_link", key, test)
    code = request.GET.get("code", "")
    holds = bool(code) and m.UserTest.objects.filter(
        initiative__key=key, key=test, token_digest=rules.digest(code)
    ).exists()  # fmt: skip
    door = request.build_absolute_uri(reverse("invitation"))
    values: dict[str, Any] = {
        "test": one,
        "code": code if holds else "",
        "door": door,
        "address": f"{door}?code={code}",
    }
    return answers.page(request, "usertests/link.html", seen=seen, **values, **frame_of(seen, one))
