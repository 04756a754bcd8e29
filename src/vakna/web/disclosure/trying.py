"""One request: the test item by item, beside the supplier's mark; then the copy, and who was given it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from vakna.actions import oversight
from vakna.core import disclosure as rules
from vakna.core.disclosure import Thing
from vakna.core.initiative import Disclosure, DisclosureItem
from vakna.core.refusal import BadInput, Conflict, NotFound, Refusal
from vakna.core.visibility import is_reader
from vakna.core.vocabulary import Release
from vakna.web import access, answers
from vakna.web.access import Visit
from vakna.web.handin import topics
from vakna.web.initiatives.frame import frame
from vakna.web.selection import reading
from vakna.web.sentences import PAGES

from .forms import GiveForm, ItemForm

_A_PAGE = 10
_PARTS = ("openness", "submissions")
_ALL, _LEFT = "all", "left"


def disclosure(request: HttpRequest, key: str, disclosure: str) -> HttpResponse:
    """Show a request with its items; let a procurer or lawyer try them, and remember what is decided."""
    seen = access.visit(request, key, parts=_PARTS)
    one = find(seen, disclosure)
    known = rules.things(seen.picture, one)
    if request.method != "POST":
        return _page(request, seen, one, known)
    seen.require("oversight.decide_disclosure" if request.POST.get("do") != "read" else "selection.read")
    if request.POST.get("do") == "read":
        reading.note_all(request, seen, sorted({it.item.submission for it in known}))
        return answers.done(request, request.get_full_path())
    return _try(request, seen, one, known)


def find(seen: Visit, key: str) -> Disclosure:
    """Find a request among those that one sees, or refuse."""
    found = next((one for one in seen.picture.disclosures if one.key == key), None)
    if found is None:
        raise NotFound("no-such-disclosure", key=key)
    return found


def _may_read(seen: Visit, one: Disclosure, known: tuple[Thing, ...]) -> bool:
    """Say whether the items may be shown: one's own, never sealed, or the reading stands in the event log."""
    if not is_reader(seen.actor):
        return True
    return all(reading.may_show_key(seen.request, seen.stage(one.stage), it.item.submission) for it in known)


def _try(request: HttpRequest, seen: Visit, one: Disclosure, known: tuple[Thing, ...]) -> HttpResponse:
    page, refusal = _shown(request, seen, known), None
    if request.POST.get("do") == "unmarked":
        refusal = answers.attempt(lambda: _decide(seen, one, rules.unmarked(known)))
    elif not _may_read(seen, one, known):
        raise Conflict("read-first")
    else:
        forms = [form for form in _forms(request, seen, page, known) if form.is_bound]
        decided, wrong = _decided(forms)
        copies = {number: it for number, it in enumerate(_copies(forms)) if it is not None}
        refusal = None if wrong else answers.attempt(lambda: _decide(seen, one, decided, copies))
        if wrong or refusal:
            return _page(request, seen, one, known, forms=_blamed(forms, refusal), refusal=refusal, wrong=wrong)
    if refusal:
        return _page(request, seen, one, known, refusal=refusal)
    again = find(access.visit(request, seen.key, parts=_PARTS), one.key)
    code = "disclosure.decided" if again.decided_at else "disclosure.saved"
    return answers.done(request, reverse("disclosure", args=[seen.key, one.key]), code)


_Copies = Mapping[int, oversight.Upload]


def _decide(seen: Visit, one: Disclosure, items: tuple[DisclosureItem, ...], copies: _Copies | None = None) -> None:
    oversight.decide_disclosure(**seen.act(), disclosure=one.key, items=items, copies=copies)


def _copies(forms: list[ItemForm]) -> Iterator[oversight.Upload | None]:
    """Give the masked copy that came with each item that is decided, in their order."""
    for form in forms:
        if form.is_valid() and form.cleaned_data.get("decision"):
            yield form.upload()


def _decided(forms: list[ItemForm]) -> tuple[tuple[DisclosureItem, ...], bool]:
    """Give what the forms decide, and whether one of them cannot be read."""
    found, wrong = [], False
    for form in forms:
        if not form.is_valid():
            wrong = True
            continue
        try:
            item = form.item()
        except BadInput as refused:
            form.take(answers.explain_in(form.language, refused))
            wrong = True
            continue
        if item is not None:
            found.append(item)
    return tuple(found), wrong


def _blamed(forms: list[ItemForm], refusal: Refusal | None) -> list[ItemForm]:
    """Put each problem of a refusal beside the item that it names."""
    chosen = [form for form in forms if form.cleaned_data.get("decision")]
    for number, form in enumerate(chosen):
        for problem in refusal.problems if refusal else ():
            if problem.path == f"items[{number}]":
                said, hint = (
                    PAGES.say(form.language, f"refusal.{problem.code}.{part}", **dict(problem.values))
                    for part in ("says", "hint")
                )
                form.add_error(_FIELD_OF.get(problem.code, "decision"), f"{said} {hint}")
    return forms


_OF_FILES = ("file-wrong-kind", "file-too-large", "file-empty", "file-not-what-it-says", "mask-without-copy")
_FIELD_OF = {"release-without-ground": "ground", "copy-is-original": "copy", **dict.fromkeys(_OF_FILES, "copy")}


