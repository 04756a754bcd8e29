"""Which rules are at work in which act, and that what they look at is taken."""

import json

import pytest

from tests.rules import documents
from tests.rules.documents import AT, PCP, PRACTICE
from tests.rules.plants import PLANTS
from vakna.core.initiative import PARTS, Key, Picture
from vakna.rules import at_work, kept
from vakna.rules.at_work import READS
from vakna.rules.finding import Level, Moment
from vakna.rules.outside import outside
from vakna.rules.registry import RULES


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("name", [PRACTICE, PCP])
def test_every_rule_of_a_moment_finds_what_it_looks_at_among_the_parts_taken(name: str, moment: Moment) -> None:
    whole = documents.picture(name)
    taken = {one: getattr(whole, one) for part in READS[moment] for one in PARTS[part]}
    picture = Picture(terms=whole.terms, _taken=taken)

    found = [at_work.found(picture, moment, stage.key, at=AT[name]) for stage in picture.terms.stages]

    assert {one for those in found for one in those} == set()


def test_each_moment_has_rules_that_stop_and_rules_that_ask() -> None:
    levels = {moment: {one.level for one in RULES if moment in one.moments} for moment in Moment}

    assert levels == {moment: {Level.BLOCK, Level.WARN} for moment in Moment}


def test_finding_of_another_stage_or_procurement_is_not_asked_about() -> None:
    picture = documents.picture(
        PCP, ("initiative.procurements.kop.total_value", "1.00 SEK"),
        ("initiative.stages.dialog.target_group", {"en": "Reserved for SMEs."}),
    )  # fmt: skip

    def codes(stage: str) -> list[str]:
        return [one.rule.code for one in at_work.found(picture, Moment.PUBLISH, Key(stage), at=AT[PCP])]

    assert (codes("dialog"), codes("inforande"), codes("fas-1")) == (["ND02"], ["FR02"], [])


def test_report_that_is_kept_is_read_back_without_loss() -> None:
    picture, report = documents.picture(PRACTICE), documents.report(PRACTICE)
    reports = [report, outside(picture, report, at=AT[PRACTICE])]
    reports += [documents.report(base, *changes) for _, base, changes in PLANTS]

    assert [kept.load(json.loads(json.dumps(kept.dump(one)))) == one for one in reports] == [True] * len(reports)


def test_outside_nothing_is_said_that_rests_on_what_is_hidden() -> None:
    plants = {code: documents.picture(base, *changes) for code, base, changes in PLANTS if base == PRACTICE}
    told = {}
    for code in ("ND01", "ET11", "FR16", "NE06", "DM03"):
        picture = plants.get(code) or documents.picture(PRACTICE, ("initiative.goals", []))
        whole = documents.lint(picture, at=AT[PRACTICE])
        told[code] = [one.rule.code for one in outside(picture, whole, at=AT[PRACTICE]).failed()]

    assert told == {"ND01": ["ND01"], "ET11": [], "FR16": [], "NE06": [], "DM03": ["DM03"]}


def test_history_that_was_told_afterwards_is_not_judged_in_public() -> None:
    picture = documents.picture(PRACTICE, ("initiative.provenance", "stated"), ("initiative.goals", []))
    whole = documents.lint(picture, at=AT[PRACTICE])

    assert outside(picture, whole, at=AT[PRACTICE]).answers == ()
