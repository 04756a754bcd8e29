"""The scene: a picture at an instant, as the rules look at it. It finds and names places; it judges nothing."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from vakna.core.initiative import Decision, Key, MoneyEntry, Organisation, Participation, Picture, Procurement, Stage
from vakna.core.initiative import Text as Words
from vakna.core.stages import in_order, rules
from vakna.core.vocabulary import Provenance, StageState

from .amounts import Thresholds
from .finding import Look, Place
from .wording import Said, Texts

_LIVE = frozenset({StageState.PUBLISHED, StageState.OPEN, StageState.CLOSED, StageState.DECIDED})
BEGUN = frozenset({StageState.OPEN, StageState.CLOSED, StageState.DECIDED})
_SAID_IN_STAGES = (
    "question", "purpose", "background", "target_group", "use_of_answers", "compensation", "next_steps",
)  # fmt: skip


class Scene:
    """One picture at one instant, with the thresholds of law that hold. What costs to find is found once."""

    def __init__(self, picture: Picture, at: datetime, thresholds: Thresholds) -> None:
        """Look at a whole picture at `at`."""
        self.picture, self.at, self.thresholds = picture, at, thresholds
        self.terms = picture.terms
        self.today: date = at.date()

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Give the stages by number, without the skipped and the cancelled."""
        return in_order(self.terms)

    @cached_property
    def live(self) -> tuple[Stage, ...]:
        """Give the stages that are published or further: what the market has been told."""
        return tuple(one for one in self.stages if one.state in _LIVE)

    @cached_property
    def begun(self) -> tuple[Stage, ...]:
        """Give the stages that have opened."""
        return tuple(one for one in self.stages if one.state in BEGUN)

    @cached_property
    def paying(self) -> tuple[Stage, ...]:
        """Give the stages in which suppliers are paid under contract, in order."""
        return tuple(one for one in self.stages if rules(one).pays)

    @cached_property
    def judged(self) -> tuple[Stage, ...]:
        """Give the stages with criteria in which what is handed in is assessed."""
        return tuple(one for one in self.stages if one.criteria and self.is_judged(one))

    @staticmethod
    def is_judged(stage: Stage) -> bool:
        """Say whether tenders or deliveries are handed in."""
        its = rules(stage)
        return its.takes_tenders or its.takes_deliveries

    @cached_property
    def decisions(self) -> dict[Key, Decision]:
        """Give each decided stage's decision."""
        return {one.stage: one for one in self.picture.decisions}

    @cached_property
    def proposed(self) -> frozenset[Key]:
        """Give the stages whose gate somebody has proposed to decide, and those that are decided."""
        return frozenset(one.stage for one in self.picture.proposals) | frozenset(self.decisions)

    @cached_property
    def parts(self) -> dict[Key, Participation]:
        """Give the participations by key."""
        return {one.key: one for one in self.picture.participations}

    @cached_property
    def organisations(self) -> dict[Key, Organisation]:
        """Give the organisations by key."""
        return {one.key: one for one in self.terms.organisations}

    @cached_property
    def by_key(self) -> dict[Key, Stage]:
        """Give every stage by key."""
        return {one.key: one for one in self.terms.stages}

    @cached_property
    def home(self) -> dict[Key, Key]:
        """Give each person's organisation."""
        return {one.key: one.organisation for one in self.terms.people}

    @cached_property
    def witnessed(self) -> bool:
        """Say whether the house saw it happen; of imported history much is rightly not published."""
        return self.terms.provenance == Provenance.WITNESSED

    @cached_property
    def money(self) -> tuple[MoneyEntry, ...]:
        """Give the entries of stage money."""
        return tuple(one for one in self.picture.money if not one.outside_stage_money)

    def stages_of(self, procurement: Procurement) -> tuple[Stage, ...]:
        """Give the stages of a procurement in order."""
        return tuple(one for one in self.stages if one.procurement == procurement.key)

    def following(self, stage: Stage) -> tuple[Stage, ...]:
        """Give the stages of the same procurement that come after a stage; none where it has no procurement."""
        same = (one for one in self.stages if one.procurement == stage.procurement and one.number > stage.number)
        return tuple(same) if stage.procurement else ()

    def is_live(self, procurement: Procurement) -> bool:
        """Say whether any of a procurement's stages is published."""
        return any(one.procurement == procurement.key for one in self.live)

    @cached_property
    def _index(self) -> dict[Key, int]:
        return {one.key: i for i, one in enumerate(self.terms.stages)}

    def at_stage(self, stage: Stage, field: str) -> Place:
        """Name a field of a stage."""
        return Place(path=f"initiative.stages[{self._index[stage.key]}].{field}", stage=stage.key)

    def look(self, stage: Stage, field: str, fine: bool, **values: object) -> Look:
        """Say that a stage's field was looked at, and whether it was fine."""
        return Look(place=self.at_stage(stage, field), fine=fine, values=values)

    @staticmethod
    def look_at(
        path: str, fine: bool, *, stage: Key | None = None, supplier: Key | None = None, **values: object
    ) -> Look:
        """Say that a place outside the stages was looked at, and whether it was fine."""
        return Look(place=Place(path=path, stage=stage, supplier=supplier), fine=fine, values=values)

    def passed(self, since: date | datetime, days: int) -> bool:
        """Say whether more than `days` whole days have gone since an instant or a day."""
        day = since.date() if isinstance(since, datetime) else since
        return self.today - day > timedelta(days=days)

    @cached_property
    def invitations(self) -> Texts:
        """Give every text that tells the market who may take part and how it is judged, from the planned stages on."""
        return Texts(tuple(self._invitations()))

    def _invitations(self) -> Iterator[Said]:
        for stage in self.stages:
            for field in _SAID_IN_STAGES:
                if (words := getattr(stage, field)) is not None:
                    yield from _said(self.at_stage(stage, field), words)
            for i, wanted in enumerate(stage.deliverables):
                yield from _said(self.at_stage(stage, f"deliverables[{i}]"), wanted)
            for i, one in enumerate(stage.criteria):
                yield from _said(self.at_stage(stage, f"criteria[{i}].title"), one.title)
                if one.guidance is not None:
                    yield from _said(self.at_stage(stage, f"criteria[{i}].guidance"), one.guidance)
        for i, told in enumerate(self.picture.broadcasts):
            yield from _said(Place(path=f"broadcasts[{i}].body", stage=told.stage), told.body)
        for i, reach in enumerate(self.picture.reaches):
            yield from _said(Place(path=f"reaches[{i}].audience", stage=reach.stage), reach.audience)

    @cached_property
    def demands(self) -> Texts:
        """Give every text that asks something of suppliers: what is handed in, criteria, the living specification."""
        asked = ("deliverables[", "criteria[")
        kept = [one for one in self.invitations.said if any(part in one.place.path for part in asked)]
        for i, item in enumerate(self.picture.requirements):
            kept += _said(Place(path=f"requirements[{i}].wording"), item.wording)
        return Texts(tuple(kept))

    @cached_property
    def early_demands(self) -> Texts:
        """Give what is asked in stages that work on problem/solution fit alone."""
        early = {one.key for one in self.stages if tuple(one.phases) == ("problem_solution_fit",)}
        return Texts(tuple(one for one in self.demands.said if one.place.stage in early))

    @cached_property
    def terms_of_use(self) -> Texts:
        """Give what is said of who may own, use and sell the results."""
        return Texts(tuple(self._terms_of_use()))

    def _terms_of_use(self) -> Iterator[Said]:
        yield from _said(Place(path="initiative.rights.use"), self.terms.rights.use)
        for stage in self.stages:
            if stage.rights is not None:
                yield from _said(self.at_stage(stage, "rights.use"), stage.rights.use)
        for i, one in enumerate(self.terms.procurements):
            yield from _said(Place(path=f"initiative.procurements[{i}].option_frame"), one.option_frame)
        for i, contract in enumerate(self.picture.contracts):
            place = Place(path=f"contracts[{i}].use_right", stage=contract.stage, supplier=contract.participation)
            yield from _said(place, contract.use_right)

    @cached_property
    def needs(self) -> Texts:
        """Give what each need asks for, in its last version."""
        last = {one.key: i for i, one in enumerate(self.terms.needs)}
        kept: list[Said] = []
        for i in last.values():
            kept += _said(Place(path=f"initiative.needs[{i}].statement"), self.terms.needs[i].statement)
        return Texts(tuple(kept))


def _said(place: Place, words: Words | None) -> list[Said]:
    if words is None:
        return []
    return [Said(place=place, language=language, text=text) for language, text in words.by_language.items()]
