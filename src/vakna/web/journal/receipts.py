"""Checking a receipt that somebody holds: who signed it, what it says, and where in the evidence it stands."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from vakna.core import journal
from vakna.core.refusal import BadInput
from vakna.exchange import signed_note
from vakna.records.models import Entry, SealedTree
from vakna.web import answers

from . import public_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A receipt that the house signed. `found` is `tree`, `log`, `sealed` (not opened yet) or `missing`."""

    receipt: journal.Receipt
    received_at: datetime
    key_id: str
    found: str
    place: int | None = None
    size: int | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def check_receipt(request: HttpRequest) -> HttpResponse:
    """Check a receipt, and whether a file or a fingerprint is among what it lists; with none, say how.

    Nothing is kept: the file's fingerprint is worked out as it comes, and the bytes are gone with the request.
    """
    given = request.POST if request.method == "POST" else request.GET
    note, asked = given.get("note", ""), given.get("print", "").strip().lower()
    if not note.strip():
        return answers.page(request, "journal/check_receipt.html", note="")
    try:
        checked = check(note)
    except BadInput as refusal:
        return answers.page(request, "journal/check_receipt.html", note=note, refusal=refusal)
    file = request.FILES.get("file")
    asked = _print(file) if file else asked
    one = _compared(checked.receipt, asked, file.name if file else "") if asked else None
    return answers.page(request, "journal/check_receipt.html", note=note, checked=checked, asked=asked, one=one)


def _print(file: "UploadedFile[Any]") -> str:
    """Give a file's fingerprint: SHA-256 of its bytes."""
    counted = sha256()
    for piece in file.chunks():
        counted.update(piece)
    return counted.hexdigest()


def _compared(receipt: journal.Receipt, digest: str, name: str | None) -> dict[str, Any]:
    """Say whether a fingerprint is that of an attachment (which), of the answers, or of nothing in the receipt."""
    number = receipt.attachments.index(digest) + 1 if digest in receipt.attachments else None
    return {"digest": digest, "name": name or "", "number": number, "answers": digest == receipt.submission}


def check(note: str) -> Checked:
    """Judge a receipt. Refuses (`BadInput`) what is no receipt, and what none of the house's keys signed."""
    whole = note.replace("\r\n", "\n").strip("\n") + "\n"
    keys = public_keys.all_of_them()
    receipt = signed_note.read_receipt_note(note=whole, keys=keys)
    ours = {key.key_id for key in keys}
    key_id = next(one.key_id for one in signed_note.parse(note=whole).signatures if one.key_id in ours)
    found, place, size = _place(receipt)
    at = datetime.fromisoformat(receipt.received_at)
    return Checked(receipt=receipt, received_at=at, key_id=key_id, found=found, place=place, size=size)


def _place(receipt: journal.Receipt) -> tuple[str, int | None, int | None]:
    """Find the submission in the stage's opened tree, else in the event log."""
    name = receipt.origin.partition("/")[2]
    tree = SealedTree.objects.filter(
        stage__initiative__head__name=name, stage__key=receipt.stage
    ).select_related("stage__decision").first()  # fmt: skip
    if tree is None:
        return _in_log(name, receipt)
    if not hasattr(tree.stage, "decision"):
        return "sealed", None, None
    leaves = list(tree.leaves.order_by("sequence").values_list("leaf", flat=True))
    leaf = journal.receipt_leaf(receipt).hex()
    return ("tree", leaves.index(leaf) + 1, len(leaves)) if leaf in leaves else ("missing", None, None)


def _in_log(name: str, receipt: journal.Receipt) -> tuple[str, int | None, int | None]:
    leaf = journal.receipt_leaf(receipt).hex()
    same = Entry.objects.filter(journal=name, at=receipt.received_at, facts__receipt=leaf)
    entry = same.order_by("sequence").first()
    return ("log", entry.sequence, None) if entry else ("missing", None, None)
