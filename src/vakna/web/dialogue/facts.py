"""The facts of a stage in short, for the panel beside it: by when, for how much, how many, what then, who answers."""

from collections.abc import Iterator
from datetime import datetime

from vakna.core import stages, words
from vakna.core.initiative import Stage
from vakna.core.vocabulary import NotPublished, StageState
from vakna.web.access import Visit
from vakna.web.sentences import PAGES


def pairs(seen: Visit, one: Stage) -> list[dict[str, str]]:
    """List the facts that are known, each with its term, value and perhaps a note or a way."""
    found = (*_dates(seen, one), *_money(seen, one), *_notice(seen, one), *_contact(seen, one))
    return [pair for pair in found if pair["value"]]


def _pair(seen: Visit, term: str, value: str, note: str = "", url: str = "") -> dict[str, str]:
    return {"term": PAGES.say(seen.language, f"dialogue.fact.{term}"), "value": value, "note": note, "url": url}


def _dates(seen: Visit, one: Stage) -> Iterator[dict[str, str]]:
    its = stages.rules(one)
    if one.opens_at and one.opens_at > seen.at:
        yield _pair(seen, "opens", *_instant(seen, one.opens_at))
    if one.deadline:
        term = "answer_by" if its.takes_answers else "tender_by" if its.takes_tenders else "deliver_by"
        yield _pair(seen, term, *_instant(seen, one.deadline))
    if one.questions_until and one.state is StageState.OPEN:
        yield _pair(seen, "questions_until", *_instant(seen, one.questions_until))
    if one.decision_due:
        yield _pair(seen, "decision", _instant(seen, one.decision_due)[0])
    if one.ends_at:
        yield _pair(seen, "ends", words.day(seen.language, one.ends_at.astimezone(words.STOCKHOLM).date()))


def _instant(seen: Visit, at: datetime) -> tuple[str, str]:
    """Give an instant in words, and the name of its clock."""
    said, _, clock = words.instant(seen.language, at, zone=True).partition(", ")
    return said[:1].upper() + said[1:], clock


def _money(seen: Visit, one: Stage) -> Iterator[dict[str, str]]:
    say, language = PAGES.say, seen.language
    if one.places:
        yield _pair(seen, "places", words.number(language, one.places))
    if one.pay is not None:
        shown = isinstance(one.pay, NotPublished)
        per = "dialogue.per_answer" if stages.rules(one).takes_answers else "dialogue.per_supplier"
        payer = next((it.name for it in seen.picture.terms.organisations if it.key == one.payer), "")
        note = (
            ""
            if shown
            else say(language, per) + (" " + say(language, "dialogue.paid_by", payer=payer) if payer else "")
        )
        yield _pair(seen, "pay", words.money(language, one.pay), note)
    if one.weeks:
        weeks = one.weeks.to_integral_value() if one.weeks == one.weeks.to_integral_value() else one.weeks
        yield _pair(seen, "weeks", say(language, "dialogue.weeks", count=weeks, weeks=weeks))


def _notice(seen: Visit, one: Stage) -> Iterator[dict[str, str]]:
    procurement = next((it for it in seen.picture.terms.procurements if it.key == one.procurement), None)
    if procurement is None:
        return
    if procurement.notice and stages.rules(one).takes_tenders:
        notice = procurement.notice
        note = f"{notice.database}, {words.day(seen.language, notice.published)}"
        address = notice.address if (notice.address or "").startswith("https://") else ""
        yield _pair(seen, "notice", notice.number, note, address or "")
    yield _pair(seen, "law", words.word(seen.language, procurement.law), procurement.procedure.said(seen.language))
    yield _pair(seen, "diary", one.diary_number or procurement.diary_number or "")


def _contact(seen: Visit, one: Stage) -> Iterator[dict[str, str]]:
    person = next((it for it in seen.picture.terms.people if it.key == one.contact), None)
    if person is not None:
        yield _pair(seen, "contact", person.name, person.email or "", f"mailto:{person.email}" if person.email else "")
