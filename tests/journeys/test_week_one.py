"""Karlstad's first concept week: seven workshops, a log that grows, a joint debrief, and the same information for all.

The figures are the seed's: seven suppliers meet the need owners one by one; the need owners' own picture changes after
seven workshops; everyone leaves the week with the same information, and the need is written anew.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.filling import forms_of, sent
from tests.web.visitor import browser, reads
from vakna.core import equal_information as equal
from vakna.core import vocabulary as v
from vakna.core.initiative import Key, Picture
from vakna.core.needs import current
from vakna.records import clock, pictures
from vakna.records import models as m

pytestmark = pytest.mark.django_db

MOST_FIELDS, MOST_PAGES, MOST_TYPED = 6, 2, 60
INSIGHTS_OWN = "learned"
PICKED = (forms.Select, forms.RadioSelect, forms.SelectMultiple, forms.CheckboxSelectMultiple, forms.CheckboxInput)


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop as the need owner remembers it in the corridor afterwards."""

    told: str
    learned: str
    whose: v.Origin = v.Origin.BUYER


WEEK = (
    Workshop("Morgonen: fjorton dörrar, tre medarbetare.", "Frukosten börjar innan alla har vaknat."),
    Workshop("Morgonen igen. I köket går det oftast fel.", "Det är i köket som det märks först."),
    Workshop("En tredjedel är timvikarier utan utbildning.", "Den som är här för första gången behöver det mest."),
    Workshop("Det finns 40 minuter vid vaktbytet.", "Natten har inte ens fyrtio minuter."),
    Workshop("Samma genomgång.", "Reglerna byts medan man spelar.", v.Origin.SUPPLIER),
    Workshop("Hälften har ett annat modersmål.", "Det som bygger på ord når inte alla."),
    Workshop("Kvällsmedicin delas ut av två.", "Kvällen är en annan dag."),
)
IDEA = WEEK[4].learned


@dataclass(slots=True)
class Effort:
    """What one contact cost: the pages that were opened, the fields filled in, and the signs typed."""

    pages: int = 0
    fields: list[str] = field(default_factory=list)
    typed: int = 0


def _of(route: str, *args: object) -> str:
    return reverse(route, args=["prov", *args])


def _fill_in(client: Client, page: str, effort: Effort, **given: str) -> Any:
    """Open the form, change what is not right already, post it; count what a person has to do."""
    shown = client.get(page)
    effort.pages += 1
    form = shown.context["form"]
    [(_, offered)] = [one for one in forms_of(page, shown.content.decode()) if "participation" in one[1]]
    changed = {name: value for name, value in given.items() if offered.get(name, "") != value}
    effort.fields += changed
    effort.typed += sum(len(value) for name, value in changed.items() if _is_typed(form, name))
    return client.post(page, {**offered, **given, "do": "next"})


def _is_typed(form: forms.Form, name: str) -> bool:
    return name != INSIGHTS_OWN and not isinstance(form.fields[name].widget, PICKED)


def _picture() -> Picture:
    return pictures.take("prov", {"contacts", "broadcasts", "learning", "questions"})


def _known(picture: Picture, suppliers: tuple[str, ...]) -> list[frozenset[equal.Piece]]:
    return [equal.available(picture, one, clock.now()) for one in suppliers]


def _log_length() -> int:
    return len(browser("nils").get(_of("insights")).context["page"].paginator.object_list)


@pytest.fixture
def week() -> tuple[tuple[str, ...], list[Effort], list[int]]:
    """Hold the seven workshops and write each down. Gives the suppliers, what each cost, and how the log grew."""
    built = cast.an_initiative(until="concept open", suppliers=len(WEEK))
    client, page, efforts, log = browser("nils"), _of("record_contact"), [], []
    for supplier, one in zip(built.suppliers, WEEK, strict=True):
        effort = Effort()
        answer = _fill_in(client, page, effort, participation=supplier, kind="workshop", told=one.told,
                          learned=one.learned, origin=one.whose.value)  # fmt: skip
        assert answer.status_code == 302
        page = answer.url
        efforts.append(effort)
        log.append(_log_length())
    return built.suppliers, efforts, log


