"""The weekly streak: how many weeks somebody kept at it, by their local ISO weeks, with weeks of rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.local_days import DAYS_PER_WEEK, week_of

REST_EVERY_WEEKS = 4
"""One week of rest in any four: a holiday or a flu is no reason to begin anew."""
_WEEK = timedelta(days=DAYS_PER_WEEK)


@dataclass(frozen=True, slots=True)
class Streak:
    """A run of weeks. `weeks` counts those with work in them; the rest weeks (Mondays) lie between those.

    `is_open`: the current week has no work yet; it is not over, and so it neither counts nor breaks.
    """

    weeks: int
    first_week: date | None
    rest_weeks: tuple[date, ...]
    is_open: bool


NO_STREAK = Streak(0, None, (), is_open=True)


def streak_of(days: Iterable[date], *, today: date) -> Streak:
    """The streak that runs today, of the local days with work.

    A rest week is a week between two weeks of the streak in which nothing was logged. It breaks nothing as
    long as there is no other in the three weeks before and after it; two in any four weeks end the streak
    before them. A week that has just begun waits for its work; last week without any is a rest week already.
    """
    active = {week_of(day) for day in days}
    if not active:
        return NO_STREAK
    # Who travels west can have worked "tomorrow", in a week that has not begun where they are now.
    current = max(week_of(today), *active)
    counted = [current] if current in active else []
    resting: list[date] = []
    untaken: list[date] = []
    week = current - _WEEK
    while week >= min(active):
        if week in active:
            counted.append(week)
            resting += untaken
            untaken = []
        elif untaken or (resting and (resting[-1] - week).days < REST_EVERY_WEEKS * DAYS_PER_WEEK):
            break
        else:
            untaken = [week]
        week -= _WEEK
    if not counted:
        return NO_STREAK
    return Streak(len(counted), counted[-1], tuple(reversed(resting)), is_open=current not in active)
