"""Who visits which page, and in which initiative: at least one visit to every route of the house.

`SEEN` are the pages that people read, looked at in both languages and at every width. `ANSWERED` are the rest: what
only takes a post, what gives a file, what leads on. A route in neither is a fault.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.furniture import (
    ASKED,
    FILED,
    JOINT,
    PACKED,
    a_consent,
    a_file,
    a_letter,
    a_question,
    a_question_about_use,
    a_way_in,
    an_invitation,
)

PRACTICE, FINISHED, BEGUN = "ovningsfallet-beslut", "ovningsfallet-klart", "ovningsfallet-start"
MEETING, ENDED = "ovningsprogrammet-pagar", "ovningsprogrammet-klart"
BUYER, LEADER, DECIDER, ASSESSOR = "maja-lindqvist", "lina-westberg", "birgitta-falk", "eva-brandt"
SUPPLIER, COACH = "amina-yusuf", "petra-nyman"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page that is looked at: by whom (None is anybody), with what after the question mark, answering with what."""

    route: str
    args: tuple[object, ...]
    by: str | None
    query: str | Callable[[], str]
    status: int

    @property
    def name(self) -> str:
        """Name the visit in a report."""
        said = (one.__name__ if callable(one) else one for one in (*self.args, self.query))
        return " ".join(str(one) for one in (self.route, *said, f"by {self.by or 'anybody'}") if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is fetched and not looked at: its status, and the kind of content or where it leads."""

    route: str
    args: tuple[object, ...]
    by: str | None
    status: int
    kind: str = ""
    leads: str = ""


def see(
    route: str, *args: object, by: str | None = None, query: str | Callable[[], str] = "", status: int = 200
) -> Seen:
    """Look at a page."""
    return Seen(route=route, args=args, by=by, query=query, status=status)


def file(route: str, *args: object, by: str | None = None, kind: str) -> Answered:
    """Fetch a file of some kind."""
    return Answered(route=route, args=args, by=by, status=200, kind=kind)


def leads(route: str, *args: object, by: str | None = None, to: str) -> Answered:
    """Be led on to an address that ends like `to`."""
    return Answered(route=route, args=args, by=by, status=302, leads=to)


def post_only(route: str, *args: object, by: str | None = None) -> Answered:
    """Be told that the address only takes a post."""
    return Answered(route=route, args=args, by=by, status=405)


SEEN = (
    see("front"),
    see("front", by=BUYER),
    see("initiatives"),
    see("initiatives", query="q=finns-inte"),
    see("help"),
    see("accessibility"),
    see("privacy"),
    see("key"),
    see("outages"),
    see("outages", by="ulla"),
    see("market_potential"),
    see("check_receipt"),
    see("rules"),
    see("folklore"),
    see("rule", "ND01"),
    see("rule", "AL02"),
    see("check", PRACTICE, by=BUYER),
    see("check", "rfi-open", by="ulla"),
    see("let_stand", "rfi-open", by="ulla"),
    # knowing
    see("initiative", "karlstad-1"),
    see("initiative", "karlstad-2"),
    see("initiative", "hammaro"),
    see("initiative", FINISHED, by=BUYER),
    see("initiative", PRACTICE, by=BUYER),
    see("initiative", PRACTICE, by=SUPPLIER),
    see("initiative", BEGUN, by=LEADER),
    see("information", PRACTICE, by=BUYER),
    see("information", PRACTICE, by=SUPPLIER),
    see("information", "karlstad-1"),
    see("spread", FINISHED, by=BUYER),
    see("spread", "karlstad-1"),
    see("spread", "planned"),
    see("portfolio"),
    see("portfolio", query="practice=1", by=BUYER),
    see("portfolio_of", "karlstad"),
    see("portfolio_of", "finns-inte", status=404),
    see("log", "karlstad-1"),
    see("log", PRACTICE, by="goran-thyr"),
    see("log_check", "karlstad-1"),
    see("adopt", "in-use", by="nils"),
    see("report_count", "in-use", by="nils"),
    see("follow", "in-use", by="folke"),
    see("follow", "planned", by="stranger"),
    see("answer_join", "planned", "granby", by="ulla", status=409),
    see("letter_file", "in-use", "granby", 0, status=404),
    see("demand_register"),
    see("goal", "planned", by="nils"),
    see("demand_register", query="practice=1&q=morgon", by=BUYER),
    see("check_in", "in-use", "forst", by="nils"),
    see("check_in", "in-use", "forst", by="ulla"),
    see("adoption_contact", "in-use", "forst", by="ulla"),
    see("ask_use", "in-use", "forst", by="ulla"),
    see("answer_use", query=a_question_about_use),
    see("answer_use", query="code=gammal", status=404),
    see("use_thanks"),
    see("further_development", "in-use", by="nils"),
    # people
    see("login"),
    see("register"),
    see("forgot"),
    see("choose_password", query=a_way_in),
    see("choose_password", query="person=stranger&token=gammal", status=404),
    see("start", by=BUYER),
    see("start", by=SUPPLIER),
    see("start", by=DECIDER),
    see("start", by="stranger"),
    see("me", by=BUYER),
    see("letters", by=BUYER),
    see("demo"),
    see("demo", by=BUYER),
    see("letter", a_letter, by=BUYER),
    # planning
    see("new_initiative", by="kerstin-ahlgren"),
    see("need", PRACTICE, by=BUYER),
    see("need", "karlstad-1"),
    see("need_diff", PRACTICE),
    see("revise_need", BEGUN, by="kerstin-ahlgren"),
    see("need", MEETING),
    see("new_need", MEETING, by=LEADER),
    see("new_buyer", MEETING, by=LEADER),
    see("team", PRACTICE, by=BUYER),
    see("join", "planned", by="nils"),
    see("tie", PRACTICE, by=ASSESSOR),
    see("declare", PRACTICE, "koncept", by=ASSESSOR),
    see("notices", FINISHED, "rum", by=BUYER),
    see("notices", FINISHED, "vinterspegel", by="stranger", status=404),
    see("delegated", by=DECIDER),
    see("documentation", FINISHED, by=BUYER),
    see("documentation", "assessed", by="ulla"),
    see("review", PRACTICE, "upphandling", by=BUYER),
    see("plan", PRACTICE, by=BUYER),
    see("plan", "planned", by="ulla"),
    see("ceilings", "planned", by="ulla"),
    see("new_stage", "planned", by="ulla"),
    see("add_template", "planned", by="ulla"),
    see("end_initiative", "planned", by="ulla"),
    see("edit_stage", "planned", "concept", by="ulla"),
    see("edit_stage", "planned", "rfi", by="ulla", query="part=background"),
    see("drafts", "planned", "rfi", by="ulla"),
    see("draft", "planned", "rfi", 0, status=404),
    see("reach", "rfi-open", "rfi", by="ulla"),
    see("criteria", "planned", "concept", by="ulla"),
    see("stage_form", "planned", "rfi", by="ulla"),
    see("stage_form", PRACTICE, "prototyp", by=BUYER),
    see("form_question", PRACTICE, "prototyp", "pris", by=BUYER),
    see("new_form_question", "planned", "concept", "one", by="ulla"),
    see("new_form_question", "concept-open", "concept", "readiness", by="ulla"),
    see("publish_stage", BEGUN, "rfi", by=BUYER),
    see("publish_stage", "planned", "need", by="ulla"),
    see("correct_stage", "rfi-open", "rfi", by="ulla"),
    see("skip_stage", "planned", "rfi", by="ulla"),
    see("restore_stage", "planned", "rfi", by="ulla"),
    see("reopen_stage", "concept-open", "concept", by="ulla"),
    see("repeat_stage", PRACTICE, "koncept", by=BUYER),
    see("cancel_stage", "rfi-open", "rfi", by="ulla"),
    see("cancel_procurement", "rfi-open", "u1", by="ulla"),
    see("named_buyers", "planned", "u1", by="ulla"),
    see("procurement", "planned", "u1", by="ulla"),
    see("open_stage", "concept-open", "concept", by="petra"),
    see("close_stage", "concept-open", "concept", by="petra"),
    see("new_procurement", "planned", by="ulla"),
    see("procurement", PRACTICE, "upphandling", by=BUYER),
    see("notice", "rfi-open", "u1", by="ulla"),
    see("contract", PRACTICE, by=BUYER),
    # stages, dialogue and handing in
    see("dialogue"),
    see("stage", "rfi-open", "rfi"),
    see("stage", "call-open", "call"),
    see("stage", PRACTICE, "koncept", by=SUPPLIER),
    see("stage", PRACTICE, "koncept", by=BUYER),
    see("questions", "call-open", "call"),
    see("questions", PRACTICE, "inbjudan", by=BUYER),
    see("ask", "rfi-open", "rfi"),
    see("answer_question", ASKED, a_question, by="ulla"),
    see("release_answers", ASKED, "rfi", by="ulla"),
    see("information", FILED, by="ulla"),
    see("correct_stage", FILED, "concept", by="ulla"),
    see("disclosures", PRACTICE, by=BUYER),
    see("disclosures", "rfi-open"),
    see("request_records", FILED, "concept"),
    see("request_records", FILED, "concept", by="ulla"),
    see("disclosure", FILED, "asked", by="jorun"),
    see("disclosure", FILED, "asked", by="person-s1"),
    see("disclosure", FILED, "tried", by="jorun"),
    see("stage", MEETING, "dialog"),
    see("debriefs", FINISHED, "koncept", by=BUYER),
    see("offer_debriefs", FINISHED, "koncept", by=BUYER),
    see("debrief", FINISHED, "koncept", "kvarnback", by="sofia-ekdahl"),
    see("note_debrief", FINISHED, "koncept", "kvarnback", by=BUYER),
    see("resume", FINISHED, "koncept", "rum", by=BUYER, status=404),
    see("times", MEETING, "dialog"),
    see("times", MEETING, "dialog", by=SUPPLIER),
    see("times", MEETING, "dialog", by=LEADER),
    see("times", "rfi-open", "rfi"),
    see("times", ENDED, "dialog"),
    see("open_slots", MEETING, "dialog", by=LEADER),
    see("book_slot", MEETING, "tid-6", by="stranger"),
    see("cancel_slot", MEETING, "tid-5", by="therese-palm"),
    see("remove_slot", MEETING, "tid-5", by=LEADER),
    see("minutes", MEETING, "tid-2", by="johan-rydell"),
    see("minutes", MEETING, "tid-1", by=LEADER),
    see("minutes", MEETING, "tid-1", by="johan-rydell", status=403),
    see("write_minutes", MEETING, "tid-4", by=LEADER),
    see("write_minutes", MEETING, "tid-1", by=LEADER),
    see("summary", MEETING, "dialog", by=LEADER),
    see("summary", ENDED, "dialog", by=LEADER),
    see("gate", MEETING, "dialog", by=BUYER),
    see("initiative", ENDED),
    see("requirements", PRACTICE, by=BUYER),
    see("requirement", PRACTICE, "tid", by=BUYER),
    see("requirements_diff", PRACTICE, by=BUYER),
    see("contacts", PRACTICE, by=BUYER),
    see("contacts", PRACTICE, by=SUPPLIER),
    see("contacts", PRACTICE, by=BUYER, query="kind=mail"),
    see("record_contact", PRACTICE, by=LEADER),
    see("revise_contact", PRACTICE, "mail-vinterspegel-prov", by=LEADER),
    see("confirm_contact", PRACTICE, "workshop-vinterspegel", by=SUPPLIER),
    see("user_tests", PRACTICE, by=BUYER),
    see("user_test", PRACTICE, "prov-film-koncept", by=BUYER),
    see("user_test", PRACTICE, "prov-film-koncept", by=SUPPLIER),
    see("plan_user_test", PRACTICE, by=LEADER),
    see("user_test_link", FILED, "tested", by="petra"),
    see("user_test_link", FILED, "tested", by="petra", query=an_invitation),
    see("close_user_test", FILED, "tested", by="petra"),
    see("note_feedback", FILED, "tested", by="petra"),
    see("user_test_insight", PRACTICE, "prov-film-koncept", by=LEADER),
    see("invitation"),
    see("invitation", query=an_invitation),
    see("invitation", query=a_consent),
    see("test_thanks"),
    see("test_declined"),
    see("changes", PRACTICE, by=BUYER),
    see("change", PRACTICE, "andring-fler-arbetspass", by=BUYER),
    see("change", FINISHED, "andring-hemtjanst", by=BUYER),
    see("request_change", PRACTICE, by=LEADER),
    see("assumptions", PRACTICE, by=BUYER),
    see("assumptions", FINISHED, by=SUPPLIER),
    see("assumptions", "planned", by="petra"),
    see("assumption", FINISHED, "a-pris", by=LEADER),
    see("write_assumption", PRACTICE, by=LEADER),
    see("revise_assumption", PRACTICE, "a-kansla", by=LEADER),
    see("plan_experiment", PRACTICE, "a-delat", by=LEADER),
    see("experiment", PRACTICE, "e-dagen-efter", by=LEADER),
    see("growth", FINISHED, "vinterspegel", by=SUPPLIER),
    see("growth", FINISHED, "vinterspegel", by=ASSESSOR),
    see("growth", PRACTICE, "vinterspegel", by=SUPPLIER),
    see("write_resource", PRACTICE, "vinterspegel", by=SUPPLIER),
    see("change_resource", PRACTICE, "r-larare", by=SUPPLIER),
    see("unit_economics", PRACTICE, "vinterspegel", by=SUPPLIER),
    see("required_readiness", "planned", "concept", by="ulla"),
    see("objection_library"),
    see("objections", PRACTICE, by=BUYER),
    see("objection", PRACTICE, "prata-fore", by=BUYER),
    see("search_objections", PRACTICE, by=LEADER, query="claim=prata+med+leverantörer"),
    see("file_objection", PRACTICE, by=LEADER),
    see("answer_objection", PRACTICE, "rfi-hemlig", by=BUYER),
    see("grant_waiver", PRACTICE, by=BUYER),
    see("insights", PRACTICE, by=BUYER),
    see("insights", PRACTICE, by=SUPPLIER),
    see("ask_approval", PRACTICE, "insikt-liggande", by=LEADER),
    see("answer_approval", PRACTICE, "insikt-liggande", by=SUPPLIER),
    see("broadcast", "concept-open", by="petra"),
    see("hand_in", "concept-open", "concept", by="person-s1"),
    see("hand_in", "call-open", "call", by="person-s1"),
    see("answer_rfi", "rfi-open", "rfi"),
    see("receipt", "opened", "call-s1", by="person-s1"),
    # selection
    see("submissions", PRACTICE, "koncept", by=BUYER),
    see("submissions", "call-open", "call", by="ulla"),
    see("submission", "opened", "call-s1", by="ulla"),
    see("opening", "call-open", "call", by="ulla"),
    see("opening", "opened", "call", by="ulla"),
    see("opening_record", "opened", "call", by="ulla"),
    see("reading_log", "opened", "call", by="ulla"),
    see("reading_log", PRACTICE, "inbjudan", by=BUYER),
    see("undertakings", PRACTICE, by=BUYER),
    see("undertakings", "opened", by="ulla"),
    see("packs", PACKED, "call", by="ulla"),
    see("packs", "rfi-open", "rfi"),
    see("pack", PACKED, "packed"),
    see("preparations", "opened", "call", by="ulla"),
    see("preparations", "opened", "call", by="person-s1"),
    see("note_involvement", "opened", "call", "s2", by="ulla"),
    see("involvement", "opened", "noted", by="ulla"),
    see("assessments", "concept-closed", "concept", by="asta"),
    see("assess", "concept-closed", "concept", "s1", by="asta"),
    see("consensus", "assessed", "concept", "s3", by="petra"),
    see("need_fit", JOINT, "call", "s1", by="stranger"),
    see("risks", PRACTICE, by=LEADER),
    see("risk", PRACTICE, "koncept", "rum", "k-sprida", by=LEADER),
    see("gate", "assessed", "concept", by="ulla"),
    see("gate", PRACTICE, "koncept", by=BUYER),
    see("decide", "proposed", "concept", by="beata"),
    see("decide", PRACTICE, "koncept", by=DECIDER),
    # funding
    see("money", PRACTICE, by=BUYER),
    see("money", "karlstad-1"),
    see("enter_money", "concept-open", by="ulla"),
    see("ask_ceiling", "concept-open", by="ulla"),
    see("ceiling", PRACTICE, "tak-hela", by=BUYER),
    see("rate", "concept-open", by="ulla"),
    see("one_contract", PRACTICE, "avtal-vinterspegel", by=BUYER),
    see("one_contract", "concept-open", "contract-s1", by="person-s1"),
    see("contract_terms", "concept-open", "contract-s1", by="ulla"),
    see("new_milestone", "concept-open", "contract-s1", by="ulla"),
    see("new_option", "concept-open", "contract-s1", by="ulla"),
    see("options", PRACTICE, by=BUYER),
    see("options", "concept-open", by="ulla"),
    see("use_option", PRACTICE, "avtal-vinterspegel", "option-prototyp", by=BUYER),
    see("leave_contract", "concept-open", "contract-s1", by="ulla"),
    see("note_owner", "concept-open", "contract-s1", by="ulla"),
    see("call_offs", PRACTICE, "upphandling", by=BUYER),
    see("call_offs", "concept-open", "u1", by="ulla"),
    # not to be seen
    see("initiative", "finns-inte", status=404),
    see("gate", "assessed", "concept", by="stranger", status=403),
)

ANSWERED = (
    leads("to_own_language", to="/sv/"),
    file("document_file", "karlstad-1", kind="application/json"),
    file("feed", "karlstad-1", kind="application/atom+xml"),
    file("notice_file", FINISHED, "koncept", "rum", "pdf", by=BUYER, kind="application/pdf"),
    file("documentation_file", FINISHED, "upphandling", "pdf", by=BUYER, kind="application/pdf"),
    file("delegated_file", by=DECIDER, kind="text/csv"),
    file("portfolio_csv", kind="text/csv"),
    file("portfolio_json", kind="application/json"),
    file("check_pdf", PRACTICE, by=BUYER, kind="application/pdf"),
    file("disclosure_pdf", FILED, "tried", by="jorun", kind="application/pdf"),
    file("disclosure_docx", FILED, "tried", by="jorun", kind="application/vnd.openxmlformats"),
    file("disclosure_file", FILED, "tried", 1, by="jorun", kind="application/octet-stream"),
    post_only("give_out", FILED, "tried", by="jorun"),
    post_only("watch", "rfi-open", by="stranger"),
    post_only("unwatch", "rfi-open", by="stranger"),
    file("log_file", "karlstad-1", kind="application/json"),
    file("money_file", PRACTICE, by=BUYER, kind="text/csv"),
    file("contacts_file", PRACTICE, by=BUYER, kind="text/csv"),
    file("contact_paper", FILED, "met", 0, by="ulla", kind="application/octet-stream"),
    file("own_file", FILED, a_file, by="person-s1", kind="application/octet-stream"),
    file("submission_file", FILED, "handed-in", 1, by="ulla", kind="application/octet-stream"),
    file("contract_file", FILED, "signed", by="ulla", kind="application/octet-stream"),
    file("opening_record_file", "opened", "call", by="ulla", kind="application/pdf"),
    file("receipt_file", "opened", "call-s1", by="person-s1", kind="text/plain"),
    post_only("logout", by=BUYER),
    post_only("extend_deadlines", "avbrott", by="ulla"),
    post_only("next_date", PRACTICE, by=BUYER),
    post_only("approve_milestone", "concept-open", "contract-s1", by="ulla"),
    post_only("draft_save", "concept-open", "hand-in.concept", by="person-s1"),
    post_only("leave", "planned", by="nils"),
    post_only("acknowledge", PRACTICE, "info-1", by=SUPPLIER),
    file("rfi_file", PRACTICE, "rfi", "pdf", kind="application/pdf"),
    file("pack_file", PACKED, "packed", "docx", kind="application/vnd.openxmlformats"),
    file("broadcast_file", FILED, "told", 0, by="person-s1", kind="application/octet-stream"),
    post_only("confirm_submission", "opened", "call-s1", by="person-s1"),
    post_only("withdraw", "opened", "call-s1", by="person-s1"),
)
