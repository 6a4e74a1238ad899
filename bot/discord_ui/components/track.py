"""The components that mend an entry, and take up, drop and aim what a member works on."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.entry_form import entry_form
from bot.discord_ui.cards.log_forms import DAY_INPUT, MINUTES_INPUT, NOTE_INPUT
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.track_answers import (
    change_back_answer,
    drop_answer,
    mended_entry_card,
    resume_answer,
    sent_edit_answer,
    target_answer,
)
from bot.discord_ui.tracking_answers import undone_card
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords

_MENDABLE = ("minutes-", "day-", "note-", "work-")


class ChangeEntryButton(Component, shape=custom_ids.CHANGE_ENTRY):
    """*Change it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what the entry says."""
        await _open(interaction, int(self.parts["number"]), None)


class FixEntryButton(Component, shape=custom_ids.ENTRY_FIX):
    """*Fix it*, under a change that could not be made."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = await interaction.client.desk.use_cases.work.words.kept(
            asker_of(interaction), self.parts["waiting"]
        )
        await _open(interaction, int(self.parts["number"]), words)


async def _open(interaction: BadgerInteraction, entry_id: int, typed: LogWords | None) -> None:
    desk = interaction.client.desk
    line = await desk.use_cases.work.progress.entry(asker_of(interaction), entry_id)
    if not line.entry.counts:
        raise UserError("log-entry-void")
    await interaction.response.send_modal(entry_form(desk.texts, line, typed))


async def _sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    typed = LogWords(
        minutes=typed_in(interaction, MINUTES_INPUT),
        day=typed_in(interaction, DAY_INPUT),
        note=typed_in(interaction, NOTE_INPUT),
    )
    work = _changed(interaction, int(parts["number"]), typed)
    await answer(interaction, work, place_of_click(interaction))


async def _changed(interaction: BadgerInteraction, entry_id: int, typed: LogWords) -> Card:
    try:
        return await sent_edit_answer(interaction, entry_id, typed)
    except UserError as refused:
        if not refused.message_id.startswith(_MENDABLE):
            raise
        return await mended_entry_card(interaction, entry_id, typed, refused)


class ChangeBackButton(Component, shape=custom_ids.CHANGE_BACK):
    """*Change it back*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Says again what the entry said before."""
        work = change_back_answer(interaction, int(self.parts["number"]))
        await answer(interaction, work, place_of_click(interaction))


class TakeBackButton(Component, shape=custom_ids.TAKE_BACK):
    """*Take it back*, under an entry that was chosen in the log."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Voids it, whatever was logged since."""
        work = undone_card(interaction, int(self.parts["number"]))
        await answer(interaction, work, place_of_click(interaction))


class ResumeButton(Component, shape=custom_ids.RESUME):
    """*Take it up again*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Goes on with what is paused or dropped."""
        work = resume_answer(interaction, self.parts["enrolment"])
        await answer(interaction, work, place_of_click(interaction))


class DropButton(Component, shape=custom_ids.DROP):
    """*Yes, drop it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Gives it up."""
        work = drop_answer(interaction, self.parts["enrolment"])
        await answer(interaction, work, place_of_click(interaction))


class TargetBackButton(Component, shape=custom_ids.TARGET_BACK):
    """*Put the day back*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Sets the day to be done by to what it was."""
        work = target_answer(interaction, self.parts["enrolment"], self.parts["day"])
        await answer(interaction, work, place_of_click(interaction))


TRACK_COMPONENTS = (
    ChangeEntryButton,
    FixEntryButton,
    ChangeBackButton,
    TakeBackButton,
    ResumeButton,
    DropButton,
    TargetBackButton,
)
TRACK_ROUTES = (FormRoute(custom_ids.ENTRY_FORM, _sent),)
