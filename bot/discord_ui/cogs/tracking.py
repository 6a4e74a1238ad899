"""`/start`, `/log`, `/undo`: the daily act."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.log_offering import offer_card
from bot.discord_ui.log_suggestions import (
    minutes_choices,
    open_task_choices,
    start_target_choices,
    work_day_choices,
)
from bot.discord_ui.starting_answers import start_card
from bot.discord_ui.suggestions import completed_credentials, suggest
from bot.discord_ui.tracking_answers import log_and_show, undone_card
from bot.services.log_requests import LogRequest


class TrackingCog(commands.Cog):
    """Beginning and logging; everything is the member's own, in their server, for their eyes alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="start", description=WORDED)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def start(self, interaction: BadgerInteraction, credential: str, target: str | None = None) -> None:
        """Begins to work on a credential."""
        await answer(interaction, start_card(interaction, credential, target), Place.PRIVATE)

    @app_commands.command(name="log", description=WORDED)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def log(  # an argument is an option of the command
        self,
        interaction: BadgerInteraction,
        task: str | None = None,
        minutes: str | None = None,
        on: str | None = None,
        note: str | None = None,
    ) -> None:
        """Ticks the task that is named, or logs minutes; without anything offers the likeliest task."""
        if task is None and minutes is None:
            await answer(interaction, offer_card(interaction, on or "", note or ""), Place.PRIVATE)
            return
        await log_and_show(interaction, LogRequest(task, minutes, on, note), Place.PRIVATE)

    @app_commands.command(name="undo", description=WORDED)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def undo(self, interaction: BadgerInteraction) -> None:
        """Takes the newest entry back."""
        await answer(interaction, undone_card(interaction), Place.PRIVATE)

    @start.autocomplete("credential")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        return await suggest(
            interaction, lambda: completed_credentials(self._desk, interaction.guild_id, typed), "/start"
        )

    @start.autocomplete("target")
    async def suggest_target(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the day is understood."""
        return await suggest(interaction, lambda: start_target_choices(interaction, typed), "/start target")

    @log.autocomplete("minutes")
    async def suggest_minutes(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the time is understood."""
        return await suggest(interaction, lambda: minutes_choices(self._desk.texts, typed), "/log minutes")

    @log.autocomplete("on")
    async def suggest_day(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the day is understood."""
        return await suggest(interaction, lambda: work_day_choices(interaction, typed), "/log on")

    @log.autocomplete("task")
    async def suggest_task(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The member's open tasks, the likeliest first."""
        tracking, asker = self._desk.use_cases.work.tracking, asker_of(interaction)

        async def choices() -> list[Choice[str]]:
            return open_task_choices(self._desk.texts, await tracking.open_tasks(asker, typed))

        return await suggest(interaction, choices, "/log task")
