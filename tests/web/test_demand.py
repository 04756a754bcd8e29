"""Who else has the need: stated in public, counted once at each strength; and buying together before the notice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import cast
from tests.cast import kr, said
from tests.web.visitor import browser, queries, reads
from vakna.actions import demand
from vakna.core import followers
from vakna.core import vocabulary as v
from vakna.core.initiative import Join, Key
from vakna.core.refusal import Refusal
from vakna.records import pictures
from vakna.records.models import Follower, Letter, Procurement

pytestmark = pytest.mark.django_db

OF = "/sv/initiatives/prov/spread"


def _wishes(built: cast.Built, strength: v.Strength = v.Strength.WILL_BUY, **joins: Any) -> None:
    demand.follow(
        by="stranger", at=built.at, initiative="prov", organisation="granby", strength=strength, size=120,
        joins=Join(procurement=Key("u1"), **joins),
    )  # fmt: skip


def test_letter_of_interest_is_open_to_all_when_it_comes_with_the_statement() -> None:
    cast.an_initiative(until="planned")
    paper = SimpleUploadedFile("avsikt.pdf", b"%PDF-1.7 Vi vill.", content_type="application/pdf")

    answer = browser("stranger").post(f"{OF}/follow/", {"strength": "will_test", "size": "120", "letters": paper})

    assert answer.status_code == 302
    page = reads(f"{OF}/")
    assert "avsikt.pdf" in page
    assert "120 skulle använda en lösning." in page
    assert b"".join(browser().get(f"{OF}/letters/granby/0/").streaming_content) == b"%PDF-1.7 Vi vill."  # type: ignore[attr-defined]
    assert browser().get(f"{OF}/letters/granby/1/").status_code == 404


def test_page_says_that_it_gives_no_right_to_buy_and_what_is_seen_and_asked() -> None:
    cast.an_initiative(until="planned")

    page = reads(f"{OF}/follow/", "stranger")

    for part in ("Det ger ingen rätt att köpa", "Ni ser aldrig anbud", "Ni kan bli frågade", "innan upphandlingen"):
        assert part in page


def test_buyer_names_whoever_wishes_to_buy_together_before_the_notice() -> None:
    built = cast.an_initiative(until="planned")
    form = {"strength": "will_buy", "joins": "u1", "max_quantity": "40", "max_value": "200 000"}

    asked = browser("stranger").post(f"{OF}/follow/", form)
    told = Letter.objects.latest("pk")
    waits = reads(f"{OF}/")
    answered = browser("ulla").post(f"{OF}/join/granby/", {"accepted": "yes"})

    assert (asked.status_code, answered.status_code) == (302, 302)
    assert (told.to, "Granby kommun vill köpa tillsammans" in told.subject) == ("ulla@cast.example", True)
    assert "Har frågat, köparen har inte svarat än." in waits
    named = Procurement.objects.get(initiative__key="prov", key="u1").named_buyers
    assert [(one.organisation, one.max_quantity, one.max_value) for one in named] == [("granby", 40, kr(200_000))]
    assert "Med som namngiven köpare" in reads(f"{OF}/")
    with pytest.raises(Refusal) as again:
        demand.answer_join(by="ulla", at=built.at, initiative="prov", organisation="granby", accepted=True)
    assert again.value.code == "join-not-asked"


def test_no_needs_a_reason_and_names_nobody() -> None:
    built = cast.an_initiative(until="planned")
    _wishes(built)

    bare = browser("ulla").post(f"{OF}/join/granby/", {"accepted": "no"})
    reasoned = browser("ulla").post(f"{OF}/join/granby/", {"accepted": "no", "reason": "Volymen blir för stor."})

    assert (bare.status_code, reasoned.status_code) == (422, 302)
    assert "Volymen blir för stor." in reads(f"{OF}/")
    assert Procurement.objects.get(initiative__key="prov", key="u1").named_buyers == ()


@pytest.mark.parametrize(
    ("until", "strength", "code"),
    [("planned", v.Strength.WILL_TEST, "join-without-will"), ("call open", v.Strength.WILL_BUY, "join-after-notice")],
)
def test_wish_to_buy_together_is_refused_without_a_will_and_after_the_notice(
    until: str, strength: v.Strength, code: str
) -> None:
    built = cast.an_initiative(until=until)

    with pytest.raises(Refusal) as refused:
        _wishes(built, strength)

    assert refused.value.code == code
    assert Follower.objects.count() == 0


def test_yes_is_refused_once_the_notice_is_out() -> None:
    built = cast.an_initiative(until="planned")
    _wishes(built)
    Procurement.objects.filter(initiative__key="prov").update(cancelled=None)
    row = Procurement.objects.get(initiative__key="prov", key="u1")
    row.notice = Procurement.objects.get(pk=cast_notice()).notice
    row.save()

    with pytest.raises(Refusal) as refused:
        demand.answer_join(by="ulla", at=built.at, initiative="prov", organisation="granby", accepted=True)

    assert refused.value.code == "join-after-notice"


def cast_notice() -> int:
    """Give the number of a procurement whose notice is out."""
    cast.an_initiative(until="call open", key="annan")
    return Procurement.objects.get(initiative__key="annan", key="u1").pk


def test_each_organisation_counts_once_by_its_last_word() -> None:
    built = cast.an_initiative(until="planned")
    shared: dict[str, Any] = {"by": "stranger", "at": built.at, "initiative": "prov", "organisation": "granby"}
    demand.follow(**shared, strength=v.Strength.INTERESTED, note=said("Kanske."))
    demand.follow(**{**shared, "at": built.at.replace(microsecond=1)}, strength=v.Strength.WILL_BUY)

    counts = followers.tally(pictures.take("prov", ("spread",)))

    assert [(one.value, count) for one, count in counts.items() if count] == [("will_buy", 1)]
    page = reads("/sv/demand/")
    assert "0 har köpt, 1 vill köpa, 0 vill prova, 0 intresserad." in page
    assert "En gemensam upphandling är möjlig än." in page
    assert "Inget initiativ som pågår stämmer" in reads("/sv/demand/?q=finnsinte")


def test_register_asks_as_often_however_many_needs_there_are() -> None:
    cast.an_initiative(until="planned")
    few = queries("/sv/demand/")
    for number in range(3):
        cast.an_initiative(until="planned", key=f"fler-{number}")

    assert queries("/sv/demand/") == few <= 12
