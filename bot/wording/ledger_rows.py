"""The rows of the ledger in words: what was logged, what was undone, and what was changed."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from bot.domain.ledger import EntryKind, LogEntry
from bot.wording.budget import minutes_text
from bot.wording.calendar_names import short_months, short_weekdays
from bot.wording.texts import Texts


class RowState(StrEnum):
    """What became of a row: it stands, a later row undid or changed it, or it is such a row itself."""

    STANDS = "stands"
    UNDONE = "undone"
    CHANGED = "changed"
    UNDOES = "undoes"
    MAKES_ROOM = "makes_room"


def row_state(entry: LogEntry, replaced: Collection[int]) -> RowState:
    """The state of a row; `replaced` are the ids of the entries for which an edit put others."""
    if entry.kind is EntryKind.VOID:
        return RowState.MAKES_ROOM if entry.voids in replaced else RowState.UNDOES
    if entry.voided_by is None:
        return RowState.STANDS
    return RowState.CHANGED if entry.id in replaced else RowState.UNDONE


def short_day_text(texts: Texts, day: date, *, today: date) -> str:
    """A day in a list: "Tue 24 Nov", with its year where that is another than today's."""
    return texts(
        "ledger-day" if day.year == today.year else "ledger-day-year",
        weekday=short_weekdays(texts.locale)[day.weekday()],
        day=day.day,
        month=short_months(texts.locale)[day.month - 1],
        year=str(day.year),
    )


def work_text(texts: Texts, entry: LogEntry, task_title: str | None) -> str:
    """What an entry says: "“Lesson 4” done, 45 min", "45 min on “Lesson 4”", "45 min"."""
    time = minutes_text(texts, entry.minutes) if entry.minutes else ""
    if task_title is None:
        return time
    task_title = task_title or texts("task-gone")
    if entry.kind is EntryKind.MINUTES:
        return texts("ledger-time-on", time=time, title=task_title)
    return texts("ledger-done-time" if time else "ledger-done", time=time, title=task_title)


def row_text(
    texts: Texts,
    entry: LogEntry,
    task_title: str | None,
    state: RowState,
    voided: LogEntry | None = None,
) -> str:
    """A row in words, with what became of it; `voided` is the entry that a void is about, where known."""
    if entry.kind is EntryKind.VOID:
        said = "" if voided is None else work_text(texts, voided, task_title)
        return texts(f"ledger-{state.value}", about=said or _unknown_work(texts, task_title))
    said = work_text(texts, entry, task_title)
    if state is RowState.STANDS:
        return texts("ledger-replaces", said=said) if entry.replaces else said
    return texts(f"ledger-{state.value}", said=said)


def _unknown_work(texts: Texts, task_title: str | None) -> str:
    """What a void took back where its entry is older than what is shown."""
    if task_title is None:
        return texts("ledger-about-time")
    return texts("ledger-about-task", title=task_title or texts("task-gone"))
