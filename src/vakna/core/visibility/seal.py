"""What not even whoever runs the house gets to see before the opening."""

from dataclasses import replace
from typing import Any

from .. import initiative as i
from ..initiative import Key, Picture
from ..vocabulary import Role, StageState
from .eyes import is_opened, sealed_stages
from .sweep import named_in, without_dangling


def unsealed(picture: Picture) -> Picture:
    """Give the whole picture without what is under seal: who has handed in, how many, and all that names them.

    For exports by whoever runs the house: before the opening nobody sees the number of tenders (design 4). While a
    call is under seal, suppliers' memberships are told only of those that take part in the open, or the one that
    vanished with a tender would tell of it. A picture with no call under seal comes back as it is.
    """
    if not any(_under_seal(picture, stage) for stage in picture.terms.stages):
        return picture
    keys = {one.key for one in picture.participations if not _is_open(picture, one)}
    taken = {name: tuple(one for one in rows if not _belongs(one, keys)) for name, rows in _collections(picture)}
    shut = {org for one in picture.participations if one.key in keys for org in (one.organisation, *one.consortium)}
    return _without(without_dangling(replace(picture, _taken=taken)), shut)


def _under_seal(picture: Picture, stage: i.Stage) -> bool:
    out = stage.state not in {StageState.PLANNED, StageState.SKIPPED}
    return out and not is_opened(picture.terms, stage)


def _is_open(picture: Picture, one: i.Participation) -> bool:
    sealed = sealed_stages(picture, one)
    return not sealed or any(is_opened(picture.terms, stage) for stage in sealed)


def _collections(picture: Picture) -> list[tuple[str, tuple[Any, ...]]]:
    return [(name, getattr(picture, name)) for name in picture.taken]


def _belongs(one: Any, participations: set[Key]) -> bool:
    own = one.key if isinstance(one, i.Participation) else getattr(one, "participation", None)
    return own in participations


def _without(picture: Picture, shut: set[Key]) -> Picture:
    """Drop suppliers that take no part in the open, and the organisations and people that only they brought in."""
    terms = picture.terms
    there = {org for one in picture.participations for org in (one.organisation, *one.consortium)}
    homes = {one.key: one.organisation for one in terms.people}
    members = tuple(one for one in terms.members if one.role != Role.SUPPLIER or homes[one.person] in there)
    shut = shut | {homes[one.person] for one in terms.members if one not in members}
    rows = [one for _, collection in _collections(picture) for one in collection]
    bare = replace(terms, organisations=(), people=(), members=members)
    named = {key for one in (bare, *rows) for _, key in named_in(one)}
    people = tuple(one for one in terms.people if one.key in named or one.organisation not in shut)
    kept = named | {one.organisation for one in people}
    organisations = tuple(one for one in terms.organisations if one.key not in shut or one.key in kept)
    return replace(picture, terms=replace(terms, organisations=organisations, people=people, members=members))
