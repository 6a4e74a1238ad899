"""The board of a study group: what each member did in a window of whole weeks, as far as they show it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.domain.local_days import DAYS_PER_WEEK, iso_week, week_of
from bot.domain.streaks import streak_of
from bot.domain.study_group import OUTSIDERS_NEED, Membership, StudyGroup, counts_in, shows_work
from bot.domain.visibility import Visibility

PACE_WEEKS = 4
_WEEK = timedelta(days=DAYS_PER_WEEK)


class Window(StrEnum):
    """The time that a board is about."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


class Audience(StrEnum):
    """Who looks: members of the group, or anybody in the server."""

    GROUP = "group"
    SERVER = "server"


class DayWork(NamedTuple):
    """What a member did on a local day of theirs that the group could count: standing entries, summed.

    A board is made of thousands of them.
    """

    user_id: int
    day: date
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class WeekWork:
    """What an erased member did in the group in a week (its Monday)."""

    worker_id: str
    week: date
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What a board is made of. `work` is of all who were ever in the group, in it and outside of it.

    `done_of`: the tasks done of all tasks, where the group follows a credential. `kudos` are those of the
    window, by who got them.
    """

    group: StudyGroup
    credential_title: str | None
    stays: tuple[Membership, ...]
    visibilities: Mapping[int, Visibility]
    work: tuple[DayWork, ...] = ()
    erased: tuple[WeekWork, ...] = ()
    kudos: Mapping[int, int] = field(default_factory=dict)
    done_of: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A member on the board. `streak_weeks` is of all their work that such a group could count."""

    user_id: int
    minutes: int
    tasks_done: int
    streak_weeks: int
    is_resting: bool
    done_of: tuple[int, int] | None = None
    kudos: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """A board as one audience sees it.

    The window is `since` (None: ever) to the day before `until`; `week` is the ISO week of today. `lines` are
    of those who show themselves, who did most first. `private_user_ids` keep it to themselves: members of the
    group may know that much, outsiders know only how many are hidden (`hidden_count`). `former_*` is the work
    of who left or was erased; totals and pace are None where they would tell outsiders too much of too few,
    the pace also where there is no full week yet.
    """

    group: StudyGroup
    credential_title: str | None
    window: Window
    since: date | None
    until: date
    lines: tuple[BoardLine, ...]
    private_user_ids: tuple[int, ...]
    hidden_count: int
    former_minutes: int
    former_tasks: int
    total_minutes: int | None
    total_tasks: int | None
    pace_minutes_week: float | None
    week: str


@dataclass(slots=True)
class _Sum:
    """What counts of somebody: in the window, and in the weeks of the pace."""

    minutes: int = 0
    tasks_done: int = 0
    pace_minutes: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.minutes or self.tasks_done)


def window_days(window: Window, today: date) -> tuple[date | None, date]:
    """The first day of a window of whole weeks (None: there is none), and the day after its last one.

    A month is every week that touches the month of today, up to the current one.
    """
    until = week_of(today) + _WEEK
    match window:
        case Window.WEEK:
            return week_of(today), until
        case Window.MONTH:
            return week_of(today.replace(day=1)), until
        case Window.ALL:
            return None, until


def board_of(facts: BoardFacts, window: Window, audience: Audience, *, today: date) -> Board:
    """The board as an audience sees it; `today` is the group's local day."""
    since, until = window_days(window, today)
    sums = _Sums(facts, since, until, _pace_weeks(facts.group, today))
    current = [each.user_id for each in facts.stays if each.is_current]
    seen = {Visibility.SERVER} if audience is Audience.SERVER else {Visibility.GROUPS, Visibility.SERVER}
    shown = [each for each in current if facts.visibilities[each] in seen]
    private = tuple(each for each in current if facts.visibilities[each] is Visibility.PRIVATE)
    days = _days(facts.work)
    lines = [_line(facts, sums.of(each), each, streak_of(days[each], today=today).weeks) for each in shown]
    # What is equal stays in the order in which they came.
    lines.sort(key=lambda line: (-line.minutes, -line.tasks_done))
    is_told = audience is Audience.GROUP or sums.may_be_told(set(shown))
    former = sums.former()
    return Board(
        group=facts.group,
        credential_title=facts.credential_title,
        window=window,
        since=since,
        until=until,
        lines=tuple(lines),
        private_user_ids=private if audience is Audience.GROUP else (),
        hidden_count=len(current) - len(shown),
        former_minutes=former.minutes if audience is Audience.GROUP else 0,
        former_tasks=former.tasks_done if audience is Audience.GROUP else 0,
        total_minutes=sums.total.minutes if is_told else None,
        total_tasks=sums.total.tasks_done if is_told else None,
        pace_minutes_week=sums.pace()
        if audience is Audience.GROUP or sums.may_tell_pace(set(shown))
        else None,
        week=iso_week(today),
    )


