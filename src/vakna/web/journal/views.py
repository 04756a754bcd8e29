"""The event log for everyone: its entries in words, the file that can be checked without us, and a check made here."""

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakna.core import journal, visibility
from vakna.core.people import TEAM
from vakna.exchange import signed_note
from vakna.records import journals
from vakna.records.models import Entry, Person
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from . import acts, public_keys

_A_PAGE = 50


@require_safe
def log(request: HttpRequest, key: str) -> HttpResponse:
    """Show the entries, the latest first."""
    seen = access.visit(request, key)
    name = f"initiative/{key}"
    size = seen.log_size()
    entries = journals.entries(name=name, size=size).order_by("-sequence")
    page = Paginator(entries, _A_PAGE).get_page(request.GET.get("page"))
    return answers.page(
        request, "journal/log.html", **frame(seen, here="log"), seen=seen, page=page, entries=_lines(seen, page),
        checkpoint=journals.checkpoints(name=name, size=size).order_by("-size").first(), withheld=size is not None,
    )  # fmt: skip


@require_safe
def log_check(request: HttpRequest, key: str) -> HttpResponse:
    """Check every entry now, with the house's own keys, and say what was found."""
    seen = access.visit(request, key)
    title = PAGES.say(seen.language, "journal.log.title")
    return answers.page(
        request, "journal/log_check.html", **frame(seen, here="log", title=title), seen=seen, check=_check(seen)
    )


def _lines(seen: Visit, page: Any) -> list[dict[str, Any]]:
    entries = list(page)
    names = _names(seen, {one.actor for one in entries})
    return [_line(seen, one, names) for one in entries]


def _line(seen: Visit, one: Entry, names: dict[str, str]) -> dict[str, Any]:
    return {
        "sequence": one.sequence,
        "at": acts.instant(one.at),
        "act": acts.act(seen.language, one.act),
        "subject": acts.subject(seen.language, one.subject, seen.picture),
        "facts": list(acts.facts(seen.language, one.facts)),
        "by": names.get(one.actor, ""),
        "actor": PAGES.say(seen.language, "journal.log.nobody") if one.actor == "nobody" else one.actor,
        "hidden": len(one.commitments),
    }


def _names(seen: Visit, pseudonyms: set[str]) -> dict[str, str]:
    """Give names for the pseudonyms of people on the buyer's side, to those who read what they do.

    A supplier's people stay pseudonyms for everybody: a name beside a question would tell who asked it.
    """
    if not visibility.is_reader(seen.actor):
        return {}
    team = {one.person for one in seen.picture.terms.members if one.role in TEAM}
    known = {str(one.key): one.name for one in seen.picture.terms.people if one.key in team}
    rows = Person.objects.filter(pseudonym__in=pseudonyms, key__in=known).values_list("pseudonym", "key")
    return {pseudonym: known[key] for pseudonym, key in rows}


def _check(seen: Visit) -> dict[str, Any]:
    export = journals.export(name=f"initiative/{seen.key}", size=seen.log_size())
    open_note = signed_note.opener(keys=public_keys.all_of_them())
    found = journal.verify(export, open_note=open_note)
    says = [PAGES.say(seen.language, f"journal.finding.{one.code}", **_values(one)) for one in found]
    return {"fine": not found, "findings": says, "size": export.head.size, "root": export.head.root}


def _values(finding: journal.Finding) -> dict[str, object]:
    return {**finding.values, "sequence": finding.sequence if finding.sequence is not None else 0}


@require_safe
def log_file(request: HttpRequest, key: str) -> HttpResponse:
    """Give the journal as a file that anyone can check: commitments, roots and checkpoints, no protected parts."""
    seen = access.visit(request, key)
    export = journals.export(name=f"initiative/{key}", protected=False, size=seen.log_size())
    content = json.dumps(journal.dump(export), ensure_ascii=False, indent=1)
    return HttpResponse(
        content + "\n",
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}-log.json"'},
    )


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Show the public keys of the house, and how notes, receipts and logs are checked with them."""
    here = public_keys.signing()
    older = [one for one in public_keys.all_of_them() if one != here]
    return answers.page(request, "journal/key.html", current=here, older=older)
