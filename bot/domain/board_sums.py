"""What counts of whom on the board of a study group, and which sums others may know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.board_facts import BoardFacts
from bot.domain.local_days import DAYS_PER_WEEK, week_of
from bot.domain.study_group import OUTSIDERS_NEED, Membership, StudyGroup, counts_in, shows_work

PACE_WEEKS = 4
_WEEK = timedelta(days=DAYS_PER_WEEK)


@dataclass(slots=True)
class Sum:
    """What counts of somebody: in the window, and in the weeks of the pace."""

    minutes: int = 0
    tasks_done: int = 0
    pace_minutes: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing counts of them in the window."""
        return not (self.minutes or self.tasks_done)


class BoardSums:
    """What counts, by who did it; nothing of those who keep it to themselves."""

    def __init__(
        self, facts: BoardFacts, since: date | None, until: date, pace_weeks: tuple[date, date]
    ) -> None:
        self._since, self._until, self._pace_weeks = since, until, pace_weeks
        self._by_user = {each: Sum() for each in _counted(facts)}
        self._current = {each.user_id for each in facts.stays if each.is_current}
        self._erased: dict[str, Sum] = {}
        stays: dict[int, list[Membership]] = {}
        for stay in facts.stays:
            stays.setdefault(stay.user_id, []).append(stay)
        first = min(since or date.min, pace_weeks[0])
        for user_id, day, minutes, tasks_done in facts.work:
            if day >= first and user_id in self._by_user and counts_in(stays[user_id], day):
                self._add(self._by_user[user_id], day, minutes, tasks_done)
        for gone in facts.erased:
            of_gone = self._erased.setdefault(gone.worker_id, Sum())
            self._add(of_gone, gone.week, gone.minutes, gone.tasks_done)

    def of(self, user_id: int) -> Sum:
        """What counts of a member."""
        return self._by_user[user_id]

    def former(self) -> Sum:
        """What counts of those who are not in it any more."""
        left = [each for user_id, each in self._by_user.items() if user_id not in self._current]
        return _summed([*left, *self._erased.values()])

    @property
    def total(self) -> Sum:
        """What all did together."""
        return _summed([*self._by_user.values(), *self._erased.values()])

    def may_be_told(self, shown: set[int]) -> bool:
        """Whether outsiders may know the totals of the window: enough counted, and neither tells of a few."""
        worked = self._workers(shown, lambda each: not each.is_nothing)
        return (
            sum(worked) >= OUTSIDERS_NEED
            and self._hides_each(shown, lambda each: each.minutes > 0)
            and self._hides_each(shown, lambda each: each.tasks_done > 0)
        )

    def may_tell_pace(self, shown: set[int]) -> bool:
        """Whether outsiders may know the pace."""
        worked = self._workers(shown, _has_pace)
        return sum(worked) >= OUTSIDERS_NEED and self._hides_each(shown, _has_pace)

    def pace(self) -> float | None:
        """Minutes a week of the last full weeks."""
        first, end = self._pace_weeks
        weeks = (end - first).days // DAYS_PER_WEEK
        return self.total.pace_minutes / weeks if weeks > 0 else None

    def _hides_each(self, shown: set[int], counts: Callable[[Sum], bool]) -> bool:
        """Whether what is not shown line by line is of nobody, or of enough of them.

        Else who subtracts the lines from the sum would know what one of the others did.
        """
        _, hidden = self._workers(shown, counts)
        return hidden == 0 or hidden >= OUTSIDERS_NEED

    def _workers(self, shown: set[int], counts: Callable[[Sum], bool]) -> tuple[int, int]:
        """How many count of those who are shown line by line, and of the others."""
        lines = sum(counts(each) for user_id, each in self._by_user.items() if user_id in shown)
        everybody = sum(map(counts, [*self._by_user.values(), *self._erased.values()]))
        return lines, everybody - lines

    def _add(self, to: Sum, day: date, minutes: int, tasks_done: int) -> None:
        if (self._since is None or self._since <= day) and day < self._until:
            to.minutes += minutes
            to.tasks_done += tasks_done
        if self._pace_weeks[0] <= day < self._pace_weeks[1]:
            to.pace_minutes += minutes


def _counted(facts: BoardFacts) -> list[int]:
    """Whose work counts: not of who keeps it to themselves, or did so when they left for the last time."""
    last = {stay.user_id: stay for stay in facts.stays}
    return [user_id for user_id, stay in last.items() if shows_work(stay, facts.visibilities[user_id])]


def pace_weeks_of(group: StudyGroup, today: date) -> tuple[date, date]:
    """The last full weeks of the group: the first day, and the day after the last one."""
    end = week_of(today)
    first = max(end - PACE_WEEKS * _WEEK, week_of(group.created_on))
    return min(first, end), end


def _has_pace(each: Sum) -> bool:
    return each.pace_minutes > 0


def _summed(some: Iterable[Sum]) -> Sum:
    all_of_it = Sum()
    for each in some:
        all_of_it.minutes += each.minutes
        all_of_it.tasks_done += each.tasks_done
        all_of_it.pace_minutes += each.pace_minutes
    return all_of_it
