"""The board of a study group: what each member did in a window of whole weeks, as far as they show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.board_facts import BoardFacts, DayWork
from bot.domain.board_sums import BoardSums, Sum, pace_weeks_of
from bot.domain.local_days import DAYS_PER_WEEK, iso_week, week_of
from bot.domain.streaks import streak_of
from bot.domain.study_group import StudyGroup
from bot.domain.visibility import Visibility

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
    sums = BoardSums(facts, since, until, pace_weeks_of(facts.group, today))
    current = [each.user_id for each in facts.stays if each.is_current]
    seen = {Visibility.SERVER} if audience is Audience.SERVER else {Visibility.GROUPS, Visibility.SERVER}
    shown = [each for each in current if facts.visibilities[each] in seen]
    private = tuple(each for each in current if facts.visibilities[each] is Visibility.PRIVATE)
    days = _days(each for each in facts.work if each.day < until)
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


def _days(work: Iterable[DayWork]) -> defaultdict[int, list[date]]:
    """The days on which each did something."""
    days: defaultdict[int, list[date]] = defaultdict(list)
    for user_id, day, *_ in work:
        days[user_id].append(day)
    return days


def _line(facts: BoardFacts, counted: Sum, user_id: int, streak_weeks: int) -> BoardLine:
    return BoardLine(
        user_id,
        counted.minutes,
        counted.tasks_done,
        streak_weeks,
        counted.is_nothing,
        facts.done_of.get(user_id),
        facts.kudos.get(user_id, 0),
    )
