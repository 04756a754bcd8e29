"""Every address that changes something, with an initiative, a person and answers for which it does so."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.actions import financing, joining
from tests.actions.test_assessment import ONE, joint
from tests.cast import Built, kr, marks, said
from tests.web import acts_after_gates
from tests.web.case import Case
from vakna.actions import assessment, dialogue, funding, growth, initiatives, oversight, selection
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Answer,
    Assumption,
    Change,
    Contact,
    Experiment,
    FormQuestion,
    Insight,
    Key,
    Milestone,
    Objection,
    Resource,
    Scenario,
    Suppression,
    UserTest,
)
from vakna.records import clock, pictures
from vakna.records import models as m


def _let_stand(built: Built) -> None:
    place = "initiative.goals"
    let = Suppression(key=Key("star"), at=built.at, code="DM03", where=place, reason=said("Snart."), signed="")
    oversight.let_stand(by="ulla", at=built.at, initiative=built.key, suppression=let)


def _waiting_stage(built: Built) -> None:
    m.Stage.objects.filter(initiative__key=built.key, key="need").update(opens_at=built.at + timedelta(days=1))
    initiatives.publish_stage(by="ulla", at=built.at, initiative=built.key, stage="need")


def _skipped(built: Built) -> None:
    initiatives.skip_stage(by="ulla", at=built.at, initiative=built.key, stage="spread", reason=said("Nej."))


def _asked(built: Built) -> None:
    question = said("Får man vara flera?")
    dialogue.ask(by=None, at=built.at, initiative=built.key, stage="rfi", question=question, key="fraga")


def _told(built: Built) -> None:
    dialogue.broadcast(
        by="ulla", at=built.at, initiative=built.key, stage="concept", subject=said("Tider"), body=said("Ny tid."),
        key="info",
    )  # fmt: skip


def _offered(built: Built) -> None:
    dialogue.open_slots(
        by="petra", at=built.at, initiative=built.key, stage="rfi", minutes=30, place=said("Rådhuset"), keys=("tid",),
        starts=[built.at + timedelta(days=1)],
    )  # fmt: skip


def _booked(built: Built) -> None:
    _offered(built)
    dialogue.book_slot(by="person-s1", at=built.at, initiative=built.key, slot="tid", participation="s1")


def _held(built: Built) -> None:
    """Let the meeting be over and its minutes written, while the initiative stands where it did."""
    _booked(built)
    m.Slot.objects.filter(key="tid").update(starts=built.at - timedelta(hours=2))
    given = Contact(
        key=Key("anteckning"), stage=Key("rfi"), participation=Key("s1"), kind=v.ContactKind.MEETING, at=built.at,
        told=said("Vi börjar på två boenden."), slot=Key("tid"),
    )  # fmt: skip
    dialogue.write_minutes(by="petra", at=built.at, initiative=built.key, minutes=given)


def _begun(built: Built) -> None:
    _booked(built)
    m.Slot.objects.filter(key="tid").update(starts=built.at - timedelta(hours=2))


def _noted_and_levelled(built: Built) -> None:
    """Note a part in the preparations and level it with a pack that was there in time."""
    row = m.Initiative.objects.get(key=built.key)
    call = m.Stage.objects.get(initiative=row, key="call")
    early = built.start + timedelta(days=20)
    m.Pack.objects.create(initiative=row, key="paket", number=1, stage=call, at=early, digest="0" * 64)
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": built.key}
    dialogue.note_involvement(**shared, participation="s1", how=said("Var med."), key="forberedde")
    dialogue.level_involvement(**shared, involvement="forberedde", pack="paket")


def _tested(built: Built) -> None:
    test = UserTest(
        key=Key("test"), stage=Key("concept"), title=said("Prova"), about=said("Om"), consent=said("Frivilligt."),
        scenarios=(Scenario(key=Key("s1"), task=said("Hitta")),), opens=built.at - timedelta(hours=1),
        closes=built.at + timedelta(days=1), by=Key("petra"),
    )  # fmt: skip
    dialogue.plan_user_test(by="petra", at=built.at, initiative=built.key, test=test)


def _objected(built: Built) -> None:
    one = Objection(key=Key("invandning"), number=0, at=built.at, claim=said("Det får vi inte."), layer=v.Layer.ROUTINE)
    oversight.file_objection(by="petra", at=built.at, initiative=built.key, objection=one)


def _change_asked(built: Built) -> None:
    one = Change(
        key=Key("andring"), number=0, stage=Key("concept"), at=built.at, by=Key("petra"), what=said("Två boenden."),
        why=said("Fler vill."), scalability=v.Effect.EASES, scalability_why=said("Fler slag av boenden."),
        other_circle=False, other_object=False, other_value=False,
    )  # fmt: skip
    dialogue.request_change(by="petra", at=built.at, initiative=built.key, change=one)


def _assumed(built: Built) -> None:
    one = Assumption(key=Key("antagande"), about=v.AssumptionAbout.NEED, statement=said("Natten går att ändra."))
    dialogue.set_assumption(by="petra", at=built.at, initiative=built.key, assumption=one)


def _experimented(built: Built) -> None:
    _assumed(built)
    one = Experiment(
        key=Key("experiment"), assumption=Key("antagande"), owner=Key("petra"), hypothesis=said("Hälften säger ja."),
        cap=kr(0), starts=built.at.date(), ends=built.at.date(),
    )  # fmt: skip
    dialogue.set_experiment(by="petra", at=built.at, initiative=built.key, experiment=one)


def _attracted(built: Built) -> None:
    one = Resource(
        key=Key("resurs"), participation=Key("s1"), at=built.at, kind=v.ResourceKind.SKILLS, from_whom=said("Skolan."),
        scope=said("En lärare."), status=v.ResourceStatus.PLANNED,
    )  # fmt: skip
    growth.set_resource(by="person-s1", at=built.at, initiative=built.key, resource=one)


def _handed_in(built: Built) -> None:
    selection.hand_in(
        by="person-s1", at=built.at, initiative=built.key, stage="concept", key="inlamnat",
        answers=(Answer(topic=Key("need"), said=said("Vårt svar.")),),
    )  # fmt: skip


def _corrected(built: Built) -> None:
    _handed_in(built)
    initiatives.correct_stage(
        by="ulla", at=built.at + timedelta(seconds=1), initiative=built.key, stage="concept", what=said("Två filer."),
        why=said("En fråga visade det."), confirm=True,
    )  # fmt: skip


def _asked_by_form(built: Built) -> None:
    one = FormQuestion(key=Key("need"), kind=v.QuestionKind.TEXT, asks=said("Vad gör ni?"))
    m.Stage.objects.filter(initiative__key=built.key, key="concept").update(form=(one,))


def _out(built: Built) -> None:
    """An hour without the house, half a day before the deadline of the call."""
    deadline = clock.now() + timedelta(hours=12)
    m.Stage.objects.filter(initiative__key=built.key, key="call").update(deadline=deadline)
    m.Outage.objects.create(
        key="avbrott", starts=built.at - timedelta(hours=1), ends=built.at, what=said("Sidan svarade inte."),
        noted_at=built.at,
    )  # fmt: skip


def _marked(built: Built) -> None:
    for by in ("asta", "axel"):
        assessment.hand_in(by=by, at=built.at, initiative=built.key, stage="call", participation="s1", marks=marks())


def _at_risk(built: Built) -> None:
    for by in ("asta", "axel"):
        assessment.hand_in(by=by, at=built.at, initiative=built.key, stage="call", participation="s1", marks=ONE)
    assessment.agree(by="petra", at=built.at, initiative=built.key, stage="call", participation="s1", marks=ONE)


def _met(built: Built) -> None:
    contact = Contact(
        key=Key("mote"), stage=Key("concept"), participation=Key("s1"), kind=v.ContactKind.MEETING, at=built.at,
        told=said("Vi visade schemat."), ideas=said("De vill filma."),
    )  # fmt: skip
    dialogue.record_contact(by="petra", at=built.at, initiative=built.key, contact=contact)


def _their_idea(built: Built) -> None:
    insight = Insight(
        key=Key("ide"), at=built.at, learned=said("De vill filma."), source=said("Möte"), origin=v.Origin.SUPPLIER,
        participation=Key("s1"),
    )  # fmt: skip
    dialogue.add_insight(by="petra", at=built.at, initiative=built.key, insight=insight)


def _asked_approval(built: Built) -> None:
    _their_idea(built)
    wording = said("En leverantör vill filma.")
    dialogue.ask_approval(by="petra", at=built.at, initiative=built.key, insight="ide", wording=wording)


def _watched(built: Built) -> None:
    dialogue.watch(by="stranger", at=built.at, initiative=built.key)


def _rfi_answered(built: Built) -> None:
    selection.hand_in(
        by="person-s1", at=built.at, initiative=built.key, stage="rfi", key="rfi-svar",
        answers=(Answer(topic=Key("q1"), said=said("Vårt svar.")),),
    )  # fmt: skip


def _requested(built: Built) -> None:
    _rfi_answered(built)
    oversight.record_request(by=None, at=built.at, initiative=built.key, stage="rfi", key="begaran")


def _all_released(built: Built) -> None:
    _requested(built)
    [one] = pictures.take(built.key, {"openness"}).disclosures
    items = [replace(item, decision=v.Release.RELEASE) for item in one.items]
    oversight.decide_disclosure(by="jorun", at=built.at, initiative=built.key, disclosure="begaran", items=items)


def _ceiling_asked(built: Built) -> None:
    change = financing.a_ceiling(built.key, "prototype", 110_000)
    funding.ask_ceiling(by="ulla", at=built.at, initiative=built.key, change=change)


def _option_added(built: Built) -> None:
    financing.an_option(built.key)
    funding.release(by="ulla", at=built.at, initiative=built.key, stage="concept", participation="s1",
                    amount=kr(5_000))  # fmt: skip


def _option_proposed(built: Built) -> None:
    _option_added(built)
    funding.propose_option(by="ulla", at=built.at, initiative=built.key, contract="contract-s1", option="o1",
                           value=kr(4_000), ground=said("Proven är klara."), key="mer")  # fmt: skip


def _milestone_added(built: Built) -> None:
    step = Milestone(key=Key("halva"), what=said("Hälften"), share=50)
    funding.add_milestone(by="ulla", at=built.at, initiative=built.key, contract="contract-s1", milestone=step)


def _buyer_named(built: Built) -> None:
    financing.named(built.key, max_quantity=44)


_ALL_TWOS = {f"mark_{key}": "2" for key in ("fit", "market", "scale", "team")}
_P = "prov"

CASES = (
    Case(until="planned", by=None, route="register", makes=("Person", "Organisation"),
         given={"email": "ny@cast.example", "country": "SE"}),
    Case(until="planned", by=None, route="forgot", given={"email": "ulla@cast.example"}),
    Case(until="planned", by="nils", route="new_initiative", given={"title": "Ett nytt behov"},
         makes=("Initiative", "Need")),
    Case(until="planned", by="nils", route="revise_need", takes=(_P,), makes=("Need",)),
    Case(until="planned", by="nils", route="new_need", takes=(_P,), makes=("Need",), given={"owner": "bjorkhult"}),
    Case(until="planned", by="nils", route="new_buyer", takes=(_P,), makes=("Member",),
         given={"email": "stranger@cast.example"}),
    Case(until="planned", by="nils", route="join", takes=(_P,), makes=("Member",),
         given={"email": "stranger@cast.example", "role": "observer"}),
    Case(until="planned", by="inga", route="leave", takes=(_P,), page="team", page_takes=(_P,)),
    Case(until="opened", by="asta", route="declare", takes=(_P, "call"), given={"stand": "none"},
         makes=("Declaration",)),
    Case(until="awarded", by="ulla", route="review", takes=(_P, "u1")),
    Case(until="concept open", by="ulla", route="documentation", takes=(_P,), given={"reference": "KS 2026:17"}),
    Case(until="awarded", by="asta", route="tie", takes=(_P,), makes=("Tie",)),
    Case(until="call open", by="ulla", route="outages", makes=("Outage",),
         given={"starts": "2026-01-05T10:00", "ends": "2026-01-05T11:00"}),
    Case(until="call open", by="ulla", route="extend_deadlines", takes=("avbrott",), page="outages", first=_out,
         makes=("MovedDeadline",)),
    Case(until="planned", by="ulla", route="undertakings", takes=(_P,),
         given={"person": "rut", "signed": "2026-01-05"}),
    Case(until="planned", by="ulla", route="ceilings", takes=(_P,)),
    Case(until="planned", by="ulla", route="new_stage", takes=(_P,), makes=("Stage",)),
    Case(until="planned", by="ulla", route="end_initiative", takes=(_P,)),
    Case(until="planned", by="ulla", route="edit_stage", takes=(_P, "rfi")),
    Case(until="planned", by="ulla", route="drafts", takes=(_P, "rfi"),
         given={"documents": SimpleUploadedFile("krav.pdf", b"%PDF-1")}),
    Case(until="rfi open", by="ulla", route="reach", takes=(_P, "rfi"), makes=("Reach",)),
    Case(until="planned", by="ulla", route="criteria", takes=(_P, "call")),
    Case(until="planned", by="ulla", route="stage_form", takes=(_P, "concept"), given={"do": "adopt"}),
    Case(until="planned", by="ulla", route="new_form_question", takes=(_P, "concept", "text")),
    Case(until="concept open", by="ulla", route="form_question", takes=(_P, "concept", "need"), first=_asked_by_form),
    Case(until="planned", by="ulla", route="publish_stage", takes=(_P, "need")),
    Case(until="rfi open", by="ulla", route="correct_stage", takes=(_P, "rfi")),
    Case(until="planned", by="ulla", route="skip_stage", takes=(_P, "spread")),
    Case(until="planned", by="ulla", route="add_template", takes=(_P,), given={"template": "ppi", "after": "use"}),
    Case(until="planned", by="ulla", route="restore_stage", takes=(_P, "spread"), first=_skipped),
    Case(until="concept closed", by="ulla", route="reopen_stage", takes=(_P, "concept"),
         given={"deadline": "2099-05-04T10:00"}),
    Case(until="decided", by="ulla", route="repeat_stage", takes=(_P, "concept"), makes=("Stage",)),
    Case(until="rfi open", by="ulla", route="cancel_stage", takes=(_P, "rfi")),
    Case(until="opened", by="beata", route="cancel_procurement", takes=(_P, "u1")),
    Case(until="planned", by="ulla", route="named_buyers", takes=(_P, "u1"), given={"organisation_0": "granby"}),
    Case(until="planned", by="ulla", route="open_stage", takes=(_P, "need"), first=_waiting_stage),
    Case(until="concept open", by="ulla", route="close_stage", takes=(_P, "concept"), ago=30),
    Case(until="planned", by="ulla", route="new_procurement", takes=(_P,), makes=("Procurement",)),
    Case(until="planned", by="ulla", route="procurement", takes=(_P, "u1")),
    Case(until="planned", by="ulla", route="notice", takes=(_P, "u1")),
    Case(until="concept open", by="ulla", route="contract", takes=(_P,), makes=("Contract",)),
    Case(until="rfi open", by="petra", route="open_slots", takes=(_P, "rfi"), makes=("Slot",),
         given={"first": "2099-05-04T10:00", "count": "1", "minutes": "30", "rest": "0"}),
    Case(until="rfi open", by="petra", route="remove_slot", takes=(_P, "tid"), first=_offered),
    Case(until="rfi open", by="person-s1", route="book_slot", takes=(_P, "tid"), first=_offered,
         makes=("Participation",)),
    Case(until="rfi open", by="person-s1", route="cancel_slot", takes=(_P, "tid"), first=_booked),
    Case(until="rfi open", by="petra", route="write_minutes", takes=(_P, "tid"), first=_begun, makes=("Contact",),
         given={"told": "Vi börjar på två boenden."}),
    Case(until="rfi open", by="person-s1", route="minutes", takes=(_P, "tid"), first=_held, given={"right": "yes"}),
    Case(until="rfi open", by="petra", route="summary", takes=(_P, "rfi"), first=_held, makes=("Broadcast",)),
    Case(until="rfi open", by=None, route="ask", takes=(_P, "rfi"), makes=("Question",)),
    Case(until="rfi open", by="ulla", route="answer_question", takes=(_P, "fraga"), first=_asked),
    Case(until="rfi open", by="ulla", route="release_answers", takes=(_P, "rfi"), first=_asked,
         given={"fraga": "Ja.", "do": "release"}),
    Case(until="rfi open", by="stranger", route="watch", takes=(_P,), page="initiative", page_takes=(_P,),
         makes=("Watch",)),
    Case(until="rfi open", by="stranger", route="unwatch", takes=(_P,), page="initiative", page_takes=(_P,),
         first=_watched),
    Case(until="rfi open", by=None, route="request_records", takes=(_P, "rfi"), first=_rfi_answered,
         makes=("Disclosure",)),
    Case(until="rfi open", by="jorun", route="disclosure", takes=(_P, "begaran"), first=_requested,
         given={"do": "unmarked"}),
    Case(until="rfi open", by="jorun", route="give_out", takes=(_P, "begaran"), page="disclosure",
         page_takes=(_P, "begaran"), first=_all_released),
    Case(until="concept open", by="petra", route="record_contact", takes=(_P,), makes=("Contact",)),
    Case(until="concept open", by="petra", route="record_contact", takes=(_P,), makes=("Contact", "Insight"),
         given={"learned": "Natten har ingen tid."}),
    Case(until="rfi open", by="petra", route="record_contact", takes=(_P,),
         makes=("Contact", "Organisation", "Participation"),
         given={"participation": "newcomer", "newcomer": "Nya Vägar HB"}),
    Case(until="concept open", by="petra", route="revise_contact", takes=(_P, "mote"), first=_met),
    Case(until="concept open", by="person-s1", route="confirm_contact", takes=(_P, "mote"), first=_met),
    Case(until="concept open", by="petra", route="ask_approval", takes=(_P, "ide"), first=_their_idea),
    Case(until="concept open", by="person-s1", route="answer_approval", takes=(_P, "ide"), first=_asked_approval),
    Case(until="concept open", by="petra", route="insights", takes=(_P,), makes=("Insight",)),
    Case(until="concept open", by="petra", route="broadcast", takes=(_P,), makes=("Broadcast",)),
    Case(until="concept open", by="person-s1", route="acknowledge", takes=(_P, "info"), page="stage",
         page_takes=(_P, "concept"), first=_told),
    Case(until="concept open", by="petra", route="requirements", takes=(_P,), makes=("Requirement",)),
    Case(until="concept open", by="petra", route="plan_user_test", takes=(_P,), makes=("UserTest",),
         given={"closes": "2099-05-04T10:00"}),
    Case(until="concept open", by="petra", route="user_test_link", takes=(_P, "test"), first=_tested),
    Case(until="concept open", by="petra", route="close_user_test", takes=(_P, "test"), first=_tested),
    Case(until="concept open", by="petra", route="note_feedback", takes=(_P, "test"), first=_tested,
         makes=("Feedback",), given={"consented": "on", "went_1": "alone"}),
    Case(until="concept open", by="petra", route="user_test_insight", takes=(_P, "test"), first=_tested,
         makes=("Insight",)),
    Case(until="planned", by="colin", route="file_objection", takes=(_P,), makes=("Objection",),
         given={"layer": "routine"}),
    Case(until="concept open", by="petra", route="request_change", takes=(_P,), makes=("Change",),
         given={"stage": "concept", "other_circle": "no", "other_object": "no", "other_value": "no"}),
    Case(until="concept open", by="ulla", route="change", takes=(_P, "andring"), first=_change_asked),
    Case(until="concept open", by="person-s1", route="write_resource", takes=(_P, "s1"), makes=("Resource",),
         given={"kind": "partners"}),
    Case(until="concept open", by="person-s1", route="change_resource", takes=(_P, "resurs"), first=_attracted),
    Case(until="concept open", by="person-s1", route="unit_economics", takes=(_P, "s1"), makes=("UnitEconomics",),
         given={f"{name}_{count}": "100" for name in ("revenue", "serve", "load", "win", "fixed")
                for count in (1, 5, 12, 40)}),
    Case(until="planned", by="ulla", route="required_readiness", takes=(_P, "concept"), given={"need": "4"}),
    Case(until="planned", by="petra", route="write_assumption", takes=(_P,), makes=("Assumption",),
         given={"about": "need"}),
    Case(until="planned", by="petra", route="revise_assumption", takes=(_P, "antagande"), first=_assumed,
         given={"state": "supported", "evidence": "Nio av tolv."}),
    Case(until="planned", by="petra", route="plan_experiment", takes=(_P, "antagande"), first=_assumed,
         makes=("Experiment",), given={"cap": "0"}),
    Case(until="planned", by="petra", route="experiment", takes=(_P, "experiment"), first=_experimented,
         given={"result": "Elva av fjorton."}),
    Case(until="planned", by="jorun", route="answer_objection", takes=(_P, "invandning"), first=_objected),
    Case(until="rfi open", by="ulla", route="let_stand", takes=(_P,), makes=("Suppression",)),
    Case(until="rfi open", by="jorun", route="sign_claim", takes=("talk-first",), makes=("ClaimReview",),
         given={"checked": "2024-03-01"}),
    Case(until="rfi open", by="ulla", route="take_back", takes=(_P, "star"), first=_let_stand),
    Case(until="planned", by="ulla", route="grant_waiver", takes=(_P,), makes=("Waiver",)),
    Case(until="concept open", by="person-s1", route="hand_in", takes=(_P, "concept"), makes=("Submission",),
         given={"do": "hand_in", "need": "Vi gick med dem en dag."}),
    Case(until="rfi open", by=None, route="answer_rfi", takes=(_P, "rfi"),
         makes=("Submission", "Organisation", "Person"),
         given={"do": "hand_in", "email": "ny@cast.example", "name": "Nykomlingarna", "person": "Ny Person",
                "q1": "Det finns."}),
    Case(until="concept open", by="person-s1", route="withdraw", takes=(_P, "inlamnat"), page="hand_in",
         page_takes=(_P, "concept"), first=_handed_in),
    Case(until="concept open", by="person-s1", route="confirm_submission", takes=(_P, "inlamnat"), page="hand_in",
         page_takes=(_P, "concept"), first=_corrected, ago=0.01),
    Case(until="opened", by="asta", route="submission", takes=(_P, "call-s1")),
    Case(until="call open", by="ulla", route="opening", takes=(_P, "call"), ago=30),
    Case(until="opened", by="asta", route="assess", takes=(_P, "call", "s1"), makes=("Assessment",), given=_ALL_TWOS,
         reads="call-s1"),
    Case(until="opened", by="petra", route="consensus", takes=(_P, "call", "s1"), first=_marked, makes=("Assessment",),
         given=_ALL_TWOS),
    Case(until="opened", by="stranger", route="need_fit", takes=(_P, "call", "s1"), first=joint, makes=("Assessment",),
         given={"mark_fit": "2"}),
    Case(until="opened", by="petra", route="risk", takes=(_P, "call", "s1", "market"), first=_at_risk,
         given={"state": "gone"}),
    Case(until="call open", by="ulla", route="packs", takes=(_P, "call"), makes=("Pack",)),
    Case(until="opened", by="ulla", route="note_involvement", takes=(_P, "call", "s1"), makes=("Involvement",)),
    Case(until="opened", by="beata", route="involvement", takes=(_P, "forberedde"), first=_noted_and_levelled,
         given={"outcome": "levelled", "reason": "Nog."}),
    Case(until="assessed", by="ulla", route="gate", takes=(_P, "concept"), makes=("Proposal",),
         given={"read_s1": "on", "read_s2": "on", "read_s3": "on"}),
    Case(until="proposed", by="beata", route="decide", takes=(_P, "concept"), makes=("Decision",),
         given={"reference": "4.7"}),
    Case(until="concept open", by="ulla", route="enter_money", takes=(_P,), makes=("MoneyEntry",),
         given={"state": "invoiced", "stage": "concept", "participation": "s1", "amount": "25 000"}),
    Case(until="concept open", by="ulla", route="ask_ceiling", takes=(_P,), makes=("CeilingChange",),
         given={"ceiling": "stage:prototype", "amount": "110 000"}),
    Case(until="concept open", by="beata", route="ceiling", takes=(_P, "tak"), first=_ceiling_asked,
         given={"accepted": "yes", "mandate": "delegation", "reference": "4.7"}),
    Case(until="concept open", by="ulla", route="rate", takes=(_P,), given={"value": "11,25"}),
    Case(until="concept open", by="ulla", route="contract_terms", takes=(_P, "contract-s1"),
         given={"owner": "supplier"}),
    Case(until="concept open", by="ulla", route="new_milestone", takes=(_P, "contract-s1"), given={"share": "50"}),
    Case(until="concept open", by="ulla", route="approve_milestone", takes=(_P, "contract-s1"), page="one_contract",
         page_takes=(_P, "contract-s1"), first=_milestone_added),
    Case(until="concept open", by="ulla", route="new_option", takes=(_P, "contract-s1")),
    Case(until="concept open", by="ulla", route="use_option", takes=(_P, "contract-s1", "o1"), first=_option_added,
         given={"value": "4 000"}),
    Case(until="concept open", by="beata", route="option_use", takes=(_P, "contract-s1", "o1", "mer"),
         first=_option_proposed, makes=("MoneyEntry",),
         given={"accepted": "yes", "mandate": "delegation", "reference": "4.7"}),
    Case(until="concept open", by="ulla", route="call_offs", takes=(_P, "u1"), first=_buyer_named, makes=("CallOff",),
         given={"quantity": "4"}),
    Case(until="concept open", by="ulla", route="note_owner", takes=(_P, "contract-s1"), makes=("OwnershipChange",)),
    Case(until="concept open", by="person-s1", route="tell_leaving", takes=(_P, "contract-s1")),
    Case(until="opened", by="ulla", route="answers_file", takes=(_P, "call"), page="submissions",
         page_takes=(_P, "call")),
    Case(until="concept open", by="ulla", route="leave_contract", takes=(_P, "contract-s1"),
         makes=("Departure",), given={"rule": "time_share"}),
    Case(until="decided", by="nils", route="adopt", takes=(_P,), makes=("Adoption", "Organisation"),
         given={"organisation": "", "name": "Västlunda kommun", "kind": "municipality", "since": "2026-05-04"}),
    Case(until="decided", by="nils", route="report_count", takes=(_P,), makes=("ReportedCount",)),
    Case(until="decided", by="stranger", route="follow", takes=(_P,), makes=("Follower",)),
    Case(until="planned", by="nils", route="goal", takes=(_P,),
         given={"base_value": "100", "base_year": "2018", "target_value": "50", "target_year": "2030", "sdgs": ["12"]}),
    Case(until="planned", by="nils", route="cpv", takes=(_P,), given={"cpv": "72000000-5 80500000"}),
    Case(until="planned", by="nils", route="programme", takes=(_P,), given={"programme": "Vaken vardag"}),
    Case(until="planned", by="ulla", route="answer_join", takes=(_P, "granby"), first=joining.wished,
         given={"accepted": "yes"}),
    Case(until="in use", by="nils", route="check_in", takes=(_P, "forst")),
    Case(until="in use", by="nils", route="adoption_contact", takes=(_P, "forst"),
         given={"email": "nils@cast.example"}),
    Case(until="in use", by="ulla", route="ask_use", takes=(_P, "forst")),
    Case(until="decided", by="nils", route="further_development", takes=(_P,)),
    *acts_after_gates.CASES,
    Case(until="planned", by="nils", route="next_date", takes=(_P,), page="demo", demo=True),
)  # fmt: skip

SILENT = {
    "login": "a session is a named exception",
    "logout": "a session is a named exception",
    "demo": "a session in the demo, as log-in",
    "me": "the language of one's letters is a named exception",
    "check_receipt": "a file is compared with a receipt and forgotten",
    "draft_save": "a draft is its owner's alone until it is handed in",
}
"""Addresses that take a post and leave no entry, each with its reason."""
