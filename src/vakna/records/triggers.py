"""Triggers that refuse to change or delete journal rows, on both databases. Whoever owns the file can still drop them:
that is what signed checkpoints in other people's hands are for."""

from typing import Any

_APPEND_ONLY = ("records_entry", "records_sealedleaf", "records_checkpoint")
_UNIQUE = {
    "records_entry": "(journal=NEW.journal AND sequence=NEW.sequence)",
    "records_sealedleaf": "(tree_id=NEW.tree_id AND sequence=NEW.sequence)",
    "records_checkpoint": "(journal=NEW.journal AND size=NEW.size)",
}
_SAYS = "the journal is append-only"


def install(*, connection: Any) -> None:
    """Create the triggers that are missing. A table that does not exist yet is left alone."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in _APPEND_ONLY:
            if table in tables:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def missing(*, connection: Any) -> list[str]:
    """Name the triggers that ought to be there and are not."""
    tables = set(connection.introspection.table_names())
    query = "SELECT tgname FROM pg_trigger" if connection.vendor == "postgresql" else _SQLITE_NAMES
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    wanted = [f"{table}_{what}" for table in _APPEND_ONLY if table in tables for what in _kinds(connection.vendor)]
    return [name for name in wanted if name not in there]


_SQLITE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def _kinds(vendor: str) -> tuple[str, ...]:
    return ("upd", "trunc") if vendor == "postgresql" else ("upd", "del", "ins")


def _statements(vendor: str, table: str) -> list[str]:
    return _postgresql(table) if vendor == "postgresql" else _sqlite(table)


def _sqlite(table: str) -> list[str]:
    stop = f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
    # INSERT OR REPLACE walks past a delete trigger: an insert that would replace is refused as well.
    replaces = f"EXISTS (SELECT 1 FROM {table} WHERE id=NEW.id OR {_UNIQUE[table]})"  # noqa: S608  our own names
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_upd BEFORE UPDATE ON {table} {stop}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_del BEFORE DELETE ON {table} {stop}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_ins BEFORE INSERT ON {table} WHEN {replaces} {stop}",
    ]


def _postgresql(table: str) -> list[str]:
    function = f"""CREATE OR REPLACE FUNCTION vakna_append_only() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{_SAYS}'; END; $$ LANGUAGE plpgsql"""
    call = "EXECUTE FUNCTION vakna_append_only()"
    return [
        function,
        f"CREATE OR REPLACE TRIGGER {table}_upd BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}",
        f"CREATE OR REPLACE TRIGGER {table}_trunc BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
    ]