def test_each_contact_takes_six_fields_two_pages_and_sixty_signs_at_most(
    week: tuple[tuple[str, ...], list[Effort], list[int]],
) -> None:
    _, efforts, log = week

    assert len(efforts) == m.Contact.objects.count() == m.Insight.objects.count() == 7
    assert log == [1, 2, 3, 4, 5, 6, 7]
    assert all(0 < len(one.fields) <= MOST_FIELDS for one in efforts)
    assert all(0 < one.pages <= MOST_PAGES for one in efforts)
    assert all(0 < one.typed <= MOST_TYPED for one in efforts)
    # From the second on, the form of the contact is filled in and the next supplier chosen.
    assert [one.fields for one in efforts[1:4]] == [["told", "learned"]] * 3


def test_everyone_leaves_the_week_with_the_same_information_and_the_need_is_written_anew(
    week: tuple[tuple[str, ...], list[Effort], list[int]],
) -> None:
    suppliers, _, _ = week
    concept = _picture().stage("concept")
    unequal = equal.differences(_picture(), concept, clock.now())

    _debrief()
    _tell_all()
    _write_the_need_anew()
    after = _picture()
    [told] = after.broadcasts
    need = current(after.terms)[0]

    assert len(unequal) == 7
    assert equal.differences(after, concept, clock.now()) == ()
    assert len(set(_known(after, suppliers))) == 1
    assert len(_known(after, suppliers)[0]) == 9
    assert set(told.passes_on) == {one.key for one in after.contacts}
    assert {one.participation for one in after.contacts if one.told} == {*suppliers, None}
    assert (need.version, need.statement.said("sv"), set(need.because)) == (
        2, "Vi ser inte hur dagen känns för den som är ny här.", _buyers_own(after),
    )  # fmt: skip
    assert _readers(suppliers, told.body.said("sv")) == suppliers
    assert _readers(suppliers, IDEA) == (suppliers[4],)
    assert _written_at(told.subject.said("sv")) == dict.fromkeys(_addresses(suppliers), told.available_at)


def _debrief() -> None:
    """Meet all seven together, and put that on record as one contact."""
    answer = sent(browser("nils"), _of("record_contact"), participation="everybody", kind="meeting",
                  told="Vår bild har ändrats efter sju workshoppar.", learned="Vi hade fel om morgonen.")  # fmt: skip
    assert answer.status_code == 302


def _tell_all() -> None:
    """Pass on what was told to each of them, to all of them, at one instant."""
    page = browser("petra")
    form = page.get(_of("broadcast")).context["form"]
    ticked = {name: [key for key, _ in form.fields[name].choices] for name in ("passes_on", "because")}
    assert [len(keys) for keys in ticked.values()] == [8, 7]
    body = "En tredjedel är timvikarier. Det finns 40 minuter. Hälften har ett annat modersmål."
    answer = sent(page, _of("broadcast"), **ticked, subject="Det vi har lärt oss av sju workshoppar", body=body)
    assert answer.status_code == 302, answer.context["problems"]


def _write_the_need_anew() -> None:
    page = browser("nils")
    choices = page.get(_of("revise_need")).context["form"].fields["because"].choices
    answer = sent(
        page, _of("revise_need"), statement="Vi ser inte hur dagen känns för den som är ny här.",
        why="Sju workshoppar ändrade vår bild.", because=[key for key, _ in choices],
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["problems"]


def _buyers_own(picture: Picture) -> set[Key]:
    return {one.key for one in picture.insights if one.origin is v.Origin.BUYER}


def _readers(suppliers: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Give the suppliers that read these words on any page of theirs that the week has touched."""
    routes = ("information", "contacts", "insights", "need")
    return tuple(one for one in suppliers if any(words in reads(_of(it), f"person-{one}") for it in routes))


def _addresses(suppliers: tuple[str, ...]) -> list[str]:
    return [str(m.Person.objects.get(key=f"person-{one}").email) for one in suppliers]


def _written_at(subject: str) -> dict[str, Any]:
    rows = m.Letter.objects.filter(subject__contains=subject)
    return dict(rows.values_list("to", "release_at"))
