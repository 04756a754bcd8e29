"""The Atom feed: what readers need is there, in order, and whatever people write stays words."""

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from vakna.exchange import feeds
from vakna.exchange.feeds import Entry, Feed

_A = "{http://www.w3.org/2005/Atom}"
AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
ENTRY = Entry(
    about="https://hus/initiatives/prov/answer/f-1", title="Svar på fråga 1", body="Ja.", at=AT,
    address="https://x/sv/", language="sv",
)  # fmt: skip
FEED = Feed(
    about="https://hus/initiatives/prov#feed", title="Nyheter", author="Björkhult", own="https://x/feed",
    page="https://x/", language="sv", at=datetime(2026, 1, 1, tzinfo=UTC), entries=(ENTRY,),
)  # fmt: skip


def _read(feed: Feed) -> ET.Element:
    return ET.fromstring(feeds.atom(feed=feed))  # noqa: S314  our own bytes


def _texts(one: ET.Element, *names: str) -> list[str | None]:
    return [one.findtext(f"{_A}{name}") for name in names]


def test_feed_has_what_the_standard_asks_for() -> None:
    root = _read(FEED)
    entry = root.find(f"{_A}entry")

    assert root.tag == f"{_A}feed"
    assert _texts(root, "title", "updated") == ["Nyheter", "2026-05-04T10:30:00Z"]
    assert root.findtext(f"{_A}author/{_A}name") == "Björkhult"
    assert [(one.get("rel"), one.get("href")) for one in root.findall(f"{_A}link")] == [
        ("self", "https://x/feed"), ("alternate", "https://x/"),
    ]  # fmt: skip
    assert entry is not None
    assert _texts(entry, "title", "updated", "content") == ["Svar på fråga 1", "2026-05-04T10:30:00Z", "Ja."]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"


def test_id_stays_the_same_whatever_address_and_language_and_differs_between_things() -> None:
    ids = [
        _read(replace(FEED, entries=(replace(ENTRY, **changed),))).findtext(f"{_A}entry/{_A}id")  # type: ignore[arg-type]
        for changed in (
            {},
            {"address": "https://y/en/", "language": "en", "title": "Answer"},
            {"about": "something else"},
        )
    ]

    assert ids[0] == ids[1] != ids[2]
    assert str(ids[0]).startswith("urn:uuid:")


def test_same_feed_gives_the_same_bytes() -> None:
    assert feeds.atom(feed=FEED) == feeds.atom(feed=replace(FEED))


def test_empty_feed_bears_the_time_it_was_asked_for() -> None:
    assert _read(replace(FEED, entries=())).findtext(f"{_A}updated") == "2026-01-01T00:00:00Z"


def test_html_and_signs_that_xml_cannot_hold_stay_words_or_are_left_out() -> None:
    body = "<script>alert(1)</script> & \x00\x08\ud83d \ufffe]]> =HYPERLINK('x')"
    made = feeds.atom(feed=replace(FEED, entries=(replace(ENTRY, title=body, body=body),)))
    entry = ET.fromstring(made).find(f"{_A}entry")  # noqa: S314  our own bytes

    assert b"<script" not in made
    assert entry is not None
    assert _texts(entry, "title", "content") == ["<script>alert(1)</script> &  ]]> =HYPERLINK('x')"] * 2
    assert entry.find(f"{_A}content").get("type") == "text"  # type: ignore[union-attr]
