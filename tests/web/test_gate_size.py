"""A gate with 100 suppliers, 5 assessors and 12 criteria: few queries, a page that is not heavy, the rule tried."""

from dataclasses import replace
from typing import Any

import pytest

from tests import cast
from tests.web.visitor import browser, queries
from vakna.core import vocabulary as v
from vakna.core.initiative import Criterion, Key, Mark, Organisation, Participation, text
from vakna.records import models as m
from vakna.records import pictures, rows

SUPPLIERS, ASSESSORS, CRITERIA = 100, 5, 12
_GROUPS = (v.CriterionGroup.NEED, v.CriterionGroup.MARKET, v.CriterionGroup.MODEL, v.CriterionGroup.TEAM)
BYTES = 300_000
"""The page shows fifty suppliers of the hundred; the other fifty are one press away."""


def a_large_gate(suppliers: int = SUPPLIERS) -> str:
    """Let many suppliers wait at the gate after the concepts, marked by five assessors on twelve criteria."""
    built = cast.an_initiative(until="assessed", key="stor")
    row = m.Initiative.objects.get(key=built.key)
    stage = m.Stage.objects.get(initiative=row, key="concept")
    criteria = tuple(
        Criterion(key=Key(f"k{n}"), number=n, group=_GROUPS[n % 4], kind=v.CriterionKind.OPTION_GROUND,
                  title=text(f"Kriterium {n}"), stop=n == 1) for n in range(1, CRITERIA + 1)
    )  # fmt: skip
    stage.criteria = criteria
    stage.save()
    m.Assessment.objects.filter(stage=stage).delete()
    _suppliers(row, stage, suppliers)
    _assess(row, stage, criteria)
    everybody = tuple(Key(one) for one in m.Participation.objects.filter(initiative=row).values_list("key", flat=True))
    m.Declaration.objects.filter(initiative=row, stage=stage).update(about=everybody)
    for key in ("nils", "jorun"):
        m.Declaration.objects.create(
            initiative=row, stage=stage, person=cast.person(key), at=stage.decision_due, about=everybody
        )
    return built.key


def _suppliers(row: m.Initiative, stage: m.Stage, count: int) -> None:
    picture = pictures.take(row.key, {"participations", "submissions"})
    one = picture.participations[0]
    given = next(it for it in picture.submissions if it.stage == "concept")
    for number in range(4, count + 1):
        key = f"s{number}"
        org = Organisation(key=Key(f"org-{key}"), name=f"Bolag {number} AB", kind=v.OrganisationKind.COMPANY)
        made = m.Organisation.objects.create(**_columns(org), sort_key=f"{number:04}")
        m.CastOrganisation.objects.create(initiative=row, organisation=made)
        joined: Participation = replace(one, key=Key(key), organisation=org.key, contact=None, alias=number)
        values = rows.columns(m.Participation, joined, rows.finder(row))
        found = m.Participation.objects.create(initiative=row, **values)
        m.Submission.objects.create(
            initiative=row, stage=stage, participation=found, key=f"concept-{key}", version=1,
            received_at=given.received_at, answers=given.answers,
        )  # fmt: skip


def _columns(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("key", "name", "kind", "country")}


def _assess(row: m.Initiative, stage: m.Stage, criteria: tuple[Criterion, ...]) -> None:
    at, suppliers = stage.decision_due, list(m.Participation.objects.filter(initiative=row).order_by("pk"))
    by = [cast.person(key) for key in ("asta", "axel", "nils", "ulla", "jorun")][:ASSESSORS]
    made = []
    for number, one in enumerate(suppliers):
        marks = tuple(_mark(it, (number + it.number) % 3) for it in criteria)
        kinds = [(v.AssessmentKind.INDIVIDUAL, who) for who in by]
        kinds.append((v.AssessmentKind.CONSENSUS, cast.person("petra")))
        made += [
            m.Assessment(initiative=row, key=f"a-{number}-{place}", stage=stage, participation=one, kind=kind, by=who,
                         at=at, marks=marks) for place, (kind, who) in enumerate(kinds)
        ]  # fmt: skip
    m.Assessment.objects.bulk_create(made)


def _mark(one: Criterion, value: int) -> Mark:
    motive = None if value == 2 else text("Vi såg det inte i underlaget, och ingen av oss kunde visa på det.")
    return Mark(criterion=one.key, value=value, motive=motive)


@pytest.mark.django_db
def test_gate_of_a_hundred_suppliers_asks_little_and_weighs_little() -> None:
    page = f"/sv/initiatives/{a_large_gate()}/stages/concept/gate/"
    answer = browser("ulla").get(page)

    assert m.Assessment.objects.filter(stage__key="concept").count() == SUPPLIERS * (ASSESSORS + 1)
    assert answer.status_code == 200
    assert answer.content.decode().count('class="mark mark-') >= 50 * CRITERIA
    assert len(answer.content) <= BYTES
    assert queries(page, "ulla") <= 20


def _seven() -> str:
    """Let seven suppliers wait at the gate, each with a motive of its own."""
    key = a_large_gate(7)
    for one in m.Assessment.objects.filter(initiative__key=key, kind=v.AssessmentKind.CONSENSUS):
        said = text(f"Så här såg vi {one.participation.key}.")
        one.marks = tuple(replace(it, value=1, motive=said) for it in one.marks)
        one.save()
    return key


@pytest.mark.django_db
def test_gate_for_seven_is_three_pages_with_reasons_from_the_motives_confirmed_one_by_one() -> None:
    key = _seven()
    leader, decider = browser("ulla"), browser("beata")
    gate, decide = (f"/sv/initiatives/{key}/stages/concept/{page}/" for page in ("gate", "decide"))

    form = leader.get(gate).context["form"]
    begun = {field.name: field.value() for field in form if field.value() not in (None, "")}
    suppliers = [one.key for one in form.judged]
    assert len(suppliers) == 7
    assert [f"Så här såg vi {one}." in begun[f"reason_{one}"] for one in suppliers] == [True] * 7
    begun |= {f"verdict_{one}": "continues" if place < 2 else "ended" for place, one in enumerate(suppliers)}
    begun["reason"] = "Två har kommit längst."

    for confirmed in range(7):
        read = {f"read_{one}": "on" for one in suppliers[:confirmed]}
        assert leader.post(gate, {**begun, **read}).status_code == 422
    assert leader.post(gate, {**begun, **{f"read_{one}": "on" for one in suppliers}}).status_code == 302

    form = decider.get(decide).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, "")}
    assert form.fields.keys() >= {"mandate", "version"}
    assert sent["version"] == 1
    [laid] = [one for one in pictures.take(key, {"gates"}).proposals if one.stage == "concept"]
    reasons = {one.participation: one.reason.said("sv") for one in laid.outcomes}  # type: ignore[union-attr]
    assert {one: f"Så här såg vi {one}." in said for one, said in reasons.items()} == dict.fromkeys(suppliers, True)
