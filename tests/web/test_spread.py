"""Spread: what was reported, drawn as such, and the ways to say that somebody uses the solution or shares the need."""

from datetime import timedelta

import pytest

from tests import cast
from tests.web.visitor import browser, queries, reads
from vakna.actions import spread
from vakna.core import vocabulary as v
from vakna.records.models import Adoption, Entry, Follower, Initiative, ReportedCount

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/spread"
COUNT = {"qualifier": "nearly", "count": "40", "sector": "both", "source": "Granby kommun", "once": "en-gang"}


def on(built: cast.Built, days: int = 0) -> str:
    """Write the day so many days before the present."""
    return (built.at - timedelta(days=days)).date().isoformat()


def test_page_teaches_when_nobody_uses_the_solution() -> None:
    cast.an_initiative(until="planned")

    page = reads(f"{OF}/")

    assert "Ingen använder lösningen än" in page
    assert "Inget antal har uppgivits än" in page


def test_page_divides_the_stage_money_when_counts_are_reported() -> None:
    built = cast.an_initiative(until="in use")
    paid = (
        reads("/sv/initiatives/prov/spread/")
        .partition("Köparen betalade ")[2]
        .partition("\u00a0kr")[0]
        .replace("\u00a0", "")
    )
    spread.report_count(
        by="ulla", at=built.at, initiative="prov", qualifier=v.Qualifier.NEARLY, count=25,
        period_starts=built.at.date(), period_ends=built.at.date(), sector=v.Sector.BOTH, source="Granby",
    )  # fmt: skip

    assert f"drygt {int(paid) // 25:,}".replace(",", "\u00a0") in reads(f"{OF}/")


def test_count_is_noted_when_the_team_reports_it() -> None:
    built = cast.an_initiative(until="in use")

    answer = browser("ulla").post(f"{OF}/count/", {**COUNT, "period_starts": on(built, 30), "period_ends": on(built)})

    assert (answer.status_code, answer["Location"]) == (302, f"{OF}/")
    row = ReportedCount.objects.get(initiative__key="prov", source="Granby kommun")
    assert (row.qualifier, row.count, row.sector) == ("nearly", 40, "both")
    assert Entry.objects.filter(journal="initiative/prov", act="spread.report_count").count() == 1
    assert "nära 40" in reads(f"{OF}/")


def test_count_is_noted_once_when_the_form_is_posted_twice() -> None:
    built = cast.an_initiative(until="in use")
    form = {**COUNT, "period_starts": on(built, 30), "period_ends": on(built)}
    someone = browser("ulla")

    answers = [someone.post(f"{OF}/count/", form).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert ReportedCount.objects.filter(source="Granby kommun").count() == 1


def test_count_is_refused_with_what_was_typed_when_its_period_runs_backward() -> None:
    built = cast.an_initiative(until="in use")

    answer = browser("ulla").post(f"{OF}/count/", {**COUNT, "period_starts": on(built), "period_ends": on(built, 30)})

    assert answer.status_code == 422
    assert "Granby kommun" in answer.content.decode()
    assert ReportedCount.objects.filter(source="Granby kommun").count() == 0


@pytest.mark.parametrize("page", ["adopt", "count", "further"])
@pytest.mark.parametrize(
    ("person", "status"), [("oskar", 403), ("stranger", 403), (None, 403), ("person-s1", 403), ("ulla", 200)]
)
def test_form_opens_for_those_who_may_when_asked(page: str, person: str | None, status: int) -> None:
    cast.an_initiative(until="in use")

    assert browser(person).get(f"{OF}/{page}/").status_code == status


def test_adoption_is_noted_when_the_organisation_is_known() -> None:
    built = cast.an_initiative(until="in use")
    Follower.objects.create(
        initiative=Initiative.objects.get(key="prov"), organisation=cast.person("folke").organisation,
        strength=v.Strength.WILL_BUY, at=built.at,
    )  # fmt: skip
    form = {
        "organisation": "granby",
        "supplier": "org-s1",
        "since": on(built, 3),
        "how": "own_procurement",
        "source": "",
    }

    assert browser("ulla").post(f"{OF}/adopt/", form).status_code == 302
    row = Adoption.objects.get(initiative__key="prov", organisation__key="granby")
    assert (row.supplier.key, row.since, row.how) == (
        "org-s1",
        (built.at - timedelta(days=3)).date(),
        "own_procurement",
    )
    assert "Granby kommun" in reads(f"{OF}/")


def test_adoption_brings_the_organisation_in_when_it_is_new() -> None:
    built = cast.an_initiative(until="in use")
    form = {"name": "Nyby kommun", "kind": "municipality", "supplier": "org-s1", "since": on(built), "how": "call_off"}

    assert browser("ulla").post(f"{OF}/adopt/", form).status_code == 302
    assert Adoption.objects.get(organisation__name="Nyby kommun").supplier.key == "org-s1"


def test_adoption_is_refused_when_no_organisation_is_said() -> None:
    built = cast.an_initiative(until="in use")

    answer = browser("ulla").post(f"{OF}/adopt/", {"supplier": "org-s1", "since": on(built), "how": "call_off"})

    assert answer.status_code == 422
    assert "Välj en organisation" in answer.content.decode()


def test_own_organisation_alone_is_offered_when_a_follower_adopts() -> None:
    cast.an_initiative(until="in use")

    page = reads(f"{OF}/adopt/", "folke")

    assert 'value="granby"' in page
    assert 'value="bjorkhult"' not in page
    assert 'name="name"' not in page


def test_need_is_shared_for_ones_own_organisation_when_somebody_logged_in_says_so() -> None:
    cast.an_initiative(until="planned")

    answer = browser("stranger").post(f"{OF}/follow/", {"strength": "will_test", "note": "Vi har sex boenden."})

    assert answer.status_code == 302
    row = Follower.objects.get(initiative__key="prov")
    assert (row.organisation.key, row.strength) == ("granby", "will_test")
    assert "vill prova" in reads(f"{OF}/")


def test_need_is_not_shared_when_nobody_is_logged_in() -> None:
    cast.an_initiative(until="planned")

    assert browser().post(f"{OF}/follow/", {"strength": "will_test"}).status_code == 403
    assert Follower.objects.count() == 0


def test_answer_about_use_is_noted_when_the_year_has_passed() -> None:
    cast.an_initiative(until="in use")
    adoption = Adoption.objects.filter(initiative__key="prov").first()
    assert adoption

    answer = browser("nils").post(f"{OF}/{adoption.key}/check-in/", {"in_use": "no"})

    assert answer.status_code == 302
    adoption.refresh_from_db()
    assert [(one.told_by, one.in_use) for one in adoption.checks[1:]] == [("bjorkhult", False)]
    assert "har slutat" in reads(f"{OF}/")


def test_page_is_not_found_when_the_adoption_is_unknown() -> None:
    cast.an_initiative(until="in use")

    assert browser("nils").get(f"{OF}/finns-inte/check-in/").status_code == 404


def test_further_development_is_told_when_it_is_known() -> None:
    cast.an_initiative(until="in use")

    assert browser("nils").post(f"{OF}/further/", {"development": "Leverantören betalar."}).status_code == 302
    assert "Leverantören betalar." in reads(f"{OF}/")


def test_queries_are_as_many_when_there_are_fifty_suppliers() -> None:
    cast.an_initiative(until="in use", key="fa")
    cast.an_initiative(until="in use", suppliers=50)

    few, many = queries("/sv/initiatives/fa/spread/", "ulla"), queries(f"{OF}/", "ulla")

    assert many == few <= 20
