"""Dialogue without a procurement, through the pages: an RFI that five answer (T6), a programme of several buyers (T7).

Scenarios: domain 2.6. T6 has its origin in Hammarö (five companies answered), T7 in RecoLab (many need owners, no
procurement). Both are invented here.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.web.filling import filled, sent
from tests.web.visitor import browser, reads
from vakna.core import meetings, needs
from vakna.core import vocabulary as v
from vakna.core.initiative import ALL_PARTS, Picture
from vakna.core.words import STOCKHOLM
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/snovagen"
DIALOGUE = f"{OF}/stages/dialog"
TOLD = ("Under ett snödygn ringer fyrtio personer.", "Avtalen om plogning löper till 2027.")
IDEAS = ("Cykelbud kan rapportera halka.", "Givare i rullatorns hjul.")


def _does(client: Client, page: str, **given: Any) -> None:
    """Fill in a form as a person does and see that it was done."""
    answer = sent(client, page, **given)
    assert answer.status_code == 302, (page, answer.status_code, _wrong(answer))


def _wrong(answer: Any) -> Any:
    form = (answer.context or {}).get("form")
    return form.errors if form else answer.context and answer.context.get("problems")


def _refused(client: Client, page: str, status: int, code: str, **given: Any) -> None:
    """Post what may not be done: the status, and the sentence of the refusal."""
    answer = client.post(page, {"sent": "1", **given})
    assert (answer.status_code, code in answer.content.decode()) == (status, True), page


def _picture(key: str = "snovagen") -> Picture:
    return pictures.take(key, ALL_PARTS)


def _local(at: datetime) -> str:
    return at.astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")


# ---------------------------------------------------------------- T6


def _answers(number: int) -> None:
    name = f"Lag {number}"
    _does(
        Client(), "/sv/initiatives/prov/stages/rfi/answer/", do="hand_in", email=f"lag{number}@cast.example", name=name,
        person=f"Person {number}", q1=f"{name} har prövat det i liten skala.",
    )  # fmt: skip


def test_rfi_with_five_answers_ends_as_a_dialogue_without_a_procurement() -> None:
    built = cast.an_initiative(until="rfi open")
    for number in range(5):
        _answers(number)
    page = "/sv/initiatives/prov/stages/rfi"

    assert "Ingen upphandling har påbörjats" in reads(f"{page}/")
    picture = _picture("prov")
    assert len(picture.submissions) == 5
    assert {(one.procurement, one.first_stage, one.state) for one in picture.participations} == {
        (None, "rfi", v.ParticipationState.ACTIVE)
    }

    m.Stage.objects.filter(initiative__key="prov", key="rfi").update(deadline=built.at - timedelta(hours=1))
    _does(browser("petra"), f"{page}/close/")
    _does(browser("ulla"), f"{page}/gate/", outcome="stop", reason="Inget att köpa i år. Vi börjar själva.")
    _does(browser("beata"), f"{page}/decide/", mandate="delegation", reference="4.7")
    _does(
        browser("ulla"), "/sv/initiatives/prov/plan/end/", state="ended_no_procurement", spread="Alla kan läsa svaren.",
        reason="Svaren visade att vi kan börja själva.",
    )  # fmt: skip

    ended = _picture("prov")
    assert ended.terms.state is v.InitiativeState.ENDED_NO_PROCUREMENT
    assert [one.outcome for one in ended.decisions] == [v.GateOutcome.GO_ON, v.GateOutcome.STOP]
    assert (ended.money, ended.contracts) == ((), ())
    assert [one.notice for one in ended.terms.procurements] == [None]
    told = reads("/sv/initiatives/prov/")
    assert "Det är också ett resultat" in told
    assert "Svaren visade att vi kan börja själva." in told


# ---------------------------------------------------------------- T7


def _begin() -> None:
    """A need owner starts the programme; a second buyer joins with its own need, and the team gathers."""
    _does(
        browser("nils"), "/sv/new-initiative/", title="Snövägen", summary="Fram till bussen i snö.",
        template="market-dialogue", statement="Den som går med rollator kommer inte fram.", purpose="Alla ska fram.",
        users="Äldre", now="De stannar hemma.", wanted="Ingen stannar hemma.",
    )  # fmt: skip
    for person, role in (("ulla", "procurer"), ("petra", "process_leader"), ("beata", "decider")):
        _does(browser("nils"), f"{OF}/team/join/", email=f"{person}@cast.example", role=role)
    _does(browser("petra"), f"{OF}/need/add-buyer/", email="stranger@cast.example")
    _does(
        browser("stranger"), f"{OF}/need/add/", owner="granby", statement="Vi vet inte var det är halt.",
        purpose="Rätt väg först.", users="De som plogar", now="Samma tur varje gång.", wanted="Rätt väg först.",
    )  # fmt: skip


def _open_dialogue(now: datetime) -> None:
    """Take the need work through its gate and publish the dialogue, both ready as the pages ask for."""
    planner = browser("ulla")
    shared = {"owner": "petra", "decision_due": _local(now + timedelta(days=40))}
    _does(planner, f"{OF}/stages/behov/edit/", **shared)
    _does(planner, f"{OF}/stages/behov/publish/")
    _does(planner, f"{OF}/stages/behov/gate/", outcome="go_on", reason="Behoven hänger ihop.")
    _does(browser("beata"), f"{OF}/stages/behov/decide/", mandate="delegation", reference="4.7")
    _does(
        planner, f"{DIALOGUE}/edit/", **shared, contact="ulla", question="Hur kommer alla fram?",
        background="Två grannkommuner.", target_group="Alla med en idé.", we_know="Gångvägar röjs sist.",
        compensation="Mötena ersätts inte.", deadline=_local(now + timedelta(days=30)),
    )  # fmt: skip
    _does(planner, f"{DIALOGUE}/publish/")


def _slots() -> list[str]:
    return [one.key for one in meetings.of_stage(_picture(), "dialog")]


def _meet(now: datetime) -> None:
    """Offer three times; two suppliers take one each; the meetings are held."""
    _does(
        browser("petra"), f"{DIALOGUE}/times/offer/", first=_local(now + timedelta(days=2)), count="3", minutes="30",
        rest="10", place="Rådhuset",
    )  # fmt: skip
    first, second, third = _slots()
    _does(browser("person-s1"), f"{OF}/times/{first}/book/", wish="Hur ni mäter.")
    _refused(browser("person-s2"), f"{OF}/times/{first}/book/", 409, "Någon annan hann före")
    _does(browser("person-s2"), f"{OF}/times/{second}/book/")
    _refused(browser("person-s1"), f"{OF}/times/{third}/book/", 409, "Varje leverantör får en")
    _refused(browser("petra"), f"{OF}/times/{third}/book/", 403, "")
    outside = reads(f"{DIALOGUE}/times/")
    assert outside.count("Bokad") == 2
    assert "Alvina Verkstad" not in outside
    for row in m.Slot.objects.filter(initiative__key="snovagen"):
        row.starts -= timedelta(days=3)
        row.save()


def _write_and_confirm() -> None:
    """Minutes of both meetings, the second disputed, changed and then confirmed; a stranger's hands are kept off."""
    first, second, third = _slots()
    for slot, told, ideas in zip((first, second), TOLD, IDEAS, strict=True):
        _does(browser("petra"), f"{OF}/times/{slot}/minutes/write/", told=told, ideas=ideas)
    nobody = filled(browser("petra"), f"{OF}/times/{second}/minutes/write/", told="Påhittat.")
    _refused(browser("petra"), f"{OF}/times/{third}/minutes/write/", 409, "Ingen har bokat tiden", **nobody)
    _refused(browser("person-s2"), f"{OF}/times/{first}/minutes/", 403, "ett möte med någon annan", right="yes")

    _does(browser("person-s1"), f"{OF}/times/{first}/minutes/", right="yes")
    _does(browser("person-s2"), f"{OF}/times/{second}/minutes/", right="no", wrong="Till 2028.")
    _does(browser("petra"), f"{OF}/times/{second}/minutes/write/", told="Avtalen om plogning löper till 2028.")
    assert "Bekräftade minnesanteckningar: 1 av 2" in reads(f"{DIALOGUE}/times/")
    _does(browser("person-s2"), f"{OF}/times/{second}/minutes/", right="yes")
    assert "Bekräftade minnesanteckningar: 2 av 2" in reads(f"{DIALOGUE}/times/")


