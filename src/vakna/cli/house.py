"""Keeps the house: its database in order, its journal guarded, its first people let in."""

import getpass
import sys
from argparse import Namespace

from django.contrib.auth.password_validation import validate_password
from django.core.checks import Tags, run_checks
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from vakna.actions import oversight, people, search
from vakna.core.refusal import BadInput, Conflict, Problem
from vakna.core.vocabulary import OrganisationKind
from vakna.records import clock
from vakna.records import models as m

from .said import say, tell

_EASY = {
    "password_too_short": "password-too-short",
    "password_too_common": "password-too-common",
    "password_too_similar": "password-too-similar",
}
"""What Django's validators call a password that is too easy, and what the house calls it."""


def migrate(asked: Namespace) -> int:
    """Bring the database up to date, with the journal's guards in place."""
    make_ready()
    tell(asked.lang, "cli.house.ready", database=connection.vendor)
    return 0


def make_ready() -> None:
    """Bring the database up to date. Refuses to go on when the journal's guards are missing."""
    call_command("migrate", verbosity=0, interactive=False)
    if any(one.id == "vakna.E001" for one in run_checks(tags=[Tags.database], databases=["default"])):
        raise Conflict("journal-unguarded")


def reindex(asked: Namespace) -> int:
    """Make anew what a search across initiatives finds, and say of how many."""
    make_ready()
    tell(asked.lang, "cli.house.indexed", count=search.rebuild(at=clock.now()))
    return 0


def rotate_key(asked: Namespace) -> int:
    """Let the house sign with a new key, and show its public half."""
    make_ready()
    tell(asked.lang, "cli.house.rotated", key=oversight.rotate_key(by=None, at=clock.now()))
    return 0


def account(asked: Namespace) -> int:
    """Let a person in: a log-in, and the organisation if the house does not know it yet."""
    make_ready()
    password = _password(asked)
    now = clock.now()
    known = m.Organisation.objects.filter(name=asked.organisation).values_list("key", flat=True).first()
    home = known or people.register_organisation(
        by=None, at=now, name=asked.organisation, kind=OrganisationKind(asked.kind)
    )
    people.register_person(
        by=None, at=now, name=asked.name, organisation=home, email=asked.email, password=password, language=asked.lang,
        may_start_initiatives=asked.may_start,
    )  # fmt: skip
    tell(asked.lang, "cli.house.account", email=asked.email, organisation=asked.organisation)
    return 0


def _password(asked: Namespace) -> str:
    """Read the password without showing it, and refuse one that is too easy."""
    ask = say(asked.lang, "cli.house.password")
    password = sys.stdin.readline().rstrip("\n") if asked.password_stdin else getpass.getpass(f"{ask} ")
    try:
        validate_password(password)
    except ValidationError as fault:
        raise BadInput(found=tuple(Problem("password", _EASY[f"{one.code}"]) for one in fault.error_list)) from None
    return password
