"""The register of contacts on the web: the quick form, who sees what of it, files, and the table for spreadsheets."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.filling import sent
from tests.web.visitor import browser, queries, reads
from vakna.actions import _summary, dialogue
from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Contact, Key
from vakna.records import clock
from vakna.records import models as m
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db

TOLD, IDEA = "Vi visade schemat.", "De vill filma."


def _of(route: str, *args: object) -> str:
    return reverse(route, args=["prov", *args])


def _record(client: Client, **given: Any) -> Any:
    return sent(client, _of("record_contact"), **{"participation": "s1", **given})


def _contact(
    key: str = "mote", supplier: str | None = "s1", by: str = "petra", initiative: str = "prov", **rest: Any
) -> None:
    values: dict[str, Any] = {"kind": v.ContactKind.MEETING, "told": cast.said(TOLD), "at": clock.now()}
    who = Key(supplier) if supplier else None
    one = Contact(key=Key(key), stage=Key("concept"), participation=who, **(values | rest))
    dialogue.record_contact(by=by, at=clock.now(), initiative=initiative, contact=one)


def _kind(one: str) -> str:
    return words.word("sv", v.ContactKind(one))


def _said(code: str, **values: object) -> str:
    return PAGES.say("sv", f"contacts.{code}", **values)


def test_contact_is_recorded_with_who_when_told_and_ideas_apart() -> None:
    cast.an_initiative(until="concept open")
    answer = _record(browser("petra"), kind="workshop", at="2026-03-01T10:00", told=TOLD, ideas=IDEA)
    row = m.Contact.objects.get()
    leader, coach = (reads(_of("contacts"), who) for who in ("petra", "colin"))

    assert row.by is not None
    assert row.participation is not None
    assert (answer.status_code, row.kind, row.by.key, row.people) == (302, "workshop", "petra", ("petra",))
    assert (row.participation.key, f"{row.at:%Y-%m-%d %H:%M}") == ("s1", "2026-03-01 09:00")
    assert [(said in leader, said in coach) for said in (TOLD, IDEA, "Alvina Verkstad AB, ")] == [
        (True, True), (True, False), (True, False),
    ]  # fmt: skip


def test_ideas_of_one_supplier_never_reach_another() -> None:
    cast.an_initiative(until="concept open")
    _record(browser("nils"), told=TOLD, ideas=IDEA, learned="De tänker filma.", origin="supplier")
    own, other = (reads(_of("contacts"), who) for who in ("person-s1", "person-s2"))
    insights = [browser(who).get(_of("insights")).content.decode() for who in ("person-s1", "person-s2", "colin")]

    assert [(said in own, said in other) for said in (TOLD, IDEA)] == [(True, True), (True, False)]
    assert ("Alvina" in other, _said("group.others") in other, _said("group.mine") in own) == (False, True, True)
    assert ["De tänker filma." in page for page in insights] == [True, False, False]


def test_what_was_learned_is_an_insight_whose_source_says_form_and_day_and_no_name() -> None:
    cast.an_initiative(until="concept open")
    _record(browser("nils"), kind="workshop", at="2026-03-01T10:00", learned="Natten har ingen tid.")
    row = m.Insight.objects.get()

    assert (row.learned.by_language, row.origin, row.participation) == ({"sv": "Natten har ingen tid."}, "buyer", None)
    assert dict(row.source.by_language) == {
        "sv": f"{_kind('workshop').capitalize()} den 1\u00a0mars 2026", "en": "Workshop on 1\u00a0March 2026",
    }  # fmt: skip
    assert (row.contact, row.approval) == (m.Contact.objects.get().key, None)
    assert m.Entry.objects.filter(act="dialogue.record_contact").count() == 1


def test_contact_with_all_belongs_to_no_supplier_and_holds_no_ones_idea() -> None:
    cast.an_initiative(until="concept open")
    client = browser("petra")
    refused = _record(client, participation="everybody", learned="En idé.", origin="supplier")
    made = _record(client, participation="everybody", learned="Vi hade fel.", told=TOLD)

    assert (refused.status_code, "id_participation" in refused.content.decode()) == (422, True)
    assert (made.status_code, m.Contact.objects.get().participation) == (302, None)
    assert m.Insight.objects.get().source.said("en").startswith("Meeting with everyone on ")


def test_next_supplier_is_filled_in_with_what_was_the_same() -> None:
    cast.an_initiative(until="concept open")
    client = browser("petra")
    first = _record(client, kind="workshop", people=["petra", "nils"], do="next")
    page = client.get(first.url)
    start = page.context["form"].initial

    assert first.url == f"{_of('record_contact')}?after={m.Contact.objects.get().key}"
    assert (start["participation"], start["kind"], start["people"]) == ("s2", "workshop", ["petra", "nils"])
    assert f"<h1>{_said('record_next')}</h1>" in page.content.decode()


def test_coach_records_its_coaching_alone_and_it_stands_under_its_own_heading() -> None:
    cast.an_initiative(until="concept open")
    coach = browser("colin")
    form = coach.get(_of("record_contact")).context["form"]
    _record(coach, told="Vi talade om priset.", kind="coaching")
    wrong = coach.post(_of("record_contact"), {"participation": "s1", "kind": "meeting", "at": "2026-03-01T10:00",
                                               "stage": "concept", "once": "x"})  # fmt: skip
    _contact("utan", people=(Key("asta"),))
    page = reads(_of("contacts"), "petra")

    assert [name for name in ("learned", "origin") if name in form.fields] == []
    assert (wrong.status_code, m.Contact.objects.filter(kind="meeting").count()) == (422, 1)
    assert page.index(_said("group.assessors")) < page.index(_said("group.coaches"))


def test_coach_who_also_assesses_is_pointed_out() -> None:
    built = cast.an_initiative(until="concept open")
    _contact(by="colin", kind=v.ContactKind.COACHING)
    before = reads(_of("contacts"), "petra")
    colin = m.Person.objects.get(key="colin")
    m.Member.objects.create(initiative=m.Initiative.objects.get(), person=colin, role=v.Role.ASSESSOR, since=built.at)
    hint = _said("two_hats", person="Colin Coach", supplier="Alvina Verkstad AB")

    assert [hint in page for page in (before, reads(_of("contacts"), "petra"))] == [False, True]


def test_supplier_that_does_not_take_part_is_named_and_takes_part_in_the_dialogue() -> None:
    cast.an_initiative(until="rfi open")
    client = browser("petra")
    nameless = _record(client, participation="newcomer")
    made = _record(client, participation="newcomer", newcomer="Nya Vägar HB", told=TOLD)
    again = _record(client, participation="newcomer", newcomer="nya vägar hb", told="Igen.")
    row = m.Participation.objects.get()

    assert [one.status_code for one in (nameless, made, again)] == [422, 302, 302]
    assert (row.organisation.name, row.first_stage.key) == ("Nya Vägar HB", "rfi")
    assert (row.procurement, row.contact) == (None, None)
    assert m.Contact.objects.filter(participation=row).count() == 2


def test_newcomer_is_refused_under_contract_and_leaves_no_organisation() -> None:
    cast.an_initiative(until="concept open")
    before = m.Organisation.objects.count()
    posted = {"participation": "newcomer", "newcomer": "Ny", "kind": "meeting", "at": "2026-03-01T10:00", "once": "x"}
    answer = browser("petra").post(_of("record_contact"), {**posted, "stage": "concept"})

    assert (answer.status_code, m.Organisation.objects.count(), m.Contact.objects.count()) == (422, before, 0)


def test_newcomer_whose_contact_is_refused_is_not_entered_in_the_house() -> None:
    cast.an_initiative(until="rfi open")
    client, tomorrow = browser("petra"), f"{clock.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    before = (m.Organisation.objects.count(), m.Entry.objects.count())
    refused = _record(client, participation="newcomer", newcomer="Nya Vägar HB", told=TOLD, at=tomorrow)
    after = (m.Organisation.objects.count(), m.Entry.objects.count())
    done = _record(client, participation="newcomer", newcomer="Nya Vägar HB", told=TOLD)

    assert (refused.status_code, after, done.status_code) == (422, before, 302)
    assert m.Organisation.objects.filter(name="Nya Vägar HB").count() == 1


def test_contact_that_has_not_been_is_refused_with_what_was_typed_kept() -> None:
    cast.an_initiative(until="concept open")
    tomorrow = f"{clock.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    answer = _record(browser("petra"), at=tomorrow, told=TOLD)

    assert (answer.status_code, TOLD in answer.content.decode(), m.Contact.objects.count()) == (422, True, 0)


def _with(name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return _record(browser("petra"), told=TOLD, documents=file)


def test_file_of_a_contact_is_given_to_those_who_read_and_to_its_supplier_alone() -> None:
    cast.an_initiative(until="concept open")
    _with("skiss.pdf", b"%PDF-1.7 skiss")
    row, file = m.Contact.objects.get(), m.StoredFile.objects.get()
    where = _of("contact_paper", row.key, 0)
    who = ("petra", "person-s1", "person-s2", "colin", "stranger")
    codes = {one: browser(one).get(where).status_code for one in who}
    given = browser("person-s1").get(where)

    assert [(one.name, one.size) for one in row.documents] == [("skiss.pdf", 14)]
    assert file.owner is not None
    assert (file.initiative_id, file.topic, file.owner.key) == (row.initiative_id, row.key, "petra")
    assert codes == {"petra": 200, "person-s1": 200, "person-s2": 404, "colin": 404, "stranger": 404}
    assert b"".join(given.streaming_content) == b"%PDF-1.7 skiss"  # type: ignore[attr-defined]
    assert browser("petra").get(_of("contact_paper", row.key, 1)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "most"),
    [("virus.exe", b"MZ", 100), ("sida.html", b"<p>", 100), ("stor.pdf", b"x" * 101, 100), ("tabell.xlsm", b"PK", 100)],
)
def test_file_is_refused_when_of_the_wrong_kind_or_too_large(
    name: str, content: bytes, most: int, settings: Any, tmp_path: Any
) -> None:
    settings.VAKNA_LARGEST_FILE, settings.MEDIA_ROOT = most, tmp_path
    cast.an_initiative(until="concept open")
    answer = _with(name, content)
    page = answer.content.decode()

    assert (answer.status_code, "id_documents" in page, TOLD in page) == (422, True, True)
    assert (m.Contact.objects.count(), m.StoredFile.objects.count(), list(tmp_path.rglob("*"))) == (0, 0, [])


def test_file_leaves_nothing_behind_when_the_contact_is_refused(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    cast.an_initiative(until="concept open")
    file = SimpleUploadedFile("skiss.pdf", b"%PDF", content_type="application/pdf")
    answer = _record(browser("petra"), participation="everybody", ideas=IDEA, documents=file)

    assert (answer.status_code, m.StoredFile.objects.count()) == (422, 0)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_register_says_what_everyone_has_been_given_and_what_stays_with_one() -> None:
    built = cast.an_initiative(until="concept open")
    _contact("given"), _contact("waits"), _contact("theirs", only_theirs=cast.said("Rör deras avtal."))
    shared: dict[str, Any] = {"at": built.at, "initiative": "prov", "stage": "concept"}
    dialogue.broadcast(by="petra", subject=cast.said("Ä"), body=cast.said("B"), passes_on=("given",), **shared)
    rows = {one.contact.key: one.passed for one in _shown("petra")}

    assert rows == {"given": _said("given", numbers=[1]), "waits": _said("waits"), "theirs": _said("theirs")}
    assert {one.passed for one in _shown("colin")} == {""}
    assert "Rör deras avtal." not in reads(_of("contacts"), "person-s2")
    # Who may not know what stays with one supplier is not told that nothing was said.
    assert _said("nothing_told") not in reads(_of("contacts"), "colin")


def _shown(who: str, query: str = "") -> list[Any]:
    page = browser(who).get(f"{_of('contacts')}{query}").context["page"]
    return list(page)


def test_register_is_filtered_by_the_address_and_shown_by_fifty() -> None:
    cast.an_initiative(until="concept open")
    _contact("a"), _contact("b", "s2"), _contact("c", "s2", kind=v.ContactKind.PHONE)
    found = {query: [one.contact.key for one in _shown("petra", query)]
             for query in ("?supplier=s2", "?supplier=s2&kind=phone", "?group=coaches", "?kind=ingen")}  # fmt: skip

    assert found == {
        "?supplier=s2": ["c", "b"], "?supplier=s2&kind=phone": ["c"], "?group=coaches": [], "?kind=ingen": [],
    }  # fmt: skip
    assert _said("none_such") in reads(f"{_of('contacts')}?kind=mail", "petra")


def test_table_for_spreadsheets_holds_what_the_page_shows_and_runs_nothing() -> None:
    cast.an_initiative(until="concept open")
    _contact("a", ideas=cast.said('=HYPERLINK("https://ond.example")'), told=cast.said("<script>alert(1)</script>"))
    _contact("b", "s2")
    answers = {who: browser(who).get(f"{_of('contacts_file')}?supplier=s1") for who in ("petra", "person-s2")}
    table = {who: _table(answer.content.decode()) for who, answer in answers.items()}
    [row] = table["petra"][1:]

    assert answers["petra"].headers["Content-Type"] == "text/csv; charset=utf-8"
    assert [row[table["petra"][0].index(_said(f"head.{one}"))] for one in ("supplier", "told", "ideas")] == [
        "Alvina Verkstad AB", "<script>alert(1)</script>", '\'=HYPERLINK("https://ond.example")',
    ]  # fmt: skip
    assert "<script>alert(1)" not in reads(_of("contacts"), "petra")
    assert "ond.example" not in answers["person-s2"].content.decode()


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_wording_is_corrected_until_it_is_passed_on_and_by_readers_alone() -> None:
    built = cast.an_initiative(until="concept open")
    _contact(ideas=cast.said(IDEA))
    where = _of("revise_contact", "mote")
    codes = [browser(who).get(where).status_code for who in ("inga", "colin", "person-s1", "asta")]
    first = sent(browser("petra"), where, told="Vi visade det nya schemat.")
    row = m.Contact.objects.get()
    dialogue.broadcast(
        by="petra", at=built.at, initiative="prov", stage="concept", subject=cast.said("Ä"), body=cast.said("B"),
        passes_on=("mote",),
    )  # fmt: skip
    late = sent(browser("petra"), where, told="Något annat.")

    assert (codes, first.status_code, late.status_code) == ([403, 403, 403, 403], 302, 409)
    assert (row.told.said("sv") if row.told else "", row.ideas.said("sv") if row.ideas else "") == (
        "Vi visade det nya schemat.", IDEA,
    )  # fmt: skip


def test_supplier_says_what_is_wrong_of_its_own_contact_and_no_other() -> None:
    cast.an_initiative(until="concept open")
    _contact()
    where = _of("confirm_contact", "mote")
    codes = [browser(who).get(where).status_code for who in ("person-s2", "petra", "stranger")]
    silent = sent(browser("person-s1"), where, right="no", wrong="")
    told = sent(browser("person-s1"), where, right="no", wrong="Vi var två.")
    team, other = (reads(_of("contacts"), who) for who in ("petra", "person-s2"))

    letter = m.Letter.objects.filter(subject__startswith="En leverantör säger att något är fel")

    assert (codes, silent.status_code, told.status_code) == ([404, 403, 403], 422, 302)
    assert sorted(letter.values_list("to", flat=True)) == ["nils@cast.example", "petra@cast.example"]
    assert ("Vi var två." in team, "Vi var två." in other) == (True, False)


_PAGES = ("contacts", "record_contact", "insights")


def test_pages_of_contacts_ask_the_database_as_often_whatever_the_number_of_suppliers() -> None:
    found = {}
    for suppliers in (3, 50):
        key = f"stor-{suppliers}"
        cast.an_initiative(until="concept open", suppliers=suppliers, key=key)
        with _summary.resting():
            for one in range(suppliers):
                _contact(f"k{one}", f"s{one + 1}", initiative=key, ideas=cast.said(IDEA))
        found[suppliers] = {route: queries(reverse(route, args=[key]), "petra") for route in _PAGES}

    assert found[3] == found[50]
    assert max(found[3].values()) <= 20


def test_register_of_a_supplier_says_when_it_is_empty_and_is_shut_to_strangers() -> None:
    cast.an_initiative(until="concept open")

    assert _said("none_own_words") in reads(_of("contacts"), "person-s1")
    assert [browser(who).get(_of("contacts")).status_code for who in ("stranger", None)] == [403, 403]
