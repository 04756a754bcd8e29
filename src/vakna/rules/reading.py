"""What the rules say, in words: sentences by code, one rule's page, one report as plain data. Judges nothing."""

from pathlib import Path
from typing import Any

from vakna.core import words
from vakna.core.initiative import Picture

from .finding import Look, Moment, Place, Result, Suppression
from .lint import Answer, Report
from .rule import Rule

SENTENCES = words.Sentences.of(Path(__file__).parent / "texts")
_ELLIPSIS = "…"


def say(lang: str, code: str, /, **values: object) -> str:
    """Give one of the rules' sentences."""
    return SENTENCES.say(lang, code, **values)


def part(lang: str, rule: Rule, name: str) -> str:
    """Give a part of a rule's text: title, sees, why or do."""
    return say(lang, f"rule.{rule.code}.{name}")


def fault(lang: str, rule: Rule, look: Look) -> str:
    """Say what is wrong at one place."""
    return say(lang, f"rule.{rule.code}.fault", **look.values)


def sound(lang: str, rule: Rule) -> str:
    """Say how the rule's fault sounds, with what differs left open."""
    code = f"rule.{rule.code}.fault"
    return say(lang, code, **dict.fromkeys(SENTENCES.placeholders(lang, code), _ELLIPSIS))


def because(lang: str, code: str) -> str:
    """Say why a rule did not apply."""
    return say(lang, f"because.{code}")


def basis(lang: str, rule: Rule) -> list[str]:
    """Name what a rule rests on."""
    return [say(lang, f"basis.{one}") for one in rule.basis]


def at_work(lang: str, rule: Rule) -> str:
    """Say in which acts a rule is at work and what it does there, or why it only judges."""
    if rule.only is not None:
        return say(lang, f"only.{rule.only.value}")
    moments = tuple(say(lang, f"moment.{one.value}") for one in Moment if one in rule.moments)
    return say(lang, f"page.works_{rule.level.value}", moments=moments)


def where(lang: str, picture: Picture, place: Place) -> str:
    """Say where: the path, and the stage and supplier by name."""
    said = [place.path]
    if place.stage is not None:
        said.append(say(lang, "report.stage", stage=picture.stage(place.stage).name))
    if place.supplier is not None:
        said.append(say(lang, "report.supplier", supplier=picture.supplier_name(place.supplier)))
    return ", ".join(said)


def named(lang: str, picture: Picture, place: Place) -> str:
    """Say where in words: the stage and the supplier; nothing where it is the initiative itself."""
    said = [picture.stage(place.stage).name.said(lang)] if place.stage is not None else []
    said += [picture.supplier_name(place.supplier)] if place.supplier is not None else []
    return ", ".join(said)


def sums(lang: str, report: Report) -> str:
    """Say how many rules gave each answer."""
    counts = {
        "passed": report.count(Result.PASSED),
        "failed": report.count(Result.FAILED),
        "absent": report.count(Result.NOT_APPLICABLE),
    }
    return say(lang, "report.sums", version=str(report.rules_version), **counts)


def as_data(lang: str, picture: Picture, report: Report) -> dict[str, Any]:
    """Write a report as plain data for other programs."""
    return {
        "initiative": report.initiative,
        "at": report.at.isoformat(),
        "sequence": report.sequence,
        "rules_version": report.rules_version,
        "answers": [_answer(lang, picture, one) for one in report.answers],
    }


def _answer(lang: str, picture: Picture, one: Answer) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": one.rule.code, "name": one.rule.name, "version": one.rule.version, "level": one.rule.level.value,
        "result": one.result.value,
    }  # fmt: skip
    if one.because is not None:
        data["because"] = because(lang, one.because)
    if one.evidence:
        data["evidence"] = [place.path for place in one.evidence]
    if one.findings:
        data["findings"] = [_finding(lang, picture, one.rule, look) for look in one.findings]
    if one.suppressed:
        data["suppressed"] = [_let(lang, picture, one.rule, look, by) for look, by in one.suppressed]
    return data


def _finding(lang: str, picture: Picture, rule: Rule, look: Look) -> dict[str, Any]:
    place = {"path": look.place.path, "stage": look.place.stage, "supplier": look.place.supplier}
    told = {"says": fault(lang, rule, look), "do": part(lang, rule, "do"), "where": where(lang, picture, look.place)}
    return {**{name: value for name, value in place.items() if value is not None}, **told}


def _let(lang: str, picture: Picture, rule: Rule, look: Look, by: Suppression) -> dict[str, Any]:
    return {**_finding(lang, picture, rule, look), "reason": by.said(lang), "by": by.by}
