"""The addresses about what came under seal."""

from django.urls import path

from . import readings, record, undertakings

_OF = "initiatives/<slug:key>"
_STAGE = f"{_OF}/stages/<slug:stage>"

urlpatterns = [
    path(f"{_OF}/team/undertakings/", undertakings.undertakings, name="undertakings"),
    path(f"{_STAGE}/readings/", readings.reading_log, name="reading_log"),
    path(f"{_STAGE}/opening/record/", record.opening_record, name="opening_record"),
    path(f"{_STAGE}/opening/record.pdf", record.opening_record_file, name="opening_record_file"),
]
