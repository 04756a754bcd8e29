"""Chance: who does what next, at what instant, with what values; and how what was met steers what is tried.

An act is a verb of the house. Most acts make sense where the picture stands; the rest are slips: what a hurried,
mistaken or cunning person might try. Of a few that chance puts forward, the one met least so far is done, so that a run
of thousands meets everything and yet no two sequences are alike. The seed alone decides.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from vakna.core import people
from vakna.core import vocabulary as v
from vakna.core.initiative import Participation, Picture, Stage, text
from vakna.core.money import Money
from vakna.core.refusal import Refusal
from vakna.core.stages import in_order, is_done

SENSE = 0.6
"""How often a person does what makes sense."""
MAIN = 0.65
"""How much of that brings the process on; the rest is whatever else makes sense."""
STILL = 0.9
"""How often it is about the stage in which things happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who may come from outside: suppliers' persons with their organisations, and somebody with no part at all."""

    sellers: Mapping[str, str]
    stranger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: the verb as `room.name`, by whom, at what instant, with the values that the verb takes."""

    verb: str
    by: str
    at: datetime
    values: Mapping[str, Any] = field(default_factory=dict)

    def but(self, **values: Any) -> "Act":
        """Give the same act with other values."""
        return replace(self, values={**self.values, **values})

    def of(self, name: str, **values: Any) -> "Act":
        """Give the same act with something else said in one of its values."""
        return self.but(**{name: replace(self.values[name], **values)})

    def who(self, by: str) -> "Act":
        """Give the same act by somebody else."""
        return replace(self, by=by)


class Seen:
    """What some of the runs have met."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.tried, self.accepted, self.refused = Counter[str](), Counter[str](), Counter[str]()


Doing = Callable[["Chance", Picture, Stage], Act | None]
"""Makes an act of one verb; None where there is nothing that it could be about."""
Slip = Callable[["Chance", Picture, Stage, Act], Act | None]
"""Makes a fault of an act that made sense; None where it cannot be made."""


class Chance:
    """One sequence's chance: what is done next, the clock that moves with it, and what acts have answered so far."""

    def __init__(self, seed: int, cast: Cast, at: datetime, seen: Seen, *, wide: int = 24) -> None:
        """Begin at an instant; `wide` is of how many that chance puts forward the one met least is done."""
        self.random, self.cast, self.at, self.seen = Random(seed), cast, at, seen  # noqa: S311  examples, no secrets
        self.wide = wide
        self.heeds, self.count = True, 0
        self.asked: Act | None = None
        self.outages, self.files, self.used = list[tuple[str, Act]](), list[tuple[str, int]](), list[str]()

    def draw(self, rate: float) -> bool:
        """Say yes at a rate."""
        return self.random.random() < rate

    def one(self, among: Iterable[Any]) -> Any:
        """Take one at random."""
        return self.random.choice(list(among))

    def any(self, among: Iterable[Any]) -> Any:
        """Take one at random; None when there is none."""
        there = list(among)
        return self.random.choice(there) if there else None

    def key(self, kind: str) -> Any:
        """Give a key that nothing has had."""
        self.count += 1
        return f"{kind}-{self.count}"

    def with_role(self, picture: Picture, *roles: v.Role) -> str:
        """Give somebody who has one of the roles now; the stranger when nobody has."""
        now = [one for one in picture.terms.members if one.role in roles and (one.until is None or self.at < one.until)]
        return str(self.one(now).person) if now else self.cast.stranger

    def done(self, verb: str, by: str, **values: Any) -> Act:
        """Make the act."""
        return Act(verb=verb, by=by, at=self.at, values=values)

    def heard(self, act: Act, answer: Any) -> None:
        """Remember what an act that was accepted answered: an outage's key, a file's number."""
        if act.verb == "outages.note":
            self.outages.append((answer, act))
        elif act.verb == "drafts.upload":
            self.files.append((act.by, answer))
        if "once" in act.values:
            self.used.append(act.values["once"])

    def turned_away(self, act: Act, refusal: Refusal) -> None:
        """Remember the reasons that rules at work asked for: whoever is asked mostly writes them, and tries again."""
        self.seen.refused.update({refusal.code, *(one.code for one in refusal.problems)})
        names = [one.path for one in refusal.problems if one.code == "rule-asks"]
        if names and self.draw(0.8):
            said = text("Vi har prövat saken.")
            self.asked = act.but(reasons=dict.fromkeys(names, said) | act.values.get("reasons", {}))

    def act(self, picture: Picture, table: "Table") -> Act:
        """Choose the next act."""
        self.at += timedelta(minutes=self.random.randint(1, 90))
        if self.asked is not None:
            again, self.asked = replace(self.asked, at=self.at), None
            return again
        stage = now(picture) if self.draw(STILL) else self.one(picture.terms.stages)
        slip = None if self.draw(SENSE) else self._slip(picture, stage, table)
        return slip or self._sense(picture, stage, table)

    def _sense(self, picture: Picture, stage: Stage, table: "Table") -> Act:
        """Give an act that makes sense: one that brings the process on, or of some others the one done least so far."""
        self.heeds = True
        act = next(one for name in self._put_forward(picture, stage, table)
                   if (one := table.doing[name](self, picture, stage)) is not None)  # fmt: skip
        return act if self.draw(0.9) or act.verb.startswith(_WITHOUT_TOKEN) else act.but(once=self.key("o"))

    def _put_forward(self, picture: Picture, stage: Stage, table: "Table") -> Iterator[str]:
        """Name verbs until one of them makes sense."""
        if self.draw(MAIN):
            yield self.one(table.main(self, picture, stage))
        while True:
            yield from sorted(
                self.random.sample(table.verbs, min(self.wide, len(table.verbs))),
                key=lambda one: self.seen.accepted[one],
            )

    def _slip(self, picture: Picture, stage: Stage, table: "Table") -> Act | None:
        """Give a fault: of some that chance puts forward, the first that can be made of those met least."""
        tried = sorted(self.random.sample(table.pairs, self.wide), key=lambda one: self.seen.refused[one[1]])
        for verb, code in tried:
            slip = table.slips[verb][code]
            self.heeds = slip is not anyhow
            act = table.doing[verb](self, picture, stage if self.heeds else self.one(picture.terms.stages))
            wrong = act and slip(self, picture, stage, act)
            if wrong:
                return wrong
        return None


