"""The river on the front page: one whole journey at a glance. Sums and counts are those of Karlstad 1, as published
(digitalwellarena.se, 2021-2025: seven at 25 000 kr, three at 50 000 kr, then 1, 12, almost 30 and nearly 40 users)."""

from decimal import Decimal

from vakna.core import words
from vakna.core.money import Money
from vakna.core.vocabulary import Qualifier
from vakna.exchange.charts import picture as drawn
from vakna.exchange.charts import river as chart
from vakna.web.sentences import PAGES

_CONCEPT, _PROTOTYPE = Money(Decimal(25_000)), Money(Decimal(50_000))
_USERS = (
    (1, Qualifier.EXACT, 2022),
    (12, Qualifier.EXACT, 2023),
    (30, Qualifier.ALMOST, 2024),
    (40, Qualifier.NEARLY, 2025),
)


def draw(language: str) -> drawn.Picture:
    """Draw the journey with its words in `language`."""
    return chart.draw(
        chart.River(
            title=_say(language, "title"),
            summary=_say(language, "summary"),
            stages=_stages(language),
            lanes=tuple(_lane(language, place) for place in range(7)),
            words=_words(language),
            spread=_spread(language),
        ),
        name="example",
    )


def _say(language: str, code: str, **values: object) -> str:
    return PAGES.say(language, f"initiatives.example.{code}", **values)


def _stages(language: str) -> tuple[chart.Stage, ...]:
    concept = PAGES.say(language, "initiatives.river.times", count=7, pay=_CONCEPT, sum=_CONCEPT * 7)
    prototype = PAGES.say(language, "initiatives.river.times", count=3, pay=_PROTOTYPE, sum=_PROTOTYPE * 3)
    seven = PAGES.say(language, "initiatives.river.contracts", count=7)
    return (
        chart.Stage(name=_say(language, "call"), lines=(_say(language, "call_line"),), pale=True),
        chart.Stage(name=_say(language, "concept"), lines=(_say(language, "concept_line"),), money=concept, gate=seven),
        chart.Stage(
            name=_say(language, "prototype"), lines=(_say(language, "prototype_line"),), money=prototype, gate="7 → 3"
        ),
        chart.Stage(name=_say(language, "use"), lines=(_say(language, "use_line"),), gate="3 → 1"),
    )


def _lane(language: str, place: int) -> chart.Lane:
    """Give one of the seven: the first goes all the way, two stop after the prototype, four after the concept."""
    reach = 4 if place == 0 else 3 if place < 3 else 2
    paid = _CONCEPT + _PROTOTYPE if reach > 2 else _CONCEPT
    pays = (
        "",
        words.money(language, _CONCEPT),
        words.money(language, _PROTOTYPE),
        PAGES.say(language, "initiatives.river.in_use"),
    )
    return chart.Lane(
        name=_say(language, "lane", letter="ABCDEFG"[place]),
        pays=pays[:reach],
        ended=place > 0,
        landed=PAGES.say(language, "initiatives.river.got", sum=paid) if place else "",
    )


def _words(language: str) -> chart.Words:
    plain = {
        name: PAGES.say(language, f"initiatives.river.{name}") for name in ("shore", "shore_text", "supplier", "total")
    }
    paid = _CONCEPT * 7 + _PROTOTYPE * 3
    return chart.Words(
        many=PAGES.say(language, "initiatives.river.many", count="{count}"),
        shore_sum=words.money(language, _CONCEPT * 6 + _PROTOTYPE * 2),
        shore_sum_text=PAGES.say(language, "initiatives.river.shore_sum", sum=paid, count=6),
        **plain,
    )


def _spread(language: str) -> chart.Spread:
    users = (
        chart.Users(value=count, words=words.count(language, how, count), when=str(year), exact=how == Qualifier.EXACT)
        for count, how, year in _USERS
    )
    lines = (PAGES.say(language, "initiatives.river.spread_line"),)
    return chart.Spread(name=PAGES.say(language, "initiatives.river.spread"), lines=lines, counts=tuple(users))
