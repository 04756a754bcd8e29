"""The results of a test as a page shows them: per scenario the counts in words, their shares drawn, comments."""

from typing import Any

from vakna.core import words
from vakna.core.user_tests import Results, ScenarioResult
from vakna.core.vocabulary import HowItWent
from vakna.exchange.charts import shares
from vakna.exchange.charts.picture import Picture
from vakna.web.sentences import PAGES


def shown(language: str, found: Results, *, name: str) -> dict[str, Any]:
    """Give a test's results: how many `answered`, a `picture`, `rows` with comments. `name` is unique on the page."""
    return {
        "test": found.test, "answered": found.answered, "said": found.said,
        "rows": [{"number": number, "result": one} for number, one in enumerate(found.scenarios, 1)],
        "picture": _draw(language, found, name) if found.answered else None,
    }  # fmt: skip


def _draw(language: str, found: Results, name: str) -> Picture:
    title = PAGES.say(language, "usertests.chart.title", title=found.test.title)
    summary = PAGES.say(language, "usertests.chart.summary", count=found.answered, number=found.answered)
    column = PAGES.say(language, "usertests.chart.column")
    bars = tuple(_bar(language, number, one) for number, one in enumerate(found.scenarios, 1))
    return shares.draw(shares.Shares(title=title, summary=summary, column=column, bars=bars), name=name)


def _bar(language: str, number: int, one: ScenarioResult) -> shares.Bar:
    return shares.Bar(
        name=f"{number}. {one.scenario.task.said(language)}",
        parts=tuple(shares.Part(count=one.went[how], words=words.word(language, how)) for how in HowItWent),
        empty=PAGES.say(language, "usertests.chart.nobody"),
    )
