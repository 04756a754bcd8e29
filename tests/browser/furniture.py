"""What some pages need to have something to show: a file handed in, a signed contract, a question not answered."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.tokens import default_token_generator

from tests import cast
from tests.actions.test_assessment import joint
from vakna.actions import dialogue, drafts, initiatives, oversight, selection
from vakna.core.initiative import Answer, Contact, Contract, Key, Scenario, UserTest, text
from vakna.core.vocabulary import ContactKind, Release
from vakna.records import models as m
from vakna.records import pictures

FILED, ASKED, PACKED, JOINT = "concept-open", "rfi-open", "call-open", "joint"
_SECRET: dict[str, str] = {}


def furnish(at: datetime) -> None:
    """Put them in place, through the real actions, at an instant when the stages are open."""
    _hand_in_a_file(at)
    _sign(at)
    _ask_for_records(at)
    _test_with_users(at)
    _meet(at)
    _tell(at)
    _note_a_part(at)
    joint(cast.an_initiative(until="opened", key=JOINT))
    dialogue.make_pack(by="ulla", at=at, initiative=PACKED, stage="call", key="packed")
    dialogue.ask(by=None, at=at, initiative=ASKED, stage="rfi", question=text("Får två svara tillsammans?"))


def _upload(by: str, at: datetime, form: str, topic: str) -> Any:
    number = drafts.upload(
        by=by, at=at, initiative=FILED, form=form, topic=topic, name="bilaga å.pdf", media_type="application/pdf",
        size=16, chunks=[b"%PDF-1.7 en fil."],
    )  # fmt: skip
    return m.StoredFile.objects.get(pk=number)


def _hand_in_a_file(at: datetime) -> None:
    file = _upload("person-s1", at, "hand-in.concept", "more")
    answers = (Answer(topic=Key("need"), said=text("Se bilagan.")),)
    selection.hand_in(
        by="person-s1", at=at, initiative=FILED, stage="concept", answers=answers, files=[file.pk], participation="s1",
        key="handed-in",
    )  # fmt: skip


def _sign(at: datetime) -> None:
    file = _upload("ulla", at, "contract/signed", "contract")
    contract = Contract(
        key=Key("signed"), participation=Key("s1"), stage=Key("prototype"), signed=at.date(), pay=cast.kr(50_000),
        file_name=file.name, file_digest=file.digest,
    )  # fmt: skip
    initiatives.record_contract(by="ulla", at=at, initiative=FILED, contract=contract)


def _note_a_part(at: datetime) -> None:
    """Note that a tenderer took part in the preparations."""
    shared: dict[str, Any] = {"by": "ulla", "at": at, "initiative": "opened"}
    dialogue.note_involvement(**shared, participation="s1", how=text("Var med i verkstaden."), key="noted")


def _meet(at: datetime) -> None:
    """Put a meeting on record that Sara brought a file to."""
    paper = dialogue.Upload(name="skiss å.pdf", media_type="application/pdf", size=16, chunks=[b"%PDF-1.7 en fil."])
    met = Contact(
        key=Key("met"), stage=Key("concept"), participation=Key("s1"), kind=ContactKind.MEETING, at=at,
        told=text("Sagt."),
    )  # fmt: skip
    dialogue.record_contact(by="petra", at=at, initiative=FILED, contact=met, files=[paper])


def _tell(at: datetime) -> None:
    """Tell everybody something that a file goes with. What was told at the meeting is not among it."""
    paper = dialogue.Upload(name="schema å.pdf", media_type="application/pdf", size=16, chunks=[b"%PDF-1.7 en fil."])
    dialogue.broadcast(
        by="petra", at=at, initiative=FILED, stage="concept", subject=text("Schemat"), body=text("Så ser dagen ut."),
        documents=[paper], key="told",
    )  # fmt: skip


def _ask_for_records(at: datetime) -> None:
    """Ask twice for what Sara handed in: once it waits, once it is tried."""
    for key in ("asked", "tried"):
        oversight.record_request(by=None, at=at, initiative=FILED, stage="concept", key=key)
    tried = pictures.take(FILED, {"openness"}).disclosures[-1]
    items = [replace(item, decision=Release.RELEASE) for item in tried.items]
    oversight.decide_disclosure(by="jorun", at=at, initiative=FILED, disclosure="tried", items=items)


def _test_with_users(at: datetime) -> None:
    """Plan a test with users, and remember the secret of its invitation."""
    test = UserTest(
        key=Key("tested"), stage=Key("concept"), title=text("Prova dagen"), about=text("Nio minuter."),
        consent=text("Det är frivilligt."), scenarios=(Scenario(key=Key("s1"), task=text("Hitta knappen")),),
        opens=at - timedelta(hours=1), closes=at + timedelta(days=1), by=Key("petra"),
    )  # fmt: skip
    _SECRET["tested"] = dialogue.plan_user_test(by="petra", at=at, initiative=FILED, test=test)


def an_invitation() -> str:
    """Give what stands after the question mark in a user test's link."""
    return urlencode({"code": _SECRET["tested"]})


def a_consent() -> str:
    """Give the same once the test user has said yes."""
    return f"{an_invitation()}&consent=yes"


def a_question_about_use() -> str:
    """Give what stands after the question mark in the letter that asks whether the solution is used."""
    letter = m.Letter.objects.filter(initiative__key="in-use", body__contains="/in-use/").latest("pk")
    return f"code={letter.body.partition('code=')[2].split()[0]}"


def a_file() -> int:
    """Give the number of the file that Sara handed in."""
    return m.StoredFile.objects.get(submission__key="handed-in").pk


def a_question() -> str:
    """Give the key of the question that waits for an answer."""
    return m.Question.objects.get(initiative__key=ASKED).key


def a_way_in() -> str:
    """Give what stands after the question mark in the letter to somebody who has forgotten the password."""
    person = m.Person.objects.get(key="stranger")
    return urlencode({"person": person.key, "token": default_token_generator.make_token(person)})


def a_letter() -> int:
    """Give the number of a letter of the practice case."""
    return m.Letter.objects.filter(initiative__sandbox=True).latest("pk").pk
