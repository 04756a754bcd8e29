"""A picture is of one instant: what is written while it is read makes it be read again, and not for ever."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.cast import an_initiative
from vakna.core.refusal import Conflict
from vakna.records import pictures

pytestmark = pytest.mark.django_db


def test_a_picture_that_never_holds_still_is_refused_and_one_under_the_lock_is_taken() -> None:
    built = an_initiative(until="planned")

    def writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Let the journal grow whenever the terms have been read, as another process would."""
        result = execute(sql, params, many, context)
        if sql.startswith("SELECT") and '"records_stage"' in sql:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE records_head SET size = size + 1")
        return result

    with connection.execute_wrapper(writing):
        with pytest.raises(Conflict) as refused:
            pictures.take(built.key, ())
        taken = pictures.take(built.key, (), locked=True)

    assert refused.value.code == "initiative-busy"
    assert taken.terms.key == built.key
