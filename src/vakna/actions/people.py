"""Organisations and persons enter the house; persons get roles in an initiative, leave them, and declare their ties."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from vakna.core import counties, declarations, neutrality, organisations, words
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Key, Text, Undertaking
from vakna.core.refusal import BadInput, Conflict
from vakna.records import models as m
from vakna.records import rows

from . import _cast, _letters
from ._journal import Pen, hold, hold_house


def register_organisation(
    *,
    by: str | None,
    at: datetime,
    name: str,
    kind: v.OrganisationKind,
    key: str = "",
    country: str = "SE",
    number: str | None = None,
    county: str | None = None,
    invented: bool = False,
    once: str = "",
) -> str:
    """Enter an organisation or team in the house and give its key. No number is required, a personal one refused.

    Refuses a county that is none of the twenty-one.
    """
    if not name.strip():
        raise BadInput("missing-field", path="name")
    organisations.require_number(number, country)
    counties.require(county)
    with hold_house("people.register", by=by, at=at, once=once) as pen:
        key = key or f"o-{secrets.token_hex(5)}"
        if m.Organisation.objects.filter(key=key).exists():
            raise Conflict("key-twice", path="key", key=key)
        m.Organisation.objects.create(
            key=key, name=name.strip(), sort_key=words.sort_key("sv", name), kind=kind, country=country,
            number=number or None, county=county or None, invented=invented,
        )  # fmt: skip
        pen.write("organisation", protected={"organisation": key, "name": name, "number": number})
        pen.answer = key
        return key


def register_person(
    *,
    by: str | None,
    at: datetime,
    name: str,
    organisation: str,
    email: str | None = None,
    key: str = "",
    password: str | None = None,
    language: str = "sv",
    may_start_initiatives: bool = False,
    once: str = "",
) -> str:
    """Enter a person in the house and give the key. With an e-mail address and a password the person can log in."""
    if not name.strip():
        raise BadInput("missing-field", path="name")
    with hold_house("people.register", by=by, at=at, once=once) as pen:
        if email and m.Person.objects.filter(email__iexact=email).exists():
            raise Conflict("email-taken", path="email")
        key = key or f"m-{secrets.token_hex(5)}"
        if m.Person.objects.filter(key=key).exists():
            raise Conflict("key-twice", path="key", key=key)
        person = m.Person(
            key=key, name=name.strip(), email=email.lower() if email else None,
            organisation=pen.organisation(organisation), language=language,
            pseudonym=rows.pseudonym(), may_start_initiatives=may_start_initiatives,
        )  # fmt: skip
        person.set_password(password)
        person.save()
        pen.write("person", protected={"person": key, "name": name, "email": email})
        pen.answer = key
        return key


def join(*, by: str, at: datetime, initiative: str, person: str, role: v.Role, once: str = "") -> None:
    """Give a person a role in the initiative, from this instant.

    Refuses the same role twice, and one that excludes another part of the person or of its organisation.
    """
    with hold("people.join", by=by, at=at, initiative=initiative, once=once) as pen:
        row = pen.person(person)
        if pen.initiative.members.filter(person=row, role=role, until__isnull=True).exists():
            raise Conflict("role-already", path="role", role=role)
        terms = pen.picture.terms
        neutrality.check_role(_cast.home(row), person, role, buyers=terms.buyers, others=neutrality.holders(terms, at))
        _cast.people(pen.initiative, row)
        m.Member.objects.create(initiative=pen.initiative, person=row, role=role, since=at)
        pen.write("team", facts={"role": role}, protected={"person": person})


def leave(*, by: str, at: datetime, initiative: str, person: str, role: v.Role, once: str = "") -> None:
    """End a person's role. Everybody may leave a role of their own; the one who may add members may end others'."""
    with hold("people.leave" if by == person else "people.join", by=by, at=at, initiative=initiative, once=once) as pen:
        row = pen.initiative.members.filter(person=pen.person(person), role=role, until__isnull=True).first()
        if row is None:
            raise Conflict("role-not-held", path="role", role=role)
        row.until = at
        row.save(update_fields=["until"])
        pen.write("team", facts={"role": role}, protected={"person": person})


def note_undertaking(
    *,
    by: str,
    at: datetime,
    initiative: str,
    person: str,
    signed: date,
    reference: str,
    until: date | None = None,
    once: str = "",
) -> None:
    """Note that somebody engaged from outside has signed a secrecy undertaking, and where the paper lies.

    Refuses somebody without a role in the initiative, a day to come, and an end before its beginning.
    """
    with hold("people.note_undertaking", by=by, at=at, initiative=initiative, once=once) as pen:
        if not pen.initiative.members.filter(person__key=person, until__isnull=True).exists():
            raise BadInput("undertaking-no-member", path="person")
        if signed > at.astimezone(words.STOCKHOLM).date():
            raise BadInput("undertaking-to-come", path="signed", day=signed)
        if until is not None and until < signed:
            raise BadInput("undertaking-ends-first", path="until")
        made = Undertaking(
            person=Key(person), signed=signed, reference=reference, noted_at=at, noted_by=Key(by), until=until
        )
        pen.initiative.undertakings = (*pen.initiative.undertakings, made)
        pen.initiative.save(update_fields=["undertakings"])
        protected = {"person": person, "signed": signed.isoformat(), "reference": reference}
        pen.write("team", protected=protected | ({"until": until.isoformat()} if until else {}))


def declare_tie(*, by: str, at: datetime, initiative: str, organisation: str, nature: Text, once: str = "") -> None:
    """Declare one's own interest in a supplier; from then on one neither assesses, proposes nor decides on it."""
    with hold("people.declare_tie", by=by, at=at, initiative=initiative, parts=("marks",), once=once) as pen:
        row, supplier = pen.person(by), pen.organisation(organisation)
        if pen.initiative.ties.filter(person=row, organisation=supplier).exists():
            raise Conflict("tie-already")
        _cast.organisations(pen.initiative, supplier)
        m.Tie.objects.create(
            initiative=pen.initiative, person=row, organisation=supplier, declared_at=at, nature=nature
        )
        pen.write("tie", protected={"person": by, "organisation": organisation, "nature": dict(nature.by_language)})


