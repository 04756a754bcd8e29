"""Whom a supplier works with, row by row on the desk: in the consortium or as a subcontractor, and with what part."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Partner, Text
from vakna.core.refusal import BadInput, Problem
from vakna.web.sentences import PAGES

ROWS = range(1, 6)
PARTS = ("kind", "name", "country", "number", "part")
_LONGEST = {"name": 200, "country": 2, "number": 40, "part": 300}


def fields(language: str) -> Iterator[tuple[str, forms.Field]]:
    """Make the fields of every row, and of the reason for a change."""
    kinds = [(one.value, words.word(language, one).capitalize()) for one in v.PartnerKind]
    for row in ROWS:
        for part in PARTS:
            label = PAGES.say(language, f"partners.{part}")
            made: forms.Field = (
                forms.ChoiceField(choices=kinds, required=False, label=label)
                if part == "kind"
                else forms.CharField(max_length=_LONGEST[part], required=False, label=label)
            )
            made.quiet, made.max_length = True, None  # type: ignore[attr-defined]
            yield f"partner_{row}_{part}", made
    why = forms.CharField(max_length=2_000, required=False, label=PAGES.say(language, "partners.changed"))
    why.help_text, why.max_length = PAGES.say(language, "partners.changed_hint"), None
    yield "partners_changed", why


def read(typed: Mapping[str, Any], language: str) -> tuple[Partner, ...]:
    """Read the rows that were filled in. Refuses (`partner-not-whole`, all at once) one without name or part."""
    found, lacking = list[Partner](), list[Problem]()
    for row in ROWS:
        said = {part: str(typed.get(f"partner_{row}_{part}") or "").strip() for part in PARTS}
        if not any(said[part] for part in ("name", "number", "part")):
            continue
        lacking += [
            Problem(f"partner_{row}_{part}", "partner-not-whole") for part in ("name", "part") if not said[part]
        ]
        if said["name"] and said["part"]:
            found.append(_partner(said, language))
    if lacking:
        raise BadInput("partner-not-whole", found=tuple(lacking))
    return tuple(found)


def _partner(said: Mapping[str, str], language: str) -> Partner:
    return Partner(
        kind=v.PartnerKind(said["kind"] or v.PartnerKind.SUBCONTRACTOR), name=said["name"],
        country=said["country"].upper() or "SE", number=said["number"] or None, part=Text({language: said["part"]}),
    )  # fmt: skip


def typed(partners: Sequence[Partner], language: str) -> dict[str, str]:
    """Give the rows as the desk shows them for the next version."""
    return {
        f"partner_{row}_{part}": said
        for row, one in zip(ROWS, partners, strict=False)
        for part, said in {
            "kind": one.kind.value, "name": one.name, "country": one.country, "number": one.number or "",
            "part": one.part.said(language),
        }.items()
    }  # fmt: skip
