"""A document becomes rows and comes back equal: nothing is lost, nothing is kept beside the rows."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.generated import initiative
from vakna.actions import documents
from vakna.core import document
from vakna.records import models as m
from vakna.records import pictures
from vakna.records.clock import now

_SLOW_IS_FINE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


class TestRoundTrip(TestCase):
    @settings(max_examples=25, **_SLOW_IS_FINE)
    @given(seed=st.integers(0, 10**9), full=st.booleans())
    def test_the_document_is_equal_after_import_into_an_empty_database(self, seed: int, full: bool) -> None:
        given_document = document.dump(initiative(seed, full=full))

        key = documents.bring_in(by=None, at=now(), data=given_document)

        assert document.dump(pictures.take(key)) == given_document


@pytest.mark.django_db
def test_a_second_export_is_equal_to_the_first_in_another_house() -> None:
    given_document = document.dump(initiative(7, full=True))
    with transaction.atomic():
        first = document.dump(pictures.take(documents.bring_in(by=None, at=now(), data=given_document)))
        transaction.set_rollback(True)
    assert not m.Organisation.objects.exists()

    second = document.dump(pictures.take(documents.bring_in(by=None, at=now(), data=first)))

    assert second == first


def test_the_full_initiative_fills_every_field_of_the_schema() -> None:
    schema = document.schema()
    wanted = {f"{name}.{field}" for name, record in schema["$defs"].items() for field in record["properties"]}
    filled: set[str] = set()
    for seed in range(12):
        _walk(document.dump(initiative(seed, full=True)), schema, schema, filled)

    assert wanted - filled == set()


@given(seed=st.integers(0, 10**9), full=st.booleans())
@settings(max_examples=40, **_SLOW_IS_FINE)
def test_a_document_reads_as_what_was_written(seed: int, full: bool) -> None:
    picture = initiative(seed, full=full)

    assert document.load(document.dump(picture)) == picture


def test_the_schema_accepts_what_is_written() -> None:
    import jsonschema  # slow import

    for seed in range(10):
        jsonschema.validate(document.dump(initiative(seed, full=bool(seed % 2))), document.schema())


@pytest.mark.django_db
def test_no_column_of_any_table_holds_a_whole_document() -> None:
    documents.bring_in(by=None, at=now(), data=document.dump(initiative(3, full=True)))

    held = [str(value) for model in _models() for row in model._default_manager.values_list() for value in row]

    assert len(held) > 500
    assert [value for value in held if document.FORMAT in value] == []


def _models() -> list[Any]:
    return [getattr(m, name) for name in m.__all__]


def _walk(data: Any, schema: Any, root: Any, filled: set[str]) -> None:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        filled.update(f"{name}.{field}" for field in data)
        schema = root["$defs"][name]
    if isinstance(data, dict):
        for field, value in data.items():
            _walk(value, schema.get("properties", {}).get(field, {}), root, filled)
    elif isinstance(data, list):
        for one in data:
            _walk(one, schema.get("items", {}), root, filled)
    for choice in schema.get("anyOf", ()):
        if isinstance(data, dict) and ("$ref" in choice or choice.get("type") == "object"):
            _walk(data, choice, root, filled)
