"""The register of contacts: what the buyer told, and apart from it the supplier's own ideas and what was learned."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from vakna.actions import _cast, _files, _letters, _rules
from vakna.actions._files import Upload
from vakna.actions._journal import Pen, hold
from vakna.actions.people import register_organisation
from vakna.core import contacts as rules
from vakna.core import people, visibility, words
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Confirmation, Contact, Insight, Key, Paper, Text
from vakna.core.refusal import BadInput, Conflict, NotFound
from vakna.records import models as m
from vakna.records import rows
from vakna.rules.finding import Moment


def record_contact(
    *,
    by: str,
    at: datetime,
    initiative: str,
    contact: Contact,
    learned: Text | None = None,
    origin: v.Origin = v.Origin.BUYER,
    organisation: str | None = None,
    newcomer: str = "",
    files: Sequence[Upload] = (),
    reasons: Mapping[str, Text] = MappingProxyType({}),
    once: str = "",
) -> str:
    """Put a buyer-supplier exchange on record, with its papers and what was learned from it. Gives the contact's key.

    `learned` becomes an insight, with `origin` saying whether the buyer understood it or it is the supplier's own
    idea. `organisation` is a supplier that does not take part yet: in a dialogue it does from now on; `newcomer` names
    one that the house does not know, which is entered in it unless the contact is refused. A coach records its coaching
    alone. Refuses files of the wrong kind or size, what has not happened yet, and what a rule at work stops, or asks a
    reason for that is not among `reasons` (`actions._rules`).
    """
    with (
        _files.stored(files) as put,
        transaction.atomic(),
        _entered(newcomer, by=by, at=at, once=once) as entered,
        hold("dialogue.record_contact", by=by, at=at, initiative=initiative, once=once) as pen,
    ):
        row, organisation = pen.stage(contact.stage), organisation or entered
        if organisation and contact.participation is None:
            contact = replace(contact, participation=_bring_in(pen, row, organisation))
        _require(pen, contact, learned, origin)
        contact = replace(contact, by=Key(by), documents=(*contact.documents, *_papers(pen, contact, put)))
        values = rows.columns(m.Contact, contact, rows.finder(pen.initiative))
        m.Contact.objects.create(initiative=pen.initiative, **values)
        _cast.people(pen.initiative, *(pen.person(one) for one in {*contact.people, by}))
        insight = _learned(pen, contact, learned, origin) if learned else None
        let = _rules.watch(pen, Moment.CONTACT, contact.stage, reasons)
        pen.write(
            f"stage:{contact.stage}",
            facts={"kind": contact.kind, "at": encode(contact.at)},
            protected={"contact": encode(contact), **({"insight": encode(insight)} if insight else {}), **let},
        )
        pen.answer = contact.key
        return contact.key


def revise_contact(
    *, by: str, at: datetime, initiative: str, contact: str, told: Text | None, ideas: Text | None, once: str = ""
) -> None:
    """Correct the wording of a contact before it is passed on; the earlier wording stays in the journal.

    What the supplier said of the earlier wording no longer stands. Refuses a contact that everyone has been given, and
    whoever may not read the supplier's ideas.
    """
    with hold("dialogue.revise_contact", by=by, at=at, initiative=initiative, parts=_BOTH, once=once) as pen:
        row = _contact(pen, contact)
        if not visibility.is_reader(pen.actor):
            raise NotFound("no-such-contact", key=contact)
        before = next(one for one in pen.picture.contacts if one.key == row.key)
        if rules.passed_on(pen.picture).get(before.key):
            raise Conflict("contact-passed-on")
        after = replace(before, told=told, ideas=ideas, confirmation=None)
        _require_owner(after, None, v.Origin.BUYER)
        row.told, row.ideas, row.confirmation = told, ideas, None
        row.save(update_fields=["told", "ideas", "confirmation"])
        pen.write(f"stage:{before.stage}", protected={"before": encode(before), "after": encode(after)})


def confirm_contact(
    *, by: str, at: datetime, initiative: str, contact: str, right: bool, said: Text | None = None, once: str = ""
) -> None:
    """Say, for the supplier it was with, that what stands on record of a contact is right, or what is wrong in it."""
    with hold("dialogue.confirm_contact", by=by, at=at, initiative=initiative, once=once) as pen:
        row = _contact(pen, contact)
        if row.participation is None or row.participation.key not in pen.actor.participations:
            raise NotFound("no-such-contact", key=contact)
        if not right and said is None:
            raise BadInput("say-what-is-wrong", path="said")
        row.confirmation = Confirmation(at=at, by=Key(by), right=right, said=said)
        row.save(update_fields=["confirmation"])
        _cast.people(pen.initiative, pen.person(by))
        protected = {"contact": contact, "confirmation": encode(row.confirmation)}
        pen.write(f"stage:{row.stage.key}", protected=protected)
        if not right:
            to = _letters.team(pen.initiative, v.Role.PROCESS_LEADER, v.Role.NEED_OWNER)
            _letters.write("contact-disputed", to=to, at=at, initiative=pen.initiative, stage=row.stage.name)


_BOTH = ("contacts", "broadcasts")


def _contact(pen: Pen, key: str) -> m.Contact:
    among = m.Contact.objects.filter(initiative=pen.initiative, key=key)
    row = among.select_related("participation", "stage").first()
    if row is None:
        raise NotFound("no-such-contact", key=key)
    if row.slot is not None:
        raise Conflict("contact-has-minutes")
    return row


def _require(pen: Pen, contact: Contact, learned: Text | None, origin: v.Origin) -> None:
    rules.require_own_kind(pen.actor, contact)
    if learned is not None:
        people.require(pen.actor, "dialogue.add_insight")
    if contact.at > pen.at:
        raise BadInput("not-happened-yet", path="at")
    _require_owner(contact, learned, origin)


def _require_owner(contact: Contact, learned: Text | None, origin: v.Origin) -> None:
    """Refuse an idea that nobody owns, and a reason for telling one alone where everybody was there."""
    if contact.participation is not None:
        return
    if contact.ideas is not None or (learned is not None and origin is v.Origin.SUPPLIER):
        raise BadInput("idea-without-owner", path="participation")
    if contact.only_theirs is not None:
        raise BadInput("only-theirs-without-supplier", path="participation")


@contextmanager
def _entered(newcomer: str, *, by: str, at: datetime, once: str) -> Iterator[str | None]:
    """Enter a supplier that nobody has met before in the house, inside the transaction that stands or falls as one.

    The house's lock is taken before the initiative's, as everywhere.
    """
    if not newcomer:
        yield None
        return
    kind, token = v.OrganisationKind.COMPANY, f"{once}-o" if once else ""
    yield register_organisation(by=by, at=at, name=newcomer, kind=kind, once=token)


def _bring_in(pen: Pen, stage: m.Stage, organisation: str) -> Key:
    """Let a supplier that was only met take part in the dialogue; one that does already is found."""
    supplier = pen.organisation(organisation)
    mine = m.Participation.objects.filter(initiative=pen.initiative, organisation=supplier)
    found = mine.filter(procurement=stage.procurement).first()
    if found is not None:
        return Key(found.key)
    rules.require_newcomers(pen.picture.stage(stage.key))
    _cast.organisations(pen.initiative, supplier)
    made = m.Participation.objects.create(
        initiative=pen.initiative, key=f"s-{secrets.token_hex(5)}", organisation=supplier, first_stage=stage,
        procurement=stage.procurement, joined_at=pen.at,
    )  # fmt: skip
    return Key(made.key)


def _papers(pen: Pen, contact: Contact, put: Sequence[_files.Stored]) -> tuple[Paper, ...]:
    kept = _files.keep(pen, put, topic=contact.key)
    return tuple(
        Paper(name=one.name, size=one.size, digest=one.digest, media_type=one.media_type)  # type: ignore[arg-type]
        for one in kept
    )


def _learned(pen: Pen, contact: Contact, learned: Text, origin: v.Origin) -> Insight:
    """Write the insight of a contact; its source is said of itself and names no supplier."""
    own = origin is v.Origin.SUPPLIER
    insight = Insight(
        key=Key(f"i-{secrets.token_hex(4)}"), at=pen.at, learned=learned, source=_source(contact), origin=origin,
        contact=contact.key, participation=contact.participation if own else None,
    )  # fmt: skip
    values = rows.columns(m.Insight, insight, rows.finder(pen.initiative))
    m.Insight.objects.create(initiative=pen.initiative, **values)
    return insight


def _source(contact: Contact) -> Text:
    """Say how something is known, in both languages: the form of the contact and its day."""
    day = contact.at.astimezone(words.STOCKHOLM).date()
    code = "learning.source_joint" if contact.participation is None else "learning.source"
    return Text({lang: _capital(words.CORE.say(lang, code, kind=contact.kind, day=day)) for lang in words.LANGUAGES})


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
