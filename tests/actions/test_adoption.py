"""The route to adoption, the decision on use and the way back from the graveyard, through the real verbs and pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.actions import adopting
from tests.cast import an_initiative, person, said
from vakna.actions import adoption
from vakna.core import vocabulary as v
from vakna.core.refusal import Refusal
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def _code(act: Callable[[], object]) -> str | None:
    try:
        act()
    except Refusal as refused:
        return refused.code
    return None


def _listed(by: str | None) -> str:
    client = Client()
    if by:
        client.force_login(person(by))
    return client.get("/sv/graveyard/").content.decode()


def test_a_test_is_routed_laid_down_revived_and_introduced_and_the_house_sees_it() -> None:
    built = an_initiative(until="decided")
    adopting.over(built)

    def act(verb: str, by: str, **values: Any) -> str | None:
        return _code(lambda: getattr(adoption, verb)(by=by, at=built.at, initiative="prov", **values))

    down = {"step": v.AdoptionStep.LAY_DOWN, "reason": said("Pengarna tog slut.")}
    introduce = {"step": v.AdoptionStep.ADOPT, "reason": said("Det höll.")}
    revive = {"reason": said("Nu finns pengar."), "route": adopting.route(built, days=60)}
    assert "väntar" in _listed(None).lower()
    assert act("decide", "beata", **introduce) == "adoption-without-route"
    assert act("set_route", "ulla", route=adopting.route(built, days=-1)) == "adoption-day-gone"
    assert act("set_route", "asta", route=adopting.route(built, days=30)) == "may-not"
    assert act("set_route", "nils", route=adopting.route(built, days=30)) is None
    assert act("revive", "nils", **revive) == "adoption-not-dead"
    assert {by: act("decide", by, **introduce) for by in ("petra", "inga", "ulla")} == dict.fromkeys(
        ("petra", "inga", "ulla"), "may-not"
    )
    assert act("decide", "beata", **down) == "missing-field"
    assert act("decide", "beata", cause=v.CauseOfDeath.NO_BUDGET, **down) is None
    assert "Pengarna tog slut." in _listed(None)
    assert ("Väck till liv" in _listed(None), "Väck till liv" in _listed("nils")) == (False, True)
    assert act("decide", "beata", **introduce) == "adoption-nothing-to-decide"
    assert act("revive", "nils", **revive) is None
    assert "Pengarna tog slut." not in _listed(None)
    assert act("decide", "beata", **introduce) is None
    terms = pictures.take("prov").terms
    assert [one.step.value for one in terms.adoption_decisions] == ["lay_down", "take_up", "adopt"]
    assert [(one.version, one.by) for one in terms.adoption_routes] == [(1, "nils"), (2, "nils")]
    assert "/initiatives/prov/" not in _listed(None)
