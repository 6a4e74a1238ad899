"""*Log as task* on a message: its words tick an open task, or go with one as a note."""

import discord
from discord import app_commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.log_questions import Guessed, log_menu_card
from bot.discord_ui.markdown import cut
from bot.discord_ui.plain_words import words_in
from bot.discord_ui.tracking_answers import current_card, likeliest_enrolment
from bot.domain.errors import UserError
from bot.domain.ledger import MAX_NOTE_LENGTH
from bot.domain.log_words import LogWords
from bot.domain.names import folded
from bot.domain.next_task import OpenTask


def log_menu(name: str) -> app_commands.ContextMenu:
    """The context menu of a message that tells what a member did."""

    async def log_from_message(interaction: BadgerInteraction, message: discord.Message) -> None:
        await answer(interaction, _offered(interaction, message.content), Place.PRIVATE)

    menu = app_commands.ContextMenu(name=name, callback=log_from_message)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu


async def _offered(interaction: BadgerInteraction, content: str) -> Card:
    """The task that the words may mean, with one button. Raises UserError `message-without-words`."""
    words = cut(words_in(content), MAX_NOTE_LENGTH)
    if not words:
        raise UserError("message-without-words-to-log")
    desk, asker = interaction.client.desk, asker_of(interaction)
    tasks = await desk.use_cases.work.tracking.open_tasks(asker)
    if not tasks:
        return await current_card(interaction, await likeliest_enrolment(interaction))
    match = named_in(words, tasks) or next(
        iter(await desk.use_cases.work.tracking.open_tasks(asker, words)), None
    )
    likeliest = match or tasks[0]
    ordered = (likeliest, *(each for each in tasks if each.ref != likeliest.ref))
    note = "" if folded(words) == folded(likeliest.task.title) else words
    kept = await interaction.client.desk.use_cases.work.words.keep(
        asker, LogWords(task=str(likeliest.ref), note=note)
    )
    return log_menu_card(desk.texts, words, Guessed(ordered, kept), match)


def named_in(words: str, tasks: list[OpenTask]) -> OpenTask | None:
    """The task whose whole title stands among the words, the longest of several; None where none does."""
    said = f" {folded(words)} "
    named = [each for each in tasks if f" {folded(each.task.title)} " in said]
    return max(named, key=lambda each: len(each.task.title), default=None)
