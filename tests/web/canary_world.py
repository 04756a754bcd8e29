"""An initiative lived through the real actions in which every text carries a canary: a word that stands nowhere else.

It is the cast's journey with rows added until every protected field of the picture is filled, moved in time so that the
phase asked for is now, and performed act by act up to that instant.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from importlib import import_module
from itertools import count
from typing import Any

from django.db import transaction

from tests import cast
from tests.cast import an_initiative, kr, said
from tests.web import canary_money, canary_together
from tests.web.canary_dialogue import ROWS as MORE
from vakna.actions import _events, demand, drafts, people
from vakna.actions._summary import renew, resting
from vakna.core import vocabulary as v
from vakna.core.disclosure import mask
from vakna.core.initiative import (
    Acknowledgement,
    Answer,
    Assumption,
    AssumptionVersion,
    Broadcast,
    Contact,
    DisclosureItem,
    Experiment,
    Follower,
    Insight,
    Key,
    Mark,
    Outcome,
    Participation,
    Partner,
    Person,
    Picture,
    Question,
    Requirement,
    Risk,
    Submission,
    Text,
    Tie,
)
from vakna.core.money import Money
from vakna.core.secrecy import Mark as SecrecyMark
from vakna.records import clock, pictures
from vakna.records import models as m

KEY = "kanarieburen"
PHASES = {"sealed": 40.0, "opened": 49.05, "proposed": 105.3, "decided": 107.0}
"""The day on which each phase is seen. Sealed: tenders are in; opened: one assessor of two has marked them; proposed:
concepts are marked and the gate waits for its decision; decided: one supplier of three has been ended."""

CONTACT, ENDED = "ulla", "leverantor-s3"
SUPPLIERS = ("leverantor-s1", "leverantor-s2", "leverantor-s3")
ANSWERER = "svarare-q4"
FURTHER = {
    "org-q4": "Quist Svarar AB",
    "org-q5": "Quist Undrar AB",
    "org-q6": "Quist Frågar HB",
    "org-q7": "Quist Släkt AB",
}
"""Companies beside the cast's: one answers the RFI, one got its question answered, one waits, one has a relative."""

_KEPT = ("rfi", "call", "concept", "prototype")
_TOKEN = "zqx{:05d}"
TOKENS = r"zqx\d{5}"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The initiative at its phase: the whole truth about it, and the words that lie beside the picture."""

    phase: str
    at: datetime
    picture: Picture
    draft: str
    files: dict[str, str]


def a_world(phase: str) -> World:
    """Live the initiative up to a phase."""
    now = clock.now().replace(microsecond=0)
    wanted = _filled(_template(now, PHASES[phase]))
    _enter_further()
    _start(wanted)
    files: dict[str, str] = {}
    with resting():
        for one in _events.events(wanted):
            if one.at <= now:
                _do(one, files)
    renew(m.Initiative.objects.get(key=KEY), now)
    draft = _draft(now) if phase == "sealed" else ""
    return World(phase=phase, at=now, picture=pictures.take(KEY), draft=draft, files=files)


def _template(now: datetime, day: float) -> Picture:
    """Give the cast's journey as a picture, so placed in time that `day` of it is now. No row of it is kept."""
    with transaction.atomic():
        built = an_initiative(until="decided", at=now + timedelta(days=cast.DAY["decided"] - day))
        picture = pictures.take(built.key)
        transaction.set_rollback(True)
    return picture


