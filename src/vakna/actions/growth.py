"""A supplier tells of its ability to grow: what it has attracted, and what one more customer brings and costs."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from vakna.core import resources, unit_economics
from vakna.core.document import encode
from vakna.core.initiative import EconomicsPoint, Key, Resource, Text, UnitEconomics
from vakna.core.refusal import NotFound
from vakna.records import models as m
from vakna.records import rows

from . import _ownership
from ._journal import hold

_PARTS = ("growth",)


def set_resource(*, by: str, at: datetime, initiative: str, resource: Resource, once: str = "") -> None:
    """Write something one's own supplier has attracted, or how it stands now. `at` of what is given is not read.

    Refuses another supplier's, one that takes part no more, and what is called secured without evidence.
    """
    with hold("growth.set_resource", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        before = next((one for one in pen.picture.resources if one.key == resource.key), None)
        _ownership.require_own(pen, resource.participation)
        if before is not None and before.participation != resource.participation:
            raise NotFound("no-such-resource", key=resource.key)
        resources.check(resource)
        values = rows.columns(m.Resource, resource, rows.finder(pen.initiative)) | {"at": at}
        m.Resource.objects.update_or_create(initiative=pen.initiative, key=resource.key, defaults=values)
        pen.write("growth", protected={"resource": encode(resource)})


def set_economics(
    *,
    by: str,
    at: datetime,
    initiative: str,
    participation: str,
    points: Sequence[EconomicsPoint],
    basis: Text,
    key: str = "",
    once: str = "",
) -> None:
    """Write the next version of one's own unit economics, and how the figures are known. Earlier versions stay."""
    with hold("growth.set_economics", by=by, at=at, initiative=initiative, parts=_PARTS, once=once) as pen:
        _ownership.require_own(pen, participation)
        unit_economics.check(points)
        version = 1 + sum(one.participation == participation for one in pen.picture.economics)
        one = UnitEconomics(
            key=Key(key or f"u-{secrets.token_hex(4)}"), participation=Key(participation), version=version, at=at,
            basis=basis, points=tuple(points),
        )  # fmt: skip
        values = rows.columns(m.UnitEconomics, one, rows.finder(pen.initiative))
        m.UnitEconomics.objects.create(initiative=pen.initiative, **values)
        pen.write("growth", protected={"economics": encode(one)})
