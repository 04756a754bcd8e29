"""Answered objections of the whole house, as anybody may read them: nobody is named, and practice is kept apart."""

from vakna.core import objections as rules
from vakna.core.initiative import Objection
from vakna.records import models as m

_MOST = 5_000
"""The latest answers that are searched and counted."""

_PEOPLE = ("by", "owner")


def answered(*, sandboxes: bool = False, within: str = "") -> list[rules.Told]:
    """Give the answered objections, the latest answer first. One query.

    A practice case is left out, but when `sandboxes` are wanted (a demo) and in the initiative `within` itself. Copies
    of one practice case tell the same objection once.
    """
    found = m.Objection.objects.filter(answered_at__isnull=False).select_related("initiative")
    if not sandboxes:
        found = found.filter(initiative__sandbox=False) | found.filter(initiative__key=within)
    told = [_told(one) for one in found.order_by("-answered_at", "-pk")[:_MOST]]
    first = {(one.initiative if not one.sandbox else "", one.objection.key): one for one in reversed(told)}
    return list(reversed(first.values()))


def _told(row: m.Objection) -> rules.Told:
    names = (name for name in Objection.__dataclass_fields__ if name not in _PEOPLE)
    return rules.Told(
        initiative=row.initiative.key, title=row.initiative.title, sandbox=row.initiative.sandbox,
        invented=row.initiative.invented, objection=Objection(**{name: getattr(row, name) for name in names}),
    )  # fmt: skip
