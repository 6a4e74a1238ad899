"""What `/log` comes to where no task and no minutes are named: the likeliest task with one button."""

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.log_questions import Guessed, log_offer_card, log_offer_kept_card
from bot.discord_ui.tracking_answers import current_card, likeliest_enrolment, retrying_card
from bot.domain.day_text import parse_day
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.domain.next_task import OpenTask
from bot.wording.ledger_rows import short_day_text


async def offer_card(interaction: BadgerInteraction, day: str = "", note: str = "") -> Card:
    """The likeliest task with one button, for the day and with the note that were said, if any.

    Where no task is open, the card of what is underway. Raises UserError `nothing-started`.
    """
    desk, asker = interaction.client.desk, asker_of(interaction)
    tasks = await desk.use_cases.work.tracking.open_tasks(asker)
    if not tasks:
        return await current_card(interaction, await likeliest_enrolment(interaction))
    if not (day.strip() or note.strip()):
        return log_offer_card(desk.texts, tuple(tasks))
    words = LogWords(str(tasks[0].ref), day=day.strip(), note=note.strip())
    try:
        return await _kept_offer(interaction, tasks, words)
    except UserError as refused:
        return await retrying_card(interaction, words, refused)


async def _kept_offer(interaction: BadgerInteraction, tasks: list[OpenTask], words: LogWords) -> Card:
    """Raises UserError as `parse_day` does."""
    desk, asker = interaction.client.desk, asker_of(interaction)
    said = ""
    if words.day:
        today = (await desk.use_cases.work.profile.settings(asker)).today
        said = short_day_text(desk.texts, parse_day(words.day, today=today), today=today)
    kept = await desk.use_cases.work.words.keep(asker, words)
    return log_offer_kept_card(desk.texts, Guessed(tuple(tasks), kept), said, words.note)
