"""Every verb of the house is done once for real, and every one leaves its entry."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import override_settings

from tests.actions import adopting, financing, meeting, passing
from tests.actions.test_assessment import ONE, joint
from tests.actions.test_debriefs import after_a_gate, answered, offered
from tests.actions.test_resuming import asked, decided, held
from tests.actions.test_signatures import signed, two_sign
from tests.cast import an_initiative, kr, outcomes, person, said
from tests.market.releases import package, release, silent, written
from vakna import actions
from vakna.actions import (
    assessment,
    debriefs,
    demand,
    demo,
    dialogue,
    documents,
    drafts,
    funding,
    gates,
    initiatives,
    market,
    outages,
    oversight,
    people,
    priorities,
    procurements,
    reference,
    replay,
    resuming,
    selection,
    spread,
    stages,
)
from vakna.core import document
from vakna.core import people as roles
from vakna.core import vocabulary as v
from vakna.core.initiative import (
    Answer,
    Change,
    Contact,
    Cpv,
    Goal,
    Join,
    Key,
    Reach,
    Review,
    Scenario,
    Stage,
    Suppression,
    UserTest,
)
from vakna.core.priorities import PlannedHalf, YearFrame
from vakna.exchange.reference import ReferenceList
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

ANOTHER_ACT = {
    "people.register_organisation": {"people.register"},
    "people.register_person": {"people.register"},
    "people.send_way_in": {"people.register"},
    "people.set_password": {"people.register"},
    "people.leave": {"people.leave", "people.join"},
    "documents.bring_in": {"house.import_document"},
    "oversight.erase": {"house.erase"},
    "oversight.rotate_key": {"house.rotate_key"},
    "reference.load": {"house.load_reference"},
    "market.load": {"house.load_market"},
    "demo.to_next_date": {"sandbox.move_clock"},
    "demo.practise": {"people.join"},
    "learning.start_from": {"demand.start"},
    "selection.hand_in": {"selection.hand_in", "selection.answer"},
}
"""Verbs whose entry bears another name than the function, with the names it can bear."""

SILENT = {
    "drafts.keep": "a draft is its owner's alone until it is handed in",
    "drafts.upload": "as above: uploaded is not handed in",
    "people.set_language": "the language of one's letters is nobody else's matter",
}
"""The named exceptions: what changes something and leaves no entry, each with its reason."""


def _verbs() -> dict[str, Callable[..., Any]]:
    """Find every public function of the actions that is done by somebody at an instant."""
    rooms = [one.name for one in iter_modules(actions.__path__) if not one.name.startswith("_")]
    found = {}
    for room in rooms:
        module = import_module(f"vakna.actions.{room}")
        for name, one in inspect.getmembers(module, inspect.isfunction):
            mine = f"{one.__module__}.".startswith(f"{module.__name__}.") and not name.startswith("_")
            if mine and {"by", "at"} <= set(inspect.signature(one).parameters):
                found[f"{room}.{name}"] = one
    return found


def _acts() -> set[str]:
    return set(m.Entry.objects.values_list("act", flat=True))


def _to_next_date(key: str) -> None:
    sandbox = m.Initiative.objects.get(key=key)
    assert sandbox.clock_at is not None
    replay.set_clock(initiative=key, to=sandbox.clock_at - timedelta(days=400))
    by = sandbox.members.select_related("person")[0].person.key
    demo.to_next_date(by=by, at=sandbox.clock_at - timedelta(days=400), initiative=key, with_cast=False)


def _the_rest(key: str) -> None:
    """Do what the practice case never does, in an initiative of the cast's."""
    built = an_initiative(until="concept open", key=key)
    at, by = built.at, "ulla"
    shared: dict[str, Any] = {"by": by, "at": at, "initiative": key}
    funding.release(**shared, stage="concept", participation="s1", amount=kr(1_000))
    initiatives.skip_stage(**shared, stage="spread", reason=said("Behövs inte."))
    people.leave(by="inga", at=at, initiative=key, person="inga", role=v.Role.INTERMEDIARY)
    handed = selection.hand_in(
        by="person-s1", at=at, initiative=key, stage="concept", answers=(Answer(topic=Key("need"), said=said("Ja.")),)
    )
    selection.read(**shared, submission=handed)
    after = at + timedelta(seconds=1)
    initiatives.correct_stage(
        by=by, at=after, initiative=key, stage="concept", what=said("Två filer."), why=said("En fråga."), confirm=True
    )
    selection.confirm(by="person-s1", at=after, initiative=key, submission=handed)
    selection.withdraw(by="person-s1", at=at, initiative=key, submission=handed)
    met = Contact(key=Key("mote"), stage=Key("concept"), participation=Key("s1"), kind=v.ContactKind.MEETING, at=at)
    dialogue.record_contact(**shared, contact=met)
    dialogue.revise_contact(**shared, contact="mote", told=said("Vi visade schemat."), ideas=None)
    change = Change(
        key=Key("andring"), number=0, stage=Key("concept"), at=at, by=Key("petra"), what=said("Två boenden till."),
        why=said("Fler vill."), scalability=v.Effect.EASES, scalability_why=said("Fler slag av boenden."),
        other_circle=False, other_object=False, other_value=False,
    )  # fmt: skip
    dialogue.request_change(by="petra", at=at, initiative=key, change=change)
    dialogue.decide_change(**shared, change="andring", accepted=True, reason=said("Ryms."))
    part = m.ProtectedPart.objects.filter(journal=f"initiative/{key}")[0]
    with TemporaryDirectory() as keys, override_settings(VAKNA_KEYS=keys):  # the tests' own key stays as it is
        oversight.rotate_key(by=None, at=at)
    _load_what_all_share(at)
    oversight.erase(**shared, sequence=part.sequence, name=part.name, ground="begäran")
    people.declare_tie(**shared, organisation="org-s1", nature=said("Syskon."))
    initiatives.end(**shared, state=v.InitiativeState.ENDED_STOPPED, reason=said("Behovet försvann."),
                    spread=said("Inget att sprida."))  # fmt: skip


