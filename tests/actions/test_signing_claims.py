"""A lawyer signs for a claim of the folklore library, by name and day; nobody else does, and no claim comes signed."""

from datetime import timedelta

import pytest

from tests.cast import an_initiative, said
from tests.web.visitor import reads
from vakna.actions import oversight
from vakna.core.refusal import BadInput, NotAllowed, NotFound
from vakna.records import models as m

pytestmark = pytest.mark.django_db


def test_signature_is_shown_to_all_with_name_and_day_and_a_later_one_replaces_it() -> None:
    built = an_initiative(until="rfi open")
    day = built.at.date()
    before = reads("/en/folklore/", None)

    oversight.sign_claim(by="jorun", at=built.at, claim="talk-first", checked=day - timedelta(days=9))
    oversight.sign_claim(
        by="jorun", at=built.at, claim="talk-first", checked=day, note=said("Ny adress.", "A new address.")
    )

    after = reads("/en/folklore/", None)
    assert (before.count("No lawyer has signed it yet."), after.count("No lawyer has signed it yet.")) == (26, 25)
    assert (after.count("Signed by Jorun Jurist"), after.count("A new address.")) == (1, 1)
    links = ["/en/folklore/talk-first/sign/" in page for page in (after, reads("/en/folklore/", "jorun"))]
    assert links == [False, True]
    assert m.ClaimReview.objects.count() == 2
    assert m.Entry.objects.filter(act="oversight.sign_claim", journal="house").count() == 2


@pytest.mark.parametrize(
    ("by", "claim", "ahead", "kind", "code"),
    [
        ("ulla", "talk-first", 0, NotAllowed, "claim-not-yours"),
        ("jorun", "saknas", 0, NotFound, "no-such-claim"),
        ("jorun", "talk-first", 2, BadInput, "day-ahead"),
    ],
)
def test_only_a_lawyer_signs_and_only_what_is_there_and_was_read(
    by: str, claim: str, ahead: int, kind: type[Exception], code: str
) -> None:
    built = an_initiative(until="rfi open")

    with pytest.raises(kind, match=code):
        oversight.sign_claim(by=by, at=built.at, claim=claim, checked=(built.at + timedelta(days=ahead)).date())

    assert m.ClaimReview.objects.count() == 0