class Table:
    """What can be done and what can go wrong: the doing of every verb, its slips by code, and the main line."""

    def __init__(
        self, doing: Mapping[str, Doing], slips: Mapping[str, Mapping[str, Slip]],
        main: Callable[[Chance, Picture, Stage], Sequence[str]],
    ) -> None:  # fmt: skip
        """List the verbs, and each slip as the pair of its verb and the code it is made for."""
        self.doing, self.slips, self.main = doing, slips, main
        self.verbs = sorted(doing)
        self.pairs = [(verb, code) for verb, those in slips.items() for code in those]


def anyhow(_: Chance, __: Picture, ___: Stage, act: Act) -> Act:
    """Do it where it makes no sense: about any stage, whatever its state."""
    return act


_WITHOUT_TOKEN = ("drafts.", "outages.note")
"""What takes no form token, or answers something that its token would hide."""


def now(picture: Picture) -> Stage:
    """Give the stage in which things happen: the first that has begun and is not over, else the first planned one."""
    left = [one for one in in_order(picture.terms) if not is_done(one)]
    begun = [one for one in left if one.state is not v.StageState.PLANNED]
    return (begun or left or list(picture.terms.stages))[0]


def forbidden(chance: Chance, picture: Picture, _: Stage, act: Act) -> Act | None:
    """Let somebody try who has a role, but not this right."""
    someone = chance.one(picture.terms.members).person
    may = people.may(people.actor_in(picture, someone, chance.at), act.verb)
    return None if may else act.who(someone)


def kr(amount: int, currency: str = "SEK") -> Money:
    """Give a sum."""
    return Money(Decimal(amount), currency)


def going(picture: Picture) -> list[Participation]:
    """Give the suppliers that go on."""
    return [one for one in picture.participations if one.state is v.ParticipationState.ACTIVE]


def about(picture: Picture, *, state: v.StageState, **more: Any) -> list[Stage]:
    """Give the stages in a state that are otherwise as asked for."""
    found = (one for one in picture.terms.stages if one.state is state)
    return [one for one in found if all(getattr(one, name) == value for name, value in more.items())]
