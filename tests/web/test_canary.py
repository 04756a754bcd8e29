"""Nobody sees what is hidden: a word of its own in each protected field, looked for wherever somebody can read."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any, get_type_hints
from zipfile import ZipFile

import pytest
from django.db import transaction
from pypdf import PdfReader

from tests.web import canary_table as table
from tests.web import documented
from tests.web.canary_log import server_log
from tests.web.canary_world import KEY, PHASES, TOKENS, World, a_world
from tests.web.routes import LANGUAGES, known, routes
from tests.web.visitor import Reader, reader
from vakna.cli import main as shell
from vakna.core import initiative, visibility
from vakna.core.vocabulary import Seen
from vakna.records import models as m
from vakna.web.initiatives import frame

pytestmark = pytest.mark.django_db

Known = dict[str, frozenset[table.Person]]
Found = dict[str, str]


def _who_may(world: World) -> Known:
    """Give every canary with everybody who may know it."""
    allowed: dict[str, set[table.Person]] = defaultdict(set)
    for leaf in table.leaves(world):
        allowed[leaf.word] |= {who for who in table.EVERYBODY if table.may_know(world, who, leaf)}
    return {word: frozenset(who) for word, who in allowed.items()} | table.secrets_beside(world)


def _read(who: table.Person, language: str) -> Iterator[tuple[str, str]]:
    """Fetch every address of the initiative as one person, and give each with all that came back."""
    client = reader(who)
    values = known(KEY)
    for route in routes():
        for address in route.addresses(values, language):
            yield address, _fetched(client, address)


def _fetched(client: Reader, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code < 500, address
    body = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    return _as_text(body) + str(answer.headers)


def _as_text(body: bytes) -> str:
    """Give what can be read in an answer: also inside a PDF and in every part of a Word document."""
    if body.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(body))
        return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as whole:
            return "\n".join(whole.read(name).decode("utf-8", "replace") for name in whole.namelist())
    return body.decode("utf-8", "replace")


def _letters(who: table.Person) -> Iterator[tuple[str, str]]:
    for one in m.Letter.objects.filter(to=f"{who}@cast.example"):
        yield f"letter {one.pk}", f"{one.subject}\n{one.body}"


def _exports(capsys: Any) -> Iterator[tuple[str, str]]:
    for asked in (["export", KEY, "--public"], ["export", KEY, "--journal", "--public"]):
        assert shell.main(asked) == 0
        yield " ".join(asked), capsys.readouterr().out


def _found(text: str, plain: list[str]) -> set[str]:
    return set(re.findall(TOKENS, text)) | {word for word in plain if word in text}


def _leaks(allowed: Known, who: table.Person, read: Iterator[tuple[str, str]], seen: Found) -> list[str]:
    """Give each canary that was found where it must not be; remember where each was found."""
    plain = [word for word in allowed if not re.fullmatch(TOKENS, word)]
    leaks = []
    for where, text in read:
        for word in _found(text, plain):
            if word in where:
                continue  # the address that was asked for, given back
            seen.setdefault(word, where)
            if word in allowed and who not in allowed[word]:
                leaks.append(f"{who or 'nobody'} reads {word} at {where}")
    return leaks


def _read_route(who: table.Person, name: str) -> Iterator[tuple[str, str]]:
    """Fetch one route's addresses."""
    route = next(one for one in routes() if one.name == name)
    client = reader(who)
    for address in route.addresses(known(KEY), "sv"):
        yield address, _fetched(client, address)


def _language(phase: str, who: table.Person) -> str:
    """Let everybody read in one language in one phase and in the other in the next: all read both."""
    return LANGUAGES[(list(PHASES).index(phase) + table.EVERYBODY.index(who)) % 2]


