"""Questions that every page asks: Django makes the statement once, and what is asked for is handed in each time.

To make a statement anew costs Django more than the database needs to answer it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Statement:
    """A question to the database in its own words, and how the values it gives are read."""

    sql: str
    converters: Mapping[int, tuple[list[Callable[..., Any]], Any]]

    def rows(self, *asked: str | int) -> Iterator[list[Any]]:
        """Give each row found, its values as Django's own queries give them; `asked` in the order of the filters."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, asked)
            found = cursor.fetchall()
        return self._read(found)

    def row(self, *asked: str | int) -> list[Any] | None:
        """Give the first row found, or None."""
        return next(self.rows(*asked), None)

    def _read(self, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        for row in rows:
            held = list(row)
            for place, (converters, column) in self.converters.items():
                for convert in converters:
                    held[place] = convert(held[place], column, connection)
            yield held


def made(query: QuerySet[Any, Any]) -> Statement:
    """Let Django make the statement of a `values_list`; each value in its filters stands for one to be handed in."""
    compiler = query.query.get_compiler(connection.alias)
    sql, _ = compiler.as_sql()
    return Statement(sql, compiler.get_converters([column for column, _, _ in compiler.select]))


def columns(model: type[Model]) -> list[str]:
    """Name the columns of a model, in the order in which `Model.from_db` takes their values."""
    return [one.attname for one in model._meta.concrete_fields]
