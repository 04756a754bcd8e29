"""Whether the extra `market` is installed, and the refusal that says how to add it."""

from importlib.util import find_spec

from vakna.core.refusal import Conflict

COMMAND = "pip install -e '.[market]'"
"""What one types to add the extra."""


def is_there() -> bool:
    """Say whether Ibis, DuckDB, Arrow and msgspec are installed, without waking them."""
    return all(find_spec(name) for name in ("ibis", "duckdb", "pyarrow", "msgspec"))


def require() -> None:
    """Refuse (`market-extra-missing`) where the extra is not installed."""
    if not is_there():
        raise Conflict("market-extra-missing", command=COMMAND)
