"""Who may know what, written by hand from the design (sections 3 and 4) and independent of `core.visibility`.

A leaf is one text of the true picture with what is needed to judge it: its record and field, the class that its field
declares, whose it is, and which stage it belongs to. `may_know` is the table.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from tests import cast
from tests.web.canary_money import LEFT
from tests.web.canary_world import ANSWERER, CONTACT, ENDED, FURTHER, SUPPLIERS, TOKENS, World
from vakna.core.initiative import Picture, Text
from vakna.core.money import Money

Person = str | None

READERS = frozenset({"nils", "ulla", "petra", "asta", "axel", "beata", "jorun", "rut"})
"""Need owner, procurer, process leader, assessors, decider, lawyer, auditor. Never coach, intermediary, observer."""
TEAM = READERS | {"colin", "inga"}
"""Who works in the initiative: the readers, the coach and the intermediary."""
PARTY = TEAM | {"oskar"}
"""The circle on the buyer's side: the team and the observer. The follower stands outside it."""

OF_SUPPLIER = {**{f"person-s{n}": f"leverantor-s{n}" for n in (1, 2, 3)}, "person-q4": ANSWERER}
"""Whose people they are: a supplier's person sees what is the supplier's own."""
ORGANISATION = {key: organisation for key, (_, organisation, _) in cast.PEOPLE.items()} | {
    f"person-{key[4:]}": key for key in FURTHER
}
EVERYBODY: tuple[Person, ...] = (*(key for key in cast.PEOPLE), "person-q4", "person-q6", None)
"""Everybody who looks: the twelve roles, the suppliers, who asked, a stranger, and nobody who is not logged in."""

