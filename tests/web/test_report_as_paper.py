"""The compliance report: what the paper says is what the page says, finding by finding, and it is a tagged PDF/UA."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader

from tests.cast import Built, an_initiative, said
from tests.web.visitor import browser, reads
from vakna.actions import oversight
from vakna.core.initiative import Key, Suppression
from vakna.web.sentences import PAGES

pytestmark = pytest.mark.django_db

_CODE = re.compile(r"\b[A-Z]{2}\d\d\b")


def _judged() -> Built:
    """Give a call with findings, one that may stand, and one that no longer may."""
    built = an_initiative(until="call open")
    for key, code, where in (("star", "DM03", "initiative.goals"), ("tas", "SC06", "followers")):
        let = Suppression(key=Key(key), at=built.at, code=code, where=where, reason=said("Snart.", "Soon."), signed="")
        oversight.let_stand(by="ulla", at=built.at, initiative=built.key, suppression=let)
    why = said("Vi väntar inte längre.", "We wait no longer.")
    oversight.take_back(by="jorun", at=built.at, initiative=built.key, suppression="tas", because=why)
    return built


def _tight(words: str) -> str:
    """Give words without spaces and soft hyphens: lines break elsewhere on paper."""
    return re.sub(r"[\s\u00ad]+", "", words)


def _plain(html: str) -> list[str]:
    """Give the pieces of text in a piece of a page, without paths and links to what can be done."""
    shown = re.sub(
        r"<span class=\"small muted\">.*?</span>|<a class=\"tap\" href=\"[^\"]*(?:let-stand|stands)[^>]*>.*?</a>",
        "",
        html,
    )
    pieces = (unescape(one).strip() for one in re.split(r"<[^>]*>", shown))
    return [one for one in pieces if re.search(r"\w", one)]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_paper_says_what_the_page_says_finding_by_finding(lang: str) -> None:
    _judged()
    page = reads(f"/{lang}/initiatives/prov/check/", "ulla").partition("<main")[2].partition("<aside")[0]
    reader = PdfReader(io.BytesIO(browser("ulla").get(f"/{lang}/initiatives/prov/check.pdf").content))
    paper = "\n".join(one.extract_text() for one in reader.pages)

    assert _CODE.findall(paper) == _CODE.findall(re.sub(r"<[^>]*>", " ", page))
    found = [piece for article in re.findall(r"<article.*?</article>|<div class=\"note\">.*?</div>", page, re.DOTALL)
             for piece in _plain(article)]  # fmt: skip
    furniture = {PAGES.say(lang, f"at_work.{name}") for name in ("back_tag", "back_before")}
    assert len(found) > 20
    assert [one for one in found if one not in furniture and _tight(one.rstrip(":")) not in _tight(paper)] == []


def test_paper_is_tagged_with_title_language_and_both_standards() -> None:
    _judged()
    reader = PdfReader(io.BytesIO(browser("ulla").get("/en/initiatives/prov/check.pdf").content))
    root = reader.root_object
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert root["/Lang"].startswith("en")
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/StructTreeRoot"]["/K"]
    assert [name for name in ("pdfuaid:part", "pdfaid:part") if name in metadata] == ["pdfuaid:part", "pdfaid:part"]
