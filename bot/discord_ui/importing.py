"""Files that moderators import: fetched, looked at, and told of on a card with its report."""

import asyncio
from collections.abc import Awaitable

import discord

from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, Document
from bot.catalogue.import_report import report_csv
from bot.catalogue.sample import import_sample
from bot.discord_ui.answering import BadgerInteraction, Place, asker_of
from bot.discord_ui.attachments import fetched
from bot.discord_ui.cards.card import Card, CardFile
from bot.discord_ui.cards.import_report import import_card, progress_card, report_name, sample_card
from bot.discord_ui.progress import Tell, answer_with_progress
from bot.services.catalogue_uploads import CheckedFile, check_announced
from bot.wording.texts import Texts


async def answer_with_import(
    interaction: BadgerInteraction, file: discord.Attachment, *, is_dry_run: bool | None
) -> None:
    """Looks at the file and shows the report, with the offer to import it.

    Where `is_dry_run` is False it is imported at once, if nothing is refused; where True, it is not offered.
    """
    check_announced(file.filename, file.size)
    uploads = interaction.client.desk.use_cases.uploads
    does = {None: uploads.check, True: uploads.only_check, False: uploads.import_at_once}[is_dry_run]

    async def work(tell: Tell) -> Card:
        document = Document(file.filename, await fetched(file, MAX_ATTACHMENT_BYTES))
        return await import_answer(interaction, does(asker_of(interaction), document, tell))

    texts = interaction.client.desk.texts
    await answer_with_progress(
        interaction, work, lambda done: progress_card(texts, file.filename, done), Place.PRIVATE
    )


async def import_answer(interaction: BadgerInteraction, checking: Awaitable[CheckedFile]) -> Card:
    """The card on a file; what was imported is found at once."""
    checked = await checking
    desk = interaction.client.desk
    if checked.report.is_applied and checked.report.plan.changes:
        await desk.use_cases.catalogue_changed()
    return await asyncio.to_thread(_card, desk.texts, checked)


def _card(texts: Texts, checked: CheckedFile) -> Card:
    """Ten thousand rows take a second to be put into words: not on the loop."""
    report = CardFile(report_name(checked.report.file), report_csv(texts, checked.report.plan))
    return import_card(texts, checked, report)


async def sample_answer(interaction: BadgerInteraction) -> Card:
    """How an import works, with a table to begin with."""
    sample = await asyncio.to_thread(import_sample)
    return sample_card(interaction.client.desk.texts, sample.name, sample.content)
