"""Resources attracted: counted by kind and status, never summed, and never equity alone."""

from typing import Any

import pytest

from tests.core.cast import criterion, day, kr, picture
from vakna.core import resources
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Resource, Text, text
from vakna.core.refusal import BadInput

CAPITAL, SKILLS = v.ResourceKind.CAPITAL, v.ResourceKind.SKILLS
PLANNED, SECURED = v.ResourceStatus.PLANNED, v.ResourceStatus.SECURED


def _resource(key: str, kind: v.ResourceKind = SKILLS, status: v.ResourceStatus = PLANNED, **rest: Any) -> Resource:
    values: dict[str, Any] = {"participation": Key("s-alfa"), "at": day(30)} | rest
    return Resource(key=Key(key), kind=kind, status=status, from_whom=text("Skolan"), scope=text("En lärare"), **values)


def test_a_summary_counts_every_kind_and_sums_no_money() -> None:
    rows = (
        _resource("a", CAPITAL, SECURED, worth=kr(1_000_000), evidence=text("Avtal.")),
        _resource("b", CAPITAL),
        _resource("c"),
        _resource("d", participation=Key("s-beta")),
    )
    mine = resources.of(picture(resources=rows), "s-alfa")

    counted = {one.kind: tuple(one.by_status.values()) for one in resources.summary(mine)}

    assert counted == {
        CAPITAL: (1, 0, 1), SKILLS: (1, 0, 0), v.ResourceKind.PARTNERS: (0, 0, 0), v.ResourceKind.CUSTOMERS: (0, 0, 0)
    }  # fmt: skip
    assert [one.key for one in mine] == ["a", "b", "c"]


def test_what_is_secured_needs_evidence_and_a_harm_its_ground() -> None:
    resources.check(_resource("a", status=SECURED, evidence=text("Avtal."), ground=text("Pris."), damage=text("Ja.")))
    for one, code in (
        (_resource("a", status=SECURED), "resource-needs-evidence"),
        (_resource("a", damage=text("Ja.")), "resource-needs-ground"),
    ):
        with pytest.raises(BadInput) as refused:
            resources.check(one)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"sv": "Hur stor andel riskkapital har bolaget?"}, ("riskkapital",)),
        ({"en": "Share of venture capital from investors"}, ("venture capital", "investors")),
        ({"sv": "Eget kapital"}, ("eget kapital",)),
        ({"sv": "Kapital, kompetens, partner och kunder väger lika."}, ()),
        ({"sv": "Pengar, personer och samarbeten för tio kunder till."}, ()),
        ({"en": "Equity, skills and partnerships attracted"}, ()),
        ({"sv": "Tål att växa"}, ()),
    ],
)
def test_a_criterion_that_asks_for_equity_alone_is_seen_with_its_words(
    said: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert resources.equity_alone(Text(said)) == expected


def test_such_a_criterion_is_refused_in_the_group_of_resources_alone() -> None:
    def one(group: v.CriterionGroup, title: str) -> Any:
        return criterion(title, 4, group)

    resources.check_criteria([one(v.CriterionGroup.MODEL, "riskkapital"), one(v.CriterionGroup.RESOURCES, "partner")])
    with pytest.raises(BadInput) as refused:
        resources.check_criteria([one(v.CriterionGroup.RESOURCES, "riskkapital")])

    assert [(it.code, dict(it.values)) for it in refused.value.problems] == [
        ("criterion-equity-alone", {"number": 4, "words": "riskkapital"})
    ]