def _load_what_all_share(at: datetime) -> None:
    """Load a list and a file of open data into a data folder of their own."""
    goals = ReferenceList(name="goals", source="goals.csv", sha256="0" * 64, rows=({"goal": "1"},), dropped=0)
    reference.load(by=None, at=at, lists=[goals])
    with TemporaryDirectory() as data, override_settings(VAKNA_DATA=Path(data)):
        file = written(Path(data), "a.json", package([release()]))
        market.load(by=None, at=at, paths=[file], jobs=1, told=silent)


def _asked_and_given(key: str) -> None:
    """Watch, release answers, give out what was handed in for the RFI, and take back that a finding may stand."""
    built = an_initiative(until="rfi open", key=key)
    shared: dict[str, Any] = {"at": built.at, "initiative": key}
    let = Suppression(
        key=Key("star"), at=built.at, code="DM03", where="initiative.goals", reason=said("Snart."), signed=""
    )
    oversight.let_stand(by="ulla", **shared, suppression=let)
    oversight.take_back(by="jorun", **shared, suppression="star", because=said("Målet ska finnas."))
    oversight.sign_claim(by="jorun", at=built.at, claim="talk-first", checked=built.at.date())
    dialogue.watch(by="stranger", **shared)
    dialogue.unwatch(by="stranger", **shared)
    asked = dialogue.ask(by=None, **shared, stage="rfi", question=said("Får man vara två?"))
    dialogue.release_answers(by="ulla", **shared, answers={asked: said("Ja.")})
    answers = (Answer(topic=Key("q1"), said=said("Det finns.")),)
    selection.hand_in(by="person-s1", **shared, stage="rfi", answers=answers)
    begun = oversight.record_request(by=None, **shared, stage="rfi")
    [one] = pictures.take(key, {"openness"}).disclosures
    items = [replace(item, decision=v.Release.RELEASE) for item in one.items]
    oversight.decide_disclosure(by="jorun", **shared, disclosure=begun, items=items)
    oversight.give_out(by="jorun", **shared, disclosure=begun, given_to=said("Den som frågade."))


def _packed(key: str) -> None:
    """Collect what the RFI told for those who come to the call."""
    built = an_initiative(until="call open", key=key)
    dialogue.make_pack(by="ulla", at=built.at, initiative=key, stage="call")


