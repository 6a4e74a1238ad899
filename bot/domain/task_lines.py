"""Tasks as people list them: one a line, each perhaps with its time: "Watch lesson 1 | 45 min"."""

import re
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.domain.plain_text import printable
from bot.domain.task_minutes import parse_task_minutes

MAX_TITLE_LENGTH = 200
MOST_LINES = 50
_MAX_TIME_LENGTH = 100
_MAX_QUOTED_LENGTH = 40
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,3}[.)])\s+")
_NUMBER = r"\d+(?:[.,:]\d+)?"
_UNIT = r"(?:h|hrs?|hours?|mins?|minutes?)"
"""No bare "m": five hundred of them are a distance."""
_TIME = (
    rf"{_NUMBER}\s*{_UNIT}?(?:\s*(?:[-–]|to)\s*{_NUMBER})?\s*{_UNIT}(?:\s*\d{{1,2}}\s*(?:m|mins?|minutes?)?)?"
)
_AT_THE_END = re.compile(
    rf"^(?P<title>.*?\S)[\s,:–-]*(?:\s|[,:–(\[-])[(\[]?(?P<time>(?:about\s+|~\s*)?{_TIME})[)\]]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task: what to do, and the minutes from and to; None for an end that nobody knows."""

    title: str
    min_minutes: int | None = None
    max_minutes: int | None = None


def parse_task_lines(text: str) -> tuple[TaskLine, ...]:
    """The tasks of a text, in order; empty lines and bullets are stepped over.

    The time stands after a "|", or at the end of the line. Raises UserError `task-lines-empty`,
    `task-lines-too-many` (with `limit`), `task-line-unreadable` (with `line` and `text`),
    `task-line-too-long` (with `line` and `limit`), `task-line-without-title` (with `line`).
    """
    lines = [shown for line in text.splitlines() if (shown := _BULLET.sub("", printable(line)))]
    if not lines:
        raise UserError("task-lines-empty")
    if len(lines) > MOST_LINES:
        raise UserError("task-lines-too-many", limit=MOST_LINES)
    return tuple(_task_line(number, line) for number, line in enumerate(lines, start=1))


def _task_line(number: int, line: str) -> TaskLine:
    if len(line) > MAX_TITLE_LENGTH + _MAX_TIME_LENGTH:
        raise UserError("task-line-too-long", line=number, limit=MAX_TITLE_LENGTH)
    title, bar, time = (part.strip() for part in line.rpartition("|"))
    if not bar:
        title, time = _without_bar(line)
    if not title:
        raise UserError("task-line-without-title", line=number)
    if len(title) > MAX_TITLE_LENGTH:
        raise UserError("task-line-too-long", line=number, limit=MAX_TITLE_LENGTH)
    if not time:
        return TaskLine(title)
    try:
        return TaskLine(title, *parse_task_minutes(time))
    except UserError as refused:
        raise UserError("task-line-unreadable", line=number, text=time[:_MAX_QUOTED_LENGTH]) from refused


def _without_bar(line: str) -> tuple[str, str]:
    """The title and the time of a line that ends in one; a line that only looks so is a title."""
    found = _AT_THE_END.match(line)
    if found is None:
        return line, ""
    try:
        parse_task_minutes(found["time"])
    except UserError:
        return line, ""
    return found["title"], found["time"]