def _sum_up() -> None:
    """One summary to everyone, begun from what was told and not from anybody's own ideas; a second one is refused."""
    assert "är inte publicerad" in reads(f"{DIALOGUE}/gate/", "ulla")
    early = browser("ulla").post(f"{DIALOGUE}/gate/", {"outcome": "stop", "reason": "Vi vet nog."})
    assert early.status_code == 409, "equal treatment: nothing is decided on what only some were told"
    assert [one.stage for one in _picture().proposals] == ["behov"]
    begun = filled(browser("petra"), f"{DIALOGUE}/summary/")
    assert [one in begun["body"] for one in (TOLD[0], *IDEAS)] == [True, False, False]
    _does(browser("petra"), f"{DIALOGUE}/summary/")
    again = {**begun, "once": "en-annan"}
    _refused(browser("petra"), f"{DIALOGUE}/summary/", 409, "redan publicerad", **again)
    assert TOLD[0] in reads(f"{OF}/information/")
    assert "sammanfattningen är publicerad" in reads(f"{DIALOGUE}/gate/", "ulla")


def _end() -> None:
    planner = browser("ulla")
    _does(planner, f"{DIALOGUE}/gate/", outcome="stop", reason="Det går att göra i dagens avtal.")
    _does(
        browser("beata"),
        f"{DIALOGUE}/decide/",
        mandate="minute",
        reference="88",
        committee="Nämnden",
        minuted="2026-01-01",
    )
    _does(planner, f"{OF}/stages/rfi/skip/", reason="Vi vet nog.")
    _does(planner, f"{OF}/plan/end/", state="ended_no_procurement", reason="Vi lägger om plogturerna själva.",
          spread="Alla kan läsa vad vi lärde oss.")  # fmt: skip


