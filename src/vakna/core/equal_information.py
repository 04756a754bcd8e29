"""Equal information: what was made available to every supplier, when, and what was not.

Equality is availability. A missing acknowledgement is a reminder and never stops anything (design 1.5).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .initiative import Acknowledgement, Broadcast, Contact, Key, Participation, Picture, Stage, Text
from .refusal import Conflict, Problem
from .stages import rules, takes_part
from .vocabulary import Origin, PackItemKind, ParticipationState

_STILL_IN = frozenset({ParticipationState.ACTIVE, ParticipationState.ON_HOLD})
_LEVELS = frozenset({PackItemKind.BROADCAST, PackItemKind.CONTACT, PackItemKind.QUESTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of the buyer's information: a broadcast, an answer, or what was told in a contact, by its key."""

    kind: PackItemKind
    source: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A piece that not all have been given: when and to whom it was told, in which stage, and who lacks it.

    `told_to` None was told to several or to nobody yet. `public` says that it has to be published to everyone.
    """

    piece: Piece
    stage: Key
    at: datetime
    told_to: Key | None
    what: Text
    lacks: tuple[Key, ...]
    public: bool = False


class Unequal(Conflict):
    """A gate waits: something was not made available to all. Every difference is a problem of its own."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        """Refuse with all the differences, in order of time."""
        super().__init__("information-unequal")
        self._found = found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Name every difference."""
        return self._found


@dataclass(slots=True)
class _Given:
    """Who has been given each piece, and which pieces are published to everyone."""

    to: dict[Piece, set[Key]] = field(default_factory=dict)
    published: set[Piece] = field(default_factory=set)

    def give(self, piece: Piece, to: set[Key], *, public: bool = False) -> None:
        """Note that a piece was given to some suppliers, or published."""
        self.to.setdefault(piece, set()).update(to)
        if public:
            self.published.add(piece)


def available(picture: Picture, participation: str, at: datetime) -> frozenset[Piece]:
    """Give what the buyer has told a supplier by `at`: broadcasts, answers (when they were taken), talks and packs."""
    return frozenset(piece for piece, who in _given(picture, at).to.items() if participation in who)


def circle(picture: Picture, stage: Stage) -> tuple[Participation, ...]:
    """Give the suppliers that must know the same in a stage: they take part and have not ended."""
    return tuple(
        one for one in picture.participations if one.state in _STILL_IN and takes_part(picture.terms, one, stage)
    )


def differences(picture: Picture, stage: Stage, at: datetime) -> tuple[Difference, ...]:
    """List what the active suppliers of a stage have not all been given by `at`, in order of time.

    Also named: what was told before there were contracts and is not published (then the circle is everyone), and
    information of the stage that waits for its instant. Needs the parts `contacts` and `broadcasts`.
    """
    given, active = _given(picture, at), [one.key for one in circle(picture, stage)]
    found = [*_told(picture, stage, at, given, active), *_sent(picture, stage, at, given, active)]
    return tuple(sorted(found, key=lambda one: (one.at, one.piece.source)))


def require_equal(picture: Picture, stage: Stage, at: datetime) -> None:
    """Refuse (`Unequal`) a gate while something was not made available to all; every difference is named."""
    found = tuple(problem(picture, one) for one in differences(picture, stage, at))
    if found:
        raise Unequal(found)


def untold(picture: Picture, at: datetime) -> tuple[Contact, ...]:
    """List the contacts in which something was told that no broadcast or pack has passed on, the latest first."""
    passed = _passed_on(picture, at)
    rows = (one for one in picture.contacts if _tells(one) and one.at <= at and one.key not in passed)
    return tuple(sorted(rows, key=lambda one: one.at, reverse=True))


def _passed_on(picture: Picture, at: datetime) -> frozenset[Key]:
    sent = {key for one in picture.broadcasts if one.available_at <= at for key in one.passes_on}
    packed = {it.source for one in picture.packs if one.at <= at for it in one.items if it.kind is PackItemKind.CONTACT}
    return frozenset(sent | packed)


def _tells(contact: Contact) -> bool:
    return contact.told is not None and contact.only_theirs is None


def _given(picture: Picture, at: datetime) -> _Given:
    """Work out who has been given what, piece by piece: the cost grows with the pieces, not with the pairs."""
    given, everyone = _Given(), {one.key for one in picture.participations}
    part = _taking_part(picture, {one.stage for one in picture.broadcasts} | {one.stage for one in picture.contacts})
    joined = {one.key: one.joined_at for one in picture.participations}
    telling = {one.key for one in picture.contacts if _tells(one)}
    for sent in picture.broadcasts:
        public = not rules(picture.stage(sent.stage)).contract
        if sent.available_at <= at:
            to = everyone if public else part[sent.stage]
            passed = (key for key in sent.passes_on if key in telling)
            for piece in (_piece(PackItemKind.BROADCAST, sent.key), *_contacts(passed)):
                given.give(piece, to, public=public)
    for one in picture.contacts:
        if _tells(one) and one.at <= at:
            there = {key for key in part[one.stage] if joined[key] <= one.at}
            given.give(_piece(PackItemKind.CONTACT, one.key), {one.participation} if one.participation else there)
    for piece in _open_to_all(picture, at):
        if piece.kind is not PackItemKind.CONTACT or piece.source in telling:
            given.give(piece, everyone, public=True)
    return given


def _open_to_all(picture: Picture, at: datetime) -> Iterator[Piece]:
    """Give what stands open to anybody: what the packs hold, and the answers where they were taken."""
    for pack in picture.packs:
        if pack.at <= at:
            yield from (_piece(it.kind, it.source) for it in pack.items if it.kind in _LEVELS)
    for one in picture.questions if picture.has("questions") else ():
        if one.answered_at is not None and one.answered_at <= at:
            yield _piece(PackItemKind.QUESTION, one.key)


