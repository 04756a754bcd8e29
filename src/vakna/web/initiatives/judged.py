"""What the rules say of an initiative to the person who looks: kept from before where nothing has happened since."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from vakna.actions import oversight
from vakna.core import visibility
from vakna.core.initiative import Picture
from vakna.records import models as m
from vakna.rules import kept
from vakna.rules.lint import Report, lint
from vakna.rules.registry import VERSION
from vakna.web import access
from vakna.web.access import Visit

_COLUMNS = tuple(f"judgement__{name}" for name in ("sequence", "rules_version", "day", "whole", "outside"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A report as this person may see it: the whole with its evidence, or what anybody may know; and who watches."""

    report: Report
    whole: bool
    watches: bool


def of(seen: Visit) -> Judged:
    """Give the report. One query, with whether the visitor watches; more only when the initiative is judged anew."""
    reader = visibility.is_reader(seen.actor)
    watching = m.Watch.objects.filter(initiative=OuterRef("pk"), person__key=seen.actor.person)
    row = m.Initiative.objects.filter(key=seen.key).values_list(Exists(watching), *_COLUMNS).get()
    watches, sequence, version, day, whole, outside = row
    if reader and seen.true_keys:
        return Judged(report=_anew(seen), whole=True, watches=watches)
    if (sequence, version, day) == (seen.picture.sequence, VERSION, seen.at.date()):
        return Judged(report=kept.load(whole if reader else outside), whole=reader, watches=watches)
    said = oversight.judge(initiative=seen.key, at=seen.at)
    return Judged(report=said[0 if reader else 1], whole=reader, watches=watches)


def _anew(seen: Visit) -> Report:
    """Judge for somebody from whom suppliers' names are hidden: what is kept would tell them."""
    picture: Picture = access.whole(seen)
    return lint(picture, at=seen.at)