def declare_interests(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    about: Sequence[str],
    tied: Sequence[str] = (),
    nature: Text | None = None,
    once: str = "",
) -> None:
    """Declare for one stage whether one is tied to the suppliers there: to those behind `tied`, or to none.

    `about` are the suppliers as the person was shown them. Without a declaration marks, consensus, proposal and
    decision of the stage are refused. `nature` tells of ties not declared before. Refuses ties to others than the
    suppliers, and a stage without suppliers to judge.
    """
    with hold("people.declare_interests", by=by, at=at, initiative=initiative, parts=("marks",), once=once) as pen:
        one = pen.picture.stage(pen.stage(stage).key)
        covered = declarations.about(pen.picture, one, about)
        declarations.check_tied(pen.picture, covered, tied)
        row, new = pen.person(by), _untold(pen, by, tied)
        if new and nature is None:
            raise BadInput("missing-field", path="nature")
        for supplier in new:
            m.Tie.objects.create(
                initiative=pen.initiative, person=row, organisation=supplier, declared_at=at, nature=nature
            )
        m.Declaration.objects.create(
            initiative=pen.initiative, person=row, stage=pen.stage(stage), at=at, about=covered,
            tied=tuple(Key(it) for it in tied),
        )  # fmt: skip
        said = {"person": by, "about": covered, "tied": tuple(tied), "nature": encode(nature) if new else None}
        pen.write(f"stage:{stage}", protected=said)


def _untold(pen: Pen, person: str, tied: Sequence[str]) -> list[m.Organisation]:
    """Give the organisations among `tied` that the person has not declared a tie to before."""
    told = {one.organisation for one in pen.picture.ties if one.person == person}
    return [pen.organisation(one) for one in tied if one not in told]


def set_language(*, by: str, at: datetime, language: str) -> None:  # noqa: ARG001  `by` then `at`, as every verb
    """Choose the language of one's own letters, `sv` or `en`. A named exception: the journal is silent."""
    if language not in words.LANGUAGES:
        raise BadInput("text-language", path="language_of_letters", given=language)
    m.Person.objects.filter(key=by).update(language=language)


def send_way_in(*, by: str | None, at: datetime, person: str, link: str, once: str = "") -> None:
    """Mail a person the link by which it chooses a password. The letter alone holds the link."""
    with hold_house("people.register", by=by, at=at, once=once) as pen:
        row = pen.person(person)
        pen.write("account", facts={"way_in": True}, protected={"person": person})
        _letters.write("way-in", to=[row], at=at, link=link)


def set_password(*, by: str, at: datetime, password: str) -> None:
    """Choose one's own password, after the link in the letter has shown that the address is one's own."""
    with hold_house("people.register", by=by, at=at) as pen:
        row = pen.person(by)
        row.set_password(password)
        row.save(update_fields=["password"])
        pen.write("account", facts={"password": True}, protected={"person": by})