def _levelled(key: str) -> None:
    """Note a tenderer's part in the preparations, level it, hear it and decide."""
    built = an_initiative(until="opened", key=key)
    row = m.Initiative.objects.get(key=key)
    call = m.Stage.objects.get(initiative=row, key="call")
    m.Pack.objects.create(
        initiative=row, key="paket", number=1, stage=call, at=built.start + timedelta(days=20), digest="0" * 64
    )
    shared: dict[str, Any] = {"at": built.at, "initiative": key}
    noted = dialogue.note_involvement(by="ulla", **shared, participation="s1", how=said("Var med."))
    dialogue.level_involvement(by="ulla", **shared, involvement=noted, pack="paket", remaining=said("Mått."))
    dialogue.hear_involvement(by="person-s1", **shared, involvement=noted, said=said("Nej."))
    levelled = v.InvolvementOutcome.LEVELLED
    dialogue.decide_involvement(by="beata", **shared, involvement=noted, outcome=levelled, reason=said("Nog."))


def _tested(key: str) -> None:
    """Plan a test with users, answer it by its link, and close it."""
    built = an_initiative(until="concept open", key=key)
    shared: dict[str, Any] = {"by": "petra", "at": built.at, "initiative": key}
    test = UserTest(
        key=Key("test"), stage=Key("concept"), title=said("Prova"), about=said("Om"), consent=said("Ja."),
        scenarios=(Scenario(key=Key("s1"), task=said("Hitta")),), opens=built.at,
        closes=built.at + timedelta(days=1), by=Key("petra"),
    )  # fmt: skip
    dialogue.plan_user_test(**shared, test=test)
    secret = dialogue.renew_invitation(**shared, test="test")
    dialogue.give_feedback(at=built.at, token=secret, consented=True, said=said("Bra."))
    dialogue.close_user_test(**{**shared, "at": built.at + timedelta(hours=1)}, test="test")


def _opened_by_hand(key: str) -> None:
    """Publish a stage whose opening has not come, and then open it."""
    built = an_initiative(until="planned", key=key)
    at = built.at + timedelta(minutes=1)
    for day, stage in enumerate(pictures.take(key, ()).terms.stages[:1]):
        row = m.Stage.objects.get(initiative__key=key, key=stage.key)
        row.opens_at = at + timedelta(days=day + 1)
        row.save()
        initiatives.publish_stage(by="ulla", at=at, initiative=key, stage=stage.key)
        initiatives.open_stage(by="ulla", at=at + timedelta(days=2), initiative=key, stage=stage.key)


def _widened(key: str) -> None:
    """Add a review with a draft, take the draft away, and tell where the RFI was made known."""
    built = an_initiative(until="rfi open", key=key)
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": key}
    review = Stage(key=Key("remiss"), number=0, name=said("Remiss"), instrument=v.Instrument.EXTERNAL_REVIEW)
    initiatives.add_stage(**shared, stage=review, after="rfi")
    stages.add_template(**shared, template="ppi", after="use")
    initiatives.skip_stage(**shared, stage="provning", reason=said("Behövs inte."))
    stages.restore(**shared, stage="provning", reason=said("Behövs."))
    draft = dialogue.Upload(name="krav.pdf", media_type="application/pdf", size=5, chunks=[b"%PDF-"])
    initiatives.add_drafts(**shared, stage="remiss", documents=[draft])
    [kept] = pictures.take(key, ()).stage(Key("remiss")).drafts
    initiatives.remove_draft(**shared, stage="remiss", digest=kept.digest)
    reach = Reach(key=Key("webb"), stage=Key("rfi"), at=built.at, channel=said("Webbplatsen"))
    dialogue.record_reach(**shared, reach=reach)


