"""The practice journey walked with scripts off, stretch by stretch, each step by the person whose turn it is."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests import cast
from tests.browser.house import House, way
from tests.browser.walking import Walk, clock, fill, forward, text
from vakna.core import vocabulary as v
from vakna.records import clock as real
from vakna.records import models as m
from vakna.records import pictures

TEAM = {"ulla": v.Role.PROCURER, "petra": v.Role.PROCESS_LEADER, "beata": v.Role.DECIDER}


def _soon(days: float) -> str:
    return (real.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def test_need_becomes_an_open_rfi_that_anybody_can_answer_and_ask_about(house: House) -> None:
    page = house.stranger(scripts=False).new_page()
    page.goto(way("login"))
    fill(page, email="nils@cast.example", password=cast.PASSWORD)
    forward(page)
    assert page.url.endswith(way("start"))

    page.goto(way("new_initiative"))
    need = {"statement": "Vi ser inte vad den boende ser.", "purpose": "Personalen ska förstå dagen.",
            "users": "Boende och personal", "now": "Vi gissar.", "wanted": "Vi vet."}  # fmt: skip
    fill(page, title="Se dagen", summary="Hjälp personalen att se dagen som de boende ser den.", **need)
    forward(page)
    walk = Walk(house=house, key="se-dagen")
    assert page.url.endswith(way("plan", walk.key))

    for person, role in TEAM.items():
        walk.do("nils", "join", email=f"{person}@cast.example", role=role.value)
    walk.do("ulla", "edit_stage", "behov", owner="petra", decision_due=_soon(3))
    walk.do("ulla", "publish_stage", "behov")
    walk.do("ulla", "gate", "behov", outcome="go_on", reason="Fler har samma behov.")
    walk.do("beata", "decide", "behov", mandate="delegation", reference="4.7")
    walk.do("ulla", "edit_stage", "rfi", owner="petra", contact="ulla", question="Hur kan vi se det du ser?",
            deadline=_soon(20), decision_due=_soon(25))  # fmt: skip
    walk.do("ulla", "publish_stage", "rfi")

    page = walk.do(None, "answer_rfi", "rfi", q1="En app.", q2="Tio kommuner har frågat.", name="Nya Vägar HB",
                   kind="company", person="Nina Ny", email="nina@nyavagar.example")  # fmt: skip
    note = page.locator("pre").inner_text()
    file = page.request.get(page.locator("a[href*='receipt.txt']").get_attribute("href") or "").text()
    assert file.strip() == note.strip()

    walk.do(None, "ask", "rfi", question="Får två svara tillsammans?")
    question = m.Question.objects.get(initiative__key=walk.key)
    walk.do("ulla", "answer_question", question.key, answer="Ja. Välj en av er som kontakt.")
    page = walk.to(None, "questions", "rfi")
    expect(page.locator("main")).to_contain_text("Ja. Välj en av er som kontakt.")
    assert m.Submission.objects.filter(initiative__key=walk.key).count() == 1


def test_rfi_leads_to_a_call_whose_tenders_two_persons_open_and_judge(house: House) -> None:
    built = cast.an_initiative(until="rfi open", key="resa-inbjudan", sandbox=True)
    walk = Walk(house=house, key=built.key)
    clock(built, 15.1)
    walk.do("petra", "close_stage", "rfi")
    clock(built, 16)
    walk.do("ulla", "gate", "rfi", outcome="go_on", reason="Det finns sju som kan. Vi upphandlar.")
    walk.do("beata", "decide", "rfi", mandate="delegation", reference="4.7")
    clock(built, 17)
    day = (built.start + timedelta(days=17)).date().isoformat()
    walk.do("ulla", "notice", "u1", number="2026-P1", published=day, database="Provdatabasen")
    walk.do("ulla", "publish_stage", "call")

    clock(built, 30)
    for one in cast.SUPPLIERS:
        page = walk.do(f"person-{one}", "hand_in", "call", need="Vi gick med dem en dag.", market="Tio har frågat.")
        expect(page.locator("#receipt")).to_be_visible()
    clock(built, 47)
    public = text(walk.to(None, "initiative")) + text(walk.to(None, "stage", "call")) + text(walk.to(None, "log"))
    assert [name for name in _names() if name in public] == []

    clock(built, 47.6)
    walk.do("ulla", "opening", "call")
    walk.do("jorun", "opening", "call")
    s1, s2, s3 = (_part(built.key, one) for one in cast.SUPPLIERS)
    for handed_in in m.Submission.objects.filter(initiative__key=built.key):
        for who in ("asta", "axel"):
            page = walk.do(who, "submission", handed_in.key)
            expect(page.locator("main")).to_contain_text("Vi gick med dem en dag.")

    clock(built, 49)
    twos: dict[str, object] = {f"mark_{one.key}": 2 for one in cast.CRITERIA}
    for part in (s1, s2, s3):
        given = {**twos, "mark_fit": 0, "motive_fit": "Det syns inte i underlaget."} if part == s3 else twos
        for who in ("asta", "axel"):
            walk.do(who, "assess", "call", part, **given)
        walk.do("petra", "consensus", "call", part, **given)
    clock(built, 51)
    given = {f"read_{part}": True for part in (s1, s2, s3)} | {f"reason_{s3}": "Ni klarade inte kriterium 1."}
    walk.do("ulla", "gate", "call", outcome="go_on", reason="Två uppfyller allt.", **given)
    walk.do("beata", "decide", "call", mandate="minute", reference="§ 12, 2026-03-02")

    picture = pictures.take(built.key)
    assert {one.key: one.state.value for one in picture.participations} == {s1: "active", s2: "active", s3: "ended"}
    assert picture.terms.procurements[0].award is not None


def test_contracts_are_recorded_money_committed_and_the_concept_handed_in_under_contract(house: House) -> None:
    built = cast.an_initiative(until="awarded", key="resa-koncept", sandbox=True)
    walk = Walk(house=house, key=built.key)
    clock(built, 72)
    day = (built.start + timedelta(days=72)).date().isoformat()
    for one in cast.SUPPLIERS:
        walk.do("ulla", "contract", participation=one, stage="concept", signed=day, pay="25 000",
                option_clause="Punkt 9.3", diary_number="KS 2026:17", file=("avtal.pdf", b"%PDF-1.7"))  # fmt: skip
        walk.do("ulla", "enter_money", state="committed", stage="concept", participation=one, amount="25 000 kr")
    _refused(walk, "ulla", "enter_money", state="committed", stage="concept", participation="s1", amount="1")
    clock(built, 73)
    walk.do("ulla", "publish_stage", "concept")

    clock(built, 80)
    walk.do("petra", "contacts", stage="concept", participation="s1", kind="meeting", told="Frukosten börjar kl. 8.")
    walk.do("petra", "insights", learned="Morgonen är svårast.", source="Möte med s1")
    insight = m.Insight.objects.get(initiative__key=built.key)
    page = walk.to("petra", "broadcast")
    fill(page, stage="concept", subject="Morgonen", body="Frukosten börjar kl. 8.")
    page.locator(f"[name=because][value='{insight.key}']").check(force=True)
    forward(page)
    for one in cast.SUPPLIERS:
        expect(walk.to(f"person-{one}", "information").locator("main")).to_contain_text("Frukosten börjar kl. 8.")
    forward(walk.to("person-s1", "information"), "form[action*='acknowledge'] button")

    page = walk.do("person-s1", "hand_in", "concept", need="Vi har provat.", file_more=("koncept.pdf", b"%PDF-1.7"))
    expect(page.locator("#receipt")).to_contain_text("koncept.pdf")
    picture = pictures.take(built.key)
    assert [one.participation for note in picture.broadcasts for one in note.acknowledgements] == ["s1"]
    assert sorted(str(one.amount.amount) for one in picture.money) == ["25000.00"] * 3


def test_suppliers_are_paid_and_the_curve_is_public_when_others_use_the_solution(house: House) -> None:
    built = cast.an_initiative(until="decided", key="resa-pengar", sandbox=True)
    walk = Walk(house=house, key=built.key, lang="en")
    clock(built, 107)
    for one in cast.SUPPLIERS:
        walk.do(f"person-{one}", "enter_money", state="invoiced", stage="concept", participation=one, amount="25000")
        walk.do("ulla", "enter_money", state="paid", stage="concept", participation=one, amount="25000")
    expect(walk.to("ulla", "money").locator("main")).to_contain_text("SEK 75,000".replace(" ", "\u00a0"))

    used = cast.an_initiative(until="in use", key="resa-spridning")
    walk = Walk(house=house, key=used.key, lang="en")
    today = real.now().date()
    for qualifier, count, days in (("exact", 12, 60), ("almost", 30, 30), ("nearly", 40, 0)):
        since, until = today - timedelta(days=days + 30), today - timedelta(days=days)
        walk.do("nils", "report_count", qualifier=qualifier, count=count, period_starts=since.isoformat(),
                period_ends=until.isoformat(), sector="public", source="The supplier's annual report")  # fmt: skip
    walk.do("folke", "adopt", organisation="granby", supplier="org-s1", since=today.isoformat(), how="own_procurement")
    walk.do("folke", "follow", strength="bought")

    page = walk.to(None, "spread")
    expect(page.locator("figure svg").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Granby kommun")
    expect(page.locator("main")).to_contain_text("nearly 40")


def test_keyboard_alone_leads_from_log_in_to_the_receipt(house: House) -> None:
    built = cast.an_initiative(until="concept open", key="resa-tangenter", sandbox=True)
    context = house.stranger()
    page = context.new_page()
    page.goto(way("login"))
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    _tab_to(page, "[name=email]")
    page.keyboard.type("person-s1@cast.example")
    _tab_to(page, "[name=password]")
    page.keyboard.type(cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/start/**")

    _tab_to(page, f"main a[href*='{built.key}/stages/concept']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{way('hand_in', built.key, 'concept')}**")
    _tab_to(page, "[name=need]")
    page.keyboard.type("Vi gick med dem en hel dag.")
    _tab_to(page, "button[value=hand_in]")
    page.keyboard.press("Space")

    expect(page.locator("#receipt")).to_be_visible()
    context.close()


def test_keyboard_alone_marks_a_supplier_and_decides_the_gate(house: House) -> None:
    closed = cast.an_initiative(until="concept closed", key="tangenter-bedom", sandbox=True)
    page = house.context("asta").new_page()
    page.goto(way("assess", closed.key, "concept", "s1"))
    for one in cast.CRITERIA:
        _tab_to(page, f"[name=mark_{one.key}]")
        for key in ("Space", "ArrowRight", "ArrowRight"):
            page.keyboard.press(key)
        expect(page.locator(f"[name=mark_{one.key}][value='2']")).to_be_checked()
    _press(page, "main form button.big")
    assert m.Assessment.objects.filter(initiative__key=closed.key, stage__key="concept", by__key="asta").count() == 1

    proposed = cast.an_initiative(until="proposed", key="tangenter-beslut", sandbox=True)
    page = house.context("beata").new_page()
    page.goto(way("start"))
    _tab_to(page, f"main a[href*='{proposed.key}/stages/concept/decide']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{way('decide', proposed.key, 'concept')}**")
    _tab_to(page, "[name=reference]")
    page.keyboard.type("Delegation, punkt 4.7")
    _press(page, "main form button.big")
    assert m.Decision.objects.filter(initiative__key=proposed.key, stage__key="concept").exists()


def test_keyboard_alone_publishes_a_stage_and_answers_an_rfi(house: House) -> None:
    planned = cast.an_initiative(until="planned", key="tangenter-fraga", sandbox=True)
    page = house.context("ulla").new_page()
    page.goto(way("publish_stage", planned.key, "need"))
    _press(page, "main form button.big")
    assert m.Stage.objects.get(initiative__key=planned.key, key="need").published_at is not None

    asked = cast.an_initiative(until="rfi open", key="tangenter-svar", sandbox=True)
    page = house.stranger().new_page()
    page.goto(way("stage", asked.key, "rfi"))
    _tab_to(page, f"main a[href*='{way('answer_rfi', asked.key, 'rfi')}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{way('answer_rfi', asked.key, 'rfi')}**")
    typed = {"q1": "En film.", "name": "Tangent HB", "person": "Tina Tangent", "email": "tina@tangent.example"}
    for name, words in typed.items():
        _tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    _press(page, "main form button.big")
    expect(page.locator("pre")).to_contain_text("vakna-receipt-v1")
    assert m.Submission.objects.filter(initiative__key=asked.key, stage__key="rfi").count() == 1


def _press(page: Page, wanted: str) -> None:
    """Reach a button with Tab and press it; wait for what answers."""
    _tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Press Tab until something has the focus, which must be seen all the way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        ring = page.evaluate(_RING)
        assert ring["seen"], f"no visible focus on {ring['what']}"
        if page.locator(f"{wanted}:focus").count():
            return
    raise AssertionError(f"{wanted} was not reached with {most} presses of Tab on {page.url}\n{text(page)}")


_RING = """() => {
  const one = document.activeElement, label = one.closest("label:has(:focus-visible)");
  const ringed = (it) => {
    const box = it.getBoundingClientRect(), style = getComputedStyle(it);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0;
  };
  const seen = one === document.body || ringed(one) || (label !== null && ringed(label));
  return {seen, what: one.outerHTML.slice(0, 160)};
}"""


def _refused(walk: Walk, person: str, route: str, **typed: object) -> None:
    """See that what was filled in is refused, with a reason first on the page."""
    page = walk.to(person, route)
    fill(page, **typed)
    with page.expect_navigation() as answered:
        page.locator("main form button.big").click()
    assert answered.value.status == 409
    expect(page.locator(".problems")).to_be_visible()


def _names() -> list[str]:
    return [name for key, (name, _) in cast.ORGANISATIONS.items() if key.startswith("org-s")]


def _part(key: str, supplier: str) -> str:
    """Give the key of a supplier's part in an initiative."""
    return m.Participation.objects.get(initiative__key=key, organisation__key=f"org-{supplier}").key
