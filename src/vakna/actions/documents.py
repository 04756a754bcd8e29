"""A document becomes rows: history brought in as stated, not witnessed, whole or not at all."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from vakna.core import document, journal, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Organisation, Person, Picture
from vakna.core.refusal import Conflict
from vakna.records import models as m
from vakna.records import rows
from vakna.rules import allowing

from . import _summary
from ._journal import begin, hold_house


def bring_in(*, by: str | None, at: datetime, data: object, once: str = "") -> str:
    """Bring an initiative in from a document and give its key. All is written or, if anything is wrong, nothing.

    Refuses what `core.document.load` refuses, what it lets stand of rules that are not there, and a key that the house
    already has. Organisations and persons that the house knows by key are taken as known.
    """
    picture = document.load(data)
    allowing.require_known(picture)
    with hold_house("house.import_document", by=by, at=at, once=once) as house:
        terms = picture.terms
        if m.Initiative.objects.filter(key=terms.key).exists():
            raise Conflict("initiative-exists", path="initiative.key", key=terms.key)
        clock = at if terms.sandbox else None
        row = m.Initiative.objects.create(clock_at=clock, **rows.terms_columns(terms))
        names = rows.Names()
        _write_cast(row, picture, names)
        _write_terms(row, picture, names)
        _write_collections(row, picture, names)
        pen = begin(initiative=row, verb="house.import_document", by=by, at=at)
        digest = sha256(journal.canonical_bytes(document.dump(picture))).hexdigest()
        pen.write("initiative", facts={"provenance": v.Provenance.STATED, "document": digest})
        house.write(f"initiative:{terms.key}", facts={"sandbox": terms.sandbox})
        house.answer = terms.key
        _summary.renew(row, at)
        return terms.key


def _write_cast(row: m.Initiative, picture: Picture, names: rows.Names) -> None:
    for organisation in picture.terms.organisations:
        found = _organisation(organisation)
        names.know([found])
        m.CastOrganisation.objects.create(initiative=row, organisation=found)
    for person in picture.terms.people:
        known = _person(person, names)
        names.know([known])
        m.CastPerson.objects.create(initiative=row, person=known)


def _organisation(one: Organisation) -> m.Organisation:
    found = m.Organisation.objects.filter(key=one.key).first()
    if found and (found.name, found.number) != (one.name, one.number):
        raise Conflict("organisation-differs", key=one.key, name=found.name)
    return found or m.Organisation.objects.create(
        key=one.key, name=one.name, sort_key=words.sort_key("sv", one.name), kind=one.kind, country=one.country,
        number=one.number, county=one.county, invented=one.invented,
    )  # fmt: skip


def _person(one: Person, names: rows.Names) -> m.Person:
    found = m.Person.objects.filter(key=one.key).first()
    if found and (found.name, found.email) != (one.name, one.email):
        raise Conflict("person-differs", key=one.key)
    if found:
        return found
    person = m.Person(
        key=one.key, name=one.name, email=one.email, organisation_id=names.number(m.Organisation, one.organisation),
        pseudonym=rows.pseudonym(),
    )  # fmt: skip
    person.set_unusable_password()
    person.save()
    return person


def _write_terms(row: m.Initiative, picture: Picture, names: rows.Names) -> None:
    terms = picture.terms
    for model, values in ((m.Member, terms.members), (m.Need, terms.needs), (m.Procurement, terms.procurements),
                          (m.Stage, terms.stages)):  # fmt: skip
        _write(row, model, values, names)


def _write_collections(row: m.Initiative, picture: Picture, names: rows.Names) -> None:
    order = sorted(rows.ROWS, key=lambda name: name not in ("participations", "assumptions"))
    for name in order:
        _write(row, rows.ROWS[name], getattr(picture, name), names)


def _write(row: m.Initiative, model: Any, values: tuple[Any, ...], names: rows.Names) -> None:
    made = [model(initiative=row, **rows.columns(model, one, names.number)) for one in values]
    model.objects.bulk_create(made)
    if hasattr(model, "key"):
        names.know(made)
