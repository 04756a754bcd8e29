"""Case T10: a supplier that was in the preparatory workshop tenders. Levelled first, heard, and excluded last."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.cast import said
from tests.web.filling import sent
from tests.web.visitor import browser
from vakna.actions import dialogue
from vakna.core import vocabulary as v
from vakna.core.refusal import Refusal
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db
DAY = 20


def _prepared(until: str) -> cast.Built:
    """Let the first supplier have been in a workshop of the RFI, and a pack have been made in the call."""
    built = cast.an_initiative(until=until)
    row = m.Initiative.objects.get(key=built.key)
    m.CastOrganisation.objects.get_or_create(initiative=row, organisation=cast.person("person-s1").organisation)
    rfi, call = (m.Stage.objects.get(initiative=row, key=key) for key in ("rfi", "call"))
    there = m.Participation.objects.create(
        initiative=row, key="verkstad-s1", organisation=cast.person("person-s1").organisation, first_stage=rfi,
        joined_at=built.start + timedelta(days=6),
    )  # fmt: skip
    m.Contact.objects.create(
        initiative=row, key="verkstad", stage=rfi, participation=there, kind=v.ContactKind.WORKSHOP,
        at=built.start + timedelta(days=7), told=said("Frukosten börjar kl. 8."),
    )  # fmt: skip
    for number, day in ((1, DAY), (2, 45)):
        m.Pack.objects.create(
            initiative=row, key=f"paket-{number}", number=number, stage=call, at=built.start + timedelta(days=day),
            digest="0" * 64,
        )  # fmt: skip
    return built


def _page(client: Client, route: str, *args: str) -> str:
    answer = client.get(reverse(route, args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def _step(person: str, key: str, **given: str) -> None:
    where = reverse("involvement", args=["prov", key])
    answer = sent(browser(person), where, **given)
    assert answer.status_code == 302, answer.content.decode()


def _state(participation: str) -> str:
    return str(m.Participation.objects.get(initiative__key="prov", key=participation).state)


def test_tenderer_that_helped_prepare_is_levelled_heard_and_only_then_excluded() -> None:
    _prepared("opened")
    ulla = browser("ulla")
    assert "Alvina Verkstad AB" in _page(ulla, "preparations", "prov", "call")
    assert sent(
        ulla, reverse("note_involvement", args=["prov", "call", "s1"]), how="Var med i verkstaden i maj."
    ).status_code == 302  # fmt: skip
    key = m.Involvement.objects.get(initiative__key="prov").key

    shown = _page(ulla, "involvement", "prov", key)
    assert ("paket-1" in shown, "paket-2" in shown) == (True, False)
    _step("ulla", key, pack="paket-1", remaining="De ritade flödet som alla ska följa.")
    _step("person-s1", key, heard="Flödet har alla fått på bild.")
    _step("beata", key, outcome="excluded", reason="Bilden räcker inte: måtten är bara kända av dem.")

    one = pictures.take("prov", {"contacts"}).involvements[0]
    assert (one.outcome, one.pack, one.decided_by) == (v.InvolvementOutcome.EXCLUDED, "paket-1", "beata")
    assert (_state("s1"), _state("verkstad-s1"), _state("s2")) == ("ended", "active", "active")
    letters = m.Letter.objects.filter(to="person-s1@cast.example", subject__contains="förberedelserna")
    assert ["måtten är bara kända av dem" in it.body for it in letters.order_by("pk")] == [True]


def test_levelled_tenderer_goes_on_without_a_hearing() -> None:
    built = _prepared("opened")
    shared = {"at": built.at, "initiative": "prov"}
    key = dialogue.note_involvement(by="jorun", participation="s1", how=said("Var med."), **shared)  # type: ignore[arg-type]
    dialogue.level_involvement(by="jorun", involvement=key, pack="paket-1", **shared)  # type: ignore[arg-type]

    _step("beata", key, outcome="levelled", reason="Alla har fått samma bild i god tid.")

    assert _state("s1") == "active"
    assert m.Involvement.objects.get(key=key).outcome == v.InvolvementOutcome.LEVELLED


def test_no_step_is_taken_out_of_order() -> None:
    built = _prepared("opened")
    shared: dict[str, Any] = {"at": built.at, "initiative": "prov"}
    key = dialogue.note_involvement(by="ulla", participation="s1", how=said("Var med."), **shared)

    def heard() -> None:
        dialogue.hear_involvement(by="person-s1", involvement=key, said=said("Nej."), **shared)

    def excluded(by: str = "beata") -> None:
        outcome = v.InvolvementOutcome.EXCLUDED
        dialogue.decide_involvement(by=by, involvement=key, outcome=outcome, reason=said("Mått."), **shared)

    assert (_code(heard), _code(excluded)) == ("involvement-level-first", "involvement-level-first")
    late = {"involvement": key, "pack": "paket-2"}
    assert _code(lambda: dialogue.level_involvement(by="ulla", **late, **shared)) == "involvement-pack-late"
    dialogue.level_involvement(by="ulla", involvement=key, pack="paket-1", **shared)
    assert _code(excluded) == "involvement-nothing-remains"
    dialogue.level_involvement(by="ulla", involvement=key, pack="paket-1", remaining=said("Mått."), **shared)
    assert _code(excluded) == "involvement-hear-first"
    heard()
    assert _code(lambda: excluded("ulla")) == "may-not"
    assert _state("s1") == "active"


def _code(act: Callable[[], None]) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.problems[0].code


def test_before_the_opening_nobody_can_note_or_see_who_tenders() -> None:
    built = _prepared("call open")
    m.Participation.objects.create(
        initiative=m.Initiative.objects.get(key="prov"), key="anbud-s1", first_stage=m.Stage.objects.get(
            initiative__key="prov", key="call"), organisation=cast.person("person-s1").organisation,
        procurement=m.Procurement.objects.get(initiative__key="prov"), joined_at=built.at,
    )  # fmt: skip

    assert "Alvina Verkstad AB" not in _page(browser("ulla"), "preparations", "prov", "call")
    about = {"initiative": "prov", "participation": "anbud-s1", "how": said("Var med.")}
    assert _code(lambda: dialogue.note_involvement(by="ulla", at=built.at, **about)) == "involvement-unopened"  # type: ignore[arg-type]


def test_others_know_nothing_of_it() -> None:
    built = _prepared("opened")
    key = dialogue.note_involvement(by="ulla", at=built.at, initiative="prov", participation="s1", how=said("Var med."))

    there = {who: browser(who).get(reverse("involvement", args=["prov", key])).status_code
             for who in ("ulla", "person-s1", "person-s2", "colin", "inga", "folke", "stranger")}  # fmt: skip

    assert there == {
        "ulla": 200, "person-s1": 200, "person-s2": 404, "colin": 404, "inga": 404, "folke": 404, "stranger": 404,
    }  # fmt: skip
