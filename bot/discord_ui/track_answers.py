"""What mending and minding one's work comes to on Discord: entries changed, enrolments paused and dropped."""

from dataclasses import replace
from datetime import date

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Button, Card, button, buttons
from bot.discord_ui.cards.enrolment import enrolment_card
from bot.discord_ui.cards.entry_form import fix_entry_card, words_of_entry
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.progress import resume_button
from bot.discord_ui.progress_answers import own_progress
from bot.discord_ui.tracking_answers import MENDABLE, around, refusal_text, view_card
from bot.domain.day_text import parse_target
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.services.enrolling import Enrolling
from bot.services.ledger_views import HistoryLine
from bot.services.log_requests import EntryWords
from bot.services.member_ledger import EnrolmentView
from bot.wording.budget import date_text
from bot.wording.enrolment import entry_text

_UNREADABLE_DAY = ("target-", "day-")


async def named_entry(interaction: BadgerInteraction, named: str) -> HistoryLine:
    """The asker's entry by its number, or by words that only one has.

    Raises UserError `log-entry-unknown`.
    """
    reader, asker = interaction.client.desk.use_cases.work.progress, asker_of(interaction)
    typed = named.strip()
    if typed.isdecimal() and len(typed) <= custom_ids.NUMBER_LENGTH:
        return await reader.entry(asker, int(typed))
    found = await reader.suggest_entries(asker, typed)
    if len(found) != 1:
        raise UserError("log-entry-unknown")
    return found[0]


async def edit_answer(interaction: BadgerInteraction, named: str, words: EntryWords) -> Card:
    """Puts the changed entry in the place of the old one, and says what it says now.

    Raises UserError as `named_entry` and `Tracking.edit_entry` do.
    """
    line = await named_entry(interaction, named)
    try:
        return await _edited(interaction, line.entry.id, words, "entry-edited")
    except UserError as refused:
        if not refused.message_id.startswith(MENDABLE):
            raise
        before = words_of_entry(interaction.client.desk.texts, line.entry)
        typed = LogWords(
            minutes=before.minutes if words.minutes is None else words.minutes,
            day=before.day if words.day is None else words.day,
            note=before.note if words.note is None else words.note,
        )
        return await mended_entry_card(interaction, line.entry.id, typed, refused)


async def mended_entry_card(
    interaction: BadgerInteraction, entry_id: int, typed: LogWords, refused: UserError
) -> Card:
    """What is wrong with the change, whose words are kept, and *Fix it*."""
    desk = interaction.client.desk
    kept = await desk.use_cases.work.words.keep(asker_of(interaction), typed)
    return fix_entry_card(desk.texts, refusal_text(interaction, refused), entry_id, kept)


async def sent_edit_answer(interaction: BadgerInteraction, entry_id: int, typed: LogWords) -> Card:
    """The same, with what a form says of the whole entry: what reads as before is left."""
    desk = interaction.client.desk
    line = await desk.use_cases.work.progress.entry(asker_of(interaction), entry_id)
    before = words_of_entry(desk.texts, line.entry)
    words = EntryWords(
        None if typed.minutes.strip() == before.minutes else typed.minutes.strip() or "0",
        None if typed.day.strip() == before.day else typed.day,
        None if typed.note.strip() == before.note else typed.note,
    )
    if words == EntryWords():
        shown = await own_progress(interaction, line.enrolment_id)
        return view_card(interaction, shown.view, desk.texts("entry-as-before"))
    return await _edited(interaction, entry_id, words, "entry-edited")


async def change_back_answer(interaction: BadgerInteraction, entry_id: int) -> Card:
    """Says again what the entry said before it was changed.

    Raises UserError `log-entry-unknown`, `log-entry-void`, and as `Tracking.edit_entry` does.
    """
    reader, asker = interaction.client.desk.use_cases.work.progress, asker_of(interaction)
    changed = (await reader.entry(asker, entry_id)).entry
    if changed.replaces is None:
        raise UserError("log-entry-unknown")
    before = (await reader.entry(asker, changed.replaces)).entry
    words = EntryWords(
        str(before.minutes or 0),
        None if before.local_day == changed.local_day else before.local_day.isoformat(),
        before.note or "",
    )
    return await _edited(interaction, entry_id, words, "entry-changed-back")


async def _edited(interaction: BadgerInteraction, entry_id: int, words: EntryWords, said: str) -> Card:
    desk = interaction.client.desk
    logged = await desk.use_cases.work.tracking.edit_entry(asker_of(interaction), entry_id, words)
    # An undo would take the work back as a whole, and whoever changed an entry does not mean that.
    view = replace(logged.view, newest=None)
    what = entry_text(desk.texts, logged.entry, view.enrolment, today=view.progress.today)
    back = button(desk.texts("button-change-back"), custom_ids.CHANGE_BACK.of(logged.entry.id))
    return _card(interaction, view, desk.texts(said, what=what), back)


async def pause_answer(interaction: BadgerInteraction, named: str) -> Card:
    """Lets the enrolment rest; shows the card of one that is over, and says so."""
    shown = await own_progress(interaction, named)
    try:
        changed = await _enrolling(interaction).pause(asker_of(interaction), shown.view.enrolment.id)
    except UserError as refused:
        return _over_card(interaction, shown.view, refused)
    said = "enrolment-paused" if changed.is_changed else "enrolment-paused-already"
    return _card(interaction, changed.view, interaction.client.desk.texts(said))


