"""Before the award nobody outside learns how many tender: two houses that differ in nothing else answer the same."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.cast import an_initiative, marks, said
from tests.web.routes import known, routes
from tests.web.visitor import Reader, reader
from vakna.actions import assessment, dialogue, oversight, people, selection
from vakna.core.initiative import Answer, Key
from vakna.core.words import STOCKHOLM
from vakna.records import clock
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OUTSIDE = (None, "stranger", "folke", "oskar", "colin", "inga", "person-s1")
"""Who must not know: nobody, a stranger, follower, observer, coach, intermediary, and one who tenders itself."""

_CHANGES_EACH_TIME = re.compile(
    r'''name="(?:csrfmiddlewaretoken|once)"\ value="[^"]*" | p-[0-9a-f]{12} | r-[0-9a-f]{16} | [0-9a-f]{32,}
    | [A-Za-z0-9+/]{43,}={0,2} | —\ .* | /letters/\d+/ | \d\d:\d\d:\d\d\.\d{6} | \b\d{1,2}\ (?:min|s)\b
    | value="\d{4}-\d\d-\d\dT\d\d:\d\d"''',
    re.VERBOSE,
)
"""What no two pages share: keys of forms, pseudonyms, hashes, signatures, the second at which they were made."""


def _sealed(start: datetime, suppliers: tuple[str, ...]) -> None:
    """Let these suppliers tender; each of them then says that it has seen the information to all."""
    told: dict[str, object] = {"initiative": "prov", "stage": "call"}
    dialogue.broadcast(
        by="ulla", at=start + timedelta(days=21), key="info", subject=said("Ämne"), body=said("Text"), **told
    )  # type: ignore[arg-type]
    for one in suppliers:
        answers = (Answer(topic=Key("need"), said=said("Vårt anbud.")),)
        by, at = f"person-{one}", start + timedelta(days=25)
        shared = {"by": by, "at": at, **told}
        selection.hand_in(answers=answers, participation=one, key=f"h-{one}", **shared)  # type: ignore[arg-type]
        dialogue.acknowledge(by=by, at=at, initiative="prov", broadcast="info", participation=one)


def _opened(start: datetime, suppliers: tuple[str, ...]) -> None:
    """Open, read and mark what came in, and sign a checkpoint as the hour strikes."""
    _sealed(start, suppliers)
    at, shared = start + timedelta(days=48), {"initiative": "prov", "stage": "call"}
    for by in ("ulla", "jorun"):
        selection.open_sealed(by=by, at=at, **shared)
    for by in ("asta", "axel", "petra"):
        people.declare_interests(by=by, at=at, about=suppliers, **shared)
    for one in suppliers:
        selection.read(by="asta", at=at, initiative="prov", submission=f"h-{one}")
        for by in ("asta", "axel"):
            assessment.hand_in(by=by, at=at, participation=one, marks=marks(), **shared)  # type: ignore[arg-type]
        assessment.agree(by="petra", at=at, participation=one, marks=marks(), **shared)  # type: ignore[arg-type]
    oversight.checkpoint_all(at=at)


def _everything_outside(now: datetime, days: int, history: object, suppliers: tuple[str, ...]) -> dict[str, str]:
    """Build one house, read all that outsiders can read in it, and tear it down."""
    with transaction.atomic():
        built = an_initiative(until="call open", at=now - timedelta(days=days - 20))
        history(built.start, suppliers)  # type: ignore[operator]
        read = {f"{who} {address}": text for who in OUTSIDE for address, text in _read(who)}
        transaction.set_rollback(True)
    return read


def _read(who: str | None) -> list[tuple[str, str]]:
    client = reader(who)
    values = {
        **known("prov"),
        "file": ["0"],
        "participation": ["s1"],
        "submission": ["h-s1"],
        "taking part": ["call s1"],
    }
    values["letter"] = _own_letters(who)
    return [(address, _text(client, address)) for route in routes() for address in route.addresses(values, "sv")]


def _own_letters(who: str | None) -> list[str]:
    return [str(pk) for pk in m.Letter.objects.filter(to=f"{who}@cast.example").values_list("pk", flat=True)]


def _text(client: Reader, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code < 500, address
    body = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    return _CHANGES_EACH_TIME.sub("·", f"{answer.status_code} {body.decode('utf-8', 'replace')}")


def _without_the_present(now: datetime, read: dict[str, str]) -> dict[str, str]:
    """Take away the minutes in which the pages may have been read: some say from when until when they compare."""
    minutes = [now.astimezone(STOCKHOLM) + timedelta(minutes=number) for number in range(-1, 30)]
    present = re.compile("|".join(f"{one:%H}[.:]{one:%M}" for one in minutes))
    return {where: present.sub("·", text) for where, text in read.items()}


@pytest.mark.parametrize(("history", "days"), [(_sealed, 30), (_opened, 50)])
def test_outsiders_read_the_same_whether_one_or_three_have_tendered(history: object, days: int) -> None:
    now = clock.now().replace(microsecond=0)

    one = _without_the_present(now, _everything_outside(now, days, history, ("s1",)))
    three = _without_the_present(now, _everything_outside(now, days, history, ("s1", "s2", "s3")))

    assert len(one) > 100
    assert [where for where in one if one[where] != three.get(where)] == []
