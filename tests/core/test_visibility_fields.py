"""Every protected field of every record, in initiatives made up at random, reaches only those of its class."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from tests.core.cast import LATER, actor
from tests.generated import Maker
from vakna.core import document, initiative
from vakna.core.initiative import Key, Picture, Text, text
from vakna.core.people import READERS, Actor
from vakna.core.visibility import seen_by
from vakna.core.vocabulary import Role, Seen


def _canaried(value: Any, contacts: set[Key], where: str = "") -> Any:
    """Put a unique word in every protected text, so that it can be searched for wherever it turns up."""
    if isinstance(value, tuple):
        return tuple(_canaried(one, contacts, f"{where}{number}.") for number, one in enumerate(value))
    if not is_dataclass(value) or isinstance(value, Text) or not type(value).__module__.startswith(initiative.__name__):
        return value
    if getattr(value, "key", None) in contacts:
        return value
    changed = {
        f.name: _canary(f, getattr(value, f.name), f"{where}{f.name}", contacts) for f in fields(value) if f.init
    }
    return replace(value, **changed)  # type: ignore[type-var]


def _canary(f: Any, value: Any, where: str, contacts: set[Key]) -> Any:
    seen = f.metadata.get("seen", Seen.PUBLIC)
    if seen == Seen.PUBLIC or f.metadata.get("ref"):
        return _canaried(value, contacts, f"{where}.")
    word = f"CANARY-{seen}-{where}"
    if isinstance(value, Text):
        return text(word)
    return word if type(value) is str and f.name not in {"digest", "file_digest", "topic"} else value


def _whole(seed: int) -> Picture:
    made = Maker(seed, full=True).document_picture()
    contacts = {one.contact for one in made.terms.stages if one.contact}
    terms_ = _canaried(replace(made.terms, sandbox=False), contacts, "terms.")
    rows = {name: _canaried(getattr(made, name), contacts, f"{name}.") for name in initiative.COLLECTIONS}
    return Picture(terms=terms_, _taken=rows)


def _canaries(shown: Picture) -> Iterator[str]:
    said = str(document.dump(shown))
    return (seen for seen in Seen if f"CANARY-{seen}-" in said)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("role", [None, *Role])
def test_protected_text_reaches_only_the_roles_of_its_class(seed: int, role: Role | None) -> None:
    whole = _whole(seed)
    somebody = Actor(person=Key("x"), roles=frozenset({role} if role else set()))

    found = set(_canaries(seen_by(whole, somebody, at=LATER)))

    if role in READERS:
        assert found == {Seen.PARTY, Seen.OWN, Seen.ASSESSOR}
    elif role in {None, Role.SUPPLIER, Role.FOLLOWER}:
        assert found == set()
    else:
        assert found == {Seen.PARTY}


@pytest.mark.parametrize("seed", range(20))
def test_what_is_seen_is_a_whole_document_and_seeing_it_again_hides_nothing_more(seed: int) -> None:
    made = Maker(seed, full=seed % 2 == 0).document_picture()
    whole = replace(made, terms=replace(made.terms, sandbox=False))
    people: list[Actor] = [Actor.nobody(), *(actor(whole, one.key) for one in whole.terms.people)]

    for one in people:
        shown = seen_by(whole, one, at=LATER)
        assert document.load(document.dump(shown)) == shown
        assert {it.key for it in shown.participations} <= {it.key for it in whole.participations}