class _Sums:
    """What counts, by who did it; nothing of those who keep it to themselves."""

    def __init__(
        self, facts: BoardFacts, since: date | None, until: date, pace_weeks: tuple[date, date]
    ) -> None:
        self._since, self._until, self._pace_weeks = since, until, pace_weeks
        self._by_user = {each: _Sum() for each in _counted(facts)}
        self._current = {each.user_id for each in facts.stays if each.is_current}
        self._erased: dict[str, _Sum] = {}
        stays: dict[int, list[Membership]] = {}
        for stay in facts.stays:
            stays.setdefault(stay.user_id, []).append(stay)
        first = min(since or date.min, pace_weeks[0])
        for user_id, day, minutes, tasks_done in facts.work:
            if day >= first and user_id in self._by_user and counts_in(stays[user_id], day):
                self._add(self._by_user[user_id], day, minutes, tasks_done)
        for gone in facts.erased:
            of_gone = self._erased.setdefault(gone.worker_id, _Sum())
            self._add(of_gone, gone.week, gone.minutes, gone.tasks_done)

    def of(self, user_id: int) -> _Sum:
        """What counts of a member."""
        return self._by_user[user_id]

    def former(self) -> _Sum:
        """What counts of those who are not in it any more."""
        left = [each for user_id, each in self._by_user.items() if user_id not in self._current]
        return _summed([*left, *self._erased.values()])

    @property
    def total(self) -> _Sum:
        """What all did together."""
        return _summed([*self._by_user.values(), *self._erased.values()])

    def may_be_told(self, shown: set[int]) -> bool:
        """Whether outsiders may know the total of the window."""
        return self._hides_each(shown, lambda each: not each.is_nothing)

    def may_tell_pace(self, shown: set[int]) -> bool:
        """Whether outsiders may know the pace."""
        return self._hides_each(shown, lambda each: each.pace_minutes > 0)

    def pace(self) -> float | None:
        """Minutes a week of the last full weeks."""
        first, end = self._pace_weeks
        weeks = (end - first).days // DAYS_PER_WEEK
        return self.total.pace_minutes / weeks if weeks > 0 else None

    def _hides_each(self, shown: set[int], has_worked: Callable[[_Sum], bool]) -> bool:
        """Whether enough counted, and what is not shown line by line is of nobody, or of enough of them.

        Else who subtracts the lines from the sum would know what one of the others did.
        """
        hidden = [each for user_id, each in self._by_user.items() if user_id not in shown]
        hidden_workers = sum(map(has_worked, [*hidden, *self._erased.values()]))
        shown_workers = sum(has_worked(each) for user_id, each in self._by_user.items() if user_id in shown)
        is_hidden_well = hidden_workers == 0 or hidden_workers >= OUTSIDERS_NEED
        return is_hidden_well and hidden_workers + shown_workers >= OUTSIDERS_NEED

    def _add(self, to: _Sum, day: date, minutes: int, tasks_done: int) -> None:
        if (self._since is None or self._since <= day) and day < self._until:
            to.minutes += minutes
            to.tasks_done += tasks_done
        if self._pace_weeks[0] <= day < self._pace_weeks[1]:
            to.pace_minutes += minutes


def _counted(facts: BoardFacts) -> list[int]:
    """Whose work counts: not of who keeps it to themselves, or did so when they left for the last time."""
    last = {stay.user_id: stay for stay in facts.stays}
    return [user_id for user_id, stay in last.items() if shows_work(stay, facts.visibilities[user_id])]


def _pace_weeks(group: StudyGroup, today: date) -> tuple[date, date]:
    """The last full weeks of the group: the first day, and the day after the last one."""
    end = week_of(today)
    first = max(end - PACE_WEEKS * _WEEK, week_of(group.created_on))
    return min(first, end), end


def _summed(some: Iterable[_Sum]) -> _Sum:
    all_of_it = _Sum()
    for each in some:
        all_of_it.minutes += each.minutes
        all_of_it.tasks_done += each.tasks_done
        all_of_it.pace_minutes += each.pace_minutes
    return all_of_it


def _days(work: Iterable[DayWork]) -> defaultdict[int, list[date]]:
    """The days on which each did something."""
    days: defaultdict[int, list[date]] = defaultdict(list)
    for user_id, day, *_ in work:
        days[user_id].append(day)
    return days


def _line(facts: BoardFacts, counted: _Sum, user_id: int, streak_weeks: int) -> BoardLine:
    return BoardLine(
        user_id,
        counted.minutes,
        counted.tasks_done,
        streak_weeks,
        counted.is_nothing,
        facts.done_of.get(user_id),
        facts.kudos.get(user_id, 0),
    )
