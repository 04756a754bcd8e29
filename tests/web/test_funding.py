"""The money pages: what each one sees, every movement under its ceilings, and a file that is safe to open."""

import csv
import io

import pytest

from tests import cast
from tests.web.visitor import browser, queries, reads
from vakna.actions import funding
from vakna.core import vocabulary as v
from vakna.core.refusal import NotFound
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/money"


def entered(**changes: str) -> dict[str, str]:
    return {"state": "committed", "stage": "prototype", "participation": "s1", "amount": "50 000"} | changes


def last() -> tuple[str, str, str | None, str]:
    one = pictures.take("prov", {"money"}).money[-1]
    return one.state.value, one.stage, one.participation, str(one.amount)


@pytest.mark.parametrize("until", ["planned", "call open", "concept open", "in use"])
def test_page_has_one_heading_for_everybody(until: str) -> None:
    cast.an_initiative(until=until)

    for person in (None, "ulla", "oskar", "person-s1"):
        for language in ("sv", "en"):
            assert reads(f"/{language}/initiatives/prov/money/", person).count("<h1>") == 1


def test_share_to_those_that_did_not_go_all_the_way_is_told() -> None:
    cast.an_initiative(until="in use")

    page = browser().get(f"{OF}/").context

    assert (str(page["paid"]), page["share"]) == ("75000.00 SEK", 67)


def test_nobody_outside_sees_what_hangs_on_a_sealed_call() -> None:
    cast.an_initiative(until="opened")

    assert "Alvina" not in reads(f"{OF}/")


def test_sum_is_committed_when_it_fits() -> None:
    cast.an_initiative(until="concept open")

    answer = browser("ulla").post(f"{OF}/enter/", entered())

    assert (answer.status_code, last()) == (302, ("committed", "prototype", "s1", "50000.00 SEK"))


def test_sum_past_a_ceiling_is_refused_with_what_is_left() -> None:
    cast.an_initiative(until="concept open")

    answer = browser("ulla").post(f"{OF}/enter/", entered(amount="50 001"))

    assert answer.status_code == 409
    assert "50\u00a0000\u00a0kr" in answer.content.decode()
    assert answer.context["form"]["amount"].value() == "50 001"
    assert last() == ("committed", "concept", "s3", "25000.00 SEK")


def test_sum_outside_the_stages_is_kept_apart() -> None:
    cast.an_initiative(until="concept open")
    sent = entered(stage="rfi", amount="5 000", payer="nav", outside_stage_money="on")

    browser("ulla").post(f"{OF}/enter/", sent)

    page = browser("ulla").get(f"{OF}/").context
    assert str(page["outside"].committed) == "5000.00 SEK"
    assert str(page["whole"].standing.committed) == "75000.00 SEK"


def test_invoice_and_payment_follow_a_commitment() -> None:
    cast.an_initiative(until="concept open")
    for state in ("invoiced", "paid"):
        browser("ulla").post(f"{OF}/enter/", entered(state=state, stage="concept", amount="25 000", reference="F-1"))

    standing = next(one for one in pictures.take("prov", {"money"}).money if one.state is v.MoneyState.PAID)

    assert (standing.participation, str(standing.amount), standing.reference) == ("s1", "25000.00 SEK", "F-1")
    again = browser("ulla").post(f"{OF}/enter/", entered(state="paid", stage="concept", amount="1"))
    assert again.status_code == 409


def test_way_in_fills_the_form_with_what_waits() -> None:
    cast.an_initiative(until="concept open")

    form = browser("ulla").get(f"{OF}/enter/?state=invoiced&stage=concept&participation=s1").context["form"]

    assert (form["state"].value(), str(form["amount"].value())) == ("invoiced", "25 000")


@pytest.mark.parametrize("person", [None, "stranger", "oskar", "asta"])
def test_entering_is_refused_when_one_may_not(person: str | None) -> None:
    cast.an_initiative(until="concept open")

    assert browser(person).get(f"{OF}/enter/").status_code == 403
    assert browser(person).post(f"{OF}/enter/", entered()).status_code == 403


def test_supplier_invoices_for_itself_alone() -> None:
    cast.an_initiative(until="concept open")
    form = browser("person-s1").get(f"{OF}/enter/").context["form"]

    assert [key for key, _ in form.fields["participation"].choices] == ["", "s1"]
    assert [key for key, _ in form.fields["state"].choices] == ["invoiced"]
    sent = entered(state="invoiced", stage="concept", amount="25 000", participation="s2")
    assert browser("person-s1").post(f"{OF}/enter/", sent).status_code == 422
    with pytest.raises(NotFound):
        funding.invoice(
            by="person-s1", at=clock.now(), initiative="prov", stage="concept", participation="s2", amount=cast.kr(1)
        )


def test_page_refuses_a_post_and_an_unknown_initiative() -> None:
    cast.an_initiative(until="planned")

    assert [browser("ulla").post(f"{OF}/{page}").status_code for page in ("", "money.csv")] == [405, 405]
    assert browser("ulla").get("/sv/initiatives/nej/money/").status_code == 404


def test_file_holds_nothing_that_a_spreadsheet_would_run() -> None:
    cast.an_initiative(until="concept open")
    m.Organisation.objects.filter(key="org-s1").update(name="=cmd|' /C calc'!A0")

    answer = browser("ulla").get(f"{OF}/money.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert rows[0][:3] == ["Leverantör", "Etapp", "Slag"]
    assert {row[0][0] for row in rows[1:]} == {"'", "B", "C"}
    assert rows[1][3:] == ["0,00", "25000,00", "0,00", "0,00", "0,00", "0,00", "SEK"]


def test_queries_are_as_many_when_there_are_fifty_suppliers() -> None:
    cast.an_initiative(until="concept open", key="fa")
    cast.an_initiative(until="concept open", suppliers=50)

    for page in ("", "enter/", "money.csv"):
        few, many = queries(f"/sv/initiatives/fa/money/{page}", "ulla"), queries(f"{OF}/{page}", "ulla")
        assert (page, few) == (page, many)
        assert many <= 20


def test_days_to_pay_are_told_once_for_each_supplier() -> None:
    cast.an_initiative(until="in use")

    waits = browser("ulla").get(f"{OF}/").context["waits"]

    assert [(row["name"], row["count"], row["median"]) for row in waits["rows"]] == [
        ("Alvina Verkstad AB", 1, 1), ("Björn och Bo HB", 1, 1), ("Celsing s3", 1, 1),
    ]  # fmt: skip
    assert (waits["median"], waits["late"], int(waits["term"].value)) == (1, 0, 30)
