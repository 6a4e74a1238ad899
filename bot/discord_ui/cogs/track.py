"""`/track`: mending what was logged, and pausing, resuming, dropping and aiming."""

from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.entry_form import entry_form
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.log_suggestions import minutes_choices, work_day_choices
from bot.discord_ui.progress_answers import history_answer
from bot.discord_ui.suggestions import suggest
from bot.discord_ui.track_answers import (
    ask_drop_answer,
    edit_answer,
    named_entry,
    pause_answer,
    resume_answer,
    target_answer,
)
from bot.discord_ui.work_suggestions import (
    GOING,
    OPEN,
    RESTING,
    enrolment_choices,
    entry_choices,
    target_choices,
)
from bot.domain.errors import UserError
from bot.services.log_requests import EntryWords
from bot.services.progress_view import MOST_HISTORY_DAYS

_DASHES = {"-", "–", "—"}


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class TrackCog(commands.GroupCog, group_name="track", group_description=WORDED):
    """Everything is the member's own, in their server, for their eyes alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="edit", description=WORDED)
    async def edit(  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        entry: str,
        minutes: str | None = None,
        on: str | None = None,
        note: str | None = None,
    ) -> None:
        """Changes an entry; opens the form where nothing else is said."""
        words = EntryWords(minutes, on, "" if note and note.strip() in _DASHES else note)
        if words != EntryWords():
            await answer(interaction, edit_answer(interaction, entry, words), Place.PRIVATE)
            return
        line = await named_entry(interaction, entry)
        if not line.entry.counts:
            raise UserError("log-entry-void")
        await interaction.response.send_modal(entry_form(self._desk.texts, line))

    @app_commands.command(name="pause", description=WORDED)
    async def pause(self, interaction: BadgerInteraction, credential: str) -> None:
        """Lets a credential rest."""
        await answer(interaction, pause_answer(interaction, credential), Place.PRIVATE)

    @app_commands.command(name="resume", description=WORDED)
    async def resume(self, interaction: BadgerInteraction, credential: str) -> None:
        """Goes on with a credential."""
        await answer(interaction, resume_answer(interaction, credential), Place.PRIVATE)

    @app_commands.command(name="drop", description=WORDED)
    async def drop(self, interaction: BadgerInteraction, credential: str) -> None:
        """Asks whether a credential shall be given up."""
        await answer(interaction, ask_drop_answer(interaction, credential), Place.PRIVATE)

    @app_commands.command(name="target", description=WORDED)
    async def target(self, interaction: BadgerInteraction, credential: str, day: str | None = None) -> None:
        """Sets the day to be done by, or clears it."""
        await answer(interaction, target_answer(interaction, credential, day), Place.PRIVATE)

    @app_commands.command(name="history", description=WORDED)
    async def history(
        self, interaction: BadgerInteraction, days: Range[int, 1, MOST_HISTORY_DAYS] | None = None
    ) -> None:
        """Shows the log row by row."""
        await answer(interaction, history_answer(interaction, days), Place.PRIVATE)

    @edit.autocomplete("entry")
    async def suggest_entry(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The member's newest entries."""
        return await suggest(interaction, lambda: entry_choices(interaction, typed), "/track edit entry")

    @edit.autocomplete("minutes")
    async def suggest_minutes(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the time is understood."""

        def choices() -> list[Choice[str]]:
            return minutes_choices(self._desk.texts, typed, takes_none=True)

        return await suggest(interaction, choices, "/track edit minutes")

    @edit.autocomplete("on")
    async def suggest_work_day(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the day is understood."""
        return await suggest(interaction, lambda: work_day_choices(interaction, typed), "/track edit on")

    @pause.autocomplete("credential")
    async def suggest_going(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """What is underway."""
        return await suggest(
            interaction, lambda: enrolment_choices(interaction, typed, GOING), "/track pause"
        )

    @resume.autocomplete("credential")
    async def suggest_resting(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """What is paused or dropped."""
        return await suggest(
            interaction, lambda: enrolment_choices(interaction, typed, RESTING), "/track resume"
        )

    @drop.autocomplete("credential")
    @target.autocomplete("credential")
    async def suggest_open(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """What is not over."""
        return await suggest(
            interaction, lambda: enrolment_choices(interaction, typed, OPEN), "/track credential"
        )

    @target.autocomplete("day")
    async def suggest_day(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the day is understood."""
        return await suggest(interaction, lambda: target_choices(interaction, typed), "/track target day")
