"""Suppliers take part and hand in, in time and with a receipt; what is sealed is opened by two persons."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from vakna.core import document, journal, stages
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Attachment, Opening, Stage
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.exchange import signed_note
from vakna.records import models as m
from vakna.records import vault

from . import _cast, _letters
from ._journal import Pen, hold, house_key, origin


def hand_in(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    stage: str,
    answers: Sequence[Answer],
    files: Sequence[int] = (),
    organisation: str | None = None,
    participation: str = "",
    key: str = "",
    once: str = "",
) -> str:
    """Hand in for a stage, as the next version; the latest counts. Gives the submission's key.

    `at` is the instant the request reached the server's edge. A first hand-in makes `organisation` (the actor's own
    unless it answers an RFI without an account) take part. Refuses what comes late (the caller keeps the draft), an
    ended supplier, and a stage that is not open. Under seal the journal stays silent; the
    signed receipt is the supplier's proof.
    """
    verb = "selection.hand_in" if by else "selection.answer"
    with hold(verb, by=by, at=at, initiative=initiative, parts=("submissions",), once=once) as pen:
        terms = pen.picture.stage(pen.stage(stage).key)
        _may_hand_in(terms, at)
        if not answers and not files:
            raise BadInput("nothing-handed-in")
        mine = _participation(pen, terms, organisation, participation)
        row = _write(pen, terms, mine, tuple(answers), files=files, key=key)
        _write_receipt(pen, terms, row)
        to = _letters.suppliers([mine])
        _letters.write("receipt", to=to, at=at, initiative=pen.initiative, stage=terms.name, receipt=row.receipt or "")
        pen.answer = row.key
        return row.key


def withdraw(*, by: str, at: datetime, initiative: str, submission: str, once: str = "") -> None:
    """Take a submission back before the deadline. A supplier that took part by it alone has withdrawn."""
    with hold("selection.withdraw", by=by, at=at, initiative=initiative, parts=("submissions",), once=once) as pen:
        row = m.Submission.objects.filter(initiative=pen.initiative, key=submission).select_related("stage").first()
        if row is None or pen.participation(row.participation.key).key not in pen.actor.participations:
            raise NotFound("no-such-submission", key=submission)
        terms = pen.picture.stage(row.stage.key)
        stages.require_in_time(terms, at)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        _withdraw_from(row)
        if terms.regime is v.Regime.SEALED:
            pen.seal(row.stage, _receipt(pen, terms, row.digest or "", (), number=f"w-{secrets.token_hex(6)}"))
        else:
            pen.write(f"stage:{terms.key}", protected={"submission": submission, "digest": row.digest})


def open_sealed(*, by: str, at: datetime, initiative: str, stage: str, once: str = "") -> bool:
    """Open a sealed stage: one authorised person asks, another confirms, and everything is opened at once.

    Gives True when it was opened, False when it now waits for the second person. Refuses before the deadline and until
    every request that was stamped in time has had its time to be stored (`stages.opens_from`).
    """
    with hold("selection.open_sealed", by=by, at=at, initiative=initiative, once=once) as pen:
        row = pen.stage(stage)
        terms = pen.picture.stage(row.key)
        _may_open(terms, at)
        if row.opening_asked_by is None:
            row.opening_asked_by = pen.person(by)
            row.save(update_fields=["opening_asked_by"])
            pen.write(f"stage:{stage}", facts={"opened": False}, protected={"first": by})
            return False
        if row.opening_asked_by.key == by:
            raise NotAllowed("two-persons")
        _open(pen, row, first=row.opening_asked_by.key, second=by)
        return True


def read(*, by: str, at: datetime, initiative: str, submission: str, once: str = "") -> None:
    """Note that somebody on the buyer's side read a submission that came under seal."""
    with hold("selection.read", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Submission.objects.filter(initiative=pen.initiative, key=submission).select_related("stage").first()
        if row is None or (row.sealed is not None and row.stage.opening is None):
            raise NotFound("no-such-submission", key=submission)
        pen.write(f"stage:{row.stage.key}", protected={"submission": submission})


def _may_hand_in(stage: Stage, at: datetime) -> None:
    stages.require_in_time(stage, at)
    if stage.opening is not None or stage.state not in (v.StageState.OPEN, v.StageState.CLOSED):
        raise Conflict("stage-not-open")
    if stage.deadline is None and stage.state is v.StageState.CLOSED:
        raise Conflict("stage-not-open")


def _participation(pen: Pen, stage: Stage, organisation: str | None, key: str) -> m.Participation:
    """Find the supplier's participation, or make it with the first hand-in."""
    supplier = pen.organisation(organisation) if organisation else pen.person(pen.by).organisation
    if pen.by and pen.person(pen.by).organisation_id != supplier.pk:
        raise NotAllowed("only-own-organisation")
    row = pen.stage(stage.key)
    mine = m.Participation.objects.filter(initiative=pen.initiative, organisation=supplier)
    there = mine.filter(procurement=row.procurement) if row.procurement else mine.filter(first_stage=row)
    found = there.first()
    if found is None:
        return _take_part(pen, row, supplier, key)
    if found.state == v.ParticipationState.WITHDRAWN and found.ended_stage == row:
        found.state, found.ended_stage = v.ParticipationState.ACTIVE, None
        found.save(update_fields=["state", "ended_stage"])
    if found.state != v.ParticipationState.ACTIVE:
        raise Conflict("participation-ended")
    return found


def _withdraw_from(submission: m.Submission) -> None:
    """End a participation that nothing handed in carries any more; a hand-in in time brings it back."""
    mine = submission.participation
    if mine.first_stage != submission.stage or mine.submissions.filter(withdrawn_at__isnull=True).exists():
        return
    mine.state, mine.ended_stage = v.ParticipationState.WITHDRAWN, submission.stage
    mine.save(update_fields=["state", "ended_stage"])


def _take_part(pen: Pen, stage: m.Stage, supplier: m.Organisation, key: str) -> m.Participation:
    earlier = m.Stage.objects.filter(initiative=pen.initiative, procurement=stage.procurement, number__lt=stage.number)
    if stage.procurement and earlier.exists():
        raise NotFound("not-taking-part")
    contact = pen.person(pen.by) if pen.by else supplier.people.filter(email__isnull=False).first()
    _cast.organisations(pen.initiative, supplier)
    if contact:
        _cast.people(pen.initiative, contact)
    return m.Participation.objects.create(
        initiative=pen.initiative, key=key or f"s-{secrets.token_hex(5)}", organisation=supplier, contact=contact,
        procurement=stage.procurement, first_stage=stage, joined_at=pen.at,
    )  # fmt: skip


def _write(
    pen: Pen, stage: Stage, mine: m.Participation, answers: tuple[Answer, ...], *, files: Sequence[int], key: str
) -> m.Submission:
    stored = list(m.StoredFile.objects.filter(pk__in=files, owner__key=pen.by))
    attachments = tuple(
        Attachment(name=one.name, size=one.size, digest=one.digest, media_type=one.media_type)  # type: ignore[arg-type]
        for one in stored
    )
    body = {"answers": document.encode(answers), "attachments": document.encode(attachments)}
    key = key or f"h-{secrets.token_hex(6)}"
    sealed = stage.regime is v.Regime.SEALED
    row = m.Submission.objects.create(
        initiative=pen.initiative, key=key, stage=pen.stage(stage.key), participation=mine, received_at=pen.at,
        version=1 + mine.submissions.filter(stage__key=stage.key).count(),
        digest=sha256(journal.canonical_bytes(body)).hexdigest(),
        answers=() if sealed else answers, attachments=() if sealed else attachments,
        sealed=vault.seal(plain=json.dumps(body).encode(), context=f"{pen.initiative.key}/{key}") if sealed else None,
    )  # fmt: skip
    m.StoredFile.objects.filter(pk__in=[one.pk for one in stored]).update(submission=row, draft=None)
    return row


def _write_receipt(pen: Pen, stage: Stage, row: m.Submission) -> None:
    files = tuple(sorted(row.files.values_list("digest", flat=True)))
    receipt = _receipt(pen, stage, row.digest or "", files, number=f"r-{secrets.token_hex(8)}")
    row.receipt = signed_note.receipt_note(receipt=receipt, keys=[house_key()])
    row.save(update_fields=["receipt"])
    if stage.regime is v.Regime.SEALED:
        pen.seal(row.stage, receipt)
        return
    # The receipt's number is secret, so its hash tells only whoever holds the receipt which entry is its own.
    protected = {"participation": row.participation.key, "digest": row.digest, "version": row.version}
    pen.write(f"stage:{stage.key}", facts={"receipt": journal.receipt_leaf(receipt).hex()}, protected=protected)
    pen.checkpoint()


def _receipt(pen: Pen, stage: Stage, digest: str, files: tuple[str, ...], *, number: str) -> journal.Receipt:
    return journal.Receipt(
        origin=origin(pen.head.name), stage=stage.key, number=number, received_at=journal.instant(pen.at),
        submission=digest, attachments=files,
    )  # fmt: skip


def _may_open(stage: Stage, at: datetime) -> None:
    if stage.regime is not v.Regime.SEALED or stage.deadline is None:
        raise Conflict("not-sealed")
    if stage.opening is not None:
        raise Conflict("opened-already")
    if at < stages.opens_from(stage):
        raise Conflict("too-early-to-open", deadline=stage.deadline, opens=stages.opens_from(stage))


def _open(pen: Pen, row: m.Stage, *, first: str, second: str) -> None:
    tree, _ = m.SealedTree.objects.get_or_create(stage=row)
    root = journal.Frontier.load(tree.size, tree.frontier).root().hex()
    for one in row.submissions.filter(sealed__isnull=False):
        plain = vault.unseal(sealed=bytes(one.sealed or b""), context=f"{pen.initiative.key}/{one.key}")
        body = json.loads(plain)
        one.answers = document.decode(tuple[Answer, ...], body["answers"])
        one.attachments = document.decode(tuple[Attachment, ...], body["attachments"])
        one.save(update_fields=["answers", "attachments"])
    row.opening = Opening(at=pen.at, first=first, second=second, size=tree.size, root=root)  # type: ignore[arg-type]
    row.state = v.StageState.CLOSED
    row.save(update_fields=["opening", "state"])
    # The number of tenderers stays unknown outside until the award: the decision's entry publishes the tree.
    tree_facts = {"stage": row.key, "size": tree.size, "root": root}
    protected = {"first": first, "second": second, journal.SEALED_FACT: tree_facts}
    pen.write(f"stage:{row.key}", facts={"opened": True}, protected=protected)
    pen.checkpoint()
