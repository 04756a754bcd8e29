"""The process on paper: each verb does to a picture what the house does to its rows, judged by core alone."""

from collections.abc import Mapping

from tests.at_random.chance import Act
from tests.core.paper import after, judging, money, plan
from tests.core.paper.rows import Doing, Paper
from vakna.core import journal, people
from vakna.core.initiative import Picture
from vakna.core.refusal import AlreadyDone

DOING: Mapping[str, Doing] = {**plan.DOING, **judging.DOING, **money.DOING, **after.DOING}
_NOT_ASKED = ("drafts.", "outages.note")
"""What asks for no right in an initiative: unfinished work, and an outage of the house."""


class Process:
    """An initiative that lives on paper: its picture, and the journal of what was accepted."""

    def __init__(self, picture: Picture) -> None:
        """Begin with a picture and an empty journal."""
        self.paper, self._used = Paper(picture=picture), set[str]()
        self._frontier, self._rows = journal.Frontier(), list[journal.Row]()

    @property
    def picture(self) -> Picture:
        """Give the picture as it stands."""
        return self.paper.picture

    def do(self, act: Act) -> object:
        """Do an act, or refuse it with nothing changed. Gives its answer."""
        if act.values.get("once") in self._used:
            raise AlreadyDone("done-already")
        if not act.verb.startswith(_NOT_ASKED):
            people.require(people.actor_in(self.picture, act.by, act.at), act.verb)
        self.paper.picture = DOING[act.verb](self.paper, act)
        self._used |= {act.values["once"]} if "once" in act.values else set()
        self._write(act)
        return self.paper.answer

    def export(self) -> journal.Export:
        """Give the journal as it would be exported."""
        head = journal.Head(size=self._frontier.size, root=self._frontier.root().hex())
        return journal.Export(origin="paper.example/provet", head=head, rows=tuple(self._rows))

    def _write(self, act: Act) -> None:
        entry = journal.Entry(
            sequence=self._frontier.size, at=journal.instant(act.at), actor=act.by, act=act.verb,
            subject=f"stage:{act.values.get('stage')}",
        )  # fmt: skip
        added = journal.add(self._frontier, entry)
        self._frontier = added.frontier
        self._rows.append(journal.Row(entry=entry, leaf=added.leaf, root=added.root))
