"""Reads single values from the environment, loudly: a value that cannot be understood stops the start.

It must not know what the values are for.
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable as it stands, or the default when it is unset."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return a yes or a no; any other word is refused rather than guessed at."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 for yes or 0 for no.")


def whole_number(name: str, default: int) -> int:
    """Return a whole number, zero or more."""
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.strip().isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, zero or more.")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """Return a list written with commas; blanks round the words are dropped."""
    value = os.environ.get(name)
    if value is None:
        return default
    return [word.strip() for word in value.split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return an absolute folder; it need not exist yet."""
    return Path(os.environ.get(name) or default).expanduser().absolute()


def secret(name: str, kept_in: Path) -> str:
    """Return the secret from the variable, else from the file, which is made at the first start for its owner alone."""
    value = os.environ.get(name)
    if value:
        return value
    if not kept_in.exists():
        _make_secret(kept_in)
    return kept_in.read_text(encoding="ascii").strip()


def _make_secret(path: Path) -> None:
    """Write a new secret beside its place and link it there, so that two processes starting at once agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first; its secret holds
    finally:
        draft.unlink()
