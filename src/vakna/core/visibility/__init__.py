"""The one redaction: what one person sees of a picture at one instant. Pages, exports and mail render only its result.

Each field's class is obeyed, and rules hide whole rows; last, what only hidden rows named is dropped.
"""

from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from .. import initiative as i
from ..initiative import Key, Picture
from ..people import Actor
from ..refusal import NotFound
from ..vocabulary import Seen
from .eyes import PARTY_ROLES, Eyes, eyes_of, is_opened, is_reader, is_told, withheld_openings
from .hidden import NAMES_WAIT, aliases, hide, true_keys
from .invitation import Invitation, invited
from .rows import RULES
from .seal import unsealed
from .sweep import only_named, without_dangling

__all__ = [
    "NAMES_WAIT", "PARTY_ROLES", "Invitation", "aliases", "invited", "is_opened", "is_reader", "is_told", "may_see",
    "seen_by", "true_keys", "unsealed", "with_names_hidden", "withheld_openings",
]  # fmt: skip


def seen_by(picture: Picture, actor: Actor, *, at: datetime, demo: bool = False, language: str = "sv") -> Picture:
    """Give what `actor` sees of a picture at `at`. Refuses (`NotFound`) a sandbox to outsiders, but in a demo.

    `language` is that of the names which are put together: of lots, and of suppliers whose names are hidden.
    """
    if picture.terms.sandbox and not demo and not actor.roles and not actor.participations:
        raise NotFound("no-such-initiative", key=picture.terms.key)
    eyes = eyes_of(picture, actor, at)
    taken = {name: _rows(eyes, name) for name in picture.taken}
    shown = Picture(terms=_record(eyes, picture.terms), sequence=picture.sequence, _taken=taken, spoken=language)
    names = aliases(picture, actor)
    shown = hide(shown, picture, names, language) if names else shown
    return only_named(without_dangling(shown), actor)


def with_names_hidden(picture: Picture, actor: Actor, language: str) -> Picture:
    """Give a picture that is not redacted, for pages that judge the whole of it, with the names hidden from `actor`."""
    names = aliases(picture, actor)
    return without_dangling(hide(picture, picture, names, language)) if names else picture


def may_see(seen: Seen, actor: Actor, *, owner_participation: Key | None = None) -> bool:
    """Say whether `actor` may see one value of a class, for pages that hold a value and no picture.

    Stricter questions (before the opening, ended suppliers, others' marks) need the picture: ask `seen_by`.
    """
    if seen == Seen.PUBLIC:
        return True
    own = owner_participation in actor.participations
    if seen == Seen.PARTY:
        return own or bool(actor.participations) or bool(actor.roles & PARTY_ROLES)
    return is_reader(actor) or (own and seen != Seen.ASSESSOR)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    seen: Seen
    default: Any
    holds_records: bool


@cache
def _fields_to_mind(kind: type) -> tuple[_Field, ...]:
    """Give the fields of a record that are not simply public."""
    hints = get_type_hints(kind)
    all_of_them = (
        _Field(f.name, f.metadata.get("seen", Seen.PUBLIC), f.default, _holds_records(hints[f.name]))
        for f in fields(kind)
    )
    return tuple(one for one in all_of_them if one.holds_records or one.seen != Seen.PUBLIC)


def _holds_records(kind: Any) -> bool:
    if get_origin(kind) in (tuple, Union, UnionType):
        return any(_holds_records(one) for one in get_args(kind))
    return is_dataclass(kind) and kind.__module__.startswith(i.__name__) and kind is not i.Text


def _rows(eyes: Eyes, name: str) -> tuple[Any, ...]:
    seen = (_record(eyes, one) for one in getattr(eyes.picture, name))
    return tuple(one for one in seen if one is not None)


def _record(eyes: Eyes, one: Any, own: bool = False, stage: Key | None = None) -> Any:
    """Give a record as it is seen, or None where it is hidden."""
    if isinstance(one, i.Person) and one.key in eyes.contacts:
        return one
    of = getattr(one, "participation", None)
    rule = RULES.get(type(one))
    one = rule(eyes, one) if rule else one
    if one is None or (of is not None and of not in eyes.shown):
        return None
    own, stage = own or eyes.owns(one) or _asked(eyes, one), getattr(one, "stage", stage)
    changed: dict[str, Any] = {}
    kind: Any = type(one)
    classes = eyes.classes(own, stage)
    for f in _fields_to_mind(kind):
        if f.seen in classes and not f.holds_records:
            continue
        value = getattr(one, f.name)
        seen = _value(eyes, f, value, own, stage) if f.seen in classes else f.default
        if seen is MISSING:
            return None
        if seen is not value:
            changed[f.name] = seen
    return replace(one, **changed) if changed else one


def _asked(eyes: Eyes, one: Any) -> bool:
    """Say whether a record is a question that the actor may see the asker of: the rule has hidden every other."""
    return isinstance(one, i.Question) and one.asker is not None and one.asker == eyes.actor.organisation


def _value(eyes: Eyes, f: _Field, value: Any, own: bool, stage: Key | None) -> Any:
    if value is None:
        return value
    if not isinstance(value, tuple):
        seen = _record(eyes, value, own, stage)
        return f.default if seen is None else seen
    kept = [(one, _record(eyes, one, own, stage)) for one in value]
    if all(seen is one for one, seen in kept):
        return value
    return tuple(seen for _, seen in kept if seen is not None)
