"""A pause after many failed log-ins to one address, so that passwords cannot be tried one after the other."""

from hashlib import sha256

from django.core.cache import cache

MOST = 10
"""Failures in a row before the pause."""

PAUSE = 300
"""The pause, and how long failures are remembered, in seconds."""


def is_resting(*, email: str) -> bool:
    """Say whether the address rests after too many failures."""
    return int(cache.get(_name(email), 0)) >= MOST


def note(*, email: str) -> None:
    """Remember one more failure. The pause counts from the last one."""
    cache.set(_name(email), int(cache.get(_name(email), 0)) + 1, PAUSE)


def forget(*, email: str) -> None:
    """Forget the failures: the right password was given."""
    cache.set(_name(email), 0, PAUSE)


def _name(email: str) -> str:
    return f"log-in/{sha256(email.casefold().encode()).hexdigest()}"
