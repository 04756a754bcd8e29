"""`vakna check` and `vakna rules`: the linter of initiatives on files and on what the house remembers."""

import json
import tomllib
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vakna.core import document
from vakna.core.initiative import ALL_PARTS, Picture
from vakna.core.refusal import BadInput
from vakna.exchange import findings
from vakna.records import clock
from vakna.rules import allowing, pages, reading
from vakna.rules.finding import Level, Suppression
from vakna.rules.lint import Report, lint
from vakna.rules.registry import RULES, VERSION, find

from . import files

_DOCUMENTS = (".json", ".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    source: str
    picture: Picture
    report: Report


def rules(asked: Namespace) -> int:
    """List the rules, or explain one. Refuses (`NotFound`) a code that no rule has."""
    print(pages.page(asked.lang, find(asked.code)) if asked.code else pages.summary(asked.lang))
    return 0


def check(asked: Namespace) -> int:
    """Judge documents, or initiatives of the house, by every rule: 1 when one stops or asks for a reason, else 0."""
    allowed = _allowed(asked.allow)
    at = _instant(asked.at)
    checked = [_check(one, at, allowed) for what in asked.what for one in _sources(what)]
    print(_FORMATS[asked.format](asked.lang, checked))
    return int(any(one.report.failed(Level.BLOCK, Level.WARN) for one in checked))


def _sources(what: str) -> list[str]:
    """Give the documents of a folder, or the one thing that was named."""
    folder = Path(what)
    if not folder.is_dir():
        return [what]
    return [str(one) for one in sorted(folder.iterdir()) if one.suffix.lower() in _DOCUMENTS]


def _check(source: str, at: datetime | None, allowed: tuple[Suppression, ...]) -> _Checked:
    picture, its_now = _of_file(source) if Path(source).exists() else _of_house(source)
    return _Checked(source=source, picture=picture, report=lint(picture, at=at or its_now, suppressions=allowed))


def _of_file(source: str) -> tuple[Picture, datetime]:
    data = document.parse(files.read(source), toml=Path(source).suffix.lower() == ".toml")
    return document.load(data), clock.now()


def _of_house(key: str) -> tuple[Picture, datetime]:
    from vakna.records import models as m  # needs django set up
    from vakna.records import pictures  # needs django set up

    from .house import make_ready  # needs django set up

    make_ready()
    picture = pictures.take(key, ALL_PARTS)
    return picture, clock.now_in(m.Initiative.objects.get(key=key))


def _allowed(name: str | None) -> tuple[Suppression, ...]:
    if name is None:
        return ()
    try:
        return allowing.read(tomllib.loads(files.read(name)))
    except tomllib.TOMLDecodeError as error:
        raise BadInput("not-readable", path=name, given=str(error)) from None


def _instant(given: str | None) -> datetime | None:
    """Read a day or an instant; a day is its first instant in UTC."""
    if given is None:
        return None
    try:
        read = datetime.fromisoformat(given)
    except ValueError:
        raise BadInput("expected-instant", path="--at", given=given) from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _text(lang: str, checked: list[_Checked]) -> str:
    return "\n\n".join("\n".join(_told(lang, one)) for one in checked)


def _told(lang: str, one: _Checked) -> Iterator[str]:
    report, terms = one.report, one.picture.terms
    yield reading.say(lang, "report.heading", title=terms.title, key=terms.key, at=report.at)
    for answer in report.answers:
        for look in answer.findings:
            yield f"{answer.rule.level.value.upper():<5} {answer.rule.code} {answer.rule.name}"
            yield f"      {reading.where(lang, one.picture, look.place)}"
            yield f"      {reading.fault(lang, answer.rule, look)}"
            yield f"      {reading.say(lang, 'page.do')}: {reading.part(lang, answer.rule, 'do')}"
        for look, by in answer.suppressed:
            yield f"      {answer.rule.code} {look.place.path}"
            yield f"      {reading.say(lang, 'report.let', reason=by.reason, by=by.by)}"
    if not report.failed():
        yield reading.say(lang, "report.clean")
    yield reading.sums(lang, report)


def _json(lang: str, checked: list[_Checked]) -> str:
    told = [{"source": one.source, **reading.as_data(lang, one.picture, one.report)} for one in checked]
    return json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=1)


def _every_finding(lang: str, checked: list[_Checked]) -> Iterator[findings.Told]:
    for one in checked:
        for answer in one.report.answers:
            rule = answer.rule
            looks = [(look, None) for look in answer.findings]
            for look, by in [*looks, *answer.suppressed]:
                yield findings.Told(
                    code=rule.code, name=rule.name, level=rule.level.value, source=one.source, path=look.place.path,
                    says=reading.fault(lang, rule, look), allowed=f"{by.reason} ({by.by})" if by else None,
                )  # fmt: skip


def _sarif(lang: str, checked: list[_Checked]) -> str:
    described = [
        findings.Described(
            code=one.code, name=one.name, level=one.level.value, title=reading.part(lang, one, "title"),
            help=f"{reading.part(lang, one, 'why')} {reading.part(lang, one, 'do')}",
        )
        for one in RULES
    ]  # fmt: skip
    log = findings.sarif(_every_finding(lang, checked), described, version=str(VERSION))
    return json.dumps(log, ensure_ascii=False, indent=1)


def _github(lang: str, checked: list[_Checked]) -> str:
    return "\n".join(findings.github(_every_finding(lang, checked)))


_FORMATS = {"text": _text, "json": _json, "sarif": _sarif, "github": _github}