def _shown(request: HttpRequest, seen: Visit, known: tuple[Thing, ...]) -> Page[Thing]:
    """Give the page of items, marked ones first: those left to try while there are any, unless all are asked for."""
    left = [it for it in known if it.item.decision is None]
    tries = left and _view(request) == _LEFT and seen.may("oversight.decide_disclosure")
    chosen = sorted(left if tries else known, key=_is_plain)
    return Paginator(chosen, _A_PAGE).get_page(request.GET.get("page"))


def _is_plain(one: Thing) -> bool:
    return not one.marked and one.item.decision in (None, Release.RELEASE)


def _view(request: HttpRequest) -> str:
    return _ALL if request.GET.get("show") == _ALL else _LEFT


def _forms(request: HttpRequest, seen: Visit, page: Page[Thing], known: tuple[Thing, ...]) -> list[ItemForm]:
    """Give one form per item shown; a posted one is known by its place among all items of the request."""
    number = {rules.place(it.item): place for place, it in enumerate(known)}
    posted = request.POST if request.method == "POST" and request.POST.get("do") == "decide" else None
    found = []
    for it in known if posted else page:
        prefix = f"i{number[rules.place(it.item)]}"
        if posted is None or f"{prefix}-here" in posted:
            found.append(ItemForm(posted, request.FILES or None, prefix=prefix, thing=it, language=seen.language))
    return found


def _page(
    request: HttpRequest,
    seen: Visit,
    one: Disclosure,
    known: tuple[Thing, ...],
    *,
    forms: list[ItemForm] | None = None,
    refusal: Refusal | None = None,
    wrong: bool = False,
) -> HttpResponse:
    stage = seen.stage(one.stage)
    decides = seen.may("oversight.decide_disclosure") and one.decided_at is None
    readable = _may_read(seen, one, known)
    page = _shown(request, seen, known)
    shown = forms if forms is not None else _forms(request, seen, page, known) if decides and readable else []
    values: dict[str, Any] = {
        **_frame(seen),
        "one": one, "stage": stage, "page": page, "decides": decides, "readable": readable, "wrong": wrong,
        "rows": [_row(seen, it, readable) for it in page],
        "forms": [{"form": form, **_row(seen, form.thing, readable)} for form in shown],
        "left": sum(it.item.decision is None for it in known), "total": len(known),
        "unmarked": len(rules.unmarked(known)), "reader": is_reader(seen.actor),
        "query": "show=all" if _view(request) == _ALL else "",
        "gives": seen.may("oversight.give_out") and one.decided_at is not None,
        "give": GiveForm(language=seen.language), "files": _files(seen, one, known),
    }  # fmt: skip
    status = 422 if wrong else refusal.status if refusal else 200
    answer = answers.page(request, "disclosure/disclosure.html", refusal=refusal, seen=seen, **values)
    answer.status_code = status
    return answer


def _frame(seen: Visit) -> dict[str, Any]:
    """Give the frame, with the way back to all requests."""
    framed = frame(seen, here="disclosures")
    back = {"title": PAGES.say(seen.language, "disclosure.title"), "url": reverse("disclosures", args=[seen.key])}
    return {**framed, "crumbs": [*framed["crumbs"], back]}


def _row(seen: Visit, thing: Thing, readable: bool) -> dict[str, Any]:
    """Give an item as a row says it: whose, what, the mark, and what is decided."""
    return {
        "thing": thing,
        "item": thing.item,
        "supplier": seen.picture.supplier_name(thing.item.participation),
        "what": what(seen, thing),
        "url": _original(seen, thing) if readable and seen.may("selection.read") else "",
        "shown": readable,
    }


def _original(seen: Visit, thing: Thing) -> str:
    """Give the address of the file that is tried; nothing for an answer."""
    held = next(it for it in seen.picture.submissions if it.key == thing.item.submission)
    for number, file in enumerate(held.attachments, start=1):
        if thing.file is not None and file.digest == thing.file.digest:
            return reverse("submission_file", args=[seen.key, held.key, number])
    return ""


def what(seen: Visit, thing: Thing) -> str:
    """Name an item: the question that an answer is to, or the file."""
    if thing.file is not None:
        return thing.file.name
    stage = next(it.stage for it in seen.picture.submissions if it.key == thing.item.submission)
    asked = {str(it.key): it.label for it in topics.of(seen.stage(stage), seen.language)}
    return asked.get(str(thing.item.topic), str(thing.item.topic))


def _files(seen: Visit, one: Disclosure, known: tuple[Thing, ...]) -> list[dict[str, Any]]:
    """List the files that are given, whole or as masked copies, once the request is decided."""
    if one.decided_at is None or not seen.may("oversight.give_out"):
        return []
    given = [it.file for it in rules.given(known) if it.file is not None]
    return [
        {"name": it.name, "url": reverse("disclosure_file", args=[seen.key, one.key, number])}
        for number, it in enumerate(given, start=1)
    ]


@require_POST
def give_out(request: HttpRequest, key: str, disclosure: str) -> HttpResponse:
    """Note to whom the copy was given, and how."""
    seen = access.visit(request, key, parts=_PARTS)
    one = find(seen, disclosure)
    form = GiveForm(request.POST, language=seen.language)
    if not form.is_valid():
        raise BadInput("given-to-nobody", path="given_to")
    refusal = answers.attempt(
        lambda: oversight.give_out(**seen.act(), disclosure=one.key, given_to=form.said("given_to"))
    )
    if refusal:
        raise refusal
    return answers.done(request, reverse("disclosure", args=[key, one.key]), "disclosure.given_out")