def _turned(key: str) -> None:
    """Open a closed stage again, cancel it, plan it once more, and cancel a procurement."""
    built = an_initiative(until="concept closed", key=key)
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": key}
    stages.reopen(**shared, stage="concept", deadline=built.at + timedelta(days=1), reason=said("Fler behövde tid."))
    for one in built.suppliers:
        funding.release(**shared, stage="concept", participation=one, amount=kr(25_000))
    decided: dict[str, Any] = {"reason": said("Behovet är borta."), "reference": "§ 42"}
    stages.cancel(**shared, stage="concept", **decided)
    stages.repeat(**shared, stage="concept", reason=said("Nya förutsättningar."))
    bare = an_initiative(until="opened", key=f"{key}-u")
    procurements.cancel(by="ulla", at=bare.at, initiative=bare.key, procurement="u1", **decided)


def _agreed(key: str) -> None:
    """Mark the need for one's own buyer in a joint initiative, agree on a risk, and follow it up."""
    built = an_initiative(until="opened", key=key)
    joint(built)
    shared: dict[str, Any] = {"at": built.at, "initiative": key, "stage": "call", "participation": "s1"}
    for by in ("asta", "axel"):
        assessment.hand_in(by=by, **shared, marks=ONE)
    for by in ("nils", "stranger"):
        assessment.mark_need(by=by, **shared, marks=ONE[:1])
    assessment.agree(by="petra", **shared, marks=ONE)
    assessment.follow_risk(
        by="petra", **shared, criterion="market", state=v.RiskState.REMAINS, shown=said("Ingen har sagt ja.")
    )


def _debriefed(key: str) -> None:
    """Offer a talk about a decision, decline it, book it and note it."""
    built = after_a_gate(key)
    debriefs.offer(**offered(built))
    mine = answered(built)
    debriefs.decline(**mine)
    debriefs.book(**mine, starts=built.at + timedelta(hours=24))
    debriefs.note(**{**mine, "by": "ulla", "at": built.at + timedelta(hours=25)}, summary=said("Vi talades vid."))


def _resumed(key: str) -> None:
    """Ask for a supplier on hold to continue, and decide."""
    built = held(key)
    resuming.ask(**asked(built))
    resuming.decide(**decided(built))


def _signed(key: str) -> None:
    """Let two sign at a gate."""
    built = two_sign("assessed", key)
    gates.set_signatures(by="ulla", at=built.at, initiative=key, two=True)
    reason, given = said("Räcker."), outcomes(go_on=built.suppliers[:2], end=built.suppliers[2:])
    gates.propose(by="ulla", at=built.at, initiative=key, stage="concept", outcome=v.GateOutcome.GO_ON, reason=reason,
                  outcomes=given)  # fmt: skip
    gates.sign(**signed(built))


def _reviewed(key: str) -> None:
    """Note that an award is reviewed and that the court has decided; complete the documentation."""
    built = an_initiative(until="concept open", key=key)
    shared: dict[str, Any] = {"by": "ulla", "at": built.at, "initiative": key, "procurement": "u1"}
    day = built.at.date()
    procurements.note_review(**shared, review=Review(noted=day))
    procurements.complete_record(**shared, reference="KS 2026:17")


def _ordered(key: str) -> None:
    """Judge a need, lay out what it takes, and set a frame."""
    built = an_initiative(until="planned", key=key)
    shared: dict[str, Any] = {"by": "nils", "at": built.at}
    half = PlannedHalf(year=2027, half=1, money=kr(100_000), months=Decimal(2))
    priorities.place(**shared, initiative=key, own_value=5, shared_need=3, readiness=1, why=said("Bra."))
    priorities.plan(**shared, initiative=key, halves=(half,))
    priorities.set_frame(**shared, frame=YearFrame(year=2027, money=kr(90_000), months=Decimal(6)))


def _out(key: str) -> None:
    """Note an hour without the house near a deadline and move it; and an attempt that was stopped."""
    built = an_initiative(until="call open", key=key)
    m.Stage.objects.filter(initiative__key=key, key="call").update(deadline=built.at + timedelta(hours=6))
    hour = {"starts": built.at - timedelta(hours=1), "ends": built.at}
    noted = outages.note(by="ulla", at=built.at, what=said("Sidan svarade inte."), **hour)
    outages.extend(by="ulla", at=built.at, outage=noted)
    oversight.note_attempt(by="colin", at=built.at, initiative=key, tried="call", refused="may-not")


