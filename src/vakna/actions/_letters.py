"""Letters, written in the transaction that causes them; the worker sends them. Sentences come from core's texts."""

from collections.abc import Iterable
from datetime import datetime

from vakna.core import words
from vakna.records import models as m


def write(
    code: str,
    *,
    to: Iterable[m.Person],
    at: datetime,
    initiative: m.Initiative | None = None,
    **values: object,
) -> None:
    """Write one letter to each person who has an address, in their language, to leave the house at `at`.

    A value that is a mapping from language to text is said in the reader's language.
    """
    m.Letter.objects.bulk_create(
        _letter(code, person, at, initiative, values) for person in to if person.email is not None
    )


def _letter(
    code: str, person: m.Person, at: datetime, initiative: m.Initiative | None, values: dict[str, object]
) -> m.Letter:
    language = person.language
    said = {name: value.said(language) if hasattr(value, "said") else value for name, value in values.items()}
    if initiative is not None:
        said["initiative"] = initiative.title.said(language)
    said["name"] = person.name
    return m.Letter(
        initiative=initiative,
        to=person.email or "",
        language=language,
        subject=words.CORE.say(language, f"letter.{code}.subject", **said)[:300],
        body=words.CORE.say(language, f"letter.{code}.body", **said),
        written_at=at,
        release_at=at,
    )


def suppliers(participations: Iterable[m.Participation]) -> list[m.Person]:
    """Give everybody to write to at these suppliers: the named contact, else whoever has an account there."""
    found: list[m.Person] = []
    for one in participations:
        found += [one.contact] if one.contact else list(one.organisation.people.filter(email__isnull=False))
    return found


def with_watchers(others: Iterable[m.Person], initiative: m.Initiative) -> list[m.Person]:
    """Give these persons and those who watch the initiative, each once."""
    watching = initiative.watches.select_related("person").order_by("pk")
    return list({one.pk: one for one in (*others, *(row.person for row in watching))}.values())


def team(initiative: m.Initiative, *roles: str) -> list[m.Person]:
    """Give the members with one of these roles."""
    rows = initiative.members.filter(role__in=roles, until__isnull=True).select_related("person")
    return list({row.person_id: row.person for row in rows}.values())
