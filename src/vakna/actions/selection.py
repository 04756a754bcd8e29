"""Suppliers take part and hand in, in time and with a receipt; what is sealed is opened by two persons."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from vakna.core import confirmation, document, journal, partners, secrecy, stage_form, stages, undertakings
from vakna.core import vocabulary as v
from vakna.core.initiative import Answer, Attachment, Digest, Key, Opening, Partner, Stage, Text
from vakna.core.refusal import BadInput, Conflict, NotAllowed, NotFound
from vakna.exchange import signed_note
from vakna.records import models as m
from vakna.records import vault

from . import _letters, _taking_part
from ._journal import Pen, hold, house_key, origin


def hand_in(
    *,
    by: str | None,
    at: datetime,
    initiative: str,
    stage: str,
    answers: Sequence[Answer],
    files: Sequence[int] = (),
    file_marks: Mapping[int, secrecy.Mark] = MappingProxyType({}),
    works_with: Sequence[Partner] = (),
    partners_changed: Text | None = None,
    organisation: str | None = None,
    participation: str = "",
    lot: str | None = None,
    key: str = "",
    once: str = "",
) -> str:
    """Hand in for a stage, as the next version; the latest counts. Gives the submission's key.

    `at` is the instant the request reached the server's edge. A first hand-in makes `organisation` (the actor's own
    unless it answers an RFI without an account) take part, in its `lot`
    where there are lots. Refuses what comes late (the caller keeps the draft), an
    ended supplier, a stage that is not open, a secrecy mark (`file_marks`, by file) without ground or damage, and what
    does not answer the stage's form (`core.stage_form`). Under seal the journal stays silent; the signed receipt is the
    supplier's proof. `works_with` are the consortium and the subcontractors; others than those named last ask for the
    reason (`core.partners`), but under seal, where the last version counts.
    """
    verb = "selection.hand_in" if by else "selection.answer"
    with hold(verb, by=by, at=at, initiative=initiative, parts=("submissions",), once=once) as pen:
        terms = pen.picture.stage(pen.stage(stage).key)
        _may_hand_in(terms, at)
        if not answers and not files:
            raise BadInput("nothing-handed-in")
        secrecy.require_whole((one.topic, secrecy.Mark(ground=one.ground, damage=one.damage)) for one in answers)
        held = _attached(pen, files, file_marks)
        named = [(row.topic, row.name) for row, _ in held]
        stage_form.require_whole(terms.form, answers, named, with_files=by is not None)
        mine = _participation(pen, terms, organisation, participation, lot)
        told = _Told(partners=tuple(works_with), changed=partners_changed)
        _require_partners(pen, terms, mine, told)
        row = _write(pen, terms, mine, tuple(answers), files=held, told=told, key=key)
        _write_receipt(pen, terms, row)
        to = _letters.suppliers([mine])
        _letters.write("receipt", to=to, at=at, initiative=pen.initiative, stage=terms.name, receipt=row.receipt or "")
        pen.answer = row.key
        return row.key


def withdraw(*, by: str, at: datetime, initiative: str, submission: str, once: str = "") -> None:
    """Take a submission back before the deadline. A supplier that took part by it alone has withdrawn.

    Refuses another's submission, and what comes when nothing is taken in any more (`stage-not-open`): late, or opened.
    """
    with hold("selection.withdraw", by=by, at=at, initiative=initiative, parts=("submissions",), once=once) as pen:
        row = m.Submission.objects.filter(initiative=pen.initiative, key=submission).select_related("stage").first()
        if row is None or pen.participation(row.participation.key).key not in pen.actor.participations:
            raise NotFound("no-such-submission", key=submission)
        terms = pen.picture.stage(row.stage.key)
        _may_hand_in(terms, at)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        _taking_part.withdraw_if_empty(row.participation, row.stage)
        if terms.regime is v.Regime.SEALED:
            pen.seal(row.stage, _receipt(pen, terms, row.digest or "", (), number=f"w-{secrets.token_hex(6)}"))
        else:
            pen.write(f"stage:{terms.key}", protected={"submission": submission, "digest": row.digest})


def confirm(*, by: str, at: datetime, initiative: str, submission: str, once: str = "") -> None:
    """Say that what was handed in still stands after a correction that asks for it. Until then it stands all the same.

    Refuses another's submission, what comes after the deadline or the opening, and what no correction asks for. Under
    seal the journal stays silent.
    """
    with hold("selection.confirm", by=by, at=at, initiative=initiative, parts=("submissions",), once=once) as pen:
        row = m.Submission.objects.filter(initiative=pen.initiative, key=submission).select_related("stage").first()
        if row is None or pen.participation(row.participation.key).key not in pen.actor.participations:
            raise NotFound("no-such-submission", key=submission)
        terms = pen.picture.stage(row.stage.key)
        _may_hand_in(terms, at)
        asking = confirmation.require_awaited(pen.picture, terms, submission)
        row.confirmed_at = at
        row.save(update_fields=["confirmed_at"])
        if terms.regime is v.Regime.SEALED:
            pen.seal(row.stage, _receipt(pen, terms, row.digest or "", (), number=f"c-{secrets.token_hex(6)}"))
        else:
            protected = {"submission": submission, "digest": row.digest, "correction": asking.version}
            pen.write(f"stage:{terms.key}", protected=protected)


def open_sealed(*, by: str, at: datetime, initiative: str, stage: str, once: str = "") -> bool:
    """Open a sealed stage: one authorised person asks, another confirms, and everything is opened at once.

    Gives True when it was opened, False when it now waits for the second person. Refuses before the deadline and until
    every request that was stamped in time has had its time to be stored (`stages.opens_from`), and somebody engaged
    from outside without a secrecy undertaking.
    """
    with hold("selection.open_sealed", by=by, at=at, initiative=initiative, once=once) as pen:
        row = pen.stage(stage)
        terms = pen.picture.stage(row.key)
        undertakings.require_bound(pen.picture.terms, pen.actor, at)
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
    """Note that somebody on the buyer's side read a submission that came under seal.

    Refuses (`no-undertaking`) somebody engaged from outside whose secrecy undertaking is not stored.
    """
    with hold("selection.read", by=by, at=at, initiative=initiative, once=once) as pen:
        row = m.Submission.objects.filter(initiative=pen.initiative, key=submission).select_related("stage").first()
        if row is None or (row.sealed is not None and row.stage.opening is None):
            raise NotFound("no-such-submission", key=submission)
        undertakings.require_bound(pen.picture.terms, pen.actor, at)
        pen.write(f"stage:{row.stage.key}", protected={"submission": submission})


def _may_hand_in(stage: Stage, at: datetime) -> None:
    stages.require_in_time(stage, at)
    if stage.opening is not None or stage.state not in (v.StageState.OPEN, v.StageState.CLOSED):
        raise Conflict("stage-not-open")
    if stage.deadline is None and stage.state is v.StageState.CLOSED:
        raise Conflict("stage-not-open")


def _participation(pen: Pen, stage: Stage, organisation: str | None, key: str, lot: str | None) -> m.Participation:
    """Find the supplier's participation, or make it with the first hand-in."""
    supplier = pen.organisation(organisation) if organisation else pen.person(pen.by).organisation
    if pen.by and pen.person(pen.by).organisation_id != supplier.pk:
        raise NotAllowed("only-own-organisation")
    return _taking_part.participation(pen, pen.stage(stage.key), supplier, key, lot)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Whom a supplier works with, and why they are others than before."""

    partners: tuple[Partner, ...]
    changed: Text | None


def _require_partners(pen: Pen, stage: Stage, mine: m.Participation, told: _Told) -> None:
    partners.require_sound(told.partners)
    if stage.regime is not v.Regime.SEALED:
        earlier = partners.before(pen.picture.submissions, Key(mine.key))
        partners.require_told(earlier, told.partners, told.changed)


_Attached = Sequence[tuple[m.StoredFile, Attachment]]


def _attached(pen: Pen, files: Sequence[int], marks: Mapping[int, secrecy.Mark]) -> _Attached:
    """Give the actor's own stored files as attachments, each with its secrecy mark."""
    stored = list(m.StoredFile.objects.filter(pk__in=files, owner__key=pen.by))
    mark = {one.pk: marks.get(one.pk, secrecy.Mark()) for one in stored}
    secrecy.require_whole((one.topic, mark[one.pk]) for one in stored)
    return [
        (one, Attachment(
            topic=Key(one.topic) if one.topic else None, name=one.name, size=one.size, digest=Digest(one.digest),
            media_type=one.media_type, ground=mark[one.pk].ground, damage=mark[one.pk].damage,
        ))
        for one in stored
    ]  # fmt: skip