def _bought_together(key: str) -> None:
    """Wish to buy together, and be answered."""
    built = an_initiative(until="planned", key=key)
    shared: dict[str, Any] = {"at": built.at, "initiative": key, "organisation": "granby"}
    demand.follow(by="stranger", **shared, strength=v.Strength.WILL_BUY, joins=Join(procurement=Key("u1")))
    demand.answer_join(by="ulla", **shared, accepted=True)
    goal = Goal(key=Key("mal"), title=said("Mål"), indicator=said("Mått"), unit="%")
    demand.set_goal(by="nils", at=built.at, initiative=key, goal=goal)
    demand.set_cpv(by="nils", at=built.at, initiative=key, codes=[Cpv("72000000")])
    demand.join_programme(by="nils", at=built.at, initiative=key, programme=said("Program"))


def _asked_about_use(key: str) -> None:
    """Ask whether the solution is used, and take the answer by the link."""
    built = an_initiative(until="in use", key=key)
    spread.ask_use(by="ulla", at=built.at, initiative=key, adoption="forst")
    letter = m.Letter.objects.filter(initiative__key=key, body__contains="/in-use/").latest("pk")
    code = unquote(letter.body.partition("code=")[2].split()[0])
    spread.answer_use(at=built.at, code=code, in_use=True)


def _bring_in() -> None:
    data = document.dump(pictures.take("prov"))
    data["initiative"]["key"] = "prov-inford"
    documents.bring_in(by=None, at=clock.now(), data=data)


def test_every_verb_leaves_an_entry_and_no_verb_is_left_out() -> None:
    replay.replay(at=clock.now(), script=demo.SCRIPT, key="ovning")
    _to_next_date("ovning")
    _the_rest("prov")
    _opened_by_hand("prov-oppnad")
    _asked_and_given("prov-utlamnat")
    _tested("prov-provat")
    _packed("prov-samlat")
    _levelled("prov-utjamnat")
    _widened("prov-vidgat")
    _agreed("prov-enats")
    meeting.held(key="prov-tider")
    _turned("prov-vant")
    _reviewed("prov-overprovat")
    _debriefed("prov-aterkopplat")
    _resumed("prov-upptaget")
    _signed("prov-undertecknat")
    financing.financed("prov-pengar")
    adopting.revived("prov-vackt")
    _out("prov-avbrott")
    _ordered("prov-ordning")
    _asked_about_use("prov-anvands")
    _bought_together("prov-tillsammans")
    _bring_in()
    passing.advised("prov-rad")
    passing.begun("prov-rad")

    named = {name: ANOTHER_ACT.get(name, {name}) for name in _verbs() if name not in SILENT}
    missing = {name for name, acts in named.items() if not acts & _acts()}

    assert missing == set()
    assert _acts() - {act for acts in named.values() for act in acts} == set()


def test_the_named_exceptions_are_verbs_and_leave_nothing() -> None:
    built = an_initiative(until="concept open")
    before = m.Entry.objects.count(), m.SealedLeaf.objects.count()

    drafts.keep(by="person-s1", at=built.at, initiative=built.key, form="hand-in.concept", content={"need": "ord"})
    drafts.upload(
        by="person-s1", at=built.at, initiative=built.key, form="hand-in.concept", topic="t", name="fil.txt",
        media_type="text/plain", size=3, chunks=[b"ord"],
    )  # fmt: skip
    people.set_language(by="person-s1", at=built.at, language="en")

    assert set(SILENT) <= set(_verbs())
    assert person("person-s1").language == "en"
    assert (m.Entry.objects.count(), m.SealedLeaf.objects.count()) == before


def test_the_roles_name_every_verb_and_none_that_is_not_there() -> None:
    """A right to a verb that nobody can do is a promise that the house does not keep."""
    acts = {act for name in _verbs() if name not in SILENT for act in ANOTHER_ACT.get(name, {name})}

    assert roles.VERBS - acts == set()
    of_the_house = {"outages.note", "oversight.sign_claim", "oversight.note_attempt", "house.rotate_key"}
    of_the_house |= {"house.load_reference", "house.load_market"}
    of_the_house |= {"priorities.place", "priorities.plan", "priorities.set_frame"}
    assert acts - roles.VERBS == {"sandbox.move_clock", *of_the_house}
