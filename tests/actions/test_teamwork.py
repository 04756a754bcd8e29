"""Tasks change hands with their history, advice stands on a mandate, and the team's own is the team's own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.actions import working
from tests.cast import an_initiative, person, said
from vakna.actions import teamwork
from vakna.core import vocabulary as v
from vakna.core.initiative import Anchoring, Key
from vakna.core.people import actor_in
from vakna.core.refusal import Refusal
from vakna.core.visibility import seen_by
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _code(act: Callable[[], object]) -> str | None:
    try:
        act()
    except Refusal as refused:
        return refused.code
    return None


def _to_do(who: str) -> list[str]:
    rows = m.Summary.objects.get(initiative__key="prov").to_do
    return [row["code"] for row in rows if row["person"] == who and row["code"] in {"do-task", "answer-advice"}]


def test_task_changes_hands_with_its_history_and_stands_among_the_next_steps_of_whoever_has_it() -> None:
    built = an_initiative(until="rfi open")
    today = built.at.date()

    def act(verb: str, by: str, **values: Any) -> str | None:
        return _code(lambda: getattr(teamwork, verb)(by=by, at=built.at, initiative="prov", **values))

    task: dict[str, Any] = {"key": "uppgift", "title": said("Läs avtalet."), "owner": "jorun", "due": today}
    assert act("add_task", "colin", **task) == "may-not"
    assert act("add_task", "petra", **{**task, "owner": "colin"}) == "task-taker-no-member"
    assert act("add_task", "petra", **{**task, "due": today - timedelta(days=1)}) == "task-day-gone"
    assert act("add_task", "petra", **task) is None
    assert (_to_do("jorun"), _to_do("beata")) == (["do-task"], [])
    over: dict[str, Any] = {"task": "uppgift", "why": said("Beslutet är ditt.")}
    assert act("hand_over", "asta", to="beata", **over) == "task-not-yours"
    assert act("hand_over", "jorun", to="jorun", **over) == "task-has-it-already"
    assert act("hand_over", "jorun", to="beata", **over) is None
    assert (_to_do("jorun"), _to_do("beata")) == ([], ["do-task"])
    assert act("finish_task", "beata", task="uppgift", result=said("Klart.")) is None
    assert act("finish_task", "beata", task="uppgift") == "task-done-already"
    [kept] = pictures.take("prov", {"teamwork"}).tasks
    assert [(one.giver, one.taker) for one in kept.hand_overs] == [("jorun", "beata")]
    assert (kept.owner, kept.done_at, kept.result, _to_do("beata")) == ("beata", built.at, said("Klart."), [])
    told = m.Letter.objects.filter(subject__contains="arbetsuppgift 1").order_by("pk")
    assert [one.to for one in told] == ["jorun@cast.example", "beata@cast.example"]


def test_advice_stands_on_a_mandate_and_a_declaration_and_is_answered_once() -> None:
    built = an_initiative(until="rfi open")

    def advise(by: str = "inga", stage: str = "rfi") -> str | None:
        said_so: dict[str, Any] = {"stage": stage, "subject": said("Marknad."), "said": said("Tre till.")}
        return _code(lambda: teamwork.give_advice(by=by, at=built.at, initiative="prov", key=f"rad-{stage}", **said_so))

    def answer(by: str, advice: str = "rad-rfi") -> str | None:
        given: dict[str, Any] = {"advice": advice, "answer": said("Vi frågar dem.")}
        return _code(lambda: teamwork.answer_advice(by=by, at=built.at, initiative="prov", **given))

    assert (advise(), advise("ulla")) == ("advice-without-mandate", "may-not")
    working.mandated(built)
    assert (advise(stage="call"), advise()) == ("advice-without-declaration", None)
    assert (_to_do("petra"), _to_do("ulla"), _to_do("beata")) == (["answer-advice"], ["answer-advice"], [])
    assert [answer("inga"), answer("petra", "saknas"), answer("petra"), answer("ulla")] == [
        "may-not", "no-such-advice", None, "advice-answered",
    ]  # fmt: skip


def test_what_the_team_has_among_itself_is_hidden_from_all_others_on_every_page() -> None:
    built = an_initiative(until="rfi open")
    working.given_task(built)
    working.advised(built)
    noted = Anchoring(key=Key("namnd"), day=built.at.date(), at=built.at, by=Key("nils"), whom=said("Vårdnämnden"),
                      told=said("Gå vidare."))  # fmt: skip
    teamwork.note_anchoring(by="nils", at=built.at, initiative="prov", anchoring=noted)
    teamwork.set_function(by="ulla", at=built.at, initiative="prov", person="jorun", function=v.Function.LAW)
    whole = pictures.take("prov")

    seen = {}
    for who in ("jorun", "inga", "rut", "colin", "oskar", "folke", "stranger"):
        shown = seen_by(whole, actor_in(whole, who, built.at), at=built.at)
        seen[who] = (len(shown.tasks), len(shown.advice), len(shown.terms.anchorings))
    pages = {}
    for who in ("jorun", "colin", "oskar", "stranger"):
        client = Client()
        client.force_login(person(who))
        timeline = client.get("/sv/initiatives/prov/timeline/").content.decode()
        pages[who] = (client.get("/sv/initiatives/prov/together/").status_code, "Vårdnämnden" in timeline)

    inside, outside = (1, 1, 1), (0, 0, 0)
    assert seen == dict.fromkeys(("jorun", "inga", "rut"), inside) | dict.fromkeys(
        ("colin", "oskar", "folke", "stranger"), outside
    )
    assert pages == {"jorun": (200, True), "colin": (403, False), "oskar": (403, False), "stranger": (403, False)}


def test_intermediary_sees_its_assignments_over_several_buyers_and_what_waits() -> None:
    working.advised(an_initiative(until="rfi open"))
    an_initiative(until="rfi open", key="prov-2")
    client = Client()
    client.force_login(person("inga"))

    page = client.get("/sv/assignments/").content.decode()

    assert "2 uppdrag som intermediär" in page
    assert ("Ett uppdrag väntar" in page, "Saknar uppdragsbrev som gäller" in page, "Marknad." in page) == (
        True, True, True,
    )  # fmt: skip