@pytest.mark.parametrize("phase", PHASES)
def test_nobody_sees_what_is_hidden(phase: str, capsys: Any) -> None:
    world = a_world(phase)
    allowed, seen = _who_may(world), Found()
    where = {leaf.word: leaf.place for leaf in table.leaves(world)}
    leaks: list[str] = []

    with server_log() as log:
        for who in table.EVERYBODY:
            leaks += _leaks(allowed, who, _read(who, _language(phase, who)), seen)
            leaks += _leaks(allowed, who, _letters(who), seen)
        written = list(log.lines())
    leaks += _leaks(allowed, None, _exports(capsys), seen)
    leaks += _leaks(allowed, None, iter(written), {})

    assert [f"{leak} ({where.get(leak.split()[2])})" for leak in leaks] == []
    assert any("Forbidden" in line for _, line in written)
    may_be_found = {place for word, place in where.items() if allowed[word]}
    never_found = may_be_found - {place for word, place in where.items() if word in seen}
    assert never_found == set()


def test_a_page_without_redaction_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The net holds: with the redaction taken away, one page leaks texts of every class to nobody at all."""
    world = a_world("proposed")
    allowed = _who_may(world)
    classes = {leaf.word: leaf.seen for leaf in table.leaves(world)}

    before = _leaks(allowed, None, _read_route(None, "document_file"), {})
    monkeypatch.setattr(visibility, "seen_by", lambda picture, *_, **__: picture)
    after = _leaks(allowed, None, _read_route(None, "document_file"), {})

    assert before == []
    assert {classes.get(leak.split()[2], "public") for leak in after} == {"public", "party", "own", "assessor"}


def test_a_template_that_says_too_much_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The net holds: one protected text in the frame of a page is caught wherever it is shown."""
    world = a_world("proposed")
    secret = next(leaf.word for leaf in table.leaves(world) if leaf.place == "Mark.motive")
    allowed = _who_may(world)

    before = _leaks(allowed, "person-s1", _read_route("person-s1", "initiative"), {})
    monkeypatch.setattr(frame, "kicker", lambda _: secret, raising=True)
    after = _leaks(allowed, "person-s1", _read_route("person-s1", "initiative"), {})

    assert (before, [leak.split()[2] for leak in after]) == ([], [secret])


def test_the_canaries_stand_in_every_protected_field_that_can_hold_one() -> None:
    """A new protected field of text is covered by itself, or this fails. An item's file is an attachment's own hash."""
    covered = {leaf.place for phase in ("opened", "decided") for leaf in table.leaves(_torn_down(phase))}

    wanted = {f"{kind.__name__}.{f.name}" for kind, f in _protected_fields() if _holds_text(kind, f)}

    elsewhere = {"Answer.topic", "Attachment.media_type", "Paper.media_type", "DisclosureItem.file", *_SIGNED}
    assert wanted - covered - elsewhere == set()


_SIGNED = {"Broadcast.cleared_because", "Pack.cleared_because"}
"""Written only where a leak was found and signed for; tests/core/test_visibility_fields plants a word in them too."""


def _torn_down(phase: str) -> World:
    with transaction.atomic():
        world = a_world(phase)
        transaction.set_rollback(True)
    return world


def _protected_fields() -> list[tuple[type, Any]]:
    kinds = [one for one in vars(initiative).values() if isinstance(one, type) and is_dataclass(one)]
    return [(kind, f) for kind in kinds for f in fields(kind) if f.metadata.get("seen", Seen.PUBLIC) != Seen.PUBLIC]


def _holds_text(kind: type, f: Any) -> bool:
    """A text, or a plain string that is no reference to something else."""
    named = str(get_type_hints(kind)[f.name])
    return not f.metadata.get("ref") and any(one in named for one in ("Text", "Digest", "str"))


@pytest.mark.parametrize("phase", PHASES)
def test_the_document_holds_no_field_that_its_reader_may_not_know(phase: str) -> None:
    """Numbers, instants and references carry no word of their own: the document is judged field by field."""
    world = a_world(phase)

    told = {who: list(documented.told(world, _document(who))) for who in table.EVERYBODY}

    read = [(who, leaf) for who, leaves in told.items() for leaf in leaves]
    assert {(who, leaf.place) for who, leaf in read if not table.may_know(world, who, leaf)} == set()
    assert len(told["rut"]) > len(told[None]) > 100


def _document(who: table.Person) -> Any:
    return json.loads(next(_read_route(who, "document_file"))[1].rpartition("}\n")[0] + "}")
