"""Who is named in an initiative's document: the organisations and persons its rows refer to, in the order they came."""

from collections.abc import Iterable

from vakna.core.initiative import Key, Organisation
from vakna.records import models as m


def organisations(initiative: m.Initiative, *rows: m.Organisation) -> None:
    """Note that the initiative names these organisations."""
    for row in rows:
        m.CastOrganisation.objects.get_or_create(initiative=initiative, organisation=row)


def people(initiative: m.Initiative, *rows: m.Person) -> None:
    """Note that the initiative names these persons, and so their organisations."""
    for row in rows:
        organisations(initiative, row.organisation)
        m.CastPerson.objects.get_or_create(initiative=initiative, person=row)


def named(
    initiative: m.Initiative, *, people: Iterable[str | None] = (), organisations: Iterable[str | None] = ()
) -> None:
    """Note everybody named by key; keys that lead nowhere are refused where they are used."""
    for row in m.Organisation.objects.filter(key__in=[key for key in organisations if key]):
        m.CastOrganisation.objects.get_or_create(initiative=initiative, organisation=row)
    for person in m.Person.objects.filter(key__in=[key for key in people if key]).select_related("organisation"):
        m.CastOrganisation.objects.get_or_create(initiative=initiative, organisation=person.organisation)
        m.CastPerson.objects.get_or_create(initiative=initiative, person=person)


def home(person: m.Person) -> Organisation:
    """Give the organisation that somebody works for, as a value."""
    row = person.organisation
    return Organisation(key=Key(row.key), name=row.name, kind=row.kind)
