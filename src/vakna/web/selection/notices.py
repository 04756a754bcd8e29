"""What was decided about one supplier: its own page, and each notice as an accessible PDF and a Word file.

The reasons are those of the decision, which the buyer wrote from the motives and confirmed one by one. The supplier and
those who read what is handed in get the same letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vakna.core import debriefs, stages, words
from vakna.core import vocabulary as v
from vakna.core.affordable_loss import standing
from vakna.core.initiative import Decision, Outcome, Participation, Rights, Stage, Text
from vakna.core.money import Money
from vakna.core.refusal import NotFound
from vakna.core.visibility import is_reader
from vakna.exchange import documents
from vakna.exchange.documents import Block, Facts, Heading, Note, Paragraph, Sheet
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.initiatives.frame import frame
from vakna.web.sentences import PAGES

from .assessing import find

_MADE = {
    "pdf": (documents.pdf, "application/pdf"),
    "docx": (documents.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One decision about one supplier, with the stage it ended."""

    stage: Stage
    decision: Decision
    outcome: Outcome


@require_safe
def notices(request: HttpRequest, key: str, participation: str) -> HttpResponse:
    """Show a supplier every decision on its part, what it has been paid and what it keeps."""
    seen, supplier = _visit(request, key, participation)
    found = _notices(seen, supplier)
    values: dict[str, Any] = {
        **frame(seen, title=_title(seen, supplier)), "title": _title(seen, supplier), "supplier": supplier,
        "rows": [_row(seen, supplier, one) for one in found],
        "sums": _sums(seen, supplier), "keeps": _keeps(seen.language, _rights(seen, found)),
    }  # fmt: skip
    return answers.page(request, "selection/notices.html", seen=seen, **values)


@require_safe
def notice_file(request: HttpRequest, key: str, stage: str, participation: str, kind: str) -> HttpResponse:
    """Give one notice as a file, in the page's language."""
    seen, supplier = _visit(request, key, participation)
    one = next((it for it in _notices(seen, supplier) if it.stage.key == stage), None)
    if one is None or kind not in _MADE:
        raise NotFound("no-such-file")
    make, media_type = _MADE[kind]
    answer = HttpResponse(make(sheet=sheet(seen, supplier, one)), content_type=media_type)
    name = f"{PAGES.say(seen.language, 'notices.file')}-{stage}-{participation}.{kind}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _visit(request: HttpRequest, key: str, participation: str) -> tuple[Visit, Participation]:
    """Let in the supplier itself and those who read what is handed in; to all others there is no such page."""
    seen = access.visit(request, key, collections=("money", "debriefs"))
    supplier = find(seen, participation)
    if supplier.key not in seen.actor.participations and not is_reader(seen.actor):
        raise NotFound("no-such-supplier", key=participation)
    return seen, supplier


def _notices(seen: Visit, supplier: Participation) -> list[Notice]:
    found = [
        Notice(stage=seen.stage(decision.stage), decision=decision, outcome=outcome)
        for decision in seen.picture.decisions
        for outcome in decision.outcomes
        if outcome.participation == supplier.key
    ]
    return sorted(found, key=lambda one: one.decision.at, reverse=True)


def _title(seen: Visit, supplier: Participation) -> str:
    return PAGES.say(seen.language, "notices.title", supplier=seen.picture.supplier_name(supplier.key))


def _row(seen: Visit, supplier: Participation, one: Notice) -> dict[str, Any]:
    name = seen.picture.supplier_name(supplier.key)
    return {
        "one": one, "stage": one.stage, "decision": one.decision, "outcome": one.outcome, "reason": _reason(one),
        "talk": any(it.participation == supplier.key for it in debriefs.of_stage(seen.picture, one.stage.key)),
        "verdict": PAGES.say(seen.language, f"notices.verdict.{one.outcome.verdict}", supplier=name),
        "files": [
            {"language": language, "kind": kind, "url": _address(language, seen.key, one, supplier.key, kind)}
            for language in words.LANGUAGES for kind in _MADE
        ],
    }  # fmt: skip


def _address(language: str, *parts: Any) -> str:
    key, one, supplier, kind = parts
    with translation.override(language):
        return reverse("notice_file", args=[key, one.stage.key, supplier, kind])


