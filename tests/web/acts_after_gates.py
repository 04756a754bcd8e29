"""What is done on the web once a gate is decided: talks about the decision, and suppliers on hold."""

from dataclasses import replace
from datetime import timedelta

from tests.cast import Built, said
from tests.web.case import Case
from vakna.actions import debriefs, resuming
from vakna.core import vocabulary as v
from vakna.records import clock
from vakna.records import models as m

_P = "prov"


def _on_hold(built: Built) -> None:
    """Put the second supplier on hold, as the gate could have done."""
    decision = m.Decision.objects.get(initiative__key=built.key, stage__key="concept")
    waits = {"verdict": v.Verdict.ON_HOLD, "reason": said("Vänta.")}
    decision.outcomes = tuple(replace(one, **waits) if one.participation == "s2" else one for one in decision.outcomes)
    decision.save()
    m.Participation.objects.filter(initiative__key=built.key, key="s2").update(state=v.ParticipationState.ON_HOLD)


def _resumption_asked(built: Built) -> None:
    _on_hold(built)
    resuming.ask(by="ulla", at=built.at, initiative=built.key, participation="s2", verdict=v.Verdict.ENDED,
                 reason=said("Ingen har hört av sig."))  # fmt: skip


def _talk_offered(built: Built) -> None:
    starts = [clock.now() + timedelta(days=1)]
    debriefs.offer(by="ulla", at=clock.now(), initiative=built.key, stage="concept", starts=starts, minutes=30,
                   place=said("Rådhuset"))  # fmt: skip


def _talked(built: Built) -> None:
    start = built.at + timedelta(hours=1)
    shared = {"initiative": built.key}
    debriefs.offer(by="ulla", at=built.at, **shared, stage="concept", starts=[start], minutes=30,
                   place=said("Rådhuset"), keys={"s3": "samtal"})  # fmt: skip
    debriefs.book(by="person-s3", at=built.at, **shared, debrief="samtal", starts=start)


def _two_sign(built: Built) -> None:
    m.Initiative.objects.filter(key=built.key).update(two_signatures=True)


CASES = (
    Case(until="planned", by="ulla", route="signatures", takes=(_P,), given={"two": "two"}),
    Case(until="proposed", by="beata", route="decide", takes=(_P, "concept"), first=_two_sign,
         given={"reference": "4.7"}),
    Case(until="decided", by="ulla", route="offer_debriefs", takes=(_P, "concept"), makes=("Debrief",),
         given={"first": "2099-05-04T10:00", "count": "1", "minutes": "30", "rest": "0"}),
    Case(until="decided", by="person-s3", route="debrief", takes=(_P, "concept", "s3"), first=_talk_offered,
         given={"choice": "none"}),
    Case(until="decided", by="ulla", route="note_debrief", takes=(_P, "concept", "s3"), first=_talked, ago=1),
    Case(until="decided", by="ulla", route="resume", takes=(_P, "concept", "s2"), first=_on_hold,
         makes=("Resumption",), given={"verdict": "continues"}),
    Case(until="decided", by="beata", route="resume", takes=(_P, "concept", "s2"), first=_resumption_asked,
         given={"accepted": "yes", "reference": "4.7"}),
)  # fmt: skip
