"""Long dialogues at once: rows by the thousand, written straight to the database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.cast import Built
from vakna.core.initiative import text
from vakna.core.vocabulary import RequirementState
from vakna.records import models as m

_STATES = (RequirementState.CURRENT, RequirementState.PROPOSED, RequirementState.DROPPED)


def questions(built: Built, count: int, *, stage: str = "rfi") -> None:
    """Let so many questions have been asked in a stage and answered, numbered from one."""
    where = m.Stage.objects.get(initiative__key=built.key, key=stage)
    m.Question.objects.bulk_create(
        m.Question(
            initiative=where.initiative, key=f"f-{n}", number=n, stage=where, asked_at=built.at,
            question=text(f"Fråga nummer {n}?"), answer=text("Ja."), answered_at=built.at,
        )
        for n in range(1, count + 1)
    )  # fmt: skip


def versions(built: Built, *, items: int, each: int) -> None:
    """Let the specification have so many items with so many versions each, an hour apart, up to the present."""
    initiative, petra = m.Initiative.objects.get(key=built.key), m.Person.objects.get(key="petra")
    m.Requirement.objects.bulk_create(
        (
            m.Requirement(initiative=initiative, by=petra, why=text("Det lärde vi oss av dem som provade."), **one)
            for one in _worded(built.at, items, each)
        ),
        batch_size=2_000,
    )


def _worded(at: datetime, items: int, each: int) -> Iterator[dict[str, object]]:
    for item in range(items):
        for version in range(1, each + 1):
            said = f"Punkt {item} klarar {version + item} vakna steg utan att någon hjälper till."
            yield {
                "item": f"punkt-{item:03}", "version": version, "at": at - timedelta(hours=each - version),
                "state": _STATES[item % 3], "wording": text(said),
            }  # fmt: skip
