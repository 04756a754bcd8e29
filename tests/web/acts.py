"""Every address that changes something, with an initiative, a person and answers for which it does so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation

from tests.cast import Built, an_initiative, marks, said
from vakna.actions import assessment, dialogue, initiatives, selection
from vakna.core.initiative import Answer, Key
from vakna.records import clock
from vakna.records import models as m


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One act on the web: who does it, where the initiative stands, at which address, and what is answered."""

    until: str
    by: str | None
    route: str
    takes: tuple[str, ...] = ()
    page: str | None = None
    """The route of the page where the form stands, when it is not the one that it posts to."""
    page_takes: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)
    ago: float = 0
    """How many days ago the initiative stood there: the deadline may have passed since."""
    first: Callable[[Built], None] | None = None
    """What happens before."""
    makes: tuple[str, ...] = ()
    """Models of which one row is made, and one only when the form is posted twice."""
    demo: bool = False
    reads: str = ""
    """A submission under seal that is read on the web before."""

    def build(self) -> Built:
        """Build the initiative."""
        at = clock.now().replace(microsecond=0) - timedelta(days=self.ago)
        built = an_initiative(until=self.until, at=at, sandbox=self.demo)
        if self.first:
            self.first(built)
        return built

    def address(self) -> str:
        """Give the address that is posted to."""
        return _reversed(self.route, self.takes)

    def form_page(self) -> str:
        """Give the address of the page where the form stands."""
        return _reversed(self.page, self.page_takes) if self.page else self.address()


def _reversed(route: str, takes: tuple[str, ...]) -> str:
    with translation.override("sv"):
        return reverse(route, args=takes)


def _waiting_stage(built: Built) -> None:
    m.Stage.objects.filter(initiative__key=built.key, key="need").update(opens_at=built.at + timedelta(days=1))
    initiatives.publish_stage(by="ulla", at=built.at, initiative=built.key, stage="need")


def _asked(built: Built) -> None:
    question = said("Får man vara flera?")
    dialogue.ask(by=None, at=built.at, initiative=built.key, stage="rfi", question=question, key="fraga")


def _told(built: Built) -> None:
    dialogue.broadcast(
        by="ulla", at=built.at, initiative=built.key, stage="concept", subject=said("Tider"), body=said("Ny tid."),
        key="info",
    )  # fmt: skip


def _handed_in(built: Built) -> None:
    selection.hand_in(
        by="person-s1", at=built.at, initiative=built.key, stage="concept", key="inlamnat",
        answers=(Answer(topic=Key("need"), said=said("Vårt svar.")),),
    )  # fmt: skip


def _marked(built: Built) -> None:
    for by in ("asta", "axel"):
        assessment.hand_in(by=by, at=built.at, initiative=built.key, stage="call", participation="s1", marks=marks())


_ALL_TWOS = {f"mark_{key}": "2" for key in ("fit", "market", "scale", "team")}
_P = "prov"

