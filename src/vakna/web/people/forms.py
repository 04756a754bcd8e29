"""The forms of accounts: logging in, making an account, choosing a language."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from vakna.core import vocabulary as v
from vakna.core import words
from vakna.records import models as m
from vakna.web.forms import PageForm
from vakna.web.sentences import PAGES

from . import throttle


class LogInForm(PageForm):
    """E-mail and password. After many failures in a row it asks for a pause instead of looking."""

    about = "login"

    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "username"}))
    password = forms.CharField(strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        """Log in on this request."""
        super().__init__(*args, **options)
        self._request = request
        self.person: m.Person | None = None

    def clean(self) -> dict[str, Any]:
        """Find the person, or say in one sentence that address and password do not fit together."""
        said: dict[str, Any] = super().clean() or {}
        email, password = said.get("email"), said.get("password")
        if not email or not password:
            return said
        if throttle.is_resting(email=email):
            raise ValidationError(PAGES.say(self.language, "people.login.resting", minutes=throttle.PAUSE // 60))
        found = authenticate(self._request, username=email, password=password)
        if found is None:
            throttle.note(email=email)
            raise ValidationError(PAGES.say(self.language, "people.login.wrong"))
        throttle.forget(email=email)
        self.person = found
        return said


_KINDS = tuple(one for one in v.OrganisationKind)


class RegisterForm(PageForm):
    """A person and its organisation in one go. No number is needed; a foreign one is as good as a Swedish one."""

    about = "register"

    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))
    password = forms.CharField(
        strip=False, max_length=200, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    organisation = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "organization"}))
    kind = forms.ChoiceField(initial=v.OrganisationKind.COMPANY.value, widget=forms.Select)
    country = forms.RegexField(r"^[A-Za-z]{2}$", initial="SE", widget=forms.TextInput({"autocomplete": "country"}))
    number = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the kinds of organisations in the page's language."""
        super().__init__(*args, **options)
        kinds = [(one.value, words.word(self.language, one)) for one in _KINDS]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["country"].error_messages["invalid"] = PAGES.say(self.language, "people.register.country_wrong")

    def clean_password(self) -> str:
        """Refuse a password that is short, common or like the person's own name or address."""
        password = str(self.cleaned_data["password"])
        person = m.Person(name=self.cleaned_data.get("name", ""), email=self.cleaned_data.get("email"))
        password_validation.validate_password(password, person)
        return password


class ForgotForm(PageForm):
    """The address to which the way back in is sent."""

    about = "forgot"

    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))


class PasswordForm(PageForm):
    """A new password."""

    about = "password"

    password = forms.CharField(
        strip=False, max_length=200, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: m.Person, **options: Any) -> None:
        """Choose for this person."""
        super().__init__(*args, **options)
        self._person = person

    def clean_password(self) -> str:
        """Refuse a password that is short, common or like the person's own name or address."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, self._person)
        return password


class LanguageForm(PageForm):
    """The language of one's letters."""

    about = "language"

    language_of_letters = forms.ChoiceField(choices=[("sv", "Svenska"), ("en", "English")], widget=forms.RadioSelect)
