"""Logging in and out, and making an account. A session is a named exception without entry; an account leaves one."""

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from vakna.actions import people
from vakna.core.vocabulary import OrganisationKind
from vakna.records import models as m
from vakna.web import access, answers

from .forms import LogInForm, RegisterForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """Log in by e-mail and password and go on to where one was going."""
    form = LogInForm(request.POST or None, language=access.language(request), request=request)
    if request.method == "POST" and form.is_valid() and form.person is not None:
        enter(request, form.person)
        return HttpResponseRedirect(_onward(request))
    return answers.page(request, "people/login.html", form=form, onward=request.GET.get("next", ""))


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Log out."""
    auth.logout(request)
    return answers.done(request, reverse("front"), "people.logged_out")


@sensitive_post_parameters("password")
def register(request: HttpRequest) -> HttpResponse:
    """Make an account, person and organisation in one go, and log in with it."""
    form = RegisterForm(request.POST or None, language=access.language(request))
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = answers.attempt(lambda: _register(request, form))
        if refusal is None:
            enter(request, m.Person.objects.get(email__iexact=form.cleaned_data["email"]))
            return answers.done(request, _onward(request), "people.registered")
    return answers.page(request, "people/register.html", form=form, refusal=refusal, onward=request.GET.get("next", ""))


def enter(request: HttpRequest, person: m.Person) -> None:
    """Open a session for a person."""
    auth.login(request, person, backend=_BACKEND)


@transaction.atomic
def _register(request: HttpRequest, form: RegisterForm) -> None:
    """Enter the organisation and the person in the house: both, or, if either is refused, neither."""
    said, at = form.cleaned_data, access.received_at(request)
    organisation = people.register_organisation(
        by=None, at=at, name=said["organisation"], kind=OrganisationKind(said["kind"]), country=said["country"].upper(),
        number=said["number"] or None,
    )  # fmt: skip
    people.register_person(
        by=None, at=at, name=said["name"], organisation=organisation, email=said["email"], password=said["password"],
        language=access.language(request), once=access.once(request),
    )  # fmt: skip


def _onward(request: HttpRequest) -> str:
    """Give the page one was going to, when it is one of ours; else one's start page."""
    wanted = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if own else reverse("start")
