"""News as an Atom feed (RFC 4287). Knows XML, never an initiative: every word arrives already written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 cannot hold, however they are written (XML 1.0, section 2.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of news, as plain text. `about` is what it is about, the same for ever and in every language."""

    about: str
    title: str
    body: str
    at: datetime
    address: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a reader follows: `about` as for an entry, `own` the feed's address, `page` where it belongs."""

    about: str
    title: str
    author: str
    own: str
    page: str
    language: str
    at: datetime
    entries: Sequence[Entry]


def stable_id(*, about: str) -> str:
    """Give the same id for the same thing for ever, whatever address the house has (RFC 4287, 4.2.6)."""
    return uuid5(NAMESPACE_URL, about).urn


def atom(*, feed: Feed) -> bytes:
    """Write the feed. Its time is that of its latest entry; the same feed gives the same bytes."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": feed.language})
    _text(root, "id", stable_id(about=feed.about))
    _text(root, "title", feed.title)
    _text(root, "updated", _instant(max((one.at for one in feed.entries), default=feed.at)))
    _text(_child(root, "author"), "name", feed.author)
    _child(root, "link", rel="self", type="application/atom+xml", href=feed.own)
    _child(root, "link", rel="alternate", type="text/html", href=feed.page)
    for one in feed.entries:
        _entry(root, one)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, one: Entry) -> None:
    made = _child(root, "entry")
    made.set(f"{{{_XML}}}lang", one.language)
    _text(made, "id", stable_id(about=one.about))
    _text(made, "title", one.title)
    _text(made, "published", _instant(one.at))
    _text(made, "updated", _instant(one.at))
    _child(made, "link", rel="alternate", type="text/html", href=one.address)
    _text(made, "content", one.body).set("type", "text")


def _child(parent: ET.Element, name: str, **given: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_ATOM}}}{name}", given)


def _text(parent: ET.Element, name: str, words: str) -> ET.Element:
    made = _child(parent, name)
    made.text = _NOT_IN_XML.sub("", words)
    return made


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
