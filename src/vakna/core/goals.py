"""Goals: what shall change in society, measured: an indicator with a base and a target, each with its year.

Helsingborg's is -50 % climate impact of consumption by 2030 counted from 2018 (domain 2); a goal without a measure can
be stated too, and a rule notes it (DM04). The UN's goals are numbered 1 to 17.
"""

from .initiative import Goal, Key, Terms
from .refusal import BadInput

SDGS = tuple(range(1, 18))
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def check(goal: Goal) -> None:
    """Refuse (`BadInput`) years that no goal has, a target before its base, and a goal of the UN that is not there."""
    for path, year in (("base_year", goal.base_year), ("target_year", goal.target_year)):
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise BadInput("goal-year", path=path, first=_FIRST_YEAR, last=_LAST_YEAR)
    if goal.base_year is not None and goal.target_year is not None and goal.target_year <= goal.base_year:
        raise BadInput("goal-years-backward", path="target_year")
    if not set(goal.sdgs) <= set(SDGS):
        raise BadInput("goal-sdg", path="sdgs")


def find(terms: Terms, key: str) -> Goal | None:
    """Give one goal of an initiative, or None."""
    return next((one for one in terms.goals if one.key == key), None)


def with_goal(goals: tuple[Goal, ...], goal: Goal) -> tuple[Goal, ...]:
    """Give the goals with this one in the place of the one it replaces, else last."""
    if all(one.key != goal.key for one in goals):
        return (*goals, goal)
    return tuple(goal if one.key == goal.key else one for one in goals)


def next_key(terms: Terms) -> Key:
    """Give a key that no goal has."""
    taken = {one.key for one in terms.goals}
    tried = (Key(f"mal-{number}") for number in range(1, len(taken) + 2))
    return next(one for one in tried if one not in taken)
