"""The buttons of a reminder, and of what is set of it."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import (
    SERVER_OF_ROW,
    BadgerInteraction,
    Place,
    answer,
    asker_of,
    new_message,
    place_of_click,
)
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.reminder import own_reminder_card
from bot.discord_ui.cards.reminder_settings import (
    DAY_INPUT,
    TIME_INPUT,
    fix_reminder_card,
    reminder_form,
    time_draft,
)
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, chosen_in, typed_in
from bot.discord_ui.progress_answers import progress_answer
from bot.discord_ui.reminder_answers import (
    here_answer,
    keep,
    list_answer,
    off_answer,
    pause_answer,
    read_time,
    reminding_of,
    resume_answer,
    skip_answer,
    snooze_answer,
    test_answer,
)
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.services.asker import Asker
from bot.wording.texts import error_text
from bot.wording.weekly_time import weekday_text

_FIRST_TIME = "18:00"
_MENDABLE = ("time-", "weekday-", "reminder-two-days")


class OfDelivery(Component):
    """A button of what was delivered to a member: its server is that of the row that it names."""

    @property
    def delivery(self) -> int:
        """The row in the outbox."""
        return int(self.parts["number"])

    async def owner(self, interaction: BadgerInteraction) -> Asker:
        """Whoever clicks, in the server of the delivery. Raises UserError `delivery-unknown`."""
        reader = reminding_of(interaction).reader
        guild_id = await reader.server_of_delivery(interaction.user.id, self.delivery)
        if guild_id is None or interaction.guild_id not in {None, guild_id}:
            raise UserError("delivery-unknown")
        return asker_of(interaction, guild_id)


class SnoozeButton(OfDelivery, shape=custom_ids.REMIND_SNOOZE):
    """*Snooze a day*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets it come again tomorrow; a second click says the same."""
        await answer(interaction, self._snoozed(interaction), new_message(interaction))

    async def _snoozed(self, interaction: BadgerInteraction) -> Card:
        return await snooze_answer(interaction, await self.owner(interaction), self.delivery)


class SkipButton(OfDelivery, shape=custom_ids.REMIND_SKIP):
    """*Not this week*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Is quiet until next week."""
        await answer(interaction, self._skipped(interaction), new_message(interaction))

    async def _skipped(self, interaction: BadgerInteraction) -> Card:
        return await skip_answer(interaction, await self.owner(interaction))


class ShowMineButton(Component, shape=custom_ids.REMIND_SHOW):
    """*Show me*, under a reminder that says nothing in public."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows whoever clicks their own, in private."""
        await answer(interaction, self._shown(interaction), new_message(interaction))

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        guild_id = interaction.guild_id
        if guild_id is None:
            raise UserError("server-needed")
        view = await reminding_of(interaction).reader.reminder(guild_id, interaction.user.id)
        server = interaction.client.server_names([guild_id])[guild_id]
        return own_reminder_card(interaction.client.desk.texts, view, server)


class DigestMineButton(Component, shape=custom_ids.DIGEST_MINE):
    """*Where am I?*, under a digest."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows whoever clicks their own progress."""
        await answer(interaction, progress_answer(interaction, interaction.user.id), new_message(interaction))


class NoticeMineButton(OfDelivery, shape=custom_ids.NOTICE_MINE):
    """*Progress*, under a notice: the owner's own; in a channel anybody's own."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows whoever clicks their own progress."""
        await answer(interaction, self._shown(interaction), new_message(interaction))

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        if interaction.guild_id is None:
            asker = await self.owner(interaction)
            interaction.extras[SERVER_OF_ROW] = asker.guild_id
        return await progress_answer(interaction, interaction.user.id)


class ReminderButton(Component, shape=custom_ids.REMINDER):
    """*My reminder*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows what is set."""
        await answer(interaction, list_answer(interaction), new_message(interaction))


class ReminderTestButton(Component, shape=custom_ids.REMINDER_TEST):
    """*Try it now*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Sends one, and says beside the card what became of it."""
        await answer(interaction, test_answer(interaction), new_message(interaction))


class ReminderHereButton(Component, shape=custom_ids.REMINDER_HERE):
    """*Use this channel*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets the reminder come here."""
        await answer(interaction, here_answer(interaction), place_of_click(interaction))


class ReminderPauseButton(Component, shape=custom_ids.REMINDER_PAUSE):
    """*Pause* and *Resume*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lets it rest, or go on."""
        is_pause = self.parts["answer"] == "pause"
        work = pause_answer(interaction, None) if is_pause else resume_answer(interaction)
        await answer(interaction, work, place_of_click(interaction))


class ReminderOffButton(Component, shape=custom_ids.REMINDER_OFF):
    """*Turn it off*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes it away."""
        await answer(interaction, off_answer(interaction), place_of_click(interaction))


class ReminderChangeButton(Component, shape=custom_ids.REMINDER_CHANGE):
    """*Change it*, and *Set one*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what is set."""
        schedule = await reminding_of(interaction).schedules.reminder(asker_of(interaction))
        weekday, at = (schedule.when.weekday, time_draft(schedule)) if schedule else (0, _FIRST_TIME)
        await interaction.response.send_modal(reminder_form(interaction.client.desk.texts, weekday, at))


class ReminderFixButton(Component, shape=custom_ids.REMINDER_FIX):
    """*Fix it*, under a time that could not be read."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = await interaction.client.desk.use_cases.work.words.kept(
            asker_of(interaction), self.parts["waiting"]
        )
        form = reminder_form(interaction.client.desk.texts, int(words.day or 0), words.minutes)
        await interaction.response.send_modal(form)


async def _sent(interaction: BadgerInteraction, _parts: dict[str, str]) -> None:
    chosen = next(iter(chosen_in(interaction, DAY_INPUT)), "")
    if chosen not in {str(day) for day in range(7)}:
        raise UserError("component-gone")
    typed = typed_in(interaction, TIME_INPUT)
    place = place_of_click(interaction) if interaction.message else Place.PRIVATE
    await answer(interaction, _kept(interaction, int(chosen), typed), place)


async def _kept(interaction: BadgerInteraction, weekday: int, typed: str) -> Card:
    texts = interaction.client.desk.texts
    before = await reminding_of(interaction).schedules.reminder(asker_of(interaction))
    try:
        day, at = read_time(interaction, weekday_text(texts, weekday), typed)
    except UserError as refused:
        if not refused.message_id.startswith(_MENDABLE):
            raise
        kept = await interaction.client.desk.use_cases.work.words.keep(
            asker_of(interaction), LogWords(day=str(weekday), minutes=typed)
        )
        return fix_reminder_card(texts, error_text(texts, refused), kept)
    return await keep(interaction, day, at, before.channel_id if before else None)


REMINDER_COMPONENTS = (
    SnoozeButton,
    SkipButton,
    ShowMineButton,
    DigestMineButton,
    NoticeMineButton,
    ReminderButton,
    ReminderTestButton,
    ReminderHereButton,
    ReminderPauseButton,
    ReminderOffButton,
    ReminderChangeButton,
    ReminderFixButton,
)
REMINDER_ROUTES = (FormRoute(custom_ids.REMINDER_FORM, _sent),)