async def resume_answer(interaction: BadgerInteraction, named: str) -> Card:
    """Goes on with the enrolment. Raises UserError `enrolment-completed`, `enrolment-started-again`."""
    shown = await own_progress(interaction, named)
    changed = await _enrolling(interaction).resume(asker_of(interaction), shown.view.enrolment.id)
    said = "enrolment-resumed" if changed.is_changed else "enrolment-going"
    return _card(interaction, changed.view, interaction.client.desk.texts(said))


async def ask_drop_answer(interaction: BadgerInteraction, named: str) -> Card:
    """Asks whether the enrolment shall be given up. Raises UserError `enrolment-completed`."""
    texts, enrolment = interaction.client.desk.texts, (await own_progress(interaction, named)).view.enrolment
    if enrolment.status is EnrolmentStatus.COMPLETED:
        raise UserError("enrolment-completed", title=enrolment.outline.title)
    if enrolment.status is EnrolmentStatus.DROPPED:
        ways = buttons(resume_button(texts, enrolment.id))
        return notice_card(texts("enrolment-dropped-already"), below=ways)
    ways = buttons(
        button(texts("button-drop"), custom_ids.DROP.of(enrolment.id)),
        button(texts("button-keep"), custom_ids.ENROLMENT.of(enrolment.id)),
    )
    return notice_card(texts("enrolment-drop-ask", title=enrolment.outline.title), below=ways)


async def drop_answer(interaction: BadgerInteraction, enrolment_id: str) -> Card:
    """Gives the enrolment up. Raises UserError `enrolment-completed`."""
    texts = interaction.client.desk.texts
    changed = await _enrolling(interaction).drop(asker_of(interaction), enrolment_id)
    said = "enrolment-dropped-now" if changed.is_changed else "enrolment-dropped-already"
    ways = buttons(resume_button(texts, enrolment_id))
    return notice_card(texts(said), below=ways)


async def target_answer(interaction: BadgerInteraction, named: str, said: str | None) -> Card:
    """Sets the day to be done by, or clears it; says so where it is over, or the day cannot be taken."""
    texts, view = interaction.client.desk.texts, (await own_progress(interaction, named)).view
    before = view.enrolment
    wish = None if means_no_day(interaction, said) else said
    try:
        changed = await _enrolling(interaction).set_target(asker_of(interaction), before.id, wish)
    except UserError as refused:
        if not refused.message_id.startswith(_UNREADABLE_DAY):
            return _over_card(interaction, view, refused)
        offers = _target_offers(interaction, before.id, view.progress.today)
        return _card(interaction, view, refusal_text(interaction, refused), *offers)
    target, today = changed.view.enrolment.target, changed.view.progress.today
    back = _target_back(interaction, before.id, before.target, today) if changed.is_changed else None
    if target is None and not changed.is_changed:
        offers = _target_offers(interaction, before.id, today)
        return _card(interaction, changed.view, texts("target-none-was"), *offers)
    if target is None:
        return _card(interaction, changed.view, texts("target-cleared"), back)
    name = "target-set" if changed.is_changed else "target-same"
    sentence = texts(name, date=date_text(texts, target), days=(target - today).days)
    return _card(interaction, changed.view, sentence, back)


def _over_card(interaction: BadgerInteraction, view: EnrolmentView, refused: UserError) -> Card:
    """The card as it stands, which leads on, under what cannot be done. Raises what says something else."""
    if refused.message_id not in {"enrolment-dropped", "enrolment-completed"}:
        raise refused
    return _card(interaction, view, refusal_text(interaction, refused))


def _target_offers(interaction: BadgerInteraction, enrolment_id: str, today: date) -> list[Button]:
    """Some days to be done by, a tap each."""
    names = interaction.client.desk.texts("target-offers").split("|")
    days = [(name, parse_target(name, today=today)) for name in names]
    return [button(name, custom_ids.TARGET_BACK.of(enrolment_id, day.isoformat())) for name, day in days]


def means_no_day(interaction: BadgerInteraction, said: str | None) -> bool:
    """Whether the words ask for no day to be done by: none at all do."""
    words = interaction.client.desk.texts("target-none-words").split("|")
    return not (said and said.strip()) or said.strip().casefold() in words


def _target_back(
    interaction: BadgerInteraction, enrolment_id: str, before: date | None, today: date
) -> Button | None:
    """The way back to the day before; None where that has passed."""
    if before is not None and before <= today:
        return None
    day = "none" if before is None else before.isoformat()
    name = interaction.client.desk.texts("button-target-back")
    return button(name, custom_ids.TARGET_BACK.of(enrolment_id, day))


def _card(interaction: BadgerInteraction, view: EnrolmentView, said: str, *more: Button | None) -> Card:
    """The enrolment's card with what was said, and further ways on."""
    around_it = around(interaction, view, said)
    there = tuple(each for each in more if each is not None)
    around_it = replace(around_it, more=(*there, *around_it.more))
    return enrolment_card(interaction.client.desk.texts, view, around_it)


def _enrolling(interaction: BadgerInteraction) -> Enrolling:
    return interaction.client.desk.use_cases.work.enrolling
