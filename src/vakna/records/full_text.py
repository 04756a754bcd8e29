"""Full text in both databases: FTS5 beside SQLite's table of passages, `tsvector` on PostgreSQL's. No extension.

A word is found in each of its forms: both sides of the search are cut to stems, Swedish as Swedish and English as
English, by the Snowball rules and before either database sees them, so that both find the same. The beginning of a word
finds the whole one, as `demens` finds `demensboende`. å, ä and ö are letters of their own.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import snowballstemmer
from django.db import connection
from django.db.models import BooleanField, FloatField, QuerySet
from django.db.models.expressions import RawSQL

from vakna.records import models as m

LANGUAGES = {"sv": "swedish", "en": "english"}
_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _ENDING = 4, 2
"""A stem shorter than this is taken only where at most so much was cut: of `demens` the rules leave `dem`."""
_MOST = 12
"""How many words of a question are searched for; nobody asks for more in earnest."""

_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS vakna_passage_words USING fts5(
        sv, en, content='records_passage', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER IF NOT EXISTS vakna_passage_ai AFTER INSERT ON records_passage BEGIN
        INSERT INTO vakna_passage_words(rowid, sv, en) VALUES (new.id, new.sv, new.en); END""",
    """CREATE TRIGGER IF NOT EXISTS vakna_passage_ad AFTER DELETE ON records_passage BEGIN
        INSERT INTO vakna_passage_words(vakna_passage_words, rowid, sv, en)
        VALUES ('delete', old.id, old.sv, old.en); END""",
    "INSERT INTO vakna_passage_words(vakna_passage_words) VALUES ('rebuild')",
)
_POSTGRESQL = tuple(
    f"CREATE INDEX IF NOT EXISTS vakna_passage_{column} ON records_passage USING gin (to_tsvector('simple', {column}))"
    for column in LANGUAGES
)


def install(*, using: Any) -> None:
    """Create what is missing beside the table of passages; a table that does not exist yet is left alone."""
    if m.Passage._meta.db_table not in using.introspection.table_names():
        return
    with using.cursor() as cursor:
        for statement in _POSTGRESQL if using.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def words(said: str) -> list[str]:
    """Give the words of a text, in small letters."""
    return _WORD.findall(said.casefold())


def to_store(language: str, said: str) -> str:
    """Give a text as its column holds it: its words, each cut to its stem."""
    return " ".join(map(_stemmer(language), words(said)))


def matching(rows: QuerySet[m.Passage], asked: str) -> QuerySet[m.Passage]:
    """Give the passages that hold every word asked for, in one of the languages, with the nearest first."""
    found = words(asked)[:_MOST]
    if not found:
        return rows.none()
    on = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    hit, rank = on(found)
    return rows.annotate(hit=hit).filter(hit=True).annotate(rank=rank).order_by("rank", "-day", "pk")


def hits(language: str, asked: str, said: str) -> list[tuple[str, bool]]:
    """Give a text in pieces, each with whether it is a word that was asked for, in one of its forms."""
    stem, pieces, last = _stemmer(language), list[tuple[str, bool]](), 0
    wanted = tuple(stem(one) for one in words(asked)[:_MOST])
    for word in _WORD.finditer(said):
        if wanted and stem(word.group().casefold()).startswith(wanted):
            pieces += [(said[last : word.start()], False), (word.group(), True)]
            last = word.end()
    return [one for one in (*pieces, (said[last:], False)) if one[0]]


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """Give what cuts words of a language to their stems; any language but English is cut as Swedish."""
    cut: Callable[[str], str] = snowballstemmer.stemmer(LANGUAGES.get(language, "swedish")).stemWord

    def stem(word: str) -> str:
        left = cut(word)
        return left if len(left) >= _SHORTEST or len(word) - len(left) <= _ENDING else word

    return stem


def _on_sqlite(asked: Iterable[str]) -> tuple[RawSQL, RawSQL]:
    # Each word is letters and digits alone, and stands in quotes: nothing in it is read as a question to FTS5.
    each = {it: " AND ".join(f'"{_stemmer(it)(one)}"*' for one in asked) for it in LANGUAGES}
    query = " OR ".join(f"({{{column}}} : ({said}))" for column, said in each.items())
    found = "SELECT {} FROM vakna_passage_words w WHERE w.vakna_passage_words MATCH %s AND w.rowid = records_passage.id"
    hit = RawSQL(f"EXISTS ({found.format('1')})", [query], BooleanField())  # noqa: S611  our own names
    return hit, RawSQL(f"({found.format('bm25(vakna_passage_words)')})", [query], FloatField())  # noqa: S611


def _on_postgresql(asked: Iterable[str]) -> tuple[RawSQL, RawSQL]:
    words_of = {it: " & ".join(f"{_stemmer(it)(one)}:*" for one in asked) for it in LANGUAGES}
    pairs = [f"to_tsvector('simple', records_passage.{at})" for at in LANGUAGES]
    hit = " OR ".join(f"{said} @@ to_tsquery('simple', %s)" for said in pairs)
    rank = " + ".join(f"ts_rank({said}, to_tsquery('simple', %s))" for said in pairs)
    given = list(words_of.values())
    return RawSQL(f"({hit})", given, BooleanField()), RawSQL(f"-({rank})", given, FloatField())  # noqa: S611
