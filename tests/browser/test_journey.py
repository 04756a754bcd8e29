"""The practice journey walked stretch by stretch, twice: with scripts off, and with scripts on by keyboard alone.

`ACTS` is what must have been done in each stretch, by both hands; the end of every stretch holds the walk against it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.browser.house import House, way
from tests.browser.keyboard import Keyboard, tab_to
from tests.browser.walking import Hand, Mouse, Walk, clock, text
from vakna.core import vocabulary as v
from vakna.records import clock as real
from vakna.records import models as m
from vakna.records import pictures

ACTS = {
    "need and RFI": (
        "log in", "write the need", "join the team", "edit a stage", "publish a stage", "propose at the gate",
        "decide at the gate", "answer the RFI", "ask", "answer a question",
    ),
    "call": (
        "close a stage", "propose at the gate", "decide at the gate", "record the notice", "publish a stage",
        "hand in", "ask for the opening", "open together", "read a submission", "declare interests", "assess",
        "agree on an assessment",
    ),
    "concept": (
        "record a contract", "commit money", "be refused above the ceiling", "publish a stage", "record a contact",
        "add an insight", "inform all", "acknowledge", "hand in with a file",
    ),
    "prototype": (
        "publish a stage", "hand in", "close a stage", "declare interests", "assess", "agree on an assessment",
        "propose at the gate", "decide at the gate",
    ),
    "use and spread": ("invoice", "pay", "report a count", "adopt", "follow"),
}  # fmt: skip
"""What is done in each stretch of the journey: by the mouse where no script runs, and by the keyboard alone."""

TEAM = {"ulla": v.Role.PROCURER, "petra": v.Role.PROCESS_LEADER, "beata": v.Role.DECIDER}
SEEN = "Vi gick med dem en dag."
TOLD = "Frukosten börjar kl. 8."


@pytest.fixture(params=[Mouse(), Keyboard()], ids=["scripts-off", "keyboard-alone"])
def hand(request: pytest.FixtureRequest) -> Hand:
    """Walk each stretch with both hands."""
    given: Hand = request.param
    return given


@contextmanager
def stretch(house: House, hand: Hand, name: str, key: str, lang: str = "sv") -> Iterator[Walk]:
    """Walk one stretch of the journey; at its end, everything that belongs to it must have been done by this hand."""
    walk = Walk(house=house, hand=hand, key=key, lang=lang)
    yield walk
    assert walk.done == set(ACTS[name])


def test_need_becomes_an_open_rfi_that_anybody_can_answer_and_ask_about(house: House, hand: Hand) -> None:
    with stretch(house, hand, "need and RFI", f"se-dagen-{hand.name}") as walk:
        page = house.stranger(scripts=hand.scripts).new_page()
        page.goto(way("login"))
        walk.act("log in", page, email="nils@cast.example", password=cast.PASSWORD)
        assert way("start") in page.url

        page.goto(way("new_initiative"))
        need: dict[str, Any] = {"statement": "Vi ser inte dagen.", "purpose": "Personalen ska se.", "users": "Boende",
                "now": "Vi gissar.", "wanted": "Vi vet."}  # fmt: skip
        walk.act("write the need", page, title=f"Se dagen {hand.name}", summary="Hjälp personalen att se.", **need)
        assert way("plan", walk.key) in page.url
        page.context.close()

        for person, role in TEAM.items():
            walk.do("nils", "join", act="join the team", email=f"{person}@cast.example", role=role.value)
        walk.do("ulla", "edit_stage", "behov", act="edit a stage", owner="petra", decision_due=_soon(3))
        walk.do("ulla", "publish_stage", "behov", act="publish a stage")
        _propose(walk, "behov", reason="Fler har samma behov.")
        _decide(walk, "behov")
        walk.do("ulla", "edit_stage", "rfi", act="edit a stage", owner="petra", contact="ulla",
                question="Hur kan vi se det du ser?", background="Tio boenden.", target_group="Alla.",
                we_know="Personalen gissar.", deadline=_soon(20), decision_due=_soon(25))  # fmt: skip
        walk.do("ulla", "publish_stage", "rfi", act="publish a stage")

        page = walk.do(None, "answer_rfi", "rfi", act="answer the RFI", q1="En app.", q2="Tio har frågat.",
                       name=f"Nya Vägar {hand.name}", kind="company", person="Nina Ny",
                       email=f"nina@{hand.name}.example")  # fmt: skip
        note = page.locator("pre").inner_text()
        file = page.request.get(page.locator("a[href*='receipt.txt']").get_attribute("href") or "").text()
        assert file.strip() == note.strip()

        walk.do(None, "ask", "rfi", act="ask", question="Får två svara tillsammans?")
        question = m.Question.objects.get(initiative__key=walk.key)
        walk.do("ulla", "answer_question", question.key, act="answer a question", answer="Ja. Välj en kontakt.")
        expect(walk.to(None, "questions", "rfi").locator("main")).to_contain_text("Ja. Välj en kontakt.")
        assert m.Submission.objects.filter(initiative__key=walk.key).count() == 1


def test_rfi_leads_to_a_call_whose_tenders_two_persons_open_and_judge(house: House, hand: Hand) -> None:
    built = cast.an_initiative(
        until="rfi open", key=f"resa-inbjudan-{hand.name}", sandbox=True, suppliers=hand.suppliers
    )
    with stretch(house, hand, "call", built.key) as walk:
        clock(built, 15.1)
        walk.do("petra", "close_stage", "rfi", act="close a stage")
        clock(built, 16)
        _propose(walk, "rfi", reason="Det finns flera som kan.")
        _decide(walk, "rfi")
        clock(built, 17)
        walk.do("ulla", "notice", "u1", act="record the notice", number="2026-P1", published=_day(built, 17),
                database="Provdatabasen")  # fmt: skip
        walk.do("ulla", "publish_stage", "call", act="publish a stage")

        clock(built, 30)
        _hand_in(walk, "call", built.suppliers)
        clock(built, 47)
        public = "".join(text(walk.to(None, *it)) for it in (("initiative",), ("stage", "call"), ("log",)))
        assert [name for name in _names() if name in public] == []

        clock(built, 47.6)
        walk.do("ulla", "opening", "call", act="ask for the opening")
        walk.do("jorun", "opening", "call", act="open together")
        for handed_in in m.Submission.objects.filter(initiative__key=built.key):
            for who in ("asta", "axel"):
                page = walk.do(who, "submission", handed_in.key, act="read a submission")
                expect(page.locator("main")).to_contain_text(SEEN)

        clock(built, 49)
        *on, off = (_part(built.key, one) for one in built.suppliers)
        _assess(walk, "call", on, off)
        clock(built, 51)
        _propose(walk, "call", on, off, reason="De andra uppfyller allt.")
        _decide(walk, "call")

        picture = pictures.take(built.key)
        assert {one.key: one.state.value for one in picture.participations} == {
            **dict.fromkeys(on, "active"),
            off: "ended",
        }
        assert picture.terms.procurements[0].award is not None


def test_contracts_are_recorded_money_committed_and_the_concept_handed_in_under_contract(
    house: House, hand: Hand
) -> None:
    built = cast.an_initiative(until="awarded", key=f"resa-koncept-{hand.name}", sandbox=True, suppliers=hand.suppliers)
    with stretch(house, hand, "concept", built.key) as walk:
        clock(built, 72)
        for one in built.suppliers:
            walk.do("ulla", "contract", act="record a contract", participation=one, stage="concept",
                    signed=_day(built, 72), pay="25 000", option_clause="Punkt 9.3", diary_number="KS 2026:17",
                    file=("avtal.pdf", b"%PDF-1.7"))  # fmt: skip
            _enter(walk, "ulla", "committed", one, "25 000 kr", act="commit money")
        page = _enter(walk, "ulla", "committed", "s1", "1", act="be refused above the ceiling", answers=409)
        expect(page.locator(".problems")).to_be_visible()
        clock(built, 73)
        walk.do("ulla", "publish_stage", "concept", act="publish a stage")

        clock(built, 80)
        walk.do("petra", "record_contact", act="record a contact", participation="s1", told=TOLD)
        walk.do("petra", "insights", act="add an insight", learned="Morgonen är svårast.", source="Möte")
        insight = m.Insight.objects.get(initiative__key=built.key)
        walk.do("petra", "broadcast", act="inform all", because=insight.key, subject="Morgonen", body=TOLD)
        for one in built.suppliers:
            expect(walk.to(f"person-{one}", "information").locator("main")).to_contain_text(TOLD)
        walk.do("person-s1", "information", act="acknowledge", press="form[action*='acknowledge'] button")

        page = walk.do("person-s1", "hand_in", "concept", act="hand in with a file", need="Vi har provat.",
                       file_more=("koncept.pdf", b"%PDF-1.7"))  # fmt: skip
        expect(page.locator("#receipt")).to_contain_text("koncept.pdf")
        picture = pictures.take(built.key)
        assert [one.participation for note in picture.broadcasts for one in note.acknowledgements] == ["s1"]
        assert [str(one.amount.amount) for one in picture.money] == ["25000.00"] * len(built.suppliers)


def test_prototype_is_published_delivered_judged_and_decided(house: House, hand: Hand) -> None:
    built = cast.an_initiative(until="decided", key=f"resa-prototyp-{hand.name}", sandbox=True)
    with stretch(house, hand, "prototype", built.key) as walk:
        clock(built, 108)
        walk.do("ulla", "publish_stage", "prototype", act="publish a stage")
        clock(built, 125)
        _hand_in(walk, "prototype", ("s1", "s2"))
        clock(built, 130.1)
        walk.do("petra", "close_stage", "prototype", act="close a stage")
        clock(built, 131)
        _assess(walk, "prototype", ["s1"], "s2")
        clock(built, 132)
        _propose(walk, "prototype", ["s1"], "s2", reason="En uppfyller allt.")
        _decide(walk, "prototype")

        picture = pictures.take(built.key)
        assert {one.key: one.state.value for one in picture.participations} == {
            "s1": "active", "s2": "ended", "s3": "ended",
        }  # fmt: skip


def test_suppliers_are_paid_and_the_curve_is_public_when_others_use_the_solution(house: House, hand: Hand) -> None:
    built = cast.an_initiative(until="decided", key=f"resa-pengar-{hand.name}", sandbox=True)
    with stretch(house, hand, "use and spread", built.key, lang="en") as paid:
        clock(built, 107)
        for one in cast.SUPPLIERS[: hand.suppliers]:
            _enter(paid, f"person-{one}", "invoiced", one, "25000", act="invoice")
            _enter(paid, "ulla", "paid", one, "25000", act="pay")
        sum_paid = f"SEK\u00a0{25 * hand.suppliers},000"
        expect(paid.to("ulla", "money").locator("main")).to_contain_text(sum_paid)

        used = cast.an_initiative(until="in use", key=f"resa-spridning-{hand.name}")
        walk = Walk(house=house, hand=hand, key=used.key, lang="en", done=paid.done)
        today = real.now().date()
        for qualifier, count, days in (("exact", 12, 60), ("almost", 30, 30), ("nearly", 40, 0)):
            since, until = today - timedelta(days=days + 30), today - timedelta(days=days)
            walk.do("nils", "report_count", act="report a count", qualifier=qualifier, count=count,
                    period_starts=since.isoformat(), period_ends=until.isoformat(), sector="public",
                    source="Annual report")  # fmt: skip
        walk.do("folke", "adopt", act="adopt", organisation="granby", supplier="org-s1", since=today.isoformat(),
                how="own_procurement")  # fmt: skip
        walk.do("folke", "follow", act="follow", strength="bought")

        page = walk.to(None, "spread")
        expect(page.locator("figure svg").first).to_be_visible()
        expect(page.locator("main")).to_contain_text("Granby kommun")
        expect(page.locator("main")).to_contain_text("nearly 40")


def test_keyboard_alone_leads_from_log_in_over_the_next_action_to_the_receipt(house: House) -> None:
    built = cast.an_initiative(until="concept open", key="resa-tangenter", sandbox=True)
    page = house.stranger().new_page()
    page.goto(way("login"))
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, "[name=email]")
    page.keyboard.type("person-s1@cast.example")
    tab_to(page, "[name=password]")
    page.keyboard.type(cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/**")

    tab_to(page, f"main a[href*='{built.key}/stages/concept']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{way('hand_in', built.key, 'concept')}**")
    tab_to(page, "[name=need]")
    page.keyboard.type("Vi gick med dem en hel dag.")
    tab_to(page, "button[value=hand_in]")
    page.keyboard.press("Space")

    expect(page.locator("#receipt")).to_be_visible()
    page.context.close()


def _hand_in(walk: Walk, stage: str, suppliers: Iterable[str]) -> None:
    for one in suppliers:
        page = walk.do(f"person-{one}", "hand_in", stage, act="hand in", need=SEEN, market="Tio har frågat.")
        expect(page.locator("#receipt")).to_be_visible()


def _assess(walk: Walk, stage: str, on: Iterable[str], off: str) -> None:
    """Let both assessors mark every supplier 2, and one 0 on the first criterion; the leader agrees with them.

    Before that, everybody who judges says for this stage that nothing ties them to its suppliers.
    """
    for who in ("asta", "axel", "petra", "ulla", "beata"):
        walk.do(who, "declare", stage, act="declare interests", stand="none")
    twos: dict[str, object] = {f"mark_{one.key}": 2 for one in cast.CRITERIA}
    for part in (*on, off):
        given = {**twos, "mark_fit": 0, "motive_fit": "Det syns inte."} if part == off else twos
        for who in ("asta", "axel"):
            walk.do(who, "assess", stage, part, act="assess", **given)
        walk.do("petra", "consensus", stage, part, act="agree on an assessment", **given)


def _propose(walk: Walk, stage: str, on: Iterable[str] = (), off: str = "", *, reason: str) -> None:
    """Propose that the initiative goes on; every supplier is confirmed, and the one that ends is told why."""
    read: dict[str, object] = {f"read_{one}": True for one in (*on, off) if one}
    why = {f"reason_{off}": "Ni klarade inte kriterium 1."} if off else {}
    walk.do("ulla", "gate", stage, act="propose at the gate", outcome="go_on", reason=reason, **read, **why)


def _decide(walk: Walk, stage: str) -> None:
    walk.do("beata", "decide", stage, act="decide at the gate", mandate="delegation", reference="4.7")


def _enter(walk: Walk, person: str, state: str, supplier: str, amount: str, **how: Any) -> Page:
    given: dict[str, Any] = {"state": state, "stage": "concept", "participation": supplier, "amount": amount}
    return walk.do(person, "enter_money", **given, **how)


def _soon(days: float) -> str:
    return (real.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def _day(built: cast.Built, day: float) -> str:
    return (built.start + timedelta(days=day)).date().isoformat()


def _names() -> list[str]:
    return [name for key, (name, _) in cast.ORGANISATIONS.items() if key.startswith("org-s")]


def _part(key: str, supplier: str) -> str:
    """Give the key of a supplier's part in an initiative."""
    return m.Participation.objects.get(initiative__key=key, organisation__key=f"org-{supplier}").key
