"""The hand beside the served house of test_last_instant: enters who tenders, moves the deadline, reads the rows.

Runs in a process of its own, on the house's own settings: `python -m tests.cli.last_instant_hand COUNT`. It says who is
logged in by which session; then it is told `deadline INSTANT` or `rows`, and answers each with one line.
"""

import json
import sys
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402

from tests.cast import an_initiative  # noqa: E402
from vakna.actions._journal import house_key  # noqa: E402
from vakna.core import journal  # noqa: E402
from vakna.core import vocabulary as v  # noqa: E402
from vakna.exchange import signed_note  # noqa: E402
from vakna.records import clock  # noqa: E402
from vakna.records import models as m  # noqa: E402

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def _enter(count: int) -> list[str]:
    """Enter so many suppliers, each with somebody logged in, and give the keys of their sessions in order."""
    kind = v.OrganisationKind.COMPANY
    m.Organisation.objects.bulk_create(
        m.Organisation(key=f"o-{n}", name=f"Sista {n} AB", sort_key=f"{n:05}", kind=kind) for n in range(count)
    )
    homes = dict(m.Organisation.objects.filter(key__startswith="o-").values_list("key", "pk"))
    m.Person.objects.bulk_create(
        m.Person(key=f"sist-{n}", name=f"Person {n}", email=f"sist-{n}@cast.example", pseudonym=f"p-sist-{n}",
                 organisation_id=homes[f"o-{n}"])
        for n in range(count)
    )  # fmt: skip
    people = {one.key: one for one in m.Person.objects.filter(key__startswith="sist-")}
    return [_session(people[f"sist-{n}"]) for n in range(count)]


def _session(person: m.Person) -> str:
    """Log a person in, as the log-in page would."""
    key, store = f"{'s' * 24}{person.pk:08}", SessionStore()
    held = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: _BACKEND,
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    until = clock.now() + timedelta(days=1)
    Session.objects.create(session_key=key, session_data=store.encode(held), expire_date=until)
    return key


def _rows() -> dict[str, Any]:
    """Give what stands: stamps and tenders by supplier, how many receipts verify, the tree's size, the drafts kept."""
    tenders = list(m.Submission.objects.filter(stage__key="call").select_related("participation__contact"))
    drafts = list(m.Draft.objects.filter(form="hand-in.call").select_related("person"))
    stamps = {_number(one.participation.contact): one.received_at.isoformat() for one in tenders}
    stamps |= {_number(one.person): one.saved_at.isoformat() for one in drafts}
    tree = m.SealedTree.objects.get(stage__key="call")
    leaves = set(tree.leaves.values_list("leaf", flat=True))
    return {
        "stamps": stamps, "stored": dict(Counter(_number(one.participation.contact) for one in tenders)),
        "verified": sum(_verifies(one, leaves) for one in tenders), "tree": tree.size,
        "drafts": {_number(one.person): one.content["need"][: len(f"Svar {_number(one.person)}.")] for one in drafts},
    }  # fmt: skip


def _number(person: m.Person | None) -> str:
    assert person
    return person.key.removeprefix("sist-")


def _verifies(tender: m.Submission, leaves: set[str]) -> bool:
    receipt = signed_note.read_receipt_note(note=tender.receipt or "", keys=[house_key().public])
    said, stored = (receipt.received_at, receipt.submission), (journal.instant(tender.received_at), tender.digest)
    return said == stored and journal.receipt_leaf(receipt).hex() in leaves


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Do what is asked, line by line."""
    an_initiative(until="call open")
    _say(_enter(int(sys.argv[1])))
    for line in sys.stdin:
        word, _, instant = line.strip().partition(" ")
        if word == "deadline":
            m.Stage.objects.filter(key="call").update(deadline=datetime.fromisoformat(instant))
        _say(_rows() if word == "rows" else True)


if __name__ == "__main__":
    main()
