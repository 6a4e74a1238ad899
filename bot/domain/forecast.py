"""When somebody will be done at their pace, and the pace that they need to be done in time."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.local_days import DAYS_PER_WEEK

_MOST_WEEKS = 520
"""Ten years: a pace that leads further says nothing."""


class ForecastBasis(StrEnum):
    """What a forecast was made from: minutes of work, or tasks a week where minutes are not known."""

    MINUTES = "minutes"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Between which days the last task will be done, at the pace of the last weeks."""

    earliest: date
    latest: date
    basis: ForecastBasis


@dataclass(frozen=True, slots=True)
class NeededPace:
    """Minutes a week, from `low` to `high`, that lead to the target; `days_left` are at least one."""

    target: date
    days_left: int
    low: int
    high: int


def forecast_of(
    open_tasks: int,
    left: tuple[int, int] | None,
    minutes_a_week: tuple[float, float],
    tasks_a_week: float,
    *,
    today: date,
) -> Forecast | None:
    """The days between which it ends; None without a pace, or where it leads beyond ten years.

    `left` are the minutes left (None where a task cannot be estimated). The low ends belong together, and
    the high ones: who takes the estimates' short side takes it in the past and in what comes.
    """
    if left is not None and min(minutes_a_week) > 0:
        weeks = [minutes / pace for minutes, pace in zip(left, minutes_a_week, strict=True)]
        basis = ForecastBasis.MINUTES
    elif tasks_a_week > 0:
        weeks = [open_tasks / tasks_a_week]
        basis = ForecastBasis.TASKS
    else:
        return None
    if max(weeks) > _MOST_WEEKS:
        return None
    return Forecast(_after(today, min(weeks)), _after(today, max(weeks)), basis)


def needed_pace(left: tuple[int, int] | None, target: date | None, *, today: date) -> NeededPace | None:
    """The minutes a week to the target, rounded up; None without a target, after it, or without estimates."""
    if target is None or target <= today or left is None:
        return None
    days = (target - today).days
    weeks = max(1.0, days / DAYS_PER_WEEK)
    return NeededPace(target, days, math.ceil(left[0] / weeks), math.ceil(left[1] / weeks))


def _after(today: date, weeks: float) -> date:
    return today + timedelta(days=math.ceil(weeks * DAYS_PER_WEEK))
