"""The demo: published histories under their real names, and invented ones at several instants. Only for demo mode."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from importlib import resources
from json import loads

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from vakna.core import next_actions
from vakna.core import people as roles
from vakna.core import vocabulary as v
from vakna.core.initiative import Text
from vakna.core.money import Money
from vakna.core.priorities import PlannedHalf, YearFrame
from vakna.core.refusal import Conflict, NotAllowed
from vakna.records import models as m
from vakna.records import pictures

from . import adoption, documents, people, priorities, replay, search
from ._journal import Pen, remember, use_once

PASSWORD = "vakna-demo-2026"  # noqa: S105  everybody's in the demo, printed at its start
SCRIPT, PROGRAMME, TENDERS = "ovningsfallet", "ovningsprogrammet", "ovningsanbudet"
PUBLISHED = ("karlstad-1", "karlstad-2", "hammaro", "helsingborg-hallbar-handling", "recolab")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDown:
    """What went another way than in the script: the tested solution was laid down, by whom, when and why."""

    by: str
    at: datetime
    cause: v.CauseOfDeath
    reason: Text
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A script at one instant: its key, letter, what is added to its title, and until when it is performed.

    `clock` is where its clock then stands, when that is later; `laid_down` what came of its test instead of use.
    """

    key: str
    letter: str
    now: Text
    until: datetime | None
    script: str = SCRIPT
    clock: datetime | None = None
    laid_down: LaidDown | None = None


CASES = (
    Case(
        key="ovningsfallet-start", letter="a", until=datetime(2021, 9, 16, 7, tzinfo=UTC),
        now=Text({"sv": "nystartat", "en": "just started"}),
    ),
    Case(
        key="ovningsfallet-beslut", letter="b", until=datetime(2022, 4, 1, 6, tzinfo=UTC),
        now=Text({"sv": "beslut från sju till tre väntar", "en": "the decision from seven to three waits"}),
    ),
    Case(key="ovningsfallet-klart", letter="c", until=None, now=Text({"sv": "avslutat", "en": "finished"})),
    Case(
        key="ovningsfallet-nedlagt", letter="d", until=datetime(2022, 6, 16, 12, tzinfo=UTC),
        now=Text({"sv": "provat och nedlagt", "en": "tested and laid down"}), clock=datetime(2022, 9, 1, 7, tzinfo=UTC),
        laid_down=LaidDown(
            by="birgitta-falk", at=datetime(2022, 7, 4, 8, tzinfo=UTC), cause=v.CauseOfDeath.NO_BUDGET,
            reference="Delegation 4.7, ÅM 2022-0231 (påhittat)",
            reason=Text({
                "sv": "Prototypen höll, men boendenas driftbudget för hösten drogs in i juni och ingen annan budget "
                "tog över licensen.",
                "en": "The prototype held, but the homes' running budget for the autumn was withdrawn in June and no "
                "other budget took over the licence.",
            }),
        ),
    ),
    Case(
        key="ovningsprogrammet-pagar", letter="a", until=datetime(2025, 10, 7, 9, 35, tzinfo=UTC), script=PROGRAMME,
        now=Text({"sv": "mötena pågår", "en": "meetings under way"}),
    ),
    Case(
        key="ovningsprogrammet-klart", letter="b", until=None, script=PROGRAMME,
        now=Text({"sv": "avslutat utan upphandling", "en": "ended without a procurement"}),
    ),
    Case(
        key="ovningsanbudet-pagar", letter="a", until=None, script=TENDERS,
        now=Text({"sv": "koncepten pågår", "en": "concepts under way"}),
    ),
)  # fmt: skip
"""The practice case just started (the RFI is written and not published), with the gate 7 → 3 proposed and not decided,
and finished; the same with its prototype tested and laid down, in the pilot graveyard; the market dialogue programme on
the day of its meetings, and ended without a procurement; and a procurement in two lots with a cancelled call, points,
hidden names, an option, a call-off and a supplier that left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What an organisation says of one need on its board: own value, shared need, readiness, why, and what it takes."""

    key: str
    grades: tuple[int, int, int]
    why: Text
    halves: tuple[PlannedHalf, ...]


_ORDERS = "kerstin-ahlgren"
_JUDGED = (
    Judged(
        key="ovningsfallet-beslut",
        grades=(5, 4, 4),
        why=Text(
            {
                "sv": "Boendena har väntat länge, tre andra kommuner har samma behov och prototypen är bestämd.",
                "en": "The homes have waited long, three others share the need, and the prototype is decided.",
            }
        ),
        halves=(
            PlannedHalf(year=2022, half=1, money=Money(Decimal(325_000)), months=Decimal(3)),
            PlannedHalf(year=2022, half=2, money=Money(Decimal(75_000)), months=Decimal("1.5")),
        ),
    ),
    Judged(
        key="ovningsprogrammet-pagar",
        grades=(3, 5, 2),
        why=Text(
            {
                "sv": "Alla kommuner i norr har behovet. Vi vet ännu inte vem som kan ta hand om driften.",
                "en": "Every municipality in the north has the need. We do not know yet who could take on running it.",
            }
        ),
        halves=(PlannedHalf(year=2025, half=2, money=Money(Decimal(60_000)), months=Decimal(2)),),
    ),
)
_FRAMES = (
    YearFrame(year=2022, money=Money(Decimal(450_000)), months=Decimal(6)),
    YearFrame(year=2025, money=Money(Decimal(50_000)), months=Decimal(2)),
)
"""The invented municipality's board: one year within what it has, one year over."""


