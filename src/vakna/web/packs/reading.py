"""One information pack as everybody reads it: the same on its page, in its PDF and in its Word file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import information_pack, words
from vakna.core.initiative import Pack, PackItem
from vakna.core.refusal import NotFound
from vakna.core.vocabulary import PackItemKind
from vakna.exchange import documents
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

_WRITERS = {"pdf": documents.pdf, "docx": documents.docx}
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item of a pack, and whether it is new since the former one; in a first pack nothing is marked."""

    item: PackItem
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The items of one kind, in order of time."""

    kind: PackItemKind
    title: str
    rows: tuple[Row, ...]


@require_safe
def pack(request: HttpRequest, key: str, pack: str) -> HttpResponse:
    """Show a pack to anybody."""
    seen = access.visit(request, key, collections=("packs",))
    one = _find(seen, pack)
    former = _former(seen, one)
    stage = seen.stage(one.stage)
    values: dict[str, Any] = {
        **frame(seen, here=stage.key, title=_title(seen, one)),
        "stage": stage, "pack": one, "former": former, "groups": groups(seen, one),
        "new": len(information_pack.new_since(one.items, former)) if former else 0,
        "cleared_by": next((it.name for it in seen.picture.terms.people if it.key == one.cleared_by), ""),
    }  # fmt: skip
    return answers.page(request, "packs/pack.html", seen=seen, **values)


@require_safe
def pack_file(request: HttpRequest, key: str, pack: str, kind: str) -> HttpResponse:
    """Give a pack as PDF or Word file in the language of the address."""
    seen = access.visit(request, key, collections=("packs",))
    one = _find(seen, pack)
    if kind not in _WRITERS:
        raise NotFound("no-such-file")
    answer = HttpResponse(_WRITERS[kind](sheet=sheet(seen, one)), content_type=_TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(True, f"{key}-{pack}.{kind}") or "attachment"
    return answer


def _find(seen: Visit, key: str) -> Pack:
    found = next((one for one in seen.picture.packs if one.key == key), None)
    if found is None:
        raise NotFound("no-such-pack", key=key)
    return found


def _former(seen: Visit, one: Pack) -> Pack | None:
    """Give the pack of the same stage that was made before this one."""
    same = information_pack.packs_for(seen.picture, one.stage)
    return next((it for it in same if it.number < one.number), None)


def groups(seen: Visit, one: Pack) -> tuple[Group, ...]:
    """Give the items by kind; a kind with nothing is left out."""
    former = _former(seen, one)
    new = set(information_pack.new_since(one.items, former)) if former else set()
    rows = [Row(item=item, new=item in new) for item in one.items]
    found = (
        Group(
            kind=kind, title=PAGES.say(seen.language, f"packs.kind.{kind}"),
            rows=tuple(row for row in rows if row.item.kind is kind),
        )
        for kind in PackItemKind
    )  # fmt: skip
    return tuple(group for group in found if group.rows)


def sheet(seen: Visit, one: Pack) -> documents.Sheet:
    """Make the document: what a pack is comes first, then every item under its kind."""
    language, terms = seen.language, seen.picture.terms
    buyers = words.joined(language, [it.name for it in terms.organisations if it.key in terms.buyers])
    blocks: list[documents.Block] = [
        documents.Note(title=PAGES.say(language, "packs.same"), words=PAGES.say(language, "packs.same_words"))
    ]
    for group in groups(seen, one):
        blocks.append(documents.Heading(words=group.title))
        blocks += (block for row in group.rows for block in _blocks(language, row))
    return documents.Sheet(
        title=_title(seen, one), language=language, author=buyers, dated=one.at, blocks=tuple(blocks),
        kicker=f"{buyers} · {terms.title.said(language)}",
        footer=PAGES.say(language, "invitation.footer", number=terms.number, title=terms.title),
    )  # fmt: skip


def _blocks(language: str, row: Row) -> Iterator[documents.Block]:
    yield documents.Heading(words=row.item.heading.said(language), level=2)
    when = words.instant(language, row.item.at, zone=True)
    new = f" · {PAGES.say(language, 'packs.new')}" if row.new else ""
    yield documents.Paragraph(words=f"{when}{new}\n{row.item.body.said(language)}")


def _title(seen: Visit, one: Pack) -> str:
    stage = seen.stage(one.stage)
    return PAGES.say(seen.language, "packs.one", number=one.number, stage=stage.name)
