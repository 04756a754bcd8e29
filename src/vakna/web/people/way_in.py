"""The way back in: whoever has an address here gets a letter with a link, and chooses a password behind it."""

from urllib.parse import urlencode

from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from vakna.actions import people
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.web import access, answers

from . import throttle
from .accounts import enter
from .forms import ForgotForm, PasswordForm


def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer is the same whether or not the address is known: it tells nobody who is here."""
    form = ForgotForm(request.POST or None, language=access.language(request))
    if request.method == "POST" and form.is_valid():
        _send(request, form.cleaned_data["email"])
        return answers.done(request, reverse("login"), "people.forgot.sent")
    return answers.page(request, "people/forgot.html", form=form)


@sensitive_post_parameters("password")
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a password behind the link, and be logged in. A link that is used, old or altered leads nowhere."""
    person = m.Person.objects.filter(key=request.GET.get("person", "")).first()
    if person is None or not default_token_generator.check_token(person, request.GET.get("token", "")):
        raise NotFound("no-such-way-in")
    form = PasswordForm(request.POST or None, language=access.language(request), person=person)
    if request.method == "POST" and form.is_valid():
        people.set_password(by=person.key, at=access.received_at(request), password=form.cleaned_data["password"])
        person.refresh_from_db()
        enter(request, person)
        return answers.done(request, reverse("start"), "people.password_set")
    return answers.page(request, "people/choose_password.html", form=form)


def _send(request: HttpRequest, email: str) -> None:
    name = f"forgot/{email}"
    person = m.Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None or throttle.is_resting(email=name):
        return
    throttle.note(email=name)
    query = urlencode({"person": person.key, "token": default_token_generator.make_token(person)})
    link = request.build_absolute_uri(f"{reverse('choose_password')}?{query}")
    asked = {"by": None, "at": access.received_at(request), "once": access.once(request)}
    answers.attempt(lambda: people.send_way_in(**asked, person=person.key, link=link))  # type: ignore[arg-type]