def _filled(picture: Picture) -> Picture:
    """Add what the journey lacks and put a canary in every text."""
    start = _events.starts_at(picture)
    kept = {name: getattr(picture, name) for name in _collections(picture)}
    terms = replace(
        picture.terms, key=Key(KEY), number="K-1",
        stages=tuple(canary_money.stage(replace(one, opens_at=one.published_at)) for one in picture.terms.stages
                     if one.key in _KEPT),
        members=tuple(replace(one, since=start) for one in picture.terms.members),
        people=(*picture.terms.people, *_further_people()),
    )  # fmt: skip
    kept = {name: tuple(one for one in rows if getattr(one, "stage", _KEPT[0]) in _KEPT) for name, rows in kept.items()}
    kept["contracts"] = canary_money.contracts(kept["contracts"], start)
    terms = replace(terms, procurements=canary_money.procurements(terms.procurements))
    terms = canary_together.terms(terms, start)
    for more in (_ROWS, MORE, canary_money.ROWS, canary_together.ROWS):
        kept = {name: (*rows, *more.get(name, _nothing)(start)) for name, rows in kept.items()}
    kept["participations"] = canary_money.participations(kept["participations"], start)
    kept["assessments"] = tuple(_one_after_the_other(one) for one in kept["assessments"])
    kept["assessments"] = tuple(_with_a_risk(one, start) for one in kept["assessments"])
    kept["proposals"] = tuple(replace(one, outcomes=_with_reasons(one.outcomes)) for one in kept["proposals"])
    whole = Picture(terms=terms, _taken=kept)
    return _masked(_planted(_renamed(whole), count()))


def _masked(picture: Picture) -> Picture:
    """Let what is given out be what was handed in, with words covered."""
    held = {(one.key, it.topic): it.said for one in picture.submissions for it in one.answers}
    items = {one.key: tuple(_covered(it, held) for it in one.items) for one in picture.disclosures}
    given = tuple(replace(one, items=items[one.key]) for one in picture.disclosures)
    return Picture(terms=picture.terms, _taken={**picture._taken, "disclosures": given})


def _covered(item: DisclosureItem, held: dict[Any, Text]) -> DisclosureItem:
    if item.masked is None or item.topic is None:
        return item
    return replace(item, masked=mask(held[item.submission, item.topic], ["Svar", "Answer"]))


def _collections(picture: Picture) -> tuple[str, ...]:
    return tuple(picture._taken)


def _nothing(_: datetime) -> tuple[Any, ...]:
    return ()


def _one_after_the_other(one: Any) -> Any:
    """Let the second assessor mark a tenth of a day after the first."""
    return replace(one, at=one.at + timedelta(days=0.1)) if one.by == "axel" else one


def _with_a_risk(one: Any, start: datetime) -> Any:
    """Let what was agreed on the concepts carry a risk that was followed up, and a note of what was talked through."""
    if one.kind is not v.AssessmentKind.CONSENSUS or one.stage != "concept":
        return one
    low = Mark(criterion=Key("team"), value=1, motive=said("Risk.", "Risk."))
    marks = tuple(low if it.criterion == "team" else it for it in one.marks)
    risk = Risk(
        criterion=Key("team"), owner=Key("nils"), plan=said("Plan.", "Plan."), state=v.RiskState.REMAINS,
        shown=said("Visat.", "Shown."), followed_at=start + timedelta(days=104),
    )  # fmt: skip
    return replace(
        one, marks=marks, moderation=said("Talat.", "Talked."), risks=(risk,), price_reason=said("Moms.", "VAT.")
    )


