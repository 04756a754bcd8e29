"""The register of contacts as rows: with whom, what was told and who else has it, ideas apart, and what was learned."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from vakna.core import contacts, equal_information, visibility, words
from vakna.core import vocabulary as v
from vakna.core.initiative import Contact, Key, Text
from vakna.records import models as m
from vakna.web.access import Visit
from vakna.web.initiatives.frame import spoken
from vakna.web.sentences import PAGES

MINE, OTHERS = "mine", "others"
_TEAM_ORDER = tuple(contacts.Circle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned in a contact, and whether it is the supplier's own idea."""

    learned: Text
    theirs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contact as this person sees it. `group` is the heading that it stands under."""

    contact: Contact
    group: str
    who: str
    stage: SafeString
    people: tuple[str, ...]
    passed: str
    learned: tuple[Learned, ...]
    mine: bool
    silent: bool
    """Whether nothing was told, as far as this person may know: what stays with one supplier is hidden from others."""
    open: bool
    """Whether this person may find better words for it: nobody else has been told."""
    waits: bool
    """Whether this person may tell everyone what was told here, and nobody has yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the address asks for: one supplier, one form of contact, one circle; empty is all."""

    supplier: str = ""
    kind: str = ""
    group: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Filter":
        """Read the address. What is no such thing finds nothing."""
        return cls(**{name: request.GET.get(name, "")[:64] for name in ("supplier", "kind", "group")})

    @property
    def query(self) -> str:
        """Write it as part of an address again."""
        asked = {"supplier": self.supplier, "kind": self.kind, "group": self.group}
        return urlencode({name: value for name, value in asked.items() if value})

    def keeps(self, row: Row) -> bool:
        """Say whether a row is asked for."""
        one = row.contact
        return (
            self.supplier in ("", one.participation)
            and self.kind in ("", one.kind)
            and self.group in ("", row.group)
        )  # fmt: skip


def rows(seen: Visit) -> list[Row]:
    """Give every contact that one sees, group by group, the latest first.

    Of others' contacts a supplier reads what was told alone, so one where nothing was told is left out.
    """
    found = [row for row in _rows(seen) if row.mine or row.contact.told or not _is_supplier(seen)]
    order = (MINE, OTHERS) if _is_supplier(seen) else _TEAM_ORDER
    return sorted(found, key=lambda row: order.index(row.group))


def _rows(seen: Visit) -> Iterator[Row]:
    names, people = supplier_names(seen), {one.key: one.name for one in seen.picture.terms.people}
    stages = {one.key: spoken(seen.language, one.name) for one in seen.picture.terms.stages}
    given, learned = contacts.passed_on(seen.picture), _learned(seen)
    waits = _waits(seen)
    rewords = visibility.is_reader(seen.actor) and seen.may("dialogue.revise_contact")
    for one in contacts.last_first(seen.picture.contacts):
        yield Row(
            contact=one, group=_group(seen, one), who=_who(seen, one, names), stage=stages[one.stage],
            people=tuple(people[it] for it in one.people if it in people),
            passed=_passed(seen, one, given.get(one.key)), learned=learned.get(one.key, ()),
            mine=one.participation in seen.actor.participations, silent=one.told is None and _knows(seen, one),
            open=rewords and one.key not in given,
            waits=one.key in waits,
        )  # fmt: skip


def _knows(seen: Visit, one: Contact) -> bool:
    """Say whether this person would see what was told, had something been."""
    return visibility.is_reader(seen.actor) or one.participation in seen.actor.participations


def _waits(seen: Visit) -> set[Key]:
    """Give the contacts that wait to be told to all, to those who may tell and read them."""
    if not (visibility.is_reader(seen.actor) and seen.may("dialogue.broadcast")):
        return set()
    return {one.key for one in equal_information.untold(seen.picture, seen.at)}


def _who(seen: Visit, one: Contact, names: Mapping[Key, str]) -> str:
    """Name the supplier, or say that all were there; whoever may not know reads that it was one of them."""
    if one.participation is not None:
        return names.get(one.participation, "")
    return PAGES.say(seen.language, "contacts.everybody" if visibility.is_reader(seen.actor) else "contacts.somebody")


def supplier_names(seen: Visit) -> dict[Key, str]:
    """Give the name behind each supplier that takes part."""
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    return {one.key: names.get(one.organisation, "") for one in seen.picture.participations}


def _is_supplier(seen: Visit) -> bool:
    return bool(seen.actor.participations)


def _group(seen: Visit, one: Contact) -> str:
    if _is_supplier(seen):
        return MINE if one.participation in seen.actor.participations else OTHERS
    return contacts.circle(seen.picture.terms, one).value


def _learned(seen: Visit) -> dict[str, tuple[Learned, ...]]:
    """Give the insights of each contact, to those who read. One query, where the part would take three."""
    if not visibility.is_reader(seen.actor):
        return {}
    found: dict[str, tuple[Learned, ...]] = {}
    rows = m.Insight.objects.filter(initiative__key=seen.key, contact__isnull=False).order_by("pk")
    for contact, learned, origin in rows.values_list("contact", "learned", "origin"):
        one = Learned(learned=learned, theirs=origin == v.Origin.SUPPLIER)
        found[str(contact)] = (*found.get(str(contact), ()), one)
    return found


def _passed(seen: Visit, one: Contact, given: contacts.Passed | None) -> str:
    """Say what has become of what was told, to those who read: by what everyone has it, or why not."""
    if one.told is None or not visibility.is_reader(seen.actor):
        return ""
    if given is None:
        return PAGES.say(seen.language, "contacts.theirs" if one.only_theirs else "contacts.waits")
    by = {"given": given.broadcasts, "packed": given.packs}
    said = (PAGES.say(seen.language, f"contacts.{code}", numbers=list(its)) for code, its in by.items() if its)
    return " ".join(said)


HEADS = (
    "at", "group", "supplier", "kind", "stage", "people", "told", "passed", "only_theirs", "ideas", "learned", "papers",
    "answer",
)  # fmt: skip
"""The columns of the register as a file."""


def table(seen: Visit, found: Iterable[Row]) -> Iterator[list[str]]:
    """Give the register as cells, its heads first."""
    language = seen.language
    yield [PAGES.say(language, f"contacts.head.{one}") for one in HEADS]
    for row in found:
        one = row.contact
        yield [
            f"{one.at.astimezone(words.STOCKHOLM):%Y-%m-%d %H:%M}", PAGES.say(language, f"contacts.group.{row.group}"),
            row.who, words.word(language, one.kind), row_stage(seen, one), ", ".join(row.people),
            _text(language, one.told), row.passed, _text(language, one.only_theirs), _text(language, one.ideas),
            " / ".join(it.learned.said(language) for it in row.learned), ", ".join(it.name for it in one.documents),
            answer(language, one),
        ]  # fmt: skip


def row_stage(seen: Visit, one: Contact) -> str:
    """Give the name of a contact's stage in the page's language."""
    return seen.picture.stage(one.stage).name.said(seen.language)


def answer(language: str, one: Contact) -> str:
    """Say what the supplier has said of the record: that it is right, or what is wrong; nothing when it has not."""
    if one.confirmation is None:
        return ""
    if one.confirmation.right:
        return PAGES.say(language, "contacts.says_right")
    return PAGES.say(language, "contacts.says_wrong", said=one.confirmation.said or "")


def _text(language: str, value: Text | None) -> str:
    return value.said(language) if value else ""


def two_hats(seen: Visit) -> list[dict[str, Any]]:
    """Name those who have both coached a supplier and are assessors, to those who see both."""
    people = {one.key: one.name for one in seen.picture.terms.people}
    names = supplier_names(seen)
    pairs = contacts.coaches_who_assess(seen.picture)
    return [{"person": people.get(person, ""), "supplier": names.get(supplier, "")} for person, supplier in pairs]


def kinds(language: str) -> list[tuple[str, str]]:
    """List the forms of contacts."""
    return [(one.value, words.word(language, one)) for one in v.ContactKind]
