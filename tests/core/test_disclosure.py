"""Requests for records: what can be asked for, how words are covered, what a decision must hold and what it gives."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vakna.core import disclosure as rules
from vakna.core import vocabulary as v
from vakna.core.disclosure import COVER, Thing
from vakna.core.initiative import (
    Answer,
    Attachment,
    Decision,
    Digest,
    Disclosure,
    DisclosureItem,
    Key,
    Opening,
    Paper,
    Picture,
    Stage,
    Submission,
    Terms,
    Text,
    text,
)
from vakna.core.refusal import BadInput, Conflict, NotFound

AT = datetime(2026, 5, 4, tzinfo=UTC)
SAID = Text({"sv": "Vi köper för elva  kronor\nper skärm. Elva kronor, alltså.", "en": "We pay eleven kronor."})
STAGE = Stage(
    key=Key("rfi"), number=1, name=text("RFI"), instrument=v.Instrument.RFI, state=v.StageState.CLOSED, published_at=AT
)
SEALED = replace(STAGE, regime=v.Regime.SEALED)
OPENED = replace(SEALED, opening=Opening(at=AT, first=Key("a"), second=Key("b"), size=1, root=Digest("0" * 64)))
TOLD = Decision(
    stage=Key("rfi"), at=AT, mandate=v.Mandate.MINUTE, reference="§ 1", outcome=v.GateOutcome.GO_ON,
    reason=text("Skäl."), released_at=AT,
)  # fmt: skip
FILE = Attachment(name="metod.txt", size=3, digest=Digest("f" * 64), media_type="text/plain")


def _submission(version: int, *answers: Answer, files: tuple[Attachment, ...] = ()) -> Submission:
    return Submission(
        key=Key(f"h-{version}"), stage=Key("rfi"), participation=Key("s1"), version=version, received_at=AT,
        answers=answers, attachments=files,
    )  # fmt: skip


def _answer(topic: str, said: Text = SAID, **mark: Any) -> Answer:
    return Answer(topic=Key(topic), said=said, **mark)


def _picture(*submissions: Submission, decisions: tuple[Decision, ...] = ()) -> Picture:
    empty: dict[str, tuple[Any, ...]] = {"participations": (), "proposals": ()}
    terms = Terms(
        key=Key("prov"), number="1", title=text("Prov"), summary=text("Prov."), stages=(STAGE,), started=AT.date(),
        provenance=v.Provenance.WITNESSED,
    )  # fmt: skip
    return Picture(terms=terms, _taken={**empty, "submissions": submissions, "decisions": decisions})


def _thing(**mark: Any) -> Thing:
    item = DisclosureItem(submission=Key("h-1"), participation=Key("s1"), topic=Key("q1"))
    return Thing(item=item, answer=_answer("q1", **mark))


def _request(*items: DisclosureItem) -> Disclosure:
    return Disclosure(key=Key("u"), number=1, stage=Key("rfi"), at=AT, items=items)


@pytest.mark.parametrize(
    ("stage", "decisions", "may"),
    [
        (STAGE, (), True),
        (replace(STAGE, state=v.StageState.PLANNED), (), False),
        (SEALED, (), False),
        (OPENED, (), False),
        (OPENED, (replace(TOLD, released_at=AT + timedelta(seconds=1)),), False),
        (OPENED, (TOLD,), True),
        (replace(OPENED, state=v.StageState.CANCELLED), (), True),
        (replace(SEALED, state=v.StageState.CANCELLED), (), False),
    ],
)
def test_records_can_be_asked_for_unless_absolute_secrecy_holds(
    stage: Stage, decisions: tuple[Decision, ...], may: bool
) -> None:
    picture = _picture(decisions=decisions)
    assert rules.may_be_asked_for(picture, stage, AT) is may
    if not may:
        with pytest.raises(Conflict):
            rules.require_askable(picture, stage, AT)


def test_items_are_every_answer_and_file_each_once_as_the_latest_version_has_it() -> None:
    changed = _answer("q2", text("Nytt."))
    first = _submission(1, _answer("q1"), _answer("q2"), files=(FILE,))
    second = _submission(2, _answer("q1"), changed, files=(FILE,))

    items = rules.items_of(_picture(first, second), "rfi")
    assert sorted((one.submission, one.topic or "", one.file is not None) for one in items) == [
        ("h-1", "q2", False), ("h-2", "", True), ("h-2", "q1", False), ("h-2", "q2", False),
    ]  # fmt: skip


def test_words_are_covered_wherever_they_stand_whatever_their_case_and_spaces() -> None:
    assert rules.mask(SAID, ["elva kronor", " "]).by_language == {
        "sv": f"Vi köper för {COVER}\nper skärm. {COVER}, alltså."
    }


def test_language_in_which_nothing_is_covered_is_left_out_and_signs_of_patterns_are_plain() -> None:
    said = Text({"sv": "Pris (11 kr.)*", "en": "Price (SEK 11)"})
    assert rules.mask(said, ["(11 kr.)*"]).by_language == {"sv": f"Pris {COVER}"}


@pytest.mark.parametrize(("words", "code"), [([], "mask-empty"), (["finns inte"], "mask-not-found")])
def test_words_that_stand_nowhere_are_refused(words: list[str], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        rules.mask(SAID, words)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("masked", "fits"),
    [
        (f"Vi köper för {COVER}", True),
        (f"{COVER}alltså.", True),
        (f"Vi {COVER} skärm. {COVER}.", True),
        ("Vi köper för elva  kronor\nper skärm. Elva kronor, alltså.", False),
        (f"Vi säljer för {COVER}", False),
        (f"{COVER} och mer", False),
        (f"Vi köper för elva  kronor\nper skärm. Elva kronor, alltså.{COVER}", False),
    ],
)
def test_masked_text_is_the_original_with_words_covered_and_nothing_else(masked: str, fits: bool) -> None:
    assert rules.is_masked_from(text(masked), SAID) is fits


def test_masked_text_in_a_language_that_was_not_written_does_not_fit() -> None:
    assert not rules.is_masked_from(Text({"fi": COVER}), SAID)


@pytest.mark.parametrize(
    ("decision", "ground", "masked", "codes"),
    [
        (None, None, None, ["release-undecided"]),
        (v.Release.WITHHOLD, None, None, ["release-without-ground"]),
        (v.Release.MASK, text("OSL 31:16"), None, ["mask-changes-text"]),
        (v.Release.MASK, None, text("Annat."), ["release-without-ground", "mask-changes-text"]),
    ],
)
def test_decision_that_is_not_whole_is_refused_with_each_gap(
    decision: v.Release | None, ground: Text | None, masked: Text | None, codes: list[str]
) -> None:
    thing = _thing()
    given = replace(thing.item, decision=decision, ground=ground, masked=masked)

    with pytest.raises(BadInput) as refused:
        rules.decided(_request(thing.item), [thing], [given])
    assert [(one.path, one.code) for one in refused.value.problems] == [("items[0]", code) for code in codes]


def test_file_is_given_whole_or_as_another_file_or_not_at_all() -> None:
    item = DisclosureItem(submission=Key("h-1"), participation=Key("s1"), file=FILE.digest)
    thing = Thing(item=item, file=FILE)
    copy = Paper(name="maskerad.txt", size=4, digest=Digest("b" * 64), media_type="text/plain")
    masked = replace(item, decision=v.Release.MASK, ground=text("OSL 31:16"), masked=text(COVER))
    refused = []
    for given in (masked, replace(masked, masked_file=replace(copy, digest=FILE.digest))):
        with pytest.raises(BadInput) as caught:
            rules.decided(_request(item), [thing], [given])
        refused += [one.code for one in caught.value.problems]
    [decided] = rules.decided(_request(item), [thing], [replace(masked, masked_file=copy)])
    [given_out] = rules.given([replace(thing, item=decided)])

    assert refused == ["mask-without-copy", "copy-is-original"]
    assert (decided.masked, decided.masked_file, given_out.file) == (None, copy, copy)
    assert (FILE.name in str(given_out), FILE.digest in str(given_out)) == (False, False)


def test_decided_request_and_items_of_another_are_refused() -> None:
    thing = _thing()
    released = replace(thing.item, decision=v.Release.RELEASE)

    with pytest.raises(Conflict):
        rules.decided(replace(_request(thing.item), decided_at=AT), [thing], [released])
    with pytest.raises(NotFound):
        rules.decided(_request(thing.item), [thing], [replace(released, topic=Key("q9"))])


def test_release_drops_ground_and_masked_words_that_stood_there() -> None:
    thing = _thing()
    given = replace(thing.item, decision=v.Release.RELEASE, ground=text("x"), masked=text("y"))

    assert rules.decided(_request(thing.item), [thing], [given]) == (replace(thing.item, decision=v.Release.RELEASE),)


def test_only_what_nobody_marked_and_nobody_decided_is_released_at_one_press() -> None:
    free, marked = _thing(), _thing(ground=text("Priset."), damage=text("Marginalen."))
    done = Thing(item=replace(free.item, decision=v.Release.WITHHOLD), answer=free.answer)

    assert rules.unmarked([free, marked, done]) == (replace(free.item, decision=v.Release.RELEASE),)


def test_what_is_given_holds_nothing_of_what_is_covered_kept_back_or_said_in_marks() -> None:
    thing, ground = _thing(ground=text("Hemligt skäl"), damage=text("Hemlig skada")), text("OSL 31:16")
    covered = rules.mask(SAID, ["Vi köper för elva  kronor\nper skärm. Elva kronor, alltså."])
    masked = replace(thing, item=replace(thing.item, decision=v.Release.MASK, ground=ground, masked=covered))
    kept = replace(thing, item=replace(thing.item, decision=v.Release.WITHHOLD, ground=ground))
    released = Thing(
        item=replace(thing.item, topic=None, file=FILE.digest, decision=v.Release.RELEASE),
        file=replace(FILE, ground=text("Hemligt skäl"), damage=text("Hemlig skada")),
    )
    given = rules.given([masked, kept, released])

    assert [(one.said, one.file) for one in given] == [(covered, None), (None, None), (None, FILE)]
    assert [word for word in ("elva", "eleven", "Hemlig") if word in str(given)] == []


def test_nothing_is_given_while_something_is_not_decided() -> None:
    with pytest.raises(Conflict):
        rules.given([_thing()])
