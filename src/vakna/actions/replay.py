"""A written history performed again through the real verbs by its persons: how the practice case comes to life."""

import json
from collections.abc import Callable
from datetime import datetime
from importlib import import_module, resources
from typing import Any

from django.db import transaction

from vakna.core import document
from vakna.core import vocabulary as v
from vakna.core.initiative import Picture, Text
from vakna.core.refusal import Refusal
from vakna.records import models as m

from . import _by_hand, _events, _papers, _summary, demand, people
from ._event import Event


def replay(
    *,
    at: datetime,
    script: str,
    key: str,
    until: datetime | None = None,
    number: str = "",
    title: Text | None = None,
) -> str:
    """Start a sandbox `key` from a demo document and perform its history up to `until`, else all of it. Gives the key.

    `at` is when its people enter the house; everything else happens when the document says. Each act is a transaction
    of its own, so that the journal reads as if it had been lived. The sandbox's clock then stands at `until`.
    """
    picture = read_script(script=script)
    _enter(picture, at)
    with _summary.resting():
        _start(picture, script, key, number or picture.terms.number, title or picture.terms.title)
        for one in _events.events(picture):
            if until is None or one.at <= until:
                _do(key, picture, one)
    set_clock(initiative=key, to=until or _events.events(picture)[-1].at)
    return key


def play_on(*, initiative: str, until: datetime) -> int:
    """Let the cast play its part in a sandbox, from its clock to `until`, and give how many acts came of it.

    What somebody has already done by hand, and what is refused since things went another way, is left out. The clock
    is not moved.
    """
    row = m.Initiative.objects.get(key=initiative, sandbox=True)
    after = row.clock_at
    picture = read_script(script=row.script)
    coming = [one for one in _events.events(picture) if after is not None and after < one.at <= until]
    with _summary.resting():
        return sum(_by_hand_or_not(row, picture, one) for one in coming)


def next_event(*, initiative: str) -> datetime | None:
    """Give the instant of the next act in a sandbox's script, or None when its cast has nothing left to do."""
    row = m.Initiative.objects.get(key=initiative, sandbox=True)
    coming = _events.events(read_script(script=row.script)) if row.script else ()
    return next((one.at for one in coming if row.clock_at and one.at > row.clock_at), None)


def read_script(*, script: str) -> Picture:
    """Read a demo document by its name."""
    path = resources.files("vakna") / "demo" / f"{script}.json"
    return document.load(json.loads(path.read_text(encoding="utf-8")))


def set_clock(*, initiative: str, to: datetime) -> None:
    """Let a sandbox's clock stand at `to`, and renew what lists say of it."""
    with transaction.atomic():
        row = m.Initiative.objects.select_for_update().get(key=initiative, sandbox=True)
        row.clock_at = to
        row.save(update_fields=["clock_at"])
        _summary.renew(row, to)


def _enter(picture: Picture, at: datetime) -> None:
    """Enter the organisations and persons that the house does not know yet; nobody can log in by this."""
    known = set(m.Organisation.objects.values_list("key", flat=True)) | set(
        m.Person.objects.values_list("key", flat=True)
    )
    for one in picture.terms.organisations:
        if one.key not in known:
            people.register_organisation(
                by=None, at=at, name=one.name, kind=one.kind, key=one.key, country=one.country, number=one.number,
                county=one.county, invented=one.invented,
            )  # fmt: skip
    abroad = {one.key for one in picture.terms.organisations if one.country != "SE"}
    starters = {one.person for one in picture.terms.members if one.role is v.Role.NEED_OWNER}
    for person in picture.terms.people:
        if person.key not in known:
            people.register_person(
                by=None, at=at, name=person.name, organisation=person.organisation, email=person.email, key=person.key,
                language="en" if person.organisation in abroad else "sv", may_start_initiatives=person.key in starters,
            )  # fmt: skip
    for home in _events.without_voice(picture):
        key = _events.registrar(home.key)
        if key not in known:
            people.register_person(by=None, at=at, name=f"Registrator, {home.name}", organisation=home.key, key=key)


def _start(picture: Picture, script: str, key: str, number: str, title: Text) -> None:
    terms, at = _events.as_begun(picture), _events.starts_at(picture)
    first = [one for one in terms.members if one.since == at]
    starter = next(one for one in first if one.role is v.Role.NEED_OWNER)
    demand.start(
        by=starter.person, at=at, key=key, number=number, title=title, summary=terms.summary, buyer=terms.buyers[0],
        need=terms.needs[0], stages=[_events.planned(one) for one in terms.stages],
        team=[(one.person, one.role) for one in first if one != starter], intermediaries=terms.intermediaries,
        goals=terms.goals, ceiling=terms.ceiling, supplier_ceiling=terms.supplier_ceiling,
        funding_sources=terms.funding_sources, rights=terms.rights, diary_number=terms.diary_number,
        phases=terms.phases, cpv=terms.cpv, programme=terms.programme, invented=terms.invented, sandbox=True,
        script=script, begun_from=terms.begun_from,
    )  # fmt: skip


def _by_hand_or_not(initiative: m.Initiative, script: Picture, one: Event) -> bool:
    """Do what nobody has done by hand, and say whether it was done; a refusal means that things went another way."""
    if _by_hand.is_done(initiative, script, one):
        return False
    try:
        _do(initiative.key, script, _by_hand.fitted(initiative, script, one))
    except Refusal:
        return False
    return True


def _do(initiative: str, script: Picture, one: Event) -> None:
    """Perform one act. Whoever hands in what a stage wants delivered brings files."""
    room, _, name = one.verb.partition(".")
    verb: Callable[..., Any] = getattr(import_module(f"vakna.actions.{room}"), name)
    values = dict(one.values)
    if one.verb == "selection.hand_in":
        stage, answers = values["stage"], values["answers"]
        values["files"] = _papers.put_by(script, by=one.by, at=one.at, stage=stage, answers=answers)
    verb(by=one.by, at=one.at, initiative=initiative, **values)
