"""`vakna check` and `vakna rules`: the linter of initiatives on files and on what the house remembers."""

import json
import tomllib
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from vakna.core import document
from vakna.core.initiative import ALL_PARTS, Picture
from vakna.core.refusal import BadInput, Problem
from vakna.exchange import findings
from vakna.records import clock
from vakna.rules import allowing, pages, reading
from vakna.rules.finding import Level, Suppression
from vakna.rules.lint import Report, lint
from vakna.rules.registry import RULES, VERSION, find

from . import files

_DOCUMENTS = (".json", ".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How everything of one run is judged and told."""

    lang: str
    format: str
    at: datetime
    allowed: tuple[Suppression, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    source: str
    picture: Picture
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is told of one document: in words or data, whether it fails, and what made it unreadable."""

    said: Any = None
    fails: bool = False
    problems: tuple[Problem, ...] = ()


def rules(asked: Namespace) -> int:
    """List the rules, or explain one. Refuses (`NotFound`) a code that no rule has."""
    print(pages.page(asked.lang, find(asked.code)) if asked.code else pages.summary(asked.lang))
    return 0


def check(asked: Namespace) -> int:
    """Judge documents, or initiatives of the house, by every rule: 1 when one stops or asks for a reason, else 0.

    A document that is named is read whole; those of a folder only as far as the rules look, several at a time.
    """
    how = How(lang=asked.lang, format=asked.format, at=_instant(asked.at) or clock.now(), allowed=_allowed(asked.allow))
    fails = []

    def heard(told: Judged) -> Any:
        if told.problems:
            raise BadInput(found=told.problems)
        fails.append(told.fails)
        return told.said

    for line in _WRITERS[how.format](how.lang, map(heard, _every(asked, how))):
        print(line)
    return int(any(fails))


def _every(asked: Namespace, how: How) -> Iterator[Judged]:
    for what in asked.what:
        if Path(what).is_dir():
            names = sorted(one for one in Path(what).iterdir() if one.suffix.lower() in _DOCUMENTS)
            yield from judge_files(map(str, names), replace(how, whole=False), jobs=asked.jobs)
        else:
            yield _judge_file(what, how) if Path(what).exists() else _judge_house(what, how, at=asked.at)


def judge_files(names: Iterable[str], how: How, *, jobs: int) -> Iterator[Judged]:
    """Judge many files in their order, on several processors; no more than a few are in memory at a time."""
    judge = partial(_judge_file, how=how)
    if jobs < 2:
        yield from map(judge, names)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(judge, names, chunksize=_AT_A_TIME)


_AT_A_TIME = 20


def _judge_file(source: str, how: How) -> Judged:
    try:
        data = document.parse(files.read(source), toml=Path(source).suffix.lower() == ".toml")
        return _told(how, _read_and_lint(source, data, how))
    except BadInput as refusal:
        return Judged(problems=tuple(_in_file(source, one) for one in refusal.problems))


def _in_file(source: str, one: Problem) -> Problem:
    return one if one.path == source else Problem(f"{source}: {one.path}".removesuffix(": "), one.code, one.values)


def _read_and_lint(source: str, data: Any, how: How) -> _Checked:
    if not how.whole:
        try:
            return _lint(source, document.quickly(data), how)
        except document.UNSURE:
            pass
    return _lint(source, document.load(data), how)


def _lint(source: str, picture: Picture, how: How) -> _Checked:
    allowing.require_known(picture)
    return _Checked(source=source, picture=picture, report=lint(picture, at=how.at, suppressions=how.allowed))


def _judge_house(key: str, how: How, *, at: str | None) -> Judged:
    from vakna.records import models as m  # needs django set up
    from vakna.records import pictures  # needs django set up

    from .house import make_ready  # needs django set up

    make_ready()
    picture = pictures.take(key, ALL_PARTS)
    its_now = how.at if at else clock.now_in(m.Initiative.objects.get(key=key))
    return _told(how, _lint(key, picture, replace(how, at=its_now)))


def _told(how: How, checked: _Checked) -> Judged:
    fails = bool(checked.report.failed(Level.BLOCK, Level.WARN))
    return Judged(said=_TELLERS[how.format](how.lang, checked), fails=fails)


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


def _tell_text(lang: str, one: _Checked) -> str:
    return "\n".join(_lines(lang, one))


def _lines(lang: str, one: _Checked) -> Iterator[str]:
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
            yield f"      {reading.say(lang, 'report.let', reason=by.said(lang), by=by.by)}"
    if not report.failed():
        yield reading.say(lang, "report.clean")
    yield reading.sums(lang, report)


def _tell_json(lang: str, one: _Checked) -> dict[str, Any]:
    return {"source": one.source, **reading.as_data(lang, one.picture, one.report)}


def _tell_findings(lang: str, one: _Checked) -> list[findings.Told]:
    told = []
    for answer in one.report.answers:
        rule = answer.rule
        for look, by in [*((look, None) for look in answer.findings), *answer.suppressed]:
            says = reading.fault(lang, rule, look)
            allowed = f"{by.said(lang)} ({by.by})" if by else None
            told.append(
                findings.Told(
                    code=rule.code, name=rule.name, level=rule.level.value, source=one.source, path=look.place.path,
                    says=says, allowed=allowed,
                )
            )  # fmt: skip
    return told


def _write_json(said: Iterator[Any]) -> Iterator[str]:
    """Write one report, or a list with one report a line when there are several."""
    first, second = next(said, None), next(said, None)
    if second is None:
        yield json.dumps([] if first is None else first, ensure_ascii=False, indent=1)
        return
    yield f"[{json.dumps(first, ensure_ascii=False)},"
    before = second
    for one in said:
        yield f"{json.dumps(before, ensure_ascii=False)},"
        before = one
    yield f"{json.dumps(before, ensure_ascii=False)}]"


def _write_sarif(lang: str, said: Iterator[list[findings.Told]]) -> Iterator[str]:
    described = [
        findings.Described(
            code=one.code, name=one.name, level=one.level.value, title=reading.part(lang, one, "title"),
            help=f"{reading.part(lang, one, 'why')} {reading.part(lang, one, 'do')}",
        )
        for one in RULES
    ]  # fmt: skip
    told = [one for rows in said for one in rows]
    yield json.dumps(findings.sarif(told, described, version=str(VERSION)), ensure_ascii=False, indent=1)


def _write_github(said: Iterator[list[findings.Told]]) -> Iterator[str]:
    return (line for rows in said for line in findings.github(rows))


_TELLERS: Mapping[str, Callable[[str, _Checked], Any]] = {
    "text": _tell_text,
    "json": _tell_json,
    "sarif": _tell_findings,
    "github": _tell_findings,
}
_WRITERS: Mapping[str, Callable[[str, Iterator[Any]], Iterator[str]]] = {
    "text": lambda _, said: said,
    "json": lambda _, said: _write_json(said),
    "sarif": _write_sarif,
    "github": lambda _, said: _write_github(said),
}
