"""Neutrality told openly: letters of mandate, intermediaries' declarations, and whom a call reached."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from vakna.core import firms, neutrality
from vakna.core.document import encode
from vakna.core.initiative import FirmProfile, MandateLetter, NeutralityDeclaration
from vakna.core.refusal import Conflict, NotAllowed, NotFound

from . import _cast
from ._journal import Pen, hold


def give_mandate(*, by: str, at: datetime, initiative: str, mandate: MandateLetter, once: str = "") -> None:
    """Put a buyer's letter of mandate to an intermediary on record. `at` and `by` of what is given are not read.

    Whoever gets a letter counts as the initiative's intermediary. Refuses a giver that is no buyer, a receiver that is
    no intermediary here, and a letter that is over.
    """
    with hold("neutrality.give_mandate", by=by, at=at, initiative=initiative, once=once) as pen:
        neutrality.check_mandate(pen.picture.terms, mandate, at)
        _require_new(mandate.key, pen.picture.terms.mandates)
        _cast.organisations(pen.initiative, pen.organisation(mandate.intermediary))
        named = dict.fromkeys((*pen.picture.terms.intermediaries, mandate.intermediary))
        given = {"mandates": (*pen.picture.terms.mandates, _made(mandate, by, at)), "intermediaries": tuple(named)}
        _keep(pen, **given)
        facts = {"until": encode(mandate.until)} if mandate.until else {}
        pen.write("neutrality", facts=facts, protected={"mandate": encode(mandate)})


def declare(*, by: str, at: datetime, initiative: str, declaration: NeutralityDeclaration, once: str = "") -> None:
    """Declare for one stage who owns and pays one's own organisation, for whom it works, and its ties.

    `at` and `by` of what is given are not read. Refuses a word on behalf of another organisation, and a stage that is
    not open, nor waits for its decision.
    """
    with hold("neutrality.declare", by=by, at=at, initiative=initiative, once=once) as pen:
        stage = pen.picture.stage(pen.stage(declaration.stage).key)
        if declaration.organisation != pen.actor.organisation:
            raise NotAllowed("neutrality-not-yours")
        if stage not in neutrality.asked(pen.picture.terms):
            raise Conflict("neutrality-not-now", path="stage", stage=stage.name)
        _require_new(declaration.key, pen.picture.terms.neutrality)
        _keep(pen, neutrality=(*pen.picture.terms.neutrality, _made(declaration, by, at)))
        pen.write(f"stage:{stage.key}", protected={"declaration": encode(declaration)})


def publish_reach(*, by: str, at: datetime, initiative: str, stage: str, key: str, once: str = "") -> None:
    """Count whom a stage's call reached, and publish the numbers. A later report of the stage stands beside it.

    Refuses a stage that still takes in, and a sealed call whose award is not told.
    """
    with hold("neutrality.publish_reach", by=by, at=at, initiative=initiative, parts=("gates",), once=once) as pen:
        one = pen.picture.stage(pen.stage(stage).key)
        made = firms.report(pen.picture, one, key=key, at=at, by=by)
        _require_new(made.key, pen.picture.terms.reach_reports)
        _keep(pen, reach_reports=(*pen.picture.terms.reach_reports, made))
        pen.write(f"stage:{stage}", facts={"suppliers": made.suppliers}, protected={"report": encode(made)})


def describe_firm(
    *, by: str, at: datetime, initiative: str, participation: str, profile: FirmProfile, once: str = ""
) -> None:
    """Say of one's own firm how large and old it is and where; an empty profile takes it back. Nobody must.

    Refuses another supplier's, and a tenderer while its call is under seal: the entry would tell of its tender.
    """
    with hold("neutrality.describe_firm", by=by, at=at, initiative=initiative, parts=("gates",), once=once) as pen:
        if participation not in pen.actor.participations:
            raise NotFound("no-such-supplier", key=participation)
        if not firms.may_describe(pen.picture, pen.picture.participation(participation), at):
            raise Conflict("profile-under-seal")
        row = pen.participation(participation)
        row.profile = profile if profile != FirmProfile() else None
        row.save(update_fields=["profile"])
        pen.write("profile", protected={"participation": participation, "profile": encode(profile)})


def _made(one: Any, by: str, at: datetime) -> Any:
    """Give what was written as it is kept: by whom and when is the house's word, not the writer's."""
    return replace(one, by=by, at=at)


def _require_new(key: str, among: tuple[Any, ...]) -> None:
    if any(one.key == key for one in among):
        raise Conflict("key-twice", path="key", key=key)


def _keep(pen: Pen, **values: object) -> None:
    for name, value in values.items():
        setattr(pen.initiative, name, value)
    pen.initiative.save(update_fields=list(values))
