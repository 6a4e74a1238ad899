"""What a weekly reminder says of an enrolment, in words that never blame."""

from bot.domain.credential import Effort, EffortBasis
from bot.domain.reminder import Mood, ReminderLine
from bot.wording.budget import date_text, minutes_text
from bot.wording.credential import effort_text
from bot.wording.enrolment import enrolled_task_text, needed_text, week_text
from bot.wording.progress import leads_text, pace_words
from bot.wording.texts import Texts


def mood_text(texts: Texts, line: ReminderLine) -> str:
    """The sentence at the end: what the pace leads to, or a kind word."""
    target = line.enrolment.target
    if target is None:
        return texts(f"reminder-{line.mood.value}")
    day = date_text(texts, target)
    needed = needed_text(texts, line.progress.needed)
    if line.mood is Mood.LATE and needed:
        return texts("reminder-late-needed", date=day, needed=needed)
    return texts(f"reminder-{line.mood.value}", date=day)


def next_text(texts: Texts, line: ReminderLine) -> str:
    """The next task with its minutes, or what it is likely to take; empty where none is left."""
    task = line.progress.next_task
    if task is None:
        return ""
    low, high = next(
        (each.estimate.low, each.estimate.high) for each in line.progress.tasks if each.task.id == task.id
    )
    if task.min_minutes is not None or task.max_minutes is not None or not (low or high):
        return enrolled_task_text(texts, task)
    time = effort_text(texts, Effort(low, high, EffortBasis.DERIVED))
    return texts("task-with-time", title=task.title, time=time)


def weeks_text(texts: Texts, line: ReminderLine) -> tuple[str, str]:
    """What this week has, and where that is nothing, what the week before had.

    Both are empty before anything was logged at all: that is said in a sentence.
    """
    if line.mood is Mood.BEGIN:
        return "", ""
    minutes, ticked = line.progress.minutes_this_week, line.progress.tasks_this_week
    this_week = week_text(texts, minutes, ticked)
    if minutes or ticked or not line.minutes_last_week:
        return this_week, ""
    last = texts("reminder-last-week", time=minutes_text(texts, line.minutes_last_week))
    return this_week, last


def pace_text(texts: Texts, line: ReminderLine) -> str:
    """The pace and the date it leads to; empty before there is one."""
    progress = line.progress
    if not progress.pace.minutes_high and not progress.pace.tasks:
        return ""
    pace, leads = pace_words(texts, progress.pace), leads_text(texts, progress.forecast)
    return texts("reminder-pace", pace=pace, leads=leads) if leads else pace
