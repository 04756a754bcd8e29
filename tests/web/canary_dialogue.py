"""The rows of the canaries' cage that belong to dialogue, learning and oversight; days are counted from the start."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from tests.cast import kr, said
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Approval,
    Change,
    Confirmation,
    Contact,
    Disclosure,
    DisclosureItem,
    EconomicsPoint,
    Feedback,
    Insight,
    Involvement,
    Key,
    Objection,
    Pack,
    Paper,
    Reach,
    Resource,
    Scenario,
    ScenarioAnswer,
    Slot,
    Suppression,
    UnitEconomics,
    UserTest,
    Waiver,
)

ANSWERER, HANDED_IN = "svarare-q4", "rfi-q4"
ITS_FILE = sha256("innehåll zqx91001".encode()).hexdigest()
"""The hash of the first file that is handed in, which the RFI's answerer does."""


def _at(start: datetime, day: float) -> datetime:
    return start + timedelta(days=day)


def _slots(start: datetime) -> tuple[Slot, ...]:
    def offered(key: str, day: float, **taken: Any) -> Slot:
        return Slot(key=Key(key), stage=Key("rfi"), starts=_at(start, day), minutes=30, place=said("Rum.", "Room."),
                    **taken)  # fmt: skip

    mine = {"participation": Key(ANSWERER), "booked_at": _at(start, 6), "wish": said("Önskan.", "Wish.")}
    return offered("tid-1", 8, **mine), offered("tid-2", 8.5)


def _contacts(start: datetime) -> tuple[Contact, ...]:
    wrong = Confirmation(at=_at(start, 9), by=Key("person-q4"), right=False, said=said("Fel.", "Wrong."))
    minutes = Contact(
        key=Key("anteckningar"), stage=Key("rfi"), participation=Key(ANSWERER), kind=v.ContactKind.MEETING,
        at=_at(start, 8), people=(Key("petra"),), told=said("Sagt då.", "Told then."), ideas=said("Då.", "Then."),
        slot=Key("tid-1"), confirmation=wrong,
    )  # fmt: skip
    alone = Contact(
        key=Key("kontakt-ensam"), stage=Key("concept"), participation=Key("s2"), kind=v.ContactKind.PHONE,
        at=_at(start, 77), people=(Key("petra"),), told=said("Bara er.", "Only you."),
        only_theirs=said("Gäller bara dem.", "Theirs alone."), ideas=said("Tanke.", "Thought."),
        documents=(Paper(name="papper.txt", size=6, digest=sha256(b"papper").hexdigest(), media_type="text/plain"),),  # type: ignore[arg-type]
    )  # fmt: skip
    return minutes, alone


def _insights(start: datetime) -> tuple[Insight, ...]:
    no = Approval(asked_at=_at(start, 79), answered_at=_at(start, 80), approved=False, said=said("Nej.", "No."))
    return (
        Insight(key=Key("insikt-egen"), at=_at(start, 78), learned=said("Deras.", "Theirs."),
                source=said("Möte.", "Meeting."), origin=v.Origin.SUPPLIER, contact=Key("kontakt-s1"),
                participation=Key("s1"), approval=no),
    )  # fmt: skip


def _changes(start: datetime) -> tuple[Change, ...]:
    def asked(key: str, number: int, day: float, **rest: Any) -> Change:
        return Change(
            key=Key(key), number=number, stage=Key("concept"), at=_at(start, day), by=Key("ulla"),
            what=said("Ändra.", "Change."), why=said("Därför.", "Because."), scalability=v.Effect.EASES,
            scalability_why=said("Fler.", "More."), other_circle=False, other_object=False, other_value=False, **rest,
        )  # fmt: skip

    no = {"state": v.ChangeState.DECLINED, "decided_at": _at(start, 83), "decided_by": Key("petra"),
          "reason": said("Nej.", "No.")}  # fmt: skip
    return asked("andring-1", 1, 82, **no), asked("andring-2", 2, 84)


def _user_tests(start: datetime) -> tuple[UserTest, ...]:
    return (
        UserTest(key=Key("prov"), stage=Key("concept"), participation=Key("s1"), title=said("Prov.", "Test."),
                 about=said("Om.", "About."), consent=said("Ja.", "Yes."),
                 scenarios=(Scenario(key=Key("uppgift"), task=said("Gör.", "Do.")),),
                 opens=_at(start, 85), closes=_at(start, 95), by=Key("petra")),
    )  # fmt: skip


def _feedback(start: datetime) -> tuple[Feedback, ...]:
    went = ScenarioAnswer(scenario=Key("uppgift"), went=v.HowItWent.WITH_HELP, said=said("Svårt.", "Hard."))
    return (
        Feedback(key=Key("gav-1"), test=Key("prov"), participation=Key("s1"), at=_at(start, 90), consented=True,
                 answers=(went,), said=said("Mer.", "More.")),
    )  # fmt: skip


