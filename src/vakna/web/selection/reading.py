"""Reading what came under seal: the first reading in a session is written in the journal before anything is shown."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest

from vakna.actions import selection
from vakna.core import vocabulary as v
from vakna.core.initiative import Stage, Submission
from vakna.core.refusal import NotFound
from vakna.web import access, answers
from vakna.web.access import Visit

_READ = "read"


def may_show(request: HttpRequest, stage: Stage, submission: Submission) -> bool:
    """Say whether the content may be shown: never sealed, or this session's reading stands in the journal."""
    return may_show_key(request, stage, submission.key)


def may_show_key(request: HttpRequest, stage: Stage, submission: str) -> bool:
    """Say the same of a submission by its key."""
    return stage.regime is not v.Regime.SEALED or submission in request.session.get(_READ, ())


def note(request: HttpRequest, seen: Visit, submission: Submission) -> None:
    """Write the reading in the journal, and remember it for this session."""
    refusal = answers.attempt(lambda: selection.read(**seen.act(), submission=seen.true(submission.key)))
    if refusal:
        raise refusal
    request.session[_READ] = [*request.session.get(_READ, ()), submission.key]


def note_all(request: HttpRequest, seen: Visit, submissions: Sequence[str]) -> None:
    """Write the reading of several submissions in the journal, each its own entry, and remember them."""
    for number, key in enumerate(submissions):
        act = {**seen.act(), "once": f"{access.once(request)}.{number}"}
        refusal = answers.attempt(lambda act=act, key=key: selection.read(**act, submission=seen.true(key)))  # type: ignore[misc]
        if refusal:
            raise refusal
    request.session[_READ] = [*request.session.get(_READ, ()), *submissions]


def unread(request: HttpRequest, stage: Stage, submissions: Iterable[Submission]) -> list[str]:
    """Give the keys of those whose content may not be shown yet: under seal, and not read in this session."""
    return [one.key for one in submissions if not may_show(request, stage, one)]


def find(seen: Visit, key: str) -> Submission:
    """Find a submission among those that this person sees, or refuse."""
    found = next((one for one in seen.picture.submissions if one.key == key), None)
    if found is None:
        raise NotFound("no-such-submission", key=key)
    return found
