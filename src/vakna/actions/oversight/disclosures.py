"""Requests for public records: recorded, decided item by item, given out, and told to those whose papers they are."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime

from vakna.actions import _files, _letters
from vakna.actions._journal import Pen, hold
from vakna.core import disclosure as rules
from vakna.core.document import encode
from vakna.core.initiative import Digest, Disclosure, DisclosureItem, Paper, Text
from vakna.core.people import TEAM, has_tie, organisations_of
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.core.vocabulary import Role
from vakna.records import models as m

_PARTS = ("submissions", "gates", "openness")


def record_request(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    stage: str,
    asks: Text | None = None,
    asked_by: Text | None = None,
    diary_number: str | None = None,
    only: Sequence[str] = (),
    key: str = "",
    once: str = "",
) -> str:
    """Put on record that somebody asks for what was handed in for a stage. Gives the request's key.

    `only` names the suppliers (participations) whose papers are asked for; none is all of them. Anybody may ask, and
    nobody has to say who they are or why (TF 2 kap. 18 §). Refuses a stage under absolute secrecy, and one where
    nothing has been handed in. The suppliers whose papers are asked for are told.
    """
    with hold("oversight.record_request", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        row = pen.stage(stage)
        rules.require_askable(pen.picture, pen.picture.stage(row.key), at)
        items = tuple(it for it in rules.items_of(pen.picture, stage) if not only or it.participation in only)
        if not items:
            raise Conflict("nothing-handed-in-yet")
        number = len(pen.picture.disclosures) + 1
        made = m.Disclosure.objects.create(
            initiative=pen.initiative, key=key or f"u-{secrets.token_hex(4)}", number=number, stage=row, at=at,
            asks=asks, asked_by=asked_by, diary_number=diary_number, items=items,
        )  # fmt: skip
        protected = {"asks": encode(asks), "asked_by": encode(asked_by), "items": encode(items), "by": by}
        outside = not pen.actor.roles & TEAM
        pen.write(f"stage:{stage}", facts={"number": number}, protected=protected, unnamed=outside)
        _tell_team(pen, made)
        _tell_suppliers(pen, made, "records-asked")
        pen.answer = made.key
        return made.key


def decide_disclosure(
    *,
    by: str,
    at: datetime,
    initiative: str,
    disclosure: str,
    items: Sequence[DisclosureItem],
    copies: Mapping[int, _files.Upload] | None = None,
    once: str = "",
) -> bool:
    """Decide some of the items, each by itself: given, given with words covered, or kept back, with its ground in law.

    `copies` are masked copies of files, each by its item's place in `items`; one replaces an earlier copy of that item.
    Gives True when this decided the last of them: then the suppliers are told, and nothing is decided anew. Refuses a
    person with a tie to a supplier whose item it is.
    """
    parts = (*_PARTS, "marks")
    with (
        _stored(copies or {}) as put,
        hold("oversight.decide_disclosure", by=by, at=at, initiative=initiative, parts=parts, once=once) as pen,
    ):
        row, said = _find(pen, disclosure)
        if not items:
            raise BadInput("release-none")
        _without_ties(pen, items)
        items = [_with_copy(one, put.get(number)) for number, one in enumerate(items)]
        row.items = rules.decided(said, rules.things(pen.picture, said), items)
        whole = rules.is_whole(row.items)
        if whole:
            row.decided_at, row.decided_by = at, pen.person(by)
        row.save(update_fields=["items", "decided_at", "decided_by"])
        _keep_copies(pen, row, put)
        pen.write(
            f"stage:{said.stage}",
            facts={"number": row.number, "whole": whole},
            protected={"items": encode(tuple(items))},
        )
        if whole:
            _tell_suppliers(pen, row, "records-decided")
        return whole


def give_out(*, by: str, at: datetime, initiative: str, disclosure: str, given_to: Text, once: str = "") -> None:
    """Put on record to whom the decided copy was given and how. A second time is a new request."""
    with hold("oversight.give_out", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        row, said = _find(pen, disclosure)
        if said.decided_at is None:
            raise Conflict("disclosure-not-decided")
        if said.given_at is not None:
            raise Conflict("disclosure-given")
        row.given_at, row.given_to = at, given_to
        row.save(update_fields=["given_at", "given_to"])
        protected = {"given_to": encode(given_to), "items": encode(said.items)}
        pen.write(f"stage:{said.stage}", facts={"number": row.number}, protected=protected)


@contextmanager
def _stored(copies: Mapping[int, _files.Upload]) -> Iterator[Mapping[int, _files.Stored]]:
    """Store masked copies before the lock, each refused at its own item."""
    with ExitStack() as stack:
        put = {
            number: stack.enter_context(_files.stored([one], path=f"items[{number}]"))[0]
            for number, one in copies.items()
        }
        yield put


def _with_copy(item: DisclosureItem, copy: _files.Stored | None) -> DisclosureItem:
    if copy is None:
        return item
    media_type, digest = copy.upload.media_type[:120], Digest(copy.bytes.digest)
    return replace(item, masked_file=Paper(name=copy.name, size=copy.bytes.size, digest=digest, media_type=media_type))


def _keep_copies(pen: Pen, row: m.Disclosure, put: Mapping[int, _files.Stored]) -> None:
    """Tell the house of the copies that came, and forget those that no item names any more."""
    topic = f"copies:{row.key}"
    _files.keep(pen, put.values(), topic=topic)
    named = {(one.masked_file.digest, one.masked_file.name) for one in row.items if one.masked_file}
    mine = m.StoredFile.objects.filter(initiative=pen.initiative, topic=topic)
    lost = [one.pk for one in mine if (one.digest, one.name) not in named]
    _files.take_away(mine.filter(pk__in=lost))


def _find(pen: Pen, key: str) -> tuple[m.Disclosure, Disclosure]:
    row = m.Disclosure.objects.filter(initiative=pen.initiative, key=key).select_related("stage").first()
    if row is None:
        raise NotFound("no-such-disclosure", key=key)
    return row, next(one for one in pen.picture.disclosures if one.key == key)


def _without_ties(pen: Pen, items: Sequence[DisclosureItem]) -> None:
    mine = [pen.picture.participation(one) for one in {item.participation for item in items}]
    tied = [one for one in mine if has_tie(pen.picture, pen.by or "", organisations_of(one))]
    if tied:
        raise NotAllowed("tied-to-records", supplier=pen.picture.supplier_name(tied[0].key))


def _tell_team(pen: Pen, made: m.Disclosure) -> None:
    to = [one for one in _letters.team(pen.initiative, Role.PROCURER, Role.LAWYER) if one.key != pen.by]
    _letters.write(
        "records-request", to=to, at=pen.at, initiative=pen.initiative, number=made.number, stage=made.stage.name,
        count=len(made.items),
    )  # fmt: skip


def _tell_suppliers(pen: Pen, one: m.Disclosure, code: str) -> None:
    """Tell each supplier concerned, about its own papers alone."""
    counted = Counter(str(item.participation) for item in one.items)
    concerned = m.Participation.objects.filter(initiative=pen.initiative, key__in=counted)
    for mine in concerned.select_related("contact", "organisation"):
        _letters.write(
            code, to=_letters.suppliers([mine]), at=pen.at, initiative=pen.initiative, number=one.number,
            stage=one.stage.name, count=counted[mine.key],
        )  # fmt: skip