def _piece(kind: PackItemKind, source: Key) -> Piece:
    return Piece(kind=kind, source=source)


def _contacts(keys: Iterable[Key]) -> Iterator[Piece]:
    return (_piece(PackItemKind.CONTACT, key) for key in keys)


def _told(picture: Picture, stage: Stage, at: datetime, given: _Given, active: list[Key]) -> Iterator[Difference]:
    for one in picture.contacts:
        piece = _piece(PackItemKind.CONTACT, one.key)
        if not _tells(one) or one.told is None or one.at > at:
            continue
        where = picture.stage(one.stage)
        public = not rules(where).contract and where.number <= stage.number and piece not in given.published
        lacks = _lacking(given, piece, active)
        if public or lacks:
            yield Difference(
                piece=piece, stage=one.stage, at=one.at, told_to=one.participation, what=one.told, lacks=lacks,
                public=public,
            )  # fmt: skip


def _sent(picture: Picture, stage: Stage, at: datetime, given: _Given, active: list[Key]) -> Iterator[Difference]:
    for one in picture.broadcasts:
        piece = _piece(PackItemKind.BROADCAST, one.key)
        waits = one.stage == stage.key and one.available_at > at
        lacks = tuple(active) if waits else _lacking(given, piece, active)
        if lacks or waits:
            yield Difference(
                piece=piece, stage=one.stage, at=one.available_at, told_to=None, what=one.subject, lacks=lacks
            )


def _lacking(given: _Given, piece: Piece, active: list[Key]) -> tuple[Key, ...]:
    """Give the active suppliers without the piece, when another active one has it."""
    having = given.to.get(piece, set())
    return tuple(key for key in active if key not in having) if having.intersection(active) else ()


def problem(picture: Picture, one: Difference) -> Problem:
    """Give a difference as a refusal names it: with whom, when and what."""
    values: dict[str, object] = {"at": one.at, "what": one.what, "stage": picture.stage(one.stage).name}
    if one.piece.kind is PackItemKind.BROADCAST:
        return Problem("information", "broadcast-not-with-all", tuple(values.items()))
    code = "told-to-one" if one.told_to else "told-to-some"
    names = {"supplier": picture.supplier_name(one.told_to)} if one.told_to else {}
    return Problem("information", code, tuple({**names, **values}.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One broadcast as one supplier has it. `acknowledged_at` None is waiting."""

    broadcast: Key
    available_at: datetime
    acknowledged_at: datetime | None

    @property
    def waiting(self) -> bool:
        """Say whether the supplier has not acknowledged it yet."""
        return self.acknowledged_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One supplier and what it has been given; None where it was not part of the broadcast's stage."""

    participation: Participation
    cells: tuple[Cell | None, ...]


def matrix(
    picture: Picture, stage: str | None = None, *, columns: Sequence[Broadcast] | None = None
) -> tuple[Row, ...]:
    """Lay suppliers, in the picture's order, against broadcasts in order of time: a stage's, all, or those given."""
    sent = columns_of(picture, stage) if columns is None else tuple(columns)
    seen = [{note.participation: note.at for note in reversed(_in_time(one))} for one in sent]
    part = _taking_part(picture, {one.stage for one in sent})
    rows = (
        Row(
            participation=one,
            cells=tuple(
                _cell(it, notes, one.key) if one.key in part[it.stage] else None
                for it, notes in zip(sent, seen, strict=True)
            ),
        )
        for one in picture.participations
    )
    return tuple(row for row in rows if any(cell is not None for cell in row.cells))


def columns_of(picture: Picture, stage: str | None = None) -> tuple[Broadcast, ...]:
    """Give the broadcasts of one stage, or of all, by the instant they were made available and number."""
    chosen = (one for one in picture.broadcasts if stage is None or one.stage == stage)
    return tuple(sorted(chosen, key=lambda one: (one.available_at, one.number)))


def unacknowledged(picture: Picture, participation: str, at: datetime) -> tuple[Broadcast, ...]:
    """List what is available at `at` to a supplier and not acknowledged by it."""
    mine = picture.participation(participation)
    return tuple(
        one
        for one in columns_of(picture)
        if one.available_at <= at
        and takes_part(picture.terms, mine, picture.stage(one.stage))
        and not _seen_at(one, participation)
    )


def not_made_available(picture: Picture, stage: str) -> tuple[Key, ...]:
    """List the buyer's own insights that contacts of the stage gave and that no broadcast of it has passed on."""
    contacts = {one.key for one in picture.contacts if one.stage == stage}
    told = {because for one in picture.broadcasts if one.stage == stage for because in one.because}
    ours = (one for one in picture.insights if one.origin is not Origin.SUPPLIER and one.contact in contacts)
    return tuple(one.key for one in ours if one.key not in told)


def _in_time(sent: Broadcast) -> list[Acknowledgement]:
    return sorted(sent.acknowledgements, key=lambda note: note.at)


def _cell(sent: Broadcast, seen: Mapping[Key, datetime], participation: Key) -> Cell:
    return Cell(broadcast=sent.key, available_at=sent.available_at, acknowledged_at=seen.get(participation))


def _taking_part(picture: Picture, stages: Iterable[Key]) -> dict[Key, set[Key]]:
    """Give, for each stage named, the suppliers that take or took part in it."""
    return {
        key: {one.key for one in picture.participations if takes_part(picture.terms, one, picture.stage(key))}
        for key in stages
    }


def _seen_at(broadcast: Broadcast, participation: str) -> datetime | None:
    mine = [one.at for one in broadcast.acknowledgements if one.participation == participation]
    return min(mine, default=None)
