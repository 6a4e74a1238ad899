"""`/group join`, `leave`, `list`, `board` and `checkin`: what every member does."""

from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.group_answers import list_answer
from bot.discord_ui.group_checkin_answers import form_of
from bot.discord_ui.group_choosing import BOARD, CHECKIN, LEAVE, candidates, meant
from bot.discord_ui.group_membership import join_named
from bot.discord_ui.group_suggestions import group_choices
from bot.discord_ui.suggestions import suggest
from bot.domain.group_checkin import MAX_ANSWER_LENGTH
from bot.domain.log_words import LogWords
from bot.services.group_lists import Among


class GroupTakingPartCommands(commands.Cog):
    """The commands of members."""

    @app_commands.command(name="join", description=WORDED)
    async def join(self, interaction: BadgerInteraction, group: str) -> None:
        """Takes the member in."""
        await answer(interaction, join_named(interaction, group), Place.PRIVATE)

    @app_commands.command(name="leave", description=WORDED)
    async def leave(self, interaction: BadgerInteraction, group: str | None = None) -> None:
        """Asks whether the member wants to leave."""
        work = meant(interaction, group, LEAVE)
        await answer(interaction, work, Place.PRIVATE)

    @app_commands.command(name="list", description=WORDED)
    async def list_all(self, interaction: BadgerInteraction) -> None:
        """Shows the groups of the server, under the invitations of the member."""
        await answer(interaction, list_answer(interaction), Place.PRIVATE)

    @app_commands.command(name="board", description=WORDED)
    async def board(self, interaction: BadgerInteraction, group: str | None = None) -> None:
        """Shows how a group is doing, as far as the member may see it."""
        await answer(interaction, meant(interaction, group, BOARD), Place.PRIVATE)

    @app_commands.command(name="checkin", description=WORDED)
    async def checkin(
        self,
        interaction: BadgerInteraction,
        note: Range[str, 1, MAX_ANSWER_LENGTH] | None = None,
        group: str | None = None,
    ) -> None:
        """Keeps how the member's week was; asks with the form where they say nothing."""
        found = await candidates(interaction, group)
        if found.meant is not None and note is None:
            await interaction.response.send_modal(await form_of(interaction, found.meant))
            return
        work = meant(interaction, group, CHECKIN, LogWords(note=note or ""))
        await answer(interaction, work, Place.PRIVATE)

    @join.autocomplete("group")
    async def suggest_joinable(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Groups that one can join, by name."""
        return await suggest(
            interaction, lambda: group_choices(interaction, typed, Among.JOINABLE), "/group join"
        )

    @leave.autocomplete("group")
    @checkin.autocomplete("group")
    async def suggest_own(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The member's groups."""
        return await suggest(
            interaction, lambda: group_choices(interaction, typed, Among.MINE), "/group leave"
        )

    @board.autocomplete("group")
    async def suggest_seen(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """All groups, the member's first."""
        return await suggest(
            interaction, lambda: group_choices(interaction, typed, Among.ALL), "/group board"
        )
