"""The market dialogue programme of the demo, performed through the real verbs, becomes what its document says."""

from datetime import UTC, datetime

import pytest

from vakna.actions import demo, replay
from vakna.core import document, meetings, needs
from vakna.core import vocabulary as v
from vakna.records import pictures

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_programme_ends_as_it_is_written_when_it_is_performed() -> None:
    replay.replay(at=NOW, script=demo.PROGRAMME, key="klart")

    told, written = (document.dump(one) for one in (pictures.take("klart"), replay.read_script(script=demo.PROGRAMME)))
    for name in ("slots", "contacts", "broadcasts", "participations", "decisions"):
        assert told[name] == written[name], name
    for name in ("needs", "buyers", "state", "state_reason"):
        assert told["initiative"][name] == written["initiative"][name], name


def test_programme_stands_among_its_meetings_when_it_is_under_way() -> None:
    case = next(one for one in demo.CASES if one.key == "ovningsprogrammet-pagar")
    replay.replay(at=NOW, script=case.script, key="pagar", until=case.until)

    picture = pictures.take("pagar")
    assert meetings.standing(picture, "dialog") == meetings.Standing(
        slots=6, taken=5, written=3, confirmed=1, disputed=0
    )
    assert [one.owner for one in needs.current(picture.terms)] == ["amala", "tallhamra", "tallhamra"]
    assert picture.terms.state is v.InitiativeState.ACTIVE
