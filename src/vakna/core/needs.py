"""The needs of an initiative as they stand now: one or several, each in versions that are never overwritten."""

from collections.abc import Iterable

from .initiative import Key, Need, Terms


def current(terms: Terms) -> tuple[Need, ...]:
    """Give the last version of each need, in the order in which the needs came."""
    last: dict[Key, Need] = {}
    for one in sorted(terms.needs, key=lambda it: it.version):
        last[one.key] = one
    return tuple(last[key] for key in _in_order(terms.needs))


def versions(terms: Terms, key: str) -> tuple[Need, ...]:
    """Give every version of one need, the latest first; nothing for a need that is not there."""
    mine = (one for one in terms.needs if one.key == key)
    return tuple(sorted(mine, key=lambda one: one.version, reverse=True))


def _in_order(needs: Iterable[Need]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(one.key for one in needs))
