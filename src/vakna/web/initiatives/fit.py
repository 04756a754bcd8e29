"""The picture of need fit x scale potential after one stage: where the consensus places each supplier."""

from typing import Any

from vakna.core import assessment, stages, visibility, words
from vakna.core.initiative import Stage
from vakna.core.vocabulary import AssessmentKind, StageState
from vakna.exchange.charts import fit as chart
from vakna.exchange.charts import picture as drawn
from vakna.web.access import Visit
from vakna.web.sentences import PAGES


def draw(seen: Visit, stage: Stage) -> drawn.Picture | None:
    """Draw where the suppliers of a stage stand; None while none has a consensus, or nobody may see one."""
    if not visibility.is_reader(seen.actor):
        return None
    marks = sorted(_marks(seen, stage), key=lambda one: words.sort_key(seen.language, one.name))
    if not marks:
        return None
    return chart.draw(
        chart.Fit(
            title=_say(seen, "title", stage=stage.name), summary=_say(seen, "summary", count=len(marks)),
            column=PAGES.say(seen.language, "selection.supplier"), need=_say(seen, "need"), scale=_say(seen, "scale"),
            levels=(_level(seen, 0), _level(seen, 1), _level(seen, 2)), marks=tuple(marks),
        ),
        name="fit",
    )  # fmt: skip


def stage_of(seen: Visit) -> Stage | None:
    """Give the last stage whose suppliers have been, or are being, assessed: for those who may see its picture."""
    judged = [one for one in stages.in_order(seen.picture.terms) if _is_judged(one)]
    return judged[-1] if judged and visibility.is_reader(seen.actor) else None


def _is_judged(one: Stage) -> bool:
    takes = stages.rules(one).takes_tenders or stages.rules(one).takes_deliveries
    return takes and bool(one.criteria) and one.state in {StageState.CLOSED, StageState.DECIDED}


def _marks(seen: Visit, stage: Stage) -> list[chart.Mark]:
    names = {one.key: one.name for one in seen.picture.terms.organisations}
    suppliers = {one.key: names[one.organisation] for one in seen.picture.participations}
    found = []
    for one in seen.picture.assessments:
        place = assessment.potential(stage, one) if _is_of(one, stage) and one.participation in suppliers else None
        if place is not None:
            found.append(chart.Mark(
                name=suppliers[one.participation], need=place.need, scale=place.scale,
                need_words=_level(seen, place.need), scale_words=_level(seen, place.scale),
            ))  # fmt: skip
    return found


def _is_of(one: Any, stage: Stage) -> bool:
    return one.stage == stage.key and one.kind is AssessmentKind.CONSENSUS


def _level(seen: Visit, level: int) -> str:
    return _say(seen, f"level.{level}")


def _say(seen: Visit, code: str, **values: object) -> str:
    return PAGES.say(seen.language, f"assessing.fit.{code}", **values)
