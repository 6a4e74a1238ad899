"""The form that changes an entry, filled with what it says."""

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.log_forms import ask_day, ask_minutes, ask_note
from bot.discord_ui.cards.notice import notice_card
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.log_words import LogWords
from bot.services.ledger_views import HistoryLine
from bot.wording.budget import date_text, minutes_text
from bot.wording.texts import Texts


def words_of_entry(texts: Texts, entry: LogEntry) -> LogWords:
    """What the entry says, as a member would type it."""
    time = minutes_text(texts, entry.minutes) if entry.minutes else ""
    return LogWords(minutes=time, day=date_text(texts, entry.local_day), note=entry.note or "")


def entry_form(texts: Texts, line: HistoryLine, typed: LogWords | None = None) -> Form:
    """Asks for minutes, day and note; minutes may be missing where a task is ticked."""
    typed = words_of_entry(texts, line.entry) if typed is None else typed
    is_tick = line.entry.kind is EntryKind.DONE
    form = Form(texts("entry-form-title"), custom_ids.ENTRY_FORM.of(line.entry.id))
    ask_minutes(form, texts, typed, is_needed=not is_tick)
    ask_day(form, texts, texts("entry-form-day"), typed, is_needed=True)
    ask_note(form, texts, typed)
    return form


def fix_entry_card(texts: Texts, sentence: str, entry_id: int, kept: str) -> Card:
    """What is wrong with the change, and *Fix it*."""
    return notice_card(
        sentence, below=buttons(button(texts("button-fix"), custom_ids.ENTRY_FIX.of(entry_id, kept)))
    )
