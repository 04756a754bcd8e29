"""Organisations and persons of the house, and the roles persons have in an initiative."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Text
from vakna.records.fields import ValueField, key, word


class Organisation(models.Model):
    """A body or team, known once in the house."""

    key = key(unique=True)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400)
    kind = word(v.OrganisationKind)
    country = models.CharField(max_length=2, default="SE")
    number = models.CharField(max_length=40, null=True)
    county = models.CharField(max_length=2, null=True)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Read as its name."""
        return self.name


class People(BaseUserManager["Person"]):
    """How a person is found at log-in: by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find the person behind an e-mail address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """A named person, and the account when there is an e-mail address."""

    key = key(unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(unique=True, null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    pseudonym = models.CharField(max_length=40, unique=True)
    may_start_initiatives = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    objects = People()

    def __str__(self) -> str:
        """Read as the name."""
        return self.name


class Member(models.Model):
    """A person's role in one initiative, from one instant, perhaps to another."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = word(v.Role)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    function = word(v.Function, null=True)

    def __str__(self) -> str:
        """Read as person and role."""
        return f"{self.person_id} {self.role}"


class Watch(models.Model):
    """A person who wants a letter when something new is told to all. The person's own matter, in no document."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="watches")
    person = models.ForeignKey(Person, models.CASCADE, related_name="watches")
    since = models.DateTimeField()

    class Meta:
        """Once per person and initiative."""

        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="watch_once")]

    def __str__(self) -> str:
        """Read as its person."""
        return str(self.person_id)


class Tie(models.Model):
    """A declared interest of a person in a supplier."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="ties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    nature = ValueField(Text)

    class Meta:
        """A tie is declared once."""

        constraints = [models.UniqueConstraint(fields=["initiative", "person", "organisation"], name="tie_once")]

    def __str__(self) -> str:
        """Read as person and organisation."""
        return f"{self.person_id} {self.organisation_id}"


class Declaration(models.Model):
    """A person's word for one stage about its ties to the suppliers there. A later one stands beside it."""

    initiative = models.ForeignKey("Initiative", models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    stage = models.ForeignKey("Stage", models.PROTECT, related_name="declarations")
    at = models.DateTimeField()
    about = ValueField(tuple[Key, ...], default=tuple)
    tied = ValueField(tuple[Key, ...], default=tuple)

    def __str__(self) -> str:
        """Read as person and stage."""
        return f"{self.person_id} {self.stage_id}"