def _with_reasons(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    told = {"reason": said("Skäl.", "Reason."), "direction": said("Ljud.", "Sound.")}
    return tuple(replace(one, **told, verdict=_waits(one, outcomes)) for one in outcomes)


def _waits(one: Outcome, outcomes: tuple[Outcome, ...]) -> v.Verdict:
    """Put the second on hold at the gate that ends the third: it is taken up again between gates."""
    ends = any(it.verdict is v.Verdict.ENDED for it in outcomes)
    return v.Verdict.ON_HOLD if ends and one.participation == "s2" else one.verdict


def _further_people() -> tuple[Person, ...]:
    return tuple(
        Person(key=Key(f"person-{key[4:]}"), name=f"Person {name}", email=f"person-{key[4:]}@cast.example",
               organisation=Key(key)) for key, name in FURTHER.items()
    )  # fmt: skip


def _enter_further() -> None:
    cast.the_house()
    for key, name in FURTHER.items():
        people.register_organisation(
            by=None, at=cast.HOUSE_OPENED, name=name, kind=v.OrganisationKind.COMPANY, key=key, invented=True
        )
    for one in _further_people():
        people.register_person(
            by=None, at=cast.HOUSE_OPENED, name=one.name, organisation=one.organisation, email=one.email, key=one.key,
            password=cast.PASSWORD,
        )  # fmt: skip


# The rows that the journey lacks, by collection; days are counted from the start.


def _participations(start: datetime) -> tuple[Participation, ...]:
    return (
        Participation(key=Key(ANSWERER), organisation=Key("org-q4"), first_stage=Key("rfi"), contact=Key("person-q4"),
                      joined_at=start + timedelta(days=10)),
    )  # fmt: skip


def _submissions(start: datetime) -> tuple[Submission, ...]:
    answers = (Answer(topic=Key("1"), said=said("Svar.", "Answer.")),)
    partner = Partner(kind=v.PartnerKind.CONSORTIUM, name="Hon", number="1", part=said("Del.", "Part."))
    return (
        Submission(key=Key("rfi-q4"), stage=Key("rfi"), participation=Key("svarare-q4"), version=1,
                   received_at=start + timedelta(days=10), answers=answers, partners=(partner,),
                   partners_changed=said("Bytt.", "Changed.")),
    )  # fmt: skip


def _questions(start: datetime) -> tuple[Question, ...]:
    def asked(
        key: str, stage: str, asker: str, *, day: float, answered: float | None = None, number: int = 1
    ) -> Question:
        return Question(
            key=Key(key), number=number, stage=Key(stage), asked_at=start + timedelta(days=day), asker=Key(asker),
            question=said("Fråga?", "Question?"), answer=said("Svar.", "Answer.") if answered else None,
            answered_at=start + timedelta(days=answered) if answered else None,
        )  # fmt: skip

    return (
        asked("fraga-1", "call", "org-q5", day=20, answered=25),
        asked("fraga-2", "call", "org-q6", day=30, number=2),
        asked("fraga-3", "concept", "org-s1", day=90),
    )


def _contacts(start: datetime) -> tuple[Contact, ...]:
    return tuple(
        Contact(key=Key(f"kontakt-{one}"), stage=Key("concept"), participation=Key(one), kind=v.ContactKind.MEETING,
                at=start + timedelta(days=76), people=(Key("petra"), Key(f"person-{one}")), told=said("Sagt.", "Told."),
                ideas=said("Idé.", "Idea.")) for one in cast.SUPPLIERS
    )  # fmt: skip


def _broadcasts(start: datetime) -> tuple[Broadcast, ...]:
    seen = (Acknowledgement(participation=Key("s1"), at=start + timedelta(days=81)),)
    shared: dict[str, Any] = {"subject": said("Ämne", "Subject"), "body": said("Till alla.", "To all.")}

    def told(number: int, stage: str, day: float, **rest: Any) -> Broadcast:
        return Broadcast(key=Key(f"info-{number}"), number=number, stage=Key(stage),
                         available_at=start + timedelta(days=day), **shared, **rest)  # fmt: skip

    workshops = tuple(Key(f"kontakt-{one}") for one in cast.SUPPLIERS)
    return (
        told(1, "rfi", 9.5, passes_on=(Key("anteckningar"),)),
        told(2, "call", 26),
        told(3, "concept", 80, passes_on=workshops, because=(Key("insikt"),), acknowledgements=seen),
    )


def _insights(start: datetime) -> tuple[Insight, ...]:
    return (
        Insight(key=Key("insikt"), at=start + timedelta(days=78), learned=said("Lärt.", "Learned."),
                source=said("Källa.", "Source."), contact=Key("kontakt-s1"), came_from=Key("ett-annat")),
    )  # fmt: skip


def _requirements(start: datetime) -> tuple[Requirement, ...]:
    return (
        Requirement(item=Key("krav"), version=1, at=start + timedelta(days=79), state=v.RequirementState.PROPOSED,
                    wording=said("Krav.", "Requirement."), why=said("Varför.", "Why."), because=(Key("insikt"),)),
    )  # fmt: skip


def _assumptions(start: datetime) -> tuple[Assumption, ...]:
    def version(number: int, day: float, **told: Any) -> AssumptionVersion:
        return AssumptionVersion(
            version=number, at=start + timedelta(days=day), by=Key("petra"), why=said("Varför.", "Why."),
            statement=said("Antagande.", "Assumption."), confidence=v.Confidence.MEDIUM, **told,
        )  # fmt: skip

    versions = (
        version(1, 75, state=v.AssumptionState.OPEN),
        version(2, 91, state=v.AssumptionState.SUPPORTED, evidence=said("Belägg.", "Evidence.")),
    )
    shared: dict[str, Any] = {
        "statement": said("Antagande.", "Assumption."), "evidence": said("Belägg.", "Evidence."),
        "state": v.AssumptionState.SUPPORTED, "next_test": said("Prov.", "Test."), "versions": versions,
    }  # fmt: skip
    return (
        Assumption(key=Key("antagande-behovet"), about=v.AssumptionAbout.NEED, **shared),
        Assumption(key=Key("antagande-leverantor"), about=v.AssumptionAbout.SUPPLIER, participation=Key("s1"),
                   **shared),
    )  # fmt: skip


def _experiments(start: datetime) -> tuple[Experiment, ...]:
    def tried(key: str, assumption: str) -> Experiment:
        return Experiment(
            key=Key(key), assumption=Key(assumption), owner=Key("petra"), hypothesis=said("Hypotes.", "Hypothesis."),
            cap=kr(0), starts=(start + timedelta(days=76)).date(), ends=(start + timedelta(days=90)).date(),
            result=said("Utfall.", "Result."), spent=kr(0), decision=said("Beslut.", "Decision."),
        )  # fmt: skip

    return tried("experiment-behovet", "antagande-behovet"), tried("experiment-leverantor", "antagande-leverantor")


def _ties(start: datetime) -> tuple[Tie, ...]:
    return (
        Tie(person=Key("jorun"), organisation=Key("org-q7"), declared_at=start + timedelta(days=20),
            nature=said("Syskon.", "Sibling.")),
    )  # fmt: skip


def _followers(start: datetime) -> tuple[Follower, ...]:
    return (
        Follower(organisation=Key("granby"), strength=v.Strength.WILL_TEST, at=start + timedelta(days=5),
                 note=said("Vi med.", "We too.")),
    )  # fmt: skip


_ROWS: dict[str, Callable[[datetime], tuple[Any, ...]]] = {
    "participations": _participations, "submissions": _submissions, "questions": _questions, "contacts": _contacts,
    "broadcasts": _broadcasts, "insights": _insights, "requirements": _requirements, "assumptions": _assumptions,
    "experiments": _experiments, "ties": _ties, "followers": _followers,
}  # fmt: skip


# Names that stand nowhere else, and a word of its own in every text.

_NEW_NAMES = {
    **{f"s{n}": f"leverantor-s{n}" for n in (1, 2, 3)},
    **{f"{stage}-s{n}": f"{stage}-leverantor-s{n}" for stage in ("call", "concept") for n in (1, 2, 3)},
}


def _renamed(value: Any) -> Any:
    if isinstance(value, Picture):
        taken = {name: tuple(map(_renamed, rows)) for name, rows in value._taken.items()}
        return Picture(terms=value.terms, _taken=taken)
    if is_dataclass(value) and not isinstance(value, Money | Text | type):
        return replace(value, **{f.name: _renamed(getattr(value, f.name)) for f in fields(value)})
    if isinstance(value, tuple):
        return tuple(map(_renamed, value))
    return _NEW_NAMES.get(value, value) if isinstance(value, str) else value


_PLAIN_TEXTS = {
    ("MarketLook", "source"), ("Undertaking", "reference"), ("CallOff", "reference"), ("OwnershipChange", "owner"),
    ("Partner", "name"), ("Partner", "number"), ("Partner", "country"), ("Resumption", "reference"),
    ("Resumption", "committee"),
    ("MoneyEntry", "reference"), ("Contract", "file_name"), ("Paper", "name"), ("Disclosure", "diary_number"),
}  # fmt: skip
"""Texts without a language that somebody types, and that nothing else is found by."""


def _planted(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, Picture):
        taken = {name: tuple(_planted(one, numbers) for one in rows) for name, rows in value._taken.items()}
        return Picture(terms=_planted(value.terms, numbers), _taken=taken)
    if isinstance(value, Text):
        word = _TOKEN.format(next(numbers))
        return Text({language: f"{text} {word}" for language, text in value.by_language.items()})
    if isinstance(value, tuple):
        return tuple(_planted(one, numbers) for one in value)
    if not is_dataclass(value) or isinstance(value, Money | type):
        return value
    return replace(value, **{f.name: _in_field(value, f.name, numbers) for f in fields(value)})


def _in_field(record: Any, name: str, numbers: Iterator[int]) -> Any:
    held, kind = getattr(record, name), type(record).__name__
    if (kind, name) in {("Contract", "file_digest"), ("Paper", "digest")}:
        return f"{next(numbers):064x}"
    if (kind, name) in _PLAIN_TEXTS:
        return _TOKEN.format(next(numbers))
    if (kind, name) == ("Contract", "use_right"):
        return _planted(said("Rätt.", "Right."), numbers)
    if (kind, name) == ("Mark", "motive"):
        return _planted(said("Motiv.", "Motive."), numbers)
    if (kind, name) in {("Answer", "ground"), ("Answer", "damage")}:
        return _planted(said("Skydda.", "Protect."), numbers)
    return _planted(held, numbers)


# Living it.


def _start(picture: Picture) -> None:
    terms, at = picture.terms, _events.starts_at(picture)
    demand.start(
        by="nils", at=at, key=KEY, number=terms.number, title=terms.title, summary=terms.summary, buyer=cast.BUYER,
        need=terms.needs[0], stages=[_events.planned(one) for one in terms.stages],
        team=[(one.person, one.role) for one in terms.members if one.person != "nils"],
        intermediaries=terms.intermediaries, ceiling=terms.ceiling, supplier_ceiling=terms.supplier_ceiling,
        invented=True,
    )  # fmt: skip


def _do(one: _events.Event, files: dict[str, str]) -> None:
    if one.verb == "selection.hand_in":
        number = _upload(one, files)
        one = replace(one, values={**one.values, "files": (number,), "file_marks": {number: _mark(len(files))}})
    room, _, name = one.verb.partition(".")
    getattr(import_module(f"vakna.actions.{room}"), name)(by=one.by, at=one.at, initiative=KEY, **one.values)


def _mark(number: int) -> SecrecyMark:
    """Give a file's secrecy mark, with words of its own."""
    ground, damage = (f"Skydda {_TOKEN.format(start + number)}" for start in (92_000, 93_000))
    return SecrecyMark(ground=said(ground), damage=said(damage))


def _upload(one: _events.Event, files: dict[str, str]) -> int:
    """Upload a file to the draft of the hand-in; its name and its content carry words of their own."""
    word = _TOKEN.format(90_000 + len(files))
    files[word] = one.values["key"]
    content = f"innehåll {_TOKEN.format(91_000 + len(files))}".encode()
    return drafts.upload(
        by=one.by, at=one.at, initiative=KEY, form=f"hand-in.{one.values['stage']}", topic="bilaga", name=f"{word}.txt",
        media_type="text/plain", size=len(content), chunks=[content],
    )  # fmt: skip


def _draft(at: datetime) -> str:
    word = _TOKEN.format(99_999)
    drafts.keep(by="person-s2", at=at, initiative=KEY, form="hand-in.call", content={"need": word})
    return word
