"""What others ask of the initiative: public records, and whether it is in line with procurement at all."""

from dataclasses import dataclass
from datetime import date, datetime

from .. import vocabulary as v
from .files import Paper
from .values import Digest, Key, Text, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureItem:
    """One answer or file that somebody asks to be given, and what was decided about it on what ground.

    `topic` names an answer of the submission, `file` an attachment by its hash; `masked` is the text as it is given,
    `masked_file` the copy that is given in the file's place.
    """

    submission: Key = seen(v.Seen.OWN, ref="submissions")
    participation: Key = seen(v.Seen.OWN, ref="participations")
    topic: Key | None = seen(v.Seen.OWN, default=None)
    file: Digest | None = seen(v.Seen.OWN, default=None)
    decision: v.Release | None = seen(v.Seen.OWN, default=None)
    ground: Text | None = seen(v.Seen.OWN, default=None)
    masked: Text | None = seen(v.Seen.OWN, default=None)
    masked_file: Paper | None = seen(v.Seen.OWN, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A request for public records of one stage: decided item by item, and the log of what was given to whom."""

    key: Key
    number: int
    stage: Key = seen(ref="stages")
    at: datetime
    asks: Text | None = seen(v.Seen.ASSESSOR, default=None)
    asked_by: Text | None = seen(v.Seen.ASSESSOR, default=None)
    diary_number: str | None = seen(v.Seen.ASSESSOR, default=None)
    items: tuple[DisclosureItem, ...] = ()
    decided_at: datetime | None = None
    decided_by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    given_at: datetime | None = None
    given_to: Text | None = seen(v.Seen.ASSESSOR, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A claim that something is "not in line with procurement", filed under what it rests on, and its answer."""

    key: Key
    number: int
    at: datetime
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    claim: Text
    layer: v.Layer
    principle: v.Principle | None = None
    law: v.Law | None = None
    rule_says: Text | None = None
    source: str | None = None
    checked: date | None = None
    owner: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    answer: Text | None = None
    answered_at: datetime | None = None
    turned_out: v.Layer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A house rule set aside for this initiative: which, whose it is, by whom and until when."""

    key: Key
    at: datetime
    rule: Text
    owner: Text
    granted_by: Text
    reference: str
    until: date | None = None
    objection: Key | None = seen(ref="objections", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A finding of a rule that may stand: which rule, where, why, who says so and when. All of it is public.

    `code` is the rule's, `where` the path of the finding with stages named by key. `signed` is the name that it was
    signed with: it stays readable where the person is not shown. One that is taken back stays to be read, with who did
    that, when and why.
    """

    key: Key
    at: datetime
    code: str
    where: str
    stage: Key | None = seen(ref="stages", default=None)
    participation: Key | None = seen(ref="participations", default=None)
    reason: Text
    by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    signed: str
    taken_back_at: datetime | None = None
    taken_back_because: Text | None = None
    taken_back_by: Key | None = seen(v.Seen.PARTY, ref="people", default=None)
    taken_back_signed: str | None = None
