"""Whom a supplier works with, row by row on the desk: in the consortium or as a subcontractor, and with what part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from vakna.core import vocabulary as v
from vakna.core import words
from vakna.core.initiative import Partner, Text
from vakna.core.refusal import BadInput, Problem
from vakna.web.sentences import PAGES

FEWEST, MORE, MOST = 5, 5, 60
"""How many rows there are to begin with, how many are added at a time, and the most that there can be."""

COUNT = "partner_rows"
"""The field that tells how many rows the form has."""

PARTS = ("kind", "name", "country", "number", "part")
_NAME = re.compile(r"partner_(\d{1,2})_name")
_LONGEST = {"name": 200, "country": 2, "number": 40, "part": 300}


def rows(typed: Mapping[str, Any]) -> range:
    """Number the rows of a form that was typed so far: as many as it says, and every one that is filled in."""
    said = str(typed.get(COUNT) or "")
    used = (int(found[1]) for name in typed if (found := _NAME.fullmatch(name)) and typed.get(name))
    return range(1, min(max(FEWEST, int(said) if said.isdecimal() else 0, *used), MOST) + 1)


def with_more(typed: Mapping[str, str]) -> dict[str, str]:
    """Give what was typed with more rows."""
    return {**typed, COUNT: str(min(len(rows(typed)) + MORE, MOST))}


def fields(language: str, among: range) -> Iterator[tuple[str, forms.Field]]:
    """Make the fields of these rows, how many they are, and the reason for a change."""
    yield COUNT, forms.CharField(required=False, widget=forms.HiddenInput, initial=str(len(among)))
    kinds = [(one.value, words.word(language, one).capitalize()) for one in v.PartnerKind]
    for row in among:
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
    for row in rows(typed):
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
        for row, one in enumerate(partners, start=1)
        for part, said in {
            "kind": one.kind.value, "name": one.name, "country": one.country, "number": one.number or "",
            "part": one.part.said(language),
        }.items()
    }  # fmt: skip
