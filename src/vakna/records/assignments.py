"""The initiatives in which somebody is the intermediary: what is public of them, and the own advice."""

from dataclasses import dataclass

from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Stage, Terms
from vakna.records import models as m


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One initiative: its row, its terms with mandates, declarations and stages alone, its buyers, and one's advice."""

    initiative: m.Initiative
    terms: Terms
    buyers: tuple[str, ...]
    advice: tuple[m.Advice, ...]


def held_by(person: m.Person) -> list[Assignment]:
    """Give the initiatives in which a person holds the role now, the latest first. Four queries, however many."""
    mine = {"members__person": person, "members__role": v.Role.INTERMEDIARY, "members__until__isnull": True}
    found = list(m.Initiative.objects.filter(**mine).distinct().order_by("-started", "pk"))
    stages: dict[int, list[Stage]] = {}
    for row in m.Stage.objects.filter(initiative__in=found).order_by("number"):
        one = Stage(key=Key(row.key), number=row.number, name=row.name, instrument=row.instrument, state=row.state,
                    deadline=row.deadline)  # fmt: skip
        stages.setdefault(row.initiative_id, []).append(one)
    names = dict(m.Organisation.objects.filter(key__in={key for one in found for key in one.buyers})
                 .values_list("key", "name"))  # fmt: skip
    advice: dict[int, list[m.Advice]] = {}
    for given in m.Advice.objects.filter(initiative__in=found, by=person).order_by("-at"):
        advice.setdefault(given.initiative_id, []).append(given)
    return [
        Assignment(initiative=one, terms=_terms(one, stages.get(one.pk, [])),
                   buyers=tuple(names[key] for key in one.buyers), advice=tuple(advice.get(one.pk, [])))
        for one in found
    ]  # fmt: skip


def _terms(row: m.Initiative, stages: list[Stage]) -> Terms:
    return Terms(
        key=Key(row.key), number=row.number, title=row.title, summary=row.summary, provenance=row.provenance,
        started=row.started, mandates=row.mandates, neutrality=row.neutrality, stages=tuple(stages),
    )  # fmt: skip