def _reason(one: Notice) -> Text | v.NotPublished:
    """Give the supplier's own reason, else that of the decision as a whole."""
    return one.outcome.reason if isinstance(one.outcome.reason, Text) else one.decision.reason


def _sums(seen: Visit, supplier: Participation) -> dict[str, Money]:
    mine = standing([one for one in seen.picture.money if one.participation == supplier.key])
    return {"paid": mine.paid, "coming": mine.exposure.less(mine.paid)}


def _rights(seen: Visit, found: list[Notice]) -> Rights:
    """Give what holds for the results: the last decided stage's own rights, else the initiative's."""
    own = next((one.stage.rights for one in found if one.stage.rights), None)
    return own or seen.picture.terms.rights


def _keeps(language: str, rights: Rights) -> list[str]:
    """Say what the supplier keeps and what the buyer may do."""
    found = [PAGES.say(language, f"notices.owner_{rights.owner}"), PAGES.say(language, "notices.results")]
    if rights.use is not None:
        found.append(f"{PAGES.say(language, 'notices.use')} {rights.use.said(language)}")
    return found


def sheet(seen: Visit, supplier: Participation, one: Notice) -> Sheet:
    """Write one notice, before it is anybody's file format. The same decision gives the same bytes."""
    language, name = seen.language, seen.picture.supplier_name(supplier.key)
    buyers = [it.name for it in seen.picture.terms.organisations if it.key in seen.picture.terms.buyers]
    return Sheet(
        title=PAGES.say(language, f"notices.verdict.{one.outcome.verdict}", supplier=name), language=language,
        dated=one.decision.released_at, kicker=PAGES.say(language, "notices.to", supplier=name),
        footer=f"{seen.picture.terms.number} · {seen.picture.terms.title.said(language)}",
        author=words.joined(language, buyers), blocks=tuple(_blocks(seen, supplier, one)),
    )  # fmt: skip


def _blocks(seen: Visit, supplier: Participation, one: Notice) -> Iterator[Block]:
    say, language = PAGES.say, seen.language
    yield Facts(rows=tuple(_facts(seen, one)))
    yield Heading(words=say(language, "notices.reason"))
    yield Paragraph(words=words.write(language, _reason(one)))
    if one.outcome.direction is not None:
        yield Heading(words=say(language, "notices.direction"))
        yield Paragraph(words=one.outcome.direction.said(language))
    if one.outcome.verdict is v.Verdict.ENDED:
        yield Note(title=say(language, "notices.thanks"), words=say(language, "notices.again"))
    yield Heading(words=say(language, "notices.money"))
    sums = _sums(seen, supplier)
    yield Facts(rows=tuple((say(language, f"notices.{name}"), words.money(language, it)) for name, it in sums.items()))
    yield Paragraph(words=say(language, "notices.caption"))
    yield Heading(words=say(language, "notices.keep"))
    for line in _keeps(language, one.stage.rights or seen.picture.terms.rights):
        yield Paragraph(words=line)
    until = _standstill(seen, one)
    if until is not None:
        yield Note(title=words.word(language, one.stage.gate).capitalize(), words=until)


def _facts(seen: Visit, one: Notice) -> Iterator[tuple[str, str]]:
    say, language, decision = PAGES.say, seen.language, one.decision
    yield say(language, "notices.after", stage=one.stage.name), words.word(language, one.outcome.verdict).capitalize()
    yield say(language, "notices.told"), words.instant(language, decision.released_at)
    right = (
        decision.committee,
        decision.reference,
        words.day(language, decision.minuted) if decision.minuted else None,
    )
    yield say(language, "notices.right"), f"{words.word(language, decision.mandate)}: {', '.join(filter(None, right))}"
    if decision.diary_number:
        yield say(language, "notices.diary"), decision.diary_number
    if one.outcome.paid is not None and stages.rules(one.stage).pays:
        approved = "dialogue.work_approved" if one.outcome.paid else "dialogue.work_not_approved"
        yield say(language, "notices.approved"), say(language, approved)


def _standstill(seen: Visit, one: Notice) -> str | None:
    """Say to the tenderers how long the standstill holds, at an award."""
    awards = [it.award for it in seen.picture.terms.procurements if it.key == one.stage.procurement and it.award]
    if one.stage.gate is not v.GateKind.AWARD or not awards or awards[0].standstill_ends is None:
        return None
    return PAGES.say(seen.language, "notices.standstill", until=awards[0].standstill_ends)