def build(*, at: datetime) -> tuple[str, ...]:
    """Build what of the demo is not there yet, and give the keys of its initiatives. Its people can then log in."""
    there = set(m.Initiative.objects.values_list("key", flat=True))
    for name in PUBLISHED:
        if name not in there:
            path = resources.files("vakna") / "demo" / f"{name}.json"
            documents.bring_in(by=None, at=at, data=loads(path.read_text(encoding="utf-8")))
    for case in CASES:
        if case.key not in there:
            terms = replay.read_script(script=case.script).terms
            said = {lang: f"{terms.title.said(lang)} ({now})" for lang, now in case.now.by_language.items()}
            number = f"{terms.number}{case.letter}"
            replay.replay(at=at, script=case.script, key=case.key, until=case.until, number=number, title=Text(said))
            _go_another_way(case)
    _order_needs(at)
    _open_doors()
    search.index_due(at=at)
    return (*PUBLISHED, *(case.key for case in CASES))


def _go_another_way(case: Case) -> None:
    """Lay down what was tested, where the case says so, and let its clock go on."""
    if case.laid_down is not None:
        one = case.laid_down
        adoption.decide(
            by=one.by, at=one.at, initiative=case.key, step=v.AdoptionStep.LAY_DOWN, cause=one.cause, reason=one.reason,
            reference=one.reference,
        )  # fmt: skip
    if case.clock is not None:
        replay.set_clock(initiative=case.key, to=case.clock)


def _order_needs(at: datetime) -> None:
    """Fill the invented municipality's board, once."""
    if m.Placing.objects.filter(by__key=_ORDERS).exists():
        return
    for one in _JUDGED:
        own_value, shared_need, readiness = one.grades
        priorities.place(
            by=_ORDERS, at=at, initiative=one.key, own_value=own_value, shared_need=shared_need, readiness=readiness,
            why=one.why,
        )  # fmt: skip
        priorities.plan(by=_ORDERS, at=at, initiative=one.key, halves=one.halves)
    for frame in _FRAMES:
        priorities.set_frame(by=_ORDERS, at=at, frame=frame)


def practise(*, by: str, at: datetime, once: str = "") -> str:
    """Make a sandbox of one's own from the practice case, just started, and lead it oneself. Gives its key.

    Its invented people enter the house and cannot log in; they do the others' part when the clock moves on. Nobody
    but its members sees it. Refuses somebody who may not start initiatives.
    """
    me = m.Person.objects.filter(key=by, may_start_initiatives=True).first()
    if me is None:
        raise NotAllowed("may-not-start")
    use_once(once)
    case, key = CASES[0], f"ovning-{secrets.token_hex(4)}"
    terms, until = replay.read_script(script=case.script).terms, case.until
    said = Text({lang: f"{terms.title.said(lang)} ({me.name})" for lang in ("sv", "en")})
    leader = next(one.person for one in terms.members if one.role is v.Role.PROCESS_LEADER)
    replay.replay(at=at, script=case.script, key=key, until=until, number=f"{terms.number}-{key[-4:]}", title=said)
    now = until or at
    people.join(by=leader, at=now, initiative=key, person=by, role=v.Role.PROCURER)
    people.join(by=leader, at=now, initiative=key, person=by, role=v.Role.PROCESS_LEADER, once=once)
    return key


def to_next_date(*, by: str, at: datetime, initiative: str, with_cast: bool, once: str = "") -> datetime:
    """Move a sandbox's clock to its next date; with `with_cast`, everybody in its script does what they did until then.

    The next date is the nearest on which something opens, is due, is decided or ends, else the script's next act.
    `at` is what the sandbox's clock says now. Gives where the clock then stands. Refuses what is no sandbox, when
    nothing comes, and outside a demo everybody but those who work in it.
    """
    if not m.Initiative.objects.filter(key=initiative, sandbox=True).exists():
        raise Conflict("not-sandbox")
    actor = roles.actor_in(pictures.take(initiative, ()), by, at)
    if not settings.VAKNA_DEMO and not actor.roles & roles.TEAM:
        raise NotAllowed("may-not-without-role")
    use_once(once)
    to = _next(initiative, at)
    if with_cast:
        replay.play_on(initiative=initiative, until=to)
    with transaction.atomic():
        head = m.Head.objects.select_for_update(of=("self",)).get(initiative__key=initiative)
        pen = Pen(verb="sandbox.move_clock", by=by, at=to, head=head)
        pen.write("clock", facts={"from": at.isoformat(), "to": to.isoformat(), "with_cast": with_cast})
        remember(once, pen)
        replay.set_clock(initiative=initiative, to=to)
    return to


def _next(initiative: str, at: datetime) -> datetime:
    found = next_actions.next_date(pictures.take(initiative, ()), at) or replay.next_event(initiative=initiative)
    if found is None:
        raise Conflict("no-next-date")
    return found


def _open_doors() -> None:
    """Give everybody in the scripts with an address the demo's password: one hash for all, as it is no secret."""
    scripts = (replay.read_script(script=name) for name in sorted({case.script for case in CASES}))
    keys = [one.key for script in scripts for one in script.terms.people if one.email]
    m.Person.objects.filter(key__in=keys).update(password=make_password(PASSWORD))
