"""An initiative says which programme it belongs to, and leads to the programme's portfolio."""

import pytest

from tests.cast import an_initiative, said
from tests.web.visitor import browser, reads
from vakna.actions import demand
from vakna.core.programmes import LONGEST
from vakna.core.refusal import BadInput
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def test_programme_leads_to_its_portfolio_until_the_initiative_leaves_it() -> None:
    built = an_initiative(until="planned")
    need, first = f"/sv/initiatives/{built.key}/need/", f"/sv/initiatives/{built.key}/"
    joined = {"by": "nils", "at": built.at, "initiative": built.key}

    unsaid = reads(need)
    demand.join_programme(**joined, programme=said("Vaken vardag"))
    bare, overview, portfolio = reads(need), reads(first), reads("/sv/portfolio/?programme=vaken+vardag")
    demand.join_programme(**joined, programme=None)

    link = 'href="/sv/portfolio/?programme=Vaken+vardag"'
    assert ("Initiativet ingår inte i något program." in unsaid, "Vaken vardag" in unsaid) == (True, False)
    assert ("Vaken vardag" in bare, link in bare, "Vaken vardag" in overview, link in overview) == (True,) * 4
    assert "Programmet Vaken vardag" in portfolio
    assert (reads(need), pictures.take(built.key).terms.programme) == (unsaid, None)
    assert "Här finns inget att visa" in reads("/sv/portfolio/?programme=vaken+vardag")


def test_name_that_is_too_long_is_refused_beside_its_field() -> None:
    built = an_initiative(until="planned")
    before = m.Entry.objects.count()

    answer = browser("nils").post(f"/sv/initiatives/{built.key}/need/programme/", {"programme": "a" * (LONGEST + 1)})
    with pytest.raises(BadInput, match="programme-long"):
        demand.join_programme(by="nils", at=built.at, initiative=built.key, programme=said("a" * (LONGEST + 1)))

    assert "Programmets namn får ha högst 120 tecken." in answer.content.decode()
    assert (pictures.take(built.key).terms.programme, m.Entry.objects.count()) == (None, before)


def test_only_those_who_work_with_the_need_say_which_programme_it_is() -> None:
    built = an_initiative(until="planned")
    page = f"/sv/initiatives/{built.key}/need/programme/"

    assert [browser(one).get(page).status_code for one in ("nils", "colin")] == [200, 403]
    assert "need/programme/" not in reads(f"/sv/initiatives/{built.key}/need/", "colin")
