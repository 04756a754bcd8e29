"""What some pages need to have something to show: a file handed in, a signed contract, a question not answered."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.tokens import default_token_generator

from tests import cast
from vakna.actions import dialogue, drafts, initiatives, selection
from vakna.core.initiative import Answer, Contract, Key, text
from vakna.records import models as m

FILED, ASKED = "concept-open", "rfi-open"


def furnish(at: datetime) -> None:
    """Put them in place, through the real actions, at an instant when the stages are open."""
    _hand_in_a_file(at)
    _sign(at)
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
