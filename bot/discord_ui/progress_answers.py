"""What a look at progress comes to on Discord: the card with its picture, the entries behind it, the log."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card, CardFile, button, buttons
from bot.discord_ui.cards.entries import entries_card
from bot.discord_ui.cards.log_history import log_history_card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.progress import PICTURE_NAME, Drawn, Other, progress_card
from bot.discord_ui.desk import Desk
from bot.discord_ui.group_answers import groups_together
from bot.discord_ui.people import names_of
from bot.discord_ui.pictures.depicting import progress_alt, progress_picture
from bot.discord_ui.pictures.drawing import PictureFailedError
from bot.domain.errors import UserError
from bot.domain.progress import Figure
from bot.services.ledger_views import ProgressView


async def progress_answer(interaction: BadgerInteraction, owner_id: int, named: str | None = None) -> Card:
    """The progress of a member, as far as the asker may see it, with its picture.

    Raises UserError `progress-hidden`, `enrolment-unknown`.
    """
    desk = interaction.client.desk
    try:
        shown = await desk.use_cases.work.progress.progress_of(asker_of(interaction), owner_id, named)
    except UserError as refused:
        if refused.message_id != "nothing-started":
            raise
        return _empty_card(desk)
    drawn = await _drawn(desk, shown)
    if shown.is_own:
        return progress_card(desk.texts, shown, drawn)
    name = (await names_of(interaction.client, interaction.guild_id, [owner_id]))[owner_id]
    return progress_card(desk.texts, shown, drawn, Other(name, await groups_together(interaction, owner_id)))


async def own_progress(interaction: BadgerInteraction, named: str | None = None) -> ProgressView:
    """The asker's own. Raises UserError `nothing-started`, `enrolment-unknown`."""
    return await interaction.client.desk.use_cases.work.progress.progress(asker_of(interaction), named)


async def entries_answer(
    interaction: BadgerInteraction, enrolment_id: str, figure: Figure, page: int
) -> Card:
    """The entries behind a number of the asker's own progress."""
    shown = await own_progress(interaction, enrolment_id)
    return entries_card(interaction.client.desk.texts, shown, figure, page)


async def history_answer(interaction: BadgerInteraction, days: int | None, page: int = 0) -> Card:
    """A page of the asker's log of the last days, of a month where none are said."""
    desk, asker = interaction.client.desk, asker_of(interaction)
    reader = desk.use_cases.work.progress
    history = await (reader.history(asker) if days is None else reader.history(asker, days))
    return log_history_card(desk.texts, history, page)


async def _drawn(desk: Desk, shown: ProgressView) -> Drawn | None:
    """The picture; None where there is nothing to see yet, or it cannot be drawn: the text says all of it."""
    if not shown.entries:
        return None
    wished = progress_picture(desk.texts, shown)
    try:
        png = await desk.drawing.png(wished)
    except PictureFailedError:
        return None
    return Drawn(CardFile(PICTURE_NAME, png), progress_alt(desk.texts, wished))


def _empty_card(desk: Desk) -> Card:
    look = button(desk.texts("button-browse"), custom_ids.BROWSE.of(0, "", ""))
    return notice_card(desk.texts("progress-empty"), below=buttons(look))
