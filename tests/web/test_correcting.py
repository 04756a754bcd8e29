"""The page that corrects a published stage field by field, what everybody then sees, and who is asked to confirm."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import an_initiative, kr, person, said
from vakna.actions import initiatives, selection
from vakna.core.initiative import Answer, Key
from vakna.core.refusal import Conflict
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db


def _as(key: str) -> Client:
    client = Client()
    client.force_login(person(key))
    return client


def _page(client: Client, route: str) -> str:
    answer = client.get(reverse(route, args=["prov", "concept"]))
    assert answer.status_code == 200
    return answer.content.decode()


def _posted(client: Client, **changes: Any) -> Any:
    """Post the form as the page fills it in, with these changes."""
    where = reverse("correct_stage", args=["prov", "concept"])
    form = client.get(where).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in shown.items() if value not in (None, False)}
    return client.post(where, {**given, "what": "En fråga visade det.", "why": "Det var oklart.", **changes})


def test_correction_of_fields_reaches_all_at_one_instant_before_and_after_and_asks_those_who_handed_in() -> None:
    built = an_initiative(until="concept open", at=clock.now().replace(microsecond=0) - timedelta(minutes=1))
    m.Stage.objects.filter(initiative__key="prov", key="concept").update(ceiling=kr(200_000))
    answers = (Answer(topic=Key("need"), said=said("Vårt svar.")),)
    selection.hand_in(by="person-s1", at=built.at, initiative="prov", stage="concept", answers=answers)
    last = m.Letter.objects.order_by("pk").last()
    assert last is not None

    changed = {"places": "4", "criteria_fit_guidance": "Titta på natten."}
    asked = _posted(_as("ulla"), **changed)
    rules = {one.name: one.code for one in asked.context["rules_asked"].found}
    answer = _posted(_as("ulla"), **changed, **dict.fromkeys(rules, "Orden blev tydligare."))

    assert (asked.status_code, list(rules.values()), answer.status_code) == (409, ["TR14"], 302)
    [made] = pictures.take("prov", ()).stage("concept").corrections
    assert [(one.field, one.criterion) for one in made.fields] == [("places", None), ("guidance", "fit")]
    assert (made.fields[0].before, made.fields[0].after, made.confirm) == (3, 4, True)
    entry = m.Entry.objects.filter(act="initiatives.correct_stage").get()
    assert [one["field"] for one in entry.facts["fields"]] == ["places", "guidance"]

    letters = m.Letter.objects.filter(pk__gt=last.pk)
    told = letters.filter(subject__startswith="Rättelse av")
    assert {one.to for one in told} >= {f"person-s{n}@cast.example" for n in (1, 2, 3)}
    assert {one.release_at for one in told} == {made.at}
    assert "platser\nFörut: 3\nNu: 4" in told[0].body
    assert {one.to for one in letters.filter(subject__startswith="Gäller")} == {"person-s1@cast.example"}

    page = _page(_as("person-s2"), "stage")
    assert "<del>3</del>" in page
    assert "<ins>Titta på natten.</ins>" in page


def test_what_is_left_as_it_is_corrects_nothing_and_what_is_substantial_is_cancelled_instead() -> None:
    an_initiative(until="concept open", at=clock.now().replace(microsecond=0) - timedelta(minutes=1))
    ulla = _as("ulla")

    assert reverse("cancel_stage", args=["prov", "concept"]) in _page(ulla, "correct_stage")
    refused = _posted(ulla, places="2")
    assert (refused.status_code, "väsentlig" in refused.content.decode()) == (409, True)
    assert _posted(ulla).status_code == 302
    [made] = pictures.take("prov", ()).stage("concept").corrections
    assert (made.fields, made.confirm) == ((), False)

    with pytest.raises(Conflict, match="correction-substantial"):
        initiatives.correct_stage(
            by="ulla", at=clock.now(), initiative="prov", stage="concept", what=said("Mer."), why=said("Bra."),
            fields={"pay": kr(30_000)},  # type: ignore[dict-item]
        )  # fmt: skip
