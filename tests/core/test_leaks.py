"""A supplier's own words are found in what the buyer would tell, also bent and moved; the buyer's own words are not."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from vakna.core import leaks
from vakna.core.initiative import Key, Text, text
from vakna.core.leaks import Degree, Leak, Own

IDEA = "Vi sätter en ultraljudsgivare i golvlisten som mäter hur snabbt den boende reser sig och varnar natten."
BENT = "Genom ultraljudsgivare i golvlisterna ska man kunna mäta hur snabbt de boende reser sig och varna natten."
MOVED = "Natten ska varnas, och en ultraljudsgivare ska mäta i golvlisten hur den boende reser sig."
HALF = "Kraven: en ultraljudsgivare i golvlisten som mäter hur snabbt man kommer fram med hjälp. Priset är fast."
UNRELATED = (
    "Nattpersonalen ska kunna se vem av de boende som behöver hjälp att resa sig.",
    "Lösningen ska fungera på natten och varna personalen i god tid.",
    "Sista dag att lämna in är den 25 mars kl. 16.00.",
)
ENGLISH = "We train a small model on the sounds of the kitchen, so that the staff hears when somebody has not eaten."


def own(said: Text | str, *, participation: str = "s1", source: str = "k1") -> Own:
    """Give a supplier's own text."""
    return Own(
        participation=Key(participation), where="contact", source=Key(source),
        text=said if isinstance(said, Text) else text(said),
    )  # fmt: skip


def found_in(*said: Text | str, idea: Text | str = IDEA, published: tuple[str, ...] = ()) -> tuple[Leak, ...]:
    return leaks.find(said, [own(idea)], published)


def test_a_planted_sentence_is_found_word_for_word() -> None:
    (leak,) = found_in(f"Vi har lärt oss mycket. {IDEA} Tack för alla svar.")

    assert (leak.degree, leak.share, leak.own.participation) == (Degree.SAME, 100, "s1")
    assert leak.passage == leak.said
    assert leak.passage in IDEA


def test_text_close_to_it_is_found_when_bent_moved_or_cut() -> None:
    for said in (BENT, MOVED, HALF):
        (leak,) = found_in(said)
        assert leak.degree is (Degree.SAME if said is HALF else Degree.CLOSE)
        assert leak.said in said
        assert leak.passage in IDEA


def test_english_is_read_as_well() -> None:
    (leak,) = found_in("The kitchen's sounds train a model that tells staff when somebody has not eaten.", idea=ENGLISH)

    assert leak.degree is Degree.CLOSE


def test_every_language_of_a_text_is_read() -> None:
    both = Text({"sv": "Något helt annat på svenska.", "en": ENGLISH})

    assert len(found_in(both, idea=Text({"sv": IDEA, "en": ENGLISH}))) == 1


def test_unrelated_text_on_the_same_subject_is_not_a_leak() -> None:
    assert found_in(*UNRELATED) == ()


def test_what_the_buyer_has_published_is_nobodys_secret() -> None:
    need = "Vi behöver mäta hur snabbt den boende reser sig och varna natten innan ett fall."
    answer = "Vi förstår att ni behöver mäta hur snabbt den boende reser sig och varna natten innan ett fall."

    assert found_in("Mät hur snabbt den boende reser sig och varna natten innan ett fall.", idea=answer) != ()
    assert (
        found_in("Mät hur snabbt den boende reser sig och varna natten innan ett fall.", idea=answer, published=(need,))
        == ()
    )


def test_a_supplier_that_repeats_the_buyer_still_owns_what_it_adds() -> None:
    need = "Vi behöver mäta hur snabbt den boende reser sig och varna natten."

    (leak,) = found_in(IDEA, published=(need,))

    assert "ultraljudsgivare" in leak.passage


def test_short_and_common_phrases_are_nobodys() -> None:
    assert found_in("Larm till personalens telefon.", idea="Larm till personalens telefon.") == ()
    assert found_in("Som det är nu har vi inte det som vi vill ha.", idea="Som det är nu har vi inte det.") == ()


def test_the_nearest_comes_first_and_each_own_text_once_per_said_text() -> None:
    two = [own(IDEA, source="k1"), own(f"{IDEA} {IDEA}", participation="s2", source="k2")]

    found = leaks.find([f"{BENT} {IDEA}", MOVED], two)

    assert [(one.own.source, one.degree) for one in found] == [
        ("k1", Degree.SAME), ("k2", Degree.SAME), ("k1", Degree.CLOSE), ("k2", Degree.CLOSE),
    ]  # fmt: skip


def test_endings_are_cut_alike() -> None:
    for bent in (
        ("kamera", "kameran", "kameror", "kamerorna"), ("lösning", "lösningen", "lösningarna"),
        ("rum", "rummet"), ("dörr", "dörren", "dörrar"), ("sensor", "sensors", "sensorer"),
        ("measure", "measures", "measured", "measuring"),
    ):  # fmt: skip
        assert len({leaks.stem(one) for one in bent}) == 1, bent


WORDS = st.text("abdefghiklmnoprstuvyåäö", min_size=4, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=8, max_size=40, unique_by=leaks.stem), st.lists(WORDS, max_size=12), st.data())
def test_a_texts_own_long_sentence_is_always_found(words: list[str], around: list[str], data: st.DataObject) -> None:
    meaning = [one for one in words if leaks.stem(one) not in {leaks.stem(it) for it in around}]
    if len(meaning) < leaks.SHORTEST:
        return
    place = data.draw(st.integers(0, len(around)))
    said = " ".join([*around[:place], *meaning, *around[place:]])

    assert leaks.find([said], [own(" ".join(meaning))]) != ()


def test_a_hundred_own_texts_against_five_hundred_items_take_under_a_second() -> None:
    rng = random.Random(4)  # noqa: S311 (words for a test, no secret)
    stock = ["".join(rng.choices("bdfgklmnprstvaeiouåäö", k=rng.randint(4, 11))) for _ in range(3_000)]
    weights = [1 / (rank + 1) for rank in range(len(stock))]

    def sentences(count: int) -> str:
        return " ".join(" ".join(rng.choices(stock, weights, k=18)) + "." for _ in range(count))

    mine = [own(sentences(6), source=f"k{number}") for number in range(100)]
    items = [sentences(2) for _ in range(500)]
    items[250] = f"{sentences(1)} {mine[7].text.said('sv').split('.')[0]}. {sentences(1)}"

    started = time.process_time()
    found = leaks.find(items, mine)

    assert time.process_time() - started < 1
    assert "k7" in {one.own.source for one in found if one.share == 100}
