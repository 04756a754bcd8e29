"""How the records wake up: the journal's triggers and the full text are put back after every migration."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

from vakna.records import triggers


class RecordsConfig(AppConfig):
    """The one app that remembers."""

    name = "vakna.records"

    def ready(self) -> None:
        """Connect the triggers to migrations: Django's table rebuilds on SQLite drop them silently."""
        post_migrate.connect(_put_back, sender=self)
        register(_missing, Tags.database)


def _put_back(using: str, **_: Any) -> None:
    from vakna.records import full_text  # needs django set up

    full_text.install(using=connections[using])
    if settings.JOURNAL_TRIGGERS:
        triggers.install(connection=connections[using])


def _missing(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    if not settings.JOURNAL_TRIGGERS:
        return []
    lost = [name for using in databases or () for name in triggers.missing(connection=connections[using])]
    if not lost:
        return []
    return [Error(f"The journal can be changed: {', '.join(lost)} missing. Run migrate.", id="vakna.E001")]
