"""What a clone carries away holds no traces of the machines it was made on, and nothing left undone."""

import re

from tests.house import tree

_HOSTS = "files[.]pythonhosted|py[p]i|registry[.]npmjs|deb[.]debian"
_NOTES = "TO[D]O|FIX[M]E|XX[X]|HAC[K]"
# Brackets round a letter keep this file from finding itself.
_TRACES = {
    "a folder of somebody's machine": r"(?<![\w./])/(?:work|root|tmp|home/[a-z]+|Users/[A-Za-z]+)/",
    "the host of a package registry": rf"\b(?:{_HOSTS})[.](?:org|com)\b",
    "a note to oneself": rf"\b(?:{_NOTES})\b",
}
_TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".in", ".lock", ".txt", ".json", ".svg", ".sh", ""}
_LARGEST = 1024 * 1024


def _others_work(name: str) -> bool:
    return "/vendor/" in name or name == "LICENCE"


def test_no_file_carries_traces() -> None:
    found = []
    for path in tree.carried_by_git():
        name = tree.name_of(path)
        if path.suffix in _TEXT and not _others_work(name):
            text = path.read_text(encoding="utf-8")
            found += [
                (name, trace, hit.group()) for trace, pattern in _TRACES.items() for hit in re.finditer(pattern, text)
            ]

    assert found == []


def test_search_sees_traces_when_there_are_some() -> None:
    planted = ["see /" + "work/main", "from py" + "pi.org", "# TO" + "DO later"]

    assert [[trace for trace, pattern in _TRACES.items() if re.search(pattern, text)] for text in planted] == [
        [trace] for trace in _TRACES
    ]


def test_no_file_is_heavier_than_a_clone_should_bear() -> None:
    heavy = {
        tree.name_of(path): path.stat().st_size for path in tree.carried_by_git() if path.stat().st_size > _LARGEST
    }

    assert heavy == {}


def test_nothing_waits_by_the_clock() -> None:
    sleepers = [
        tree.name_of(path)
        for path in [*tree.modules(), *sorted((tree.ROOT / "tests").rglob("*.py"))]
        if path.name != "test_cleanliness.py"
        and re.search(r"\btime\.sleep\(|import sleep\b", path.read_text(encoding="utf-8"))
    ]

    assert sleepers == []


def test_every_skip_gives_its_reason() -> None:
    silent = [
        tree.name_of(path)
        for path in sorted((tree.ROOT / "tests").rglob("*.py"))
        if path.name != "test_cleanliness.py"
        and re.search(
            r"mark\.(?:skip|xfail)\b(?!\()|mark\.(?:skip|skipif|xfail)\((?![^)]*reason=)",
            path.read_text(encoding="utf-8"),
        )
    ]

    assert silent == []