def _write(
    pen: Pen, stage: Stage, mine: m.Participation, answers: tuple[Answer, ...], *, files: _Attached, told: _Told,
    key: str,
) -> m.Submission:  # fmt: skip
    attachments = tuple(attachment for _, attachment in files)
    body = {"answers": document.encode(answers), "attachments": document.encode(attachments)}
    body |= {"partners": document.encode(told.partners)} if told.partners else {}
    key = key or f"h-{secrets.token_hex(6)}"
    sealed = stage.regime is v.Regime.SEALED
    row = m.Submission.objects.create(
        initiative=pen.initiative, key=key, stage=pen.stage(stage.key), participation=mine, received_at=pen.at,
        version=1 + mine.submissions.filter(stage__key=stage.key).count(),
        digest=sha256(journal.canonical_bytes(body)).hexdigest(),
        answers=() if sealed else answers, attachments=() if sealed else attachments,
        partners=() if sealed else told.partners, partners_changed=None if sealed else told.changed,
        sealed=vault.seal(plain=json.dumps(body).encode(), context=f"{pen.initiative.key}/{key}") if sealed else None,
    )  # fmt: skip
    m.StoredFile.objects.filter(pk__in=[one.pk for one, _ in files]).update(submission=row, draft=None)
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
        one.partners = document.decode(tuple[Partner, ...], body.get("partners", []))
        one.save(update_fields=["answers", "attachments", "partners"])
    row.opening = Opening(at=pen.at, first=first, second=second, size=tree.size, root=root)  # type: ignore[arg-type]
    row.state = v.StageState.CLOSED
    row.save(update_fields=["opening", "state"])
    # The number of tenderers stays unknown outside until the award: the decision's entry publishes the tree.
    tree_facts = {"stage": row.key, "size": tree.size, "root": root}
    protected = {"first": first, "second": second, journal.SEALED_FACT: tree_facts}
    pen.write(f"stage:{row.key}", facts={"opened": True}, protected=protected)
    pen.checkpoint()
