"""What a report says, row by row, in the words of the page and of the printed report alike."""

from collections.abc import Iterator
from typing import Any

from vakna.core.initiative import Picture
from vakna.rules import reading
from vakna.rules.at_work import Found
from vakna.rules.finding import Family, Level, Place, Result
from vakna.rules.lint import Answer, Report
from vakna.rules.registry import BY_CODE
from vakna.web.sentences import PAGES

_TAGS = {Level.BLOCK: "bad", Level.WARN: "warn", Level.NOTE: ""}


def faults(lang: str, picture: Picture, report: Report) -> list[dict[str, Any]]:
    """Give what needs to be seen to: each rule with its places, what is wrong there and what to do."""
    return [_fault(lang, picture, one) for one in report.failed()]


def standing(lang: str, picture: Picture, report: Report) -> list[dict[str, Any]]:
    """Give each finding that may stand, with its reason, name and instant."""
    return [
        {
            **_rule(lang, answer), "where": reading.named(lang, picture, look.place),
            "said": reading.fault(lang, answer.rule, look), "reason": by.reason, "by": by.by, "at": by.at,
            "key": by.key,
        }
        for answer in report.answers
        for look, by in answer.suppressed
    ]  # fmt: skip


def taken_back(lang: str, picture: Picture, report: Report) -> list[dict[str, Any]]:
    """Give each word that was taken back: what it let stand and why, who took it back, when and why."""
    return [
        {
            "code": one.code, "title": reading.part(lang, BY_CODE[one.code], "title"), "reason": one.reason,
            "by": one.by, "at": one.at, "where": reading.named(lang, picture, Place("", one.stage, one.supplier)),
            "because": one.taken_back_because, "back_by": one.taken_back_by, "back_at": one.taken_back_at,
        }
        for one in report.taken_back
    ]  # fmt: skip


def families(lang: str, picture: Picture, report: Report) -> list[dict[str, Any]]:
    """Give every rule's answer with its evidence, by what the rules guard."""
    return [_family(lang, picture, report, one) for one in Family]


def _family(lang: str, picture: Picture, report: Report, family: Family) -> dict[str, Any]:
    those = [one for one in report.answers if one.rule.family is family]
    return {
        "code": family.value,
        "name": reading.say(lang, f"family.{family.value}"),
        "passed": sum(one.result is Result.PASSED for one in those),
        "failed": sum(one.result is Result.FAILED for one in those),
        "rows": [_row(lang, picture, one) for one in those],
    }


def _fault(lang: str, picture: Picture, one: Answer) -> dict[str, Any]:
    return {
        **_rule(lang, one),
        "kind": _TAGS[one.rule.level],
        "level": reading.say(lang, f"level.{one.rule.level.value}"),
        "do": reading.part(lang, one.rule, "do"),
        "places": list(_places(lang, picture, one)),
    }


def _places(lang: str, picture: Picture, one: Answer) -> Iterator[dict[str, Any]]:
    for look in one.findings:
        where = reading.named(lang, picture, look.place)
        yield {
            "said": reading.fault(lang, one.rule, look), "where": where, "path": look.place.path,
            "name": Found(one.rule, look).name,
        }  # fmt: skip


def _row(lang: str, picture: Picture, one: Answer) -> dict[str, Any]:
    return {**_rule(lang, one), "result": one.result.value, "said": _said(lang, picture, one)}


def _said(lang: str, picture: Picture, one: Answer) -> str:
    """Say the evidence: where it was looked, or why it did not apply, or how many faults there are."""
    if one.because is not None:
        return reading.because(lang, one.because)
    if one.findings:
        return PAGES.say(lang, "checking.faults", count=len(one.findings))
    if one.suppressed and not one.evidence:
        return PAGES.say(lang, "at_work.stands", count=len(one.suppressed))
    where = _names(lang, picture, one.evidence)
    if not where:
        return PAGES.say(lang, "checking.seen_in_whole")
    return PAGES.say(lang, "checking.evidence", count=len(one.evidence), where=where)


def _names(lang: str, picture: Picture, evidence: tuple[Place, ...]) -> list[str]:
    """Name the stages that were looked at; where there are none, the suppliers."""
    stages = [picture.stage(one.stage).name.said(lang) for one in evidence if one.stage is not None]
    suppliers = [picture.supplier_name(one.supplier) for one in evidence if one.supplier is not None]
    return list(dict.fromkeys(stages or suppliers))


def _rule(lang: str, one: Answer) -> dict[str, Any]:
    return {"code": one.rule.code, "title": reading.part(lang, one.rule, "title")}
