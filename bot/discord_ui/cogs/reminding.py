"""`/remind`: one reminder a week, when and where a member wants it."""

from discord import app_commands
from discord.app_commands import Choice, Transform
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.reminder_answers import (
    list_answer,
    off_answer,
    pause_answer,
    set_answer,
    snooze_answer,
    test_answer,
)
from bot.discord_ui.reminder_suggestions import day_choices, time_choices, until_choices
from bot.discord_ui.suggestions import suggest
from bot.discord_ui.writable_channels import ChannelOption, WritableChannel


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class RemindCog(commands.GroupCog, group_name="remind", group_description=WORDED):
    """Everything is the member's own, in their server, for their eyes alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="weekly", description=WORDED)
    async def weekly(
        self,
        interaction: BadgerInteraction,
        day: str,
        at: str,
        where: Transform[WritableChannel, ChannelOption] | None = None,
    ) -> None:
        """Sets the reminder, or changes it."""
        await answer(interaction, set_answer(interaction, day, at, where), Place.PRIVATE)

    @app_commands.command(name="list", description=WORDED)
    async def list_all(self, interaction: BadgerInteraction) -> None:
        """Shows what is set."""
        await answer(interaction, list_answer(interaction), Place.PRIVATE)

    @app_commands.command(name="snooze", description=WORDED)
    async def snooze(self, interaction: BadgerInteraction) -> None:
        """Lets the last one come again tomorrow."""
        await answer(interaction, snooze_answer(interaction, asker_of(interaction)), Place.PRIVATE)

    @app_commands.command(name="pause", description=WORDED)
    async def pause(self, interaction: BadgerInteraction, until: str | None = None) -> None:
        """Lets it rest."""
        await answer(interaction, pause_answer(interaction, until), Place.PRIVATE)

    @app_commands.command(name="off", description=WORDED)
    async def off(self, interaction: BadgerInteraction) -> None:
        """Takes it away."""
        await answer(interaction, off_answer(interaction), Place.PRIVATE)

    @app_commands.command(name="test", description=WORDED)
    async def test(self, interaction: BadgerInteraction) -> None:
        """Sends one now."""
        await answer(interaction, test_answer(interaction), Place.PRIVATE)

    @weekly.autocomplete("day")
    async def suggest_day(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The days of the week."""
        return await suggest(interaction, lambda: day_choices(self._desk.texts, typed), "/remind weekly day")

    @weekly.autocomplete("at")
    async def suggest_time(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the time is understood, and whose time it is."""
        return await suggest(interaction, lambda: time_choices(interaction, typed), "/remind weekly at")

    @pause.autocomplete("until")
    async def suggest_until(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """How the day is understood."""
        return await suggest(interaction, lambda: until_choices(interaction, typed), "/remind pause until")
