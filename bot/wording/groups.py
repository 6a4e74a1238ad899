"""A study group in words: its rules, its goal and its pace, and what each of its members did in a window."""

from collections.abc import Sequence
from math import ceil

from bot.domain.group_board import Board, BoardLine, Window
from bot.domain.study_group import StudyGroup
from bot.wording.budget import date_text, minutes_text
from bot.wording.enrolment import bar_text, work_text
from bot.wording.texts import Texts

_ROUND_TO_MINUTES = 5
_BAR_CELLS = 10
_MOST_NAMES = 3
_FULL, _EMPTY = "▰", "▱"


def rules_text(texts: Texts, group: StudyGroup) -> str:
    """Who may join: "open to everybody here", "by invitation"."""
    return texts("group-is-open" if group.is_open else "group-is-closed")


def members_text(texts: Texts, count: int, group: StudyGroup) -> str:
    """How many members there are, and how many there may be: "3 of 10 members"."""
    return texts("group-members", count=count, most=group.most_members)


def follows_text(texts: Texts, title: str | None) -> str:
    """The credential that the group follows, or that each brings their own."""
    return texts("group-follows-none") if title is None else texts("group-follows", title=title)


def goal_text(texts: Texts, group: StudyGroup) -> str:
    """What the group set itself: "3 h a week together, done by 12 March 2027"; empty without a goal."""
    minutes, by = group.goal_minutes_week, group.goal_by
    hours = texts("group-goal-hours", time=minutes_text(texts, minutes)) if minutes else ""
    day = texts("group-goal-by", date=date_text(texts, by)) if by else ""
    return texts("group-goal-both", hours=hours, day=day) if hours and day else hours or day


def window_text(texts: Texts, window: Window) -> str:
    """The time that a board is about: "This week"."""
    return texts(f"group-window-{window.value}")


def line_work_text(texts: Texts, line: BoardLine, window: Window) -> str:
    """What a member did: "2 h 10 min, 3 tasks ticked", or that they rest."""
    if line.is_resting:
        return texts("group-resting" if window is Window.WEEK else "group-resting-longer")
    return work_text(texts, line.minutes, line.tasks_done)


def line_more_text(texts: Texts, line: BoardLine) -> list[str]:
    """What else is said of a member, each where there is some: weeks in a row, tasks done, kudos."""
    told = [
        texts("streak-weeks", weeks=line.streak_weeks) if line.streak_weeks > 1 else "",
        texts("enrolment-position", done=line.done_of[0], total=line.done_of[1]) if line.done_of else "",
        texts("group-line-kudos", count=line.kudos) if line.kudos else "",
    ]
    return [each for each in told if each]


def line_bar(line: BoardLine, board: Board) -> str:
    """A small bar: of the tasks that are done, else of the work beside the most that anybody did."""
    if line.done_of:
        return bar_text(*line.done_of)
    if line.is_resting:
        return ""
    most = max((each.minutes for each in board.lines), default=0)
    if not most or not line.minutes:
        return ""
    filled = max(1, line.minutes * _BAR_CELLS // most)
    return _FULL * filled + _EMPTY * (_BAR_CELLS - filled)


def total_text(texts: Texts, board: Board) -> str:
    """What all did together: "Together: 4 h, 5 tasks ticked"; empty where it is not to be said."""
    if board.total_minutes is None or board.total_tasks is None:
        return ""
    said = work_text(texts, board.total_minutes, board.total_tasks)
    return texts("group-together", work=said) if said else texts("group-together-none")


def goal_bar(board: Board) -> str:
    """How far the week's hours are towards the goal; empty where there is none, or it is not to be said."""
    goal = board.group.goal_minutes_week
    if not goal or board.window is not Window.WEEK or board.total_minutes is None:
        return ""
    filled = min(_BAR_CELLS, board.total_minutes * _BAR_CELLS // goal)
    return _FULL * filled + _EMPTY * (_BAR_CELLS - filled)


def pace_text(texts: Texts, board: Board) -> str:
    """What the last four weeks brought: "about 2 h 30 min a week"; empty where there is nothing to say."""
    pace = board.pace_minutes_week
    if not pace:
        return ""
    rounded = ceil(pace / _ROUND_TO_MINUTES) * _ROUND_TO_MINUTES
    return texts("group-pace", time=minutes_text(texts, rounded))


def former_text(texts: Texts, board: Board) -> str:
    """What members did who have left since; empty where that is nothing."""
    said = work_text(texts, board.former_minutes, board.former_tasks)
    return texts("group-former", work=said) if said else ""


def together_text(texts: Texts, names: Sequence[str]) -> str:
    """The groups in which two members are together: "You are both in SQL before summer, Evening group"."""
    shown = names[0]
    for name in names[1:_MOST_NAMES]:
        shown = texts("label-listed", first=shown, second=name)
    if len(names) <= _MOST_NAMES:
        return texts("group-together-in", names=shown)
    return texts("group-together-in-more", names=shown, count=len(names) - _MOST_NAMES)
