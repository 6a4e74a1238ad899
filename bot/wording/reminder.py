"""What a weekly reminder says of an enrolment, in words that never blame."""

from bot.domain.reminder import Mood, ReminderLine
from bot.wording.budget import date_text, minutes_text
from bot.wording.enrolment import needed_text, week_text
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


def weeks_text(texts: Texts, line: ReminderLine) -> tuple[str, str]:
    """What this week has, and where that is nothing, what the week before had; empty for nothing."""
    this_week = line.progress.minutes_this_week
    if this_week or not line.minutes_last_week:
        return week_text(texts, this_week), ""
    last = texts("reminder-last-week", time=minutes_text(texts, line.minutes_last_week))
    return week_text(texts, this_week), last


def pace_text(texts: Texts, line: ReminderLine) -> str:
    """The pace and the date it leads to; empty before there is one."""
    progress = line.progress
    if not progress.pace.minutes_high and not progress.pace.tasks:
        return ""
    pace, leads = pace_words(texts, progress.pace), leads_text(texts, progress.forecast)
    return texts("reminder-pace", pace=pace, leads=leads) if leads else pace
