"""The yearly question: a letter with a link that works once, one page without log-in, and what the answer does."""

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import cast
from tests.web.visitor import browser, reads
from vakna.actions import spread
from vakna.core import adoptions
from vakna.core import vocabulary as v
from vakna.core.initiative import Adoption as Said
from vakna.core.initiative import Key
from vakna.core.refusal import Refusal
from vakna.records import pictures
from vakna.records.models import Adoption, Entry, Letter, Organisation, Person

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/spread"
PAGE = "/sv/in-use/"


def _adopted(built: cast.Built) -> None:
    """Let Granby sign a contract, and ask Folke there."""
    shared = {"by": "ulla", "at": built.at, "initiative": "prov"}
    adoption = Said(
        key=Key("granby"), organisation=Key("granby"), supplier=Key("org-s1"), since=built.at.date(),
        how=v.HowBought.OWN_PROCUREMENT,
    )  # fmt: skip
    spread.adopt(**shared, adoption=adoption)  # type: ignore[arg-type]
    spread.name_contact(**shared, adoption="granby", person="folke")  # type: ignore[arg-type]


def a_code() -> str:
    """Read the code of the link in the latest letter about use."""
    letter = Letter.objects.filter(body__contains="/in-use/").latest("pk")
    found = re.search(r"http\S+", letter.body)
    assert found
    return parse_qs(urlsplit(found.group()).query)["code"][0]


def _using(on: date) -> set[str]:
    return set(adoptions.using(pictures.take("prov", ("spread",)), on))


def test_map_shows_where_the_solution_is_used_when_the_users_have_a_county() -> None:
    cast.an_initiative(until="in use")
    without = reads(f"{OF}/")
    Organisation.objects.filter(key="bjorkhult").update(county="17")
    there = reads(f"{OF}/")

    assert "Var lösningarna används, län för län" in without
    assert 'id="map-uses' not in without
    assert "Flest: Värmlands län." in there
    assert "Var lösningarna används, län för län" not in reads("/sv/initiatives/prov/need/")


def test_signed_contract_does_not_raise_the_figure_until_the_organisation_answers_its_letter() -> None:
    built = cast.an_initiative(until="in use")
    before = _using(built.at.date())
    _adopted(built)
    assert _using(built.at.date()) == before
    assert "inte bekräftat" in reads(f"{OF}/")

    page = browser().get(PAGE, {"code": a_code()})
    answer = browser().post(
        f"{PAGE}?code={a_code()}", {"in_use": "yes", "users": "40", "recommends": "yes", "reference": "Folke, 0000-1"}
    )

    assert (page.status_code, page["Referrer-Policy"], page["Cache-Control"]) == (
        200,
        "strict-origin",
        "no-store, private",
    )
    assert (answer.status_code, answer["Location"]) == (302, "/sv/in-use/thanks/")
    assert _using(built.at.date()) == before | {"granby"}
    shown = reads(f"{OF}/")
    assert "2 organisationer använder lösningen enligt sina egna svar." in shown
    assert "Folke, 0000-1" in shown
    entry = Entry.objects.filter(journal="initiative/prov", act="spread.answer_use").get()
    assert (entry.actor, entry.facts) == ("nobody", {"in_use": True})


def test_link_works_once_and_a_newer_one_replaces_it() -> None:
    built = cast.an_initiative(until="in use")
    _adopted(built)
    old = a_code()
    spread.ask_use(by="ulla", at=built.at, initiative="prov", adoption="granby")
    new = a_code()

    assert browser().get(PAGE, {"code": old}).status_code == 404
    assert browser().post(f"{PAGE}?code={new}", {"in_use": "yes"}).status_code == 302
    assert browser().get(PAGE, {"code": new}).status_code == 404
    assert browser().post(f"{PAGE}?code={new}", {"in_use": "no"}).status_code == 404
    assert len(Adoption.objects.get(key="granby").checks) == 1


def test_link_is_refused_when_it_is_altered_or_missing() -> None:
    _adopted(cast.an_initiative(until="in use"))
    code = a_code()

    altered = [code[:-1] + ("A" if code[-1] != "A" else "B"), "9" + code, code.partition(":")[0], ""]

    assert [browser().get(PAGE, {"code": one}).status_code for one in altered] == [404] * 4


def test_answer_is_read_again_when_the_stop_lies_ahead() -> None:
    built = cast.an_initiative(until="in use")
    _adopted(built)
    ahead = (built.at + timedelta(days=2)).date().isoformat()

    answer = browser().post(f"{PAGE}?code={a_code()}", {"in_use": "no", "stopped": ahead})

    assert answer.status_code == 422
    assert Adoption.objects.get(key="granby").checks == ()
    assert browser().get(PAGE, {"code": a_code()}).status_code == 200


def test_yes_of_the_buyer_is_shown_and_raises_nothing_and_strangers_may_not_tell() -> None:
    built = cast.an_initiative(until="in use")
    _adopted(built)
    before = _using(built.at.date())

    told = browser("ulla").post(f"{OF}/granby/check-in/", {"in_use": "yes", "users": "900"})

    assert told.status_code == 302
    assert _using(built.at.date()) == before
    assert browser("person-s1").get(f"{OF}/granby/check-in/").status_code == 403
    with pytest.raises(Refusal) as refused:
        spread.check_in(by="person-s1", at=built.at, initiative="prov", adoption="granby", in_use=True)
    assert refused.value.code == "only-own-organisation"


def test_contact_is_entered_when_new_and_refused_when_of_another_organisation() -> None:
    built = cast.an_initiative(until="in use")
    _adopted(built)
    page = f"{OF}/granby/contact/"

    elsewhere = browser("ulla").post(page, {"name": "Nils", "email": "nils@cast.example"})
    new = browser("ulla").post(page, {"name": "Karin Nyborg", "email": "karin@granby.example"})

    assert (elsewhere.status_code, new.status_code) == (422, 302)
    assert Person.objects.get(email="karin@granby.example").organisation.key == "granby"
    assert Letter.objects.latest("pk").to == "karin@granby.example"
    assert "karin@granby.example" not in reads(f"{OF}/")
    assert "Karin Nyborg" not in reads(f"{OF}/")


def test_questions_are_mailed_when_due_and_not_before() -> None:
    built = cast.an_initiative(until="in use")
    _adopted(built)
    spread.check_in(by="folke", at=built.at, initiative="prov", adoption="granby", in_use=True)
    spread.check_in(by="nils", at=built.at, initiative="prov", adoption="forst", in_use=True)

    mailed = [spread.ask_due(at=built.at + timedelta(days=days)) for days in (1, 364, 366, 367, 400)]

    assert mailed == [0, 0, 2, 0, 2]
    assert Entry.objects.filter(journal="initiative/prov", act="spread.ask_use").count() == 4
    assert browser().get(PAGE, {"code": a_code()}).status_code == 200