CASES = (
    Case(until="planned", by=None, route="register", makes=("Person", "Organisation"),
         given={"email": "ny@cast.example", "country": "SE"}),
    Case(until="planned", by=None, route="forgot", given={"email": "ulla@cast.example"}),
    Case(until="planned", by="nils", route="new_initiative", given={"title": "Ett nytt behov"},
         makes=("Initiative", "Need")),
    Case(until="planned", by="nils", route="revise_need", takes=(_P,), makes=("Need",)),
    Case(until="planned", by="nils", route="join", takes=(_P,), makes=("Member",),
         given={"email": "stranger@cast.example", "role": "observer"}),
    Case(until="planned", by="inga", route="leave", takes=(_P,), page="team", page_takes=(_P,)),
    Case(until="awarded", by="asta", route="tie", takes=(_P,), makes=("Tie",)),
    Case(until="planned", by="ulla", route="ceilings", takes=(_P,)),
    Case(until="planned", by="ulla", route="new_stage", takes=(_P,), makes=("Stage",)),
    Case(until="planned", by="ulla", route="end_initiative", takes=(_P,)),
    Case(until="planned", by="ulla", route="edit_stage", takes=(_P, "rfi")),
    Case(until="planned", by="ulla", route="criteria", takes=(_P, "call")),
    Case(until="planned", by="ulla", route="publish_stage", takes=(_P, "need")),
    Case(until="rfi open", by="ulla", route="correct_stage", takes=(_P, "rfi")),
    Case(until="planned", by="ulla", route="skip_stage", takes=(_P, "spread")),
    Case(until="planned", by="ulla", route="open_stage", takes=(_P, "need"), first=_waiting_stage),
    Case(until="concept open", by="ulla", route="close_stage", takes=(_P, "concept"), ago=30),
    Case(until="planned", by="ulla", route="new_procurement", takes=(_P,), makes=("Procurement",)),
    Case(until="planned", by="ulla", route="procurement", takes=(_P, "u1")),
    Case(until="planned", by="ulla", route="notice", takes=(_P, "u1")),
    Case(until="concept open", by="ulla", route="contract", takes=(_P,), makes=("Contract",)),
    Case(until="rfi open", by=None, route="ask", takes=(_P, "rfi"), makes=("Question",)),
    Case(until="rfi open", by="ulla", route="answer_question", takes=(_P, "fraga"), first=_asked),
    Case(until="concept open", by="petra", route="contacts", takes=(_P,), makes=("Contact",)),
    Case(until="concept open", by="petra", route="insights", takes=(_P,), makes=("Insight",)),
    Case(until="concept open", by="petra", route="broadcast", takes=(_P,), makes=("Broadcast",)),
    Case(until="concept open", by="person-s1", route="acknowledge", takes=(_P, "info"), page="stage",
         page_takes=(_P, "concept"), first=_told),
    Case(until="concept open", by="petra", route="requirements", takes=(_P,), makes=("Requirement",)),
    Case(until="concept open", by="person-s1", route="hand_in", takes=(_P, "concept"), makes=("Submission",),
         given={"do": "hand_in", "need": "Vi gick med dem en dag."}),
    Case(until="rfi open", by=None, route="answer_rfi", takes=(_P, "rfi"),
         makes=("Submission", "Organisation", "Person"),
         given={"do": "hand_in", "email": "ny@cast.example", "name": "Nykomlingarna", "person": "Ny Person",
                "q1": "Det finns."}),
    Case(until="concept open", by="person-s1", route="withdraw", takes=(_P, "inlamnat"), page="hand_in",
         page_takes=(_P, "concept"), first=_handed_in),
    Case(until="opened", by="asta", route="submission", takes=(_P, "call-s1")),
    Case(until="call open", by="ulla", route="opening", takes=(_P, "call"), ago=30),
    Case(until="opened", by="asta", route="assess", takes=(_P, "call", "s1"), makes=("Assessment",), given=_ALL_TWOS,
         reads="call-s1"),
    Case(until="opened", by="petra", route="consensus", takes=(_P, "call", "s1"), first=_marked, makes=("Assessment",),
         given=_ALL_TWOS),
    Case(until="assessed", by="ulla", route="gate", takes=(_P, "concept"), makes=("Proposal",),
         given={"read_s1": "on", "read_s2": "on", "read_s3": "on"}),
    Case(until="proposed", by="beata", route="decide", takes=(_P, "concept"), makes=("Decision",)),
    Case(until="concept open", by="ulla", route="enter_money", takes=(_P,), makes=("MoneyEntry",),
         given={"state": "invoiced", "stage": "concept", "participation": "s1", "amount": "25 000"}),
    Case(until="decided", by="nils", route="adopt", takes=(_P,), makes=("Adoption", "Organisation"),
         given={"organisation": "", "name": "Västlunda kommun", "kind": "municipality", "since": "2026-05-04"}),
    Case(until="decided", by="nils", route="report_count", takes=(_P,), makes=("ReportedCount",)),
    Case(until="decided", by="stranger", route="follow", takes=(_P,), makes=("Follower",)),
    Case(until="in use", by="nils", route="check_in", takes=(_P, "forst")),
    Case(until="decided", by="nils", route="further_development", takes=(_P,)),
    Case(until="planned", by="nils", route="next_date", takes=(_P,), page="demo", demo=True),
)  # fmt: skip

SILENT = {
    "login": "a session is a named exception",
    "logout": "a session is a named exception",
    "demo": "a session in the demo, as log-in",
    "me": "the language of one's letters is a named exception",
    "draft_save": "a draft is its owner's alone until it is handed in",
}
"""Addresses that take a post and leave no entry, each with its reason."""