def test_programme_of_two_buyers_meets_everybody_equally_and_ends_without_a_procurement() -> None:
    cast.the_house()
    now = clock.now().replace(microsecond=0)
    _begin()
    _open_dialogue(now)
    _meet(now)
    _write_and_confirm()
    _sum_up()
    _end()

    picture = _picture()
    assert picture.terms.buyers == ("bjorkhult", "granby")
    assert [(one.owner, one.by) for one in needs.current(picture.terms)] == [
        ("bjorkhult", "nils"), ("granby", "stranger"),
    ]  # fmt: skip
    assert picture.terms.procurements == ()
    assert picture.terms.state is v.InitiativeState.ENDED_NO_PROCUREMENT
    assert {one.minutes for one in picture.slots} == {30}
    assert meetings.standing(picture, "dialog") == meetings.Standing(
        slots=3, taken=2, written=2, confirmed=2, disputed=0
    )
    assert [one.kind for one in picture.broadcasts] == [v.BroadcastKind.SUMMARY]
    assert set(picture.broadcasts[0].passes_on) == {one.key for one in picture.contacts}
    told = reads(f"{OF}/")
    assert "Vi lägger om plogturerna själva." in told
    assert "Björkhults kommun och Granby kommun" in told
    for place in (f"{OF}/", f"{OF}/information/", f"{DIALOGUE}/", f"{DIALOGUE}/times/", f"{OF}/document/"):
        answer = browser("person-s3").get(place)
        assert [idea for idea in IDEAS if idea in answer.content.decode()] == [], place
