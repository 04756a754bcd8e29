"""A pack in a written history is made again: for the same stage, by the same person, signed in the same words."""

import pytest

from tests.cast import an_initiative, said
from vakna.actions import _events_packs, dialogue
from vakna.core.initiative import Key
from vakna.records import models as m
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def test_pack_is_an_act_of_the_procurer_or_of_whoever_signed_for_it() -> None:
    built = an_initiative(until="call open")
    dialogue.make_pack(by="petra", at=built.at, initiative=built.key, stage="call", key="paket-1")
    [plain] = _events_packs.of(pictures.take(built.key), Key("ulla"))
    signer = m.Person.objects.get(key="petra")
    m.Pack.objects.update(cleared_by=signer, cleared_because=said("Sagt öppet."))
    [signed] = _events_packs.of(pictures.take(built.key), Key("ulla"))

    values = {"stage": "call", "key": "paket-1"}
    assert (plain.at, plain.verb, plain.by) == (built.at, "dialogue.make_pack", "ulla")
    assert plain.values == {**values, "cleared_because": None}
    assert (signed.by, signed.values) == ("petra", {**values, "cleared_because": said("Sagt öppet.")})
