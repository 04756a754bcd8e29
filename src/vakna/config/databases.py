"""Says which database the house stands on: SQLite in the data folder, or the server that DATABASE_URL names.

It must not know what is stored there.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# All measured: without IMMEDIATE half of all "read, then write" requests fail as locked; FULL keeps an acknowledged
# tender through a power cut; recursive triggers stop INSERT OR REPLACE from walking round the journal's delete trigger.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=67108864; PRAGMA recursive_triggers=ON;"
)


def choose(*, url: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for the one database: the server at `url`, or SQLite in `data` when `url` is empty."""
    if not url:
        return _sqlite(data / "vakna.sqlite3")
    chosen: dict[str, Any] = dict(dj_database_url.parse(url))
    if chosen["ENGINE"].endswith("sqlite3"):
        return _sqlite(Path(chosen["NAME"]))
    _need_driver()
    # The pool keeps the connections; Django's own keeping must then be off.
    chosen["CONN_MAX_AGE"] = 0
    chosen.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 4, "timeout": 20}
    return chosen


def _need_driver() -> None:
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured("PostgreSQL needs one more part: .venv/bin/python -m pip install -e '.[postgres]'")


def _sqlite(file: Path) -> dict[str, Any]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _PRAGMAS},
        "CONN_MAX_AGE": 60,
        # A file and not a database in memory: the tests of locks run several processes against it.
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
    }
