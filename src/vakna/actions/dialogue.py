"""Equal information: answers to all, contacts on record, insights, one broadcast to everyone, living requirements."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from vakna.core import journal
from vakna.core import vocabulary as v
from vakna.core.document import encode
from vakna.core.initiative import Acknowledgement, Assumption, Contact, Experiment, Insight, Requirement, Text
from vakna.core.refusal import Conflict, NotFound
from vakna.records import models as m
from vakna.records import rows

from . import _cast, _letters
from ._journal import Pen, hold, origin


def ask(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    stage: str,
    question: Text,
    organisation: str | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Ask in public without being named. Anybody may ask while the stage is open. Gives the question's key.

    Questions are numbered within their stage.
    """
    with hold("dialogue.ask", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        row = pen.stage(stage)
        if row.state != v.StageState.OPEN:
            raise Conflict("stage-not-open")
        asker = pen.organisation(organisation) if organisation else None
        if asker:
            _cast.organisations(pen.initiative, asker)
        number = 1 + sum(one.stage == stage for one in pen.picture.questions)
        key = key or f"q-{secrets.token_hex(4)}"
        m.Question.objects.create(
            initiative=pen.initiative, key=key, number=number, stage=row, asked_at=at, asker=asker, question=question
        )
        # Who asks is never shown: not even by the name that the asker's other entries bear.
        protected = {"question": encode(question), "asker": organisation, "by": by}
        pen.write(f"stage:{stage}", facts={"number": number}, protected=protected, unnamed=True)
        to = _letters.team(pen.initiative, v.Role.PROCURER, v.Role.PROCESS_LEADER)
        _letters.write("question", to=to, at=at, initiative=pen.initiative, question=question, number=number)
        pen.answer = key
        return key


def answer(*, by: str, at: datetime, initiative: str, question: str, said: Text, once: str = "") -> None:
    """Answer a question to all at one instant. Refuses a second answer: that is a new piece of information."""
    with hold("dialogue.answer", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Question.objects.filter(initiative=pen.initiative, key=question).select_related("stage").first()
        if row is None:
            raise NotFound("no-such-question", key=question)
        if row.answer is not None:
            raise Conflict("question-answered")
        row.answer, row.answered_at = said, at
        row.save(update_fields=["answer", "answered_at"])
        pen.write(f"stage:{row.stage.key}", facts={"number": row.number, "answer": encode(said)})
        to = _letters.suppliers(_active(pen, row.stage))
        _letters.write(
            "answer", to=to, at=at, initiative=pen.initiative, number=row.number, question=row.question, said=said
        )


def record_contact(*, by: str, at: datetime, initiative: str, contact: Contact, once: str = "") -> None:
    """Put a buyer-supplier exchange on record: what the buyer told, and apart from it the supplier's own ideas."""
    with hold("dialogue.record_contact", by=by, at=at, initiative=initiative, once=once) as pen:
        values = rows.columns(m.Contact, contact, rows.finder(pen.initiative))
        m.Contact.objects.create(initiative=pen.initiative, **values)
        _cast.people(pen.initiative, *(pen.person(one) for one in contact.people))
        pen.write(
            f"stage:{contact.stage}",
            facts={"kind": contact.kind, "at": encode(contact.at)},
            protected={"contact": encode(contact)},
        )


def add_insight(*, by: str, at: datetime, initiative: str, insight: Insight, once: str = "") -> None:
    """Write down something learned, with its source."""
    with hold("dialogue.add_insight", by=by, at=at, initiative=initiative, once=once) as pen:
        m.Insight.objects.create(
            initiative=pen.initiative, **rows.columns(m.Insight, insight, rows.finder(pen.initiative))
        )
        pen.write("insight", protected={"insight": encode(insight)})


def broadcast(
    *,
    by: str,
    at: datetime,
    initiative: str,
    stage: str,
    subject: Text,
    body: Text,
    because: Sequence[str] = (),
    key: str = "",
    once: str = "",
) -> int:
    """Make information available to all at one instant, here and by letter. Gives its number."""
    parts = ("contacts", "specification")
    with hold("dialogue.broadcast", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen:
        row = pen.stage(stage)
        number = len(pen.picture.broadcasts) + 1
        m.Broadcast.objects.create(
            initiative=pen.initiative, key=key or f"b-{secrets.token_hex(4)}", number=number, stage=row,
            available_at=at, subject=subject, body=body, because=tuple(because),
        )  # fmt: skip
        protected = {"subject": encode(subject), "body": encode(body)}
        pen.write(f"stage:{stage}", facts={"number": number}, protected=protected)
        to = _letters.suppliers(_active(pen, row))
        _letters.write("broadcast", to=to, at=at, initiative=pen.initiative, number=number, subject=subject, body=body)
        return number


def acknowledge(*, by: str, at: datetime, initiative: str, broadcast: str, participation: str, once: str = "") -> None:
    """Say that one has seen a piece of information. Never a condition for anything; twice is the same as once."""
    with hold("dialogue.acknowledge", by=by, at=at, initiative=initiative, parts=("contacts",), once=once) as pen:
        row = m.Broadcast.objects.filter(initiative=pen.initiative, key=broadcast).first()
        if row is None or participation not in pen.actor.participations:
            raise NotFound("no-such-broadcast", key=broadcast)
        if participation not in {one.participation for one in row.acknowledgements}:
            note = Acknowledgement(participation=pen.participation(participation).key, at=at)
            row.acknowledgements = (*row.acknowledgements, note)
            row.save(update_fields=["acknowledgements"])
        _note(pen, row, participation)


def set_requirement(*, by: str, at: datetime, initiative: str, requirement: Requirement, once: str = "") -> None:
    """Write the next version of one item of the living specification, with why and which insights."""
    with hold(
        "dialogue.set_requirement", by=by, at=at, initiative=initiative, parts=("specification",), once=once
    ) as pen:
        version = 1 + sum(one.item == requirement.item for one in pen.picture.requirements)
        if requirement.version != version:
            raise Conflict("stale-requirement", given=requirement.version, current=version)
        m.Requirement.objects.create(
            initiative=pen.initiative, **rows.columns(m.Requirement, requirement, rows.finder(pen.initiative))
        )
        facts = {"item": requirement.item, "version": version, "state": requirement.state}
        pen.write("requirement", facts=facts, protected={"requirement": encode(requirement)})


def set_assumption(*, by: str, at: datetime, initiative: str, assumption: Assumption, once: str = "") -> None:
    """Write an assumption, or what tests have since said of it."""
    with hold("dialogue.set_assumption", by=by, at=at, initiative=initiative, once=once) as pen:
        values = rows.columns(m.Assumption, assumption, rows.finder(pen.initiative))
        m.Assumption.objects.update_or_create(initiative=pen.initiative, key=assumption.key, defaults=values)
        facts = {} if assumption.participation else {"key": assumption.key, "state": assumption.state}
        pen.write("assumption", facts=facts, protected={"assumption": encode(assumption)})


def set_experiment(*, by: str, at: datetime, initiative: str, experiment: Experiment, once: str = "") -> None:
    """Write an experiment, or its result and what was decided from it."""
    with hold("dialogue.set_experiment", by=by, at=at, initiative=initiative, once=once) as pen:
        values = rows.columns(m.Experiment, experiment, rows.finder(pen.initiative))
        m.Experiment.objects.update_or_create(initiative=pen.initiative, key=experiment.key, defaults=values)
        about = m.Assumption.objects.get(initiative=pen.initiative, key=experiment.assumption)
        facts = {} if about.participation_id else {"key": experiment.key}
        pen.write("experiment", facts=facts, protected={"experiment": encode(experiment)})


def _note(pen: Pen, broadcast: m.Broadcast, participation: str) -> None:
    """Write the entry of an acknowledgement. Under seal there is none: it would tell that somebody tenders."""
    sealed = _unopened(pen, participation)
    if sealed is None:
        pen.write("broadcast", facts={"number": broadcast.number}, protected={"participation": participation})
        return
    said = journal.Receipt(
        origin=origin(pen.head.name), stage=sealed, number=f"k-{secrets.token_hex(6)}",
        received_at=journal.instant(pen.at), submission=sha256(broadcast.key.encode()).hexdigest(), attachments=(),
    )  # fmt: skip
    pen.seal(pen.stage(sealed), said)


def _unopened(pen: Pen, participation: str) -> str | None:
    """Give the sealed stage that a supplier competes in, as long as it is not opened."""
    one = pen.picture.participation(participation)
    mine = (
        it
        for it in pen.picture.terms.stages
        if it.key == one.first_stage or (it.procurement is not None and it.procurement == one.procurement)
    )
    waits = (it.key for it in mine if it.regime is v.Regime.SEALED and it.opening is None)
    return next(waits, None)


def _active(pen: Pen, stage: m.Stage) -> list[m.Participation]:
    """Give the active suppliers of the stage's own procurement, or of the dialogue: no letter leaves that circle."""
    mine = m.Participation.objects.filter(initiative=pen.initiative, state=v.ParticipationState.ACTIVE)
    return list(mine.filter(procurement=stage.procurement).select_related("contact", "organisation"))