def _disclosures(start: datetime) -> tuple[Disclosure, ...]:
    covered = DisclosureItem(
        submission=Key(HANDED_IN), participation=Key(ANSWERER), topic=Key("1"), decision=v.Release.MASK,
        ground=said("31:16.", "31:16."), masked=said("Svar.", "Answer."),
    )  # fmt: skip
    copied = DisclosureItem(
        submission=Key(HANDED_IN), participation=Key(ANSWERER), file=ITS_FILE, decision=v.Release.MASK,  # type: ignore[arg-type]
        ground=said("31:16.", "31:16."),
        masked_file=Paper(name="tackt.txt", size=4, digest=sha256(b"kopia").hexdigest(), media_type="text/plain"),  # type: ignore[arg-type]
    )  # fmt: skip
    return (
        Disclosure(key=Key("begaran"), number=1, stage=Key("rfi"), at=_at(start, 30), asks=said("Allt.", "All."),
                   asked_by=said("Någon.", "Someone."), diary_number="D-1", items=(covered, copied),
                   decided_at=_at(start, 31), decided_by=Key("jorun"), given_at=_at(start, 32),
                   given_to=said("Till någon.", "To someone.")),
    )  # fmt: skip


def _objections(start: datetime) -> tuple[Objection, ...]:
    def filed(key: str, number: int, day: float, **rest: Any) -> Objection:
        return Objection(key=Key(key), number=number, at=_at(start, day), by=Key("asta"), owner=Key("jorun"),
                         claim=said("Får inte.", "May not."), layer=v.Layer.ROUTINE, **rest)  # fmt: skip

    answered = {"rule_says": said("Regeln.", "The rule."), "source": "LOU 4 kap. 1 §", "checked": start.date(),
                "answer": said("Jo.", "Yes."), "answered_at": _at(start, 12),
                "turned_out": v.Layer.INTERPRETATION}  # fmt: skip
    return filed("invandning-1", 1, 11, **answered), filed("invandning-2", 2, 13)


def _waivers(start: datetime) -> tuple[Waiver, ...]:
    rule = {"rule": said("Rutin.", "Routine."), "owner": said("Ekonomi.", "Finance.")}
    return (
        Waiver(key=Key("undantag"), at=_at(start, 14), granted_by=said("Chefen.", "The head."), reference="R-1",
               objection=Key("invandning-1"), **rule),
    )  # fmt: skip


def _suppressions(start: datetime) -> tuple[Suppression, ...]:
    def let(day: float) -> dict[str, Any]:
        return {"at": _at(start, day), "reason": said("Får stå.", "May stand."), "by": Key("ulla"), "signed": "Ulla"}

    return (
        Suppression(
            key=Key("star-1"), code="PR05", where="initiative.stages[rfi].deadline", stage=Key("rfi"), **let(15)
        ),
        Suppression(key=Key("star-2"), code="ET10", where="submissions[0].answers[0].said", stage=Key("concept"),
                    participation=Key("s1"), **let(85)),
        Suppression(key=Key("star-3"), code="DM03", where="initiative.goals", stage=Key("rfi"), **let(15),
                    taken_back_at=_at(start, 16), taken_back_because=said("Målet finns nu.", "The goal is there now."),
                    taken_back_by=Key("ulla"), taken_back_signed="Ulla"),
    )  # fmt: skip


def _packs(start: datetime) -> tuple[Pack, ...]:
    return (
        Pack(key=Key("paket"), number=1, stage=Key("call"), at=_at(start, 20.5), digest=sha256(b"").hexdigest()),  # type: ignore[arg-type]
    )


def _involvements(start: datetime) -> tuple[Involvement, ...]:
    return (
        Involvement(key=Key("forberedde"), participation=Key("s1"), noted_at=_at(start, 50), how=said("Med.", "There."),
                    pack=Key("paket"), levelled_at=_at(start, 50.1), remaining=said("Mått.", "Sizes."),
                    heard_at=_at(start, 50.2), heard=said("Nej.", "No."), outcome=v.InvolvementOutcome.LEVELLED,
                    decided_at=_at(start, 50.3), decided_by=Key("beata"), reason=said("Nog.", "Enough.")),
    )  # fmt: skip


def _reaches(start: datetime) -> tuple[Reach, ...]:
    return (
        Reach(key=Key("spritt"), stage=Key("rfi"), at=_at(start, 4), channel=said("Brev.", "Letter."),
              audience=said("Alla.", "All.")),
    )  # fmt: skip


def _resources(start: datetime) -> tuple[Resource, ...]:
    return (
        Resource(key=Key("resurs"), participation=Key("s1"), at=_at(start, 83), kind=v.ResourceKind.PARTNERS,
                 from_whom=said("Från.", "From."), scope=said("Vad.", "What."), status=v.ResourceStatus.SECURED,
                 evidence=said("Belägg.", "Evidence."), ground=said("Skydd.", "Protect."),
                 damage=said("Skada.", "Harm.")),
    )  # fmt: skip


def _economics(start: datetime) -> tuple[UnitEconomics, ...]:
    points = tuple(
        EconomicsPoint(customers=count, revenue=kr(9), serve=kr(1), load=kr(1), win=kr(1), fixed=kr(20))
        for count in (1, 5, 12, 40)
    )
    return (
        UnitEconomics(key=Key("ekonomi"), participation=Key("s1"), version=1, at=_at(start, 84),
                      basis=said("Grund.", "Basis."), points=points),
    )  # fmt: skip


ROWS: dict[str, Callable[[datetime], tuple[Any, ...]]] = {
    "slots": _slots, "contacts": _contacts, "insights": _insights, "changes": _changes, "user_tests": _user_tests,
    "feedback": _feedback, "disclosures": _disclosures, "objections": _objections, "waivers": _waivers,
    "suppressions": _suppressions,
    "resources": _resources, "economics": _economics,
    "reaches": _reaches, "packs": _packs, "involvements": _involvements,
}  # fmt: skip
