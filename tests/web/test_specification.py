"""The living specification in time: as of an instant, two versions side by side, and what changed between instants."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from vakna.core.initiative import Text
from vakna.records import models as m

pytestmark = pytest.mark.django_db

_OLD, _NEW = "Ryms på ett pass.", "Ryms på fyrtio minuter."
_WORDED = [
    ("tid", 1, 3, "proposed", _OLD),
    ("tid", 2, 5, "current", _NEW),
    ("dator", 1, 3, "current", "Går på boendets dator."),
    ("dator", 2, 6, "dropped", "Går på boendets dator."),
    ("teknik", 1, 7, "current", "Kräver ingen tekniker."),
]  # fmt: skip


@pytest.fixture
def buyer(client: Client) -> Client:
    cast.an_initiative(until="concept open")
    initiative, petra = m.Initiative.objects.get(key="prov"), cast.person("petra")
    for item, version, day, state, wording in _WORDED:
        m.Requirement.objects.create(
            initiative=initiative, item=item, version=version, at=datetime(2025, 3, day, 11, tzinfo=UTC), by=petra,
            state=state, binding=version == 2, wording=Text({"sv": wording}), why=Text({"sv": "Ingen kan gå ifrån."}),
        )  # fmt: skip
    client.force_login(cast.person("ulla"))
    return client


def _where(route: str, *args: str, query: str = "") -> str:
    return f"{reverse(route, args=['prov', *args])}?{query}"


def _page(client: Client, where: str) -> str:
    return client.get(where).content.decode()


@pytest.mark.parametrize(
    ("at", "there", "not_there"),
    [
        ("2025-03-03T12:00", [_OLD], [_NEW, "Kräver ingen tekniker.", '">ska-krav<']),
        ("2025-03-05T12:00", [_NEW, '">ska-krav<', "Skriven av Petra"], ["Kräver ingen tekniker."]),
        ("2025-03-05T11:59", [_OLD], [_NEW]),
        ("2025-03-01T12:00", ["Ingen kravpunkt var skriven då."], [_OLD, _NEW]),
        ("", [_NEW, "Kräver ingen tekniker.", "Kom från: köparen själv"], []),
    ],
)
def test_list_is_as_of_any_instant(buyer: Client, at: str, there: list[str], not_there: list[str]) -> None:
    shown = _page(buyer, _where("requirements", query=f"at={at}")).partition('id="set"')[0]

    assert [one for one in there if one not in shown] == []
    assert [one for one in not_there if one in shown] == []


@pytest.mark.parametrize("at", ["igår", "2025-13-01T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "%00", "1" * 999])
def test_instant_that_cannot_be_read_is_told_plainly(buyer: Client, at: str) -> None:
    answers = [
        buyer.get(_where("requirements", query=f"at={at}")),
        buyer.get(_where("requirements_diff", query=f"from={at}")),
        buyer.get(_where("requirements_diff", query=f"to={at}")),
    ]

    assert [one.status_code for one in answers] == [422] * 3
    assert all("Tidpunkten går inte att läsa." in one.content.decode() for one in answers)


def test_item_shows_all_its_versions_and_the_last_two_side_by_side(buyer: Client) -> None:
    page = _page(buyer, _where("requirement", "tid"))
    versions = page.partition('id="versions"')[2]

    assert versions.index("Version 2,") < versions.index("Version 1,")
    assert ("<del>" in page, "<ins>" in page) == (True, True)
    assert ("borttaget:" in page, "nytt:" in page) == (True, True)
    assert "<del>" not in _page(buyer, _where("requirement", "tid", query="from=2&to=2"))
    assert "bara en lydelse" in _page(buyer, _where("requirement", "teknik"))


def test_version_and_item_that_are_not_there_are_refused(buyer: Client) -> None:
    codes = [buyer.get(_where("requirement", "tid", query=f"from={one}")).status_code for one in ("9", "x", "-1")]

    assert codes == [422] * 3
    assert buyer.get(_where("requirement", "saknas")).status_code == 404
    assert buyer.post(_where("requirement", "tid")).status_code == 405


def test_two_instants_tell_what_came_changed_and_went(buyer: Client) -> None:
    early, late = "2025-03-03T12:00", "2025-03-08T12:00"
    page, turned = (
        _page(buyer, _where("requirements_diff", query=f"from={one}&to={other}"))
        for one, other in ((early, late), (late, early))
    )
    same = _page(buyer, _where("requirements_diff", query=f"from={late}&to={late}"))

    assert [f"<h2>{said}</h2>" in page for said in ("Tillkom", "Ändrades", "Togs bort")] == [True] * 3
    assert [f"<h2>{said}</h2>" in turned for said in ("Tillkom", "Ändrades", "Togs bort")] == [True] * 3
    assert "Ingenting ändrades" in same


def test_outsider_is_shown_nothing(buyer: Client) -> None:
    where = [_where("requirements"), _where("requirements_diff"), _where("requirement", "tid")]

    assert [Client().get(address).status_code for address in where] == [403] * 3
    buyer.force_login(cast.person("stranger"))
    assert [buyer.get(address).status_code for address in where] == [403] * 3


def test_long_specification_is_shown_fifty_at_a_time(buyer: Client) -> None:
    first = m.Requirement.objects.get(item="tid", version=1)
    for number in range(60):
        first.pk, first.item = None, f"punkt-{number:03}"
        first.save(force_insert=True)
    first_page, last_page = (_page(buyer, _where("requirements", query=f"page={one}")) for one in (1, 2))

    assert [page.count("/requirements/punkt-") for page in (first_page, last_page)] == [48, 12]
