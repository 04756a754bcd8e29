"""Swedish and English are equals: same sentences, same blanks to fill; each is used, and each that is used exists."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import pytest

from tests.house import tree
from vakna.core import vocabulary

_LANGUAGES = ("sv", "en")
_PLURAL = {"one", "other"}
_BLANK = re.compile(r"{([a-z_]+)(?::[^}]*)?}")

# Words settled as not ours (docs/glossary.md); each stands here as the beginning of a word.
_NOT_IN_SWEDISH = ("vinnar", "förlorar", "delgiv", "journal", "grind", "följare", "uteslut")
_NOT_IN_ENGLISH = ("winner", "loser")
# Not prose for readers but names that a person types.
_TYPED = re.compile(r"`[^`]*`|vakna journal verify")


@cache
def _sentences(language: str) -> dict[str, str]:
    """Return every sentence by code; the forms of a plural are told apart by their last part."""
    found: dict[str, str] = {}
    for path in sorted(tree.SOURCE.rglob("*.toml")):
        parts = path.relative_to(tree.SOURCE).parts
        if "texts" in parts and language in {path.stem, path.parent.name}:
            for code, sentence in _flat(tomllib.loads(path.read_text(encoding="utf-8")), ""):
                assert code not in found, f"{code} stands twice"
                found[code] = sentence
    return found


def _flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@cache
def _codes(language: str) -> set[str]:
    """Return the codes as they are asked for: a plural is one code."""
    sentences = _sentences(language)
    plurals = {code.removesuffix(".one") for code in sentences if f"{code.removesuffix('.one')}.other" in sentences}
    stems = {stem for stem in plurals if f"{stem}.one" in sentences}
    return {stem if (stem := code.rpartition(".")[0]) in stems else code for code in sentences}


@cache
def _written_down() -> str:
    """Return all code and templates as one text, in which a code that is used stands in quotes."""
    files = [*tree.modules(), *sorted(tree.SOURCE.rglob("*.html")), *sorted(tree.SOURCE.rglob("*.txt"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_both_languages_have_the_same_codes() -> None:
    swedish, english = (_codes(language) for language in _LANGUAGES)

    assert swedish
    assert sorted(swedish - english) == []
    assert sorted(english - swedish) == []


def test_both_languages_have_the_same_blanks() -> None:
    swedish, english = (_sentences(language) for language in _LANGUAGES)
    blanks = {
        code: (sorted(set(_BLANK.findall(swedish[code]))), sorted(set(_BLANK.findall(english[code]))))
        for code in swedish.keys() & english.keys()
    }

    assert {code: pair for code, pair in blanks.items() if pair[0] != pair[1]} == {}


def test_no_sentence_is_empty() -> None:
    empty = [
        (language, code) for language in _LANGUAGES for code, text in _sentences(language).items() if not text.strip()
    ]

    assert empty == []


@pytest.mark.parametrize(("language", "words"), [("sv", _NOT_IN_SWEDISH), ("en", _NOT_IN_ENGLISH)])
def test_settled_words_are_kept(language: str, words: tuple[str, ...]) -> None:
    """Exclusion in the sense of the law (LOU 4 kap. 8 §) may be named where it is meant: at involvements alone."""
    pattern = re.compile(rf"\b(?:{'|'.join(words)})", flags=re.IGNORECASE)

    found = {code: text for code, text in _sentences(language).items() if pattern.search(_TYPED.sub("", text))}
    assert {code: text for code, text in found.items() if "involvement" not in code} == {}


def _asked_for() -> set[str]:
    """Return the codes that templates and code name in full."""
    text = _written_down()
    in_templates = re.findall(r"{%\s*say\s+[\"']([^\"']+)[\"']", text)
    in_code = re.findall(r"\bwords\.say\(\s*[^,()]+,\s*\"([^\"{}]+)\"", text)
    return {*in_templates, *in_code}


def test_every_code_that_is_asked_for_exists() -> None:
    assert sorted(_asked_for() - _codes("sv")) == []


def test_every_refusal_has_its_sentence() -> None:
    raised = set(
        re.findall(
            r"\b(?:Refusal|BadInput|NotAllowed|NotFound|TooLate|Conflict|OverCeiling)\(\s*\"([^\"]+)\"", _written_down()
        )
    )

    assert raised
    assert sorted(code for code in raised if f"refusal.{code}.says" not in _codes("sv")) == []


def _families() -> list[re.Pattern[str]]:
    """Return the patterns of codes that are put together, such as `word.{list}.{value}` or `"stage."|add:state`."""
    in_code = [
        shape
        for path in tree.modules()
        for node in ast.walk(tree.syntax(path))
        if isinstance(node, ast.JoinedStr) and (shape := _shape(node))
    ]
    in_templates = [re.escape(begin) + ".+" for begin in re.findall(r"[\"']([a-z_.]+\.)[\"']\|add:", _written_down())]
    return [re.compile(shape) for shape in (*in_code, *in_templates)]


def _shape(node: ast.JoinedStr) -> str | None:
    """Read an f-string as a pattern; one that does not begin with the name of a table is no code."""
    first = node.values[0]
    if not (isinstance(first, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_.-]*", str(first.value))):
        return None
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)


def test_every_sentence_is_used() -> None:
    quoted = set(re.findall(r"[\"']([\w.-]+)(?=[\"'])", _written_down()))
    families = _families()
    idle = [code for code in _codes("sv") - quoted if not any(family.fullmatch(code) for family in families)]

    assert sorted(idle) == []


def test_every_sentence_of_refusal_belongs_to_a_code_that_is_raised() -> None:
    written = _written_down()
    told = {code.split(".")[1] for code in _codes("sv") if code.startswith("refusal.")}

    assert sorted(code for code in told if f'"{code}"' not in written) == []


def test_every_word_of_the_closed_lists_has_its_display_word_and_no_other_has() -> None:
    lists = [kind for _, kind in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(kind, StrEnum)]
    wanted = {f"word.{_snake(kind.__name__)}.{value.value}" for kind in lists for value in kind}

    assert {code for code in _codes("sv") if code.startswith("word.")} == wanted


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
