"""A supplier's readiness as a picture: each dimension from its start to what was shown last, and what is required."""

from vakna.core import readiness as rules
from vakna.core import words
from vakna.core.initiative import Key
from vakna.exchange.charts import picture as drawn
from vakna.exchange.charts import readiness as chart
from vakna.web.access import Visit
from vakna.web.sentences import PAGES


def draw(seen: Visit, tracks: tuple[rules.Track, ...]) -> drawn.Picture | None:
    """Draw the six dimensions; None while nothing is shown and nothing required."""
    if not tracks:
        return None
    stages = _stages(seen, tracks)
    names = [seen.stage(one).name.said(seen.language) for one in stages]
    columns = (say(seen, "dimension"), *names, say(seen, "required"), say(seen, "change"))
    picture = chart.Readiness(
        title=say(seen, "picture"), summary=summary(seen, tracks),
        lines=tuple(_line(seen, one, stages) for one in tracks),
        words=chart.Words(start=say(seen, "start"), now=say(seen, "now"), required=say(seen, "required_mark"),
                          columns=columns),
    )  # fmt: skip
    return chart.draw(picture, name="readiness")


def say(seen: Visit, code: str, **values: object) -> str:
    """Say a sentence of readiness."""
    return PAGES.say(seen.language, f"growth.readiness.{code}", **values)


def summary(seen: Visit, tracks: tuple[rules.Track, ...]) -> str:
    """Say in how many dimensions the supplier has moved up, and in how many it is below what is required."""
    up = sum(one.change > 0 for one in tracks)
    short = sum(one.now is not None and one.required is not None and one.now < one.required for one in tracks)
    return say(seen, "summary", up=up, count=len(tracks), number=len(tracks), short=short)


def _stages(seen: Visit, tracks: tuple[rules.Track, ...]) -> list[Key]:
    """Give the stages in which anything was shown, in order."""
    shown = {it.stage for one in tracks for it in one.steps if it.shown is not None}
    return [one.key for one in sorted(seen.picture.terms.stages, key=lambda one: one.number) if one.key in shown]


def _line(seen: Visit, one: rules.Track, stages: list[Key]) -> chart.Line:
    levels = {it.stage: it.shown for it in one.steps}
    change = f"+{one.change}" if one.change > 0 else f"−{-one.change}" if one.change < 0 else "0"
    said = change if one.now is not None else "–"
    shown = (str(levels.get(it) or "–") for it in stages)
    return chart.Line(
        name=words.word(seen.language, one.dimension).capitalize(),
        shown=tuple(it.shown for it in one.steps if it.shown is not None), required=one.required, change=said,
        cells=(*shown, str(one.required or "–"), said),
    )  # fmt: skip
