"""Every verb of the house is done once for real, and every one leaves its entry."""

import inspect
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from tests.cast import an_initiative, kr, person, said
from vakna import actions
from vakna.actions import demo, documents, drafts, funding, initiatives, oversight, people, replay, selection
from vakna.core import document
from vakna.core import people as roles
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Key
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
    "demo.to_next_date": {"sandbox.move_clock"},
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
    rooms = [one.name for one in iter_modules(actions.__path__) if not one.name.startswith("_") and not one.ispkg]
    found = {}
    for room in rooms:
        module = import_module(f"vakna.actions.{room}")
        for name, one in inspect.getmembers(module, inspect.isfunction):
            mine = one.__module__ == module.__name__ and not name.startswith("_")
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
    selection.withdraw(by="person-s1", at=at, initiative=key, submission=handed)
    part = m.ProtectedPart.objects.filter(journal=f"initiative/{key}")[0]
    oversight.erase(**shared, sequence=part.sequence, name=part.name, ground="begäran")
    people.declare_tie(**shared, organisation="org-s1", nature=said("Syskon."))
    initiatives.end(**shared, state=v.InitiativeState.ENDED_STOPPED, reason=said("Behovet försvann."))


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


def _bring_in() -> None:
    data = document.dump(pictures.take("prov"))
    data["initiative"]["key"] = "prov-inford"
    documents.bring_in(by=None, at=clock.now(), data=data)


def test_every_verb_leaves_an_entry_and_no_verb_is_left_out() -> None:
    replay.replay(at=clock.now(), script=demo.SCRIPT, key="ovning")
    _to_next_date("ovning")
    _the_rest("prov")
    _opened_by_hand("prov-oppnad")
    _bring_in()

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
    assert acts - roles.VERBS == {"sandbox.move_clock"}