SEALED, UNDER_CONTRACT = "call", ("concept", "prototype")
_ALWAYS_TOLD_OF_A_PLANNED_STAGE = frozenset({"key", "number", "name", "instrument", "phases", "procurement", "state"})
_OPENED = ("opened", "proposed", "decided")
_AWARDED = ("proposed", "decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One text of the picture and where it stands."""

    word: str
    record: str
    field: str
    seen: str
    row: Any
    owner: str | None
    stage: str | None

    @property
    def place(self) -> str:
        """Name the field of the schema."""
        return f"{self.record}.{self.field}"


def leaves(world: World) -> list[Leaf]:
    """List every text of the true picture that can be told from every other, with the words beside the picture."""
    rows = [world.picture.terms, *(one for held in world.picture._taken.values() for one in held)]
    return [leaf for row in rows for leaf in _of(row, row, "public")]


def every_field(picture: Picture) -> Iterator[tuple[str, str, str, Any]]:
    """Walk every field of every record: record, field, class, value."""
    for row in (picture.terms, *(one for held in picture._taken.values() for one in held)):
        yield from _fields(row)


def _fields(record: Any) -> Iterator[tuple[str, str, str, Any]]:
    for f in fields(record):
        held = getattr(record, f.name)
        yield type(record).__name__, f.name, _class(f), held
        for one in held if isinstance(held, tuple) else (held,):
            if _is_record(one):
                yield from _fields(one)


def _is_record(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, Money | Text | type)


def _class(f: Any) -> str:
    return str(f.metadata.get("seen", "public"))


def _of(record: Any, row: Any, outer: str, holder: str | None = None) -> Iterator[Leaf]:
    """A record inside a record is at least as protected as the field that holds it, and its holder's own."""
    kind = type(record).__name__
    row = record if kind in ("Stage", "Person", "Organisation", "Member", "Procurement", "Need", "Anchoring") else row
    for f in fields(record):
        held, seen = getattr(record, f.name), max(outer, _class(f), key=_STRICT.index)
        for one in held if isinstance(held, tuple) else (held,):
            if _is_record(one):
                yield from _of(one, row, seen, getattr(record, "participation", None) or holder)
            for word in _words(kind, f.name, one):
                owner = getattr(record, "participation", None) or holder or getattr(row, "participation", None)
                owner = row.key if type(row).__name__ == "Participation" else owner
                stage = row.key if type(row).__name__ == "Stage" else getattr(row, "stage", None)
                yield Leaf(word=word, record=kind, field=f.name, seen=seen, row=row, owner=owner, stage=stage)


_STRICT = ("public", "party", "own", "assessor", "sealed")

_TOLD_APART = {
    ("Person", "name"), ("Person", "email"), ("Organisation", "name"), ("Participation", "key"), ("Submission", "key"),
    ("Submission", "digest"), ("Attachment", "digest"), ("Attachment", "name"), ("Contract", "file_digest"),
    ("Contract", "file_name"), ("Paper", "name"), ("Paper", "digest"), ("Disclosure", "diary_number"),
    ("MoneyEntry", "reference"), ("CallOff", "reference"), ("OwnershipChange", "owner"), ("Assumption", "key"),
    ("Experiment", "key"),
    ("MarketLook", "source"), ("Undertaking", "reference"),
    ("Partner", "name"), ("Partner", "number"), ("Partner", "country"),
    ("Resumption", "reference"), ("Resumption", "committee"),
}  # fmt: skip
"""Plain strings that stand nowhere else."""


def _words(record: str, field: str, value: Any) -> list[str]:
    if isinstance(value, Text):
        return sorted({found for said in value.by_language.values() for found in re.findall(TOKENS, said)})
    if (record, field) == ("Submission", "receipt") and value:
        return [line for line in value.splitlines() if line.startswith("— ")]
    return [value] if (record, field) in _TOLD_APART and value else []


# The table.


def may_know(world: World, who: Person, leaf: Leaf) -> bool:
    """Say whether somebody may know a leaf: they may see its row, and they may read its class."""
    rule = _ROWS.get(type(leaf.row).__name__, _any_row)
    return rule(world, who, leaf) and _BY_CLASS[leaf.seen](world, who, leaf)


def _public(world: World, who: Person, leaf: Leaf) -> bool:
    return True


def _party(world: World, who: Person, leaf: Leaf) -> bool:
    if type(leaf.row).__name__ == "Person" and leaf.row.key == CONTACT:
        return True
    of_stage = None if type(leaf.row).__name__ == "Stage" else leaf.stage  # the plan itself belongs to no stage
    return who in PARTY or _owns(who, leaf) or _in_circle(world, who, of_stage)


def _own(world: World, who: Person, leaf: Leaf) -> bool:
    if type(leaf.row).__name__ == "Person" and leaf.row.key == CONTACT:
        return True
    return who in READERS or _owns(who, leaf)


def _assessor(world: World, who: Person, leaf: Leaf) -> bool:
    return who in READERS


_BY_CLASS: Mapping[str, Callable[[World, Person, Leaf], bool]] = {
    "public": _public,
    "party": _party,
    "own": _own,
    "assessor": _assessor,
}


def _owns(who: Person, leaf: Leaf) -> bool:
    row = type(leaf.row).__name__
    if row == "Person":
        return leaf.row.key == who
    if row == "Question":
        return leaf.row.asker is not None and ORGANISATION.get(who or "") == leaf.row.asker
    return who is not None and leaf.owner is not None and OF_SUPPLIER.get(who) == leaf.owner


def _in_circle(world: World, who: Person, stage: str | None) -> bool:
    """Say whether a supplier under contract is told with the others in a stage, or for good when it is of no stage."""
    if OF_SUPPLIER.get(who or "") not in SUPPLIERS or world.phase not in _AWARDED:
        return False
    ended = world.phase == "decided" and OF_SUPPLIER[who or ""] in (ENDED, LEFT)
    if stage is None:
        return not ended
    return stage == SEALED or (stage in UNDER_CONTRACT and not (ended and stage == "prototype"))


def _sees_supplier(world: World, who: Person, supplier: str | None) -> bool:
    """Before the award nobody outside sees who tenders; before the opening nobody but the tenderer itself."""
    if supplier not in SUPPLIERS or OF_SUPPLIER.get(who or "") == supplier or world.phase in _AWARDED:
        return True
    return world.phase in _OPENED and who in READERS


def _any_row(world: World, who: Person, leaf: Leaf) -> bool:
    return _sees_supplier(world, who, leaf.owner)


def _stage(world: World, who: Person, leaf: Leaf) -> bool:
    """What is planned and not published is the team's own, but for that it is planned."""
    if leaf.row.state != "planned" or (leaf.record == "Stage" and leaf.field in _ALWAYS_TOLD_OF_A_PLANNED_STAGE):
        return True
    return who in PARTY or _in_circle(world, who, None)


def _organisation(world: World, who: Person, leaf: Leaf) -> bool:
    """An organisation is as hidden as what makes it stand in the initiative."""
    key = leaf.row.key
    if ORGANISATION.get(who or "") == key or key not in _HIDDEN_ORGANISATIONS:
        return True
    if key in _SUPPLIER_OF:
        return _sees_supplier(world, who, _SUPPLIER_OF[key])
    return key == "org-q7" and who in READERS


_SUPPLIER_OF = {f"org-s{n}": f"leverantor-s{n}" for n in (1, 2, 3)}
_HIDDEN_ORGANISATIONS = frozenset({*_SUPPLIER_OF, "org-q5", "org-q6", "org-q7"})
"""Who asks is never shown; whom somebody has a tie to is for those who assess; who tenders is under the seal."""


def _person(world: World, who: Person, leaf: Leaf) -> bool:
    """The named contact of a published stage is public; a supplier's people are never shown to other suppliers."""
    key = leaf.row.key
    if key in (who, CONTACT):
        return True
    if key in OF_SUPPLIER or key in {f"person-{one[4:]}" for one in FURTHER}:
        supplier = OF_SUPPLIER.get(key)
        return supplier is not None and who in PARTY and _sees_supplier(world, who, supplier)
    return True


def _submission(world: World, who: Person, leaf: Leaf) -> bool:
    if not _sees_supplier(world, who, leaf.owner):
        return False
    return leaf.stage != SEALED or world.phase in _OPENED or _owns(who, leaf)


def _assessment(world: World, who: Person, leaf: Leaf) -> bool:
    """Others' marks are hidden until one's own are handed in, and until the consensus from those who do not mark."""
    one = leaf.row
    if one.kind == "consensus" or one.by == who or who in ("petra", "rut"):
        return True
    same = [it for it in world.picture.assessments if (it.stage, it.participation) == (one.stage, one.participation)]
    return any(it.kind == "consensus" or it.by == who for it in same)


def _question(world: World, who: Person, leaf: Leaf) -> bool:
    return leaf.row.answered_at is not None or who in TEAM or _owns(who, leaf)


def _broadcast(world: World, who: Person, leaf: Leaf) -> bool:
    """While tendering everyone is told; under contract those under contract are."""
    return leaf.stage not in UNDER_CONTRACT or who in PARTY or _in_circle(world, who, leaf.stage)


def _contact(world: World, who: Person, leaf: Leaf) -> bool:
    """What concerns one supplier alone is told to it alone."""
    if not _sees_supplier(world, who, leaf.owner):
        return False
    return leaf.row.only_theirs is None or leaf.field != "told" or who in READERS or _owns(who, leaf)


def _insight(world: World, who: Person, leaf: Leaf) -> bool:
    """What came from a supplier is its own until it has approved the wording."""
    shared = leaf.row.origin != "supplier" or (leaf.row.approval is not None and leaf.row.approval.approved)
    return shared or who in READERS or _owns(who, leaf)


def _change(world: World, who: Person, leaf: Leaf) -> bool:
    return leaf.row.state != "asked" or who in TEAM


def _ceiling_change(world: World, who: Person, leaf: Leaf) -> bool:
    """What is only asked for, or was declined, is the team's own; a ceiling that is decided is everybody's."""
    return leaf.row.state == "accepted" or who in TEAM


def _resumption(world: World, who: Person, leaf: Leaf) -> bool:
    """A supplier is shown what was decided on it; what is asked for or declined is for those who read."""
    return leaf.row.state == "accepted" or who in READERS


def _objection(world: World, who: Person, leaf: Leaf) -> bool:
    return leaf.row.answer is not None or who in TEAM


def _disclosure(world: World, who: Person, leaf: Leaf) -> bool:
    """A request is for those who read, and for the suppliers whose papers it asks for."""
    return who in READERS or OF_SUPPLIER.get(who or "") in {one.participation for one in leaf.row.items}


def _within(world: World, who: Person, leaf: Leaf) -> bool:
    """What the team has among itself is not for the business coach."""
    return who in TEAM - {"colin"}


def _assumption(world: World, who: Person, leaf: Leaf) -> bool:
    return leaf.row.participation is None or who in READERS


def _experiment(world: World, who: Person, leaf: Leaf) -> bool:
    return leaf.row.assumption != "antagande-leverantor" or who in READERS


_ROWS: Mapping[str, Callable[[World, Person, Leaf], bool]] = {
    "Stage": _stage,
    "Organisation": _organisation,
    "Person": _person,
    "Submission": _submission,
    "Assessment": _assessment,
    "Question": _question,
    "Broadcast": _broadcast,
    "Contact": _contact,
    "Insight": _insight,
    "Change": _change,
    "CeilingChange": _ceiling_change,
    "Resumption": _resumption,
    "Objection": _objection,
    "Disclosure": _disclosure,
    "Assumption": _assumption,
    "Experiment": _experiment,
    "Task": _within,
    "Anchoring": _within,
    "Advice": _within,
}


def secrets_beside(world: World) -> dict[str, frozenset[Person]]:
    """Give the words that stand beside the picture with who may know them: drafts, and what is in files handed in."""
    found = {world.draft: frozenset({"person-s2"})} if world.draft else {}
    for number, submission in enumerate(world.files.values(), start=1):
        row = next(one for one in world.picture.submissions if one.key == submission)
        place: dict[str, Any] = {"row": row, "owner": row.participation, "stage": row.stage}
        leaf = Leaf(word="", record="Attachment", field="content", seen="own", **place)
        found[f"zqx{91_000 + number}"] = frozenset(one for one in EVERYBODY if may_know(world, one, leaf))
    return found
